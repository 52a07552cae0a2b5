"""Trains the encoder: ``python -m training.train --shared ../shared --out CHECKPOINTS``; goes on where it stopped."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.encoder.labels import ROLES, SPAN_HEADS, TOKEN_HEADS
from sayso.encoder.pieces import load_tokenizer
from sayso.stages.sentences import split
from training import corpora
from training.batches import Batch, batches, questions, wrong_guesses
from training.corpora import Text
from training.examples import IGNORE, Example, example
from training.gold import gold
from training.network import Network, begin
from training.reopened import reopened
from training.silver import Silver
from training.single import single
from training.starts import STARTS, Start, pruned

TOKEN_WEIGHTS = {
    "names": 8.0,
    "times": 8.0,
    "sources": 8.0,
    "cues": 8.0,
    "contents": 5.0,
    "figures": 8.0,
    "events": 12.0,
}
CLASS_WEIGHTS = {"type": 0.6, "mode": 0.4, "mood": 0.5, "voices": 0.5, "stance1": 0.3, "stance2": 0.2, "real": 0.3}
ROLE_WEIGHT = 0.7

ONWARD = 0.6
"""The share of the learning rates at which a network that was trained before goes on."""

Shares = dict[str, tuple[float, float, int]]

SHARES: Shares = {
    # task: (share of steps at the start, at the end, pieces a step)
    "attributions": (24, 18, 1800),
    "names": (17, 12, 1800),
    "times": (9, 8, 1500),
    "gold": (32, 44, 1300),
    "gold, sentences": (6, 7, 1000),
    "attributions, sentences": (5, 5, 1200),
    "mood": (2, 1, 1300),
    "pairs": (5, 5, 1000),
}


def examples(
    shared: Path, start: Start, keep: Path, told: str | None = None, silver: Silver | None = None
) -> tuple[str, dict[str, list[Example]]]:
    """The tokenizer's definition and all training examples by task; kept in a file beside the checkpoints.

    ``told`` is the tokenizer where there is one; ``silver`` marks triggers where nobody did.
    """
    if keep.exists():
        with keep.open("rb") as file:
            kept: tuple[str, dict[str, list[Example]]] = pickle.load(file)
        return kept
    texts = training_texts(shared, silver)
    if told is None:
        told = pruned(start, (text.text for some in texts.values() for text in some))
    tokenizer = load_tokenizer(told)
    out = {
        task: [laid for text in some for laid in pieces_of(example(text, tokenizer))] for task, some in texts.items()
    }
    keep.parent.mkdir(parents=True, exist_ok=True)
    with keep.open("wb") as file:
        pickle.dump((told, out), file)
    return told, out


def training_texts(shared: Path, silver: Silver | None) -> dict[str, list[Text]]:
    """The training texts of every task of SHARES."""
    skip = corpora.held_out(shared)
    data = shared / "data"
    attributions = list(corpora.attributions(data / "polnear/train.jsonl.gz", skip))
    names = corpora.names(data / "ner/worldwide-train.jsonl.gz", skip)
    pairs = corpora.pairs(data / "events/plv-train.jsonl.gz", data / "events/cameo-ner-train.jsonl.gz")
    reports = list(gold(shared / "gold/train.jsonl.gz"))
    return {
        "attributions": attributions,
        "names": list(silver.marked(names) if silver else names),
        "times": [t for n in ("tbaq", "wikiwars") for t in corpora.times(data / f"times/{n}-train.jsonl.gz", skip)],
        "gold": reports,
        "gold, sentences": [one for t in reports for one in single(t, t.sentences or [])],
        "attributions, sentences": [
            one for t in attributions for one in single(t, [(s.start, s.end) for s in split(t.text)])
        ],
        "mood": list(corpora.mood(data / "mood/uds-ih2-train.jsonl.gz")),
        "pairs": list(silver.hung(pairs) if silver else pairs),
    }


MOST_WINDOWS = 8


def pieces_of(one: Example | None) -> Iterator[Example]:
    """The example, or its parts where it is too long for one step: each part keeps the tags and questions it holds."""
    if one is None:
        return
    if len(one.windows) <= MOST_WINDOWS:
        yield one
        return
    from sayso.encoder.pieces import Pieces
    from sayso.encoder.windows import Window

    for at in range(0, len(one.windows), MOST_WINDOWS):
        held = one.windows[at : at + MOST_WINDOWS]
        low, high = held[0].start, held[-1].end
        first = one.pieces.first
        words = np.flatnonzero((first >= held[0].body) & (first < high))
        a, b = int(words[0]), int(words[-1]) + 1
        cut = Pieces(
            one.pieces.ids[low:high],
            one.pieces.cases[low:high],
            first[a:b] - low,
            one.pieces.starts[a:b],
            one.pieces.ends[a:b],
        )
        yield Example(
            f"{one.id}#{at}", one.task, cut, [Window(w.start - low, w.body - low, w.end - low) for w in held],
            one.sentence_of_word[a:b], one.tags[:, a:b], [], one.negatives,
        )  # fmt: skip


def loss_of(network: Network, batch: Batch, rng: random.Random) -> tuple[Tensor, dict[str, float]]:
    """The loss of one batch over all heads that it is annotated for, and its parts."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden, logits = network.reader(batch.ids, batch.cases, batch.mask)
    words = hidden[batch.rows, batch.columns].float()
    logits = logits[batch.rows, batch.columns].float()
    parts: dict[str, Tensor] = {}
    at, begins = 0, []
    for row, (head, labels) in enumerate(TOKEN_HEADS.items()):
        mine = logits[:, at : at + len(labels)]
        at += len(labels)
        if head in ("events", "cues", "figures"):
            chance = mine.detach().softmax(-1)
            begins.append(chance[:, 2:].sum(-1) if head == "events" else chance[:, 1])
        if (batch.tags[row] != IGNORE).any():
            parts[head] = TOKEN_WEIGHTS[head] * F.cross_entropy(mine, batch.tags[row], ignore_index=IGNORE)
    # the order of TOKEN_HEADS is cues, figures, events; wrong_guesses takes events, cues, figures
    wrong = wrong_guesses(batch, torch.stack([begins[2], begins[0], begins[1]], -1), rng)
    asked = questions(batch, wrong, rng)
    if asked is not None:
        with torch.autocast("cpu", torch.bfloat16):
            roles, classes = network.asker(
                words[asked.words], asked.marked, asked.kinds, asked.distances, asked.sentences, asked.mask
            )
        known = roles.float().view(*roles.shape[:2], len(ROLES), 3)
        parts["roles"] = (
            ROLE_WEIGHT
            * F.cross_entropy(known.flatten(0, 2), asked.roles.flatten(), ignore_index=IGNORE, reduction="sum")
            / len(asked.words)
        )
        at = 0
        for column, (head, labels) in enumerate(SPAN_HEADS.items()):
            answer = asked.classes[:, column]
            if (answer != IGNORE).any():
                share = (answer != IGNORE).float().mean()
                mine = classes[:, at : at + len(labels)].float()
                parts[head] = (
                    CLASS_WEIGHTS[head]
                    * share.sqrt()
                    * F.cross_entropy(mine, answer, ignore_index=IGNORE, label_smoothing=0.05)
                )
            at += len(labels)
        told = ~asked.factuality.isnan()
        if told.any():
            parts["factuality"] = 0.1 * F.mse_loss(classes[told, -1].float(), asked.factuality[told])
    return torch.stack(list(parts.values())).sum(), {k: float(v.detach()) for k, v in parts.items()}


