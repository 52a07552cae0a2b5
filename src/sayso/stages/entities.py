"""Entities: which mentions are one party, place or speaker, and what it is.

Needs sentences, mentions and signals; makes entities, and the mentions again with their entity. A mention of several
("Russia and Ukraine", "both countries") comes once for each. Rules: ``sayso.linking``; what counts as one party is in
the annotation guide: a state with its capital and demonym, each named organ on its own. Offsets are code points of
the document's text. Raises nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.linking.anaphora import Speech, Surroundings
from sayso.linking.gazetteer import Gazetteer, gazetteer_of
from sayso.linking.linker import Linker
from sayso.linking.naming import entity_of
from sayso.model.items import Entity, Item, Mark, Mention, Sentence, Signals
from sayso.model.text import Span, hull, stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """The report's entities, then its mentions with them."""
    gazetteer = gazetteer_of(tools.lexicon)
    document = reading.document
    around = Surroundings(reading[Sentence], _speeches(reading), _picks(reading, tools))
    linker = Linker(document.text, reading[Mention], gazetteer, around)
    home = linker.evidence.main
    ids: dict[int, str] = {}
    for party in linker.run().known:
        entity = entity_of(document.id, party, gazetteer, home)
        ids[party.number] = entity.id
        yield entity
    for mention in reading[Mention]:
        for place, party in enumerate(linker.links.get(mention.id, ())):
            own = mention.id if place == 0 else stable_id("M", mention.id, place)
            yield Mention(own, mention.span, mention.label, mention.made, ids[party.number])


def _speeches(reading: Reading) -> tuple[Speech, ...]:
    """Who says which words, as the encoder links each cue."""
    found = []
    for signals in reading[Signals]:
        for answer in signals.answers.get("cues", ()):
            content = tuple(mark.span for mark in answer.roles.get("content", ()))
            source = tuple(mark.span for mark in answer.roles.get("source", ()))
            if content:
                found.append(Speech(content, hull(source) if source else None))
    return tuple(found)


def _picks(reading: Reading, tools: Tools) -> Mapping[Span, tuple[Mark, ...]]:
    """What the encoder says that pronouns and stand-ins mean: spans earlier in the text, by the span asked about."""
    gazetteer = gazetteer_of(tools.lexicon)
    asked = [
        Mark(m.span, m.label, m.made.score or 0.0)
        for m in reading[Mention]
        if m.label in ("Pronoun", "Nominal") and _stands_in(reading.words(m.span).lower(), gazetteer)
    ]
    picks: dict[Span, tuple[Mark, ...]] = {}
    for signals in reading[Signals]:
        for answer in tools.encoder.ask(signals, "anaphor", asked) if asked else ():
            picks[answer.about.span] = answer.roles.get("antecedent", ())
    return picks


def _stands_in(words: str, gazetteer: Gazetteer) -> bool:
    """A pronoun that speaks of a third, or a stand-in with "the" or the like."""
    if pronoun := gazetteer.pronouns.get(words):
        return pronoun.person in ("3", "r")
    first, _, rest = words.partition(" ")
    return gazetteer.phrases.is_a(first, "definite") and rest.rpartition(" ")[2] in gazetteer.stand_ins


STAGE = Stage("entities", (Sentence, Mention, Signals), (Entity, Mention), run)
