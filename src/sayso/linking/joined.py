"""The words of a role as whole phrases: one party a phrase.

The encoder labels words one by one, and a phrase may come out of it in pieces ("the wanted", "businessman Teow"), with
the name of a bigger body beside that of its part, or with words that belong to the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.model.text import Span

_OF = re.compile(r"(?:\s+\([^)]{1,12}\))?\s+(?:of|from)\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
"""Between a part and the whole it belongs to: the part is the party."""

_WHOSE = re.compile(r"['’]?s?\s+")
_ENDS_IN_OWNER = re.compile(r"['’]s?$")
_NOT = re.compile(r",?\s+(?:and\s+|but\s+)?not\s+(?:the\s+)?", re.IGNORECASE)
"""Before who is named only to say that it was somebody else."""


def joined(spans: Iterable[Span], event: Span, text: str) -> list[Span]:
    """The spans put right, in text order, none overlapping another.

    ``event`` are the words that were asked about; what lies in them belongs to no party. Of a part and its whole the
    part is kept, of an owner and the owned the owned, and what stands side by side is one phrase.
    """
    kept: list[Span] = []
    for span in sorted({cut for span in spans if (cut := _without(span, event, text))}):
        before = kept[-1] if kept else None
        if before is None:
            kept.append(span)
        elif before.overlaps(span):
            kept[-1] = Span(before.start, max(before.end, span.end))
        else:
            between = text[before.end : span.start]
            if between.isspace() or not between:
                owner = _ENDS_IN_OWNER.search(text[before.start : before.end])
                kept[-1] = span if owner else Span(before.start, span.end)
            elif _WHOSE.fullmatch(between) and between[0] in "'’":
                kept[-1] = span
            elif not (_OF.fullmatch(between) or _NOT.fullmatch(between)):
                kept.append(span)
    return kept


def _without(span: Span, event: Span, text: str) -> Span | None:
    """The span without the words of the event: what stands before them, or else behind."""
    if not span.overlaps(event) or event.contains(span):
        return span
    low, high = (span.start, event.start) if span.start < event.start else (event.end, span.end)
    words = text[low:high].strip()
    low = text.index(words, low)
    return Span(low, low + len(words)) if words else None
