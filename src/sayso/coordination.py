"""Parties in a list: "Sudland and the Northern Army" are two, "the Ministry of Defence and Sports" is one.

A role's words are cut at "and", "or" and commas where every part holds a name of its own and no name runs across.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.items import Answer, Mark
from sayso.model.text import Span

_JOINT = re.compile(r"\s*,?\s+(?:and|or|as well as|along with)\s+|\s*,\s+")


def parts(text: str, span: Span, names: Sequence[Span]) -> tuple[Span, ...]:
    """The members of a list of names; the span itself where it is none.

    ``span`` and ``names`` are code points of ``text``; ``names`` are the names that the report holds, in text order.
    """
    inside = [name for name in names if name.overlaps(span)]
    if len(inside) < 2:
        return (span,)
    out, start = [], span.start
    for joint in _JOINT.finditer(text, span.start, span.end):
        gap = Span(joint.start(), joint.end())
        if not any(name.overlaps(gap) for name in inside):
            out.append(Span(start, gap.start))
            start = gap.end
    out.append(Span(start, span.end))
    return tuple(out) if all(any(name.overlaps(part) for name in inside) for part in out) else (span,)


def split_roles(text: str, answer: Answer, names: Sequence[Span], roles: Sequence[str]) -> Answer:
    """The answer with the given roles' lists cut into their members; each keeps the score of the whole."""
    cut = {
        role: tuple(Mark(part, m.label, m.score) for m in marks for part in parts(text, m.span, names))
        if role in roles
        else marks
        for role, marks in answer.roles.items()
    }
    return replace(answer, roles=cut)
