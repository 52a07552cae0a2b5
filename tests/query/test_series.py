"""Claims counted over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from sayso.errors import QueryError
from sayso.query import PERIODS, Archive, open_store
from sayso.query.periods import By, period_of, periods
from sayso.store.days import days
from tests.query.stores import drawn, load
from tests.store.records import claim, entity, record, voice

WHO = [entity("A", "Azerbaijan", "AZE"), entity("B", "Iran", "IRN"), entity("C", "Israel", "ISR")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    said = [voice("asserts", "C")]
    claims = [
        claim("c1", actors=["A"], recipients=["B"], time="2023-01-05"),
        claim("c2", actors=["A"], recipients=["B"], time="2023-01-30", voices=said),
        claim("c3", "AID", None, actors=["B"], recipients=["A"], time="2023-04-01"),
        claim("c4", "CONSULT", "phone", actors=["A", "B"], time="2023-04"),
        claim("c5", actors=["A", "C"], recipients=["B"], time="2022"),
        claim("c6", time="2023-01-30/2023-02-02"),
        claim("c7", time="1989/"),
        claim("c8"),
    ]
    records = [
        record("r1", entities=WHO, claims=claims, published="2023-05-10"),
        record("r2", claims=[claim("c9")], published=None),
    ]
    with open_store(load(tmp_path / "x.db", records)) as opened:
        yield opened


def values(store: Archive, *given: object, **more: object) -> dict[str, object]:
    return {point.period: point.value for point in store.series(*given, **more).points}  # type: ignore[arg-type]


def test_months_without_claims_are_there_too(store: Archive) -> None:
    found = store.series("month")
    assert [(point.period, point.value) for point in found.points] == [
        ("2023-01", 2), ("2023-02", 0), ("2023-03", 0), ("2023-04", 2), ("2023-05", 1),
    ]  # fmt: skip
    assert (found.points[1].first_day, found.points[1].last_day) == (date(2023, 2, 1), date(2023, 2, 28))
    assert (found.spanning, found.undated) == (3, 1)
    assert found.notes() == [
        "3 claims are not counted: the days that they may cover reach beyond one month (count by a longer period, or on"
        " the day of the report)",
        "1 claims are not counted: no day is known of them, nor of their report",
    ]


def test_longer_periods_hold_more(store: Archive) -> None:
    assert values(store, "year") == {"2022": 1, "2023": 6}
    assert values(store, "quarter") == {"2023-Q1": 3, "2023-Q2": 3}
    assert store.series("year").spanning == 1
    assert values(store, "year", on="published") == {"2023": 8}


def test_the_grid_runs_from_since_to_until(store: Archive) -> None:
    assert values(store, "month", since="2023-02", until="2023-04-15") == {"2023-02": 0, "2023-03": 0, "2023-04": 2}
    assert values(store, "year", type="PROTEST", since="2022", until="2023") == {"2022": 0, "2023": 0}
    assert values(store, "year", type="PROTEST") == {}


def test_measures(store: Archive) -> None:
    assert values(store, "month", "score", since="2023-01", until="2023-04") == {
        "2023-01": -7.0, "2023-02": None, "2023-03": None, "2023-04": (10 + 1.5) / 2,
    }  # fmt: skip
    assert values(store, "month", "score-sum", since="2023-01", until="2023-02") == {"2023-01": -14.0, "2023-02": 0.0}
    assert values(store, "month", "share-voiced", until="2023-02", since="2023-01") == {"2023-01": 0.5, "2023-02": None}


def test_dyads(store: Archive) -> None:
    found = store.series("quarter", dyads=["AZE:IRN", "IRN:AZE", "AZE<>IRN", "ISR:IRN"], until="2023-06")
    assert [(p.dyad, p.period, p.value) for p in found.points] == [
        ("AZE:IRN", "2023-Q1", 2), ("AZE:IRN", "2023-Q2", 1),
        # the call is of both, whoever rang
        ("IRN:AZE", "2023-Q1", 0), ("IRN:AZE", "2023-Q2", 2),
        ("AZE<>IRN", "2023-Q1", 2), ("AZE<>IRN", "2023-Q2", 2),
        ("ISR:IRN", "2023-Q1", 0), ("ISR:IRN", "2023-Q2", 0),
    ]  # fmt: skip
    assert [row["dyad"] for row in found.rows()][:2] == ["AZE:IRN", "AZE:IRN"]
    assert "dyad" not in store.series("quarter").rows()[0]
    assert values(store, "quarter", dyads="AZE:IRN", type="CONSULT") == {"2023-Q2": 1}


def test_two_who_threaten_a_third_do_not_face_each_other(tmp_path: Path) -> None:
    claims = [claim("c1", "THREATEN", None, actors=["A", "B"]), claim("c2", "CONSULT", None, actors=["A", "B"])]
    with open_store(load(tmp_path / "y.db", [record("r", entities=WHO, claims=claims)])) as store:
        assert [row["id"] for row in store.claims(dyad="AZE<>IRN")] == ["c2"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("hour",), "by 'hour' is no period; there are day, week"),
        (("month", "mean"), "measure 'mean' is none; there are count, score"),
    ],
)
def test_what_cannot_be_counted(store: Archive, given: tuple[str, ...], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        store.series(*given)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="dyad 'x' is none"):
        store.series("month", dyads="x")
    with pytest.raises(QueryError, match=r"some 2,[0-9,]+ rows; narrow it with since and until"):
        store.series("day", since="0001", until="6000")


@pytest.mark.parametrize("by", PERIODS)
def test_periods_follow_each_other_without_a_gap(by: By) -> None:
    found = list(periods(date(1999, 12, 20), date(2005, 1, 9), by))
    assert found[0].first <= date(1999, 12, 20) <= found[0].last
    assert found[-1].first <= date(2005, 1, 9) <= found[-1].last
    for one, following in pairwise(found):
        assert one.last + timedelta(1) == following.first
        assert one.name < following.name
        assert period_of(one.first, by) == period_of(one.last, by) == one


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_periods_at_the_ends_of_the_calendar(by: By, day: date) -> None:
    (found,) = periods(day, day, by)
    assert found.first <= day <= found.last
    assert "9999" in found.name or "0001" in found.name


def test_weeks_across_new_year() -> None:
    assert period_of(date(2021, 1, 3), "week").name == "2020-W53"
    assert period_of(date(2024, 12, 30), "week").name == "2025-W01"


@pytest.mark.parametrize("by", PERIODS)
def test_counts_are_those_of_the_records(tmp_path: Path, by: By) -> None:
    records = drawn(Random(3), 60)
    expected: Counter[str] = Counter()
    for row in records:
        for told in row["claims"]:
            first, last = days(told["time"] and told["time"]["value"], row["published"])
            if first is None or last is None:
                continue
            one, other = (period_of(date.fromisoformat(day), by) for day in (first, last))
            expected[one.name] += one == other
    with open_store(load(tmp_path / "x.db", records)) as store:
        found = store.series(by)
        assert {p.period: p.value for p in found.points if p.value} == +expected
        assert sum(p.claims for p in found.points) + found.spanning + found.undated == store.claims().total()
