"""Direct speech: what stands between quote marks, and is long enough to be somebody's words.

All spans are code points of the text, the marks included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.text import Span

FEWEST = 4
"""Words from which on a quotation is speech, and not a phrase that the paper holds at arm's length."""

_MARK = re.compile("[“”\"]|``|''")
_CLOSES = {"“": "”", '"': '"', "``": "''"}
_WORD = re.compile(r"\w+")


def quotations(text: str) -> list[Span]:
    """The quotations of a text with at least FEWEST words, in order.

    A quotation ends with its paragraph (a line) where it is not closed before: by the custom of newspapers it goes on
    with a new mark in the next one.

    >>> [s.of(t) for t in ['He said: "We will leave the port by May." "No," she said.'] for s in quotations(t)]
    ['"We will leave the port by May."']
    """
    return [q for q in _all(text) if len(_WORD.findall(text, q.start, q.end)) >= FEWEST]


def _all(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        opened: int | None = None
        closes = ""
        for mark in _MARK.finditer(text, start, end):
            if opened is None:
                if mark[0] in _CLOSES:
                    opened, closes = mark.start(), _CLOSES[mark[0]]
            elif mark[0] == closes:
                yield Span(opened, mark.end())
                opened = None
        if opened is not None:
            yield Span(opened, end)
        start += len(line)
