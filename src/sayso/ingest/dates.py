"""The day a report appeared: as the user or the source gives it, or as its address has it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from sayso.errors import BadDate

# a time of day may follow, as feeds give it; it does not change the day
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)"
    rf"(?:(?P<mark>[/_-])(\d\d?|{'|'.join(_MONTHS)})(?P=mark)(\d\d?)|(\d\d)(\d\d))"
    r"(?![\da-z])",
    re.ASCII | re.IGNORECASE,
)
_AHEAD = timedelta(hours=14)
"""Hours by which the first places of the earth to have a new day are ahead of UTC."""


def day(given: date | str | None) -> date | None:
    """The day that was given: a date, ISO text (``2023-04-06``, a time of day may follow), or None.

    Raises BadDate for anything else, and for a day that has begun nowhere yet.

    >>> day("2023-04-06")
    datetime.date(2023, 4, 6)
    """
    if given is None:
        return None
    found = _parsed(given) if isinstance(given, str) else given
    if isinstance(found, datetime):
        found = found.date()
    today = (datetime.now(UTC) + _AHEAD).date()
    if found > today:
        raise BadDate(f"{found} lies in the future (today is {today}); give the day the report appeared")
    return found


def day_in_feed(given: str) -> date | None:
    """The day as a feed writes it, in its own time zone: ISO or the form of e-mail; None for anything else.

    >>> day_in_feed("Thu, 06 Apr 2023 23:30:00 -0500")
    datetime.date(2023, 4, 6)
    """
    for parse in (day, _of_mail):
        try:
            return day(parse(given))
        except (BadDate, ValueError, TypeError, OverflowError):
            continue
    return None


def day_in_address(address: str | None) -> date | None:
    """The day in the path of a web address, as many papers have it; None where there is none.

    >>> day_in_address("https://news.example/world/2023/04/06/talks-go-on")
    datetime.date(2023, 4, 6)
    """
    if address is None or not address.startswith(("http://", "https://")):
        return None
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    for year, _, month, of_month, joined_month, joined_day in _IN_ADDRESS.findall(path):
        number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else int(month or joined_month)
        try:
            return day(date(int(year), number, int(of_month or joined_day)))
        except (ValueError, BadDate):
            continue
    return None


def _of_mail(words: str) -> date:
    return parsedate_to_datetime(words).date()


def _parsed(words: str) -> date:
    iso = _ISO_DAY.fullmatch(words.strip())
    try:
        if iso is None:
            raise ValueError(words)
        return date.fromisoformat(iso[1])
    except ValueError:
        advice = "write it as YEAR-MONTH-DAY, as in 2023-04-06"
        raise BadDate(f"{words[:60]!r} is no date; {advice}") from None
