"""The cases in ``cases/times``: what time expressions mean, and what claims make of them."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.dates.claims import claim_value
from sayso.dates.dateline import dateline
from sayso.dates.find import find, repair
from sayso.dates.narrative import read_all
from sayso.model.text import Span
from sayso.model.time import When
from sayso.stages.sentences import split
from tests.cases import Case, cases, unmarked

ALL = cases("times")
NONE = "-"


def _anchor(case: Case) -> date | None:
    published = case.settings.get("published")
    return date.fromisoformat(published) if published else None


def _days(when: When) -> str:
    return f"{when.begin} {when.end} {when.grain}" if when.grain else NONE


@pytest.mark.parametrize("case", [c for c in ALL if "value" in c.cells], ids=lambda case: case.name)
def test_values(case: Case) -> None:
    text, [spans] = unmarked(case["text"], ("[", "]"))
    read = [when for when, _ in read_all(text, split(text), [(span, None) for span in spans], _anchor(case))]
    assert " ; ".join(when.value or NONE for when in read) == case["value"]
    if "days" in case.cells:
        assert " ; ".join(map(_days, read)) == case["days"]


@pytest.mark.parametrize("case", [c for c in ALL if "claim" in c.cells], ids=lambda case: case.name)
def test_values_of_claims(case: Case) -> None:
    text, [[span]] = unmarked(case["text"], ("[", "]"))
    assert (claim_value(text, span, (), _anchor(case)) or NONE) == case["claim"]


@pytest.mark.parametrize("case", [c for c in ALL if "value" in c.cells], ids=lambda case: case.name)
def test_every_decision_names_its_rule_or_row(case: Case) -> None:
    text, [spans] = unmarked(case["text"], ("[", "]"))
    made = [by for _, by in read_all(text, split(text), [(span, None) for span in spans], _anchor(case))]
    assert all(by.startswith("rule:") and by != "rule:none" for by in made)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("CAIRO - 26 July 2022: The minister left.", date(2022, 7, 26)),
        ("Police today (July 26, 2022) found a body.", date(2022, 7, 26)),
        ("Police arrested him yesterday (July 26, 2022).", date(2022, 7, 27)),
        ("WASHINGTON, March 3 (Agency) - The senate rose.", None),
        ("The senate rose. In March 3, 1999 it sat.", None),
        ("", None),
    ],
)
def test_datelines(text: str, day: date | None) -> None:
    found = dateline(text)
    assert (found[0] if found else None) == day


def test_found_by_form() -> None:
    text = "On March 12, 1999 he left; last week he may march. He returned in 2012, two years ago, on a Monday night."
    assert [s.of(text) for s in find(text)] == [
        "March 12, 1999", "last week", "2012", "two years ago", "Monday night",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("on Sept. 3, 1963, he", "Sept", "Sept. 3, 1963"),
        ("on 26 July: he", "July", "26 July"),
        ("on July 26, 2022 he", "July 26", "July 26, 2022"),
        ("left since 1998, he", " since 1998,", "1998"),
        ("in July 1,200 men", "July", "July"),
    ],
)
def test_edges_are_put_right(text: str, cut: str, whole: str) -> None:
    start = text.index(cut)
    assert repair(text, Span(start, start + len(cut))).of(text) == whole


@pytest.mark.parametrize("anchor", [None, date.min, date.max, date(2023, 4, 6)])
def test_no_words_raise(anchor: date | None) -> None:
    words = [
        "",
        "\x00",
        "next century",
        "999999999 years ago",
        "year 9999",
        "a",
        "1/2",
        "31 31",
        "0 bc",
        "last",
        "XXXX",
    ]
    words += [
        "two weeks later",
        "yesterday",
        "next Friday",
        "last weekend",
        "in 400 months",
        "February 29",
        "nth:9 may",
    ]
    text = " ".join(words)
    spans = []
    for word in words:
        start = text.index(word)
        spans.append((Span(start, start + len(word)), None))
    assert len(list(read_all(text, [], spans, anchor))) == len(words)
