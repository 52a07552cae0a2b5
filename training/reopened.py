"""A network from a model file: training can go on where no checkpoint is left, only what was shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.network import Network
from training.starts import STARTS

TABLES = ("words", "places")
"""Embeddings that a model file holds as int8 rows, each with a scale (``training.export.RowInt8``)."""


def reopened(file: Path, name: str) -> Network:
    """The network of an int8 model file that ``training.export`` wrote; ``name`` is its start, a key of STARTS.

    Weights come back to within half a step of int8, which costs less than a point (``evaluation/heads.json``) and which
    training soon mends. Raises ValueError when the file has other parts than the network.
    """
    model = onnx.load(file)
    told = {p.key: p.value for p in model.metadata_props}
    network = Network(STARTS[name], told["tokenizer"])
    arrays = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    state = dict(_plain(arrays)) | {
        f"reader.{table}.weight": torch.from_numpy(arrays[f"{table}.rows"] * arrays[f"{table}.scale"])
        for table in TABLES
    }
    for node in model.graph.node:
        # node names tell the module: asker//layers.0/qkv/MatMul_quant
        if node.op_type == "MatMulInteger":
            path = node.name.removesuffix("/MatMul_quant").removeprefix("asker/").strip("/").replace("/", ".")
            weight = node.input[1].removesuffix("_quantized")
            value = arrays[node.input[1]].astype(np.float32) - arrays[f"{weight}_zero_point"].astype(np.float32)
            part = "asker" if node.name.startswith("asker/") else "reader"
            state[f"{part}.{path}.weight"] = torch.from_numpy((value * arrays[f"{weight}_scale"]).T.copy())
    wrong = set(state) ^ set(network.state_dict())
    if wrong:
        raise ValueError(f"{file.name} does not fit a network of {name}: {', '.join(sorted(wrong))}")
    network.load_state_dict(state)
    return network


def _plain(arrays: dict[str, np.ndarray]) -> list[tuple[str, Tensor]]:
    """The parameters that the file keeps as they are: biases, norms and the small embeddings."""
    ends = (".weight", ".bias")
    return [
        (f"asker.{name.removeprefix('asker/')}" if name.startswith("asker/") else f"reader.{name}",
         torch.from_numpy(value.copy()))
        for name, value in arrays.items() if name.endswith(ends) and not name.startswith("asker//")
    ]  # fmt: skip
