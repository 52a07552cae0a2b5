"""Word pieces and windows: every piece is read in just one window, and offsets point into the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder import Encoder
from sayso.encoder.pieces import Pieces, cut, load_tokenizer
from sayso.encoder.session import MODELS, Session, model_file
from sayso.encoder.windows import in_batches, windows


@pytest.fixture(scope="module", params=MODELS)
def session(request: pytest.FixtureRequest) -> Session:
    return Session(model_file(request.param), threads=1)


def _cut(session: Session, text: str) -> Pieces:
    return cut(load_tokenizer(session.facts.tokenizer), text)


def test_words_quote_the_text(session: Session) -> None:
    text = "Osvald’s aides — in São Tomé — said: “No U.S. troops.”"
    pieces = _cut(session, text)
    words = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert words[:4] == ["Osvald", "’", "s", "aides"]
    assert "São" in words and "troops" in words


def test_shapes_of_words(session: Session) -> None:
    pieces = _cut(session, "the Minister of NATO and McKay")
    assert pieces.cases[pieces.first].tolist() == [0, 1, 0, 2, 0, 3]


def test_lone_surrogates_are_read_as_unknown(session: Session) -> None:
    text = "Norland \ud800said \udfffno."
    pieces = _cut(session, text)
    assert int(pieces.ends.max()) <= len(text)


@given(counts=st.lists(st.integers(1, 60), min_size=1, max_size=40), long=st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_each_piece_is_the_body_of_one_window(counts: list[int], long: int) -> None:
    # words of one to nine pieces, sentences of the given numbers of words
    words = sum(counts)
    sizes = np.array([1 + (i * 7) % long for i in range(words)])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    starts = np.arange(words) * 10
    total = int(sizes.sum())
    pieces = Pieces(np.arange(total), np.zeros(total, dtype=np.int64), first, starts, starts + 5)
    sentences = starts[np.concatenate([[0], np.cumsum(counts)[:-1]])]
    cuts = list(windows(pieces, sentences, 64, 16))
    assert all(len(w) <= 62 for w in cuts)
    body = [i for w in cuts for i in range(w.body, w.end)]
    assert body == list(range(total))


def test_batches_hold_every_window_once() -> None:
    pieces = Pieces(np.arange(1000), np.zeros(1000, dtype=np.int64), np.arange(1000), np.arange(1000), np.arange(1000))
    cuts = list(windows(pieces, np.arange(0, 1000, 20), 64, 16))
    batches = list(in_batches(cuts, 200))
    assert sorted(i for b in batches for i in b) == list(range(len(cuts)))


def test_no_words_no_marks() -> None:
    signals = Encoder(threads=1).read("d", " \n", [])
    assert all(not marks for marks in signals.marks.values())
