"""Checkpoint to model file: ``python -m training.export --checkpoint last.pt --out base.onnx``.

Both networks become one ONNX graph with int8 weights; the label sets, the tokenizer, the window length and the
thresholds go into the file's metadata.
"""

from __future__ import annotations

import argparse
import copy
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from sayso.encoder.labels import KINDS, ROLES, SPAN_HEADS, TOKEN_HEADS
from training.examples import CONTEXT, LENGTH
from training.network import Network
from training.starts import STARTS

OPSET = 17

THRESHOLDS = {
    "propose": 0.25, "accept_event": 0.5, "accept_tie": 0.5, "accept_cue": 0.4, "accept_figure": 0.4,
    # the second network turns wrong cues down, so the first may propose more
    "cues": -0.3, "times": -0.2,
    # an event hardly ever has nobody who acts or suffers: the likeliest words do where none reach a half
    "least_actor": 0.3, "least_recipient": 0.35,
    "weight_mood_happened": 1.6, "weight_voices_none": 1.6,
}  # fmt: skip
"""What a mark must reach before tuning (``training.tune``), and what tuning by hand on the dev sets set."""


class RowInt8(nn.Module):
    """An embedding with int8 weights and a scale for each row: one scale for all words costs half a point of F1."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        self.scale = nn.Buffer(weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127)
        self.rows = nn.Buffer((weight / self.scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint with the running mean of its weights."""
    state = torch.load(checkpoint, weights_only=False)
    network = Network(STARTS[state["start"]], state["tokenizer"])
    network.load_state_dict(state["mean"])
    return network.eval()


def export(network: Network, out: Path, thresholds: dict[str, float], int8: bool = True) -> None:
    """Writes the model file."""
    network = copy.deepcopy(network)
    if int8:
        network.reader.words = RowInt8(network.reader.words)
        network.reader.places = RowInt8(network.reader.places)
    with tempfile.TemporaryDirectory() as folder:
        reader, asker, both = (Path(folder) / f"{n}.onnx" for n in ("reader", "asker", "both"))
        _reader(network, reader)
        _asker(network, asker)
        merged = onnx.compose.merge_graphs(
            onnx.load(reader).graph, onnx.load(asker).graph, io_map=[], prefix1="", prefix2="asker/"
        )
        model = onnx.helper.make_model(
            _named(merged), opset_imports=[onnx.helper.make_opsetid("", OPSET)], ir_version=9
        )
        onnx.save(model, both)
        if int8:
            ready = Path(folder) / "ready.onnx"
            quant_pre_process(str(both), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready), str(both), op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True
            )
        finished = onnx.load(both)
        _describe(finished, network, thresholds)
        onnx.save(finished, out)


def _named(graph: onnx.GraphProto) -> onnx.GraphProto:
    """The inputs and outputs of the second network without the prefix."""
    plain = {
        f"asker/{n}": n
        for n in ("hidden", "marked", "kinds", "distances", "sentences", "asked_mask", "roles", "classes")
    }
    for value in [*graph.input, *graph.output]:
        value.name = plain.get(value.name, value.name)
    for node in graph.node:
        node.input[:] = [plain.get(n, n) for n in node.input]
        node.output[:] = [plain.get(n, n) for n in node.output]
    return graph


def _reader(network: Network, path: Path) -> None:
    ids = torch.ones(2, 8, dtype=torch.long)
    axes = {n: {0: "windows", 1: "pieces"} for n in ("ids", "cases", "mask", "states", "tags")}
    torch.onnx.export(
        network.reader, (ids, ids, ids), str(path), input_names=["ids", "cases", "mask"],
        output_names=["states", "tags"], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _asker(network: Network, path: Path) -> None:
    number = torch.ones(2, 8, dtype=torch.long)
    names = ["hidden", "marked", "kinds", "distances", "sentences", "asked_mask"]
    axes = {n: {0: "questions", 1: "words"} for n in [*names, "roles"]} | {"classes": {0: "questions"}}
    torch.onnx.export(
        network.asker, (torch.zeros(2, 8, network.start.width), *[number] * 5), str(path), input_names=names,
        output_names=["roles", "classes"], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _describe(model: onnx.ModelProto, network: Network, thresholds: dict[str, float]) -> None:
    told = {
        "length": LENGTH,
        "context": CONTEXT,
        "width": network.start.width,
        "token_heads": TOKEN_HEADS,
        "span_heads": SPAN_HEADS,
        "kinds": KINDS,
        "roles": ROLES,
        "thresholds": thresholds,
    }
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, {"sayso": json.dumps(told), "tokenizer": network.tokenizer})


def rewrite(file: Path, thresholds: dict[str, float]) -> None:
    """Puts thresholds into a model file and leaves its weights as they are."""
    model = onnx.load(file)
    told = {p.key: p.value for p in model.metadata_props}
    facts = json.loads(told["sayso"]) | {"thresholds": thresholds}
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, told | {"sayso": json.dumps(facts)})
    onnx.save(model, file)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--thresholds", type=Path, help="JSON of thresholds found by training.tune")
    parser.add_argument("--fp32", action="store_true", help="keep the weights as they are, to compare with")
    options = parser.parse_args()
    thresholds = dict(THRESHOLDS)
    if options.thresholds:
        thresholds |= json.loads(options.thresholds.read_text(encoding="utf-8"))
    export(load(options.checkpoint), options.out, thresholds, int8=not options.fp32)


if __name__ == "__main__":
    main()
