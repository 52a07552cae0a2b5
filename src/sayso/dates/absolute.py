"""Rules for dates that name a place in the calendar: years, months, days, weekdays, quarters, seasons, holidays."""

from __future__ import annotations

import re
from datetime import timedelta

from sayso.dates import pick
from sayso.dates.context import Context, Meaning, Rule, rule
from sayso.dates.intervals import interval
from sayso.dates.words import table

Match = re.Match[str]


def _date(value: str | None) -> Meaning:
    return "DATE", value


def _full(year: int, month: int, day: int) -> Meaning | None:
    value = f"{year:04}-{month:02}-{day:02}"
    return _date(value) if interval(value) else None


def _day_month_year(m: Match, _c: Context) -> Meaning | None:
    return _full(int(m["y"]), int(m["m"]), int(m["d"]))


def _iso(m: Match, _c: Context) -> Meaning | None:
    return ("TIME", m[0].upper()) if "t" in m[0] else _date(m[0])


def _slashes(m: Match, _c: Context) -> Meaning | None:
    """ "3/12/2001" in the US order, "12.3.2001" and "12-3-2001" in the other, unless only one of them is a date."""
    first, second, year = int(m[1]), int(m[2]), int(m[3])
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    month_first, day_first = _full(year, first, second), _full(year, second, first)
    return (month_first or day_first) if "/" in m[0] else (day_first or month_first)


def _month_year(m: Match, _c: Context) -> Meaning | None:
    return _date(f"{m['y']}-{int(m['m']):02}")


def _year(m: Match, _c: Context) -> Meaning | None:
    return _date(m["y"])


def year_of(c: Context, month: int, day: int | None) -> int | None:
    """The year that a month or day without one belongs to: in a piece of history the one that goes on from the date
    last spoken of, else the one nearest to the report's date. None for a report without a date."""
    if c.anchor is None:
        return None
    focus = c.focus_days
    if focus and (c.history or (c.told and not c.ahead and focus[2] in ("day", "month"))):
        return focus[0].year + (month <= 4 and focus[0].month >= 9 and focus[2] != "year")
    return pick.day_year(c.anchor, month, day, c.ahead) if day else pick.month_year(c.anchor, month, c.ahead)


def _day_month(m: Match, c: Context) -> Meaning | None:
    month, day = int(m["m"]), int(m["d"])
    if not 1 <= day <= 31:
        return None
    year = year_of(c, month, day)
    return _date(f"{'XXXX' if year is None else format(year, '04')}-{month:02}-{day:02}")


def _month(m: Match, c: Context) -> Meaning | None:
    month = int(m["m"])
    year = year_of(c, month, None)
    return _date(f"{'XXXX' if year is None else format(year, '04')}-{month:02}")


def _day_of_focus(m: Match, c: Context) -> Meaning | None:
    """ "the 25th": a day of the month last spoken of."""
    base = c.now
    return _full(base.year, base.month, int(m["d"])) if base and int(m["d"]) <= 31 else None


def _weekday(m: Match, c: Context) -> Meaning | None:
    number = int(m["w"])
    if c.anchor is None:
        return _date(f"XXXX-WXX-{number}")
    return _date(pick.weekday(c.anchor, number, c.ahead).isoformat())


def _last_weekday(m: Match, c: Context) -> Meaning | None:
    """ "last Friday" is that of the week before, not of this one."""
    if c.anchor is None:
        return _date(None)
    monday = c.anchor - timedelta(c.anchor.isoweekday() - 1)
    return _date((monday + timedelta(int(m["w"]) - 8)).isoformat())


def _next_weekday(m: Match, c: Context) -> Meaning | None:
    return _date(pick.weekday(c.anchor + timedelta(1), int(m["w"]), True).isoformat() if c.anchor else None)


def _weekday_beside_focus(m: Match, c: Context) -> Meaning | None:
    """ "the previous Friday", "the following Monday": counted from the date last spoken of."""
    base = c.now
    if base is None:
        return _date(None)
    step = 1 if m[1] == "following" else -1
    return _date(pick.weekday(base + timedelta(step), int(m["w"]), step > 0).isoformat())


def _weekday_of_week(m: Match, c: Context) -> Meaning | None:
    if c.anchor is None:
        return _date(None)
    step = {"last": -7, "next": 7, "this": 0}[m["which"]]
    monday = c.anchor - timedelta(c.anchor.isoweekday() - 1)
    return _date((monday + timedelta(step + int(m["w"]) - 1)).isoformat())


STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "this": 0}


def _month_of_near_year(m: Match, c: Context) -> Meaning | None:
    if c.anchor is None:
        return _date(f"XXXX-{int(m['m']):02}")
    year = c.anchor.year + STEPS[m["which"]]
    day = m.groupdict().get("d")
    return _full(year, int(m["m"]), int(day)) if day else _date(f"{year:04}-{int(m['m']):02}")


def _last_month_named(m: Match, c: Context) -> Meaning | None:
    """ "last April", "next May", "this September"."""
    month = int(m["m"])
    if c.anchor is None:
        return _date(f"XXXX-{month:02}")
    here, year = c.anchor.month, c.anchor.year
    if m["which"] in ("last", "past"):
        year -= month >= here
    elif m["which"] == "next":
        year += month <= here
    return _date(f"{year:04}-{month:02}")


def _decade(m: Match, _c: Context) -> Meaning | None:
    return _date(m[1][:3])


def _short_decade(m: Match, _c: Context) -> Meaning | None:
    return _date(f"19{m[1][0]}")


