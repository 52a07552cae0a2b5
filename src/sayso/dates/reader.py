"""Reading one time expression: the words and where they stand, to a TimeML type, value and the days covered."""

from __future__ import annotations

import re

from sayso.dates import absolute, clock, cycles, lengths, relative
from sayso.dates.context import Context, Meaning, Rule, rule
from sayso.dates.intervals import interval
from sayso.dates.words import canonical, plain, whole_phrases
from sayso.model.time import When

RULES: tuple[Rule, ...] = absolute.RULES + cycles.RULES + relative.RULES + lengths.RULES
"""All rules of the calendar, in the order in which they are tried."""

_CLOCKED = (
    rule("clock-time", clock.CLOCK, lambda m, c: clock.timed(m, _day, c)),
    rule("part-of-day", clock.PART, lambda m, c: clock.timed(m, _day, c)),
)
_IS_CLOCKED = re.compile(r"part:|clock:|\d:\d|\d ?[ap]m\b")

_LONGEST = 200
"""Characters beyond which words are no time expression, but a mark gone astray."""

_MIDDLE = re.compile(r" (?:to|-|until|and) ")

_CORES = tuple(
    map(
        re.compile,
        (
            r"(?:nth:)?\d+ month:\d+ [12]\d{3}\b",
            r"month:\d+ (?:nth:)?\d+ [12]\d{3}\b",
            r"month:\d+ [12]\d{3}\b",
            r"month:\d+ (?:nth:)?\d+\b",
            r"(?:nth:)?\d+ month:\d+",
            r"\b[12]\d{3}\b",
            r"(?:last |next |this )?weekday:\d",
            r"month:\d+",
            r"(?:last|next|this) unit:\w+",
            r"(?:(?<!:)\b\d+|X|a) units?:\w+ ago",
            r"(?:(?<!:)\b\d+(?:\.\d+)?|X) units?:\w+",
            r"day:\S+",
        ),
    )
)
"""What to look for inside words that no rule reads whole, best first."""


def read(words: str, context: Context) -> tuple[When, str]:
    """What a time expression means where it stands, and the name of the rule or row that decided.

    ``words`` is the expression as the text has it. The value is None where the words cannot be worked out; the
    interval is None where the value names no stretch of the calendar. Types and values follow the TimeML annotation
    guidelines 1.2.1 (TIMEX3). Raises nothing.

    >>> from datetime import date
    >>> read("last month", Context(date(2023, 4, 6)))[0].value
    '2023-03'
    """
    if len(words) > _LONGEST:
        return When(None, context.kind or "DATE"), "rule:too-long"
    try:
        meaning, by = _meaning(words, context)
    except (OverflowError, ValueError):  # a day outside the calendar (before year 1, after 9999)
        meaning, by = (context.kind or "DATE", None), "rule:none"
    kind, value = meaning
    days = interval(value)
    if days is None:
        return When(value, kind), by
    return When(value, kind, *days), by


def _meaning(words: str, context: Context) -> tuple[Meaning, str]:
    row = whole_phrases().get(plain(words))
    if row:
        return row[:2], f"rule:{row[2]}"
    form = canonical(words)
    found = _apply(form, context)
    if found:
        return found
    found = _range(form, context)
    if found:
        return found
    for core in _CORES:
        inside = core.search(form)
        found = _apply(inside.group(), context) if inside else None
        if found:
            return found
    return (context.kind or "DATE", None), "rule:none"


def _range(form: str, context: Context) -> tuple[Meaning, str] | None:
    """Two dates with a word for "up to" between them: the span ``A/B``."""
    for middle in _MIDDLE.finditer(form):
        first, last = _day(form[: middle.start()], context), _day(form[middle.end() :], context)
        if first and last and first[0] == last[0] == "DATE" and first[1] and last[1]:
            value = f"{first[1]}/{last[1]}"
            if interval(value):
                return ("DATE", value), "rule:range"
    return None


def _apply(form: str, context: Context) -> tuple[Meaning, str] | None:
    rules = _CLOCKED + RULES if _IS_CLOCKED.search(form) else RULES
    for one in rules:
        match = one.pattern.fullmatch(form)
        meaning = one.produce(match, context) if match else None
        if meaning is not None:
            return meaning, f"rule:{one.name}"
    return None


def _day(form: str, context: Context) -> Meaning | None:
    """The day that words beside a time of day mean."""
    for one in RULES:
        match = one.pattern.fullmatch(form)
        meaning = one.produce(match, context) if match else None
        if meaning is not None:
            return meaning
    return None
