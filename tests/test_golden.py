"""The records of the examples, as they were when someone last looked at them: no change comes in unnoticed.

``make golden`` writes them anew. Scores are left out: their last digits differ between processors.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sayso
from tests.conftest import ROOT

GOLDEN = Path(__file__).resolve().parent / "golden"
PUBLISHED = "2024-10-23"


def _without_scores(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_scores(v) for k, v in value.items() if k != "score"}
    return [_without_scores(v) for v in value] if isinstance(value, list) else value


def test_the_examples_are_read_as_before(pytestconfig: pytest.Config) -> None:
    for report in sorted((ROOT / "examples").glob("*.txt")):
        reading = sayso.read(report.read_text(encoding="utf-8"), PUBLISHED, id=report.stem)
        now = json.dumps(_without_scores(reading.to_dict()), indent=1, ensure_ascii=False) + "\n"
        file = GOLDEN / f"{report.stem}.json"
        if pytestconfig.getoption("write_golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(now, encoding="utf-8")
        if not file.exists():
            pytest.skip(f"there is no {file.relative_to(ROOT)} yet; `make golden` writes it")
        assert file.read_text(encoding="utf-8") == now, "look at the difference; if it is right: `make golden`"
