"""Reading with the encoder: one pass over the text, then questions about what it marked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sayso.encoder.contexts import contexts
from sayso.encoder.decode import Floats, bio_spans, event_spans, logit, softmax
from sayso.encoder.labels import KINDS, ROLES_OF
from sayso.encoder.pieces import Ints, Pieces, cut, load_tokenizer
from sayso.encoder.session import MODELS, Session, digest_of, model_file
from sayso.encoder.windows import in_batches, windows
from sayso.errors import DataError
from sayso.model.codes import Relation
from sayso.model.items import Answer, Made, Mark, Signals
from sayso.model.text import Span, stable_id

PIECES_A_RUN = 1024
QUESTIONS_A_RUN = 8

_RELATIONS = frozenset(Relation)


@dataclass(frozen=True, slots=True)
class State:
    """The encoder's memory of one text: its words and their hidden states ``[words, D]``."""

    pieces: Pieces
    hidden: Floats
    sentence_of_word: Ints

    def span(self, first: int, past: int) -> Span:
        """The characters of words ``[first, past)``."""
        return Span(int(self.pieces.starts[first]), int(self.pieces.ends[past - 1]))

    def words(self, span: Span) -> tuple[int, int] | None:
        """The words that a span touches, as ``(first, past the last)``; None where it touches none."""
        first = int(np.searchsorted(self.pieces.ends, span.start, side="right"))
        past = int(np.searchsorted(self.pieces.starts, span.end, side="left"))
        return (first, past) if first < past else None


