"""The cases in ``cases/sentences``: where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.stages.sentences import split
from tests.cases import Case, cases

END, LINE_END = "‖", "⏎"


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case.name)
def test_sentence_ends(case: Case) -> None:
    marked = case["text"].replace(LINE_END, "\n")
    expected = [part.strip() for part in marked.split(END) if part.strip()]
    text = marked.replace(f" {END} ", " ").replace(END, "")
    assert [span.of(text) for span in split(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["", " \n\r\n ", "a" * 1_000_000, "word " * 10_000, "“" * 50_000, "(" * 50_000, "A. " * 20_000, "?" * 50_000],
)
def test_any_text_is_cut_into_stretches_without_gaps(text: str) -> None:
    spans = split(text)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n \n"])
def test_every_line_end_ends_a_sentence(end: str) -> None:
    text = f"one{end}two"
    assert [span.of(text) for span in split(text)] == ["one", "two"]


def test_odd_characters_are_kept() -> None:
    text = "He said so.\x00 שלום עולם. \ud800 end."
    assert "".join(span.of(text) for span in split(text)).replace(" ", "") == text.replace(" ", "")
