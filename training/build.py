"""From the corpora to a model file in the package: ``python -m training.build --model base`` (``make train``).

Training, export, thresholds, and the figures of the heads with int8 and with fp32 weights, which
``evaluation/heads.json`` keeps: the test of what int8 costs reads them. Training goes on from its checkpoints.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sayso.encoder import Encoder, digest_of
from training.evaluate import measure
from training.export import THRESHOLDS, export, load
from training.starts import STARTS
from training.train import train
from training.tune import tune

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "src/sayso/data"
HEADS = ROOT / "evaluation/heads.json"

STEPS = {"base": 3900, "small": 8000}


def finish(checkpoint: Path, shared: Path, scratch: Path) -> None:
    """Writes the model file of a checkpoint, with thresholds, and the figures of its heads."""
    network = load(checkpoint)
    name = network.start.name
    model = MODELS / f"{name}.onnx"
    export(network, model, THRESHOLDS)
    thresholds = THRESHOLDS | tune(model, shared)
    export(network, model, thresholds)
    full = scratch / "fp32.onnx"
    export(network, full, thresholds, int8=False)
    told: dict[str, Any] = json.loads(HEADS.read_text(encoding="utf-8"))
    told[name] = {
        "sha256": digest_of(model),
        "int8": measure(Encoder(model), shared),
        "fp32": measure(Encoder(full), shared),
    }
    HEADS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told[name], indent=1))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=list(STARTS), default="base")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--scratch", type=Path, default=ROOT / "training/checkpoints")
    parser.add_argument("--checkpoint", type=Path, help="no training: finish this checkpoint")
    options = parser.parse_args()
    scratch = options.scratch / options.model
    scratch.mkdir(parents=True, exist_ok=True)
    if options.checkpoint is None:
        train(options.shared, scratch, STARTS[options.model], STEPS[options.model], seed=1, every=250)
    finish(options.checkpoint or scratch / "last.pt", options.shared, scratch)


if __name__ == "__main__":
    main()
