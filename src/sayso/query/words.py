"""Full-text questions: ``arrest* AND (Baku OR Azerbaijan)``, checked, and put in the form that FTS5 wants.

What stands between spaces is a word, whatever is in it (``U.S.``, ``Azerbaijan's``); ``"..."`` is a phrase; a ``*``
behind either finds all words that begin so. ``AND`` binds more closely than ``OR``; words side by side must all be
there; ``NOT`` takes away what stands behind it. Operators are in capitals: ``and`` is a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sayso.errors import QueryError
from sayso.store.exact import held

_TOKEN = re.compile(r'\s*(?:(?P<open>\()|(?P<close>\))|(?P<phrase>"(?:[^"]|"")*"\*?)|(?P<quote>")|(?P<word>[^\s()"]+))')
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_DEEPEST = 50
_LONGEST = 200
"""Brackets within brackets, and words; FTS5 itself gives up at some 250."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def expression(question: str) -> str:
    """The question as FTS5 wants it.

    Raises QueryError, with the place (characters counted from 1), where it cannot be understood.

    >>> expression("arrest* AND (Baku OR U.S.)")
    '"arrest"* AND ("Baku" OR "U.S.")'
    """
    return _Parser(held(question)).whole()


class _Parser:
    """Reads a question from left to right, one function for each level of binding."""

    def __init__(self, question: str) -> None:
        self._question = question
        self._tokens = _tokens(question)
        self._at = 0
        self._depth = 0

    def whole(self) -> str:
        if not self._tokens:
            raise QueryError("the question has no words; give some, as in 'arrest* AND Baku', or leave it out")
        if len(self._tokens) > _LONGEST:
            raise QueryError(f"the question has {len(self._tokens)} words and signs; {_LONGEST} is the most")
        found = self._alternatives()
        if self._peek() is not None:
            raise self._error("a closing bracket too many; take it out, or open one before it")
        return found

    def _alternatives(self) -> str:
        parts = [self._together()]
        while self._take("OR"):
            parts.append(self._together())
        return " OR ".join(parts)

    def _together(self) -> str:
        found = self._one()
        while (token := self._peek()) is not None and token.kind != "close" and not self._is("OR"):
            self._take("AND")
            # "AND NOT" is what other search engines want
            operator = "NOT" if self._take("NOT") else "AND"
            found = f"{found} {operator} {self._one()}"
        return found

    def _one(self) -> str:
        token = self._peek()
        if token is None:
            raise self._error("something must follow here: a word, a phrase or a bracket")
        if token.kind == "open":
            return self._bracket()
        if token.kind == "close":
            raise self._error("a word, a phrase or an opening bracket must stand here, not a closing one")
        if token.kind == "word" and token.text in _OPERATORS:
            advice = f'write "{token.text}" in quote marks if the word itself is wanted'
            raise self._error(f"{token.text} must stand between two things; {advice}")
        self._at += 1
        return _term(token)

    def _bracket(self) -> str:
        if self._depth == _DEEPEST:
            raise self._error(f"more than {_DEEPEST} brackets within each other")
        opened = self._at
        self._at += 1
        self._depth += 1
        found = self._alternatives()
        if self._peek() is None:
            self._at = opened
            raise self._error("this bracket is not closed")
        self._at += 1
        self._depth -= 1
        return f"({found})"

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is(self, operator: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "word" and token.text == operator

    def _take(self, operator: str) -> bool:
        found = self._is(operator)
        self._at += found
        return found

    def _error(self, what: str) -> QueryError:
        token = self._peek()
        return _error(self._question, len(self._question) if token is None else token.at, what)


def _tokens(question: str) -> list[_Token]:
    tokens, at = [], 0
    while match := _TOKEN.match(question, at):
        kind = match.lastgroup or ""
        if kind == "quote":
            raise _error(question, match.start(kind), "this quote mark is not closed")
        tokens.append(_Token(kind, match[kind], match.start(kind)))
        if kind in ("word", "phrase") and not any(_counts(c) for c in match[kind]):
            raise _error(question, match.start(kind), f"{match[kind]} has neither letters nor digits to look for")
        at = match.end()
    return tokens


def _counts(character: str) -> bool:
    """True for what FTS5's ``unicode61`` takes for a part of a word."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _term(token: _Token) -> str:
    text = token.text
    prefix = "*" if text.endswith("*") else ""
    text = text.rstrip("*")
    if token.kind == "word":
        text = f'"{text}"'
    return text + prefix


def _error(question: str, at: int, what: str) -> QueryError:
    return QueryError(f"the question {question!r} cannot be understood at character {at + 1}: {what}")
