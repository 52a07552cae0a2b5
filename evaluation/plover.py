"""The example sentences of the PLOVER codebook: is their record among what is read from the bare sentence?

A record is right in type where a claim has its type, and whole where such a claim has the countries of its actors and
those of its recipients, no more and no fewer. PLOVER writes both sides of a two-way event as actors; where it gives
several and no recipient, the countries of both sides of the claim are taken together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.evaluation import Record, Table, Tally
from sayso.evaluation.matching import Item
from sayso.linking.sketches import WORLDWIDE

TYPE, WHOLE = "PLOVER record: type", "PLOVER record: type, countries of both sides"


def score(gold: Iterable[Record], readings: Mapping[str, Record]) -> Table:
    """Shares of records found; ``gold`` as ``evaluation.corpora`` reads them, readings by id."""
    typed, whole, total = 0, 0, 0
    for record in gold:
        reading = readings.get(record["id"], {})
        countries = {e["id"]: e["country"] or _worldwide(e["sector"]) for e in reading.get("entities", ())}
        claims = [c for c in reading.get("claims", ()) if c["type"] == record["event"]]
        total += 1
        typed += bool(claims)
        whole += any(_same_countries(record, claim, countries) for claim in claims)
    return Table({TYPE: Tally(typed, total, total), WHOLE: Tally(whole, total, total)})


def _same_countries(record: Record, claim: Item, countries: Mapping[str, str | None]) -> bool:
    actors, recipients = (_codes(record[side]) for side in ("actors", "recipients"))
    acting, suffering = (
        {code for p in claim[side] if (code := countries.get(p["entity"]))} for side in ("actors", "recipients")
    )
    if not record["recipients"] and len(actors) > 1:
        return actors == acting | suffering
    return actors == acting and recipients == suffering


def _codes(parties: list[dict[str, Any]]) -> set[str]:
    return {_worldwide(p["country"]) or p["country"] for p in parties if p["country"]}


def _worldwide(code: str | None) -> str | None:
    # PLOVER writes these sectors in place of a country; its examples use them alike
    return "worldwide" if code in WORLDWIDE else None
