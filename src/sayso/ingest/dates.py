"""The day a report appeared, as the user or the source gives it."""

from __future__ import annotations

import re
from datetime import date, datetime

from sayso.errors import BadDate

# a time of day may follow, as feeds give it; it does not change the day
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)


def day(given: date | str | None) -> date | None:
    """The day that was given: a date, ISO text (``2023-04-06``, a time of day may follow), or None.

    Raises BadDate for anything else, and for a day after today.

    >>> day("2023-04-06")
    datetime.date(2023, 4, 6)
    """
    if given is None:
        return None
    found = _parsed(given) if isinstance(given, str) else given
    if isinstance(found, datetime):
        found = found.date()
    today = date.today()  # noqa: DTZ011 - the user's own calendar is meant
    if found > today:
        raise BadDate(f"{found} lies in the future (today is {today}); give the day the report appeared")
    return found


def _parsed(words: str) -> date:
    iso = _ISO_DAY.fullmatch(words.strip())
    try:
        if iso is None:
            raise ValueError(words)
        return date.fromisoformat(iso[1])
    except ValueError:
        advice = "write it as YEAR-MONTH-DAY, as in 2023-04-06"
        raise BadDate(f"{words!r} is no date; {advice}") from None
