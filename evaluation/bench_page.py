"""How many views of the page one core gives a second, over a large store; and how soon a long report is seen.

usage: python -m evaluation.bench_page [--claims N] [--store FILE] [--views N]

Serves the page over a store of N claims (100,000 if not given; ``bench_store.py`` makes it, unless FILE is there
already) in a process of its own that has one core, and asks it, over one connection, for views as somebody would who
looks around: reports, searches, actors, pairs of actors, pictures, the overview, each with another report, word or name
each time. Prints views a second in all and the median and slowest of each view, the first of each apart, since much is
worked out only once for each state of the store. Then, where there is a Chromium, how long it takes from the click to
the first paint of a report of 2,000 words, with the page's script and pictures. Gives 1 where it is fewer than 50 views
a second, or the first paint takes 1 s or longer.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from urllib.parse import quote_plus

import sayso
from evaluation import bench_store
from evaluation.made_up import report
from sayso.query.filter import countries
from sayso.store import Writer

CLAIMS = 100_000
VIEWS = 600
FEWEST = 50.0
"""Views a second."""
SLOWEST_PAINT = 1.0
"""Seconds."""
LONG = 2000
"""Words of the long report."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"

_SHARES = {
    "report": 8,
    "search": 5,
    "system of a report": 2,
    "actor": 3,
    "dyad": 2,
    "overview": 2,
    "system": 1,
    "paste": 1,
}
"""How often each view is asked for, among all of these together."""


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; gives 1 where it is too slow."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_page", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", type=int, default=CLAIMS, help="how many claims the store has")
    parser.add_argument("--store", type=Path, help="where it is, or is to be made; else it is thrown away")
    parser.add_argument("--views", type=int, default=VIEWS, help="how many views are asked for")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "bench.db"
        if not path.exists():
            bench_store.make(path, given.claims)
        print(f"on {platform.processor() or platform.machine()}, Python {platform.python_version()}, one core")
        slow = _views(path, given.views)
        return int(slow | _paint(Path(folder)))


def _views(store: Path, count: int) -> bool:
    """Asks for views and prints how long each takes; True where there are too few a second."""
    draw = Random(2)
    with sqlite3.connect(store) as database:
        ids = [id for (id,) in database.execute("SELECT id FROM reports ORDER BY random() LIMIT 2000")]
    kinds = [kind for kind, share in _SHARES.items() for _ in range(share)]
    spent: dict[str, list[float]] = defaultdict(list)
    with served(store) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for kind in _SHARES:
            first = _ask(connection, _address(kind, draw, ids))
            print(f"{kind:20} first {first * 1000:8,.0f} ms")
        began = time.perf_counter()
        for _ in range(count):
            kind = draw.choice(kinds)
            spent[kind].append(_ask(connection, _address(kind, draw, ids)))
        seconds = time.perf_counter() - began
    for kind, times in spent.items():
        print(f"{kind:20} {len(times):5} views, median {statistics.median(times) * 1000:6,.1f} ms, slowest"
              f" {max(times) * 1000:8,.1f} ms")  # fmt: skip
    print(f"{count / seconds:,.1f} views a second")
    return count / seconds < FEWEST


def _address(kind: str, draw: Random, ids: list[str]) -> str:
    """An address of this view, drawn so that few are asked for twice."""
    some = draw.sample(sorted(countries()), 2)
    id = quote_plus(draw.choice(ids))
    return {
        "report": f"/report?id={id}",
        "search": "/search?" + draw.choice(
            [f"actor={some[0]}", f"words=arrest*&actor={some[0]}", f"recipient={some[0]}&type=COERCE",
             f"voice={some[0]}", f"words=Baku&place={some[0]}", f"voice={some[0]}&stance=denies"]
        ),
        "system of a report": f"/system?report={id}",
        "actor": f"/actor?name={some[0]}",
        "dyad": f"/dyad?a={some[0]}&b={some[1]}",
        "overview": "/overview",
        "system": "/system",
        "paste": "/paste",
    }[kind]  # fmt: skip


def _ask(connection: http.client.HTTPConnection, address: str) -> float:
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return time.perf_counter() - began


@contextmanager
def served(store: Path) -> Iterator[int]:
    """The page in a process of its own, on one core; gives the port."""
    command = [sys.executable, "-m", "sayso", "serve", str(store), "--port", "0"]
    core = {max(os.sched_getaffinity(0))} if hasattr(os, "sched_setaffinity") else None
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            if core is not None:
                os.sched_setaffinity(process.pid, core)
            assert process.stdout is not None
            address = process.stdout.readline().split()[0]
            yield int(address.rstrip("/").rpartition(":")[2])
        finally:
            process.terminate()


def _paint(folder: Path) -> bool:
    """Prints how soon a long report is seen; True where that is too late."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if chromium is None:
        print("the first paint is not measured: there is no Chromium here")
        return False
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needed here only

    made = report(1, words=LONG)
    record = sayso.read(made["text"], made["published"], title=made["title"], id=made["id"]).to_dict()
    store = folder / "long.db"
    with Writer(store) as writer:
        run = writer.begin_run(version="bench", model="", settings={})
        writer.load("one", [record], run=run)
    times = []
    with served(store) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(5):
            # nothing kept from before: a context has a cache of its own
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{port}/report?id={quote_plus(made['id'])}")
            page.wait_for_function(_PAINT)
            times.append(page.evaluate(_PAINT) / 1000)
        browser.close()
    words = len(made["text"].split())
    print(f"first paint of a report of {words:,} words with {len(record['claims'])} claims: median"
          f" {statistics.median(times):.2f} s, slowest {max(times):.2f} s")  # fmt: skip
    return bool(statistics.median(times) >= SLOWEST_PAINT)


if __name__ == "__main__":
    sys.exit(main())
