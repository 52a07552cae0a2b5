"""The cards of one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.model.text import plain
from sayso.record import Row
from sayso.web import words as w
from sayso.web.cards import Card, FigureCard, Quote, TieCard
from sayso.web.why import Why
from sayso.web.words import Told, Who


class RecordCards:
    """Makes cards out of the items of one record."""

    def __init__(self, record: Row) -> None:
        self._record = record
        self._who = {e["id"]: Who.of(e["name"], e["country"]) for e in record["entities"]}
        self._why = Why(record)

    def claims(self) -> list[Card]:
        """The claims, in the order of the text."""
        rows = sorted(self._record["claims"], key=lambda c: (c["sentence"] or 0, c["trigger"]))
        return [self._claim(row) for row in rows]

    def ties(self) -> list[TieCard]:
        """The ties."""
        return [self._tie(row) for row in self._record["ties"]]

    def figures(self) -> list[FigureCard]:
        """The figures."""
        return [self._figure(row) for row in self._record["figures"]]

    def told(self, voices: Iterable[Row]) -> tuple[Told, ...]:
        """A chain of voices."""
        return tuple(Told(self.people(v["entities"]), v["stance"]) for v in voices)

    def people(self, ids: Iterable[str]) -> tuple[Who, ...]:
        """The entities of these ids, each once."""
        return tuple(dict.fromkeys(self._who.get(id) or Who.of(str(id)) for id in ids))

    def _parties(self, parties: Iterable[Row]) -> tuple[Who, ...]:
        return self.people(p["entity"] for p in parties)

    def _claim(self, row: Row) -> Card:
        return Card(
            id=row["id"],
            type=row["type"],
            mode=row["mode"],
            mood=row["mood"],
            actors=self._parties(row["actors"]),
            recipients=self._parties(row["recipients"]),
            place=self._parties([row["place"]])[0] if row["place"] else None,
            day=self._day(row["time"]),
            counts=w.counts(row["counts"]),
            quote=self._quote(row["sentence"], row["trigger"]),
            voices=self.told(row["voices"]),
            why=self._why.lines(row["id"]),
        )

    def _tie(self, row: Row) -> TieCard:
        return TieCard(
            id=row["id"],
            relation=row["relation"],
            what=row["what"],
            a=self._parties(row["a"]),
            b=self._parties(row["b"]),
            day=self._day(row["time"]),
            quote=self._quote(row["sentence"], row["cue"]),
            voices=self.told(row["voices"]),
            why=self._why.lines(row["id"]),
        )

    def _figure(self, row: Row) -> FigureCard:
        return FigureCard(
            id=row["id"],
            value=plain(row["value"] or ""),
            unit=plain(row["unit"] or ""),
            of=plain(row["of"] or ""),
            period=plain(row["period"] or ""),
            quote=self._quote(row["sentence"], row["span"]),
            voices=self.told(row["voices"]),
            why=self._why.lines(row["id"]),
        )

    def _day(self, at: Mapping[str, object] | None) -> str:
        if at is None:
            return ""
        if at["value"]:
            return plain(str(at["value"]))
        span = at["span"]
        return plain(self._words(span)) if isinstance(span, list) else ""

    def _words(self, span: list[int]) -> str:
        text: str = self._record["text"]
        return text[span[0] : span[1]]

    def _quote(self, sentence: int | None, span: list[int]) -> Quote:
        spans = self._record["sentences"]
        start, end = spans[sentence - 1] if sentence is not None and 0 < sentence <= len(spans) else span
        start, end = min(start, span[0]), max(end, span[1])
        return w.quoted(self._words([start, end]), span[0] - start, span[1] - start)
