"""From a record to a report: everything is checked here, so that no exporter meets what it does not expect."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.dates.intervals import interval
from sayso.export.report import Linked, Numbered, Report, Says, Told, Who
from sayso.model.codes import Kind, Mood, Relation, Stance
from sayso.model.text import Span, stable_id
from sayso.record import Row

_ACROSS_REPORTS = frozenset({"state", "igo", "armed-group", "party", "company", "media", "organisation", "person"})
"""Kinds whose names stand for the same party in every report."""
_OF_A_STATE = frozenset({"government", "military"})
"""Kinds whose names do so together with their state: there is more than one Foreign Ministry."""


BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What ``report`` raises for a record that is not whole."""


def report(row: Row) -> Report:
    """A record as a report.

    A claim without an id of its own gets one from what it says. Raises one of BROKEN for a record that is not whole.
    """
    id, text = _text(row["id"]), _text(row["text"])
    if not id:
        raise ValueError("a report has an id")
    sentences = tuple(_span(s) for s in row.get("sentences") or ())
    entities = {_text(e["id"]): _entity(e, id) for e in row.get("entities") or ()}
    reader = _Reader(id, text, sentences, entities)
    mentions = [*(row.get("mentions") or ()), *(row.get("references") or ())]
    return Report(
        id,
        _maybe_text(row.get("source")),
        _day(row.get("published")),
        _maybe_text(row.get("title")),
        text,
        tuple(reader.within(s) for s in sentences),
        entities,
        tuple(reader.mention(m) for m in mentions),
        tuple((reader.span(t["span"]), _maybe_text(t["value"])) for t in row.get("times") or ()),
        tuple(reader.claim(c) for c in row.get("claims") or ()),
        tuple(reader.tie(t) for t in row.get("ties") or ()),
        tuple(reader.figure(f) for f in row.get("figures") or ()),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the items of one record."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    entities: Mapping[str, Who]

    def within(self, span: Span) -> Span:
        if span.end > len(self.text):
            raise ValueError(f"the text ends before {span.end}")
        return span

    def span(self, given: Any) -> Span:
        return self.within(_span(given))

    def maybe(self, given: Any) -> Span | None:
        return None if given is None else self.span(given)

    def worded(self, given: Any) -> Span:
        """A span that has to have words in it."""
        span = self.span(given)
        if not span.of(self.text).strip():
            raise ValueError(f"there are no words from {span.start} to {span.end}")
        return span

    def sentence(self, number: Any) -> int:
        if not isinstance(number, int) or not 1 <= number <= len(self.sentences):
            raise IndexError(f"there is no sentence {number}")
        return number

    def mention(self, row: Row) -> tuple[Span, str, str | None]:
        entity = row["entity"]
        return self.worded(row["span"]), _text(row["label"]), None if entity is None else self.entities[entity].id

    def party(self, given: Any) -> Who:
        return replace(self.entities[given["entity"]], span=self.maybe(given["span"]))

    def parties(self, given: Any) -> tuple[Who, ...]:
        """The parties, each entity once: a second name of it in the same role is no second party."""
        found: dict[str, Who] = {}
        for one in given:
            found.setdefault(one["entity"], self.party(one))
        return tuple(found.values())

    def voices(self, given: Any) -> tuple[Says, ...]:
        return tuple(self.voice(v) for v in given)

    def voice(self, row: Row) -> Says:
        speakers = tuple(self.entities[e] for e in row["entities"])
        return Says(speakers, self.maybe(row["cue"]), str(Stance(row["stance"])))

    def claim(self, row: Row) -> Told:
        at = row.get("time") or {}
        value = _maybe_text(at.get("value"))
        begin, end, grain = _covers(value)
        return Told(
            _maybe_text(row.get("id"))
            or self._made_up("c", row["trigger"], row["type"], row["mode"], row["actors"], row["voices"]),
            self.sentence(row["sentence"]),
            self.worded(row["trigger"]),
            _text(row["type"]),
            _maybe_text(row["mode"]),
            self.parties(row["actors"]),
            self.parties(row["recipients"]),
            None if row.get("place") is None else self.party(row["place"]),
            self.maybe(at.get("span")),
            value,
            begin,
            end,
            grain,
            str(Mood(row["mood"])),
            {_text(what): _text(number) for what, number in (row.get("counts") or {}).items()},
            self.voices(row["voices"]),
            _probability((row.get("made") or {}).get("score")),
        )

    def tie(self, row: Row) -> Linked:
        return Linked(
            _maybe_text(row.get("id"))
            or self._made_up("t", row["cue"], row["relation"], row["a"], row["b"], row["voices"]),
            self.sentence(row["sentence"]),
            self.span(row["cue"]),
            str(Relation(row["relation"])),
            _maybe_text(row.get("what")),
            self.parties(row["a"]),
            self.parties(row["b"]),
            _maybe_text((row.get("time") or {}).get("value")),
            self.voices(row["voices"]),
        )

    def figure(self, row: Row) -> Numbered:
        return Numbered(
            _maybe_text(row.get("id")) or self._made_up("f", row["span"], row["value"], row["unit"], row["voices"]),
            self.sentence(row["sentence"]),
            self.worded(row["span"]),
            _maybe_text(row.get("value")),
            _maybe_text(row.get("unit")),
            _maybe_text(row.get("of")),
            self.voices(row["voices"]),
        )

    def _made_up(self, letter: str, *parts: object) -> str:
        return stable_id(letter, self.id, *parts)


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError(f"words are wanted, not {given!r}")
    return given


def _maybe_text(given: Any) -> str | None:
    return None if given is None else _text(given)


def _probability(given: Any) -> float | None:
    if given is None:
        return None
    if not math.isfinite(given):
        raise ValueError(f"a probability is a number, not {given}")
    return float(given)


def _covers(value: str | None) -> tuple[date | None, date | None, str | None]:
    """First day, last day, grain; a side that is open ("since 1989", ``1989/``) has no day."""
    if value and "/" in value and "" in (sides := value.split("/")):
        first, last = interval(sides[0]), interval(sides[-1])
        known = first or last
        return (first[0] if first else None, last[1] if last else None, known[2] if known else None)
    return interval(value) or (None, None, None)


def _span(given: Any) -> Span:
    start, end = given
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"a span has two whole numbers, not {given!r}")
    return Span(start, end)


def _day(given: Any) -> date | None:
    try:
        return date.fromisoformat(_text(given)) if given else None
    except ValueError:
        return None


def _entity(row: Row, report: str) -> Who:
    id, name, kind, country = _text(row["id"]), _text(row["name"]), str(Kind(row["kind"])), _maybe_text(row["country"])
    known = kind in _ACROSS_REPORTS or (kind in _OF_A_STATE and country is not None)
    key = stable_id("w", kind, name, country) if known and _is_name(name, kind) else stable_id("w", report, id)
    return Who(id, key, name, kind, country, _maybe_text(row["sector"]), _maybe_text(row["what"]))


def _is_name(words: str, kind: str) -> bool:
    """True for a name, false for a description: "a US official" is somebody else in every report."""
    described = kind == "person" and any(w.islower() and len(w) > 3 for w in words.split())
    return any(c.isupper() for c in words) and not described
