"""What training texts are made of: single sentences, triggers that models marked, weights for parties left out."""

from __future__ import annotations

import numpy as np

from training.corpora import Question, Text
from training.left_out import Case, accuracy, fit
from training.silver import Guess, _sorted
from training.single import single

TEXT = "Ruiz said the port will close on Monday. Dockers struck, he added, and left at once."
FIRST, SECOND = (0, 40), (41, 84)


def span(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


def words_of(text: Text, spans: list[tuple[int, int]]) -> list[str]:
    return [text.text[a:b] for a, b in spans]


def two() -> list[Text]:
    carried = Question(
        "event",
        span("struck"),
        roles={"actor": [span("Dockers")], "recipient": [span("the port")], "cue1": [span("said")]},
        classes={"type": "PROTEST", "voices": "carry", "stance1": "asserts"},
    )
    told = Question("event", span("close"), roles={"cue1": [span("said")]}, classes={"voices": "cue"})
    whole = Text("r", "gold", TEXT, tags={"contents": [(10, 59, "content")]}, questions=[told, carried], negatives=True)
    return list(single(whole, [FIRST, SECOND]))


def test_a_sentence_has_its_own_words_and_questions() -> None:
    first, second = two()
    assert (first.text, second.text) == (TEXT[slice(*FIRST)], TEXT[slice(*SECOND)])
    assert words_of(first, [q.span for q in first.questions]) == ["close"]
    assert words_of(second, [q.span for q in second.questions]) == ["struck"]
    assert first.negatives


def test_spans_are_cut_to_the_sentence_and_what_stands_elsewhere_is_gone() -> None:
    first, second = two()
    assert words_of(first, [t[:2] for t in first.tags["contents"]]) == ["the port will close on Monday."]
    assert words_of(second, [t[:2] for t in second.tags["contents"]]) == ["Dockers struck, he"]
    assert words_of(second, second.questions[0].roles["actor"]) == ["Dockers"]
    assert second.questions[0].roles["recipient"] == []


def test_a_voice_from_before_is_not_known() -> None:
    first, second = two()
    assert first.questions[0].classes == {"voices": "cue"}
    assert second.questions[0].classes == {"type": "PROTEST"}
    assert "cue1" not in second.questions[0].roles


def test_short_sentences_are_left_out() -> None:
    assert not list(single(Text("r", "gold", "He left at once."), [(0, 16)]))


def test_words_are_triggers_or_none_or_teach_nothing() -> None:
    chances = np.array([[0.9, 0.05], [0.3, 0.2], [0.01, 0.02]], dtype=np.float32)
    guess = Guess(np.array([0, 5, 10]), np.array([4, 9, 14]), ("ASSAULT", "COERCE"), chances)
    assert _sorted(guess) == ([(0, 4, "ASSAULT")], [(5, 9)])


def test_weights_are_learned_from_cases() -> None:
    seen = [Case([["nobody"], ["near"], ["far"]], [False, True, False])] * 6
    none = [Case([["nobody"], ["far"]], [True, False])] * 6
    weights = fit([*seen, *none])
    assert weights["near"] > weights["nobody"] > weights["far"]
    assert accuracy([*seen, *none], weights) == 1.0
