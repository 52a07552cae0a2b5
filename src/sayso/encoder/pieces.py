"""Text to word pieces and words, with code-point offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

_SURROGATE = re.compile("[\ud800-\udfff]")

CASES = 4
"""Shapes of a word: no capital, Capitalised, ALL CAPITALS, miXed. The vocabulary has small letters only."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as word pieces and words; arrays, not objects.

    ``ids`` and ``cases`` have one entry a piece; ``first`` is the index of each word's first piece;
    ``starts`` and ``ends`` are the words' offsets in code points of the text.
    """

    ids: Ints
    cases: Ints
    first: Ints
    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.ids)


def _case(word: str) -> int:
    if word == word.lower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def load_tokenizer(definition: str) -> Tokenizer:
    """A tokenizer from its JSON definition, without truncation or padding."""
    tokenizer = Tokenizer.from_str(definition)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cuts a text into word pieces. Lone surrogates, which the tokenizer cannot take, count as ``?``."""
    encoding = tokenizer.encode(_SURROGATE.sub("?", text), add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    words = np.array(encoding.word_ids, dtype=np.int64)
    is_first = np.ones(len(words), dtype=bool)
    is_first[1:] = words[1:] != words[:-1]
    first = np.flatnonzero(is_first)
    last = np.append(first[1:], len(words))[: len(first)] - 1
    starts, ends = offsets[first, 0], offsets[last, 1]
    shapes = np.array([_case(text[a:b]) for a, b in zip(starts, ends, strict=True)], dtype=np.int64)
    cases = shapes[np.cumsum(is_first) - 1] if len(words) else shapes
    return Pieces(ids, cases, first, starts, ends)
