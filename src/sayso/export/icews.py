"""ICEWS: 20 columns, tab-separated, with a heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.export import cameo, places, tables
from sayso.export.cameo import CameoEvent
from sayso.export.cells import row
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import Report, Who
from sayso.export.tally import Tally

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an event a line."""
    write_lines(path, _lines(reports, tally))


def _lines(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    yield row(COLUMNS)
    for event in cameo.events(reports, tally):
        yield row(_cells(event))


def _cells(event: CameoEvent) -> list[object]:
    place = places.location(event.event.claim.place)
    return [
        event.number,
        event.day.isoformat(),
        *_party(event.source),
        tables.cameo()[event.code].words,
        event.code,
        event.goldstein,
        *_party(event.target),
        cameo.number(event.report.id),
        event.event.claim.sentence,
        event.report.publisher,
        place.name if place and place.level in (places.TOWN, places.OTHER) else "",
        "",
        place.name if place and place.level == places.REGION else "",
        place.country if place else "",
        place.latitude if place else None,
        place.longitude if place else None,
    ]


def _party(who: Who | None) -> list[object]:
    if who is None:
        return ["", "", ""]
    sector = tables.sectors().get(who.sector or "")
    state = places.country(who.country)
    return [who.name, sector.words.capitalize() if sector else "", state.name if state else ""]


FORMAT = Format(
    "icews",
    "ICEWS, 20 columns, tab-separated",
    write,
    holds_voices=False,
    notes=(
        *cameo.NOTES,
        "Intensity is the Goldstein score of the CAMEO code; Event Text is what the code stands for, in Sayso's words.",
        "Event ID and Story ID are numbers made from the ids of claim and report. District is always empty.",
    ),
)
