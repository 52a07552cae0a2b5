"""What a claim or tie says of its time: an ISO 8601 date, week, month, year or span, or nothing.

TimeML values say more than the record of a claim holds. The annotation guide wants "ISO 8601 as far as known": no
parts of the day, no ``PAST_REF``, no lengths without a place in the calendar; "since 1989" is ``1989/``, "until
1989" ``/1989``, the 1970s are ``1970/1979``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.dates import pick
from sayso.dates.context import Context
from sayso.dates.intervals import interval
from sayso.dates.reader import read
from sayso.model.items import TimeExpression
from sayso.model.text import Span
from sayso.model.time import When

_SMALL = r"(?: (?:on|in|early|late|at least))*\s*\Z"
_FROM = re.compile(r"\b(?:since|from|after|starting|beginning)" + _SMALL, re.IGNORECASE)
_UP_TO = re.compile(
    r"\b(?:until|till|by|through|up to|before|ahead of(?: the)?|prior to|as of)" + _SMALL, re.IGNORECASE
)
_TO = re.compile(r"\s*(?:to|until|through)\b", re.IGNORECASE)
_LEAD_REACH = 20
_CLOCK = re.compile(r"T\d\d:\d\d")
_DURATION = re.compile(r"P(\d+)([YMWD])\Z")
_RUNNING = re.compile(r"\b(?:last|past|for)\b", re.IGNORECASE)
_COMING = re.compile(r"\b(?:next|coming)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:to|and|until|through|-|\u2013|or)(?: in)?\s*", re.IGNORECASE)
_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (5, 9)}


def claim_value(text: str, span: Span, times: Sequence[TimeExpression], anchor: date | None) -> str | None:
    """The value of a claim's time, told by ``span`` of ``text``: from the time expressions that overlap it, or, where
    none does, from its words alone. None where the day cannot be worked out. Raises nothing.
    """
    inside = sorted((t for t in times if t.span.overlaps(span)), key=lambda t: t.span)
    if not inside:
        when, _ = read(span.of(text), Context(anchor))
        return value_for_claims(
            when, text[max(0, span.start - _LEAD_REACH) : span.start] + _lead_of(span.of(text)), span.of(text), anchor
        )
    first, last = inside[0], inside[-1]
    lead = text[max(0, first.span.start - _LEAD_REACH) : first.span.start]
    words = text[min(span.start, first.span.start) : max(span.end, first.span.end)]
    if first is not last and _JOINED.fullmatch(text[inside[-2].span.end : last.span.start]):
        begin = value_for_claims(first.when, "", "", anchor)
        end = value_for_claims(last.when, "", "", anchor)
        if begin and end and "/" not in begin + end:
            return f"{begin}/{end}"
    if _TO.match(text, last.span.end):
        lead = ""  # "from 1885 to 1951", of which only the first was found
    return value_for_claims(first.when, lead, words, anchor)


def _lead_of(words: str) -> str:
    """The preposition that a span of words begins with."""
    match = re.match(
        r"(?:since|from|after|until|till|by|through|up to|before|ahead of|prior to|as of)\b", words, re.IGNORECASE
    )
    return " " + match.group() if match else ""


def value_for_claims(when: When, lead: str = "", words: str = "", anchor: date | None = None) -> str | None:
    """The value that a claim's time takes from a time expression.

    ``lead`` is the text before the expression ("since "), ``words`` are the words of the claim's time ("over the
    last five years"), ``anchor`` is the report's date.

    >>> value_for_claims(When("199", "DATE"), "", "the 1990s", None)
    '1990/1999'
    >>> value_for_claims(When("2014", "DATE"), "since ", "since 2014", None)
    '2014/'
    """
    value = _dated(when, words, anchor)
    if value is None or "/" in value:
        return value
    if _FROM.search(lead):
        return value + "/"
    return "/" + value if _UP_TO.search(lead) else value


def _dated(when: When, words: str, anchor: date | None) -> str | None:
    value = when.value
    if value is None or when.type == "SET" or value.startswith("XXXX") or value in ("PAST_REF", "FUTURE_REF"):
        return None
    if value == "PRESENT_REF":
        return pick.iso_month(anchor) if anchor else None
    if when.type == "DURATION":
        return _running(value, words, anchor)
    if "T" in value and not _CLOCK.search(value):
        value = value.split("T")[0]
    if "/" in value:
        return _spanning(value)
    if _CLOCK.search(value):
        return value if "X" not in value else None
    return _plain(value, words)


def _spanning(value: str) -> str | None:
    begin, end = (_plain(part, "") for part in value.split("/", 1))
    return f"{begin.split('/')[0]}/{end.split('/')[-1]}" if begin and end else None


def _plain(value: str, words: str) -> str | None:
    """A value of ISO 8601 proper: no seasons, quarters, weekends, decades."""
    days = interval(value)
    if days is None:
        return None
    begin, end, grain = days
    if grain in ("decade", "century"):
        part = next((v for k, v in _THIRDS.items() if k in words.lower()), (0, 9)) if grain == "decade" else (0, 99)
        return f"{begin.year + part[0]:04}/{begin.year + part[1]:04}"
    if grain == "season":
        return value[:4]
    if grain in ("quarter", "half"):
        return f"{pick.iso_month(begin)}/{pick.iso_month(end)}"
    return f"{begin}/{end}" if grain == "weekend" else value


def _running(value: str, words: str, anchor: date | None) -> str | None:
    """ "over the last five years" runs up to the report's date, "within the next two weeks" from it on."""
    match = _DURATION.match(value)
    if match is None or anchor is None or not (_RUNNING.search(words) or _COMING.search(words)):
        return None
    count, letter = int(match[1]), match[2]
    step = count if _COMING.search(words) else -count
    if letter == "Y":
        ends = sorted((anchor.year, anchor.year + step))
        return f"{ends[0]:04}/{ends[1]:04}"
    other = (
        pick.shift_months(anchor, step)
        if letter == "M"
        else pick.shift_days(anchor, step * (7 if letter == "W" else 1))
    )
    if other is None:
        return None
    show = pick.iso_month if letter == "M" else date.isoformat
    return "/".join(show(d) for d in sorted((anchor, other)))
