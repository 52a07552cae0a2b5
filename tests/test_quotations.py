"""Direct speech, and what of it becomes the content of a cue."""

from __future__ import annotations

import pytest

from sayso.model.text import Span
from sayso.quotations import quotations
from sayso.stages.attributions import _with_marks, _with_speech


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We close the port on Monday,” he said.", ["“We close the port on Monday,”"]),
        ('Ruiz said: "We close the port." She left.', ['"We close the port."']),
        ("``We close the port,'' he said.", ["``We close the port,''"]),
        ("the so-called “peace camp” in the square", []),
        ("“We close the port.\n“We open it in May,” he said.", ["“We close the port.", "“We open it in May,”"]),
        ("no marks at all", []),
        ("", []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    assert [q.of(text) for q in quotations(text)] == found


@pytest.mark.parametrize(
    ("text", "cue", "content", "wanted"),
    [
        # the encoder saw only the end of a long quotation
        ("“We close the port on Monday for all ships,” said Ada Ruiz.", "said", ["for all ships,”"],
         ["“We close the port on Monday for all ships,”"]),
        # nothing else is told of the cue
        ("“We close the port on Monday,” Ada Ruiz of the port authority said.", "said", [],
         ["“We close the port on Monday,”"]),
        # another sentence lies between
        ("“We close the port on Monday.” Ships left. Ruiz said no more.", "said", [], []),
        # after a colon the speech may be a paragraph of its own
        ("The ministry wrote:\n\n“We close the port on Monday.”", "wrote", [], ["“We close the port on Monday.”"]),
        # what is told already is something else
        ("“We close the port on Monday,” Ruiz said, denying a rift.", "denying", ["a rift"], ["a rift"]),
    ],
)  # fmt: skip
def test_speech_beside_a_cue_is_its_content(text: str, cue: str, content: list[str], wanted: list[str]) -> None:
    found = _with_speech(tuple(at(text, c) for c in content), at(text, cue), quotations(text), text)
    assert [s.of(text) for s in found] == wanted


@pytest.mark.parametrize(
    ("text", "content", "wanted"),
    [
        ("the “calm of the port,” he said", "“calm of the port", "“calm of the port,”"),
        ('a "calm port" he said', '"calm port', '"calm port"'),
        ("the “calm port” he said", "calm port”", "“calm port”"),
        ("that the port is calm, he said", "that the port is calm", "that the port is calm"),
    ],
)
def test_a_quotation_keeps_its_marks(text: str, content: str, wanted: str) -> None:
    assert _with_marks(at(text, content), text).of(text) == wanted
