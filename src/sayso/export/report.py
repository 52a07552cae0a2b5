"""A report as exporters see it: parties instead of ids, spans with their words, claims with their dates.

Offsets are code points of the report's text, half-open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sayso.model.text import Span

UNNAMED = "somebody unnamed"


@dataclass(frozen=True, slots=True)
class Who:
    """An entity, maybe in a role. ``key`` is the same in every report that names it; ``span`` None = left out."""

    id: str
    key: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    what: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """One voice of a chain: who speaks (nobody: unnamed), the words that say so, and the stance."""

    speakers: tuple[Who, ...]
    cue: Span | None
    stance: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim. ``begin`` and ``end`` are the first and last day that its time covers, None where not known or open."""

    id: str
    sentence: int
    trigger: Span
    type: str
    mode: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: Who | None
    time_span: Span | None
    time_value: str | None
    begin: date | None
    end: date | None
    grain: str | None
    mood: str
    counts: Mapping[str, str]
    voices: tuple[Says, ...]
    score: float | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A tie between parties, as told."""

    id: str
    sentence: int
    cue: Span
    relation: str
    what: str | None
    a: tuple[Who, ...]
    b: tuple[Who, ...]
    time_value: str | None
    voices: tuple[Says, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A figure, as told."""

    id: str
    sentence: int
    span: Span
    value: str | None
    unit: str | None
    of: str | None
    voices: tuple[Says, ...]


@dataclass(frozen=True)
class Report:
    """One report and what was read out of it."""

    id: str
    source: str | None
    published: date | None
    title: str | None
    text: str
    sentences: tuple[Span, ...]
    entities: Mapping[str, Who]
    mentions: tuple[tuple[Span, str, str | None], ...] = field(repr=False)
    """Names, and words that stand for something: span, label, entity."""
    times: tuple[tuple[Span, str | None], ...] = field(repr=False)
    claims: tuple[Told, ...] = field(repr=False)
    ties: tuple[Linked, ...] = field(repr=False)
    figures: tuple[Numbered, ...] = field(repr=False)

    def words(self, span: Span | None) -> str:
        """The words of a span, "" for none."""
        return "" if span is None else span.of(self.text)

    def sentence(self, number: int) -> Span:
        """The span of a sentence, counted from 1."""
        return self.sentences[number - 1]

    @property
    def address(self) -> str | None:
        """The source, where it is an address on the web."""
        return self.source if self.source and self.source.startswith(("http://", "https://")) else None

    @property
    def publisher(self) -> str | None:
        """The host of the address, without ``www``; the source as it is where it is no address."""
        if self.address is None:
            return self.source
        return self.address.split("/")[2].rpartition("@")[2].split(":")[0].removeprefix("www.").lower() or None

    @cached_property
    def _of_entity(self) -> Mapping[str, tuple[Span, ...]]:
        found: dict[str, list[Span]] = defaultdict(list)
        for span, _, entity in self.mentions:
            if entity is not None:
                found[entity].append(span)
        return {entity: tuple(sorted(spans)) for entity, spans in found.items()}

    def nearest(self, who: Who, sentence: int, at: Span) -> Span | None:
        """Words that stand for a party, for one that its own sentence leaves out or a voice.

        The mention in the sentence that is nearest to ``at``, else the last one before it, else the first one.
        """
        spans = self._of_entity.get(who.id, ())
        here = [s for s in spans if self.sentence(sentence).contains(s)]
        if here:
            return min(here, key=lambda s: (abs(s.start - at.start), s))
        before = [s for s in spans if s.end <= at.start]
        return before[-1] if before else (spans[0] if spans else None)
