"""From the record of one report to the rows of the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple, TypedDict, TypeVar

from sayso.lexicon import Scaled, plover_scale
from sayso.record import Row
from sayso.store import tables as t
from sayso.store.days import day_of, days
from sayso.store.exact import held, held_id, held_number, held_or_none

Kind = TypeVar("Kind", bound=NamedTuple)
_UNKNOWN: tuple[int | None, str | None] = (None, None)


class _Made(TypedDict):
    maker: int
    inputs: str
    probability: float | None


class _Head(TypedDict):
    report: int
    n: int
    id: str


class _Span(TypedDict):
    span_start: int
    span_end: int


class _At(TypedDict):
    time_start: int | None
    time_end: int | None
    time_value: str | None


@dataclass(slots=True)
class Rows:
    """Rows of several tables, each table's in the order of its key."""

    tables: dict[type[Any], list[Any]] = field(default_factory=dict)

    def add(self, row: NamedTuple) -> None:
        """Adds a row behind those of its table."""
        self.tables.setdefault(type(row), []).append(row)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The rows of one table."""
        return self.tables.get(kind, [])


@dataclass(slots=True)
class Keys:
    """The next free key of each table, and the keys of what makes items.

    ``maker`` gives the key of a stage and what made an item in it.
    """

    maker: Callable[[str, str], int]
    free: dict[str, int] = field(default_factory=dict)

    def take(self, table: str) -> int:
        """A key that is not in use."""
        key = self.free.get(table, 1)
        self.free[table] = key + 1
        return key


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows of a report belong: its key, and those of the run and the shard that bring it."""

    report: int
    run: int
    shard: int


def shred(record: Row, place: Place, keys: Keys) -> Rows:
    """The rows of a record. What SQLite cannot hold to the letter is the nearest that it can (``exact.py``).

    Raises KeyError or TypeError for what is no record.
    """
    return _Shredder(record, place, keys).rows


COPY = ("id", "source", "published", "title", "text", "copy_of")
"""What is kept of a near copy."""


def copy_row(copy: Row, place: Place) -> t.ReportRow:
    """The row of a near copy, which was not read: ``id``, ``source``, ``published``, ``title``, ``text``, ``copy_of``.

    Raises KeyError where a key is missing.
    """
    return _report(copy, place, held_id(copy["copy_of"]))


def _report(record: Row, place: Place, copy_of: str | None) -> t.ReportRow:
    return t.ReportRow(
        report=place.report,
        id=held_id(record["id"]),
        source=held_or_none(record["source"]),
        published=record["published"],
        title=held_or_none(record["title"]),
        text=held(record["text"]),
        copy_of=copy_of,
        run=place.run,
        shard=place.shard,
        exact=None,
    )


