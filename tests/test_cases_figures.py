"""The cases in ``cases/figures``: values and units of number words; and the stage that makes figures of them."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model.items import Answer, Figure, Made, Mark, Sentence, Signals
from sayso.model.text import Document, Span
from sayso.quantities import quantity
from sayso.reading import Reading
from sayso.stage import Tools
from sayso.stages import figures, sentences, times
from tests.cases import Case, cases, unmarked

NONE = "-"
VOICES = {"voices": {"none": 1.0}, "stance1": {"asserts": 1.0}, "stance2": {"asserts": 1.0}}


@pytest.mark.parametrize("case", cases("figures"), ids=lambda case: case.name)
def test_values_and_units(case: Case) -> None:
    text, [[span]] = unmarked(case["text"], ("[", "]"))
    read = quantity(span.of(text), text[: span.start], text[span.end :])
    assert (read.value or NONE, read.unit or NONE) == (case["value"], case["unit"])
    assert read.by.startswith("rule:")


@pytest.mark.parametrize(
    "words", ["", " ", "\x00", "of", "about", "a", "-", "$", "%", "1" * 400, "or more", "between", "1,2,3"]
)
def test_no_words_raise(words: str) -> None:
    assert quantity(words, words, words).by.startswith("rule:")


def _figures(marked: str, tools: Tools) -> list[Figure]:
    text, [spans] = unmarked(marked, ("[", "]"))
    marks = tuple(Mark(span, "figure", 0.9) for span in spans)
    answers = tuple(Answer(mark, {}, VOICES) for mark in marks)
    empty: dict[str, tuple[Answer, ...]] = {"events": (), "cues": (), "ties": ()}
    signals = Signals("s", {"figures": marks}, {**empty, "figures": answers}, Made("signals", "head:test"))
    reading = Reading(Document("d", text, date(2023, 4, 6)))
    reading = reading.plus(sentences.STAGE.run(reading, tools)).plus([signals])
    reading = reading.plus(times.STAGE.run(reading, tools))
    return [item for item in figures.STAGE.run(reading, tools) if isinstance(item, Figure)]


def test_a_figure_says_what_it_is_of_and_when(fake_tools: Tools) -> None:
    [figure] = _figures("It rained. The state bought [17 ships] of a new class in 2019. Nobody minds.", fake_tools)
    assert (figure.value, figure.unit, figure.sentence) == ("17", "ships", 2)
    assert (figure.of, figure.period) == ("a new class in 2019", "2019")
    assert (figure.made.by, figure.made.score) == ("rule:number", 0.9)


def test_a_bare_number_takes_the_unit_of_the_one_before(fake_tools: Tools) -> None:
    found = _figures("Low got [25 percent] and Park [14]. Ito got [3].", fake_tools)
    assert [(f.value, f.unit) for f in found] == [("25", "percent"), ("14", "percent"), ("3", None)]


def test_words_without_a_number_make_no_figure(fake_tools: Tools) -> None:
    assert _figures("They [hesitated] for long.", fake_tools) == []


def test_sentences_and_times_need_no_encoder(fake_tools: Tools) -> None:
    reading = Reading(Document("d", "He left on May 3, 2010. He stayed.", None))
    made = list(sentences.STAGE.run(reading, fake_tools))
    assert [(s.number, s.span) for s in made if isinstance(s, Sentence)] == [(1, Span(0, 23)), (2, Span(24, 34))]
