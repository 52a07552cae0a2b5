"""What int8 weights cost: less than a point of F1 against fp32, for every head on every dev set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.encoder import MODELS, Encoder
from training.evaluate import measure

HEADS = Path(__file__).resolve().parents[2] / "evaluation" / "heads.json"


@pytest.fixture(scope="module")
def heads() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(HEADS.read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("model", MODELS)
def test_the_figures_are_of_this_model_file(heads: dict[str, Any], model: str) -> None:
    assert Encoder(model, threads=1).digest == heads[model]["sha256"]


@pytest.mark.parametrize("model", MODELS)
def test_int8_loses_less_than_a_point(heads: dict[str, Any], model: str) -> None:
    told = heads[model]
    assert told["int8"].keys() == told["fp32"].keys()
    lost = {name: told["fp32"][name] - f1 for name, f1 in told["int8"].items()}
    assert {name: loss for name, loss in lost.items() if loss >= 0.01} == {}


@pytest.mark.parametrize("model", MODELS)
def test_the_int8_figures_still_hold(heads: dict[str, Any], shared: Path, model: str) -> None:
    now = measure(Encoder(model), shared, only=("times", "gold"))
    # another processor rounds otherwise in the last places
    assert now == pytest.approx({name: heads[model]["int8"][name] for name in now}, abs=0.01)
