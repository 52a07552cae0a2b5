"""Whatever goes in: spans lie inside the text, ids are unique and stable, reading twice gives the same record."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import pipeline
from sayso.errors import InputError
from sayso.ingest import report
from sayso.ingest.bytes import decode
from sayso.lexicon import Lexicon
from sayso.stage import Tools
from tests.fakes import FakeEncoder
from tests.test_bad_input import check

LEXICON = Lexicon()
# pieces of reports, and of what reports should not hold; any of them may follow any other
PIECES = st.sampled_from(
    [
        *"The Azerbaijan Iran Baku Foreign Minister Eli Cohen said that It they who accused of against in".split(),
        *"last week next month two 12 4,000 1/2 percent $3 million 2023 Thursday March 3 killed six men attack".split(),
        *"arrested ally neighbours government in Tehran army police denied would not may Russia's NATO U.S.".split(),
        *", . “ ” \" ' ( ) — : ; ! ? … -- - / http://x.org @x #y é e\u0301 😀 中 ﷺ İ ß Ώ".split(),
        *("\n", "\r\n", "\t", "\u2028", "\x00", "\ud800", "\udc00", "\u202e", "\u00a0", ""),
    ]
)
REPORTS = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)
TEXTS = REPORTS | st.text(st.characters(), max_size=200)
DATES = st.none() | st.dates(max_value=date(2024, 12, 31))


def _record(text: str, published: Any) -> dict[str, Any]:
    incoming = report(text, published)
    tools = Tools(LEXICON, FakeEncoder())
    return pipeline.read(incoming.document, incoming.problems, tools=tools).to_dict()


def _ids(record: dict[str, Any]) -> list[str]:
    layers = [v for v in record.values() if isinstance(v, list)]
    return [item["id"] for layer in layers for item in layer if isinstance(item, dict)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, DATES)
def test_any_text(text: str, published: Any) -> None:
    if not text.strip():
        with pytest.raises(InputError):
            report(text, published)
        return
    record = _record(text, published)
    check(record)
    assert record["text"] == text
    ids = _ids(record)
    assert len(ids) == len(set(ids))
    assert json.dumps(_record(text, published)) == json.dumps(record)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REPORTS, DATES)
def test_references_hold(text: str, published: Any) -> None:
    """What an item refers to is there: entities of parties and voices, sentences by number, inputs by id."""
    if not text.strip():
        return
    record = _record(text, published)
    entities = {e["id"] for e in record["entities"]}
    for item in record["claims"] + record["ties"] + record["figures"]:
        assert 1 <= item["sentence"] <= len(record["sentences"])
        voices = [e for v in item["voices"] for e in v["entities"]]
        parties = [p["entity"] for role in ("actors", "recipients", "a", "b") for p in item.get(role, ())]
        assert entities.issuperset(voices + parties)
        if item.get("place"):
            assert item["place"]["entity"] in entities
    assert entities.issuperset(m["entity"] for m in record["mentions"] if m["entity"])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_text(data: bytes) -> None:
    decoded = decode(data)
    decoded.text.encode()
    if decoded.trouble is not None:
        assert 0 <= decoded.trouble[2].start <= decoded.trouble[2].end <= len(decoded.text)
