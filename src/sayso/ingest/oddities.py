"""What is odd about a text, so that whoever reads the record knows why little may have been found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.items import Problem
from sayso.model.problems import problem
from sayso.model.text import Span

LONGEST_WORD = 1_000
"""Code points. The longest names of chemicals and places stay far below."""
LONGEST_SENTENCE = 20_000
"""Code points without a line end or a full stop; a page of a newspaper has fewer."""

_SURROGATES = re.compile("[\ud800-\udfff]+")
# tabs and line ends are no trouble; the rest of the control characters are
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]+")
_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_RUN = re.compile(rf"[^.!?\n\r]{{{LONGEST_SENTENCE + 1},}}")


def oddities(document: str, text: str) -> Iterator[Problem]:
    """The problems of a text: broken characters, control characters, endless words, endless sentences.

    At most one problem of each sort, at its first place, so that a text full of them stays readable.
    """
    if found := _SURROGATES.search(text):
        what = f"{_times(_SURROGATES, text)}half of a character (a lone surrogate), which stands for nothing"
        advice = "read as an unknown character; decode the source again with its right encoding"
        yield problem(document, ("ingest", "surrogates"), what, advice, Span(*found.span()))
    if found := _CONTROLS.search(text):
        what = f"{_times(_CONTROLS, text)}control characters (the first is U+{ord(found[0][0]):04X})"
        advice = "read past; if there are many, the source may not be text"
        yield problem(document, ("ingest", "controls"), what, advice, Span(*found.span()))
    if found := _WORD.search(text):
        what = f"a word of {len(found[0]):,} characters"
        advice = "read as one unknown word; check that the source is text with spaces between its words"
        yield problem(document, ("ingest", "endless-word"), what, advice, Span(*found.span()))
    if found := _RUN.search(text):
        what = f"{len(found[0]):,} characters without a sentence end"
        advice = "read in pieces, which may cut a sentence; check that full stops and line ends were kept"
        yield problem(document, ("ingest", "endless-sentence"), what, advice, Span(*found.span()))


def _times(pattern: re.Pattern[str], text: str) -> str:
    number = sum(1 for _ in pattern.finditer(text))
    return "" if number == 1 else f"{number:,} times "
