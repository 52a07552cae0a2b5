"""How claims are spread, what is in a store, and one report with everything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sayso.errors import InputError, QueryError
from sayso.query import FACETS, Facet, Filter, open_store
from tests.query.stores import PEOPLE, arrests, drawn, load

COPY = {
    "id": "k1", "source": "other.txt", "published": "2023-04-07", "title": "Same", "text": "Azerbaijan arrested",
    "copy_of": "r1",
}  # fmt: skip
REFUSED = {"source": "bad.jsonl, line 3", "what": "it is not JSON", "advice": "mend the line"}


@pytest.mark.parametrize(
    ("by", "wanted", "counts"),
    [
        ("type", {}, {"AID": 1, "ASSAULT": 1, "COERCE": 1, "CONSULT": 1}),
        ("mode", {}, {"AID": 1, "ASSAULT": 1, "COERCE-arrest": 1, "CONSULT": 1}),
        ("mood", {}, {"happened": 3, "planned": 1}),
        ("quad", {}, {4: 2, 1: 1, 2: 1}),
        ("stance", {}, {"asserts": 2, "paper": 2}),
        ("actor", {}, {"IRN": 2, "AZE": 1, "USA": 1}),
        ("actor", {"words": "arrested"}, {"AZE": 1}),
        ("recipient", {}, {}),
        ("place", {}, {"AZE": 1}),
        ("voice", {}, {"paper": 2, "AZE": 1, "ISR": 1}),
        ("actor_name", {}, {"Iran": 2, "Azerbaijan": 1, "United States": 1}),
        ("recipient_name", {"actor": "IRN"}, {"six men": 1}),
        ("voice_name", {}, {"Azerbaijan": 1, "Eli Cohen": 1}),
        ("dyad", {}, {"IRN:USA": 1, "USA:IRN": 1}),
        ("source", {}, {"r1.txt": 2, "r2.txt": 2}),
        ("year", {"voice": "paper"}, {"2023": 2}),
    ],
)
def test_facets(tmp_path: Path, by: Facet, wanted: dict[str, Any], counts: dict[Any, int]) -> None:
    with open_store(load(tmp_path / "x.db", arrests())) as store:
        found = store.facets(Filter(**wanted), [by])[by]
        assert found == list(counts.items())


def test_all_facets_and_none_other(tmp_path: Path) -> None:
    with open_store(load(tmp_path / "x.db", arrests())) as store:
        assert set(store.facets(limit=1)) == set(FACETS)
        assert all(len(counts) <= 1 for counts in store.facets(limit=1).values())
        with pytest.raises(QueryError, match="facet 'colour' is none; there are type, mode"):
            store.facets(by=["colour"])  # type: ignore[list-item]


def test_facets_count_claims_not_parties(tmp_path: Path) -> None:
    records = drawn(Random(7), 60)
    countries = {id: country for id, _, country in PEOPLE}
    expected: Counter[str] = Counter()
    for row in records:
        for claim in row["claims"]:
            expected.update({countries[party["entity"]] or "" for party in claim["actors"]} - {""})
    with open_store(load(tmp_path / "x.db", records)) as store:
        assert dict(store.facets(by=["actor"])["actor"]) == expected
        assert len(list(store.claims(actor="AZE"))) == expected["AZE"] > 10


def test_stats(tmp_path: Path) -> None:
    with open_store(load(tmp_path / "x.db", arrests(), copies=[COPY], refused=[REFUSED])) as store:
        found = store.stats()
    assert (found.reports, found.copies, found.claims, found.ties, found.figures) == (2, 1, 4, 0, 0)
    assert (found.entities, found.refused, found.voiced, found.share_voiced) == (7, 1, 2, 0.5)
    assert (found.first_published, found.last_published) == ("2023-01-30", "2023-04-07")
    assert (found.first_day, found.last_day) == ("2023-01-23", "2023-04-06")
    assert found.voices == [("paper", 2), ("AZE", 1), ("ISR", 1)]
    assert found.problems == [("it is not JSON", 1)]
    (run,) = found.runs
    assert (run["run"], run["state"], run["model"], run["reports"]) == (1, "finished", "abcdef", 3)
    assert found.to_dict()["share_voiced"] == 0.5


def test_stats_of_nothing(tmp_path: Path) -> None:
    with open_store(load(tmp_path / "x.db", [])) as store:
        found = store.stats()
    assert (found.reports, found.claims, found.share_voiced, found.first_day, found.types) == (0, 0, None, None, [])


def test_one_report_with_everything(tmp_path: Path) -> None:
    with open_store(load(tmp_path / "x.db", arrests(), copies=[COPY])) as store:
        found = store.report("r1")
        assert found.record == arrests()[0]
        assert [claim["id"] for claim in found.claims] == ["c2", "c1"]
        assert found.copies == [{key: COPY[key] for key in ("id", "source", "published", "title")}]
        assert found.run["version"] == "1"
        with pytest.raises(InputError, match="'k1' is a near copy of 'r1'"):
            store.report("k1")
        with pytest.raises(InputError, match="it has no report 'r9'"):
            store.report("r9")
