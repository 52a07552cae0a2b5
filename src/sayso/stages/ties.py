"""Ties: standing relations between two parties.

Cues come from the encoder and from the phrases in ``data/ties.csv``; the encoder is asked about both, and a phrase that
it does not know counts by how often it held in training reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model.codes import Relation
from sayso.model.items import (
    Answer,
    Attribution,
    Entity,
    Item,
    Made,
    Mark,
    Mention,
    Party,
    Sentence,
    Signals,
    Tie,
    TimeExpression,
)
from sayso.model.text import Span, stable_id
from sayso.reading import Reading
from sayso.roles import Roles
from sayso.stage import Stage, Tools
from sayso.tie_phrases import TieCue, find, sides

PHRASE = 0.14
"""How often a phrase must hold in training reports for the encoder to be asked about it."""

PLAIN = 0.5
"""How often a phrase must hold to tell of a tie where the encoder sees an event."""

WEIGHT, SURE = 0.5, 0.25
"""The phrase's weight beside the encoder's in their geometric mean, and what that must reach."""


@dataclass(frozen=True, slots=True)
class _Found:
    answer: Answer
    relation: Relation
    phrase: TieCue | None
    by: str


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One tie a cue; what a sentence tells twice of the same parties ("neighbours that share a border") only once."""
    roles = Roles(reading, tools.lexicon)
    told: set[tuple[int, Relation, frozenset[str]]] = set()
    for signals in reading[Signals]:
        for found in _cues(reading, tools, signals):
            for tie in _tie(reading, roles, signals.id, found):
                key = tie.sentence, tie.relation, frozenset(p.entity for p in (*tie.a, *tie.b))
                if key not in told:
                    told.add(key)
                    yield tie


def _cues(reading: Reading, tools: Tools, signals: Signals) -> Iterator[_Found]:
    phrases = [
        cue
        for sentence in reading[Sentence]
        for cue in find(reading.document.text, sentence.span, tools.lexicon, PHRASE)
    ]
    marked = signals.answers["ties"]
    for answer in marked:
        yield _agreed(answer, [c for c in phrases if c.span.overlaps(answer.about.span)])
    ties, events = ([a.about.span for a in signals.answers[head]] for head in ("ties", "events"))
    left = [
        c for c in phrases
        if not any(c.span.overlaps(span) for span in (ties if c.score >= PLAIN else (*ties, *events)))
    ]  # fmt: skip
    answers = tools.encoder.ask(signals, "tie", [Mark(c.span, c.relation, c.score) for c in left])
    for cue, answer in zip(left, answers, strict=True):
        if answer.classes and cue.score**WEIGHT * answer.classes["type"][cue.relation] ** (1 - WEIGHT) >= SURE:
            yield _Found(answer, cue.relation, cue, f"rule:{cue.row_id}")


def _agreed(answer: Answer, phrases: list[TieCue]) -> _Found:
    """A cue of the encoder with the phrase there, if any: the relation is that of the surer of the two."""
    relation = Relation(answer.about.label)
    best = max(phrases, key=lambda c: (c.relation is relation, c.score), default=None)
    if best is not None and best.relation is not relation:
        if best.score <= answer.classes["type"][relation]:
            return _Found(answer, relation, None, "head:events")
        return _Found(answer, best.relation, best, f"rule:{best.row_id}")
    return _Found(answer, relation, best, "head:events")


def _tie(reading: Reading, roles: Roles, signals: str, found: _Found) -> Iterator[Tie]:
    answer = found.answer
    cue = answer.about.span
    a, b = _sides(reading, roles, found)
    if not a or not b:
        return
    yield Tie(
        id=stable_id("t", reading.document.id, cue, found.relation),
        sentence=roles.sentence(cue).number,
        cue=cue,
        relation=found.relation,
        what=_what(found.phrase),
        a=a,
        b=b,
        time=roles.time(answer),
        voices=roles.voices.chain(answer),
        made=Made("ties", found.by, (roles.sentence(cue).id, signals), answer.about.score),
    )


def _what(phrase: TieCue | None) -> str | None:
    """What is supplied or disputed; a name there is a party, not a thing that is supplied."""
    what = phrase.what if phrase else None
    disputed = phrase is not None and phrase.relation is Relation.DISPUTES
    return what if what and (disputed or not what[:1].isupper()) else None


def _sides(reading: Reading, roles: Roles, found: _Found) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Both sides by the phrase, which knows which is which; where it finds only one, by the encoder."""
    cue = found.answer.about.span
    a, b = roles.parties(found.answer, "a"), roles.parties(found.answer, "b")
    if found.phrase is None:
        return _two(a, b)
    mentions = _outermost((m.span for m in reading.inside(roles.sentence(cue).span, Mention)), cue)
    left, right = (roles.parties_of(side, cue) for side in sides(reading.document.text, found.phrase, mentions))
    by_phrase = _two(left, right)
    return by_phrase if all(by_phrase) else _two(a or left, b or right)


def _outermost(spans: Iterable[Span], cue: Span) -> list[Span]:
    """Mentions in text order without those inside others; what the cue stands in hides nothing."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not any(k.overlaps(span) and not k.contains(cue) for k in kept):
            kept.append(span)
    return kept


def _two(a: tuple[Party, ...], b: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Two sides with nobody on both: of "the neighbours", which are two, one is on each; one alone has no tie."""
    both = {p.entity for p in a} & {p.entity for p in b}
    if len(both) > 1 and len(a) == len(b) == len(both):
        return a[:1], b[1:]
    only_a, only_b = (tuple(p for p in side if p.entity not in both) for side in (a, b))
    return (a, only_b) if only_b else (only_a, b)


STAGE = Stage("ties", needs=(Sentence, Mention, Signals, Entity, TimeExpression, Attribution), makes=(Tie,), run=run)
