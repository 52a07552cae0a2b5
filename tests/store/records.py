"""Records for tests of the store: a small one by hand, and any that the schema allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sayso.model.codes import MODES, SECTORS, EventType, Kind, Mood, Relation, Stance
from sayso.record import Row

MADE: Row = {"stage": "test", "by": "rule:test", "inputs": ["x1"], "score": 0.5}


def entity(id: str, name: str, country: str | None = None, **more: Any) -> Row:
    return {
        "id": id, "name": name, "kind": "state", "country": country, "sector": None, "what": None, "made": MADE,
    } | more  # fmt: skip


def voice(stance: str, *entities: str, cue: list[int] | None = None) -> Row:
    return {"entities": list(entities), "cue": cue, "stance": stance}


def claim(id: str, type: str = "COERCE", mode: str | None = "arrest", **more: Any) -> Row:
    """A claim; actors, recipients and place may be given as ids of entities."""
    row: Row = {
        "id": id, "sentence": 1, "trigger": [0, 4], "type": type, "mode": mode, "actors": [], "recipients": [],
        "place": None, "time": None, "mood": "happened", "counts": {}, "voices": [], "made": MADE,
    }  # fmt: skip
    row |= more
    for role in ("actors", "recipients"):
        row[role] = [party if isinstance(party, dict) else {"entity": party, "span": None} for party in row[role]]
    if isinstance(row["place"], str):
        row["place"] = {"entity": row["place"], "span": None}
    if isinstance(row["time"], str):
        row["time"] = {"span": None, "value": row["time"]}
    return row


def record(id: str, text: str = "Baku arrested six men.", **more: Any) -> Row:
    return {
        "id": id, "source": f"{id}.txt", "published": "2023-04-06", "title": None, "text": text,
        "sentences": [[0, len(text)]], "entities": [], "claims": [], "ties": [], "figures": [], "times": [],
        "attributions": [], "mentions": [], "references": [], "signals": [], "problems": [],
    } | more  # fmt: skip


# any text, with what SQLite and UTF-8 cannot hold more often than chance would have it
WORDS = st.text(st.characters() | st.sampled_from("\x00\ud800\udc00\ufffd'\"\n;é😀"), max_size=12)
IDS = st.sampled_from(["e1", "e2", "e3"]) | WORDS.filter(bool)
NUMBERS = st.integers(0, 40) | st.sampled_from([2**63 - 1, 2**63, 10**30])
SPANS = st.tuples(NUMBERS, NUMBERS).map(sorted)
MAYBE_SPANS = st.none() | SPANS
DAYS = st.none() | st.dates().map(str) | st.sampled_from(["2023-02-30", "9999-99-99"])
MADES = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["claims", "entities"]) | WORDS,
        "by": (st.sampled_from(["head", "rule"]) | WORDS.map("rule:".__add__)).map(
            lambda by: by if ":" in by else f"{by}:x"
        ),
        "inputs": st.lists(IDS, max_size=2),
        "score": st.none() | st.floats(0, 1) | st.sampled_from([0, 1]),
    }
)
PARTIES = st.fixed_dictionaries({"entity": IDS, "span": MAYBE_SPANS})
AT = st.none() | st.fixed_dictionaries(
    {"span": MAYBE_SPANS, "value": st.none() | WORDS | st.sampled_from(["2023-04", "1989/", "/1989", "2016/2020"])}
)
VOICES = st.lists(
    st.fixed_dictionaries(
        {"entities": st.lists(IDS, max_size=2), "cue": MAYBE_SPANS, "stance": st.sampled_from([*map(str, Stance)])}
    ),
    max_size=3,
)
_MODES = st.none() | st.sampled_from(sorted({m for modes in MODES.values() for m in modes}))


def _layer(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.fixed_dictionaries({"id": IDS, **fields, "made": MADES}), max_size=2)


_MENTIONS = _layer(span=SPANS, label=WORDS, entity=st.none() | IDS)

RECORDS: st.SearchStrategy[Row] = st.fixed_dictionaries(
    {
        "id": IDS,
        "source": st.none() | WORDS,
        "published": DAYS,
        "title": st.none() | WORDS,
        "text": WORDS,
        "sentences": st.lists(SPANS, max_size=3),
        "entities": _layer(
            name=WORDS,
            kind=st.sampled_from([*map(str, Kind)]),
            country=st.none() | st.sampled_from(["AZE", "IRN", "ZZZ"]),
            sector=st.none() | st.sampled_from(sorted(SECTORS)),
            what=st.none() | WORDS,
        ),
        "claims": _layer(
            sentence=st.integers(1, 3) | NUMBERS.filter(bool),
            trigger=SPANS,
            type=st.sampled_from([*map(str, EventType)]),
            mode=_MODES,
            actors=st.lists(PARTIES, max_size=2),
            recipients=st.lists(PARTIES, max_size=2),
            place=st.none() | PARTIES,
            time=AT,
            mood=st.sampled_from([*map(str, Mood)]),
            counts=st.dictionaries(WORDS, WORDS, max_size=2),
            voices=VOICES,
        ),
        "ties": _layer(
            sentence=st.integers(1, 3),
            cue=SPANS,
            relation=st.sampled_from([*map(str, Relation)]),
            what=st.none() | WORDS,
            a=st.lists(PARTIES, max_size=2),
            b=st.lists(PARTIES, max_size=2),
            time=AT,
            voices=VOICES,
        ),
        "figures": _layer(
            sentence=st.integers(1, 3),
            span=SPANS,
            value=st.none() | WORDS,
            unit=st.none() | WORDS,
            of=st.none() | WORDS,
            period=st.none() | WORDS,
            voices=VOICES,
        ),
        "times": _layer(
            span=SPANS,
            type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
            value=st.none() | WORDS,
            begin=DAYS,
            end=DAYS,
            grain=st.none() | WORDS,
        ),
        "attributions": _layer(
            source=st.lists(SPANS, max_size=2), cue=st.lists(SPANS, max_size=2), content=st.lists(SPANS, max_size=2)
        ),
        "mentions": _MENTIONS,
        "references": _MENTIONS,
        "signals": _layer(),
        "problems": _layer(what=WORDS, where=MAYBE_SPANS, advice=WORDS),
    },
    optional={"a key of later": st.none() | WORDS},
)
"""Any record that ``record.schema.json`` allows, of names that refer to each other now and then."""
