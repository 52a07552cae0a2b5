"""Phoenix: 26 columns, tab-separated, without a heading."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.export import cameo, places
from sayso.export.cameo import CameoEvent
from sayso.export.cells import row
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import Report, Who
from sayso.export.tally import Tally

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName",
    "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an event a line."""
    write_lines(path, (row(_cells(event)) for event in cameo.events(reports, tally)))


def _cells(event: CameoEvent) -> list[object]:
    report, place = event.report, places.location(event.event.claim.place)
    return [
        event.id,
        f"{event.day:%Y%m%d}",
        event.day.year,
        event.day.month,
        event.day.day,
        *_actor(event.source),
        *_actor(event.target),
        event.code,
        event.root,
        event.quad,
        event.goldstein,
        "",
        place.latitude if place else None,
        place.longitude if place else None,
        place.name if place and place.level != places.REGION else "",
        (place.name if place.level == places.REGION else place.state) if place else "",
        place.iso3 if place else "",
        f"{report.id}_{event.event.claim.sentence}",
        report.source or report.id,
        report.publisher or report.id,
    ]


def _actor(who: Who | None) -> list[object]:
    country, group = cameo.country_code(who), cameo.group_code(who)
    entity = country or group
    return [cameo.actor_code(who), entity, cameo.role_code(who), group if country else ""]


FORMAT = Format(
    "phoenix",
    "Phoenix, 26 columns, tab-separated, no heading",
    write,
    holds_voices=False,
    notes=(*cameo.NOTES, "Issues is always empty: Sayso does not read topics. CountryCode is ISO 3166 alpha-3."),
)
