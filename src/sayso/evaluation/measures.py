"""What is counted for each layer of the record. All figures are micro-averaged over the reports.

A layer that a gold record lacks is not scored for it; a report that was not read counts as read with nothing found.
Definitions are those of the task's own scorer, with one addition: mentions labelled ``Pronoun`` or ``Nominal`` are
no names and count on neither side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sayso.evaluation.matching import Comparison, Item, Pairs, Side, around, overlap, pair
from sayso.evaluation.records import Record
from sayso.evaluation.table import Table, Tally

NOT_NAMES = frozenset({"Pronoun", "Nominal"})
"""Labels of mentions that stand for something without naming it."""

Counts = Iterator[tuple[str, Tally]]


def evaluate(gold: Iterable[Record], readings: Mapping[str, Record]) -> Table:
    """Scores readings (id -> record) against gold records; both in the form of the JSON record.

    Of gold records with the same id the last one counts. Raises KeyError for an item that lacks what its layer
    requires.
    """
    total: dict[str, Tally] = {}
    for report, record in {r["id"]: r for r in gold}.items():
        both = Comparison(Side.of(record), Side.of(readings.get(report, {})))
        for layer, measure in LAYERS.items():
            if layer in record:
                for name, tally in measure(both):
                    total[name] = total.get(name, Tally()) + tally
    return Table(total)


def paired_claims(both: Comparison) -> Pairs:
    """Claims whose triggers overlap; those with the same trigger span or type are paired first."""
    return pair(
        both.gold.layer("claims"),
        both.found.layer("claims"),
        lambda g, f: overlap(g["trigger"], f["trigger"]),
        lambda g, f: _same_span(g["trigger"], f["trigger"]) + _same("type")(g, f),
    )


def whole_claim(both: Comparison, g: Item, f: Item) -> bool:
    """True where mood, voices, all actors and all recipients of two claims of one type agree."""
    return (
        _same("mood")(g, f)
        and both.same_voices(g["voices"], f["voices"])
        and all(both.all_parties(g[role], f[role]) for role in ("actors", "recipients"))
    )


def _claims(both: Comparison) -> Counts:
    gold, found = both.gold.layer("claims"), both.found.layer("claims")
    pairs = paired_claims(both)
    typed = [(g, f) for g, f in pairs if g["type"] == f["type"]]

    def of_all(hits: int) -> Tally:
        return Tally(hits, len(found), len(gold))

    def voices(g: Item, f: Item) -> bool:
        return both.same_voices(g["voices"], f["voices"])

    def whole(g: Item, f: Item) -> bool:
        return whole_claim(both, g, f)

    yield "claim: trigger", of_all(len(pairs))
    yield "claim: trigger, type", of_all(len(typed))
    yield "claim: trigger, type, mode", of_all(_agreeing(typed, _same("mode")))
    for role in ("actors", "recipients"):
        hits = sum(both.parties(g[role], f[role]) for g, f in typed)
        yield f"claim: {role} (of claims right in type)", Tally(hits, _parties(found, role), _parties(gold, role))
    yield "claim: mood (of trigger, type)", _share(typed, _same("mood"))
    yield "claim: voices (of trigger, type)", _share(typed, voices)
    dated = [(g, f) for g, f in typed if _value(g)]
    yield "claim: time value (where gold has one)", _share(dated, lambda g, f: _value(g) == _value(f))
    yield "claim: whole (type, actors, recipients, mood, voices)", of_all(_agreeing(typed, whole))


def _ties(both: Comparison) -> Counts:
    gold, found = both.gold.layer("ties"), both.found.layer("ties")

    def shared(g: Item, f: Item) -> int:
        return both.parties(g["a"] + g["b"], f["a"] + f["b"])

    def whole(g: Item, f: Item) -> bool:
        return both.all_parties(g["a"] + g["b"], f["a"] + f["b"]) and both.same_voices(g["voices"], f["voices"])

    pairs = pair(gold, found, _same("sentence", "relation"), shared)
    yield "tie: sentence, relation", Tally(len(pairs), len(found), len(gold))
    yield "tie: whole (relation, both parties, voices)", Tally(_agreeing(pairs, whole), len(found), len(gold))


def _figures(both: Comparison) -> Counts:
    gold, found = both.gold.layer("figures"), both.found.layer("figures")
    pairs = pair(gold, found, lambda g, f: overlap(g["span"], f["span"]))
    yield "figure: words", Tally(len(pairs), len(found), len(gold))
    yield "figure: words, value, unit", Tally(_agreeing(pairs, _same("value", "unit")), len(found), len(gold))


def _attributions(both: Comparison) -> Counts:
    gold, found = both.gold.layer("attributions"), both.found.layer("attributions")
    for part in ("source", "cue", "content"):
        yield (
            f"attribution: {part}, exact span",
            _exact((tuple(s) for a in gold for s in a[part]), (tuple(s) for a in found for s in a[part])),
        )
    pairs = pair(gold, found, _one_statement)
    linked = _agreeing(pairs, _one_source)
    yield "attribution: linked source-cue-content (overlap)", Tally(linked, len(found), len(gold))


def _one_statement(g: Item, f: Item) -> bool:
    """Contents overlap, and so do cues (a missing cue stands at its content)."""
    g_content, f_content = around(g["content"]), around(f["content"])
    g_cue, f_cue = around(g["cue"]) or g_content, around(f["cue"]) or f_content
    return overlap(g_content, f_content) and overlap(g_cue, f_cue)


def _one_source(g: Item, f: Item) -> bool:
    return (not g["source"] and not f["source"]) or overlap(around(g["source"]), around(f["source"]))


def _times(both: Comparison) -> Counts:
    gold, found = both.gold.layer("times"), both.found.layer("times")
    yield "time: exact span", _exact((tuple(t["span"]) for t in gold), (tuple(t["span"]) for t in found))
    pairs = pair(gold, found, lambda g, f: overlap(g["span"], f["span"]), lambda g, f: _same_span(g["span"], f["span"]))
    yield "time: overlap", Tally(len(pairs), len(found), len(gold))
    yield "time: overlap, value", Tally(_agreeing(pairs, _same("value")), len(found), len(gold))


def _mentions(both: Comparison) -> Counts:
    def names(side: Side) -> Iterator[tuple[Any, ...]]:
        return ((*m["span"], m["label"]) for m in side.layer("mentions") if m["label"] not in NOT_NAMES)

    yield "mention: exact span, label", _exact(names(both.gold), names(both.found))


LAYERS: Mapping[str, Callable[[Comparison], Counts]] = {
    "claims": _claims,
    "ties": _ties,
    "figures": _figures,
    "attributions": _attributions,
    "times": _times,
    "mentions": _mentions,
}
"""The measured layers, in the order of the table."""


def _same(*keys: str) -> Callable[[Item, Item], bool]:
    """Compares two items by the values under the keys."""
    return lambda g, f: all(g[key] == f[key] for key in keys)


def _same_span(one: Sequence[int], other: Sequence[int]) -> bool:
    return list(one) == list(other)


def _agreeing(pairs: Pairs, agree: Callable[[Item, Item], bool]) -> int:
    return sum(agree(g, f) for g, f in pairs)


def _share(pairs: Pairs, agree: Callable[[Item, Item], bool]) -> Tally:
    """The share of pairs that agree: precision, recall and F1 are the same figure."""
    return Tally(_agreeing(pairs, agree), len(pairs), len(pairs))


def _exact(gold: Iterable[tuple[Any, ...]], found: Iterable[tuple[Any, ...]]) -> Tally:
    """Identical tuples, each counted once however often a side repeats it."""
    wanted, given = set(gold), set(found)
    return Tally(len(wanted & given), len(given), len(wanted))


def _parties(claims: Iterable[Item], role: str) -> int:
    return sum(len(claim[role]) for claim in claims)


def _value(claim: Item) -> str | None:
    value: str | None = (claim.get("time") or {}).get("value")
    return value
