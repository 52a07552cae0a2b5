"""Stores to look at: a small one of our own sentences, and one that means harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.record import Row
from sayso.store import Writer
from tests.store.records import claim, entity, record, voice

SENTENCES = (
    "Arland detained four men in Port Vell on Monday.",
    "Its interior ministry said Belmark had paid the men.",
    "Belmark's foreign minister, Ada Quint, denied that.",
    "Arland claims that Cordia helps Belmark.",
    "Dovia sells drones to Arland.",
    "Belmark, she said, had told her that Arland shelled a village in 2019, wounding 12 people.",
)
EVIL = "<script>document.title='owned'</script>"
QUOTES = "\"'><img src=x onerror=document.title='owned'>"


def _at(text: str, words: str, after: int = 0) -> list[int]:
    start = text.index(words, after)
    return [start, start + len(words)]


def two_countries() -> list[Row]:
    """Two reports: Arland (in the place of Azerbaijan) and Belmark (Iran) at odds, each telling it its own way."""
    text = "\n".join(SENTENCES)
    spans, at = [], 0
    for sentence in SENTENCES:
        spans.append([at, at + len(sentence)])
        at += len(sentence) + 1
    entities = [
        entity("A", "Arland", "AZE"),
        entity("B", "Belmark", "IRN"),
        entity("C", "Cordia", "ARM"),
        entity("D", "Dovia", "ISR"),
        entity("MIN", "interior ministry", "AZE", kind="government", sector="GOV"),
        entity("ADA", "Ada Quint", "IRN", kind="person", sector="GOV", what="foreign minister"),
        entity("MEN", "four men", kind="people", sector="CVL"),
        entity("PORT", "Port Vell", "AZE", kind="place"),
    ]
    says = voice("asserts", "MIN", cue=_at(text, "said"))
    denies = voice("denies", "ADA", cue=_at(text, "denied"))
    tells = voice("asserts", "ADA", cue=_at(text, "she said"))
    told: Row = {"stage": "claims", "by": "head:events", "inputs": ["m1"], "score": 0.93}
    claims = [
        claim(
            "c1", trigger=_at(text, "detained"), actors=["A"], recipients=["MEN"], place="PORT", made=told,
            counts={"arrested": "4"}, time={"span": _at(text, "Monday"), "value": "2024-03-04"},
        ),
        claim(
            "c2", "AID", None, sentence=2, trigger=_at(text, "paid"), actors=["B"], recipients=["MEN"], voices=[says]
        ),
        claim("c3", "ACCUSE", "allege", sentence=2, trigger=_at(text, "said"), actors=["MIN"], recipients=["B"]),
        claim(
            "c4", "AID", None, sentence=3, trigger=_at(text, "that"), actors=["B"], recipients=["MEN"], voices=[denies]
        ),
        claim(
            "c5", "SUPPORT", None, sentence=4, trigger=_at(text, "helps"), actors=["C"], recipients=["B"],
            voices=[voice("alleges", "A", cue=_at(text, "claims"))],
        ),
        claim(
            "c6", "ASSAULT", "heavy-weapons", sentence=6, trigger=_at(text, "shelled"), actors=["A"], recipients=["B"],
            time={"span": _at(text, "2019"), "value": "2019"}, counts={"injured": "12"},
            voices=[tells, voice("asserts", "B")],
        ),
        claim("c7", "ACCUSE", "allege", sentence=6, trigger=_at(text, "told"), actors=["B"], recipients=["A"]),
    ]  # fmt: skip
    tie = {
        "id": "t1", "sentence": 5, "cue": _at(text, "sells"), "relation": "supplier", "what": "drones",
        "a": [{"entity": "D", "span": _at(text, "Dovia")}], "b": [{"entity": "A", "span": None}], "time": None,
        "voices": [], "made": told,
    }  # fmt: skip
    figure = {
        "id": "f1", "sentence": 6, "span": _at(text, "12 people"), "value": "12", "unit": "people", "of": "wounded",
        "period": None, "voices": [tells], "made": told,
    }  # fmt: skip
    time = {
        "id": "w1", "span": _at(text, "2019"), "type": "DATE", "value": "2019", "begin": "2019-01-01",
        "end": "2019-12-31", "grain": "year", "made": told,
    }  # fmt: skip
    attribution = {
        "id": "q1", "source": [_at(text, "Its interior ministry")], "cue": [_at(text, "said")],
        "content": [_at(text, "Belmark had paid the men")], "made": told,
    }  # fmt: skip
    mention = {"id": "m1", "span": _at(text, "Arland"), "label": "Location", "entity": "A", "made": told}
    first = record(
        "r1", text, title="Arrests in Port Vell", source="https://paper.example/one", published="2024-03-05",
        sentences=spans, entities=entities, claims=claims, ties=[tie], figures=[figure], times=[time],
        attributions=[attribution], mentions=[mention],
    )  # fmt: skip
    short = "Arland and Belmark will talk in May."
    second = record(
        "r2", short, title="Talks", source="https://other.example/two", published="2024-03-07", entities=entities[:2],
        sentences=[[0, len(short)]],
        claims=[claim("d1", "CONSULT", "visit", trigger=_at(short, "talk"), actors=["A", "B"], mood="planned")],
    )  # fmt: skip
    return [first, second]


def hostile() -> list[Row]:
    """A report every word of which tries to be markup, or to break out of an attribute, an address or JSON."""
    text = f"{EVIL} attacked {QUOTES} \u202e]]></script>{{{{7*7}}}} on \ud800 Monday."
    trigger = _at(text, "attacked")
    names = [EVIL, QUOTES, "</script><svg onload=alert(1)>", "javascript:alert(1)", "a&b?c#d/e%00\u202e", "=cmd()"]
    entities = [entity(f"e{n} \"'<", name, "AZE" if n == 1 else None, what=EVIL) for n, name in enumerate(names)]
    ids = [e["id"] for e in entities]
    voices = [voice("asserts", ids[0]), voice("denies", ids[1], ids[2])]
    claims = [
        claim(
            f'c{n} "><b>', "ASSAULT", None, trigger=trigger, actors=[a], recipients=[b], place=ids[4], time=EVIL,
            counts={EVIL: QUOTES}, voices=voices[: n % 3],
        )
        for n, (a, b) in enumerate(zip(ids, ids[1:] + ids[:1], strict=True))
    ]  # fmt: skip
    item: dict[str, Any] = {"sentence": 1, "voices": voices, "made": {**claims[0]["made"], "by": f"rule:{EVIL}"}}
    tie = item | {
        "id": "t<1>", "cue": trigger, "relation": "supplier", "what": EVIL, "time": None,
        "a": [{"entity": ids[0], "span": [0, 5]}], "b": [{"entity": ids[5], "span": None}],
    }  # fmt: skip
    figure = item | {"id": "f<1>", "span": trigger, "value": EVIL, "unit": QUOTES, "of": EVIL, "period": EVIL}
    time = {
        "id": "w<1>", "span": trigger, "type": "DATE", "value": EVIL, "begin": "2024-01-01", "end": "2024-01-02",
        "grain": "day", "made": item["made"],
    }  # fmt: skip
    problem = {"id": "p", "what": EVIL, "where": None, "advice": QUOTES, "made": item["made"]}
    return [
        record(
            EVIL, text, title=QUOTES, source=f"javascript:{EVIL}", published="2024-01-02", entities=entities,
            sentences=[[0, len(text)]], claims=claims, ties=[tie], figures=[figure], times=[time], problems=[problem],
        )
    ]  # fmt: skip


def load(path: Path, records: list[Row]) -> Path:
    """A store of these records."""
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="abcdef", settings={})
        writer.load("one", records, run=run)
        writer.finish_run(run, state="finished")
    return path
