"""Rules for times of day, alone or with a day: "9 p.m. Tuesday", "Friday night", "noon"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from sayso.dates.context import Context, Meaning

Match = re.Match[str]

_CLOCK = (
    r"(?:(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))? ?(?P<half>am|pm)|(?P<h24>[012]?\d):(?P<min24>\d\d)"
    r"|clock:(?P<named>\S+)|(?P<hp>\d{1,2}) part:(?P<when>\w\w))"
)


def _time(m: Match) -> str | None:
    """The time of day as ``hh:mm``."""
    if m["named"]:
        return m["named"]
    if m["h24"]:
        return f"{int(m['h24']):02}:{m['min24']}" if int(m["h24"]) < 25 else None
    hour = int(m["h"] or m["hp"])
    late = m["half"] == "pm" or m["when"] in ("AF", "EV", "NI")
    if not 0 < hour < 13:
        return None
    return f"{hour % 12 + 12 * late:02}:{m['min'] or '00'}"


def timed(m: Match, day: Callable[[str, Context], Meaning | None], c: Context) -> Meaning | None:
    """A clock time or part of the day, on the day that the other words mean, or on the day last spoken of."""
    part = m.groupdict().get("p")
    hour = part or _time(m)
    if hour is None:
        return None
    rest = (m["before"] + " " + m["after"]).strip() if "before" in m.groupdict() else ""
    if rest in ("", "this", "that", "same"):
        base = c.anchor if rest == "this" else c.today
        value = base.isoformat() if base else "XXXX-XX-XX"
    elif rest == "last" and part:
        value = (c.anchor - timedelta(1)).isoformat() if c.anchor else "XXXX-XX-XX"
    elif rest in ("next", "following") and part:
        value = (c.today + timedelta(1)).isoformat() if c.today else "XXXX-XX-XX"
    else:
        meaning = day(rest, c)
        if meaning is None or meaning[1] is None or meaning[0] not in ("DATE", "TIME"):
            return None
        value = meaning[1].split("T")[0]
        if not re.match(r"(?:\d{4}|XXXX)-(?:\d\d|XX|WXX)-[\dX]+\Z", value):
            return None
    return "TIME", f"{value}T{hour}"


CLOCK = rf"(?P<before>.*?) ?(?:\b|^){_CLOCK} ?(?P<after>.*)"
PART = r"(?P<before>.*?) ?(?:\b|^)part:(?P<p>\w\w) ?(?P<after>.*)"
