"""The cases in ``cases/counts``: how many were killed, arrested, deported, or took part."""

from __future__ import annotations

import pytest

from sayso.counts import counts
from sayso.lexicon import Lexicon
from sayso.model.codes import EventType, Mood
from sayso.model.text import Span
from tests.cases import Case, cases, unmarked

NONE = "-"


@pytest.mark.parametrize("case", cases("counts"), ids=lambda case: case.name)
def test_counts(case: Case) -> None:
    text, [[trigger], recipients, actors] = unmarked(case["sentence"], ("<", ">"), ("[", "]"), ("{", "}"))
    found = counts(
        text,
        Span(0, len(text)),
        trigger,
        EventType(case["type"]),
        recipients,
        Lexicon(),
        mode=None if case["mode"] == NONE else case["mode"],
        mood=Mood(case["mood"]),
        actors=actors,
    )
    assert (" ".join(f"{count}={number}" for count, number in found.items()) or NONE) == case["counts"]


def test_parties_of_other_sentences_do_not_count() -> None:
    text = "Four men fled. Rebels killed them."
    found = counts(text, Span(15, 34), Span(22, 28), EventType.ASSAULT, [Span(0, 8)], Lexicon())
    assert found == {}
