"""Entities: the cases of ``cases/entities`` say which words are one party, and what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sayso.lexicon import Lexicon
from sayso.model.items import Answer, Entity, Made, Mark, Sentence, Signals
from sayso.model.text import Document, Span
from sayso.parties import PartyIndex
from sayso.reading import Reading
from sayso.stage import Tools
from sayso.stages import entities, mentions
from tests.fakes import FakeEncoder

FOLDER = Path(__file__).parent / "cases" / "entities"
MARKED = re.compile(r"\{([^|}]+)\|(\w+)\}|\[([^\]]+)\]|<([^:>]+): |>")
LEXICON = Lexicon()
MADE = Made("test", "rule:test")


@dataclass
class Case:
    """One text with its marks and what must hold of it."""

    text: str = ""
    names: list[Mark] = field(default_factory=list)
    described: list[Mark] = field(default_factory=list)
    speeches: list[tuple[Span, str]] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)


def read_cases(path: Path) -> list[Case]:
    """The texts of a file, each with the expectations below it."""
    cases: list[Case] = []
    for block in re.split(r"\n\n+", path.read_text(encoding="utf-8")):
        lines = block.split("\n")
        if lines[0].startswith("> "):
            cases.append(unmark(" ".join(line.removeprefix("> ") for line in lines)))
        elif cases and lines[0].startswith("- "):
            cases[-1].holds += [line.removeprefix("- ") for line in lines if line]
    return cases


def unmark(marked: str) -> Case:
    """A case with the plain text and the spans of its marks."""
    case, at, speech = Case(), 0, (0, "")
    for match in MARKED.finditer(marked):
        case.text += marked[at : match.start()]
        at, start = match.end(), len(case.text)
        name, label, words, source = match.groups()
        case.text += name or words or ""
        span = Span(start, len(case.text))
        if name:
            case.names.append(Mark(span, label, 0.9))
        elif words:
            case.described.append(Mark(span, "actor", 0.9))
        elif source:
            speech = (start, source)
        else:
            case.speeches.append((Span(speech[0], start), speech[1]))
    case.text += marked[at:]
    return case


def place(text: str, words: str) -> Span:
    """Where the words stand; ``words#2`` the second time."""
    words, _, number = words.partition("#")
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return Span(*found[int(number or 1) - 1])


def link(case: Case) -> Reading:
    """The case's text read up to its entities."""
    sentences = [
        Sentence(f"s{i}", Span(m.start(), m.end()), i, MADE)
        for i, m in enumerate(re.finditer(r"\S.*?(?:[.?!]”?(?= [A-Z\[{“\"])|$)", case.text), 1)
    ]
    speeches = []
    for content, source in case.speeches:
        spans = {
            "content": (Mark(content, "content", 0.9),),
            "source": (Mark(place(case.text, source), "source", 0.9),),
        }
        speeches.append(Answer(Mark(content, "cue", 0.9), spans, {}))
    about = Mark(Span(0, 1), "event", 0.9)
    answers = {"events": (Answer(about, {"actor": tuple(case.described)}, {}),), "cues": tuple(speeches)}
    reading = Reading(Document("case", case.text)).plus(sentences)
    reading = reading.plus([Signals("signals", {"names": tuple(case.names)}, answers, MADE)])
    tools = Tools(LEXICON, FakeEncoder())
    return reading.plus(mentions.run(reading, tools)).plus(
        entities.run(reading.plus(mentions.run(reading, tools)), tools)
    )


def check(reading: Reading, case: Case, expected: str) -> None:
    """Asserts one line of expectation."""
    index = PartyIndex(reading)
    known = {entity.id: entity for entity in reading[Entity]}

    def at(words: str) -> tuple[str, ...]:
        return index.at(place(case.text, words.strip()))

    if " ≠ " in expected:
        one, other = expected.split(" ≠ ")
        assert not set(at(one)) & set(at(other)), expected
    elif " = " in expected:
        one, others = expected.split(" = ")
        assert at(one) == tuple(id for words in others.split(" + ") for id in at(words)), (
            expected, [known[id].name for id in at(one)],
        )  # fmt: skip
    else:
        words, facts = expected.rsplit(": ", 1)
        told, _, name = facts.partition(" | ")
        (entity,) = (known[id] for id in at(words))
        found = [entity.kind, entity.country or "-", entity.sector or "-"]
        assert [found[0], found[1]] == told.split()[:2], (expected, entity)
        assert told.split()[2] in (found[2], "-"), (expected, entity)
        assert not name or entity.name == name, (expected, entity)


CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}-{case.text[:30]}" for name, case in CASES])
def test_case(name: str, case: Case) -> None:
    assert case.holds
    reading = link(case)
    for expected in case.holds:
        check(reading, case, expected)


def test_same_ids_every_time() -> None:
    case = CASES[0][1]
    assert link(case).entities == link(case).entities


def test_unknown_span_has_no_entities() -> None:
    assert PartyIndex(Reading(Document("empty", "Nobody here."))).at(Span(0, 6)) == ()


def test_every_mention_of_a_party_names_what_made_it() -> None:
    for entity in link(CASES[0][1]).entities:
        assert re.match(r"rule:(\w+\.csv#\d+|label-\w+)$", entity.made.by)
