"""The times of a report on a line, drawn as SVG: it needs no script and can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sayso.model.text import plain
from sayso.record import Row

WIDTH = 1000
"""Units of the drawing."""
_MARGIN = 14
_MOST = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression: its words, its days, and where it lies on the line (``x``, ``width``), in row ``row``."""

    words: str
    value: str
    first: date
    last: date
    x: float
    width: float
    row: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments on a line from ``first`` to ``last``; ``published`` is where the day of the report lies, or None."""

    first: date
    last: date
    moments: tuple[Moment, ...]
    published: float | None
    rows: int


def timeline(record: Row) -> Timeline | None:
    """The line of a record's times, each value once; None where it has none with days.

    The line ends at the outermost days told of; times before the year 1000 are left out, which would squeeze the rest.
    """
    found = dict.fromkeys(_dated(record))
    if not found:
        return None
    times = list(found)[:_MOST]
    report = _day(record["published"])
    days = [d for _, _, first, last in times for d in (first, last)] + ([report] if report else [])
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def at(day: date) -> float:
        return _MARGIN + (day - first).days / span * (WIDTH - 2 * _MARGIN)

    moments, ends = [], list[float]()
    for words, value, begin, end in sorted(times, key=lambda t: (t[2], t[3])):
        x, width = at(begin), max(at(end) - at(begin), 0.0)
        # a row is free where the one before has ended
        row = next((n for n, taken in enumerate(ends) if taken < x), len(ends))
        ends[row:] = [x + width + 14, *ends[row + 1 :]]
        moments.append(Moment(words, value, begin, end, round(x, 1), round(width, 1), row))
    return Timeline(first, last, tuple(moments), round(at(report), 1) if report else None, len(ends))


def _dated(record: Row) -> Iterator[tuple[str, str, date, date]]:
    for time in record["times"]:
        first, last = _day(time["begin"]), _day(time["end"])
        if first is None and last is None:
            continue
        begin, end = first or last, last or first
        if begin is not None and end is not None and begin.year >= 1000 and begin <= end:
            words = record["text"][time["span"][0] : time["span"][1]]
            yield plain(words), plain(time["value"] or ""), begin, end


def _day(given: str | None) -> date | None:
    try:
        return None if given is None else date.fromisoformat(given)
    except ValueError:
        return None
