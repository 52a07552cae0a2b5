"""Which entities stand at a span: for every stage that reads who does, suffers or says something."""

from __future__ import annotations

from bisect import bisect_left

from sayso.model.items import Mention
from sayso.model.text import Span
from sayso.reading import Reading

LONGEST = 400  # code points; longer mentions are not looked for around a span


class PartyIndex:
    """The mentions of a reading by place. Build it once for a stage's run.

    In: a reading whose mentions have entities (spans are code points of the document's text). Out: ids of entities.
    Raises nothing.
    """

    def __init__(self, reading: Reading) -> None:
        linked = [m for m in reading[Mention] if m.entity is not None]
        self._mentions = sorted(linked, key=lambda m: (m.span.start, -m.span.end))
        self._starts = [m.span.start for m in self._mentions]
        self._exact: dict[Span, list[str]] = {}
        for mention in self._mentions:
            if mention.entity is not None:
                self._exact.setdefault(mention.span, []).append(mention.entity)

    def at(self, span: Span) -> tuple[str, ...]:
        """The ids of the entities that the span stands for, most often one; empty where none is known.

        A mention with just this span counts first, then the widest one inside that ends with it (its head), then
        the first one inside, then the tightest one around it.
        """
        exact = self._exact.get(span)
        if exact:
            return tuple(dict.fromkeys(exact))
        best = self._inside(span) or self._around(span)
        return tuple(dict.fromkeys(self._exact[best.span])) if best else ()

    def inside(self, span: Span) -> tuple[str, ...]:
        """The ids of the entities of the last mention that lies wholly inside the span; empty where none does."""
        best = self._inside(span)
        return tuple(dict.fromkeys(self._exact[best.span])) if best else ()

    def _inside(self, span: Span) -> Mention | None:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        inside = [m for m in self._mentions[first:last] if m.span.end <= span.end]
        if not inside:
            return None
        return max(inside, key=lambda m: (m.span.end == span.end, len(m.span) if m.span.end == span.end else 0,
                                          -m.span.start))  # fmt: skip

    def _around(self, span: Span) -> Mention | None:
        first, last = bisect_left(self._starts, span.start - LONGEST), bisect_left(self._starts, span.end)
        around = [m for m in self._mentions[first:last] if m.span.overlaps(span)]
        return min(around, key=lambda m: (not m.span.contains(span), len(m.span))) if around else None
