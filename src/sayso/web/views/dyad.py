"""Two actors: what either says that the other did, side by side, and how much of it only one side tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import QueryError
from sayso.model.text import plain
from sayso.query import Result
from sayso.record import Row
from sayso.web import words as w
from sayso.web.answers import claims_csv
from sayso.web.asked import Days
from sayso.web.cards import Card, card
from sayso.web.look import as_json, render
from sayso.web.site import Site

NEWEST = 1000
"""Claims that the view looks at."""
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A claim on the time line: its day, its score, who tells it (``a``, ``b``, ``paper``, ``others``)."""

    day: str | None
    score: float
    by: str
    card: Card
    direction: str


@dataclass(frozen=True, slots=True)
class Dyad:
    """What is known of two actors. ``points`` are newest first."""

    a: str
    b: str
    points: list[Point]
    total: int

    def told(self, by: str, direction: str) -> list[Card]:
        """The newest claims that one side makes (``a``, ``b``, ``paper``, ``others``) of what one does to the other."""
        return [p.card for p in self.points if p.by == by and p.direction == direction][:_SHOWN]

    def count(self, by: str, direction: str) -> int:
        """How many of them there are."""
        return sum(1 for p in self.points if p.by == by and p.direction == direction)

    @property
    def happenings(self) -> int:
        """Claims that tell of the same sort of event, in one direction, on one day, taken together."""
        return len(self._tellers())

    @property
    def one_sided(self) -> int:
        """Of those, how many only ``a`` or only ``b`` tells."""
        return sum(1 for tellers in self._tellers().values() if tellers in ({"a"}, {"b"}))

    @property
    def share(self) -> float | None:
        """The share that only one side tells; None where nothing is told."""
        return self.one_sided / self.happenings if self.happenings else None

    def _tellers(self) -> Mapping[tuple[str, str, str | None], set[str]]:
        tellers: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
        for point in self.points:
            tellers[point.direction, point.card.type, point.day].add(point.by)
        return tellers


def dyad(site: Site, request: Request) -> Response:
    """The actors ``a`` and ``b``: ISO countries, or names as the reports have them."""
    a, b = _pair(request)
    if not (a and b):
        pairs = site.remember("dyads", lambda: site.store.facets(None, ["dyad"], limit=40)["dyad"])
        return render(site, request, "dyads.html", pairs=_both(pairs))
    days = Days.of(request.query_params)
    found = site.remember(("dyad", a, b, days), lambda: _dyad(site, a, b, days))
    return render(
        site, request, "dyad.html", dyad=found, words={"a": _words(a), "b": _words(b)}, points=_chart(found),
        days=days, newest=NEWEST,
    )  # fmt: skip


def dyad_json(site: Site, request: Request) -> Response:
    """The shares, and each claim with who tells it."""
    a, b = _given(request)
    found = _dyad(site, a, b, Days.of(request.query_params))
    return as_json(
        {
            "a": a, "b": b, "claims": found.total, "happenings": found.happenings, "told_by_one_side": found.one_sided,
            "share_told_by_one_side": found.share, "points": _chart(found),
        }
    )  # fmt: skip


def dyad_csv(site: Site, request: Request) -> Response:
    """The claims between the two."""
    return claims_csv(_claims(site, *_given(request), Days.of(request.query_params)), "dyad")


def _dyad(site: Site, a: str, b: str, days: Days) -> Dyad:
    found = _claims(site, a, b, days)
    rows = found.page(1, NEWEST).to_list()
    return Dyad(a, b, [_point(row, a, b) for row in rows], found.total())


def _claims(site: Site, a: str, b: str, days: Days) -> Result:
    names = w.country_names()
    if a in names and b in names:
        return site.store.claims(days.filter(), dyad=f"{a}<>{b}")
    return site.store.claims(days.filter(), actor=(a, b), recipient=(a, b))


def _point(row: Row, a: str, b: str) -> Point:
    actors, recipients = row["actors"], row["recipients"]
    one_way = "ab" if _is(actors, a) and _is(recipients, b) else "ba"
    direction = one_way if recipients else "both"
    return Point(row["day_first"], row["score"] or 0.0, _teller(row, a, b), card(row), direction)


def _teller(row: Row, a: str, b: str) -> str:
    """Who answers for it: the outermost voice."""
    if not row["voices"]:
        return "paper"
    speakers = row["voices"][0]["speakers"]
    return "a" if _is(speakers, a) else "b" if _is(speakers, b) else "others"


def _is(people: Iterable[Mapping[str, Any]], who: str) -> bool:
    return any(who in (p["country"], p["name"]) or p["name"].casefold() == who.casefold() for p in people)


def _chart(found: Dyad) -> list[Row]:
    names = {"a": _words(found.a), "b": _words(found.b), "paper": "the paper itself", "others": "others"}
    directions = {
        "ab": f"{names['a']} → {names['b']}", "ba": f"{names['b']} → {names['a']}", "both": "both",
    }  # fmt: skip
    return [
        {
            "day": p.day, "score": p.score, "by": names[p.by], "event": p.card.event,
            "direction": directions[p.direction], "report": p.card.report, "claim": p.card.id,
        }
        for p in found.points
    ]  # fmt: skip


def _both(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Pairs with both directions together."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for pair, count in pairs:
        a, _, b = pair.partition(":")
        if a != b:
            found[min(a, b), max(a, b)] += count
    return sorted(((a, b, n) for (a, b), n in found.items()), key=lambda row: -row[2])[:20]


def _words(name: str) -> str:
    return w.country(name) if name in w.country_names() else plain(name)


def _pair(request: Request) -> tuple[str, str]:
    return request.query_params.get("a", "").strip(), request.query_params.get("b", "").strip()


def _given(request: Request) -> tuple[str, str]:
    a, b = _pair(request)
    if not (a and b):
        raise QueryError("which two? give both in the address, as in /dyad?a=AZE&b=IRN")
    return a, b
