"""From the corpora to the model file in the package: ``python -m training.build --shared ../shared`` (``make train``).

Training, export, thresholds, and the figures of the heads with int8 and with fp32 weights, which
``evaluation/heads.json`` keeps: the test of what int8 costs reads them. Training goes on from its checkpoints.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from sayso.encoder import Encoder
from training.evaluate import measure
from training.export import THRESHOLDS, export, load
from training.train import train
from training.tune import tune

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src/sayso/data/encoder.onnx"
HEADS = ROOT / "evaluation/heads.json"

STEPS, RATE = 4100, 2.5e-4


def finish(checkpoint: Path, shared: Path, scratch: Path) -> None:
    """Writes the model file of a checkpoint, with thresholds, and the figures of its heads."""
    network = load(checkpoint)
    export(network, MODEL, THRESHOLDS)
    thresholds = THRESHOLDS | tune(MODEL, shared)
    export(network, MODEL, thresholds)
    full = scratch / "fp32.onnx"
    export(network, full, thresholds, int8=False)
    told = {
        "sha256": hashlib.sha256(MODEL.read_bytes()).hexdigest(),
        "int8": measure(Encoder(MODEL), shared),
        "fp32": measure(Encoder(full), shared),
    }
    HEADS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--scratch", type=Path, default=ROOT / "training/checkpoints")
    parser.add_argument("--checkpoint", type=Path, help="no training: finish this checkpoint")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    if options.checkpoint is None:
        train(options.shared, options.scratch, STEPS, RATE, seed=1, every=250)
    finish(options.checkpoint or options.scratch / "last.pt", options.shared, options.scratch)


if __name__ == "__main__":
    main()
