"""One actor: what it did, what was done to it, what it says of others and others of it, its ties over time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import QueryError
from sayso.model.codes import Relation
from sayso.model.text import plain
from sayso.query import Filter
from sayso.query.detail import details
from sayso.query.where import Where, where
from sayso.record import Row
from sayso.store.statements import statement
from sayso.web import words as w
from sayso.web.answers import claims_csv
from sayso.web.asked import Days, address
from sayso.web.cards import Card, card
from sayso.web.look import as_json, render
from sayso.web.picture import Picture, Statement, picture
from sayso.web.site import Site
from sayso.web.statements import ties_of

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the claims of one sort, how many there are, and where all of them are (None: only here)."""

    heading: str
    cards: list[Card]
    total: int
    more: str | None


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties of the actor: the picture and the statements, and by which relations and days they were chosen."""

    picture: Picture
    statements: list[Statement]
    relations: tuple[str, ...]
    since: str
    until: str


def actor(site: Site, request: Request) -> Response:
    """The actor ``name``: an ISO country, or a name as the reports have it."""
    name = _name(request)
    days = Days.of(request.query_params)
    sections = site.remember(("actor", name, days), lambda: _sections(site, name, days))
    ties = _ties(site, request, name)
    words = w.country(name) if name in w.country_names() else plain(name)
    return render(
        site,
        request,
        "actor.html",
        actor=name,
        words=words,
        is_country=name in w.country_names(),
        sections=sections,
        ties=ties,
        data=ties.picture.to_dict(),
        relations=[*Relation],
    )


def actor_json(site: Site, request: Request) -> Response:
    """What the view shows, with up to 1,000 claims of each sort."""
    name, days = _name(request), Days.of(request.query_params)
    out: Row = {"actor": name}
    for key, condition in _conditions(name, days).items():
        out[key] = {"total": _total(site, condition), "claims": _claims(site, condition, 1000)}
    out["ties"] = _ties(site, request, name).picture.to_dict()["edges"]
    return as_json(out)


def actor_csv(site: Site, request: Request) -> Response:
    """All claims that the actor takes part in."""
    return claims_csv(site.store.claims(Days.of(request.query_params).filter(), party=_name(request)), "actor")


def _sections(site: Site, name: str, days: Days) -> list[Section]:
    headings = {
        "did": ("What it does", "actor"),
        "was_done": ("What is done to it", "recipient"),
        "says": ("What it says", "voice"),
        "others_say": ("What others say of it", None),
    }
    out = []
    with site.store.snapshot():
        for key, condition in _conditions(name, days).items():
            heading, field = headings[key]
            more = address("/search", [(field, name), *days.pairs]) if field else None
            cards = [card(row) for row in _claims(site, condition, _SHOWN)]
            out.append(Section(heading, cards, _total(site, condition), more))
    return out


def _conditions(name: str, days: Days) -> dict[str, Where]:
    within = days.filter()
    about = where(replace(within, party=name, voice="any"))
    by = where(Filter(voice=name))
    return {
        "did": where(replace(within, actor=name)),
        "was_done": where(replace(within, recipient=name)),
        "says": where(replace(within, voice=name)),
        "others_say": Where(f"{about.sql} AND NOT ({by.sql})", {**by.values, **about.values}),
    }


def _claims(site: Site, conditions: Where, most: int) -> list[Row]:
    sql = conditions.put_into(statement("sayso.query", "page"))
    keys = site.store.rows(sql, {**conditions.values, "limit": most, "offset": 0})
    return details(site.store, [key for (key,) in keys])


def _total(site: Site, conditions: Where) -> int:
    ((total,),) = site.store.rows(conditions.put_into(statement("sayso.query", "count")), conditions.values)
    return int(total)


def _ties(site: Site, request: Request, name: str) -> Ties:
    relations = tuple(r for r in request.query_params.getlist("relation") if r in {str(x) for x in Relation})
    days = Days.of(request.query_params)
    checked = days.filter()
    said = site.remember(
        ("ties", name, relations, days),
        lambda: ties_of(site.store, name, relations=relations, since=checked.since, until=checked.until),
    )
    return Ties(picture(said), said, relations, days.since, days.until)


def _name(request: Request) -> str:
    name = request.query_params.get("name", "").strip()
    if not name:
        raise QueryError("whom? give a name in the address, as in /actor?name=AZE")
    if "*" in name or name in ("paper", "any"):
        raise QueryError(f"{plain(name)!r} is no name of one actor; search for it instead")
    return name