class Encoder:
    """Reads text with a model file.

    ``model`` is one of MODELS, which are inside the package, or the path of another model file; ``threads`` is the
    number of threads one run may use (None: all cores).
    Raises InputError for a model that is not there, DataError when the file is missing or does not fit this program.
    """

    def __init__(self, model: str | Path = MODELS[0], threads: int | None = None) -> None:
        self._file = model_file(model) if isinstance(model, str) else model
        self._session = Session(self._file, threads)
        self._facts = self._session.facts
        if self._facts.kinds != KINDS:
            raise DataError("the model file was made for another version of sayso; install sayso again")
        self._tokenizer = load_tokenizer(self._facts.tokenizer)

    @property
    def thresholds(self) -> dict[str, float]:
        """What marks must reach, from the model file; tuning changes them."""
        return self._facts.thresholds

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the model file, in hexadecimal."""
        return digest_of(self._file)

    def read(self, document_id: str, text: str, sentences: Sequence[Span]) -> Signals:
        """One pass over the text: spans of all token heads, and answers about every event, cue, tie and figure.

        ``sentences`` are the text's sentences in order. A text without words gives empty signals.
        """
        state, logits = self._seen(text, sentences)
        marks = self._marks(state, logits)
        answers = self._about(state, marks)
        marks |= {head: tuple(a.about for a in found) for head, found in answers.items()}
        made = Made("signals", "head:encoder")
        return Signals(stable_id("s", document_id), marks, answers, made, state)

    def ask(self, signals: Signals, kind: str, marks: Sequence[Mark]) -> tuple[Answer, ...]:
        """Asks about more spans of a text read before.

        ``kind`` is event, cue, tie or figure; the answers are in the order of the marks, and about a mark that
        touches no word there is nothing in the answer.
        """
        state = signals.state
        if not isinstance(state, State):
            raise TypeError("these signals were not made by an encoder")
        return self._ask(state, [(kind, mark) for mark in marks])

    def chances(self, text: str, sentences: Sequence[Span], head: str) -> tuple[State, tuple[str, ...], Floats]:
        """What the first network takes every word for, before any decision: for training on its own judgement.

        ``head`` is one of TOKEN_HEADS. Gives the words, the head's labels and the probabilities ``[words, labels]``.
        """
        state, logits = self._seen(text, sentences)
        labels, found = next((labels, found) for name, labels, found in self._by_head(logits) if name == head)
        return state, labels, found

    def run_bare(self, batch: int, length: int) -> int:
        """Runs the reading network alone on made-up pieces, for measuring; returns the number of pieces."""
        ids = np.random.default_rng(0).integers(self._tokenizer.get_vocab_size() // 2, size=(batch, length))
        self._session.read(ids, np.zeros_like(ids), np.ones_like(ids))
        return batch * length

    def count_pieces(self, text: str) -> int:
        """Word pieces in a text, special tokens not counted."""
        return len(cut(self._tokenizer, text))

    def _seen(self, text: str, sentences: Sequence[Span]) -> tuple[State, Floats]:
        """One pass of the first network: the words with their hidden states, and the logits of all heads."""
        pieces = cut(self._tokenizer, text)
        starts = np.array([s.start for s in sentences], dtype=np.int64)
        hidden, logits = self._encode(pieces, starts)
        number = np.maximum(np.searchsorted(starts, pieces.starts, side="right") - 1, 0)
        return State(pieces, hidden, number), logits

    def _by_head(self, logits: Floats) -> Iterator[tuple[str, tuple[str, ...], Floats]]:
        """Each token head with its labels and their probabilities ``[words, labels]``."""
        at = 0
        for head, labels in self._facts.token_heads.items():
            yield head, labels, softmax(logits[:, at : at + len(labels)])
            at += len(labels)

    def _encode(self, pieces: Pieces, sentence_starts: Ints) -> tuple[Floats, Floats]:
        facts = self._facts
        tags = sum(map(len, facts.token_heads.values()))
        hidden = np.zeros((len(pieces.first), facts.width), dtype=np.float32)
        logits = np.zeros((len(pieces.first), tags), dtype=np.float32)
        cuts = list(windows(pieces, sentence_starts, facts.length, facts.context))
        begin, end = (self._tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))
        for batch in in_batches(cuts, PIECES_A_RUN):
            width = max(len(cuts[i]) for i in batch) + 2
            ids = np.zeros((len(batch), width), dtype=np.int64)
            cases, mask = np.zeros_like(ids), np.zeros_like(ids)
            for row, i in enumerate(batch):
                n = len(cuts[i])
                ids[row, 0], ids[row, n + 1] = begin, end
                ids[row, 1 : n + 1] = pieces.ids[cuts[i].start : cuts[i].end]
                cases[row, 1 : n + 1] = pieces.cases[cuts[i].start : cuts[i].end]
                mask[row, : n + 2] = 1
            states, seen = self._session.read(ids, cases, mask)
            for row, i in enumerate(batch):
                low, high = np.searchsorted(pieces.first, [cuts[i].body, cuts[i].end])
                columns = pieces.first[low:high] - cuts[i].start + 1
                hidden[low:high] = states[row, columns]
                logits[low:high] = seen[row, columns]
        return hidden, logits

    def _marks(self, state: State, logits: Floats) -> dict[str, tuple[Mark, ...]]:
        marks: dict[str, tuple[Mark, ...]] = {}
        lean = self._facts.thresholds
        for head, labels, chances in self._by_head(logits):
            if head == "events":
                found = event_spans(chances, lean["propose"])
                names = [label.removeprefix("B-") for label in labels[2:]]
            else:
                found = bio_spans(chances, lean.get(head, 0.0))
                names = [label.removeprefix("B-") for label in labels[1::2]]
            marks[head] = tuple(Mark(state.span(a, b), names[k], score) for a, b, k, score in found)
        marks["ties"] = tuple(m for m in marks["events"] if m.label in _RELATIONS)
        marks["events"] = tuple(m for m in marks["events"] if m.label not in _RELATIONS)
        return marks

    def _about(self, state: State, marks: Mapping[str, tuple[Mark, ...]]) -> dict[str, tuple[Answer, ...]]:
        asked = [
            (kind, mark)
            for kind in ("event", "tie", "cue", "figure")
            for mark in marks[f"{kind}s"]
            # what cannot be accepted whatever the answer need not be asked about
            if self._trust(kind, mark.score**0.5) >= self._facts.thresholds[f"accept_{kind}"]
        ]
        answers = self._ask(state, asked)
        out: dict[str, list[Answer]] = {f"{kind}s": [] for kind in ("event", "tie", "cue", "figure")}
        for (kind, _), answer in zip(asked, answers, strict=True):
            raw = _weigh(kind, answer)
            mark = Mark(raw.about.span, raw.about.label, self._trust(kind, raw.about.score))
            weighed = Answer(mark, raw.roles, raw.classes)
            if weighed.about.score >= self._facts.thresholds[f"accept_{kind}"]:
                out[f"{kind}s"].append(weighed)
        return {head: tuple(found) for head, found in out.items()}

    def _trust(self, kind: str, score: float) -> float:
        """The score that says how often such a mark is right (Platt 1999), where tuning found out."""
        told = self._facts.thresholds
        odds = told.get(f"slope_{kind}", 1.0) * logit(score) + told.get(f"shift_{kind}", 0.0)
        return 1 / (1 + math.exp(-odds))

    def _ask(self, state: State, asked: Sequence[tuple[str, Mark]]) -> tuple[Answer, ...]:
        answers = [Answer(mark, {}, {}) for _, mark in asked]
        places = [(i, words) for i, (_, mark) in enumerate(asked) if (words := state.words(mark.span))]
        for some in _alike(places, asked):
            laid = contexts([(asked[i][0], *words) for i, words in some], state.sentence_of_word)
            roles, classes = self._session.ask(
                state.hidden[laid.words], laid.marked, laid.kinds, laid.distances, laid.sentences, laid.mask
            )
            chances = softmax(roles.reshape(*roles.shape[:2], -1, 3))
            sorts = self._classes(classes)
            for row, (i, _) in enumerate(some):
                past = int(laid.mask[row].sum())
                answers[i] = Answer(
                    asked[i][1],
                    self._roles(state, asked[i][0], chances[row, :past], int(laid.words[row, 0])),
                    {
                        head: dict(zip(labels, sorts[head][row].tolist(), strict=True))
                        for head, labels in self._facts.span_heads.items()
                    },
                )
        return tuple(answers)

    def _roles(self, state: State, kind: str, chances: Floats, start: int) -> dict[str, tuple[Mark, ...]]:
        """Spans by role. A role in which no word reaches a half may still be filled by its likeliest word."""
        out: dict[str, tuple[Mark, ...]] = {}
        tell = self._facts.thresholds
        likely = chances[:, :, 0].min(axis=0)
        for role in ROLES_OF[kind]:
            r = self._facts.roles.index(role)
            least = tell.get(f"least_{role}", 0.5)
            if likely[r] > 1 - min(least, 0.25):
                continue
            found = bio_spans(chances[:, r], tell.get(f"role_{role}", 0.0), cold=0.9)
            if not found and float(chances[:, r, 1].max()) >= least:
                found = [_from_peak(chances[:, r])]
            out[role] = tuple(Mark(state.span(start + a, start + b), role, score) for a, b, _, score in found)
        return out

    def _classes(self, logits: Floats) -> dict[str, Floats]:
        """Probabilities by head, each label weighed as tuning found it best: rare ones come out too likely."""
        out, at = {}, 0
        for head, labels in self._facts.span_heads.items():
            weights = [self._facts.thresholds.get(f"weight_{head}_{label}", 1.0) for label in labels]
            chances = softmax(logits[:, at : at + len(labels)]) * np.array(weights, dtype=np.float32)
            out[head] = chances / chances.sum(axis=1, keepdims=True)
            at += len(labels)
        return out


def _alike(
    places: Sequence[tuple[int, tuple[int, int]]], asked: Sequence[tuple[str, Mark]]
) -> Iterator[list[tuple[int, tuple[int, int]]]]:
    """Questions in runs of one kind, which are of like length: little is padded."""
    for kind in ROLES_OF:
        mine = [place for place in places if asked[place[0]][0] == kind]
        for at in range(0, len(mine), QUESTIONS_A_RUN):
            yield mine[at : at + QUESTIONS_A_RUN]


def _from_peak(chances: Floats) -> tuple[int, int, int, float]:
    """The span that begins at the likeliest B of ``[words, 3]`` and runs on while I is likelier than a new B."""
    first = int(chances[:, 1].argmax())
    past = first + 1
    while past < len(chances) and chances[past, 2] > max(chances[past, 1], chances[first, 1] / 2):
        past += 1
    return first, past, 0, float(chances[first, 1])


def _weigh(kind: str, answer: Answer) -> Answer:
    """The mark with the score of both networks together: the first proposes, the second confirms and may retype.

    The score is the geometric mean of both probabilities.
    """
    mark = answer.about
    if kind in ("event", "tie"):
        second = {
            k: v for k, v in answer.classes["type"].items() if k != "none" and (k in _RELATIONS) == (kind == "tie")
        }
        label = max(second, key=lambda k: second[k] * (2.0 if k == mark.label else 1.0))
        score = (mark.score * (1 - answer.classes["type"]["none"])) ** 0.5
        return Answer(Mark(mark.span, label, score), answer.roles, answer.classes)
    score = (mark.score * answer.classes["real"]["yes"]) ** 0.5
    return Answer(Mark(mark.span, mark.label, score), answer.roles, answer.classes)
