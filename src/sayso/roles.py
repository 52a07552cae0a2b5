"""From the encoder's answers to parties, places and times of one claim, tie or figure.

A role filled by words of another sentence gives a party without a span: the sentence leaves it out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from sayso.dates.claims import claim_value
from sayso.dates.dateline import anchor_of
from sayso.lexicon import Lexicon
from sayso.linking.gazetteer import gazetteer_of
from sayso.model.codes import Kind
from sayso.model.items import Answer, At, Entity, Mark, Party, Sentence, TimeExpression
from sayso.model.text import Span
from sayso.parties import PartyIndex
from sayso.reading import Reading
from sayso.voices import Voices


class Roles:
    """Fills roles in one reading; made once a stage, since it indexes sentences, parties, times and voices."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.parties_at = PartyIndex(reading)
        self.voices = Voices(reading, gazetteer_of(lexicon).phrases.words("issued"), self.parties_at)
        self._sentences = reading[Sentence]
        self._starts = [s.span.start for s in self._sentences]
        self._times = reading[TimeExpression]
        self._document = reading.document
        self._kinds = {entity.id: entity.kind for entity in reading[Entity]}
        self._anchor = anchor_of(reading.document)

    def sentence(self, span: Span) -> Sentence:
        """The sentence in which a span starts."""
        return self._sentences[max(0, bisect_right(self._starts, span.start) - 1)]

    def parties(self, answer: Answer, role: str) -> tuple[Party, ...]:
        """The parties in a role, in text order, each entity once; words of the same sentence win over those outside."""
        return self.parties_of((mark.span for mark in answer.roles.get(role, ())), answer.about.span)

    def sides(self, answer: Answer) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Actors and recipients. Nobody is both: who is given as both stays where the encoder is surer."""
        actors, recipients = self.parties(answer, "actor"), self.parties(answer, "recipient")
        both = {p.entity for p in actors} & {p.entity for p in recipients}
        acts = {e for e in both if self._score(answer, "actor", e) >= self._score(answer, "recipient", e)}
        return (
            tuple(p for p in actors if p.entity not in both or p.entity in acts),
            tuple(p for p in recipients if p.entity not in acts),
        )

    def _score(self, answer: Answer, role: str, entity: str) -> float:
        return max(m.score for m in answer.roles.get(role, ()) if entity in self.parties_at.at(m.span))

    def parties_of(self, spans: Iterable[Span], here: Span) -> tuple[Party, ...]:
        """The parties that spans stand for, seen from the sentence of ``here``."""
        sentence = self.sentence(here).span
        found: dict[str, Span | None] = {}
        for span in spans:
            inside = span if sentence.overlaps(span) else None
            for entity in self.parties_at.at(span):
                if found.get(entity) is None:
                    found[entity] = inside
        return tuple(Party(entity, span) for entity, span in found.items())

    def kinds(self, parties: Iterable[Party]) -> dict[Span, Kind]:
        """What sort of thing the parties that are told in the sentence are, by their spans."""
        return {p.span: self._kinds[p.entity] for p in parties if p.span is not None and p.entity in self._kinds}

    def place(self, answer: Answer) -> Party | None:
        """Where it took place: the surest words of the role."""
        marks = answer.roles.get("place", ())
        if not marks:
            return None
        found = self.parties_of([surest(marks).span], answer.about.span)
        return found[0] if found else None

    def time(self, answer: Answer) -> At | None:
        """When it took place: the surest words of the role, with the value of the time expression in them."""
        marks = answer.roles.get("time", ())
        if not marks:
            return None
        span = self._with_what_follows(surest(marks).span)
        return At(span, claim_value(self._document.text, span, self._times, self._anchor))

    def _with_what_follows(self, span: Span) -> Span:
        """The span with the time expression right behind it: a lone "on" stands for "on Friday"."""
        times = [time.span for time in self._times]
        if any(time.overlaps(span) for time in times):
            return span
        end = next((time.end for time in times if span.end < time.start <= span.end + 1), span.end)
        return Span(span.start, end)


def surest(marks: Iterable[Mark]) -> Mark:
    """The mark with the highest score."""
    return max(marks, key=lambda m: m.score)
