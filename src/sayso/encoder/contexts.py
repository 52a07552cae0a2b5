"""What the second network sees when it is asked about a span: the words around it, each with its place.

Word indices count from 0 over the whole report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.encoder.labels import KINDS
from sayso.encoder.pieces import Ints

REACH: dict[str, tuple[int, int]] = {
    "event": (50, 24),
    "cue": (40, 76),
    "tie": (40, 24),
    "figure": (40, 20),
    "anaphor": (112, 4),
    "pair": (60, 60),
    "sentence": (60, 60),
    "predicate": (20, 20),
}
"""Words before and after the marked span that are looked at, by kind of question."""

DISTANCES = 33
"""Buckets of signed word distance to the marked span: 0 inside, finer near it, coarser far away."""

SENTENCES = 11
"""Buckets of signed sentence distance, -5..5."""


@dataclass(frozen=True, slots=True)
class Contexts:
    """A batch of questions as arrays ``[questions, words]``, padded at the right.

    ``words`` are word indices of the report (0 where padded), ``marked`` is 0 for no mark and kind + 1 for the
    marked words, ``kinds`` the kind of question for every word, ``distances`` and ``sentences`` bucket numbers,
    ``mask`` is 1 for real words.
    """

    words: Ints
    marked: Ints
    kinds: Ints
    distances: Ints
    sentences: Ints
    mask: Ints


def bucket(distance: Ints) -> Ints:
    """Signed distances to 33 buckets: exact to 4, then by powers of two to 128.

    >>> bucket(np.array([0, 3, -3, 5, 1000])).tolist()
    [16, 19, 13, 21, 31]
    """
    size = np.abs(distance)
    far = 4 + np.ceil(np.log2(np.maximum(size, 4) / 4) * 2).astype(np.int64)
    steps = np.where(size <= 4, size, np.minimum(far, 15))
    return 16 + np.sign(distance) * steps


def contexts(asked: Sequence[tuple[str, int, int]], sentence_of_word: Ints) -> Contexts:
    """Lays out questions ``(kind, first word, past the last word)`` about a report's words.

    ``sentence_of_word`` holds the number of the sentence of every word.
    """
    total = len(sentence_of_word)
    edges = []
    for kind, first, past in asked:
        before, after = REACH[kind]
        edges.append((max(0, first - before), min(total, past + after)))
    width = max((end - start for start, end in edges), default=0)
    shape = (len(asked), width)
    start = np.array([e[0] for e in edges], dtype=np.int64).reshape(-1, 1)
    end = np.array([e[1] for e in edges], dtype=np.int64).reshape(-1, 1)
    first_word = np.array([a[1] for a in asked], dtype=np.int64).reshape(-1, 1)
    past_word = np.array([a[2] for a in asked], dtype=np.int64).reshape(-1, 1)
    number = np.array([KINDS.index(a[0]) for a in asked], dtype=np.int64).reshape(-1, 1)
    words = start + np.arange(width, dtype=np.int64)
    mask = words < end
    words = np.where(mask, words, 0)
    inside = (words >= first_word) & (words < past_word) & mask
    distance = np.where(words < first_word, words - first_word, np.where(inside, 0, words - past_word + 1))
    if total:
        apart = sentence_of_word[words] - sentence_of_word[np.minimum(first_word, total - 1)]
    else:
        apart = np.zeros(shape, dtype=np.int64)
    return Contexts(
        words=words,
        marked=np.where(inside, number + 1, 0),
        kinds=np.broadcast_to(number, shape).copy(),
        distances=bucket(distance),
        sentences=np.clip(apart, -5, 5) + 5,
        mask=mask.astype(np.int64),
    )
