"""Full-text questions: what is understood, what is not and where, and that FTS5 takes all that comes out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import QueryError
from sayso.query.words import expression

SENTENCES = {
    1: "Azerbaijan arrested six men in Baku.",
    2: "The U.S. denied the arrests.",
    3: "Iran's minister and Élysée talked about AND, OR and NOT.",
    4: "C++ & 3-year-old “quotes” in Baku",
}


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE w USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO w (rowid, words) VALUES (?, ?)", SENTENCES.items())
    yield connection
    connection.close()


def found(index: sqlite3.Connection, question: str) -> list[int]:
    return [n for (n,) in index.execute("SELECT rowid FROM w WHERE w MATCH ? ORDER BY rowid", [expression(question)])]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("baku", [1, 4]),
        ("arrest", []),
        ("arrest*", [1, 2]),
        ("arrest* AND (Baku OR Azerbaijan)", [1]),
        ("arrest* (Baku OR Azerbaijan)", [1]),
        ("arrested OR arrests denied", [1, 2]),
        ("(arrested OR arrests) denied", [2]),
        ("arrest* NOT baku", [2]),
        ("arrest* AND NOT baku", [2]),
        ("baku NOT six NOT quotes", []),
        ("baku NOT (six quotes)", [1, 4]),
        ("U.S.", [2]),
        ("iran's", [3]),
        ("ELYSEE", [3]),
        ('"six men"', [1]),
        ('"men six"', []),
        ('"six m"*', [1]),
        ('"and" OR iran', [3]),
        ("and", [3]),
        ('"NOT"', [3]),
        ("c++", [4]),
        ("3-year-old", [4]),
        ("words:baku", []),
        ("^azerbaijan", [1]),
        ("six\u00a0men", [1]),
    ],
)
def test_questions(index: sqlite3.Connection, question: str, numbers: list[int]) -> None:
    assert found(index, question) == numbers


@pytest.mark.parametrize(
    ("question", "at", "what"),
    [
        ("(Baku OR", 9, "something must follow here"),
        ("(Baku", 1, "this bracket is not closed"),
        ("Baku (arrest* OR (x)", 6, "this bracket is not closed"),
        ("Baku)", 5, "a closing bracket too many"),
        ("()", 2, "not a closing one"),
        ('Baku "six men', 6, "this quote mark is not closed"),
        ("OR Baku", 1, 'OR must stand between two things; write "OR" in quote marks'),
        ("NOT Baku", 1, "NOT must stand between two things"),
        ("Baku AND OR x", 10, "OR must stand between two things"),
        ("Baku NOT", 9, "something must follow here"),
        ("Baku & Tehran", 6, "& has neither letters nor digits"),
        ("*", 1, "* has neither letters nor digits"),
        ("Baku \ud800", 6, "has neither letters nor digits"),
        ("(" * 60 + "x" + ")" * 60, 51, "more than 50 brackets"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(question: str, at: int, what: str) -> None:
    with pytest.raises(QueryError, match=rf"at character {at}: .*{re.escape(what)}"):
        expression(question)


@pytest.mark.parametrize("question", ["", "  ", "\n"])
def test_no_words(question: str) -> None:
    with pytest.raises(QueryError, match="the question has no words"):
        expression(question)


def test_too_many_words() -> None:
    with pytest.raises(QueryError, match="the question has 201 words and signs; 200 is the most"):
        expression("x " * 201)


PIECES = st.sampled_from(
    ["(", ")", "AND", "OR", "NOT", '"', '"six men"', "arrest*", "x*", "NEAR", "^", "+", "a:b", "-"]
)
QUESTIONS = st.lists(PIECES | st.text(max_size=4), max_size=12).map(" ".join) | st.text(max_size=30)


@settings(max_examples=400, deadline=None)
@given(QUESTIONS)
def test_fts5_understands_all_that_we_do(index: sqlite3.Connection, question: str) -> None:
    try:
        asked = expression(question)
    except QueryError:
        return
    index.execute("SELECT rowid FROM w WHERE w MATCH ?", [asked]).fetchall()


@pytest.mark.parametrize("sign", [" ", " AND ", " OR ", " NOT "])
def test_fts5_takes_long_questions(index: sqlite3.Connection, sign: str) -> None:
    count = 200 if sign == " " else 100
    index.execute("SELECT rowid FROM w WHERE w MATCH ?", [expression(sign.join(["baku"] * count))]).fetchall()
    deep = "(" * 50 + "baku" + ")" * 50
    assert found(index, deep) == [1, 4]
