"""Records of the PLOVER codebook compared with readings by type and countries."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.plover import TYPE, WHOLE, score

ENTITIES = [
    {"id": "e1", "country": "FRA", "sector": None},
    {"id": "e2", "country": "MLI", "sector": "GOV"},
    {"id": "e3", "country": None, "sector": "CVL"},
    {"id": "e4", "country": None, "sector": "IGO"},
]


def claim(type: str, actors: str, recipients: str) -> dict[str, Any]:
    return {
        "type": type,
        "actors": [{"entity": e} for e in actors.split()],
        "recipients": [{"entity": e} for e in recipients.split()],
    }


def record(actors: str, recipients: str) -> dict[str, Any]:
    return {
        "id": "r",
        "event": "AID",
        "actors": [{"country": c} for c in actors.split()],
        "recipients": [{"country": c} for c in recipients.split()],
    }


@pytest.mark.parametrize(
    ("gold", "found", "typed", "whole"),
    [
        (record("FRA", "MLI"), claim("AID", "e1", "e2"), 1, 1),
        (record("FRA", "MLI"), claim("AID", "e1 e3", "e2"), 1, 1),
        (record("FRA", "MLI"), claim("AID", "e2", "e1"), 1, 0),
        (record("FRA", "MLI"), claim("ASSAULT", "e1", "e2"), 0, 0),
        (record("FRA", ""), claim("AID", "e1", "e2"), 1, 0),
        (record("FRA MLI", ""), claim("AID", "e1", "e2"), 1, 1),
        (record("IGO", "MLI"), claim("AID", "e4", "e2"), 1, 1),
        (record("NGO", "MLI"), claim("AID", "e4", "e2"), 1, 1),
        (record("IGO", "MLI"), claim("AID", "e3", "e2"), 1, 0),
    ],
)
def test_type_and_countries_must_agree(gold: dict[str, Any], found: dict[str, Any], typed: int, whole: int) -> None:
    table = score([gold], {"r": {"entities": ENTITIES, "claims": [found]}})
    assert (table[TYPE].hits, table[WHOLE].hits) == (typed, whole)


def test_a_record_that_was_not_read_is_missed() -> None:
    assert score([record("FRA", "MLI")], {})[TYPE].f1 == 0.0