class _Shredder:
    """The rows of one record, gathered layer by layer."""

    def __init__(self, record: Row, place: Place, keys: Keys) -> None:
        self.rows = Rows()
        self._place, self._keys = place, keys
        self._sentences: dict[int, int] = {}
        self._entities: dict[str, tuple[int, str | None]] = {}
        report = _report(record, place, None)
        self._day = day_of(report.published)
        self.rows.add(report)
        for number, span in enumerate(record["sentences"], 1):
            self._sentences[number] = key = keys.take("sentences")
            self.rows.add(t.SentenceRow(key, place.report, number, *_pair(span)))
        layers: tuple[tuple[str, Callable[[int, Row], None]], ...] = (
            ("entities", self._entity),
            ("claims", self._claim),
            ("ties", self._tie),
            ("figures", self._figure),
            ("times", self._time),
            ("attributions", self._attribution),
            ("mentions", lambda n, item: self._mention(n, item, 0)),
            ("references", lambda n, item: self._mention(n, item, 1)),
            ("signals", self._signals),
            ("problems", self._problem),
        )
        for layer, add in layers:
            for n, item in enumerate(record[layer]):
                add(n, item)

    def _made(self, item: Row) -> _Made:
        made = item["made"]
        return {
            "maker": self._keys.maker(held(made["stage"]), held(made["by"])),
            "inputs": json.dumps([held(i) for i in made["inputs"]], ensure_ascii=False),
            "probability": made["score"],
        }

    def _head(self, n: int, item: Row) -> _Head:
        return {"report": self._place.report, "n": n, "id": held(item["id"])}

    def _known(self, entity: str | None) -> tuple[int | None, str | None]:
        """The key and the country of an entity; (None, None) where the record has no such entity."""
        return _UNKNOWN if entity is None else self._entities.get(entity, _UNKNOWN)

    def _entity(self, n: int, item: Row) -> None:
        key = self._keys.take("entities")
        self._entities.setdefault(item["id"], (key, item["country"]))
        self.rows.add(
            t.EntityRow(
                entity=key,
                **self._head(n, item),
                name=held(item["name"]),
                kind=item["kind"],
                country=item["country"],
                sector=item["sector"],
                what=held_or_none(item["what"]),
                **self._made(item),
            )
        )

    def _claim(self, n: int, item: Row) -> None:
        key = self._keys.take("claims")
        scale = plover_scale()
        scaled = scale.get((item["type"], item["mode"])) or scale.get((item["type"], None))
        time = _at(item["time"])
        day_first, day_last = days(time["time_value"], self._day)
        trigger_start, trigger_end = _pair(item["trigger"])
        self.rows.add(
            t.ClaimRow(
                claim=key,
                **self._head(n, item),
                sentence=self._sentences.get(item["sentence"]),
                trigger_start=trigger_start,
                trigger_end=trigger_end,
                type=item["type"],
                mode=item["mode"],
                mood=item["mood"],
                **time,
                **self._made(item),
                published=self._day,
                day_first=day_first,
                day_last=day_last,
                quad=scaled.quad if scaled else None,
                score=scaled.score if scaled else None,
                paper=int(not item["voices"]),
            )
        )
        actors = [self._party(key, "actor", number, party) for number, party in enumerate(item["actors"])]
        others = [self._party(key, "recipient", number, party) for number, party in enumerate(item["recipients"])]
        if item["place"] is not None:
            self._party(key, "place", 0, item["place"])
        mutual = _two_sided(item, scaled)
        for actor, recipient in _dyads(actors, actors if mutual else others):
            if not mutual or actor != recipient:
                self.rows.add(t.DyadRow(actor, recipient, key, int(mutual)))
        for number, (what, value) in enumerate(item["counts"].items()):
            self.rows.add(t.ClaimCountRow(key, number, held(what), held(value)))
        self._voices(item["voices"], claim=key)

    def _party(self, claim: int, role: str, n: int, party: Row) -> str | None:
        entity, country = self._known(party["entity"])
        self.rows.add(t.ClaimPartyRow(claim, role, n, entity, *_pair_or_none(party["span"]), country))
        return country

    def _tie(self, n: int, item: Row) -> None:
        key = self._keys.take("ties")
        cue_start, cue_end = _pair(item["cue"])
        self.rows.add(
            t.TieRow(
                tie=key,
                **self._head(n, item),
                sentence=self._sentences.get(item["sentence"]),
                cue_start=cue_start,
                cue_end=cue_end,
                relation=item["relation"],
                what=held_or_none(item["what"]),
                **_at(item["time"]),
                **self._made(item),
            )
        )
        for side in ("a", "b"):
            for number, party in enumerate(item[side]):
                entity, _ = self._known(party["entity"])
                self.rows.add(t.TiePartyRow(key, side, number, entity, *_pair_or_none(party["span"])))
        self._voices(item["voices"], tie=key)

    def _figure(self, n: int, item: Row) -> None:
        key = self._keys.take("figures")
        self.rows.add(
            t.FigureRow(
                figure=key,
                **self._head(n, item),
                sentence=self._sentences.get(item["sentence"]),
                **_span(item["span"]),
                value=held_or_none(item["value"]),
                unit=held_or_none(item["unit"]),
                of=held_or_none(item["of"]),
                period=held_or_none(item["period"]),
                **self._made(item),
            )
        )
        self._voices(item["voices"], figure=key)

    def _voices(
        self, voices: list[Row], *, claim: int | None = None, tie: int | None = None, figure: int | None = None
    ) -> None:
        for level, voice in enumerate(voices):
            key = self._keys.take("voices")
            cue_start, cue_end = _pair_or_none(voice["cue"])
            self.rows.add(t.VoiceRow(key, claim, tie, figure, level, cue_start, cue_end, voice["stance"]))
            for n, entity in enumerate(voice["entities"]):
                self.rows.add(t.SpeakerRow(key, n, *self._known(entity)))

    def _time(self, n: int, item: Row) -> None:
        self.rows.add(
            t.TimeRow(
                **self._head(n, item),
                **_span(item["span"]),
                type=item["type"],
                value=held_or_none(item["value"]),
                day_first=item["begin"],
                day_last=item["end"],
                grain=held_or_none(item["grain"]),
                **self._made(item),
            )
        )

    def _attribution(self, n: int, item: Row) -> None:
        key = self._keys.take("attributions")
        self.rows.add(t.AttributionRow(attribution=key, **self._head(n, item), **self._made(item)))
        for part in ("source", "cue", "content"):
            for number, span in enumerate(item[part]):
                self.rows.add(t.AttributionSpanRow(key, part, number, *_pair(span)))

    def _mention(self, n: int, item: Row, reference: int) -> None:
        entity, _ = self._known(item["entity"])
        self.rows.add(
            t.MentionRow(
                **self._head(n, item),
                reference=reference,
                **_span(item["span"]),
                label=held(item["label"]),
                entity=entity,
                **self._made(item),
            )
        )

    def _signals(self, n: int, item: Row) -> None:
        self.rows.add(t.SignalsRow(**self._head(n, item), **self._made(item)))

    def _problem(self, n: int, item: Row) -> None:
        start, end = _pair_or_none(item["where"])
        self.rows.add(
            t.ProblemRow(
                problem=self._keys.take("problems"),
                **self._head(n, item),
                what=held(item["what"]),
                span_start=start,
                span_end=end,
                advice=held(item["advice"]),
                **self._made(item),
                source=None,
                run=self._place.run,
            )
        )


def _span(span: list[int]) -> _Span:
    start, end = _pair(span)
    return {"span_start": start, "span_end": end}


def _pair(span: list[int]) -> tuple[int, int]:
    start, end = span
    return held_number(start), held_number(end)


def _pair_or_none(span: list[int] | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else _pair(span)


def _at(time: Row | None) -> _At:
    start, end = _pair_or_none(None if time is None else time["span"])
    return {"time_start": start, "time_end": end, "time_value": None if time is None else held_or_none(time["value"])}


def _two_sided(claim: Row, scaled: Scaled | None) -> bool:
    """True where those who act do it to each other: clashes, talks, agreements. Two who threaten a third do not."""
    return not claim["recipients"] and scaled is not None and scaled.two_sided


def _dyads(ones: list[str | None], others: list[str | None]) -> dict[tuple[str, str], None]:
    """The pairs of countries that face each other, each once."""
    return {(a, b): None for a, b in product(ones, others) if a is not None and b is not None}
