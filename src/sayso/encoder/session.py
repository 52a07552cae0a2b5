"""The ONNX file: two networks in one graph, and all that is needed to use them in its metadata."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from sayso.encoder.pieces import Ints
from sayso.errors import DataError, InputError

Floats = NDArray[np.float32]

MODELS = ("base", "small")
"""The model files in the package, best first: ``base`` reads better, ``small`` is faster."""

READER = ("ids", "cases", "mask")
ASKER = ("hidden", "marked", "kinds", "distances", "sentences", "asked_mask")
"""Inputs of the two networks."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the model file says of itself."""

    tokenizer: str
    length: int
    context: int
    width: int
    token_heads: dict[str, tuple[str, ...]]
    span_heads: dict[str, tuple[str, ...]]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    thresholds: dict[str, float]


def model_file(model: str) -> Path:
    """The file of a model of the package.

    Raises InputError for a name that is none of MODELS.
    """
    if model not in MODELS:
        raise InputError(f"there is no model {model!r}; there are {' and '.join(MODELS)}")
    return Path(str(resources.files("sayso") / "data" / f"{model}.onnx"))


def digest_of(file: Path) -> str:
    """SHA-256 of a model file, in hexadecimal. Raises DataError where it is missing."""
    _refuse_missing(file)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _refuse_missing(file: Path) -> None:
    if not file.is_file():
        raise DataError(f"the model file {file.name} is missing from the package; install sayso again")


class Session:
    """Runs the two networks of one model file.

    ``threads`` is the number of threads a run may use; None leaves that to onnxruntime.
    Raises DataError when the file is missing or is not a model that this program can use.
    """

    def __init__(self, file: Path, threads: int | None = None) -> None:
        _refuse_missing(file)
        options = ort.SessionOptions()
        options.log_severity_level = 3
        if threads:
            options.intra_op_num_threads = threads
        try:
            self._session = ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            self.facts = _facts(self._session.get_modelmeta().custom_metadata_map)
        except (KeyError, ValueError, ort.capi.onnxruntime_pybind11_state.Fail) as problem:
            raise DataError(f"the model file {file.name} cannot be used ({problem}); install sayso again") from problem
        # both networks are one graph and onnxruntime runs all of it: the one not wanted gets a single piece
        ones = {name: np.ones((1, 1), dtype=np.int64) for name in (*READER, *ASKER)}
        ones["hidden"] = np.zeros((1, 1, self.facts.width), dtype=np.float32)
        self._no_reading = {name: ones[name] for name in READER}
        self._no_asking = {name: ones[name] for name in ASKER}

    def read(self, ids: Ints, cases: Ints, mask: Ints) -> tuple[Floats, Floats]:
        """The encoder over windows ``[B, L]``: hidden states ``[B, L, D]`` and tag logits ``[B, L, K]``."""
        feeds = {**self._no_asking, "ids": ids, "cases": cases, "mask": mask}
        hidden, tags = self._session.run(["states", "tags"], feeds)
        return hidden, tags

    def ask(
        self, hidden: Floats, marked: Ints, kinds: Ints, distances: Ints, sentences: Ints, mask: Ints
    ) -> tuple[Floats, Floats]:
        """The second network over questions ``[N, M]``: role logits ``[N, M, 3 * R]`` and class logits ``[N, C]``."""
        feeds = {
            **self._no_reading, "hidden": hidden, "marked": marked, "kinds": kinds, "distances": distances,
            "sentences": sentences, "asked_mask": mask,
        }  # fmt: skip
        roles, classes = self._session.run(["roles", "classes"], feeds)
        return roles, classes


def _facts(metadata: dict[str, str]) -> Facts:
    told: dict[str, Any] = json.loads(metadata["sayso"])
    return Facts(
        tokenizer=metadata["tokenizer"],
        length=told["length"],
        context=told["context"],
        width=told["width"],
        token_heads={k: tuple(v) for k, v in told["token_heads"].items()},
        span_heads={k: tuple(v) for k, v in told["span_heads"].items()},
        kinds=tuple(told["kinds"]),
        roles=tuple(told["roles"]),
        thresholds=told["thresholds"],
    )
