"""What stands between parties, from one record or from a store, for the picture."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.lexicon import plover_scale
from sayso.query import Filter
from sayso.query.where import where
from sayso.record import Row
from sayso.store import Store
from sayso.store.days import days
from sayso.store.statements import statement
from sayso.web import words as w
from sayso.web.picture import Statement
from sayso.web.record_cards import RecordCards
from sayso.web.words import Told, Who

NEWEST = 20_000
"""Claims, and ties, of a store that go into its picture."""


def of_record(record: Row) -> list[Statement]:
    """The claims and ties of a record."""
    cards = RecordCards(record)
    out = []
    for claim in record["claims"]:
        type, mode = claim["type"], claim["mode"]
        a, b = (cards.people(p["entity"] for p in claim[role]) for role in ("actors", "recipients"))
        score, mutual = w.quad_and_score(type, mode)[1], _is_mutual(type, mode) and not b
        out.append(
            Statement(
                claim["id"], a, b, w.event(type, mode), score, mutual, cards.told(claim["voices"]), claim["mood"],
                days(_value(claim), record["published"]),
            )
        )  # fmt: skip
    for tie in record["ties"]:
        a, b = (cards.people(p["entity"] for p in tie[side]) for side in ("a", "b"))
        out.append(_tie(tie["id"], a, b, tie, cards.told(tie["voices"]), days(_value(tie), record["published"])))
    return out


def of_store(store: Store, asked: Filter, *, ties: bool = True) -> list[Statement]:
    """The newest claims of a store that a filter asks for, and, of its days, the newest ties."""
    with store.snapshot():
        claims = list(_claims(store, asked))
        return claims + (ties_of(store, since=asked.since, until=asked.until) if ties else [])


def ties_of(
    store: Store,
    who: str | None = None,
    *,
    relations: Sequence[str] = (),
    since: object = None,
    until: object = None,
) -> list[Statement]:
    """The newest ties of a store: those of one actor (a country or a name), of some relations, told in some days."""
    values = {
        "who": who,
        "relations": json.dumps(list(relations)) if relations else None,
        "since": None if since is None else str(since),
        "until": None if until is None else str(until),
        "most": NEWEST,
    }
    rows = store.table(statement("sayso.web.queries", "ties"), values)
    voices = _voices(store, "tie_voices", [row["tie"] for row in rows])
    parties: dict[int, dict[str, list[Who]]] = defaultdict(lambda: {"a": [], "b": []})
    for tie, side, name, country in store.rows(
        statement("sayso.web.queries", "tie_parties"), {"ties": json.dumps([row["tie"] for row in rows])}
    ):
        parties[tie][side].append(Who.of(name, country))
    return [
        _tie(
            str(row["tie"]), tuple(parties[row["tie"]]["a"]), tuple(parties[row["tie"]]["b"]), row,
            voices.get(row["tie"], ()), (row["published"], row["published"]),
        )
        for row in rows
    ]  # fmt: skip


def _claims(store: Store, asked: Filter) -> Iterator[Statement]:
    conditions = where(asked)
    sql = conditions.put_into(statement("sayso.web.queries", "system"))
    rows = store.table(sql, {**conditions.values, "most": NEWEST})
    keys = [row["claim"] for row in rows]
    voices = _voices(store, "claim_voices", [row["claim"] for row in rows if not row["paper"]])
    parties: dict[int, dict[str, list[Who]]] = defaultdict(lambda: {"actor": [], "recipient": []})
    known: dict[tuple[str, str | None], Who] = {}
    for claim, role, name, country in store.rows(
        statement("sayso.web.queries", "claim_parties"), {"claims": json.dumps(keys)}
    ):
        who = known.get((name, country)) or known.setdefault((name, country), Who.of(name, country))
        parties[claim][role].append(who)
    for row in rows:
        a, b = tuple(parties[row["claim"]]["actor"]), tuple(parties[row["claim"]]["recipient"])
        type, mode = row["type"], row["mode"]
        yield Statement(
            str(row["claim"]), a, b, w.event(type, mode), w.quad_and_score(type, mode)[1],
            _is_mutual(type, mode) and not b, voices.get(row["claim"], ()), row["mood"],
            (row["day_first"], row["day_last"]),
        )  # fmt: skip


def _voices(store: Store, name: str, keys: Sequence[int]) -> Mapping[int, tuple[Told, ...]]:
    rows = store.rows(statement("sayso.web.queries", name), {"keys": json.dumps(list(keys))})
    chains: dict[int, dict[int, tuple[str, list[Who]]]] = defaultdict(dict)
    for key, level, stance, speaker, country in rows:
        _, who = chains[key].setdefault(level, (stance, []))
        if speaker is not None:
            who.append(Who.of(speaker, country))
    return {
        key: tuple(Told(tuple(who), stance) for _, (stance, who) in sorted(chain.items()))
        for key, chain in chains.items()
    }


def _tie(
    key: str, a: tuple[Who, ...], b: tuple[Who, ...], row: Row, voices: tuple[Told, ...],
    days: tuple[str | None, str | None],
) -> Statement:  # fmt: skip
    relation = row["relation"]
    mutual = w.relation_is_mutual(relation)
    words = w.relation(relation, row["what"])
    return Statement(key, a, b, words, w.relation_score(relation), mutual, voices, None, days, is_tie=True)


def _is_mutual(type: str, mode: str | None) -> bool:
    scale = plover_scale()
    return (scale.get((type, mode)) or scale[type, None]).two_sided


def _value(item: Row) -> str | None:
    return item["time"]["value"] if item["time"] else None
