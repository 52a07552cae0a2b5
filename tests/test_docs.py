"""The documents show what the program prints and what was measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import regenerate

DOCUMENTS = regenerate.documents()
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_outputs_and_tables_in_the_documents_are_true(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    now = regenerate.regenerated(written)
    if not regenerate.same(written, now):
        assert written == now, "run `make docs` and look at the difference"


@pytest.mark.parametrize("path", [*DOCUMENTS, *sorted((regenerate.ROOT / "docs" / "adr").glob("*.md"))], ids=str)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_a_console_block_gets_the_output_of_its_commands() -> None:
    old = "```console\n$ echo one\nold\n$ echo two | tr a-z A-Z\n```\n"
    assert regenerate.regenerated(old, {}) == "```console\n$ echo one\none\n$ echo two | tr a-z A-Z\nTWO\n```\n"


def test_a_python_block_keeps_its_names_for_the_next_one() -> None:
    old = "```python\n>>> a = 2\n```\n\n```python\n>>> for i in range(a):\n...     print(i)\nold\n>>> a * 2\n```\n"
    new = "```python\n>>> a = 2\n```\n\n```python\n>>> for i in range(a):\n...     print(i)\n0\n1\n>>> a * 2\n4\n```\n"
    assert regenerate.regenerated(old, {}) == new
    assert regenerate.regenerated(new, {}) == new


def test_a_table_is_filled_from_the_measured_figures() -> None:
    figures = {"precision": 0.5, "recall": 1, "f1": 0.66667, "hits": 2, "found": 4, "gold": 1200}
    old = "<!-- figures:dev -->\nstale\n<!-- /figures -->\n<!-- figures:none -->\n<!-- /figures -->\n"
    measured = {
        model: {"dev": {"claim: trigger": {**figures, "f1": f1}}} for model, f1 in (("one", 0.66667), ("two", 0.5))
    }
    new = regenerate.regenerated(old, measured)
    assert "| F1, one | F1, two |\n" in new
    assert "| claim: trigger | 1,200 | 0.500 | 1.000 | 0.667 | 0.500 |\n<!-- /figures -->" in new
    assert new.endswith("<!-- figures:none -->\nnot measured yet\n<!-- /figures -->\n")
    assert "stale" not in new


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("probability 0.91", "probability 0.92", True),
        ("probability 0.91", "probability 0.71", False),
        ("claim 0.9", "tie 0.9", False),
        ("2023 3.91", "2023 3.92", False),
        ("0.9", "0.9 0.8", False),
    ],
)
def test_only_last_places_of_probabilities_may_differ(one: str, other: str, equal: bool) -> None:
    assert regenerate.same(one, other) is equal
