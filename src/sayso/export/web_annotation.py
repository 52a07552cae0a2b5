"""W3C Web Annotation: one annotation a claim, on its trigger, in an annotation page (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sayso import __version__
from sayso.export.cells import json_line, offsets
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import Report, Says, Told, Who
from sayso.export.tally import Tally
from sayso.export.wide import speakers
from sayso.model.text import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after the quoted words, by which a reader finds them again in a changed page."""
_CREATOR = {"id": "urn:sayso", "type": "Software", "name": f"Sayso {__version__}"}


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes one annotation page, an annotation a line."""
    write_lines(path, _lines(reports, tally))


def _lines(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    yield f'{{"@context": {json.dumps(CONTEXT)}, "id": "urn:sayso:annotations", "type": "AnnotationPage", "items": [\n'
    for report in reports:
        for claim in report.claims:
            comma = "," if tally.rows else ""
            tally.rows += 1
            yield comma + json_line(_annotation(report, claim))
    yield "]}\n"


def _annotation(report: Report, claim: Told) -> dict[str, Any]:
    return {
        "id": _urn("claim", claim.id),
        "type": "Annotation",
        "motivation": "tagging",
        "creator": _CREATOR,
        "body": [_tag(words) for words in _tags(report, claim)],
        "target": {
            "source": report.address or _urn("report", report.id),
            "selector": [_quote(report, claim.trigger), _position(claim.trigger)],
        },
    }


def _urn(sort: str, id: str) -> str:
    return f"urn:sayso:{sort}:{quote(id, safe='', errors='surrogatepass')}"


def _tag(words: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "language": "en", "value": words}


def _tags(report: Report, claim: Told) -> Iterator[str]:
    yield f"{claim.type}-{claim.mode}" if claim.mode else claim.type
    yield f"mood: {claim.mood}"
    yield from (f"actor: {_party(who)}" for who in claim.actors)
    yield from (f"recipient: {_party(who)}" for who in claim.recipients)
    if claim.place is not None:
        yield f"place: {_party(claim.place)}"
    if claim.time_value is not None:
        yield f"time: {claim.time_value}{_at(claim.time_span)}"
    yield from (f"{what}: {value}" for what, value in claim.counts.items())
    yield from (f"voice {at}: {_said(report, voice)}" for at, voice in enumerate(claim.voices, 1))


def _party(who: Who) -> str:
    codes = "-".join(filter(None, (who.country, who.sector)))
    return f"{who.name} ({codes}){_at(who.span)}" if codes else f"{who.name}{_at(who.span)}"


def _said(report: Report, voice: Says) -> str:
    cue = f" “{report.words(voice.cue)}”{_at(voice.cue)}" if voice.cue else ""
    return f"{speakers(voice)} {voice.stance}{cue}"


def _at(span: Span | None) -> str:
    """Where words stand, as a fragment of plain text names it (RFC 5147)."""
    return "" if span is None else f" #char={span.start},{span.end}"


def _quote(report: Report, span: Span) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": report.words(span),
        "prefix": report.text[max(0, span.start - _AROUND) : span.start],
        "suffix": report.text[span.end : span.end + _AROUND],
    }


def _position(span: Span) -> dict[str, Any]:
    start, end = offsets(span) or (0, 0)
    return {"type": "TextPositionSelector", "start": start, "end": end}


FORMAT = Format(
    "w3c",
    "W3C Web Annotation, JSON-LD, an annotation a claim",
    write,
    holds_voices=True,
    notes=(
        "target.source is the report's address, else urn:sayso:report: and its id. Positions count Unicode "
        "characters of the report's text as Sayso took it in, from 0; on the page itself the quote selector is the "
        "one to trust.",
        "Voices are tags, outermost first (voice 1); an annotation without them is what the paper says itself.",
    ),
)
