"""An encoder that guesses: wrong on purpose, but the same every time, so that stages meet every sort of nonsense."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from random import Random

from sayso.encoder import Encoder
from sayso.encoder.labels import EVENTS, NAMES, ROLES, SPAN_HEADS, TIMES
from sayso.model.codes import Relation
from sayso.model.items import Answer, Made, Mark, Signals
from sayso.model.text import Span, stable_id

_WORD = re.compile(r"\w+|[^\w\s]")
_LABELS: Mapping[str, tuple[str, ...]] = {
    "names": NAMES,
    "times": TIMES,
    "sources": ("source",),
    "cues": ("cue",),
    "contents": ("content",),
    "events": tuple(e for e in EVENTS if e not in frozenset(Relation)),
    "ties": tuple(Relation),
    "figures": ("figure",),
}


class FakeEncoder(Encoder):
    """Marks every fourth word or so, with labels drawn from the words themselves."""

    def __init__(self) -> None:  # without a model file
        self.texts: dict[str, str] = {}

    def read(self, document_id: str, text: str, sentences: Sequence[Span]) -> Signals:
        id = stable_id("s", document_id)
        self.texts[id] = text
        draw = Random(text.encode("utf-8", "surrogatepass"))
        words = [Span(*m.span()) for s in sentences for m in _WORD.finditer(text, s.start, s.end)]
        marks = {head: tuple(_marks(words, labels, draw)) for head, labels in _LABELS.items()}
        answers = {
            f"{k}s": tuple(_answer(words, m, draw) for m in marks[f"{k}s"]) for k in ("event", "cue", "tie", "figure")
        }
        return Signals(id, marks, answers, Made("signals", "head:fake"))

    def ask(self, signals: Signals, kind: str, marks: Sequence[Mark]) -> tuple[Answer, ...]:
        text = self.texts[signals.id]
        words = [Span(*m.span()) for m in _WORD.finditer(text)]
        return tuple(_answer(words, m, Random(f"{kind}{m.span}")) for m in marks)


def _marks(words: list[Span], labels: tuple[str, ...], draw: Random) -> list[Mark]:
    out, at = [], draw.randrange(4)
    while at < len(words):
        past = min(at + draw.choice((1, 1, 2, 3)), len(words))
        out.append(Mark(Span(words[at].start, words[past - 1].end), str(draw.choice(labels)), draw.uniform(0.3, 1)))
        at = past + draw.randrange(8)
    return out


def _answer(words: list[Span], mark: Mark, draw: Random) -> Answer:
    at = bisect_left(words, mark.span)
    near = words[max(at - 30, 0) : at + 30] or [mark.span]
    roles = {}
    for role in ROLES:
        spans = sorted(draw.sample(near, min(len(near), draw.randrange(3))))
        roles[role] = tuple(Mark(s, role, draw.uniform(0.3, 1)) for s in spans)
    return Answer(mark, roles, {head: _chances(labels, draw) for head, labels in SPAN_HEADS.items()})


def _chances(labels: tuple[str, ...], draw: Random) -> dict[str, float]:
    weights = [draw.random() ** 8 for _ in labels]
    return {label: weight / sum(weights) for label, weight in zip(labels, weights, strict=True)}
