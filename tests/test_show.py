"""A reading for people: who is grouped under whom, in which words."""

from __future__ import annotations

import io
from itertools import count

import pytest
from rich.console import Console

from sayso.model.codes import MODES, EventType, Kind, Mood, Relation, Stance
from sayso.model.items import Claim, Entity, Item, Made, Party, Sentence, Tie, Voice
from sayso.model.problems import problem
from sayso.model.text import Document, Span
from sayso.reading import Reading
from sayso.show import page, show, wording
from sayso.show.groups import by_voice

MADE = Made("test", "rule:test")
NAMES = {"u": "Ukraine", "r": "Russia", "p": "Poland"}
TEXT = "Kyiv said that Moscow had admitted the strike near Kharkiv on Monday."


def _voices(chain: str) -> tuple[Voice, ...]:
    return tuple(Voice(() if e == "?" else (e,), None, Stance.ASSERTS) for e in chain)


def _reading(*chains: str, extra: tuple[Item, ...] = ()) -> Reading:
    numbers = count(15)
    claims = [
        Claim(
            f"c{number}", 1, Span(15, 21), EventType.ASSAULT, "aerial", (Party("r"),), (Party("u"),), None, None,
            Mood.HAPPENED, {"dead": "2"}, _voices(chain), MADE,
        )
        for chain in chains
        for number in [next(numbers)]
    ]  # fmt: skip
    entities = [Entity(id, name, Kind.STATE, MADE) for id, name in NAMES.items()]
    return Reading(Document("r1", TEXT)).plus([Sentence("n1", Span(0, len(TEXT)), 1, MADE), *entities, *claims, *extra])


def _printed(reading: Reading, width: int = 100, *, terminal: bool = False) -> str:
    out = io.StringIO()
    show(reading, Console(file=out, width=width, force_terminal=terminal, highlight=False, emoji=False, markup=False))
    return out.getvalue()


def test_the_paper_first_then_each_voice_before_those_it_cites() -> None:
    headings = [g.heading for g in by_voice(_reading("ur", "p", "", "u", "?"))]
    assert headings == ["The paper", "Ukraine", "Russia, as told by Ukraine", "Poland", "somebody unnamed"]


def test_a_voice_that_only_cites_is_shown() -> None:
    groups = by_voice(_reading("ur"))
    assert [(g.heading, len(g.claims)) for g in groups] == [("Ukraine", 0), ("Russia, as told by Ukraine", 1)]


def test_what_is_printed() -> None:
    lines = _printed(_reading("", "ur")).splitlines()
    assert lines == [
        "r1  date not known",
        "",
        "The paper",
        "  air strike ASSAULT-aerial c15",
        "    Russia → Ukraine · it happened · dead 2",
        f"    “{TEXT}”",
        "",
        "Ukraine",
        "",
        "  ↳ Russia, as told by Ukraine",
        "    said: air strike ASSAULT-aerial c16",
        "      Russia → Ukraine · it happened · dead 2",
        f"      “{TEXT}”",
    ]


def test_ties_and_problems_come_last() -> None:
    tie = Tie("t1", 1, Span(0, 4), Relation.SUPPLIER, "arms", (Party("r"),), (Party("u"),), None, _voices("p"), MADE)
    odd = problem("r1", ("ingest", "odd"), "an odd\x1b[31m thing", "leave it", Span(3, 4))
    printed = _printed(_reading(extra=(tie, odd)))
    assert "Ties\n  Poland said: Russia · supplies arms to · Ukraine t1\n" in printed
    assert printed.endswith("Problems\n  an odd\N{REPLACEMENT CHARACTER}[31m thing (at 3): leave it\n")


def test_nothing_found_is_said() -> None:
    assert "No political event, tie or figure was found" in _printed(_reading())


@pytest.mark.parametrize("width", [20, 40, 300])
def test_lines_keep_to_the_width_and_end_without_spaces(width: int) -> None:
    lines = _printed(_reading("", "ur"), width).splitlines()
    assert max(map(len, lines)) <= max(width, 26)
    assert not [line for line in lines if line.endswith(" ")]


def test_colour_on_a_terminal_only() -> None:
    assert "\x1b[" in _printed(_reading(""), terminal=True)
    assert "\x1b" not in _printed(_reading(""))


def test_every_code_has_words() -> None:
    assert all(wording.word("type", t) != t for t in EventType)
    assert all(wording.word("mode", f"{t}-{m}") != f"{t}-{m}" for t, modes in MODES.items() for m in modes)
    assert all(wording.word("mood", m) != m for m in Mood)
    assert all(wording.word("stance", s) != s for s in Stance)


def test_the_page_marks_and_links() -> None:
    html = page(_reading("u", ""))
    assert '<li class="item" id="c15"' in html
    assert 'class="mark trigger" data-of="c15 c16"' in html
    assert html.index("The paper") < html.index("<h2>Ukraine</h2>")
