"""The tables of codes that exporters need, read once: states, places, sectors, CAMEO, known groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.errors import DataError
from sayso.lexicon import Lexicon, Row


@dataclass(frozen=True, slots=True)
class State:
    """The codes of a state. ``cow`` Correlates of War, ``gw`` Gleditsch and Ward; None or "" where it has none."""

    iso3: str
    iso2: str
    name: str
    cow: int | None
    gw: int | None
    fips: str
    cameo: str
    geonames: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """Where a town lies. ``state`` is that of a town in the USA, as in ``TX``, else ""."""

    geonames: str
    latitude: float
    longitude: float
    state: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code of CAMEO: what it stands for and its Goldstein score."""

    words: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of PLOVER: in words, and CAMEO's role for it, "" where it has none."""

    words: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Group:
    """A known body: PLOVER's code for it and that of CAMEO's list, "" where it has none."""

    plover: str
    cameo: str


@cache
def states() -> Mapping[str, State]:
    """The states, by ISO 3166 alpha-3. Raises DataError for a broken table, as all of these do."""
    known = {row["iso3"]: row for row in _rows("countries.csv")}
    return {
        row["iso3"]: State(
            row["iso3"],
            known[row["iso3"]]["iso2"],
            known[row["iso3"]]["name"],
            _whole(row, "cow"),
            _whole(row, "gw"),
            row["fips"],
            row["cameo"],
            row["geonames"],
            _number(row, "latitude"),
            _number(row, "longitude"),
        )
        for row in _rows("country_codes.csv")
    }


@cache
def points() -> Mapping[tuple[str, str], Point]:
    """Towns, by name and state."""
    return {
        (row["name"], row["iso3"]): Point(
            row["geonames"], _number(row, "latitude") or 0.0, _number(row, "longitude") or 0.0, row["state"]
        )
        for row in _rows("place_points.csv")
    }


@cache
def regions() -> frozenset[tuple[str, str]]:
    """Names of provinces and the like, each with its state."""
    return frozenset((row["name"], row["iso3"]) for row in _rows("places.csv") if row["kind"] == "region")


@cache
def cameo() -> Mapping[str, Code]:
    """The codes of CAMEO that are written."""
    return {row["code"]: Code(row["words"], float(row["goldstein"])) for row in _rows("cameo.csv")}


@cache
def sectors() -> Mapping[str, Sector]:
    """PLOVER's sectors."""
    return {row["sector"]: Sector(row["words"], row["cameo"]) for row in _rows("sectors.csv")}


@cache
def groups() -> Mapping[str, Group]:
    """Known bodies, by name."""
    return {row["name"]: Group(row["plover"], row["cameo"]) for row in _rows("known_groups.csv")}


def _rows(name: str) -> tuple[Row, ...]:
    return Lexicon().table(name)


def _whole(row: Row, column: str) -> int | None:
    number = _number(row, column)
    return None if number is None else int(number)


def _number(row: Row, column: str) -> float | None:
    try:
        return float(row[column]) if row[column] else None
    except ValueError:
        raise DataError(f"{row.id}: {column} is no number; install sayso again") from None
