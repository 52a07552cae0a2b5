"""Attributions: who is given as saying which words.

The encoder is asked about every cue ("said", "According to"): the words of its source and of its content. So each
content belongs to its own cue, and contents may lie inside each other ("Kyiv said Moscow had admitted ...").
Direct speech beside a cue is its content to the last word: the encoder looks only so far around a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from sayso.linking.gazetteer import gazetteer_of
from sayso.model.items import Answer, Attribution, Item, Made, Signals
from sayso.model.text import Span, hull, stable_id
from sayso.quotations import quotations
from sayso.reading import Reading
from sayso.stage import Stage, Tools

_WORD = re.compile(r"\w+")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_BE_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(_BE))}) (?:(?:\w+ly|also|now|not|still|so) )?$")
_APART = re.compile(r"[.!?;]\s|[“”\"\n]")
"""What parts a cue from a quotation: a sentence's end, or another quotation."""

_CLOSING = re.compile(r"[,.!?]{0,2}[”\"]")
_COLON = re.compile(r":\s+$")
"""After a colon the quotation may stand in a paragraph of its own."""

BESIDE = 60
"""Code points between a quotation and its cue: room for who speaks."""

NEAR = 12
"""Code points between a cue and a source that the encoder did not link to it."""


def run(reading: Reading, tools: Tools) -> Iterable[Item]:
    """One attribution a cue."""
    speech = quotations(reading.document.text)
    told_of = gazetteer_of(tools.lexicon).phrases.words("told_of")
    for signals in reading[Signals]:
        for answer in signals.answers["cues"]:
            yield from _attribution(reading, signals, answer, speech, told_of)


def _attribution(
    reading: Reading, signals: Signals, answer: Answer, speech: list[Span], told_of: Set[str]
) -> Iterator[Attribution]:
    cue, text = answer.about.span, reading.document.text
    source = tuple(m.span for m in answer.roles.get("source", ())) or _beside(reading, signals, cue)
    if _of_others(cue, text, told_of):
        # who is expected, accused or told something does not say it; who does is named behind "by"
        source = tuple(s for s in source if s.start > cue.start)
    content = tuple(m.span for m in answer.roles.get("content", ()))
    content = tuple(_with_marks(c, text) for c in _with_speech(content, cue, speech, text))
    made = Made("attributions", "head:cues", (signals.id,), answer.about.score)
    yield Attribution(stable_id("a", reading.document.id, cue, source, content), source, (cue,), content, made)


def _of_others(cue: Span, text: str, told_of: Set[str]) -> bool:
    """True for a passive whose subject is spoken of or to: "is expected", "was told", "been accused of"."""
    words = _WORD.findall(cue.of(text).lower())
    if told_of.isdisjoint(words):
        return False
    return bool(_BE.intersection(words)) or bool(_BE_BEFORE.search(text, max(0, cue.start - 30), cue.start))


def _with_speech(content: tuple[Span, ...], cue: Span, speech: list[Span], text: str) -> tuple[Span, ...]:
    """The content with the whole of a quotation beside the cue: one that it has a part of, or where it has nothing."""
    for quotation in speech:
        if quotation.contains(cue):
            continue
        begins = any(abs(c.start - quotation.start) <= 1 for c in content)
        if not (begins or _is_beside(quotation, cue, text)):
            continue
        parts = [c for c in content if c.overlaps(quotation)]
        if (parts or not content) and not any(c.contains(quotation) for c in parts):
            content = tuple(sorted({*(c for c in content if c not in parts), hull((*parts, quotation))}))
    return content


def _with_marks(content: Span, text: str) -> Span:
    """The content with the mark that closes the quotation it ends in, and the one that opens what it closes."""
    words = content.of(text)
    closing = _CLOSING.match(text, content.end)
    is_open = words.count("“") > words.count("”") + words.count("''")
    if closing and (is_open or (closing[0].endswith('"') and words.count('"') % 2)):
        content = Span(content.start, closing.end())
    if words.endswith("”") and words.count("”") > words.count("“") and text[content.start - 1 : content.start] == "“":
        content = Span(content.start - 1, content.end)
    return content


def _is_beside(quotation: Span, cue: Span, text: str) -> bool:
    between = text[quotation.end : cue.start] if quotation.end <= cue.start else text[cue.end : quotation.start]
    return len(between) <= BESIDE and not _APART.search(_COLON.sub("", between))


def _beside(reading: Reading, signals: Signals, cue: Span) -> tuple[Span, ...]:
    """The nearest words in the cue's sentence that the first pass took for a source, at most ``NEAR`` away."""
    sentence = reading.sentence_of(cue)
    if sentence is None:
        return ()
    around = [m.span for m in signals.marks["sources"] if sentence.span.contains(m.span) and not m.span.overlaps(cue)]
    gaps = {span: max(span.start - cue.end, cue.start - span.end) for span in around}
    nearest = min(gaps, key=lambda span: gaps[span], default=None)
    return (nearest,) if nearest is not None and gaps[nearest] <= NEAR else ()


STAGE = Stage("attributions", needs=(Signals,), makes=(Attribution,), run=run)
