"""Signals: what the encoder sees in the text, in one pass and one round of questions.

Spans that it takes for parties are put right by rule: whole names and phrases, lists cut into their members.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.linking.gazetteer import gazetteer_of
from sayso.linking.parties_in import PartyWords
from sayso.linking.phrases import PhraseReader
from sayso.model.items import Answer, Item, Mark, Sentence, Signals
from sayso.model.text import Span, SpansApart
from sayso.reading import Reading
from sayso.stage import Stage, Tools

LISTS = ("actor", "recipient", "a", "b")
"""Roles that several parties may fill; a place and a source are looked at as one."""

PARTIES = frozenset({"Person", "Organization", "Location", "NORP", "Facility", "Misc"})
"""Names that can be parties; dates and sums of money cannot."""


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One ``Signals`` item a report."""
    document = reading.document
    signals = tools.encoder.read(document.id, document.text, [s.span for s in reading[Sentence]])
    names = SpansApart(m.span for m in signals.marks["names"] if m.label in PARTIES)
    speakers = SpansApart(m.span for m in signals.marks["sources"])
    gazetteer = gazetteer_of(tools.lexicon)
    words = PartyWords(document.text, names, speakers, gazetteer)
    answers = {
        head: tuple(words.mend(answer, (*LISTS, "place"), LISTS) for answer in found)
        for head, found in signals.answers.items()
    }
    answers["events"] = _triggers(reading, gazetteer.phrases, answers["events"], names)
    yield replace(signals, answers=answers)


def _triggers(
    reading: Reading, phrases: PhraseReader, events: tuple[Answer, ...], names: SpansApart
) -> tuple[Answer, ...]:
    """The events whose trigger can be one: not a name, a small word, or the next word of the same event."""
    kept: list[Answer] = []
    for event in events:
        span = event.about.span
        if any(names.spans[i].contains(span) for i in names.touching(span)):
            continue
        if all(phrases.is_a(word, "no_trigger") for word in reading.words(span).lower().split()):
            continue
        last = kept[-1].about if kept else None
        if last and last.label == event.about.label and reading.words(Span(last.span.end, span.start)) == " ":
            if any(m.span.contains(last.span) for role in LISTS for m in event.roles.get(role, ())):
                kept[-1] = event  # who acts is not what is done: "Rebels attacked"
                continue
            whole = Mark(Span(last.span.start, span.end), last.label, max(last.score, event.about.score))
            surer = kept[-1] if last.score >= event.about.score else event
            kept[-1] = replace(surer, about=whole)
            continue
        kept.append(event)
    return tuple(kept)


STAGE = Stage("signals", needs=(Sentence,), makes=(Signals,), run=run)