def groups(network: Network) -> list[dict[str, object]]:
    """Parameters with their learning rates: lower layers of the encoder learn more slowly, new parts faster."""
    reader, rate = network.reader, network.start.rate
    out: list[dict[str, object]] = []
    depth = len(reader.layers)
    out.append(
        {
            "params": [*reader.words.parameters(), *reader.places.parameters(), *reader.norm.parameters()],
            "lr": rate * 0.85**depth,
        }
    )
    for number, layer in enumerate(reader.layers):
        out.append({"params": list(layer.parameters()), "lr": rate * 0.85 ** (depth - 1 - number)})
    if reader.apart is not None:
        out.append({"params": list(reader.apart.parameters()), "lr": rate})
    new = [*reader.cases.parameters(), *reader.tags.parameters(), *network.asker.parameters()]
    out.append({"params": new, "lr": network.start.new_rate})
    for group in out:
        group["peak"] = group["lr"]
    return out


def train(shared: Path, out: Path, start: Start, steps: int, seed: int, every: int, onward: Path | None = None) -> None:
    """Runs ``steps`` steps, with a checkpoint each ``every``; an earlier checkpoint in ``out`` is gone on from.

    ``onward`` is a model file to begin with in place of the pretrained weights, at ONWARD of the learning rates.
    """
    torch.manual_seed(seed)
    rate = ONWARD if onward else 1.0
    network = reopened(onward, start.name) if onward else None
    known = network.tokenizer if network else None
    tokenizer, data = examples(shared, start, out / "examples.pickle", known, Silver() if onward else None)
    network = network or begin(start, tokenizer)
    optimizer = torch.optim.AdamW(groups(network), weight_decay=0.01, fused=True)
    mean = {k: v.clone() for k, v in network.state_dict().items()}
    done = 0
    if (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=False)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        mean, done = state["mean"], state["step"]
    rng = random.Random(seed + done)
    streams = {task: batches(data[task], SHARES[task][2], rng) for task in SHARES}
    network.train()
    seen, began, sums, count = 0, time.time(), dict[str, float](), dict[str, int]()
    for step in range(done, steps):
        progress = step / steps
        scale = rate * min(1.0, (step + 1) / 200) * (1 - progress)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * scale
        weights = [a + (b - a) * min(1.0, progress * 1.25) for a, b, _ in SHARES.values()]
        task = rng.choices(list(SHARES), weights)[0]
        batch = next(streams[task])
        loss, parts = loss_of(network, batch, rng)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += int(batch.mask.sum())
        if step % 4 == 3:
            _average(mean, network, min(0.99, (1 + step) / (10 + step)))
        for part, value in parts.items():
            sums[part] = sums.get(part, 0.0) + value
            count[part] = count.get(part, 0) + 1
        if step % 100 == 99:
            told = {k: round(v / count[k], 3) for k, v in sorted(sums.items())}
            print(json.dumps({"step": step + 1, "pieces/s": round(seen / (time.time() - began)), **told}), flush=True)
            sums, count = {}, {}
        if step % every == every - 1 or step == steps - 1:
            _save(out, network, optimizer, mean, step + 1)


def _average(mean: dict[str, Tensor], network: Network, keep: float) -> None:
    with torch.no_grad():
        for name, value in network.state_dict().items():
            mean[name].lerp_(value, 1 - keep)


def _save(out: Path, network: Network, optimizer: torch.optim.Optimizer, mean: dict[str, Tensor], step: int) -> None:
    state = {
        "network": network.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean, "step": step,
        "start": network.start.name, "tokenizer": network.tokenizer,
    }  # fmt: skip
    # a run that is stopped while it writes leaves the checkpoint before
    torch.save(state, out / "next.pt")
    (out / "next.pt").rename(out / "last.pt")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", choices=list(STARTS), default="base")
    parser.add_argument("--onward", type=Path, help="the model file to begin with")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=300)
    options = parser.parse_args()
    train(
        options.shared, options.out, STARTS[options.model], options.steps, options.seed, options.every, options.onward
    )  # fmt: skip


if __name__ == "__main__":
    main()
