"""From probabilities to spans."""

from __future__ import annotations

import numpy as np

from sayso.encoder.contexts import contexts
from sayso.encoder.decode import bio_spans, event_spans, softmax


def test_an_inside_never_follows_another_label() -> None:
    # O, B-1, I-1, B-2, I-2: the second word would rather be inside 2, which nothing began
    chances = np.array([[0.1, 0.8, 0.0, 0.1, 0.0], [0.05, 0.0, 0.4, 0.05, 0.5], [0.9, 0.1, 0.0, 0.0, 0.0]])
    assert [(a, b, k) for a, b, k, _ in bio_spans(chances)] == [(0, 2, 0)]


def test_leaning_to_outside_drops_weak_spans() -> None:
    chances = np.array([[0.45, 0.55, 0.0], [0.9, 0.1, 0.0], [0.1, 0.9, 0.0]])
    assert len(bio_spans(chances)) == 2
    assert [(a, b) for a, b, _, _ in bio_spans(chances, lean=1.0)] == [(2, 3)]


def test_triggers_sum_over_types() -> None:
    # neither type reaches the threshold alone
    chances = np.array([[0.3, 0.0, 0.4, 0.3], [0.1, 0.9, 0.0, 0.0], [0.9, 0.1, 0.0, 0.0]])
    ((first, past, label, score),) = event_spans(chances, 0.5)
    assert (first, past, label) == (0, 2, 0)
    assert abs(score - 0.7) < 1e-6


def test_contexts_stay_inside_the_report() -> None:
    laid = contexts([("event", 2, 4), ("cue", 0, 1)], np.zeros(6, dtype=np.int64))
    assert laid.words.max() < 6
    assert laid.marked[0].tolist()[:6] == [0, 0, 1, 1, 0, 0]
    assert laid.distances[0].tolist()[:6] == [14, 15, 16, 16, 17, 18]


def test_softmax_sums_to_one() -> None:
    assert np.allclose(softmax(np.array([[1000.0, 0.0, -5.0]])).sum(), 1.0)
