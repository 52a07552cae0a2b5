"""Mentions: the names that the encoder marks, and all other words that fill a role or give a source.

Needs sentences and signals, makes mentions. A name keeps the head's label; words that fill a role and are no name
are ``Pronoun`` (one word of ``pronouns.csv``) or ``Nominal``. Offsets are code points of the document's text.
Raises nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.linking.gazetteer import gazetteer_of
from sayso.model.items import Item, Made, Mark, Mention, Sentence, Signals
from sayso.model.text import Span, stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools

PARTY_ROLES = ("actor", "recipient", "place", "source", "a", "b")
"""Roles that a party, a place or a speaker fills."""


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """The mentions of the report: names in text order, then the other words."""
    gazetteer = gazetteer_of(tools.lexicon)
    for signals in reading[Signals]:
        names = signals.marks.get("names", ())
        yield from (_mention(reading, mark, mark.label, "head:names", signals) for mark in names)
        taken = {mark.span for mark in names}
        for role, mark in _role_marks(signals):
            words = reading.words(mark.span)
            if mark.span in taken or gazetteer.phrases.is_empty(words):
                continue
            taken.add(mark.span)
            label = "Pronoun" if words.lower() in gazetteer.pronouns else "Nominal"
            yield _mention(reading, mark, label, f"head:{role}", signals)


def _role_marks(signals: Signals) -> Iterator[tuple[str, Mark]]:
    """Every span that fills a party's role in an answer, with the role, and every source."""
    for answers in signals.answers.values():
        for answer in answers:
            for role in PARTY_ROLES:
                yield from ((role, mark) for mark in answer.roles.get(role, ()))
    yield from (("sources", mark) for mark in signals.marks.get("sources", ()))


def _mention(reading: Reading, mark: Mark, label: str, by: str, signals: Signals) -> Mention:
    span: Span = mark.span
    made = Made("mentions", by, (signals.id,), mark.score)
    return Mention(stable_id("M", reading.document.id, span.start, span.end, label), span, label, made)


STAGE = Stage("mentions", (Sentence, Signals), (Mention,), run)
