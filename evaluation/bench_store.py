"""How long questions to a large store take.

usage: python -m evaluation.bench_store [--claims N] [--store FILE]

Makes a store of N claims (1,000,000 if not given) by the same writer that ``sayso code`` uses, unless FILE is there
already, and prints how long each question takes: the median of five, each in a connection of its own, so that nothing
but the system's cache of the file helps it. Reports are made of sentences that are drawn word by word, with few words
that are frequent and many that are rare; types, countries, days, voices and moods are drawn with such weights that
there are frequent and rare ones of each. Gives 1 where `query` takes longer than 0.5 s or `series` than 1 s.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sayso.model.codes import MODES, EventType, Mood, Stance
from sayso.query import Archive, open_store
from sayso.query.filter import countries
from sayso.record import Row
from sayso.store import Writer

CLAIMS = 1_000_000
IN_A_REPORT = 12
"""Claims of a report; there are some ten in one of 500 words."""
SHARD = 500
SLOWEST = {"query": 0.5, "series": 1.0}
"""Seconds that a question of each kind may take."""

_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3650
_MADE: Row = {"stage": "claims", "by": "head:events", "inputs": [], "score": 0.9}
_NAMED = {
    "minister": 30,
    "denied": 5,
    "arrested": 5,
    "arrests": 3,
    "arrest": 3,
    "Azerbaijan": 3,
    "Tehran": 3,
    "Baku": 2,
}
"""Words that questions ask for, and how often they stand in 10,000 words, about as in the news."""

_FREQUENT = ["USA", "RUS", "CHN", "IRN", "ISR", "AZE"]
_COUNTRIES = [*_FREQUENT, *sorted(countries() - set(_FREQUENT))]
_MODES = [(str(type), mode) for type in EventType for mode in (*MODES[type], None)]
_MOODS = [*map(str, Mood)]
_STANCES = [*map(str, Stance)]

Question = tuple[str, str, Callable[[Archive], object]]

QUESTIONS: tuple[Question, ...] = (
    ("query", "the newest 25", lambda s: s.claims(limit=25).to_list()),
    ("query", "how many there are", lambda s: s.claims().total()),
    ("query", "arrest* AND (Baku OR Azerbaijan)", lambda s: _page(s, words="arrest* AND (Baku OR Azerbaijan)")),
    (
        "query",
        "the same, in the whole report",
        lambda s: _page(s, words="arrest* AND (Baku OR Azerbaijan)", within="report"),
    ),
    ("query", "minister (a frequent word)", lambda s: _page(s, words="minister")),
    ("query", "--type COERCE --mood planned", lambda s: _page(s, type="COERCE", mood="planned")),
    ("query", "--actor AZE", lambda s: _page(s, actor="AZE")),
    ("query", "--actor USA (a frequent country)", lambda s: _page(s, actor="USA")),
    ("query", "--actor AZE --recipient IRN", lambda s: _page(s, actor="AZE", recipient="IRN")),
    ("query", "--actor 'Somebody 7*'", lambda s: _page(s, actor="Somebody 7*")),
    ("query", "--voice IRN --stance denies", lambda s: _page(s, voice="IRN", stance="denies")),
    ("query", "--stance denies", lambda s: _page(s, stance="denies")),
    ("query", "--voice paper", lambda s: _page(s, voice="paper")),
    (
        "query",
        "arrest* --type COERCE --actor USA --voice any --since 2020",
        lambda s: _page(s, words="arrest*", type="COERCE", actor="USA", voice="any", since="2020"),
    ),
    ("query", "page 1000 of all", lambda s: s.claims().page(1000, 25).to_list()),
    ("series", "all, by month", lambda s: s.series("month")),
    ("series", "all, by day", lambda s: s.series("day")),
    ("series", "all, by month of publication", lambda s: s.series("month", on="published")),
    ("series", "--type COERCE --mood happened", lambda s: s.series("month", type="COERCE", mood="happened")),
    ("series", "--dyad AZE:IRN, mean score", lambda s: s.series("month", "score", dyads="AZE:IRN")),
    ("series", "--dyad USA<>RUS, share voiced", lambda s: s.series("month", "share-voiced", dyads="USA<>RUS")),
    ("series", "--actor USA", lambda s: s.series("month", actor="USA")),
    ("series", "--voice any", lambda s: s.series("month", voice="any")),
    ("series", "arrest*", lambda s: s.series("month", words="arrest*")),
    ("stats", "all", lambda s: s.stats()),
    ("facets", "all, of --type COERCE", lambda s: s.facets(s.claims(type="COERCE").filter)),
)


def main(arguments: list[str] | None = None) -> int:
    """Makes the store, asks, prints; gives 0, or 1 where a question takes too long."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.bench_store", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--claims", type=int, default=CLAIMS, help="how many claims the store has")
    parser.add_argument("--store", type=Path, help="where it is, or is to be made; else it is thrown away")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "bench.db"
        if not path.exists():
            make(path, given.claims)
        return ask(path)


