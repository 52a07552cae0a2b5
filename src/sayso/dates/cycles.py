"""Rules for what comes round every year: quarters, halves, seasons, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.dates import pick
from sayso.dates.absolute import STEPS, YEAR_WORD
from sayso.dates.context import Context, Meaning, Rule, rule
from sayso.dates.intervals import interval

Match = re.Match[str]


def _date(value: str | None) -> Meaning:
    return "DATE", value


def _quarter(m: Match, c: Context) -> Meaning | None:
    """A quarter without a year: the last that has begun, of the year last spoken of in a history."""
    number = int(m["q"])
    if c.history and c.focus_days:
        return _date(f"{c.focus_days[0].year:04}-Q{number}")
    if c.anchor is None:
        return _date(f"XXXX-Q{number}")
    now = (c.anchor.month + 2) // 3
    # looking ahead, the quarter just over is the one whose results are still to come
    year = c.anchor.year + (number < now - 1) if c.ahead else c.anchor.year - (number > now)
    return _date(f"{year:04}-Q{number}")


def _quarter_of_year(m: Match, _c: Context) -> Meaning | None:
    return _date(f"{m['y']}-Q{m['q']}")


def _quarter_of_near_year(m: Match, c: Context) -> Meaning | None:
    return _date(f"{c.anchor.year + STEPS[m['which']]:04}-Q{m['q']}" if c.anchor else None)


def _quarter_year_ago(m: Match, c: Context) -> Meaning | None:
    """ "the year-earlier third quarter", "the year-ago period": a year before the quarter meant or last spoken of."""
    meant = _quarter(m, c) if m.groupdict().get("q") else None
    days = interval(meant[1]) if meant else c.focus_days
    if days and days[2] in ("quarter", "half", "month"):
        return _date(pick.at_grain(days[0].replace(year=days[0].year - 1), days[2]))
    return _date(f"{c.anchor.year - 1:04}" if c.anchor else None)


def _near_year_period(m: Match, c: Context) -> Meaning | None:
    """ "last year's quarter", "this year's period"."""
    focus = c.focus_days
    if focus and focus[2] == "quarter" and c.anchor:
        return _date(pick.at_grain(focus[0].replace(year=c.anchor.year + STEPS[m["which"]]), "quarter"))
    return _date(f"{c.anchor.year + STEPS[m['which']]:04}" if c.anchor else None)


def _period_of_year(m: Match, c: Context) -> Meaning | None:
    """ "the 1988 period": the same quarter of another year, where quarters are spoken of."""
    focus = c.focus_days
    if focus and focus[2] == "quarter":
        return _date(f"{m['y']}-Q{(focus[0].month + 2) // 3}")
    return _date(m["y"])


def _half_of_year(m: Match, c: Context) -> Meaning | None:
    which = "1" if m[1] == "nth:1" else "2"
    year = m.groupdict().get("y") or (f"{c.anchor.year:04}" if c.anchor else None)
    return _date(year and f"{year}-H{which}")


def _season(m: Match, c: Context) -> Meaning | None:
    year = m.groupdict().get("y")
    if year:
        return _date(f"{year}-{m['s']}")
    if c.history and c.focus_days and m.groupdict().get("which") is None:
        return _date(f"{c.focus_days[0].year:04}-{m['s']}")
    if c.anchor is None:
        return _date(f"XXXX-{m['s']}")
    start = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}[m["s"]]
    which = m.groupdict().get("which")
    if which == "last":
        return _date(f"{c.anchor.year - (start > c.anchor.month - 3):04}-{m['s']}")
    if which == "next" or c.ahead:
        return _date(f"{c.anchor.year + (start + 2 < c.anchor.month):04}-{m['s']}")
    return _date(f"{c.anchor.year - (start > c.anchor.month and which != 'this'):04}-{m['s']}")


def _season_of_near_year(m: Match, c: Context) -> Meaning | None:
    return _date(f"{c.anchor.year + STEPS[m['which']]:04}-{m['s']}" if c.anchor else None)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + shift - 7 * ((a + 11 * h + 22 * shift) // 451) + 114, 31)
    return date(year, month, day + 1)


_SHORT_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _holiday_in(year: int, when: str) -> date:
    if when.startswith("easter"):
        return _easter(year) + timedelta(int(when[6:]))
    month, day, *which = when.split("-")
    if not which:
        return date(year, int(month), int(day))
    first = date(year, int(month), 1)
    first += timedelta((_SHORT_DAYS.index(day) - first.weekday()) % 7)
    if which[0] == "last":
        return max(d for d in (first + timedelta(7 * n) for n in (3, 4)) if d.month == first.month)
    if which[0] == "2nd":  # the first such weekday after the first of the month: US elections
        return first if first.day > 1 else first + timedelta(7)
    return first + timedelta(7 * (int(which[0]) - 1))


def _holiday(m: Match, c: Context) -> Meaning | None:
    year = m.groupdict().get("y")
    if year:
        return _date(_holiday_in(int(year), m[1]).isoformat())
    if c.anchor is None:
        return _date(None if "-" not in m[1] or not m[1][-1].isdigit() or len(m[1]) > 5 else f"XXXX-{m[1]}")
    anchor = c.anchor
    near = [_holiday_in(y, m[1]) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
    return _date(min(near, key=lambda d: abs((d - anchor).days)).isoformat())


RULES: tuple[Rule, ...] = (
    rule("quarter-of-year", r"{q} unit:quarter {y}", _quarter_of_year),
    rule("year-quarter", r"{y} {q} unit:quarter", _quarter_of_year),
    rule("near-year-quarter", rf"{YEAR_WORD} {{q}} unit:quarter", _quarter_of_near_year),
    rule("quarter-of-near-year", rf"{{q}} unit:quarter {YEAR_WORD}", _quarter_of_near_year),
    rule("quarter", r"(?:this |last |a )?{q} unit:quarter", _quarter),
    rule(
        "quarter-year-ago",
        r"(?:same |last )?unit:year (?:ago|earlier)(?: (?:{q} )?unit:(?:quarter|period))?",
        _quarter_year_ago,
    ),
    rule(
        "period-year-ago",
        r"(?:same )?unit:(?:quarter|period) (?:(?:last|previous) unit:year|(?:a |1 )unit:year (?:ago|earlier))",
        _quarter_year_ago,
    ),
    rule("near-year-period", rf"{YEAR_WORD} (?:same )?unit:(?:quarter|period)", _near_year_period),
    rule("period-of-year", r"{y} (?:{q} )?unit:(?:quarter|period)", _period_of_year),
    rule("half-of-year", r"(nth:[12]|last) half(?: (?:{y}|(?:this )?unit:year))?", _half_of_year),
    rule("half-in-quarters", r"(nth:1|last) 2 unit:quarter {y}", _half_of_year),
    rule("season", r"(?:(?P<which>last|next|this|past|this past) )?{s}(?: {y})?", _season),
    rule("year-season", r"{y} {s}", _season),
    rule("season-of-near-year", rf"{{s}} {YEAR_WORD}", _season_of_near_year),
    rule("holiday", r"(?:this |last |next )?holiday:(\S+)(?: unit:week)?(?: {y})?", _holiday),
)
"""Tried in order, after those of ``absolute``."""
