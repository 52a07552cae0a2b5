"""Where an event took place, as geographers file it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.export import tables
from sayso.export.report import Who

COUNTRY, REGION, TOWN, OTHER = "country", "region", "town", "other"


@dataclass(frozen=True, slots=True)
class Location:
    """A place. ``level`` says how fine it is; "" and None where nothing is known.

    ``state`` is that of a town in the USA, as in ``TX``.
    """

    level: str
    name: str
    iso3: str
    country: str
    fips: str
    state: str
    geonames: str
    latitude: float | None
    longitude: float | None

    @property
    def full_name(self) -> str:
        """The name with its country, as in ``Tbilisi, Georgia``."""
        parts = [self.name, self.state, self.country]
        return ", ".join(dict.fromkeys(filter(None, parts)))


def country(iso3: str | None) -> Location | None:
    """A state as a place; None for a code that is none."""
    state = tables.states().get(iso3 or "")
    if state is None:
        return None
    return Location(
        COUNTRY, state.name, state.iso3, state.name, state.fips, "", state.geonames, state.latitude, state.longitude
    )


def location(place: Who | None) -> Location | None:
    """The place of an event; None where it has none."""
    if place is None:
        return None
    whole = country(place.country)
    if whole is not None and (place.kind == "state" or place.name == whole.name):
        return whole
    iso3 = place.country or ""
    known = (whole.country, whole.fips) if whole is not None else ("", "")
    point = tables.points().get((place.name, iso3))
    if point is not None:
        return Location(TOWN, place.name, iso3, *known, point.state, point.geonames, point.latitude, point.longitude)
    level = REGION if (place.name, iso3) in tables.regions() else OTHER
    return Location(level, place.name, iso3, *known, "", "", None, None)