def make(path: Path, claims: int) -> None:
    """Makes a store of so many claims."""
    began = time.perf_counter()
    draw = Random(1)
    reports = -(-claims // IN_A_REPORT)
    with Writer(path) as writer:
        run = writer.begin_run(version="bench", model="0" * 64, settings={"claims": claims})
        for start in range(0, reports, SHARD):
            numbers = range(start, min(start + SHARD, reports))
            writer.load(f"bench {start}", (_report(draw, n, claims) for n in numbers), run=run)
        writer.finish_run(run, state="finished")
    seconds = time.perf_counter() - began
    megabytes = path.stat().st_size / 1e6
    print(f"{claims:,} claims of {reports:,} reports made in {seconds:,.0f} s, {megabytes:,.0f} MB")


def ask(path: Path) -> int:
    """Asks all questions and prints how long each takes; gives 1 where one takes too long."""
    print(f"on {platform.processor() or platform.machine()}, Python {platform.python_version()}")
    slow = 0
    for kind, name, question in QUESTIONS:
        spent = statistics.median(_seconds(path, question) for _ in range(5))
        late = spent > SLOWEST.get(kind, float("inf"))
        slow += late
        print(f"{kind:8} {name:62} {spent * 1000:8,.0f} ms{'  too slow' if late else ''}")
    return int(slow > 0)


def _seconds(path: Path, question: Callable[[Archive], object]) -> float:
    began = time.perf_counter()
    with open_store(path) as store:
        question(store)
    return time.perf_counter() - began


def _page(store: Archive, **wanted: Any) -> object:
    """What `sayso query` shows: how many there are, and the first of them."""
    result = store.claims(limit=25, **wanted)
    return result.total(), result.to_list()


def _skewed(draw: Random, count: int) -> int:
    """A number below ``count``, small ones far more often."""
    return int(count ** draw.random()) - 1


def _report(draw: Random, number: int, claims: int) -> Row:
    sentences = [_sentence(draw) for _ in range(20)]
    spans, at = [], 0
    for sentence in sentences:
        spans.append([at, at + len(sentence)])
        at += len(sentence) + 1
    day = _FIRST_DAY + timedelta(draw.randrange(_DAYS))
    entities = [_entity(draw, n) for n in range(8)]
    count = min(IN_A_REPORT, claims - number * IN_A_REPORT)
    return {
        "id": f"bench {number}", "source": f"https://example.org/{number % 997}/{number}", "published": day.isoformat(),
        "title": sentences[0], "text": " ".join(sentences), "sentences": spans, "entities": entities,
        "claims": [_claim(draw, n, day, spans) for n in range(count)], "ties": [], "figures": [], "times": [],
        "attributions": [], "mentions": [], "references": [], "signals": [], "problems": [],
    }  # fmt: skip


def _sentence(draw: Random) -> str:
    return " ".join(_word(draw) for _ in range(22)) + "."


def _word(draw: Random) -> str:
    chance = draw.random() * 10_000
    if chance < sum(_NAMED.values()):
        return draw.choices(list(_NAMED), list(_NAMED.values()))[0]
    return f"w{_skewed(draw, 30_000):x}"


def _entity(draw: Random, n: int) -> Row:
    country = _COUNTRIES[_skewed(draw, len(_COUNTRIES))]
    name = country if n < 4 else f"Somebody {_skewed(draw, 100_000)}"
    return {
        "id": f"e{n}", "name": name, "kind": "state" if n < 4 else "person", "country": country, "sector": None,
        "what": None, "made": _MADE,
    }  # fmt: skip


def _claim(draw: Random, n: int, day: date, spans: list[list[int]]) -> Row:
    sentence = draw.randrange(len(spans))
    start = spans[sentence][0]
    type, mode = _MODES[_skewed(draw, len(_MODES))]
    told = {"span": None, "value": (day - timedelta(_skewed(draw, 400))).isoformat()} if draw.random() < 0.4 else None
    return {
        "id": f"c{n}", "sentence": sentence + 1, "trigger": [start, start + 3], "type": type, "mode": mode,
        "actors": list(_parties(draw)), "recipients": list(_parties(draw)), "place": next(_parties(draw), None),
        "time": told, "mood": _MOODS[_skewed(draw, len(_MOODS))], "counts": {},
        "voices": [_voice(draw) for _ in range(draw.choice((0, 0, 0, 1, 1, 2)))], "made": _MADE,
    }  # fmt: skip


def _parties(draw: Random) -> Iterator[Row]:
    for _ in range(draw.choice((0, 1, 1, 1, 2))):
        yield {"entity": f"e{draw.randrange(8)}", "span": None}


def _voice(draw: Random) -> Row:
    stance = _STANCES[_skewed(draw, len(_STANCES))]
    return {"entities": [f"e{draw.randrange(8)}"], "cue": None, "stance": stance}


if __name__ == "__main__":
    sys.exit(main())
