"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import pipeline
from sayso.lexicon import Lexicon
from sayso.stage import Tools
from tests.fakes import FakeEncoder

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--write-golden``, which ``make golden`` uses."""
    parser.addoption("--write-golden", action="store_true", help="write the golden records anew")


@pytest.fixture
def fake_tools() -> Tools:
    """The real tables, and an encoder that guesses."""
    return Tools(Lexicon(), FakeEncoder())


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, fake_tools: Tools) -> Tools:
    """Reads with the guessing encoder wherever the program would load the real one."""
    monkeypatch.setattr(pipeline, "shared_tools", lambda *which, **how: fake_tools)
    return fake_tools


@pytest.fixture
def example() -> Path:
    """An example report."""
    return ROOT / "examples" / "border-post.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the project; a test that needs it is skipped, and says so, where there is none."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip(f"{folder.name}/ is not beside the project")
    return folder
