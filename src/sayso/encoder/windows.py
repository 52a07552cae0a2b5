"""A report's pieces in windows that the encoder can take, each piece read in just one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sayso.encoder.pieces import Ints, Pieces


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)``, of which those before ``body`` are only context from the window before."""

    start: int
    body: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def windows(pieces: Pieces, sentence_starts: Ints, length: int, context: int) -> Iterator[Window]:
    """Cuts a text at sentence starts into windows of nearly equal size.

    ``sentence_starts`` are offsets in the text; ``length`` is the most pieces a window may hold, its two
    special tokens included; ``context`` the most that are repeated from before. A sentence longer than a
    window is cut between words, a word longer than one is cut anywhere.
    """
    total = len(pieces)
    if not total:
        return
    room = length - 2 - context
    count = -(-total // room)
    aim = min(room, -(-total // count) + context // 2)
    # piece index of every word, and which words begin a sentence
    begins = np.unique(np.searchsorted(pieces.starts, sentence_starts))
    begins = pieces.first[begins[begins < len(pieces.first)]]
    body = 0
    while body < total:
        end = min(body + aim, total)
        if end < total:
            end = _last_between(begins, body, end) or _last_between(pieces.first, body, end) or end
        start = max(0, body - context) if body else 0
        yield Window(start, body, end)
        body = end


def _last_between(cuts: Ints, low: int, high: int) -> int:
    """The last cut in ``(low, high]``, 0 if there is none."""
    at = int(np.searchsorted(cuts, high, side="right")) - 1
    return int(cuts[at]) if at >= 0 and cuts[at] > low else 0


def in_batches(items: list[Window], pieces: int) -> Iterator[list[int]]:
    """Indices of windows in batches of like length, of at most ``pieces`` pieces with padding (or one window)."""
    order = sorted(range(len(items)), key=lambda i: -len(items[i]))
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * len(items[batch[0]]) > pieces:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
