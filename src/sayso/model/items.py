"""Everything that is read out of a report. Items are frozen; stages make new ones, they change none.

Each item says what made it (``Made``), so that ``sayso why`` can follow it down to the words.
Offsets are code points of ``Document.text``; None = the text does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model.codes import EventType, Kind, Mood, Relation, Stance
from sayso.model.text import Span
from sayso.model.time import When


@dataclass(frozen=True, slots=True)
class Made:
    """What made an item.

    ``stage`` is the stage's name; ``by`` is ``head:NAME`` for a head of the encoder or ``rule:FILE#ROW`` /
    ``rule:NAME`` for a rule; ``inputs`` are ids of the items it was made from; ``score`` is the head's
    probability, None for a rule.
    """

    stage: str
    by: str
    inputs: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``number`` counts from 1."""

    id: str
    span: Span
    number: int
    made: Made


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or stand for an entity.

    ``label`` is a name class of the encoder (Person, Location, Organization, NORP, ...), or ``Pronoun`` or
    ``Nominal`` for words that stand for something. ``entity`` is set by the entities stage on its own copy.
    """

    id: str
    span: Span
    label: str
    made: Made
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A party, place or speaker of the report. ``country`` is ISO 3166 alpha-3, ``sector`` a PLOVER sector."""

    id: str
    name: str
    kind: Kind
    made: Made
    country: str | None = None
    sector: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TimeML time expression and what it means, counted from the report's date."""

    id: str
    span: Span
    when: When
    made: Made


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is given as saying which words. Each part may be broken into several spans, or be missing."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Party:
    """An entity in a role; ``span`` is None when the sentence leaves it out."""

    entity: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of a chain. No entities = a voice nobody names; cue None = carried over from before."""

    entities: tuple[str, ...]
    cue: Span | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class At:
    """When something took place: the words and the ISO 8601 value (None where it cannot be worked out)."""

    span: Span | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One event as one chain of voices (outermost first; empty = the paper itself) tells it."""

    id: str
    sentence: int
    trigger: Span
    type: EventType
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Party | None
    time: At | None
    mood: Mood
    counts: Mapping[str, str]
    voices: tuple[Voice, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation between two parties, as told; ``what`` is what is supplied or disputed."""

    id: str
    sentence: int
    cue: Span
    relation: Relation
    what: str | None
    a: tuple[Party, ...]
    b: tuple[Party, ...]
    time: At | None
    voices: tuple[Voice, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, as told. ``value`` is ``"69"``, ``"10..20"``, ``">=10"`` or ``"~dozens"``."""

    id: str
    sentence: int
    span: Span
    value: str | None
    unit: str | None
    of: str | None
    period: str | None
    voices: tuple[Voice, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, where, why, and what to do about it."""

    id: str
    what: str
    where: Span | None
    advice: str
    made: Made


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a head of the encoder marks, with its label and probability. Raw material, not an item."""

    span: Span
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the encoder says when asked about one marked span.

    ``roles`` maps a role (actor, recipient, place, time, cue1, cue2, source, content, a, b) to the spans
    that fill it, in text order; ``classes`` maps a question (type, mode, mood, voices, stance1, stance2) to
    label -> probability.
    """

    about: Mark
    roles: Mapping[str, tuple[Mark, ...]]
    classes: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Signals:
    """What the encoder sees in one report, decoded to spans.

    ``marks`` maps a head (names, times, cues, sources, contents, events, ties, figures) to its spans in text
    order; ``answers`` holds what it says about each cue, event, tie and figure, in the order of the marks.
    ``state`` is the encoder's own memory of the text, for asking more (``encoder.ask``); stages never look inside.
    """

    id: str
    marks: Mapping[str, tuple[Mark, ...]]
    answers: Mapping[str, tuple[Answer, ...]]
    made: Made
    state: object = field(default=None, repr=False, compare=False)


Item = Sentence | Mention | Entity | TimeExpression | Attribution | Claim | Tie | Figure | Problem | Signals
