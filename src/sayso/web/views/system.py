"""One picture of the parties and what stands between them, of one report or of the whole store."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from sayso.record import Row
from sayso.web.answers import table_csv
from sayso.web.asked import Days
from sayso.web.cards import Card
from sayso.web.look import as_json, render
from sayso.web.picture import Picture, Statement, in_days, picture
from sayso.web.record_cards import RecordCards
from sayso.web.site import Site
from sayso.web.statements import of_record, of_store
from sayso.web.words import headline

_COLUMNS = ("from", "to", "mutual", "words", "told", "voices", "denied", "side", "score", "claims")


@dataclass(frozen=True, slots=True)
class Asks:
    """What the address asks for: ``report`` empty for the whole store."""

    report: str
    unfolded: frozenset[str]
    only: str
    days: Days

    @classmethod
    def of(cls, request: Request) -> Asks:
        """What a request asks for."""
        query = request.query_params
        return cls(
            query.get("report", ""),
            frozenset(query.getlist("unfold")),
            query.get("voices", ""),
            Days.of(query),
        )


def system(site: Site, request: Request) -> Response:
    """The picture, and below it the same as a table."""
    asks = Asks.of(request)
    found = _picture(site, asks)
    cards: dict[str, Card] = {}
    title = ""
    if asks.report:
        record = next(iter(site.store.records([asks.report])))
        cards = {c.id: c for c in RecordCards(record).claims()}
        title = headline(record)
    return render(
        site,
        request,
        "system.html",
        picture=found,
        data=found.to_dict(),
        asks=asks,
        cards=cards,
        title=title,
        unfolded=sorted(asks.unfolded),
    )


def system_json(site: Site, request: Request) -> Response:
    """The picture as nodes and edges."""
    return as_json(_picture(site, Asks.of(request)).to_dict())


def system_csv(site: Site, request: Request) -> Response:
    """The edges of the picture as a table."""
    return table_csv(_COLUMNS, _rows(_picture(site, Asks.of(request))), "system")


def _rows(found: Picture) -> list[Row]:
    return [
        {
            "from": e.a.words, "to": e.b.words, "mutual": e.mutual, "words": e.words, "told": e.told,
            "voices": e.voices, "denied": e.denied, "side": e.side, "score": round(e.score, 2),
            "claims": len(e.statements),
        }
        for e in found.edges
    ]  # fmt: skip


def _picture(site: Site, asks: Asks) -> Picture:
    return site.remember(("picture", asks), lambda: _drawn(site, asks))


def _drawn(site: Site, asks: Asks) -> Picture:
    # checks the days, too
    days = asks.days.filter()
    said: list[Statement]
    if asks.report:
        record = next(iter(site.store.records([asks.report])))
        said = list(
            in_days(of_record(record), str(days.since) if days.since else None, str(days.until) if days.until else None)
        )
    else:
        wanted = replace(days, voice=(asks.only,)) if asks.only in ("paper", "any") else days
        said = of_store(site.store, wanted)
    if asks.only == "paper":
        said = [s for s in said if not s.voices]
    elif asks.only == "any":
        said = [s for s in said if s.voices]
    return picture(said, unfolded=asks.unfolded)
