"""Claims with all that a reader wants of them, gathered from the tables a batch at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sayso.record import Row
from sayso.store import Store
from sayso.store.statements import statement

_ROLES = {"actor": "actors", "recipient": "recipients"}
_WHO = ("name", "kind", "country", "sector", "what")


def details(store: Store, claims: Sequence[int]) -> list[Row]:
    """The claims of these keys, in this order.

    Keys of a claim: ``id``, ``report`` (the report's id), ``source``, ``title``, ``published``, ``sentence_number``
    (from 1), ``sentence`` (its words), ``trigger`` (its words), ``trigger_at`` (where they begin in the sentence, in
    code points from 0), ``trigger_start`` and ``trigger_end`` (where they stand in the text), ``type``, ``mode``,
    ``quad``, ``score``, ``mood``, ``actors`` and ``recipients`` (lists of ``name``, ``kind``, ``country``, ``sector``,
    ``what``, ``words``), ``place`` (likewise, or None), ``day_first``, ``day_last``, ``time_value``, ``counts``,
    ``voices`` (outermost first: ``stance``, ``cue``, ``speakers``), ``paper`` (True: no voices), ``probability``.
    """
    wanted = {"claims": json.dumps(list(claims))}
    with store.snapshot():
        found = store.table(statement("sayso.query", "detail/claims"), wanted)
        parties = store.table(statement("sayso.query", "detail/parties"), wanted)
        counts = store.rows(statement("sayso.query", "detail/counts"), wanted)
        voices = store.table(statement("sayso.query", "detail/voices"), wanted)
    of_claim: dict[int, Row] = {
        row["claim"]: {"actors": [], "recipients": [], "place": None, "counts": {}, "voices": []} for row in found
    }
    for party in parties:
        claim, role = party.pop("claim"), party.pop("role")
        if role == "place":
            of_claim[claim]["place"] = party
        else:
            of_claim[claim][_ROLES[role]].append(party)
    for claim, what, value in counts:
        of_claim[claim]["counts"][what] = value
    for claim, chain in _chains(voices).items():
        of_claim[claim]["voices"] = chain
    return [_whole(row, of_claim[row.pop("claim")]) for row in found]


def _chains(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Voices of each claim; a voice has a row for each of its speakers, or one without a name."""
    chains: dict[int, dict[int, Row]] = defaultdict(dict)
    for row in rows:
        new = {"stance": row["stance"], "cue": row["cue"], "speakers": []}
        voice = chains[row["claim"]].setdefault(row["voice"], new)
        if row["name"] is not None:
            voice["speakers"].append({key: row[key] for key in _WHO})
    return {claim: list(chain.values()) for claim, chain in chains.items()}


def _whole(row: Row, parts: Row) -> Row:
    """Facts of the claim's own row, and behind its mood what other tables have of it."""
    at = list(row).index("mood") + 1
    items = list(row.items())
    before, after = dict(items[:at]), dict(items[at:])
    who = {key: parts[key] for key in ("actors", "recipients", "place")}
    told = {"counts": parts["counts"], "voices": parts["voices"], "paper": not parts["voices"]}
    probability = after.pop("probability")
    return before | who | after | told | {"probability": probability}
