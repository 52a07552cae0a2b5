"""Finding time expressions by their form: dates that need no context to be seen, and the right edges of those found.

What is looked for is sure by its form ("March 12, 1999", "last week", "two years ago"). What only context can tell
("then", "the period", "may") is left to the encoder.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.dates.words import table
from sayso.model.text import Span
from sayso.numbers import words_of

_EDGE = ' \t\r\n\u00a0,;:()"“”'
_LEAD = re.compile(
    r"(?:in|on|at|since|by|until|till|from|during|for|of|over|within|through|after|before)\s+(?=\S)", re.IGNORECASE
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _month() -> str:
    """Months as they are printed: a capital first, short ones with or without their stop; May never small."""
    return rf"(?:{_any([w.capitalize() for w in table('month')])})\b\.?"


@cache
def _forms() -> re.Pattern[str]:
    month, units = _month(), _any([*table("unit"), *table("units")])
    weekday = _any([w.capitalize() for w in table("weekday") if w.endswith("day")])
    numbers = _any([*words_of("cardinal"), *words_of("few"), "a", "an"])
    part = "morning|afternoon|evening|night"
    forms = (
        rf"(?:(?:{weekday}),? )?{month} {_DAY}(?:,? {_YEAR})?\b(?!,\d)",
        rf"(?:(?:{weekday}),? )?{_DAY} {month}(?:,? {_YEAR})?\b",
        rf"{month},? {_YEAR}\b",
        r"\d{4}-\d\d-\d\d\b",
        rf"(?:(?:last|next|this) )?(?:{weekday})(?: (?:{part}))?\b",
        r"(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b",
        rf"(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]he (?:following|previous))"
        rf" (?:week(?:end)?|month|quarter|year|decade|{part})\b",
        rf"(?:(?:{numbers}|\d+) )?(?:{units}) ago\b",
        rf"(?<=\b[Ii]n )(?:early |late |mid-)?{_YEAR}\b(?! [a-z]+ (?:people|dollars))",
        rf"(?<=\b[Ss]ince )(?:early |late |mid-)?{_YEAR}\b",
        rf"(?:the )?(?:early |late |mid-)?{_YEAR[:-2]}0s\b",
    )
    # the boundary in front saves trying every form at every letter
    return re.compile(rf"(?<!\w)(?=\w)(?:{'|'.join(forms)})")


_AFTER_MONTH = re.compile(rf"\.? {_DAY}(?:,? {_YEAR})?(?![\d,:]\d|\w)")
_AFTER_DAY = re.compile(rf",? {_YEAR}\b")
_BEFORE_MONTH = re.compile(rf"(?<!\S){_DAY} \Z")


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that end in a month, words that end in a month and its day."""
    return re.compile(rf"\b{_month()}\Z"), re.compile(rf"(?:\b{_month()} {_DAY}|\b{_DAY} {_month()})\Z")


def find(text: str) -> list[Span]:
    """The time expressions of a text that are sure by their form, in order, as spans in code points. Raises
    nothing."""
    return [Span(*match.span()) for match in _forms().finditer(text)]


def repair(text: str, span: Span) -> Span:
    """A time expression with its edges put right: no preposition or comma at either end, no date cut in two.

    An expression of which nothing would be left is given back as it came.
    """
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    if start >= end:
        return span
    return _completed(text, start, end)


def _completed(text: str, start: int, end: int) -> Span:
    ends_in_month, ends_in_day = _ends()
    words = text[start:end]
    if ends_in_month.search(words) and not any(c.isdigit() for c in words):
        more = _AFTER_MONTH.match(text, end)
        back = None if more else _BEFORE_MONTH.search(text[max(0, start - 5) : start])
        start -= len(back.group()) if back else 0
    else:
        more = None
    if more is None and ends_in_day.search(text[start:end]):
        more = _AFTER_DAY.match(text, end)
    return Span(start, more.end() if more else end)
