"""The pipeline: order, problems as data, bugs that raise."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sayso import pipeline
from sayso.errors import DataError, InputError, PipelineError
from sayso.model.items import Entity, Item, Made, Mention, Sentence
from sayso.model.problems import problem
from sayso.model.text import Document, Span
from sayso.reading import Reading
from sayso.stage import Stage, Tools
from sayso.stages import STAGES

REPORT = Document("r1", "The minister said that the talks would go on and that they had been good.")


def _whole(reading: Reading, tools: Tools) -> Iterable[Item]:
    return [Sentence("n1", Span(0, len(reading.document.text)), 1, Made("whole", "rule:whole"))]


WHOLE = Stage("whole", (), (Sentence,), _whole)


def test_the_stages_of_the_program_are_in_order() -> None:
    pipeline.check(STAGES)
    assert STAGES[0].name == "sentences"


def test_a_need_that_nobody_makes_is_refused() -> None:
    names = Stage("names", (Sentence,), (Mention,), lambda r, t: ())
    pipeline.check((WHOLE, names))
    with pytest.raises(PipelineError, match=r"names needs Sentence.*move it"):
        pipeline.check((names, WHOLE))


def test_two_stages_of_one_name_are_refused() -> None:
    with pytest.raises(PipelineError, match="two stages named whole"):
        pipeline.check((WHOLE, WHOLE))


def test_stages_add_to_the_reading(fake_tools: Tools) -> None:
    reading = pipeline.read(REPORT, tools=fake_tools, stages=(WHOLE,))
    assert [s.span.of(REPORT.text) for s in reading.sentences] == [REPORT.text]


def test_problems_from_ingest_come_first(fake_tools: Tools) -> None:
    told = problem("r1", ("ingest", "encoding"), "odd bytes", "save it again")
    assert pipeline.read(REPORT, [told], tools=fake_tools, stages=(WHOLE,)).problems == (told,)


def test_an_input_error_ends_the_reading_and_is_kept(fake_tools: Tools) -> None:
    def refuse(reading: Reading, tools: Tools) -> Iterable[Item]:
        raise InputError("a text that cannot be")

    stages = (WHOLE, Stage("refusing", (), (), refuse), Stage("never", (), (Entity,), _whole))
    reading = pipeline.read(REPORT, tools=fake_tools, stages=stages)
    assert len(reading.sentences) == 1
    assert [p.what for p in reading.problems] == ["refusing could not read on: a text that cannot be"]
    assert reading.problems[0].made.stage == "refusing"


@pytest.mark.parametrize("error", [ValueError("a bug"), DataError("a table is missing")])
def test_bugs_and_broken_packages_raise(fake_tools: Tools, error: Exception) -> None:
    def fail(reading: Reading, tools: Tools) -> Iterable[Item]:
        raise error

    with pytest.raises(type(error)):
        pipeline.read(REPORT, tools=fake_tools, stages=(Stage("failing", (), (), fail),))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le ministre a déclaré jeudi que les pourparlers continueraient la semaine prochaine.", "French"),
        ("Der Minister sagte am Donnerstag, dass die Gespräche in der nächsten Woche weitergehen.", "German"),
        ("El ministro dijo el jueves que las conversaciones continuarán la próxima semana.", "Spanish"),
        ("Министр заявил в четверг, что переговоры продолжатся на следующей неделе в Москве.", "Russian"),
        ("قال الوزير يوم الخميس إن المحادثات ستستمر الأسبوع المقبل في العاصمة.", "Arabic"),
        ("部长周四表示,会谈将于下周在首都继续举行。", "Chinese"),
    ],
)
def test_another_language_is_named_and_not_read(fake_tools: Tools, text: str, language: str) -> None:
    reading = pipeline.read(Document("r", text), tools=fake_tools, stages=(WHOLE,))
    assert not reading.sentences
    assert [p.what for p in reading.problems] == [f"the report is in {language}, not in English"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attack UN base in Goma",
        "Zelenskyy in Warsaw",
        "Baku recalls ambassador",
        "1 2 3",
        "THE MINISTER SAID THAT THE TALKS WERE OVER.",
        "Israel and the UAE signed an accord; “حسنا”, said the envoy who was there.",
        "x" * 100_000,
    ],
)
def test_english_and_what_may_be_is_read(fake_tools: Tools, text: str) -> None:
    reading = pipeline.read(Document("r", text), tools=fake_tools, stages=(WHOLE,))
    assert len(reading.sentences) == 1
    assert not reading.problems
