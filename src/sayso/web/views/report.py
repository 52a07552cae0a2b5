"""One report: its text with its marks, and beside it what it says, grouped by who says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.model.text import plain
from sayso.query.columns import COLUMNS, flat
from sayso.record import Row
from sayso.web.answers import table_csv
from sayso.web.cards import FigureCard, TieCard
from sayso.web.groups import Colours, Group, by_voice, everybody
from sayso.web.look import as_json, render
from sayso.web.marks import Segment, segments
from sayso.web.picture import Picture, picture
from sayso.web.record_cards import RecordCards
from sayso.web.site import Site
from sayso.web.statements import of_record
from sayso.web.timeline import Timeline, timeline
from sayso.web.words import headline


@dataclass(frozen=True, slots=True)
class Seen:
    """A record, ready to be shown. ``picture`` is that of its ties; ``speakers`` are all groups, for the legend."""

    title: str
    source: str
    published: str | None
    segments: list[Segment]
    groups: list[Group]
    ties: list[TieCard]
    figures: list[FigureCard]
    timeline: Timeline | None
    picture: Picture
    problems: list[Row]
    paper_only: bool
    claims: int
    voiced: int

    @property
    def speakers(self) -> list[Group]:
        """All groups, each before those within it."""
        return list(everybody(self.groups))


def seen(record: Row, *, paper_only: bool) -> Seen:
    """A record as it is shown. ``paper_only``: without what only others say."""
    cards = RecordCards(record)
    colours = Colours()
    claims = cards.claims()
    wanted = [c for c in claims if not (paper_only and c.voices)]
    groups = by_voice(wanted, colours)
    ties = [s for s in of_record(record) if s.is_tie and not (paper_only and s.voices)]
    return Seen(
        title=headline(record),
        source=plain(record["source"] or ""),
        published=record["published"],
        segments=segments(record, colours, paper_only=paper_only),
        groups=groups,
        ties=[t for t in cards.ties() if not (paper_only and t.voices)],
        figures=[f for f in cards.figures() if not (paper_only and f.voices)],
        timeline=timeline(record),
        picture=picture(ties),
        problems=record["problems"],
        paper_only=paper_only,
        claims=len(claims),
        voiced=sum(1 for c in claims if c.voices),
    )


def report(site: Site, request: Request) -> Response:
    """The report ``id``; ``voices=paper`` shows only what the paper says itself, ``print=1`` is for paper."""
    id = request.query_params.get("id", "")
    paper_only = request.query_params.get("voices") == "paper"
    found = site.store.report(id)
    values: dict[str, Any] = {
        "seen": seen(found.record, paper_only=paper_only),
        "id": id,
        "copies": found.copies,
        "print": "print" in request.query_params,
        "pasted": None,
    }
    return render(site, request, "report.html", **values)


def report_json(site: Site, request: Request) -> Response:
    """The record of the report ``id``."""
    return as_json(next(iter(site.store.records([request.query_params.get("id", "")]))))


def report_csv(site: Site, request: Request) -> Response:
    """The claims of the report ``id``."""
    found = site.store.report(request.query_params.get("id", ""))
    return table_csv(list(COLUMNS), map(flat, found.claims), "report")
