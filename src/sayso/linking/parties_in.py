"""Words that the encoder takes for a party, put right: whole names, whole phrases, and each member of a list by itself.

The encoder labels words one by one; where it is unsure it may stop in the middle of a name ("United") or after an
article ("the"), or take a list for one party ("Sudland and the Northern Army"). All spans are code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.linking.gazetteer import Gazetteer
from sayso.linking.joined import joined
from sayso.linking.phrases import Word, words_of
from sayso.model.items import Answer, Mark
from sayso.model.text import Span, SpansApart

_JOINT = re.compile(r"\s*,?\s+(?:and|or|&|as well as|along with)\s+|\s*,\s+")
_UNFINISHED = ("article", "demonstrative", "possessive", "quantifier", "honorific", "former", "name_end")
_TRAILING = ("linker", "name_end", "place_preposition", "article")
_REST_OF_NUMBER = re.compile(r"(?<=\d)(?:[,.]\d+)+")
_NEXT = re.compile(r"[ \u00a0]+(?=\w)")
SIDES = ("actor", "recipient")
"""Roles whose words are put together again: each phrase is one party to the event."""
_REACH = 40
"""Code points behind a span in which the rest of an unfinished phrase is looked for."""
_SHORT = 4
"""Words that a member of a list without a name of its own may have."""


@dataclass(frozen=True, slots=True)
class PartyWords:
    """Puts the spans of one text right.

    ``names`` are the names that can be parties, ``speakers`` the words given as sources.
    """

    text: str
    names: SpansApart
    speakers: SpansApart
    gazetteer: Gazetteer

    def mend(self, answer: Answer, roles: Sequence[str], lists: Sequence[str]) -> Answer:
        """The answer with the spans of ``roles`` put right, and those of ``lists`` cut into their members."""
        mended = dict(answer.roles)
        for role in roles:
            spans: dict[Span, Mark] = {}
            for mark in mended.get(role, ()):
                whole = self.whole(mark.span)
                for part in self.members(whole) if role in lists else (whole,):
                    spans.setdefault(part, Mark(part, mark.label, mark.score))
            if role in SIDES:
                spans = self._joined(spans, answer.about.span)
            if role in mended:
                mended[role] = tuple(spans[s] for s in sorted(spans))
        return replace(answer, roles=mended)

    def _joined(self, spans: dict[Span, Mark], about: Span) -> dict[Span, Mark]:
        out: dict[Span, Mark] = {}
        for span in joined(spans, about, self.text):
            best = max((m for s, m in spans.items() if s.overlaps(span)), key=lambda m: m.score)
            out[span] = Mark(span, best.label, best.score)
        return out

    def whole(self, span: Span) -> Span:
        """The span without linking words at its end, over whole names, and past an article or title that it ends in."""
        for first in words_of(self.text, span.start, span.end)[:1]:
            # "he", not "his", which goes on
            if first.text.lower() in self.gazetteer.pronouns and not self._is_any(first.text, ("possessive",)):
                return Span(first.start, first.end)
        span = self._over_speakers(self._over_names(self._trimmed(span)))
        if rest := _REST_OF_NUMBER.match(self.text, span.end):
            span = Span(span.start, rest.end())
        words = words_of(self.text, span.start, span.end)
        while words and (self._is_any(words[-1].text, _UNFINISHED) or words[-1].text[-1].isdigit()):
            following = self._next_word(span.end)
            if following is None:
                break
            span = self._over_names(Span(span.start, following.end))
            words = words_of(self.text, span.start, span.end)
        return span

    def _next_word(self, end: int) -> Word | None:
        """The word behind a blank at ``end``; None where something else follows."""
        gap = _NEXT.match(self.text, end)
        if gap is None:
            return None
        words = words_of(self.text, gap.end(), gap.end() + _REACH)
        return words[0] if words and words[0].start == gap.end() else None

    def members(self, span: Span) -> tuple[Span, ...]:
        """The members of a list; the span itself where it is none.

        A list is cut at "and", "or" and commas, never inside a name, where each part holds a name, begins with an
        article or number, or is a few words beside a part with a name.
        """
        out, start = [], span.start
        for joint in _JOINT.finditer(self.text, span.start, span.end):
            if not self.names.touching(Span(joint.start(), joint.end())):
                out.append(Span(start, joint.start()))
                start = joint.end()
        out.append(Span(start, span.end))
        if len(out) == 1:
            return (span,)
        named = [bool(self.names.touching(part)) for part in out]
        leads = [self._leads(part) for part in out]
        fits = [
            n or lead or (any(named) and self._short(part)) for part, n, lead in zip(out, named, leads, strict=True)
        ]
        return tuple(out) if all(fits) and all(len(part) for part in out) else (span,)

    def _trimmed(self, span: Span) -> Span:
        words = words_of(self.text, span.start, span.end)
        while len(words) > 1 and self._is_any(words[-1].text, _TRAILING):
            words.pop()
            span = Span(span.start, words[-1].end)
        return span

    def _over_names(self, span: Span) -> Span:
        touched = self.names.touching(span)
        if not touched:
            return span
        first, last = self.names.spans[touched[0]], self.names.spans[touched[-1]]
        return Span(min(span.start, first.start), max(span.end, last.end))

    def _over_speakers(self, span: Span) -> Span:
        """The whole source where the span is only its beginning: "senior" of "a senior official"."""
        if self.names.touching(span):
            return span
        for speaker in (self.speakers.spans[i] for i in self.speakers.touching(span)):
            if speaker.contains(span) and speaker.end > span.end:
                before = words_of(self.text, speaker.start, span.start)
                if all(self._is_any(word.text, _UNFINISHED) for word in before):
                    return speaker
        return span

    def _leads(self, span: Span) -> bool:
        words = words_of(self.text, span.start, span.end)
        return len(words) > 1 and (
            self._is_any(words[0].text, ("article", "possessive", "quantifier")) or words[0].text[0].isdigit()
        )

    def _short(self, span: Span) -> bool:
        return len(words_of(self.text, span.start, span.end)) <= _SHORT

    def _is_any(self, word: str, classes: Sequence[str]) -> bool:
        return any(self.gazetteer.phrases.is_a(word, name) for name in classes)
