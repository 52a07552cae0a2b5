"""A store to ask, made of sentences of our own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from sayso.record import Row
from sayso.store import Writer
from tests.store.records import claim, entity, record, voice

BAKU = [
    entity("AZE", "Azerbaijan", "AZE"),
    entity("IRN", "Iran", "IRN"),
    entity("COHEN", "Eli Cohen", "ISR", kind="person", sector="GOV"),
    entity("MEN", "six men", kind="people", sector="CVL"),
    entity("BAKU", "Baku", "AZE", kind="place"),
]


def arrests() -> list[Row]:
    """Two reports and what they say of arrests in Baku."""
    first = "Azerbaijan arrested six men in Baku, Eli Cohen said. Iran denied that it had sent them."
    arrested, sent = first.index("arrested"), first.index("sent")
    second = "Police clashed with crowds. The U.S. and Iran will talk in March."
    clashed, talk = second.index("clashed"), second.index("talk")
    cut, other = first.index(" Iran"), second.index(" The")
    return [
        record(
            "r1",
            first,
            title="Arrests",
            sentences=[[0, cut], [cut + 1, len(first)]],
            entities=BAKU,
            claims=[
                claim(
                    "c1", trigger=[arrested, arrested + 8], actors=[{"entity": "AZE", "span": [0, 10]}],
                    recipients=["MEN"], place="BAKU", time="2023-04-05", counts={"arrested": "6"},
                    voices=[voice("asserts", "COHEN", cue=[47, 51])],
                ),
                claim(
                    "c2", "AID", None, sentence=2, trigger=[sent, sent + 4], actors=["IRN"], recipients=["MEN"],
                    voices=[voice("asserts", "AZE"), voice("denies", "IRN")],
                ),
            ],
        ),
        record(
            "r2",
            second,
            published="2023-01-30",
            sentences=[[0, other], [other + 1, len(second)]],
            entities=[entity("USA", "United States", "USA"), entity("IRN", "Iran", "IRN")],
            claims=[
                claim("c3", "ASSAULT", None, trigger=[clashed, clashed + 7], time="2023-W04"),
                claim(
                    "c4", "CONSULT", None, sentence=2, trigger=[talk, talk + 4], actors=["USA", "IRN"], time="2023-03",
                    mood="planned",
                ),
            ],
        ),
    ]  # fmt: skip


def load(path: Path, records: Iterable[Row], **more: Any) -> Path:
    """A store of these records."""
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="abcdef", settings={})
        writer.load("one", records, run=run, **more)
        writer.finish_run(run, state="finished")
    return path


WORDS = "arrest arrests arrested Baku Tehran denied Azerbaijan's U.S. police Élysée".split()
TYPES = [("COERCE", "arrest"), ("COERCE", "seize"), ("ASSAULT", None), ("CONSULT", "visit"), ("ACCUSE", None)]
TIMES = [None, None, "2023-01-05", "2023-02", "2022", "2023-W05", "1989/", "/2001", "2023-03-31/2023-04-02"]
PEOPLE = [("A", "Azerbaijan", "AZE"), ("B", "Iran", "IRN"), ("C", "Eli Cohen", "ISR"), ("D", "Rebels_1", None)]


def drawn(draw: Random, reports: int) -> list[Row]:
    """Reports of which every detail is drawn, with small vocabularies, so that any filter finds some."""
    return [_drawn_report(draw, f"r{number}") for number in range(reports)]


def _drawn_report(draw: Random, id: str) -> Row:
    sentences = [" ".join(draw.choices(WORDS, k=4)) for _ in range(draw.randrange(1, 4))]
    text, spans, at = "\n".join(sentences), [], 0
    for sentence in sentences:
        spans.append([at, at + len(sentence)])
        at += len(sentence) + 1
    claims = []
    for number in range(draw.randrange(4)):
        of = draw.randrange(len(sentences))
        type, mode = draw.choice(TYPES)
        claims.append(
            claim(
                f"{id}.{number}", type, mode, sentence=of + 1, trigger=[spans[of][0]] * 2,
                actors=_some(draw), recipients=_some(draw), place=draw.choice([None, *"ABCD"]),
                time=draw.choice(TIMES), mood=draw.choice(["happened", "planned", "not"]),
                voices=[
                    voice(draw.choice(["asserts", "denies"]), *_some(draw)) for _ in range(draw.choice([0, 0, 1, 2]))
                ],
                made={"stage": "claims", "by": "head:x", "inputs": [], "score": draw.choice([None, 0.25, 0.75])},
            )
        )  # fmt: skip
    return record(
        id, text, sentences=spans, claims=claims, entities=[entity(*who) for who in PEOPLE],
        published=draw.choice([None, "2023-01-05", "2023-02-10", "2022-12-31"]), title=draw.choice([None, "Baku"]),
    )  # fmt: skip


def _some(draw: Random) -> list[str]:
    return draw.sample("ABCD", draw.choice([0, 1, 1, 2]))
