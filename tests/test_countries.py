"""The tables of states and places: right codes, no name for two states unless a note says so."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from sayso.lexicon import Lexicon
from sayso.linking.gazetteer import Gazetteer
from sayso.linking.phrases import plain
from sayso.model.codes import SECTORS, Kind

LEXICON = Lexicon()
CODES = {row["iso3"] for row in LEXICON.table("countries.csv")}
GONE = {"SUN", "YUG", "CSK"}
"""States that are no more keep their former codes."""


def test_codes_of_states_are_three_capitals_and_unique() -> None:
    codes = [row["iso3"] for row in LEXICON.table("countries.csv")]
    assert len(codes) == len(set(codes)) > 230
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert {"USA", "GBR", "PSE", "TWN", "XKX", "COD", "ROU", "TLS"} <= CODES


@pytest.mark.parametrize("table", ["country_words.csv", "place_words.csv", "places.csv", "bodies.csv", "leaders.csv"])
def test_codes_of_other_tables_are_known(table: str) -> None:
    for row in LEXICON.table(table):
        assert row["iso3"] in CODES | GONE | {""}, row


def test_no_word_names_two_states_unless_a_note_says_so() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    noted = {plain(row["word"]) for row in LEXICON.table("country_words.csv") if row["note"]}
    for row in LEXICON.table("countries.csv"):
        for form in ("adjective", "people", "capital"):
            owners[form, plain(row[form])].add(row["iso3"])
        for name in (row["name"], *row["names"].split("|")):
            owners["name", plain(name)].add(row["iso3"])
    for row in LEXICON.table("country_words.csv"):
        if row["form"] != "display":
            owners[row["form"], plain(row["word"])].add(row["iso3"])
    twice = {word: codes for (_, word), codes in owners.items() if len(codes) > 1 and word and word not in noted}
    assert not twice


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("U.S.", "USA"), ("Britain", "GBR"), ("Kyiv", "UKR"), ("Kiev", "UKR"), ("North Korean", "PRK"),
        ("Danes", "DNK"), ("Congolese", "COD"),
        ("Côte d’Ivoire", "CIV"), ("Burma", "MMR"), ("Ndjamena", "TCD"), ("Turkish", "TUR"), ("UAE", "ARE"),
        ("Palestinians", "PSE"), ("Brasilia", "BRA"), ("Brasília", "BRA"), ("Swiss", "CHE"),
    ],
)  # fmt: skip
def test_forms_of_the_news(word: str, iso3: str) -> None:
    assert Gazetteer(LEXICON).candidates(tuple(word.split()))[0].iso3 == iso3


@pytest.mark.parametrize("table", ["organs.csv", "bodies.csv"])
def test_kinds_and_sectors_are_codes(table: str) -> None:
    for row in LEXICON.table(table):
        assert row["kind"] in set(Kind), row
        assert row["sector"] in SECTORS | {""}, row


@pytest.mark.parametrize("table", ["titles.csv", "people.csv"])
def test_sectors_are_codes(table: str) -> None:
    for row in LEXICON.table(table):
        assert row["sector"] in SECTORS | {""}, row


@pytest.mark.parametrize("table", ["organs.csv", "titles.csv", "people.csv", "leaders.csv", "first_names.csv"])
def test_no_row_stands_twice(table: str) -> None:
    first = [next(iter(row.values.values())) for row in LEXICON.table(table)]
    assert sorted(first) == sorted(set(first))
