"""Made-up news reports for measuring: English prose with speakers, quotes, places and dates, no two alike.

A report has a cast of its own (two states, people with offices, towns, a group) and sentences out of the small grammar
in ``made_up.txt``. Everything follows from a seed, so that the same number gives the same report everywhere. States and
their capitals are real; people, groups, towns and events are not. They are for measuring speed and safety, not for
learning or scoring.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

WORDS = 500
_FIRST_DAY = date(2021, 1, 4)
_DAYS = 1400
_TOWNS, _PEOPLE = 5, 3
_SLOT = re.compile(r"\{(\w+)\}|\[([^][]*)\]")
_SENTENCE_START = re.compile(r"^([“‘]?)([a-z])")


def reports(count: int, *, words: int = WORDS, seed: int = 0) -> Iterator[dict[str, str]]:
    """That many reports of at least ``words`` words, as rows of JSON Lines: id, source, published, title, text."""
    for number in range(count):
        yield report(number, words=words, seed=seed)


def report(number: int, *, words: int = WORDS, seed: int = 0) -> dict[str, str]:
    """The report of that number."""
    draw = Random(f"{seed} {number}")
    day = _FIRST_DAY + timedelta(days=draw.randrange(_DAYS))
    teller = _Teller(draw, day)
    paragraphs = [teller.sentence("lead")]
    title = paragraphs[0].split(",")[0].rstrip(".")
    while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
        paragraphs.append(" ".join(teller.sentence("sentence") for _ in range(draw.randint(1, 3))))
    paragraphs[0] = f"{teller.words('city').upper()} — {paragraphs[0]}"
    return {
        "id": f"made-{seed}-{number}",
        "source": f"https://news.example/{day.isoformat()}/{number}",
        "published": day.isoformat(),
        "title": title,
        "text": "\n\n".join(paragraphs),
    }


def write(path: Path, count: int, *, words: int = WORDS, seed: int = 0) -> None:
    """Writes that many reports as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in reports(count, words=words, seed=seed))


@cache
def _grammar() -> dict[str, list[str]]:
    """Each heading of the file and the lines under it."""
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    under: list[str] = []
    for line in lines:
        if line.startswith("# "):
            under = found.setdefault(line[2:], [])
        elif line:
            under.append(line)
    return found


class _Teller:
    """Tells sentences about one cast."""

    def __init__(self, draw: Random, day: date) -> None:
        self._draw, self._day = draw, day
        (state, adjective, city), (state2, adjective2, city2) = (
            row.split(", ") for row in draw.sample(_grammar()["states"], 2)
        )
        self._cast = {
            "state": [state],
            "adjective": [adjective],
            "state2": [state2],
            "adjective2": [adjective2],
            "city": [city, city2],
            "town": [self._one_of("town_starts") + self._one_of("town_ends") for _ in range(_TOWNS)],
        }
        self._cast["paper"] = [self.words("papers")]
        self._cast["group"] = [self.words("groups")]
        self._cast["person"] = [self._person(adjective) for _ in range(_PEOPLE)]
        self._cast["person2"] = [self._person(adjective2) for _ in range(_PEOPLE)]

    def sentence(self, symbol: str) -> str:
        """A sentence out of the grammar, with a capital at its beginning."""
        return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), self.words(symbol))

    def words(self, symbol: str) -> str:
        """What a symbol stands for this time: one of the cast, a number, a day, or words of the grammar."""
        if symbol in self._cast:
            return self._draw.choice(self._cast[symbol])
        if symbol not in _grammar():
            return self._number(symbol)
        pattern = self._one_of(symbol)
        while (found := _SLOT.search(pattern)) is not None:
            told = self.words(found[1]) if found[1] else self._draw.choice(found[2].split("|"))
            pattern = pattern[: found.start()] + told + pattern[found.end() :]
        return pattern

    def _one_of(self, symbol: str) -> str:
        return self._draw.choice(_grammar()[symbol])

    def _person(self, adjective: str) -> str:
        return f"{adjective} {self._one_of('offices')} {self._one_of('first_names')} {self._one_of('last_names')}"

    def _number(self, symbol: str) -> str:
        draw = self._draw
        match symbol:
            case "few":
                return str(draw.randint(3, 48))
            case "two":
                return draw.choice(("two", "three", "four", "five", "six"))
            case "many":
                return f"{draw.randint(50, 900) * draw.choice((1, 10, 100)):,}"
            case "percent":
                return f"{draw.randint(1, 40)}.{draw.randint(0, 9)}"
            case "age":
                return str(draw.randint(34, 79))
            case "year":
                return str(draw.randint(1991, 2020))
            case "month":
                return (self._day - timedelta(days=draw.randrange(30, 300))).strftime("%B")
            case "day":
                return (self._day - timedelta(days=draw.randrange(6))).strftime("%A")
        raise ValueError(f"made_up.txt has nothing under {symbol!r}")
