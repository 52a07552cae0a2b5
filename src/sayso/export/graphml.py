"""GraphML: parties are nodes; claims, pair by pair, and ties are edges, with their voices on them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from sayso.export import cameo, wide
from sayso.export.cells import cell
from sayso.export.format import Format
from sayso.export.report import UNNAMED, Linked, Report, Says, Told, Who
from sayso.export.seen import Seen
from sayso.export.tally import Tally
from sayso.lexicon import plover_scale

_NODE = {"name": "string", "kind": "string", "country": "string", "sector": "string"}
_EDGE = {
    "what": "string", "type": "string", "mode": "string", "relation": "string", "quad": "int", "score": "double",
    "mood": "string", "begin": "string", "end": "string", "published": "string", "voices": "int",
    "voice_chain": "string", "stance_chain": "string", "cue_offsets": "string", "claim": "string",
    "weight": "double", "report": "string", "source": "string", "sentence": "string", "trigger": "string",
    "trigger_start": "int", "trigger_end": "int", "probability": "double",
}  # fmt: skip
_NOBODY = Who("", "nobody", UNNAMED, "other", None, "UNK", None)


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes one graph. Edges wait in a temporary file beside it until all nodes are written."""
    with path.open("w", encoding="utf-8", newline="") as out, Seen() as seen, _waiting(path) as edges:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        out.writelines(_keys())
        out.write('<graph id="sayso" edgedefault="directed">\n')
        for report in reports:
            for a, b, id, values in _edges(report):
                for who in (a, b):
                    if seen.is_new(who.key):
                        out.write(_node(who))
                edges.write(_edge(a, b, id, values))
                tally.rows += 1
        edges.seek(0)
        shutil.copyfileobj(edges, out)
        out.write("</graph>\n</graphml>\n")
        out.flush()
        os.fsync(out.fileno())


def _waiting(path: Path) -> IO[str]:
    # beside the output: the disk for temporary files may be small
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent)


def _keys() -> Iterator[str]:
    for sort, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, type in keys.items():
            yield f'<key id="{sort}_{name}" for="{sort}" attr.name="{name}" attr.type="{type}"/>\n'


def _edges(report: Report) -> Iterator[tuple[Who, Who, str, dict[str, object]]]:
    for claim in report.claims:
        scale = plover_scale()[claim.type, claim.mode]
        both = list(cameo.pairs(claim.actors, claim.recipients, two_sided=scale.two_sided))
        for at, (a, b) in enumerate(both, 1):
            yield a or _NOBODY, b or _NOBODY, f"{claim.id}-{at}", _of_claim(report, claim, 1 / len(both))
    for tie in report.ties:
        for at, (a, b) in enumerate(((a, b) for a in tie.a or (_NOBODY,) for b in tie.b or (_NOBODY,)), 1):
            yield a, b, f"{tie.id}-{at}", _of_tie(report, tie)


def _of_claim(report: Report, claim: Told, weight: float) -> dict[str, object]:
    scale = plover_scale()[claim.type, claim.mode]
    return {
        "what": "claim",
        "type": claim.type,
        "mode": claim.mode,
        "quad": scale.quad,
        "score": scale.score,
        "mood": claim.mood,
        "begin": claim.begin,
        "end": claim.end,
        "claim": claim.id,
        "weight": weight,
        "trigger": report.words(claim.trigger),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "probability": claim.score,
        **_told(report, claim.sentence, claim.voices),
    }


def _of_tie(report: Report, tie: Linked) -> dict[str, object]:
    return {
        "what": "tie",
        "relation": f"{tie.relation}: {tie.what}" if tie.what else tie.relation,
        "claim": tie.id,
        "trigger": report.words(tie.cue),
        "trigger_start": tie.cue.start,
        "trigger_end": tie.cue.end,
        **_told(report, tie.sentence, tie.voices),
    }


def _told(report: Report, sentence: int, voices: tuple[Says, ...]) -> dict[str, object]:
    return {
        "published": report.published,
        "voices": len(voices),
        "voice_chain": wide.chain(voices, wide.speakers),
        "stance_chain": wide.chain(voices, lambda v: v.stance),
        "cue_offsets": wide.chain(voices, wide.cue_span),
        "report": report.id,
        "source": report.source,
        "sentence": report.words(report.sentence(sentence)),
    }


def _node(who: Who) -> str:
    values = {"name": who.name, "kind": who.kind, "country": who.country, "sector": who.sector}
    return f"<node id={_attribute(who.key)}>{_data('node', values)}</node>\n"


def _edge(a: Who, b: Who, id: str, values: dict[str, object]) -> str:
    ends = f"source={_attribute(a.key)} target={_attribute(b.key)}"
    return f"<edge id={_attribute(id)} {ends}>{_data('edge', values)}</edge>\n"


def _data(sort: str, values: Mapping[str, object]) -> str:
    cells = {name: cell(value) for name, value in values.items()}
    return "".join(f'<data key="{sort}_{name}">{escape(text)}</data>' for name, text in cells.items() if text)


def _attribute(words: str) -> str:
    return quoteattr(cell(words))


FORMAT = Format(
    "graphml",
    "GraphML, parties as nodes, claims and ties as edges",
    write,
    holds_voices=True,
    notes=(
        "Parties of one name, kind and state are one node in all reports; people who are only described are not. The "
        f"node “{UNNAMED}” stands for sides that nobody names.",
        "A claim with several actors or recipients has an edge for each pair, of weight 1 over their number. Types, "
        "modes and moods are as told; voices = 0: the paper says so itself; chains of voices are outermost first.",
    ),
)