_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def _decade_in_words(m: Match, _c: Context) -> Meaning | None:
    return _date(f"19{_TENS.index(m[1]) + 2}")


def _short_year(m: Match, c: Context) -> Meaning | None:
    """ "'93": of this century where it lies behind the report, else of the last."""
    year = int(m[1])
    now = c.anchor.year if c.anchor else 2030
    return _date(f"{2000 + year if 2000 + year <= now else 1900 + year}")


def _century(m: Match, _c: Context) -> Meaning | None:
    return _date(f"{int(m[1]) - 1:02}") if 0 < int(m[1]) < 30 else None


def _named_day(m: Match, _c: Context) -> Meaning | None:
    return _date(m[1])


def _named_slash(m: Match, _c: Context) -> Meaning | None:
    row = table("date").get(m[0])
    return _date(row[0]) if row else None


def _range(m: Match, _c: Context) -> Meaning | None:
    """Two days, months or years with a word for "up to" between them: a span ``A/B``."""
    first, last = m["y1"], m["y2"]
    if len(last) == 2:
        last = first[:2] + last
    return _date(f"{first}/{last}")


def _day_range(m: Match, c: Context) -> Meaning | None:
    month, last_month = int(m["m"]), int(m.groupdict().get("m2") or m["m"])
    given = m.groupdict().get("y")
    year = int(given) if given else year_of(c, month, int(m["d"]))
    stem = "XXXX" if year is None else f"{year:04}"
    return _date(f"{stem}-{month:02}-{int(m['d']):02}/{stem}-{last_month:02}-{int(m['d2']):02}")


def _month_range(m: Match, c: Context) -> Meaning | None:
    given = m.groupdict().get("y")
    year = int(given) if given else year_of(c, int(m["m"]), None)
    stem = "XXXX" if year is None else f"{year:04}"
    return _date(f"{stem}-{int(m['m']):02}/{stem}-{int(m['m2']):02}")


_D2, _M2 = r"(?:nth:)?(?P<d2>[0-3]?\d)", r"month:(?P<m2>\d+)"
_WHICH = r"(?P<which>last|next|this)"
YEAR_WORD = r"(?P<which>last|next|this|previous|following) unit:year"

RULES: tuple[Rule, ...] = (
    rule("iso-date", r"\d{4}-\d\d-\d\d(?:t[\d:]+)?", _iso),
    rule("slash-date", r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)", _slashes),
    rule("named-day", r"date:(\S+)(?: 2001| \S+)?", _named_day),
    rule("named-slash", r"\d{1,2}/\d{1,2}", _named_slash),
    rule("month-day-year", r"(?:weekday:\d )?{m} {d}(?: weekday:\d)? {y}", _day_month_year),
    rule("day-month-year", r"(?:weekday:\d )?{d} {m} {y}", _day_month_year),
    rule("day-range", rf"{{m}} {{d}} {{to}} {_D2}(?: {{y}})?", _day_range),
    rule("day-range-2", rf"{{d}} {{to}} {_D2} {{m}}(?: {{y}})?", _day_range),
    rule("day-range-3", rf"{{m}} {{d}} {{to}} {_M2} {_D2}(?: {{y}})?", _day_range),
    rule("day-range-4", rf"{{d}} {{m}} {{to}} {_D2} {_M2}(?: {{y}})?", _day_range),
    rule("month-range", rf"{{m}} {{to}} {_M2}(?: {{y}})?", _month_range),
    rule("year-range", r"(?P<y1>[12]\d{3}) {to} (?P<y2>[12]\d{3}|\d\d)", _range),
    rule("month-year", r"{m} {y}", _month_year),
    rule("year-bc", r"(?P<bc>\d{1,4}) (?:bc|bce)", lambda m, _c: _date(f"BC{int(m['bc']):04}")),
    rule("year-month", r"{y} {m}", _month_year),
    rule("month-of-near-year", rf"{{m}}(?: {{d}})? {YEAR_WORD}", _month_of_near_year),
    rule("near-year-month", rf"{YEAR_WORD} {{m}}(?: {{d}})?", _month_of_near_year),
    rule("day-month-of-near-year", rf"{{d}} {{m}} {YEAR_WORD}", _month_of_near_year),
    rule("month-day", r"(?:weekday:\d )?{m} {d}(?: weekday:\d)?", _day_month),
    rule("day-month", r"(?:weekday:\d )?{d} {m}", _day_month),
    rule("last-month-named", r"(?P<which>last|past|next|this) {m}", _last_month_named),
    rule("month", r"{m}", _month),
    rule("year", r"(?:unit:year |a |this )?{y}(?: later)?", _year),
    rule("weekday-of-week", rf"{{w}} {_WHICH} unit:week", _weekday_of_week),
    rule("last-weekday", r"(?:last|past) {w}", _last_weekday),
    rule("next-weekday", r"next {w}", _next_weekday),
    rule("weekday-beside", r"(previous|following) {w}", _weekday_beside_focus),
    rule("weekday", r"(?:this )?{w}", _weekday),
    rule("decade", r"([12]\d{2}0)s", _decade),
    rule("short-decade", r"'?(\d0)s", _short_decade),
    rule("decade-in-words", rf"({'|'.join(_TENS)})", _decade_in_words),
    rule("short-year", r"'(\d\d)", _short_year),
    rule("century", r"nth:(\d+) unit:century", _century),
    rule("day-of-focus", r"nth:(?P<d>\d+)", _day_of_focus),
)
"""Tried in order; the first that matches the whole of the canonical words and does not decline decides."""
