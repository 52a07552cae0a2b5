"""Rules for dates counted from the report's date or from the date last spoken of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.dates import pick
from sayso.dates.absolute import year_of
from sayso.dates.context import Context, Meaning, Rule, rule
from sayso.dates.intervals import interval
from sayso.dates.lengths import CODES, duration

Match = re.Match[str]


def _date(value: str | None) -> Meaning:
    return "DATE", value


def _near_day(m: Match, c: Context) -> Meaning | None:
    """ "yesterday", "tonight", "overnight": rows of class day."""
    days, _, part = m[1].partition(":")
    moved = pick.shift_days(c.anchor, int(days)) if c.anchor else None
    if part:
        return "TIME", f"{moved.isoformat()}T{part}" if moved else None
    return _date(moved.isoformat() if moved else None)


def _near_unit(m: Match, c: Context) -> Meaning | None:
    """ "last week", "this month", "next year"."""
    unit = m["u"]
    if unit in ("period", "hour", "minute", "second"):
        return None
    if unit == "quarter" and m["which"] in ("this", "last") and c.focus_days and c.focus_days[2] == "quarter":
        return _date(c.focus)
    step = {"last": -1, "past": -1, "this": 0, "this past": -1, "next": 1}[m["which"]]
    if unit == "week" and step == -1 and c.anchor and c.anchor.isoweekday() == 7:
        step = 0  # on a Sunday the week that is ending is the last one
    if unit == "weekend":
        return _date(_weekend(c, step))
    return _date(pick.shift(c.anchor, unit, step) if c.anchor else None)


def _weekend(c: Context, step: int) -> str | None:
    """The weekend of this week counts as this one from Friday on, before that the last one does."""
    if c.anchor is None:
        return None
    if step == 0 and not c.ahead and c.anchor.isoweekday() < 5:
        step = -1
    return pick.shift(c.anchor, "weekend", step)


def _bare_weekend(_m: Match, c: Context) -> Meaning | None:
    return _date(_weekend(c, 0))


def _beside_focus(m: Match, c: Context) -> Meaning | None:
    """ "the following year", "the previous day", "the same month", "that week": beside the date last spoken of."""
    if m["u"] not in ("day", "week", "month", "quarter", "year", "decade", "weekend", "century"):
        return None
    step = {"following": 1, "next": 1, "previous": -1}.get(m["which"], 0)
    base = c.now
    if base is None or (base is not c.anchor and c.focus_days and _coarser(c.focus_days[2], m["u"])):
        return _date(None)
    return _date(pick.shift(base, m["u"], step))


_GRAINS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")


def _coarser(grain: str, unit: str) -> bool:
    """True where a date of this grain does not say which of its units is meant ("that day", after "in 2008")."""
    return _GRAINS.index(grain) > _GRAINS.index(unit)


def _same_period(_m: Match, c: Context) -> Meaning | None:
    return _date(c.focus) if c.focus_days else None


def _count(text: str) -> float | None:
    return 1 if text == "a" else None if text == "X" else float(text)


def _ago(m: Match, c: Context) -> Meaning | None:
    """ "three weeks ago": told in the unit's own grain. "a few years ago" is only the past."""
    count = _count(m["n"])
    if count is None:
        return _date("PAST_REF")
    if m["u"] in ("hour", "minute", "second"):
        return "TIME" if m["u"] == "hour" else "DATE", _hours_ago(c, count) if m["u"] == "hour" else "PAST_REF"
    if m["u"] == "year" and count == 1 and c.focus_days and c.focus_days[2] == "quarter":
        return _date(pick.at_grain(c.focus_days[0].replace(year=c.focus_days[0].year - 1), "quarter"))
    return _date(_moved(c.anchor, m["u"], -count))


def _hours_ago(c: Context, count: float) -> str | None:
    return c.anchor.isoformat() if c.anchor and count < 24 else None


def _moved(base: date | None, unit: str, count: float) -> str | None:
    if base is None:
        return None
    if count != int(count):
        # Half a unit is told in the next smaller one.
        smaller = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "day": ("day", 1)}.get(unit)
        if smaller is None:
            return None
        unit, count = smaller[0], int(count * smaller[1])
    return pick.shift(base, unit, int(count))


def _later(m: Match, c: Context) -> Meaning | None:
    """ "two days later", "a year earlier": counted from the date last spoken of, in its grain where that is
    coarser."""
    count = _count(m["n"])
    back = m["which"] in ("earlier", "before")
    if count is None:
        return _date("PAST_REF" if back else "FUTURE_REF")
    focus = c.focus_days
    if back and m["u"] == "year" and focus and focus[2] in ("quarter", "half"):
        return _date(pick.at_grain(focus[0].replace(year=focus[0].year - int(count)), focus[2]))
    base = c.now if focus is None or focus[2] != "year" or m["u"] in ("year", "decade", "century") else None
    return _date(_moved(base, m["u"], -count if back else count)) if base else _date(None)


