"""Triggers by the models that are there, for texts in which nobody marked any (self-training, Yarowsky 1995).

Both models of the package read every word; where their mean is sure, the word is a trigger or is none, and where it is
not, the word teaches nothing. That gives the many articles in which only names are marked a say in what a trigger is,
and the sentences of PLV, whose type and parties are known, the word that these hang on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.encoder import MODELS, Encoder
from sayso.stages.sentences import split
from training.corpora import Labelled, Pair, Question, Text

SURE, NONE = 0.75, 0.12
"""The probability of a label from which on a word is a trigger, and of all labels up to which it is none."""

LIKELY = 0.2
"""How probable the known type must be at the likeliest word of a PLV sentence for that word to be its trigger."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the models take the words of a text for: offsets ``[words]``, labels, their probabilities ``[words, L]``."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    labels: tuple[str, ...]
    chances: NDArray[np.float32]

    def span(self, word: int) -> Pair:
        """The characters of a word."""
        return int(self.starts[word]), int(self.ends[word])


class Silver:
    """The models of the package as annotators of triggers."""

    def __init__(self) -> None:
        self._encoders = [Encoder(model) for model in MODELS]

    def guess(self, text: str) -> Guess:
        """The mean of all models at every word."""
        tables = [encoder.chances(text, split(text), "events") for encoder in self._encoders]
        words, labels = tables[0][0].pieces, tables[0][1]
        # the tokenizers cut words alike, since both come from BERT's rules
        assert all(np.array_equal(words.starts, state.pieces.starts) for state, _, _ in tables)
        # O and I come first
        mean = np.mean([found for _, _, found in tables], axis=0)[:, 2:]
        return Guess(words.starts, words.ends, tuple(label.removeprefix("B-") for label in labels[2:]), mean)

    def marked(self, texts: Iterable[Text]) -> Iterator[Text]:
        """The texts with triggers, and with the words about which the models are not sure."""
        for text in texts:
            guess = self.guess(text.text)
            text.tags["events"], text.unsure = _sorted(guess)
            yield text

    def hung(self, texts: Iterable[Text]) -> Iterator[Text]:
        """PLV sentences with a question about the trigger that their type and parties hang on, where one shows."""
        for text in texts:
            yield text
            pair = next((q for q in text.questions if q.kind == "pair" and "type" in q.classes), None)
            sentence = next((q for q in text.questions if q.kind == "sentence"), None)
            if pair is None or sentence is None:
                continue
            guess = self.guess(text.text)
            if not len(guess.starts):
                continue
            mine = guess.chances[:, guess.labels.index(pair.classes["type"])]
            word = int(mine.argmax())
            if mine[word] < LIKELY or any(
                a < guess.ends[word] and guess.starts[word] < b for a, b in _parties(sentence)
            ):
                continue
            here = guess.span(word)
            tags, unsure = _sorted(guess)
            roles = {role: sentence.roles.get(role, []) for role in ("actor", "recipient")}
            yield Text(
                f"{text.id}-trigger", "pairs", text.text,
                tags={"events": [*(t for t in tags if t[:2] != here), (*here, pair.classes["type"])]},
                questions=[Question("event", here, roles=roles, classes=dict(pair.classes))],
                unsure=[u for u in unsure if u != here],
            )  # fmt: skip


def _parties(question: Question) -> Iterator[Pair]:
    for spans in question.roles.values():
        yield from spans


def _sorted(guess: Guess) -> tuple[list[Labelled], list[Pair]]:
    """Words that are triggers, with their label, and words that may be."""
    tags: list[Labelled] = []
    unsure: list[Pair] = []
    total = guess.chances.sum(axis=1)
    for word in map(int, np.flatnonzero(total > NONE)):
        best = int(guess.chances[word].argmax())
        if guess.chances[word, best] >= SURE:
            tags.append((*guess.span(word), guess.labels[best]))
        else:
            unsure.append(guess.span(word))
    return tags, unsure
