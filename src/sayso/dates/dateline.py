"""The day that a report's own text gives as its date, for reports that come without one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.dates.context import Context
from sayso.dates.reader import read
from sayso.dates.words import table
from sayso.model.text import Document, Span

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?"
)
_FULL_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_HEAD = re.compile(rf"[^.!?\n]{{0,60}}?({_FULL_DATE})\s*(?:[:(\u2013\u2014-]|\Z|\n)")
_NAMED_TODAY = re.compile(rf"\b([Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]his),? \(?{_WEEKDAY}({_FULL_DATE})")
_HEAD_LENGTH = 300


def dateline(text: str) -> tuple[date, Span] | None:
    """The date in the head of a text ("CAIRO, 26 July 2022:"), or one that the text calls today ("today (July 26,
    2022)"), and the words that give it, as a span in code points of the text.

    None where there is none, or only one without its year: a dateline "WASHINGTON, March 3" dates nothing by itself.
    """
    match = _HEAD.match(text[:_HEAD_LENGTH])
    step = 0
    if match is None:
        match = _NAMED_TODAY.search(text)
        if match is None:
            return None
        row = table("day").get(match[1].lower())
        step = -int(row[0]) if row else 0
    span = Span(*match.span(match.lastindex or 1))
    when, _ = read(span.of(text), Context())
    return (when.begin + timedelta(step), span) if when.begin else None


def anchor_of(document: Document) -> date | None:
    """The day that a report's relative dates are counted from: its own, or that of a dateline in its text."""
    if document.published is not None:
        return document.published
    found = dateline(document.text)
    return found[0] if found else None