def _after_unit(m: Match, c: Context) -> Meaning | None:
    """ "the day after", "year earlier"."""
    step = -1 if m["which"] in ("earlier", "before") else 1
    return _date(pick.shift(c.now, m["u"], step) if c.now else None)


def _week_of(m: Match, c: Context) -> Meaning | None:
    year = year_of(c, int(m["m"]), int(m["d"]))
    days = interval(f"{year:04}-{int(m['m']):02}-{int(m['d']):02}") if year else None
    return _date(pick.iso_week(days[0]) if days else None)


def _weeks_from_weekday(m: Match, c: Context) -> Meaning | None:
    """ "a week ago Friday", "two weeks from Monday"."""
    if c.anchor is None:
        return _date(None)
    back = m["which"] == "ago"
    day = pick.weekday(c.anchor, int(m["w"]), not back)
    count = 1 if m["n"] in ("a", "X") else int(float(m["n"]))
    return _date((day + timedelta(7 * count * (-1 if back else 1))).isoformat())


def _loose(m: Match, c: Context) -> Meaning | None:
    """ "recent years", "coming weeks", "years ago": no stretch of the calendar, only the past or the future."""
    ahead = m[1] in ("next", "future", "following")
    if c.kind == "DURATION":
        return "DURATION", duration("X", m["u"])
    return _date("FUTURE_REF" if ahead else "PAST_REF")


def _the_unit(m: Match, c: Context) -> Meaning | None:
    """ "the quarter", "the year", "the day": the one last spoken of, else a length."""
    unit = m["u"]
    if unit == "period" or unit not in CODES:
        return _date(c.focus) if c.focus_days and unit == "period" else None
    if unit == "quarter" and c.kind != "DURATION":
        if c.focus_days and c.focus_days[2] == "quarter":
            return _date(c.focus)
        return _date(pick.shift(c.anchor, "quarter", -1) if c.anchor else None)
    if c.kind != "DATE":
        return "DURATION", duration("1", unit)
    return _date(pick.shift(c.now, unit, 0) if c.now else None)


def _past_year(m: Match, c: Context) -> Meaning | None:
    """ "the past year": the one before the report's; a length where the encoder says so."""
    if c.kind == "DURATION":
        return "DURATION", duration("1", m["u"])
    return _date(pick.shift(c.anchor, m["u"], -1) if c.anchor else None)


def _year_end(_m: Match, c: Context) -> Meaning | None:
    return _date(f"{c.anchor.year:04}-12-31" if c.anchor else None)


def _nth_day(_m: Match, c: Context) -> Meaning | None:
    """ "the second day (of the strike)": no date of its own, only the day spoken of."""
    return _date(c.today.isoformat() if c.today else None)


def _few(m: Match, _c: Context) -> Meaning | None:
    return "DURATION", duration("X", m["u"])


RULES: tuple[Rule, ...] = (
    rule("near-day", r"(?:later |earlier |part:\w\w )?day:(\S+)(?: weekday:\d)?(?: month:\d+ \d+)?", _near_day),
    rule("past-decade", r"(?:past|last) unit:(?P<u>decade|century)", lambda m, _c: ("DURATION", duration("1", m["u"]))),
    rule("past-year", r"past unit:(?P<u>year)", _past_year),
    rule("near-unit", r"(?P<which>last|this past|past|this|next) {one}(?: earlier)?", _near_unit),
    rule("weekend", r"unit:weekend", _bare_weekend),
    rule(
        "beside-focus",
        r"(?P<which>following|previous|same|that|that same|this same|next) {one}(?: later)?",
        _beside_focus,
    ),
    rule("same-period", r"(?:same|that|last)(?: unit:period)?", _same_period),
    rule("ago", r"{n} {u}(?: X| \d)? ago", _ago),
    rule("later", r"(?:a )?{n} (?:more )?{u} (?P<which>later|earlier|before|after)", _later),
    rule("after-unit", r"unit:(?P<u>\w+) (?P<which>later|earlier|before|after)", _after_unit),
    rule("week-of", r"unit:week {m} {d}", _week_of),
    rule("weeks-from-weekday", r"{n} units?:week (?P<which>ago|later)? ?{w}", _weeks_from_weekday),
    rule("few", r"(?:last|past|next|following|previous) X {many}", _few),
    rule("loose", r"(recent|last|past|next|future|previous|following) {many}(?: (?:and|or) units:\w+)?", _loose),
    rule("units-ago", r"(?:X )?(units):(?P<u>\w+) (?:ago|earlier)", _loose),
    rule("year-end", r"year-end", _year_end),
    rule("nth-day", r"nth:\d+ unit:day", _nth_day),
    rule("the-unit", r"{one}", _the_unit),
)
"""Tried in order, after the absolute ones."""
