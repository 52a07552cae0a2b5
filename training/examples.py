"""Training texts as arrays: windows of pieces, tags of words, questions with their answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from sayso.encoder.labels import ROLES, SPAN_HEADS, TOKEN_HEADS
from sayso.encoder.pieces import Ints, Pieces, cut
from sayso.encoder.windows import Window, windows
from sayso.stages.sentences import split
from training.corpora import Pair, Question, Text

LENGTH, CONTEXT = 256, 32
"""Pieces a window holds with its special tokens, and how many it may repeat from the window before."""

IGNORE = -100

EVENTS = list(TOKEN_HEADS).index("events")


@dataclass(slots=True)
class Asked:
    """A question in word indices: roles ``[R, words]`` as 0 O, 1 B, 2 I (IGNORE = unknown), a class index a head."""

    kind: str
    first: int
    past: int
    also: list[tuple[int, int]]
    roles: dict[int, list[tuple[int, int]]]
    classes: Ints
    factuality: float | None


@dataclass(slots=True)
class Example:
    """One text ready for training. ``tags`` is ``[heads, words]`` with IGNORE where a head is not annotated."""

    id: str
    task: str
    pieces: Pieces
    windows: list[Window]
    sentence_of_word: Ints
    tags: Ints
    asked: list[Asked]
    negatives: bool


def example(text: Text, tokenizer: Tokenizer) -> Example | None:
    """Lays out a text; None where it has no words."""
    pieces = cut(tokenizer, text.text)
    if not len(pieces):
        return None
    sentences = text.sentences or [(s.start, s.end) for s in split(text.text)]
    starts = np.array([s[0] for s in sentences], dtype=np.int64)
    number = np.maximum(np.searchsorted(starts, pieces.starts, side="right") - 1, 0)
    tags = np.full((len(TOKEN_HEADS), len(pieces.first)), IGNORE, dtype=np.int64)
    for row, (head, labels) in enumerate(TOKEN_HEADS.items()):
        if head in text.tags:
            tags[row] = 0
            for a, b, label in text.tags[head]:
                words = word_range(pieces, (a, b))
                if words:
                    inside = "I" if head == "events" else f"I-{label}"
                    tags[row, words[0] : words[1]] = labels.index(inside)
                    tags[row, words[0]] = labels.index(f"B-{label}")
    for span in text.unsure:
        if words := word_range(pieces, span):
            tags[EVENTS, words[0] : words[1]] = IGNORE
    asked = [a for a in (_asked(q, pieces) for q in text.questions) if a]
    cuts = list(windows(pieces, starts, LENGTH, CONTEXT))
    return Example(text.id, text.task, pieces, cuts, number, tags, asked, text.negatives)


def word_range(pieces: Pieces, span: Pair) -> tuple[int, int] | None:
    """Words that a span touches, as ``(first, past the last)``; None where it touches none."""
    first = int(np.searchsorted(pieces.ends, span[0], side="right"))
    past = int(np.searchsorted(pieces.starts, span[1], side="left"))
    return (first, past) if first < past else None


def _asked(question: Question, pieces: Pieces) -> Asked | None:
    here = word_range(pieces, question.span)
    if not here:
        return None
    also = [w for w in (word_range(pieces, s) for s in question.also) if w]
    roles = {
        ROLES.index(role): [w for w in (word_range(pieces, s) for s in spans) if w]
        for role, spans in question.roles.items()
    }
    classes = np.array(
        [
            labels.index(question.classes[head]) if head in question.classes else IGNORE
            for head, labels in SPAN_HEADS.items()
        ],
        dtype=np.int64,
    )
    return Asked(question.kind, *here, also, roles, classes, question.factuality)
