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
    Sentence,
    Signals,
    Tie,
    TimeExpression,
)
from sayso.model.text import stable_id
from sayso.reading import Reading
from sayso.roles import Roles
from sayso.stage import Stage, Tools
from sayso.tie_phrases import TieCue, find, sides

PHRASE, SURE = 0.14, 0.4
"""How often a phrase must hold for the encoder to be asked about it, and what both must reach together."""


@dataclass(frozen=True, slots=True)
class _Found:
    answer: Answer
    relation: Relation
    phrase: TieCue | None


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One tie a cue, a relation told twice by overlapping cues only once."""
    roles = Roles(reading)
    for signals in reading[Signals]:
        for found in _cues(reading, tools, signals):
            yield from _tie(reading, roles, found)


def _cues(reading: Reading, tools: Tools, signals: Signals) -> Iterator[_Found]:
    marked = signals.answers["ties"]
    for answer in marked:
        yield _Found(answer, Relation(answer.about.label), None)
    taken = [a.about.span for a in (*marked, *signals.answers["events"])]
    phrases = [
        cue
        for sentence in reading[Sentence]
        for cue in find(reading.document.text, sentence.span, tools.lexicon, PHRASE)
        if not any(cue.span.overlaps(t) for t in taken)
    ]
    answers = tools.encoder.ask(signals, "tie", [Mark(c.span, c.relation, c.score) for c in phrases])
    for cue, answer in zip(phrases, answers, strict=True):
        if answer.classes and (cue.score * answer.classes["type"][cue.relation]) ** 0.5 >= SURE:
            yield _Found(answer, cue.relation, cue)


def _tie(reading: Reading, roles: Roles, found: _Found) -> Iterator[Tie]:
    answer, phrase = found.answer, found.phrase
    cue = answer.about.span
    a, b = roles.parties(answer, "a"), roles.parties(answer, "b")
    if phrase and not (a and b):
        mentions = [m.span for m in reading.inside(roles.sentence(cue).span, Mention)]
        left, right = sides(reading.document.text, phrase, mentions)
        a, b = a or roles.parties_of(left, cue), b or roles.parties_of(right, cue)
    if not a or not b:
        return
    by = f"rule:{phrase.row_id}" if phrase else "head:events"
    yield Tie(
        id=stable_id("t", reading.document.id, cue, found.relation),
        sentence=roles.sentence(cue).number,
        cue=cue,
        relation=found.relation,
        what=phrase.what if phrase else None,
        a=a,
        b=b,
        time=roles.time(answer),
        voices=roles.voices.chain(answer),
        made=Made("ties", by, score=answer.about.score),
    )


STAGE = Stage("ties", needs=(Sentence, Mention, Signals, Entity, TimeExpression, Attribution), makes=(Tie,), run=run)
