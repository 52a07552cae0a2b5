"""The network: an encoder with token heads, and a small second network that is asked about marked spans."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.encoder.contexts import DISTANCES, SENTENCES
from sayso.encoder.labels import KINDS, ROLES, SPAN_HEADS, TOKEN_HEADS
from sayso.encoder.pieces import CASES
from training.examples import LENGTH
from training.starts import Start, rows, weights


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


def relative_buckets(length: int, buckets: int, furthest: int = 128) -> Tensor:
    """The bucket of every pair of positions ``[length, length]``, as T5 and MPNet have them (Raffel et al. 2020).

    Half the buckets are for what lies before, half for what lies behind; in each, half are exact and half grow by
    powers up to ``furthest``.
    """
    apart = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    half, exact = buckets // 2, buckets // 4
    size = apart.abs()
    far = exact + (size.clamp(min=1).float() / exact).log() / math.log(furthest / exact) * (half - exact)
    return (apart > 0) * half + torch.where(size < exact, size, far.long().clamp(max=half - 1))


class Reader(nn.Module):
    """The encoder with its token heads.

    ``ids, cases, mask [B, L]`` to ``hidden [B, L, D]`` and ``logits [B, L, K]``.
    """

    def __init__(self, start: Start) -> None:
        super().__init__()
        width = start.width
        self.words = nn.Embedding(start.pieces, width)
        self.places = nn.Embedding(LENGTH, width)
        self.cases = nn.Embedding(CASES, width)
        self.norm = nn.LayerNorm(width, eps=start.eps)
        self.layers = nn.ModuleList(Layer(width, start.heads, 4 * width, start.eps) for _ in range(start.layers))
        self.apart = nn.Embedding(start.buckets, start.heads) if start.buckets else None
        if start.buckets:
            # in bytes, since the model file holds it
            self.buckets = nn.Buffer(relative_buckets(LENGTH, start.buckets).to(torch.uint8), persistent=False)
        self.tags = nn.Linear(width, sum(map(len, TOKEN_HEADS.values())))
        self.dropout = Dropout()

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        length = ids.shape[1]
        places = torch.arange(length, device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.cases(cases))
        x = self.dropout(_narrow(x))
        hidden = _hide(mask, x.dtype)
        if self.apart is not None:
            hidden = hidden + self.apart(self.buckets[:length, :length].long()).permute(2, 0, 1)[None].to(x.dtype)
        for layer in self.layers:
            x = layer(x, hidden)
        return x, self.tags(self.dropout(x))


class Asker(nn.Module):
    """The second network: hidden states of the words around a marked span to roles of words and classes of the span.

    ``hidden [N, M, D]`` and the integer arrays of ``sayso.encoder.contexts.Contexts`` to ``roles [N, M, 3 * R]`` and
    ``classes [N, C]``; of the classes' last column (factuality) only training makes use.
    """

    def __init__(self, start: Start) -> None:
        super().__init__()
        width, layers, inner = start.asker
        self.narrow = nn.Linear(start.width, width)
        self.marked = nn.Embedding(len(KINDS) + 1, width)
        self.kinds = nn.Embedding(len(KINDS), width)
        self.distances = nn.Embedding(DISTANCES, width)
        self.sentences = nn.Embedding(SENTENCES, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, width // 64, inner, 1e-5) for _ in range(layers))
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.inner = nn.Linear(width + start.width, width)
        self.classes = nn.Linear(width, sum(map(len, SPAN_HEADS.values())) + 1)
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
        # with an axis of its own, so that export makes it a MatMul, of which there is an int8 form
        classes = self.classes(self.dropout(F.gelu(self.inner(about[:, None]))))
        return self.roles(self.dropout(x)), classes[:, 0]


class Network(nn.Module):
    """Both, trained together. ``start`` is its shape; ``tokenizer`` the JSON definition of the pieces it reads."""

    def __init__(self, start: Start, tokenizer: str) -> None:
        super().__init__()
        self.start, self.tokenizer = start, tokenizer
        self.reader = Reader(start)
        self.asker = Asker(start)


def begin(start: Start, tokenizer: str) -> Network:
    """A network whose reader has pretrained weights; all else is random."""
    network = Network(start, tokenizer)
    old = weights(start)
    reader = network.reader
    mpnet = start.buckets > 0
    with torch.no_grad():
        reader.words.weight.copy_(old["embeddings.word_embeddings.weight"][rows(start, tokenizer)])
        # MPNet counts positions from 2
        reader.places.weight.copy_(old["embeddings.position_embeddings.weight"][2 * mpnet :][:LENGTH])
        if mpnet:
            reader.cases.weight.zero_()
            assert reader.apart is not None
            reader.apart.weight.copy_(old["encoder.relative_attention_bias.weight"])
        else:
            # the start weights know one segment only: every shape of word begins as that
            reader.cases.weight.copy_(old["embeddings.token_type_embeddings.weight"][:1].expand(CASES, -1))
        names = ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm")
        if not mpnet:
            names = ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
        for end in ("weight", "bias"):
            getattr(reader.norm, end).copy_(old[f"embeddings.LayerNorm.{end}"])
            for number, layer in enumerate(reader.layers):
                at = f"encoder.layer.{number}"
                *qkv, out, norm = (old[f"{at}.attention.{name}.{end}"] for name in names)
                getattr(layer.qkv, end).copy_(torch.cat(qkv))
                getattr(layer.out, end).copy_(out)
                getattr(layer.norm1, end).copy_(norm)
                getattr(layer.up, end).copy_(old[f"{at}.intermediate.dense.{end}"])
                getattr(layer.down, end).copy_(old[f"{at}.output.dense.{end}"])
                getattr(layer.norm2, end).copy_(old[f"{at}.output.LayerNorm.{end}"])
    return network
