"""Following the time that a text speaks of: which date is in focus, and whether the words look ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sayso.dates.context import Context
from sayso.dates.intervals import interval
from sayso.dates.reader import read
from sayso.model.text import Span
from sayso.model.time import When

_AHEAD = re.compile(
    r"\b(?:[Ww]ill|shall|to be|(?:is|are) to|going to|plans?|planned|planning|scheduled|expected|expects?|due"
    r"|(?:is|are) set|set (?:to|for)|slated|upcoming|deadline|intends?|hopes? to|aims? to|starts|begins|opens|invited"
    r"|promised)\b|['’]ll\b|\bto [a-z]+\Z"
)
_RIGHT_AHEAD = re.compile(r"\b(?:until|till|by|as (?:soon|early|late) as)(?: (?:the|on|next|late|early))?\Z")
_BACK = re.compile(
    r"\b(?:said|told|were|was|had|did|spent|met|won|held|began|left|took|came|went|gave|made|got|saw|sent|fell|rose|says)\b"
    r"|[a-z]{2,}ed\b"
)
_PREPOSITION = re.compile(r"\b(?:on|in|at|for|the|early|late|next)\Z")
_NEAR = 70
_NAMED_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
_NEAR_WORDS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester)day|tonight|tomorrow|ago"
    r"|(?:last|this|next) (?:week|month|year))\b",
    re.IGNORECASE,
)
_HISTORY_DAYS = 500
_FOCUS_REACH = 1500
_COMPARISONS = frozenset({"rule:ago", "rule:later", "rule:quarter-year-ago", "rule:period-year-ago"})
"""Rules whose dates only compare ("up from a year ago"): the text goes on speaking of the date before."""


def read_all(
    text: str, sentences: Iterable[Span], expressions: Iterable[tuple[Span, str | None]], anchor: date | None
) -> Iterator[tuple[When, str]]:
    """What each time expression of a text means, and what decided; in the order given, which must be text order.

    ``expressions`` are spans of ``text`` with their TimeML type where known; ``anchor`` is the report's date.
    Raises nothing.
    """
    bounds = sorted(sentences)
    marked = list(expressions)
    history = is_history([span.of(text) for span, _ in marked], anchor)
    at = 0
    focus: str | None = None
    focus_span = Span(0, 0)
    for span, kind in marked:
        while at < len(bounds) and bounds[at].end <= span.start:
            at += 1
        sentence = bounds[at] if at < len(bounds) and bounds[at].start <= span.start else span
        near = focus if history or span.start - focus_span.end < _FOCUS_REACH else None
        told = near is not None and sentence.contains(focus_span) and _is_long_past(near, anchor)
        context = Context(anchor, near, looks_ahead(text, span, sentence), kind, told, history)
        when, by = read(span.of(text), context)
        yield when, by
        if when.begin is not None and when.type in ("DATE", "TIME") and by not in _COMPARISONS:
            focus, focus_span = when.value, span


def is_history(expressions: Sequence[str], anchor: date | None) -> bool:
    """True where the text tells of times long past: many of its dates name such a year, few are told from the report.

    Without an anchor every date that names its year counts.
    """
    latest = anchor.year - 2 if anchor else 9999
    named = sum(1 for e in expressions if (m := _NAMED_YEAR.search(e)) and int(m.group()) <= latest)
    near = sum(1 for e in expressions if _NEAR_WORDS.search(e))
    return named >= 3 and near * 3 <= named


def _is_long_past(value: str, anchor: date | None) -> bool:
    days = interval(value)
    return anchor is not None and days is not None and (anchor - days[0]).days > _HISTORY_DAYS


def looks_ahead(text: str, span: Span, sentence: Span) -> bool:
    """True where the words near the expression, in its own sentence, speak of what is still to come.

    The nearest verb cue before the expression decides, or else the nearest one after it.
    """
    before = text[max(sentence.start, span.start - _NEAR) : span.start].rstrip()
    if _RIGHT_AHEAD.search(before):
        return True
    before = _PREPOSITION.sub("", before).rstrip()
    ahead = [m.end() for m in _AHEAD.finditer(before)]
    back = [m.end() for m in _BACK.finditer(before)]
    if ahead or back:
        return max(ahead, default=-1) >= max(back, default=-1)
    after = text[span.end : min(sentence.end, span.end + _NEAR)]
    first_ahead, first_back = _AHEAD.search(after), _BACK.search(after)
    return bool(first_ahead) and (first_back is None or first_ahead.start() < first_back.start())  # type: ignore[union-attr]
