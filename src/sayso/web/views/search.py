"""Claims by full text and facets; the question lives in the address."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import QueryError
from sayso.model.codes import MODES, EventType
from sayso.model.text import plain
from sayso.query import Archive, Facet, Filter, Result
from sayso.query.detail import details
from sayso.query.where import where
from sayso.store.statements import statement
from sayso.web import words as w
from sayso.web.answers import claims_csv, claims_json
from sayso.web.asked import Asked, Pair, address
from sayso.web.cards import Card, card
from sayso.web.look import render
from sayso.web.site import Site

SIZE = 20
"""Claims on a page."""
_LAST_PAGE = 500
_VALUES = 12
"""Values that a facet shows."""

_FACETS: tuple[tuple[str, Facet, str], ...] = (
    ("voice", "voice", "Who says so"),
    ("type", "type", "What sort of event"),
    ("mode", "mode", "More exactly"),
    ("actor", "actor", "Who does it"),
    ("recipient", "recipient", "To whom"),
    ("stance", "stance", "How it is said"),
    ("mood", "mood", "How real it is"),
    ("place", "place", "Where"),
    ("quad", "quad", "Cooperation or conflict"),
)
"""Field of a question, facet of the store, heading."""

FREE = (
    ("voice", "Who says so"), ("actor", "Who does it"), ("recipient", "To whom"), ("place", "Where"),
)  # fmt: skip
"""Fields that take any name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how often it is found, and whether it is asked for."""

    value: str
    words: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet with its values, those asked for first."""

    field: str
    heading: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of claims. ``chips``: what is asked for, in words, each with the address of the question without it."""

    cards: list[Card]
    total: int
    page: int
    pages: int
    chips: list[tuple[str, str]]

    @property
    def first(self) -> int:
        """The number of the first claim on the page."""
        return (self.page - 1) * SIZE + 1


def search(site: Site, request: Request) -> Response:
    """Claims that the address asks for, with facets."""
    asked = Asked.of(request.query_params)
    trouble, status = "", 200
    found: Found | None = None
    facets: list[FacetShown] = []
    try:
        wanted = _filter(site, asked)
        number = _page(request.query_params.get("page", "1"))
        with site.store.snapshot():
            total = site.remember(("total", asked), site.store.claims(wanted).total)
            cards = [card(row) for row in site.store.claims(wanted).page(number, SIZE)]
            facets = site.remember(("facets", asked), lambda: _facets(site.store, asked, wanted))
        pages = min(-(-total // SIZE), _LAST_PAGE)
        found = Found(cards, total, number, pages, _chips(asked))
    except QueryError as error:
        trouble, status = str(error), 422
    return render(
        site, request, "search.html", status=status, asked=asked, found=found, facets=facets, trouble=trouble, free=FREE
    )


def search_csv(site: Site, request: Request) -> Response:
    """All claims that the address asks for, as CSV."""
    return claims_csv(_result(site, request), "claims")


def search_json(site: Site, request: Request) -> Response:
    """The claims that the address asks for, as JSON."""
    found = _result(site, request)
    return claims_json(found, found.total())


def claims(site: Site, request: Request) -> Response:
    """The claims whose keys the address gives: those behind a line of a picture."""
    keys = [int(key) for key in request.query_params.getlist("key") if key.isdecimal() and len(key) < 18][: SIZE * 2]
    cards = [card(row) for row in details(site.store, keys)]
    return render(site, request, "claims.html", cards=cards)


def _result(site: Site, request: Request) -> Result:
    return site.store.claims(_filter(site, Asked.of(request.query_params)))


def _filter(site: Site, asked: Asked) -> Filter:
    papers = asked.values("source")
    if not papers:
        return asked.filter()
    rows = site.store.rows(statement("sayso.web.queries", "reports_of_papers"), {"papers": json.dumps(papers)})
    return asked.filter(id for (id,) in rows)


def _page(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given[:9]) <= _LAST_PAGE:
        raise QueryError(f"page {given!r} is none; pages are counted from 1 to {_LAST_PAGE}; narrow the question")
    return int(given)


def _facets(store: Archive, asked: Asked, wanted: Filter) -> list[FacetShown]:
    found = store.facets(wanted, [facet for _, facet, _ in _FACETS], limit=200)
    out = [
        FacetShown(field, heading, _choices(field, _merged(field, found[facet]), asked.values(field)))
        for field, facet, heading in _FACETS
    ]
    conditions = where(wanted)
    papers = store.rows(
        conditions.put_into(statement("sayso.web.queries", "papers")), {**conditions.values, "most": 200}
    )
    out.append(FacetShown("source", "Which paper", _choices("source", dict(papers), asked.values("source"))))
    return out


def _merged(field: str, counts: Iterable[tuple[object, int]]) -> dict[str, int]:
    """Values as a filter knows them: a mode without its type, no value that stands for nothing."""
    merged: Counter[str] = Counter()
    for value, count in counts:
        name = str(value)
        if field == "mode":
            _, dash, mode = name.partition("-")
            if dash:
                merged[mode] += count
        elif value is not None and (field, name) != ("stance", "paper"):
            merged[name] += count
    return dict(merged.most_common())


def _choices(field: str, counts: dict[str, int], chosen: tuple[str, ...]) -> list[Choice]:
    values = [*chosen, *(v for v in counts if v not in chosen)][: max(_VALUES, len(chosen))]
    return [Choice(v, named(field, v), counts.get(v), v in chosen) for v in values]


def named(field: str, value: str) -> str:
    """A value of a field in words."""
    if field == "quad":
        return w.QUADS.get(int(value), value) if value.isdecimal() else value
    if field == "mode":
        return " or ".join(w.event(type, value) for type in EventType if value in MODES[type]) or value
    if field in ("type", "mood", "stance"):
        return w.word(field, value)
    if value == "paper" and field == "voice":
        return "the paper itself"
    if value == "any" and field == "voice":
        return "anybody but the paper"
    return w.country_names().get(value, plain(value))


_CHIPS = {
    "words": "", "type": "", "mode": "", "mood": "", "quad": "", "actor": "done by ", "recipient": "done to ",
    "party": "about ", "place": "in ", "voice": "said by ", "stance": "", "report": "report ", "source": "paper ",
    "since": "since ", "until": "until ", "dyad": "between ", "min_score": "score at least ",
    "max_score": "score at most ", "min_probability": "probability at least ",
}  # fmt: skip


def _chips(asked: Asked) -> list[tuple[str, str]]:
    return [
        (_CHIPS[field] + (f"“{plain(value)}”" if field == "words" else named(field, value)), _less(asked, pair))
        for pair in asked.pairs
        for field, value in (pair,)
        if field in _CHIPS
    ]


def _less(asked: Asked, pair: Pair) -> str:
    return address("/search", asked.without(pair).pairs)
