"""From probabilities over words to spans."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def softmax(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    normed: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return normed


def logit(probability: float) -> float:
    """The logarithm of the odds, within bounds where the probability is 0 or 1."""
    within = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(within / (1 - within))


Found = tuple[int, int, int, float]
"""A span of words: ``(first, past the last, label, score)``."""

FAINT = 0.02
"""A label that is nowhere likelier than this in a stretch of words is not looked at there."""


def bio_spans(probabilities: Floats, lean: float = 0.0, cold: float = 0.99) -> list[Found]:
    """The best reading of BIO probabilities ``[words, 1 + 2 * labels]`` in which no I follows another label.

    Columns are O, B-1, I-1, B-2, I-2, ... Spans come in text order; the score is the mean probability of the words'
    tags. ``lean`` is added to the log-probability of O: above 0 for fewer spans. Words with a probability of O of
    ``cold`` or more are never part of a span. Viterbi decoding over hard constraints (Forney 1973).
    """
    hot = np.flatnonzero(probabilities[:, 0] < cold)
    spans: list[Found] = []
    if not len(hot):
        return spans
    # only stretches where something is going on are searched, each with the labels that show in it
    for stretch in np.split(hot, np.flatnonzero(np.diff(hot) > 1) + 1):
        low, high = int(stretch[0]), int(stretch[-1]) + 1
        here = probabilities[low:high]
        if here.shape[1] > 3:
            shown = np.flatnonzero(here[:, 1:].max(axis=0).reshape(-1, 2).max(axis=1) > FAINT)
            here = here[:, np.concatenate([[0], np.stack([2 * shown + 1, 2 * shown + 2], 1).ravel()])]
        else:
            shown = np.zeros(1, dtype=np.int64)
        spans += [(a + low, b + low, int(shown[k]), score) for a, b, k, score in _viterbi(here, lean)]
    return spans


def _viterbi(probabilities: Floats, lean: float) -> list[Found]:
    # plain lists: stretches are a few words long, and an array operation costs more than these loops
    chances = probabilities.tolist()
    logs = np.log(np.maximum(probabilities, 1e-9)).tolist()
    tags = len(chances[0])
    best = [logs[0][0] + lean, *(logs[0][t] if t % 2 else -1e9 for t in range(1, tags))]
    back: list[list[int]] = []
    for row in logs[1:]:
        top = max(range(tags), key=best.__getitem__)
        came, new = [top] * tags, [best[top] + row[0] + lean]
        for t in range(1, tags):
            if t % 2:
                new.append(best[top] + row[t])
            else:
                came[t] = t if best[t] >= best[t - 1] else t - 1
                new.append(best[came[t]] + row[t])
        back.append(came)
        best = new
    tag = max(range(tags), key=best.__getitem__)
    path = [tag]
    for came in reversed(back):
        tag = came[tag]
        path.append(tag)
    path.reverse()
    return list(_spans(path, chances))


def _spans(path: list[int], chances: list[list[float]]) -> Iterator[Found]:
    w = 0
    while w < len(path):
        start, tag = w, path[w]
        w += 1
        if tag == 0:
            continue
        label = (tag - 1) // 2
        while w < len(path) and path[w] == 2 + 2 * label:
            w += 1
        yield start, w, label, sum(chances[i][path[i]] for i in range(start, w)) / (w - start)


def event_spans(probabilities: Floats, threshold: float) -> list[Found]:
    """Triggers from the columns O, I, B-1, B-2, ...: every word whose B probabilities sum to the threshold or more.

    A trigger goes on over following words whose most probable column is I. Returns
    ``(first word, past the last, label, probability of being a trigger)``.
    """
    if not len(probabilities):
        return []
    begins = probabilities[:, 2:].sum(axis=1)
    goes_on = probabilities.argmax(axis=1) == 1
    spans = []
    for w in np.flatnonzero(begins >= threshold):
        end = int(w) + 1
        while end < len(probabilities) and goes_on[end] and begins[end] < threshold:
            end += 1
        spans.append((int(w), end, int(probabilities[w, 2:].argmax()), float(begins[w])))
    return spans
