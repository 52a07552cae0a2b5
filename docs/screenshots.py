"""Writes the screenshots of the page in ``docs/page``: `make screenshots`.

usage: python -m docs.screenshots

It needs Chromium; CHROMIUM may name it.

What they show is read out of the example report and of reports that ``evaluation/made_up.py`` makes up: the states are
real, the people, groups and events are not.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import sayso
from evaluation.made_up import report
from sayso.store import Writer
from sayso.web import make_app

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "page"
REPORTS = 30
"""Made-up reports in the store."""
NAMES = ("chromium", "chromium-browser", "google-chrome")

VIEWS = {
    "report": "/report?id={example}",
    "system-report": "/system?report={example}",
    "system": "/system",
    "search": "/search?words=attack*+OR+strike*",
    "actor": "/actor?name=GEO",
    "dyad": "/dyad?a={a}&b={b}",
    "overview": "/overview",
    "paste": "/paste",
}
"""Name of the file and address of the view."""


def main() -> int:
    """Makes a store, serves the page over it, and takes the pictures: each view on a desk, some on a phone and dark."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        print("there is no Chromium here; install it, or name it in CHROMIUM", file=sys.stderr)
        return 1
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store.db")
        known = _fill(store)
        with _served(store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, path in VIEWS.items():
                _shoot(browser, address + path.format(**known), OUT / f"{name}.png")
            for name, width, dark in (("report", 400, False), ("system-report", 400, False), ("report", 1400, True)):
                file = OUT / f"{name}-{'dark' if dark else 'phone'}.png"
                _shoot(browser, address + VIEWS[name].format(**known), file, width=width, dark=dark)
            browser.close()
    return 0


def _fill(store: Path) -> dict[str, str]:
    """A store of readings; gives the id of the example, and the two countries of which most is told."""
    example = ROOT / "examples" / "border-post.txt"
    reading = sayso.read(example.read_text(encoding="utf-8"), "2024-10-23", source="examples/border-post.txt")
    records = [reading.to_dict()]
    for number in range(REPORTS):
        made = report(number)
        found = sayso.read(made["text"], made["published"], title=made["title"], source=made["source"], id=made["id"])
        records.append(found.to_dict())
    with Writer(store) as writer:
        run = writer.begin_run(version=sayso.__version__, model="", settings={})
        writer.load("all", records, run=run)
        writer.finish_run(run, state="finished")
    most = "SELECT actor, recipient FROM dyads WHERE actor <> recipient GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1"
    with sqlite3.connect(store) as connection:
        ((a, b),) = connection.execute(most)
    return {"example": reading.document.id, "a": a, "b": b}


@contextmanager
def _served(store: Path) -> Iterator[str]:
    with sayso.open_store(store) as archive:
        server = uvicorn.Server(uvicorn.Config(make_app(archive), port=0, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the page did not start")
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def _shoot(browser: Browser, address: str, file: Path, *, width: int = 1400, dark: bool = False) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 1000 if width > 500 else 800}, color_scheme="dark" if dark else "light"
    )
    page.goto(address)
    for place in page.locator("[data-picture], [data-chart]").all():
        place.and_(page.locator("[data-drawn]")).wait_for(state="attached")
    page.screenshot(path=file)
    page.close()
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
