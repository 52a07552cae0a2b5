"""In what a claim or tie of a reading differs from the gold, by the definitions of the evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.evaluation.matching import Comparison, Item, Side, pair
from sayso.evaluation.measures import paired_claims


@dataclass(frozen=True, slots=True)
class Difference:
    """One item of gold or reading and what is the matter with it.

    ``what`` is ``right``, ``wrong``, ``missed`` or ``spurious``; ``item`` the gold item, or the found one where it is
    spurious. Of a wrong one ``parts`` names what differs, ``details`` says how, and ``confusions`` what is taken for
    what.
    """

    layer: str
    what: str
    item: Item
    parts: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    confusions: tuple[str, ...] = ()


def claim_differences(both: Comparison) -> Iterator[Difference]:
    """Every claim of the gold and every spurious one of the reading."""
    pairs = paired_claims(both)
    for g, f in pairs:
        yield _judged("claim", g, [*_claim_parts(both, g, f)])
    yield from _unpaired("claim", both.gold.layer("claims"), both.found.layer("claims"), pairs)


def tie_differences(both: Comparison) -> Iterator[Difference]:
    """Every tie of the gold and every spurious one of the reading; ties of one sentence and relation are paired."""

    def same(g: Item, f: Item) -> bool:
        return bool(g["sentence"] == f["sentence"] and g["relation"] == f["relation"])

    gold, found = both.gold.layer("ties"), both.found.layer("ties")
    pairs = pair(gold, found, same, lambda g, f: both.parties(g["a"] + g["b"], f["a"] + f["b"]))
    for g, f in pairs:
        yield _judged("tie", g, [*_tie_parts(both, g, f)])
    yield from _unpaired("tie", gold, found, pairs)


def _unpaired(layer: str, gold: list[Item], found: list[Item], pairs: list[tuple[Item, Item]]) -> Iterator[Difference]:
    paired = {id(item) for two in pairs for item in two}
    yield from (Difference(layer, "missed", item) for item in gold if id(item) not in paired)
    yield from (Difference(layer, "spurious", item) for item in found if id(item) not in paired)


Part = tuple[str, str, str]
"""What differs, in the gold, in the reading."""


def _judged(layer: str, item: Item, parts: list[Part]) -> Difference:
    if not parts:
        return Difference(layer, "right", item)
    labelled = [p for p in parts if p[0] in ("type", "mood", "voices")]
    return Difference(
        layer,
        "wrong",
        item,
        tuple(name for name, _, _ in parts),
        tuple(f"{name}: {gold} > {found}" for name, gold, found in parts),
        tuple(f"{name}: {_shape(name, gold)} > {_shape(name, found)}" for name, gold, found in labelled),
    )


def _claim_parts(both: Comparison, g: Item, f: Item) -> Iterator[Part]:
    for name in ("type", "mood"):
        if g[name] != f[name]:
            yield name, str(g[name]), str(f[name])
    for role in ("actors", "recipients"):
        if not both.all_parties(g[role], f[role]):
            yield role, _parties(both.gold, g[role]), _parties(both.found, f[role])
    yield from _voice_parts(both, g, f)


def _tie_parts(both: Comparison, g: Item, f: Item) -> Iterator[Part]:
    if not both.all_parties(g["a"] + g["b"], f["a"] + f["b"]):
        for side in ("a", "b"):
            if not both.all_parties(g[side], f[side]):
                yield side, _parties(both.gold, g[side]), _parties(both.found, f[side])
    yield from _voice_parts(both, g, f)


def _voice_parts(both: Comparison, g: Item, f: Item) -> Iterator[Part]:
    if not both.same_voices(g["voices"], f["voices"]):
        yield "voices", _voices(both.gold, g["voices"]), _voices(both.found, f["voices"])


def _parties(side: Side, parties: list[Item]) -> str:
    text = side.record.get("text", "")
    names = (
        f"{side.name(p['entity'])} '{text[p['span'][0] : p['span'][1]]}'" if p.get("span") else side.name(p["entity"])
        for p in parties
    )
    return "; ".join(names) or "nobody"


def _voices(side: Side, voices: list[Item]) -> str:
    return ", ".join("+".join(sorted(side.speakers(v))) or "?" for v in voices) or "the paper"


def _shape(part: str, value: str) -> str:
    """What is counted of a value: of voices only how many there are, of others the value."""
    if part != "voices" or value == "the paper":
        return value
    return {0: "one voice", 1: "two voices"}.get(value.count(", "), "three voices or more")
