"""Entities: which mentions are one party, place or speaker, and what it is.

Needs sentences, mentions and signals; makes entities, and the mentions again with their entity. A mention of several
("Russia and Ukraine", "both countries") comes once for each. Rules: ``sayso.linking``; what counts as one party is in
the annotation guide: a state with its capital and demonym, each named organ on its own. Offsets are code points of
the document's text. Raises nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.linking.anaphora import Speech, Surroundings
from sayso.linking.gazetteer import gazetteer_of
from sayso.linking.linker import Linker
from sayso.linking.naming import entity_of
from sayso.model.items import Entity, Item, Mention, Sentence, Signals
from sayso.model.text import hull, stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """The report's entities, then its mentions with them."""
    gazetteer = gazetteer_of(tools.lexicon)
    document = reading.document
    around = Surroundings(reading[Sentence], _speeches(reading))
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


STAGE = Stage("entities", (Sentence, Mention, Signals), (Entity, Mention), run)
