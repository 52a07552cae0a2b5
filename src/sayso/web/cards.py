"""A claim, a tie, a figure as the page shows it, from a record or from what a query gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.model.text import plain
from sayso.record import Row
from sayso.web import words as w
from sayso.web.words import Told, Who

Quote = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim. ``day`` is empty where none is told; ``report`` is the id of its report, given where the card
    stands elsewhere.
    """

    id: str
    type: str
    mode: str | None
    mood: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: Who | None
    day: str
    counts: str
    quote: Quote
    voices: tuple[Told, ...]
    report: str | None = None
    paper: str = ""
    published: str | None = None
    why: tuple[str, ...] = ()

    @property
    def event(self) -> str:
        """What sort of event, in words."""
        return w.event(self.type, self.mode)

    @property
    def code(self) -> str:
        """PLOVER's code."""
        return w.code(self.type, self.mode)

    @property
    def quad(self) -> int:
        """PLOVER's quad."""
        return w.quad_and_score(self.type, self.mode)[0]

    @property
    def score(self) -> float:
        """PLOVER's score."""
        return w.quad_and_score(self.type, self.mode)[1]

    @property
    def told(self) -> str:
        """On whose say-so, in words; empty for the paper itself."""
        return w.told(self.voices)


@dataclass(frozen=True, slots=True)
class TieCard:
    """A standing relation between two sides."""

    id: str
    relation: str
    what: str | None
    a: tuple[Who, ...]
    b: tuple[Who, ...]
    day: str
    quote: Quote
    voices: tuple[Told, ...]
    report: str | None = None
    why: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The relation in words."""
        return w.relation(self.relation, self.what)

    @property
    def told(self) -> str:
        """On whose say-so, in words; empty for the paper itself."""
        return w.told(self.voices)


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A number."""

    id: str
    value: str
    unit: str
    of: str
    period: str
    quote: Quote
    voices: tuple[Told, ...]
    why: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """On whose say-so, in words; empty for the paper itself."""
        return w.told(self.voices)


def card(row: Row) -> Card:
    """The card of a claim as ``query.claims`` gives it."""
    at = row["trigger_at"]
    sentence = row["sentence"] or row["trigger"] or ""
    quote = ("", w.shown(sentence), "") if at is None else w.quoted(sentence, at, at + len(row["trigger"] or ""))
    return Card(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        mood=row["mood"],
        actors=_people(row["actors"]),
        recipients=_people(row["recipients"]),
        place=None if row["place"] is None else _person(row["place"]),
        day=plain(row["time_value"] or ""),
        counts=w.counts(row["counts"]),
        quote=quote,
        voices=tuple(Told(_people(v["speakers"]), v["stance"]) for v in row["voices"]),
        report=row["report"],
        paper=plain(row["title"] or row["source"] or row["report"]),
        published=row["published"],
    )


def _people(rows: Iterable[Mapping[str, Any]]) -> tuple[Who, ...]:
    return tuple(dict.fromkeys(_person(row) for row in rows))


def _person(row: Mapping[str, Any]) -> Who:
    return Who.of(row["name"], row["country"])
