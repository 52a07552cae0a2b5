"""From the corpora to a model file in the package: ``python -m training.build --model base`` (``make train``).

Training, export, thresholds, and the figures of the heads with int8 and with fp32 weights, which
``evaluation/heads.json`` keeps: the test of what int8 costs reads them. Training goes on from its checkpoints. ``base``
is trained in two rounds: the second begins with the file that the first made, and learns triggers also from what both
models see in texts in which nobody marked any (``training.silver``). Who fills roles that sentences leave out is then
learned with the finished model (``training.left_out``).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from sayso.encoder import MODELS, Encoder, digest_of
from training import left_out
from training.evaluate import measure
from training.export import THRESHOLDS, export, load, rewrite
from training.starts import STARTS
from training.train import train
from training.tune import tune

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src/sayso/data"
HEADS = ROOT / "evaluation/heads.json"

STEPS = {"base": (3900, 1900), "small": (8000, 0)}
"""Steps of the first round and of the second."""


def finish(checkpoint: Path, shared: Path, scratch: Path) -> None:
    """Writes the model file of a checkpoint, with thresholds, and the figures of its heads."""
    network = load(checkpoint)
    name = network.start.name
    model = FOLDER / f"{name}.onnx"
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


def retune(name: str, shared: Path) -> None:
    """Finds the thresholds of a model file of the package anew; its weights stay, and so do the fp32 figures."""
    model = FOLDER / f"{name}.onnx"
    rewrite(model, Encoder(model).thresholds | tune(model, shared))
    told: dict[str, Any] = json.loads(HEADS.read_text(encoding="utf-8"))
    told[name] |= {"sha256": digest_of(model), "int8": measure(Encoder(model), shared)}
    HEADS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=list(STARTS), default="base")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--scratch", type=Path, default=ROOT / "training/checkpoints")
    parser.add_argument("--checkpoint", type=Path, help="no training: finish this checkpoint")
    parser.add_argument(
        "--retune", action="store_true", help="no training: only thresholds, for the file that is there"
    )
    options = parser.parse_args()
    scratch = options.scratch / options.model
    scratch.mkdir(parents=True, exist_ok=True)
    if options.retune:
        retune(options.model, options.shared)
    elif options.checkpoint is None:
        build(options.model, options.shared, scratch)
    else:
        finish(options.checkpoint, options.shared, scratch)
    if options.model == MODELS[0]:
        left_out.learn(options.shared)


def build(model: str, shared: Path, scratch: Path) -> None:
    """All rounds of training of a model; a round that is done is not begun again."""
    first, second = STEPS[model]
    made = scratch / "first-round.onnx"
    if not made.exists():
        train(shared, scratch, STARTS[model], first, seed=1, every=250)
        finish(scratch / "last.pt", shared, scratch)
        shutil.copyfile(FOLDER / f"{model}.onnx", made)
    if second:
        onward = scratch / "second-round"
        train(shared, onward, STARTS[model], second, seed=1, every=100, onward=made)
        finish(onward / "last.pt", shared, scratch)


if __name__ == "__main__":
    main()
