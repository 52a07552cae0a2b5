"""From words in a role to what stands in the claim."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.lexicon import Lexicon
from sayso.model.items import Answer, Made, Mark, Sentence, TimeExpression
from sayso.model.text import Document, Span
from sayso.model.time import When
from sayso.reading import Reading
from sayso.roles import Roles

DAY = date(2024, 10, 25)
MADE = Made("test", "rule:test")
TEXT = "She called for protests on Friday."


@pytest.mark.parametrize(
    ("marked", "words", "value"),
    [("on", "on Friday", "2024-10-25"), ("Friday", "Friday", "2024-10-25"), ("protests", "protests", None)],
)
def test_a_small_word_takes_the_time_behind_it(marked: str, words: str, value: str | None) -> None:
    friday = TimeExpression("t1", Span(27, 33), When("2024-10-25", "DATE", DAY, DAY, "day"), MADE)
    reading = Reading(Document("d", TEXT)).plus([Sentence("s1", Span(0, len(TEXT)), 1, MADE), friday])
    start = TEXT.index(marked)
    time = Mark(Span(start, start + len(marked)), "time", 0.9)
    found = Roles(reading, Lexicon()).time(Answer(Mark(Span(4, 10), "AID", 0.9), {"time": (time,)}, {}))
    assert found is not None
    assert found.span is not None
    assert (found.span.of(TEXT), found.value) == (words, value)
