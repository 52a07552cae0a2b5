"""POLECAT: 40 columns, tab-separated, with a heading; PLOVER's events, several parties in one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sayso import __version__
from sayso.export import places, plover_rules, tables
from sayso.export.cells import joined, row
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.plover_rules import Event
from sayso.export.report import Report, Who
from sayso.export.tally import Tally

_PARTY = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID",
)  # fmt: skip

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _PARTY),
    *(name.format("Recipient") for name in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip

_QUADS = ("", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_FEATURES = {places.COUNTRY: "PCLI", places.REGION: "ADM1", places.TOWN: "PPL", places.OTHER: ""}
_ORGANIZATIONS = frozenset(
    {"government", "igo", "military", "party", "armed-group", "company", "media", "organisation"}
)
_LOCATIONS = frozenset({"state", "place", "facility"})


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an event a line."""
    write_lines(path, _lines(reports, tally))


def _lines(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    yield row(COLUMNS)
    for report in reports:
        story = _story(report)
        for event in plover_rules.facts(report, tally):
            tally.rows += 1
            yield row([*_cells(report, event), *story])


def _cells(report: Report, event: Event) -> list[object]:
    claim = event.claim
    place = places.location(claim.place)
    return [
        claim.id,
        event.day and event.day.isoformat(),
        event.type,
        event.mode,
        event.score,
        _QUADS[event.quad],
        "",
        *_parties(report, claim.actors),
        *_parties(report, event.recipients),
        place.name if place else "",
        place.name if place and place.level == places.TOWN else "",
        "",
        (place.name if place.level == places.REGION else place.state) if place else "",
        place.iso3 if place else "",
        place.latitude if place else None,
        place.longitude if place else None,
        place.geonames if place else "",
        report.words(claim.place.span) if claim.place else "",
        _FEATURES[place.level] if place else "",
    ]


def _parties(report: Report, parties: Sequence[Who]) -> list[str]:
    states = [tables.states().get(who.country or "") for who in parties]
    sectors = [who.sector for who in parties]
    return [
        joined(who.name for who in parties),
        joined(who.country for who in parties),
        joined(state.cow if state else None for state in states),
        joined(sectors),
        joined(sectors),
        joined(who.what for who in parties),
        joined(report.words(who.span) for who in parties),
        "",
    ]


def _story(report: Report) -> list[object]:
    named = list(report.entities.values())
    return [
        report.publisher or report.id,
        report.published and report.published.isoformat(),
        joined(who.name for who in named if who.kind == "person"),
        joined(who.name for who in named if who.kind in _ORGANIZATIONS),
        joined(who.name for who in named if who.kind in _LOCATIONS),
        "English",
        f"Sayso {__version__}",
    ]


FORMAT = Format(
    "polecat",
    "POLECAT, 40 columns, tab-separated",
    write,
    holds_voices=False,
    notes=(
        "Several actors or recipients stand in one cell, with a semicolon between; the cells of one event list them "
        "in the same order.",
        "Planned CONSULT, SUPPORT, COOPERATE and AID are AGREE, planned RETREAT is CONCEDE; everything else that is "
        "not told as fact is left out. What a voice denies or doubts is not told as fact.",
        "The day of an event is the first day of the time that the text gives, else that of the report.",
        "Contexts, Wikipedia ids and District are always empty: Sayso does not read topics and has no such ids.",
    ),
)
