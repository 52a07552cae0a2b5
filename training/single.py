"""Single sentences as training texts: what is asked of one sentence must be learned from single ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from training.corpora import Pair, Question, Text

FEWEST = 5
"""Words that a sentence must have."""


def single(text: Text, spans: Sequence[Pair]) -> Iterator[Text]:
    """Every sentence of a text, ``spans`` being where they are, as a text of its own.

    Spans are cut to the sentence. Parties and voices that stand elsewhere are gone; whose voice carried over from
    before is no longer known.
    """
    for number, (low, high) in enumerate(spans):
        if len(text.text[low:high].split()) < FEWEST:
            continue

        def inside(found: Iterable[Pair], low: int = low, high: int = high) -> list[Pair]:
            return [(max(a, low) - low, min(b, high) - low) for a, b in found if a < high and low < b]

        tags = {
            head: [(*span, label) for a, b, label in found for span in inside([(a, b)])]
            for head, found in text.tags.items()
        }
        questions = [_cut(q, inside) for q in text.questions if q.kind != "anaphor" and low <= q.span[0] < high]
        yield Text(
            f"{text.id}.{number}", text.task, text.text[low:high], tags=tags, questions=questions,
            negatives=text.negatives, unsure=inside(text.unsure),
        )  # fmt: skip


def _cut(question: Question, inside: Callable[[Iterable[Pair]], list[Pair]]) -> Question:
    roles = {role: inside(spans) for role, spans in question.roles.items()}
    classes = dict(question.classes)
    if "carry" in classes.get("voices", ""):
        for name in ("voices", "stance1", "stance2"):
            classes.pop(name, None)
        for name in ("cue1", "cue2"):
            roles.pop(name, None)
    return Question(
        question.kind, inside([question.span])[0], tuple(inside(question.also)), roles, classes, question.factuality
    )
