"""Filters find what they say, and claims come with all that is known of them."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest

import sayso
from sayso.errors import QueryError
from sayso.query import Filter, open_store
from sayso.query.columns import COLUMNS
from sayso.query.frames import write_parquet
from sayso.query.lines import csv_lines, json_lines
from sayso.record import Row
from sayso.store.days import day_of, days
from tests.query.stores import PEOPLE, arrests, drawn, load


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return load(tmp_path / "x.db", arrests())


def ids(claims: Iterable[Row]) -> list[str]:
    return [claim["id"] for claim in claims]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "c2 c1 c4 c3"),
        ({"words": "arrest* AND (Baku OR Tehran)"}, "c1"),
        ({"words": "arrest*", "within": "report"}, "c2 c1"),
        ({"words": "Arrests", "within": "report"}, "c2 c1"),
        ({"words": "u.s."}, "c4"),
        ({"words": "baku NOT cohen"}, ""),
        ({"type": "COERCE"}, "c1"),
        ({"type": ("COERCE", "AID")}, "c2 c1"),
        ({"mode": "arrest", "mood": "happened", "quad": 4}, "c1"),
        ({"quad": ["2", 1]}, "c2 c4"),
        ({"actor": "AZE"}, "c1"),
        ({"actor": "azerbaijan"}, "c1"),
        ({"actor": ["*States", "AZE"]}, "c1 c4"),
        ({"recipient": "six men"}, "c2 c1"),
        ({"party": "IRN"}, "c2 c4"),
        ({"place": "Baku"}, "c1"),
        ({"voice": "ISR"}, "c1"),
        ({"voice": "Eli *"}, "c1"),
        ({"voice": "IRN", "stance": "denies"}, "c2"),
        ({"voice": "AZE", "stance": "denies"}, ""),
        ({"voice": "IRN", "outermost": True}, ""),
        ({"stance": "denies"}, "c2"),
        ({"stance": "denies", "outermost": True}, ""),
        ({"voice": "paper"}, "c4 c3"),
        ({"voice": ["paper", "ISR"]}, "c1 c4 c3"),
        ({"voice": "any"}, "c2 c1"),
        ({"dyad": "USA:IRN"}, "c4"),
        ({"dyad": "IRN<>USA"}, "c4"),
        ({"dyad": "AZE:IRN"}, ""),
        ({"since": "2023-03", "until": "2023-04-05"}, "c1 c4"),
        ({"since": "2023-02", "on": "published"}, "c2 c1"),
        ({"until": "2023", "max_score": -7}, "c1 c3"),
        ({"min_score": 2.5}, "c2 c4"),
        ({"min_probability": 0.6}, ""),
        ({"report": "r2"}, "c4 c3"),
    ],
    ids=str,
)
def test_filters(path: Path, wanted: dict[str, Any], found: str) -> None:
    with open_store(path) as store:
        assert ids(store.claims(**wanted)) == found.split()
        assert ids(store.claims(Filter(**wanted))) == found.split()
        assert store.claims(**wanted).total() == len(found.split())


def test_a_claim_comes_with_all_that_is_known_of_it(path: Path) -> None:
    with sayso.open_store(path) as store:
        (found,) = store.claims(type="COERCE", actor="AZE").to_list()
    who = {"kind": "state", "sector": None, "what": None}
    assert found == {
        "id": "c1", "report": "r1", "source": "r1.txt", "title": "Arrests", "published": "2023-04-06",
        "sentence_number": 1, "sentence": "Azerbaijan arrested six men in Baku, Eli Cohen said.",
        "trigger_at": 11, "trigger": "arrested", "trigger_start": 11, "trigger_end": 19,
        "type": "COERCE", "mode": "arrest", "quad": 4, "score": -7.0, "mood": "happened",
        "actors": [who | {"name": "Azerbaijan", "country": "AZE", "words": "Azerbaijan"}],
        "recipients": [
            who | {"name": "six men", "country": None, "kind": "people", "sector": "CVL", "words": None}
        ],
        "place": who | {"name": "Baku", "country": "AZE", "kind": "place", "words": None},
        "day_first": "2023-04-05", "day_last": "2023-04-05", "time_value": "2023-04-05",
        "counts": {"arrested": "6"},
        "voices": [
            {
                "stance": "asserts", "cue": "said",
                "speakers": [who | {"name": "Eli Cohen", "country": "ISR", "kind": "person", "sector": "GOV"}],
            }
        ],
        "paper": False, "probability": 0.5,
    }  # fmt: skip


def test_flat_rows(path: Path) -> None:
    with open_store(path) as store:
        row = next(store.claims(type="AID").flat())
        assert row["voices"] == "Azerbaijan asserts > Iran denies"
        assert (row["voice_countries"], row["stances"], row["paper"]) == ("AZE > IRN", "asserts > denies", False)
        assert (row["actors"], row["actor_countries"]) == ("Iran", "IRN")
        assert (row["recipients"], row["recipient_countries"]) == ("six men", None)
        talks = next(store.claims(type="CONSULT").flat())
        assert (talks["actors"], talks["actor_countries"]) == ("United States; Iran", "USA; IRN")
        assert (talks["voices"], talks["paper"], talks["day_first"], talks["day_last"]) == (
            None, True, "2023-03-01", "2023-03-31",
        )  # fmt: skip
    assert all(re.fullmatch(r"[a-z][a-z_]{0,31}", name) for name in COLUMNS)


def test_pandas_and_arrow(path: Path, tmp_path: Path) -> None:
    pandas, parquet = import_module("pandas"), import_module("pyarrow.parquet")
    with open_store(path) as store:
        rows = list(store.claims().flat())
        frame, table = store.claims().to_pandas(), store.claims().to_arrow()
        assert list(frame.columns) == list(COLUMNS)
        assert frame["quad"].tolist() == [2, 4, 1, 4]
        assert frame["paper"].dtype == "bool"
        assert table.to_pylist() == rows
        assert write_parquet(store.claims().flat(), tmp_path / "x.parquet") == 4
        assert parquet.read_table(tmp_path / "x.parquet").to_pylist() == rows
        none = store.claims(report="nothing")
        assert none.to_arrow().num_rows == 0
        assert none.to_pandas().shape == (0, len(COLUMNS))
        assert pandas.api.types.is_float_dtype(none.to_pandas()["score"])


def test_csv_and_json(path: Path) -> None:
    with open_store(path) as store:
        text = b"".join(csv_lines(list(COLUMNS), store.claims().flat())).decode()
        rows = list(csv.DictReader(text.splitlines()))
        assert [row["claim_id"] for row in rows] == ["c2", "c1", "c4", "c3"]
        assert rows[1]["sentence"] == "Azerbaijan arrested six men in Baku, Eli Cohen said."
        assert [json.loads(line) for line in json_lines(store.claims())] == store.claims().to_list()


def test_pages(path: Path) -> None:
    with open_store(path) as store:
        result = store.claims()
        assert [ids(result.page(number, 3)) for number in (1, 2, 3)] == [["c2", "c1", "c4"], ["c3"], []]
        assert result.page(2, 3).total() == 4
        assert ids(store.claims(limit=2, offset=1)) == ["c1", "c4"]
        assert ids(store.claims(limit=0)) == []
        with pytest.raises(QueryError, match="pages are counted from 1"):
            result.page(0, 3)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"type": "COERC"}, "type 'COERC' is none; is COERCE meant"),
        ({"type": "coerce"}, "is COERCE meant"),
        ({"mood": "maybe"}, "mood 'maybe' is none; give one of happened, ongoing"),
        ({"mode": "arrst"}, "is arrest meant"),
        ({"stance": "says"}, "stance 'says' is none"),
        ({"quad": 5}, "quad '5' is none; give one of 1, 2, 3, 4"),
        ({"since": "yesterday"}, "since 'yesterday' is no date; write it as 2023-04-06, 2023-04 or 2023"),
        ({"since": "2023-02-30"}, "is no date"),
        ({"since": "2023-05", "until": "2023-04"}, "since 2023-05-01 is after until 2023-04-30"),
        ({"dyad": "AZE-IRN"}, "dyad 'AZE-IRN' is none; write AZE:IRN, or AZE<>IRN"),
        ({"dyad": "AZE:XXX"}, "country 'XXX' is none"),
        ({"voice": "paper", "stance": "denies"}, "the paper has no stance"),
        ({"outermost": True}, "outermost says which voice is meant"),
        ({"within": "page"}, "within 'page' is none"),
        ({"on": "monday"}, "on 'monday' is none; give one of event, published"),
        ({"words": "(Baku"}, "at character 1: this bracket is not closed"),
        ({"actors": "AZE"}, "'actors' is no field of a filter; there are words, within"),
    ],
    ids=str,
)
def test_what_cannot_be_asked(path: Path, wanted: dict[str, Any], message: str) -> None:
    with open_store(path) as store, pytest.raises(QueryError, match=re.escape(message)):
        store.claims(**wanted)


# a second way to the same answer, over the records themselves ---------------------------------------------------------


def _naive(records: list[Row], wanted: Filter) -> Iterator[str]:
    for record in records:
        for claim in record["claims"]:
            if _fits(record, claim, wanted):
                yield claim["id"]


def _fits(record: Row, claim: Row, wanted: Filter) -> bool:
    day = days(claim["time"] and claim["time"]["value"], record["published"])[0]
    if wanted.on == "published":
        day = day_of(record["published"])
    start, end = record["sentences"][claim["sentence"] - 1]
    where = record["text"][start:end] if wanted.within == "sentence" else f"{record['title']} {record['text']}"
    roles = {role: [party["entity"] for party in claim[f"{role}s"]] for role in ("actor", "recipient")}
    roles["place"] = [claim["place"]["entity"]] if claim["place"] else []
    roles["party"] = roles["actor"] + roles["recipient"]
    return all(
        (
            not wanted.type or claim["type"] in wanted.type,
            not wanted.mood or claim["mood"] in wanted.mood,
            all(not (ask := getattr(wanted, role)) or _any(roles[role], ask) for role in roles),
            _told(claim["voices"], wanted),
            wanted.since is None or (day is not None and day >= str(wanted.since)),
            wanted.until is None or (day is not None and day <= str(wanted.until)),
            wanted.min_probability is None or (claim["made"]["score"] or 0) >= wanted.min_probability,
            wanted.words is None or _folded(wanted.words.strip('"*')) in _folded(where),
        )
    )


def _any(entities: Iterable[str], wanted: Any) -> bool:
    known = {id: (name.lower(), country) for id, name, country in PEOPLE}
    for entity in entities:
        name, country = known[entity]
        for ask in wanted:
            if ask == country or re.fullmatch(re.escape(ask.lower()).replace(r"\*", ".*"), name):
                return True
    return False


def _told(voices: list[Row], wanted: Filter) -> bool:
    if not wanted.voice and not wanted.stance:
        return True
    if "paper" in wanted.voice and not voices:
        return True
    heard = [
        v for v in (voices[:1] if wanted.outermost else voices) if not wanted.stance or v["stance"] in wanted.stance
    ]
    if "any" in wanted.voice or not wanted.voice:
        return bool(heard)
    return any(_any(v["entities"], wanted.voice) for v in heard)


def _folded(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", words.lower()) if not unicodedata.combining(c))


def _draw(draw: Random) -> dict[str, Any]:
    who = ["AZE", "IRN", "ISR", "Azerbaijan", "eli cohen", "eli*", "*", "rebels_1", "rebels*1", "nobody", "r%"]
    choices: dict[str, list[Any]] = {
        "type": ["COERCE", ("ASSAULT", "ACCUSE")],
        "mood": ["happened", ("planned", "not")],
        "actor": [draw.choice(who), draw.sample(who, 2)],
        "recipient": [draw.choice(who)],
        "party": [draw.choice(who)],
        "place": [draw.choice(who)],
        "voice": [draw.choice([*who, "any"]), draw.sample([*who, "paper", "any"], 2)],
        "stance": ["denies", "asserts"],
        "since": ["2023", "2023-01-05", "1990"],
        "until": ["2023-02", "2023-12"],
        "on": ["published"],
        "words": ["arrest*", "elysee", "U.S.", '"Azerbaijan\'s"'],
        "within": ["report"],
        "min_probability": [0.5],
    }
    wanted = {name: draw.choice(choices[name]) for name in draw.sample(sorted(choices), draw.randrange(1, 4))}
    if draw.random() < 0.3 and ("stance" in wanted or set(wanted.get("voice", ())) - {"any", "paper"}):
        wanted["outermost"] = True
    return wanted


def test_any_filter_finds_what_it_says(tmp_path: Path) -> None:
    draw = Random(11)
    records = drawn(draw, 60)
    hits = 0
    with open_store(load(tmp_path / "x.db", records)) as store:
        for _ in range(250):
            try:
                wanted = Filter(**_draw(draw))
            except QueryError:  # a stance of the paper's own
                continue
            expected = sorted(_naive(records, wanted))
            assert sorted(ids(store.claims(wanted))) == expected, wanted
            assert store.claims(wanted).total() == len(expected)
            hits += bool(expected)
    assert hits > 90
