"""Batches: examples of one task, padded, with their questions laid out over one array of words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.encoder.contexts import contexts
from sayso.encoder.labels import ROLES, SPAN_HEADS, TOKEN_HEADS
from training.examples import IGNORE, Asked, Example
from training.starts import CLS, PAD, SEP, UNK

MOST_ASKED = {"cue": 12, "predicate": 24}
"""Questions of a kind that one example asks at a time; the rest wait for the next round."""

POOL = 8
"""Batches that are formed at a time, of examples of like width, so that little is padded."""

BLANK = 0.05
"""The share of word pieces that are hidden, so that no single word is learned by heart."""


@dataclass(slots=True)
class Batch:
    """What one step of training needs. ``rows``/``columns`` say where each word's first piece lies."""

    ids: Tensor
    cases: Tensor
    mask: Tensor
    rows: Tensor
    columns: Tensor
    tags: Tensor
    word_base: list[int]
    examples: list[Example]


def batches(examples: Sequence[Example], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """Goes through the examples in random order, for ever; each batch holds examples of like width."""
    while True:
        order = list(examples)
        rng.shuffle(order)
        pool: list[Example] = []
        size = 0
        for one in order:
            pool.append(one)
            size += _size(one)
            if size >= POOL * pieces:
                yield from _pooled(pool, pieces, rng)
                pool, size = [], 0
        if pool:
            yield from _pooled(pool, pieces, rng)


def _size(one: Example) -> int:
    return sum(len(w) + 2 for w in one.windows)


def _pooled(pool: list[Example], pieces: int, rng: random.Random) -> Iterator[Batch]:
    groups: list[list[Example]] = [[]]
    size = 0
    for one in sorted(pool, key=lambda e: max(map(len, e.windows))):
        if size and size + _size(one) / 2 > pieces:
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += _size(one)
    rng.shuffle(groups)
    for group in groups:
        yield lay_out(group, rng)


def lay_out(examples: list[Example], rng: random.Random) -> Batch:
    """Pads the windows of some examples into one batch, some of their pieces hidden."""
    flat = [(e, w) for e in examples for w in e.windows]
    width = max(len(w) for _, w in flat) + 2
    ids = np.full((len(flat), width), PAD, dtype=np.int64)
    cases = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    rows, columns, tags, base, row = [], [], [], [], 0
    for one in examples:
        base.append(sum(map(len, rows)))
        for window in one.windows:
            n = len(window)
            ids[row, 0], ids[row, n + 1] = CLS, SEP
            ids[row, 1 : n + 1] = one.pieces.ids[window.start : window.end]
            cases[row, 1 : n + 1] = one.pieces.cases[window.start : window.end]
            mask[row, : n + 2] = 1
            first = one.pieces.first
            here = first[(first >= window.body) & (first < window.end)]
            rows.append(np.full(len(here), row))
            columns.append(here - window.start + 1)
            row += 1
        tags.append(one.tags)
    hidden = np.random.default_rng(rng.getrandbits(32)).random(ids.shape) < BLANK
    ids[hidden & (mask == 1) & (ids != CLS) & (ids != SEP)] = UNK
    tensor = torch.from_numpy
    return Batch(
        tensor(ids), tensor(cases), tensor(mask), tensor(np.concatenate(rows)), tensor(np.concatenate(columns)),
        tensor(np.concatenate(tags, axis=1)), base, examples,
    )  # fmt: skip


@dataclass(slots=True)
class Questions:
    """Questions of a batch: where their words are in the batch's words, the context arrays, and the answers."""

    words: Tensor
    marked: Tensor
    kinds: Tensor
    distances: Tensor
    sentences: Tensor
    mask: Tensor
    roles: Tensor
    classes: Tensor
    factuality: Tensor


def questions(batch: Batch, wrong: list[list[Asked]], rng: random.Random) -> Questions | None:
    """Lays out the questions of a batch's examples and, for each example, some about wrong guesses."""
    parts = []
    for one, base, more in zip(batch.examples, batch.word_base, wrong, strict=True):
        asked = _some(one.asked, rng) + more
        if asked:
            parts.append(_lay_out(asked, one, base))
    if not parts:
        return None
    width = max(p["words"].shape[1] for p in parts)
    joined = {}
    for name, empty in (
        ("words", 0), ("marked", 0), ("kinds", 0), ("distances", 16), ("sentences", 5), ("mask", 0), ("roles", IGNORE),
    ):  # fmt: skip
        joined[name] = np.concatenate([_wide(p[name], width, empty) for p in parts])
    for name in ("classes", "factuality"):
        joined[name] = np.concatenate([p[name] for p in parts])
    return Questions(**{name: torch.from_numpy(array) for name, array in joined.items()})


def _some(asked: list[Asked], rng: random.Random) -> list[Asked]:
    by_kind: dict[str, list[Asked]] = {}
    for one in asked:
        by_kind.setdefault(one.kind, []).append(one)
    out = []
    for kind, ones in by_kind.items():
        most = MOST_ASKED.get(kind, 40)
        out += rng.sample(ones, most) if len(ones) > most else ones
    return out


def _lay_out(asked: list[Asked], one: Example, base: int) -> dict[str, np.ndarray]:
    laid = contexts([(a.kind, a.first, a.past) for a in asked], one.sentence_of_word)
    count, width = laid.words.shape
    roles = np.full((count, width, len(ROLES)), IGNORE, dtype=np.int64)
    marked = laid.marked.copy()
    for q, ask in enumerate(asked):
        start = int(laid.words[q, 0])
        real = int(laid.mask[q].sum())
        for a, b in ask.also:
            marked[q, max(a - start, 0) : max(min(b - start, real), 0)] = marked[q].max()
        for role, spans in ask.roles.items():
            roles[q, :real, role] = 0
            for a, b in spans:
                a, b = a - start, min(b - start, real)
                if 0 <= a < b:
                    roles[q, a:b, role] = 2
                    roles[q, a, role] = 1
    return {
        "words": laid.words + base,
        "marked": marked,
        "kinds": laid.kinds,
        "distances": laid.distances,
        "sentences": laid.sentences,
        "mask": laid.mask,
        "roles": roles,
        "classes": np.stack([a.classes for a in asked]),
        "factuality": np.array([np.nan if a.factuality is None else a.factuality for a in asked], dtype=np.float32),
    }


def _wide(array: np.ndarray, width: int, empty: int) -> np.ndarray:
    out = np.full((array.shape[0], width, *array.shape[2:]), empty, dtype=array.dtype)
    out[:, : array.shape[1]] = array
    return out


HEADS = list(TOKEN_HEADS)
TYPE, REAL = list(SPAN_HEADS).index("type"), list(SPAN_HEADS).index("real")


def wrong_guesses(batch: Batch, probabilities: Tensor, rng: random.Random) -> list[list[Asked]]:
    """Words that the token heads take for a trigger, cue or figure and that are none: to be asked about as such.

    ``probabilities`` is ``[words, 3]``: that a trigger, a cue, a figure begins at each word.
    """
    out: list[list[Asked]] = []
    for one, base in zip(batch.examples, batch.word_base, strict=True):
        mine: list[Asked] = []
        if one.negatives:
            count = one.tags.shape[1]
            for column, (head, kind) in enumerate((("events", "event"), ("cues", "cue"), ("figures", "figure"))):
                tags = one.tags[HEADS.index(head)]
                if tags[0] == IGNORE:
                    continue
                chance = probabilities[base : base + count, column].numpy().copy()
                chance[tags != 0] = 0
                right = sum(a.kind == kind for a in one.asked)
                for word in np.argsort(-chance)[: max(2, right // 2)]:
                    if chance[word] > 0.02:
                        mine.append(_wrong(kind, int(word), rng))
        out.append(mine)
    return out


def _wrong(kind: str, word: int, rng: random.Random) -> Asked:
    classes = np.full(len(SPAN_HEADS), IGNORE, dtype=np.int64)
    if kind == "event":
        classes[TYPE] = 0
        kind = "tie" if rng.random() < 0.15 else "event"
    else:
        classes[REAL] = 0
    return Asked(kind, word, word + 1, [], {}, classes, None)
