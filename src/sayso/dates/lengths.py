"""Rules for lengths of time ("three weeks") and for what recurs ("every Monday")."""

from __future__ import annotations

import re

from sayso.dates.context import Context, Meaning, Rule, rule

Match = re.Match[str]

CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
}  # fmt: skip
"""TimeML's letters; a T stands before those of the clock."""

_MULTIPLES = {"decade": (10, "year"), "century": (100, "year"), "millennium": (1000, "year"), "fortnight": (2, "week"),
              "half": (6, "month"), "weekend": (2, "day")}  # fmt: skip
_HALVES = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24),
           "week": ("day", 7), "month": ("week", 4)}  # fmt: skip


def duration(count: str, unit: str) -> str | None:
    """TimeML's duration: ``("3", "week")`` is ``P3W``, ``("X", "day")`` ``PXD``, ``("2.5", "year")`` ``P2Y6M``."""
    if unit in _MULTIPLES:
        factor, unit = _MULTIPLES[unit]
        count = count if count == "X" else format(float(count) * factor, "g")
    code = CODES.get(unit)
    if code is None:
        return None
    time, letter = ("T" if code[0] == "T" else ""), code[-1]
    if "." not in count:
        return f"P{time}{count}{letter}"
    whole, part = divmod(float(count), 1)
    smaller, factor = _HALVES.get(unit, (unit, 1))
    rest = f"{round(part * factor)}{CODES[smaller][-1]}"
    head = f"{int(whole)}{letter}" if whole else ""
    if CODES[smaller][0] == "T" and not time:
        return f"P{head}T{rest}"
    return f"P{time}{head}{rest}"


def _length(m: Match, c: Context) -> Meaning | None:
    value = duration("1" if m["n"] == "a" else m["n"], m["u"])
    kind = "SET" if c.kind == "SET" and m["n"] == "a" else "DURATION"
    return (kind, value) if value else None


def _lengths(m: Match, _c: Context) -> Meaning | None:
    """ "weeks", "several months", "weeks or months"."""
    value = duration("X", m["u"])
    return ("DURATION", value) if value else None


def _two_lengths(m: Match, _c: Context) -> Meaning | None:
    """ "two years and three months"."""
    first, second = duration(m["n"], m["u"]), duration(m["n2"], m["u2"])
    return ("DURATION", first + second[1:].lstrip("T" if "T" in first else "")) if first and second else None


def _length_range(m: Match, _c: Context) -> Meaning | None:
    return "DURATION", duration("X", m["u"])


def _every(m: Match, _c: Context) -> Meaning | None:
    return "SET", duration(m["n"] or "1", m["u"])


def _every_named(m: Match, _c: Context) -> Meaning | None:
    kind, value = m[1].split(":")
    return "SET", {
        "weekday": f"XXXX-WXX-{value}", "month": f"XXXX-{int(value) if kind == 'month' else 0:02}",
        "season": f"XXXX-{value}", "part": f"XXXX-XX-XXT{value}",
    }[kind]  # fmt: skip


def _set_word(m: Match, _c: Context) -> Meaning | None:
    return "SET", m[1]


RULES: tuple[Rule, ...] = (
    rule("set-word", r"set:(\S+)", _set_word),
    rule("every", r"every (?:(?P<n>\d+) )?{u}", _every),
    rule("every-named", r"every ((?:weekday|month|season|part):\w+)", _every_named),
    rule("every-of", r"every (?:last|past|next) (?P<n>\d+) {u}", _every),
    rule(
        "length",
        r"(?:(?:last|past|next|nth:1|first|previous|following|this|that) )?(?:a )?{n} {u}(?: unit:period| earlier)?",
        _length,
    ),
    rule(
        "length-last",
        r"(?:same |unit:year earlier |{n} )(?P<z>\d+) {u}",
        lambda m, _c: ("DURATION", duration(m["z"], m["u"])),
    ),
    rule("two-lengths", r"{n} {u} (?:and )?(?P<n2>\d+) units?:(?P<u2>\w+)", _two_lengths),
    rule("length-range", r"(?:last |past |next )?\d+ {to} \d+ {u}", _length_range),
    rule("lengths", r"(?:X |first |nth:1 |many )?{many}(?: (?:and|or) units:\w+)?", _lengths),
)
"""Tried in order, after the relative ones."""
