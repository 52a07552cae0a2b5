"""Whose say-so it is when a paper speaks."""

from __future__ import annotations

import pytest

from sayso.lexicon import Lexicon
from sayso.linking.gazetteer import gazetteer_of
from sayso.model.items import Attribution, Item, Made, Mention
from sayso.model.text import Document, Span
from sayso.reading import Reading
from sayso.voices import Voices

PAPERS = gazetteer_of(Lexicon()).phrases.words("issued")
MADE = Made("test", "rule:test")


def speakers(text: str, sources: list[tuple[str, str]], mentions: dict[str, str]) -> list[tuple[str, ...]]:
    """Speakers of each ``(source, cue)`` of a text, found from left to right; ``mentions`` maps words to an entity."""
    items: list[Item] = []
    for words, entity in mentions.items():
        at = text.index(words)
        items.append(Mention(f"m{at}", Span(at, at + len(words)), "Organization", MADE, entity))
    cues, at = [], 0
    for source, cue in sources:
        start = text.index(source, at)
        said = text.index(cue, start)
        at = said + len(cue)
        cues.append(Span(said, at))
        whose = Span(start, start + len(source))
        items.append(Attribution(f"a{start}", (whose,), (cues[-1],), (Span(at, at),), MADE))
    voices = Voices(Reading(Document("d", text)).plus(items), PAPERS)
    return [voices.speakers(cue) for cue in cues]


def test_a_statement_is_that_of_who_spoke_last() -> None:
    found = speakers(
        "The Harbour Board said it paid. The statement said more.",
        [("The Harbour Board", "said"), ("The statement", "said")],
        {"The Harbour Board": "board", "The statement": "statement"},
    )
    assert found == [("board",), ("board",)]


def test_a_statement_with_an_owner_is_the_owners() -> None:
    found = speakers(
        "The mayor said no. The Harbour Board's statement said yes.",
        [("The mayor", "said"), ("The Harbour Board's statement", "said")],
        {"The mayor": "mayor", "The Harbour Board": "board"},
    )
    assert found == [("mayor",), ("board",)]


@pytest.mark.parametrize("paper", ["The report", "The survey"])
def test_other_documents_speak_for_themselves(paper: str) -> None:
    found = speakers(
        f"The mayor said no. {paper} said yes.",
        [("The mayor", "said"), (paper, "said")],
        {"The mayor": "mayor", paper: "paper"},
    )
    assert found == [("mayor",), ("paper",)]


def test_a_statement_that_nobody_spoke_before_stays_what_it_is() -> None:
    assert speakers("A statement said yes.", [("A statement", "said")], {"A statement": "statement"}) == [
        ("statement",)
    ]
