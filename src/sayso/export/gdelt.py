"""GDELT 2.0 events: 61 columns, tab-separated, without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sayso.export import cameo, places
from sayso.export.cameo import CameoEvent
from sayso.export.cells import row
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.places import Location
from sayso.export.report import Report, Who
from sayso.export.tally import Tally

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{which}Geo_{name}" for which in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

_USA = "USA"
_LEVELS = {places.COUNTRY: 1, places.REGION: 5, places.TOWN: 4, places.OTHER: 4}
_LEVELS_OF_THE_USA = {places.COUNTRY: 1, places.REGION: 2, places.TOWN: 3, places.OTHER: 3}
_PARAGRAPH = re.compile(r"\n\s*\n")
_END_OF_SENTENCE = re.compile(r"""[.!?]["'”’)\]]*\s*\Z""")


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an event a line."""
    write_lines(path, (row(_cells(event)) for event in cameo.events(reports, tally)))


def added(event: CameoEvent) -> str:
    """When GDELT would have taken the event in: the day of the report (else that of the event), at midnight."""
    return f"{event.report.published or event.day:%Y%m%d}000000"


def _cells(event: CameoEvent) -> list[object]:
    return [
        event.number,
        f"{event.day:%Y%m%d}",
        f"{event.day:%Y%m}",
        event.day.year,
        _fraction(event.day),
        *_actor(event.source),
        *_actor(event.target),
        int(_in_lead(event)),
        event.code,
        event.base,
        event.root,
        event.quad,
        event.goldstein,
        1,
        1,
        1,
        None,
        *_geo(places.country(event.source.country) if event.source else None),
        *_geo(places.country(event.target.country) if event.target else None),
        *_geo(places.location(event.event.claim.place)),
        added(event),
        event.report.source or event.report.id,
    ]


def _fraction(day: date) -> str:
    """The year and what has passed of it, by GDELT's own reckoning in months of 30 days.

    >>> _fraction(date(2015, 2, 19))
    '2015.2164'
    """
    # December would run past the year's end, which GDELT's documentation rules out
    return f"{day.year + min((day.month * 30 + day.day) / 365, 0.9999):.4f}"


def _actor(who: Who | None) -> list[object]:
    if who is None:
        return [""] * 10
    codes = [cameo.actor_code(who), who.name.upper(), cameo.country_code(who), cameo.group_code(who)]
    return [*codes, "", "", "", cameo.role_code(who), "", ""]


def _in_lead(event: CameoEvent) -> bool:
    """True for the first paragraph, or the second where the first is a headline."""
    before = event.report.text[: event.report.sentence(event.event.claim.sentence).start]
    first, *others = _PARAGRAPH.split(before.lstrip())
    return not others or (len(others) == 1 and not _END_OF_SENTENCE.search(first))


def _geo(place: Location | None) -> list[object]:
    if place is None:
        return [""] * 8
    usa = place.iso3 == _USA
    level = (_LEVELS_OF_THE_USA if usa else _LEVELS)[place.level]
    division = place.fips + place.state
    feature = place.fips if place.level == places.COUNTRY else ""
    return [level, place.full_name, place.fips, division, "", place.latitude, place.longitude, feature]


FORMAT = Format(
    "gdelt",
    "GDELT 2.0 events, 61 columns, tab-separated, no heading",
    write,
    holds_voices=False,
    notes=(
        *cameo.NOTES,
        "One event is one claim in one report: NumMentions, NumSources and NumArticles are 1. AvgTone, ethnic and "
        "religious codes, ADM2 codes and FeatureIDs of towns are empty: Sayso does not read or have them.",
        "DATEADDED is the day of the report. Actor geography is the actor's state.",
    ),
)
