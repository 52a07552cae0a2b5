"""Phrases of standing relations: which words are a cue, of what relation, and where its sides stand."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from evaluation.tie_counts import counts
from sayso.errors import DataError
from sayso.lexicon import Lexicon, Row
from sayso.model.codes import Relation
from sayso.model.text import Span
from sayso.tie_phrases import PLACES, TieCue, find, sides

LEXICON = Lexicon()

CASES = (Path(__file__).parent / "cases" / "ties" / "phrases.md").read_text(encoding="utf-8")
FOUND = re.findall(r"^- `(.+)` ([\w-]+): (.+) → (.+)$", CASES, re.MULTILINE)
NOTHING = re.findall(r"^- `(.+)` nothing$", CASES, re.MULTILINE)


def unmarked(marked: str) -> tuple[str, Span | None, list[Span]]:
    """The plain text, the span in square brackets, and the spans in curly ones."""
    text, cue, parties, start = "", None, [], 0
    for letter in marked:
        if letter in "[{":
            start = len(text)
        elif letter == "]":
            cue = Span(start, len(text))
        elif letter == "}":
            parties.append(Span(start, len(text)))
        else:
            text += letter
    return text, cue, parties


def cues(text: str, at_least: float = 0.0) -> list[TieCue]:
    return find(text, Span(0, len(text)), LEXICON, at_least)


def test_every_case_is_read() -> None:
    assert len(FOUND) + len(NOTHING) == CASES.count("\n- ")


@pytest.mark.parametrize(("marked", "relation", "a", "b"), FOUND)
def test_a_phrase_is_found_with_its_sides(marked: str, relation: str, a: str, b: str) -> None:
    text, span, parties = unmarked(marked)
    (cue,) = [cue for cue in cues(text) if span is not None and span.contains(cue.span)]
    assert cue.relation == relation
    told = ["; ".join(s.of(text) for s in side) or "-" for side in sides(text, cue, parties)]
    assert told == [a, b]


@pytest.mark.parametrize("text", [*NOTHING, ""])
def test_other_words_are_no_cue(text: str) -> None:
    assert not cues(text)


def test_only_sentence_beginnings_have_a_capital() -> None:
    assert [cue.relation for cue in cues("“Tensions between Norland and Sudmark rose.")] == [Relation.TENSION]
    assert not [cue for cue in cues("The band Tensions played.") if cue.relation is Relation.TENSION]


def test_what_is_supplied_is_kept() -> None:
    (cue,) = cues("Norland is a supplier of heavy arms to Sudmark.")
    assert (cue.relation, cue.what) == (Relation.SUPPLIER, "heavy arms")


def test_offsets_are_those_of_the_whole_text_and_other_sentences_are_not_read() -> None:
    first = "Norland is at war with Sudmark. "
    text = first + "Estmark is a close ally of Ulm."
    (cue,) = find(text, Span(len(first), len(text)), LEXICON)
    assert cue.span.start > len(first)
    assert cue.span.of(text) == "close ally"


def test_the_longest_phrase_wins_and_none_overlap() -> None:
    found = cues("The alliance between Norland and its traditional ally Sudmark has strong ties with Ulm.")
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert "its traditional ally" in [
        cue.span.of("The alliance between Norland and its traditional ally Sudmark has strong ties with Ulm.")
        for cue in found
    ]


def test_weak_phrases_are_only_found_when_asked_for() -> None:
    text = "Relations with Sudmark are a matter for Norland."
    assert not cues(text, 0.4)
    assert cues(text)
    assert all(0 < cue.score < 0.4 for cue in cues(text))


def test_every_row_can_be_used_and_has_honest_counts() -> None:
    rows = LEXICON.table("ties.csv")
    assert {row["relation"] for row in rows} == set(Relation)
    for row in rows:
        assert {row["a"], row["b"]} <= PLACES
        assert ("pair" in (row["a"], row["b"])) == (row["a"] == row["b"] == "pair")
        assert 0 <= int(row["right"]) <= int(row["seen"])
    phrases = [row["phrase"] for row in rows]
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize(
    "values",
    [
        {"phrase": "ally of", "relation": "friend", "a": "left", "b": "right"},
        {"phrase": "ally of", "relation": "ally", "a": "above", "b": "right"},
        {"phrase": "of the", "relation": "ally", "a": "left", "b": "right"},
        {"phrase": "ally of", "relation": "ally", "a": "left", "b": "right", "seen": "often"},
    ],
)
def test_a_row_that_cannot_be_used_is_an_error_that_names_it(values: dict[str, str]) -> None:
    lexicon = Lexicon({"ties.csv": (Row("ties.csv#7", {"right": "1", "seen": "1", **values}),)})
    with pytest.raises(DataError, match=r"ties\.csv#7"):
        find("an ally of the king", Span(0, 19), lexicon)


def test_phrases_are_counted_against_the_ties_of_their_sentence() -> None:
    text = "Norland is a close ally of Sudmark. Its allies met. Norland and Estmark are at odds."
    sentences = [[0, 35], [36, 51], [52, 84]]
    ties = [{"sentence": 1, "relation": "ally"}, {"sentence": 3, "relation": "enemy"}]
    right, seen = counts([{"text": text, "sentences": sentences, "ties": ties}], LEXICON)
    rows = {row["phrase"]: row.id for row in LEXICON.table("ties.csv")}
    bare, odds = rows["(ally|allies)"], rows["at odds"]
    assert (right[bare], seen[bare]) == (1, 2)
    assert (right[odds], seen[odds]) == (0, 1)
