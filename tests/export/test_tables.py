"""The tables of codes are whole, and agree with each other."""

from __future__ import annotations

from sayso.export import cameo, tables
from sayso.lexicon import Lexicon, plover_scale
from sayso.model.codes import MODES, SECTORS, EventType


def test_every_type_and_mode_has_a_row() -> None:
    wanted = {(str(type), mode) for type in EventType for mode in (None, *MODES[type])}
    assert set(plover_scale()) == wanted


def test_scores_and_quads() -> None:
    scale = plover_scale()
    assert all(-10 <= row.score <= 10 and row.quad in (1, 2, 3, 4) for row in scale.values())
    # what docs/adr/0002 chose
    assert scale["ACCUSE", None].score == -3
    assert scale["SANCTION", None].quad == 4
    assert scale["PROTEST", "vandalize"].score == scale["PROTEST", None].score
    # a mode is of the quad of its type
    assert all(row.quad == scale[type, None].quad for (type, _), row in scale.items())


def test_cameo_holds_just_the_codes_that_are_written() -> None:
    named = {code for row in plover_scale().values() for code in (row.cameo, row.cameo_planned) if code}
    assert set(tables.cameo()) == named | {cameo.UNCONVENTIONAL}
    assert all(len(code) in (3, 4) and code.isdigit() for code in tables.cameo())
    assert all(-10 <= code.goldstein <= 10 and code.words for code in tables.cameo().values())


def test_plans_have_a_code_of_declared_will() -> None:
    planned = {type: row.cameo_planned for (type, mode), row in plover_scale().items() if row.cameo_planned}
    assert set(planned) == {"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"}
    assert all(code is not None and code.startswith("03") for code in planned.values())


def test_sectors() -> None:
    assert set(tables.sectors()) == SECTORS


def test_states() -> None:
    states = tables.states()
    assert set(states) == {row["iso3"] for row in Lexicon().table("countries.csv")}
    georgia = states["GEO"]
    assert (georgia.cow, georgia.gw, georgia.fips, georgia.cameo, georgia.iso2) == (372, 372, "GG", "GEO", "GE")
    assert (states["DEU"].cow, states["DEU"].gw) == (255, 260)
    assert (states["YEM"].cow, states["YEM"].gw) == (679, 678)
    assert states["PSE"].cow is None
    for codes in (
        [s.cow for s in states.values()],
        [s.gw for s in states.values()],
        [s.cameo for s in states.values()],
    ):
        kept = [code for code in codes if code is not None]
        assert len(kept) == len(set(kept))
    # the members of the state system of 2016 that have an ISO code
    assert sum(s.cow is not None for s in states.values()) == 195
    assert all(-90 <= s.latitude <= 90 for s in states.values() if s.latitude is not None)


def test_capitals_have_a_point() -> None:
    points = tables.points()
    assert points["Tbilisi", "GEO"].geonames == "611717"
    assert points["Los Angeles", "USA"].state == "CA"
    capitals = {(row["capital"], row["iso3"]) for row in Lexicon().table("countries.csv") if row["capital"]}
    # Melekeok is too small for the source
    assert capitals - set(points) == {("Melekeok", "PLW")}


def test_known_groups_are_bodies() -> None:
    assert set(tables.groups()) <= {row["name"] for row in Lexicon().table("bodies.csv")}
