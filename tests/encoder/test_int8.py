"""What int8 weights cost: less than a point of F1 against fp32, for every head on every dev set."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from sayso.encoder import Encoder
from training.evaluate import measure

HEADS = Path(__file__).resolve().parents[2] / "evaluation" / "heads.json"


@pytest.fixture(scope="module")
def heads() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(HEADS.read_text(encoding="utf-8"))
    return told


def test_the_figures_are_of_this_model_file(heads: dict[str, Any]) -> None:
    model = resources.files("sayso") / "data" / "encoder.onnx"
    assert hashlib.sha256(model.read_bytes()).hexdigest() == heads["sha256"]


def test_int8_loses_less_than_a_point(heads: dict[str, Any]) -> None:
    assert heads["int8"].keys() == heads["fp32"].keys()
    lost = {name: heads["fp32"][name] - f1 for name, f1 in heads["int8"].items()}
    assert {name: loss for name, loss in lost.items() if loss >= 0.01} == {}


def test_the_int8_figures_still_hold(heads: dict[str, Any], shared: Path) -> None:
    now = measure(Encoder(), shared, only=("times", "gold"))
    # another processor rounds otherwise in the last places
    assert now == pytest.approx({name: heads["int8"][name] for name in now}, abs=0.01)
