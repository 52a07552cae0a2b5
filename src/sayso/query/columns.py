"""A claim as one flat row, for tables: CSV, Parquet, pandas, Arrow.

Names of columns are snake_case of at most 32 characters, so that any statistics program takes them. What is several has
``; `` between; voices stand outermost first with `` > `` between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sayso.record import Row

Make = Callable[[Row], Any]


def _field(name: str) -> Make:
    return lambda claim: claim[name]


def _joined(role: str, field: str) -> Make:
    return lambda claim: joined(party[field] for party in claim[role])


def _place(field: str) -> Make:
    return lambda claim: None if claim["place"] is None else claim["place"][field]


def _speakers(field: str) -> Make:
    def make(claim: Row) -> str | None:
        return joined((joined((s[field] for s in voice["speakers"]), " and ") for voice in claim["voices"]), " > ")

    return make


def joined(words: Iterable[str | None], between: str = "; ") -> str | None:
    """Words with a sign between; ``?`` for one that is not known among others; None where none is."""
    given = list(words)
    return between.join(word or "?" for word in given) if any(given) else None


def speaker(voice: Mapping[str, Any]) -> str:
    """Who speaks: names, or ``somebody unnamed``."""
    return joined((s["name"] for s in voice["speakers"]), " and ") or "somebody unnamed"


def _voices(claim: Row) -> str | None:
    return joined((f"{speaker(voice)} {voice['stance']}" for voice in claim["voices"]), " > ")


def _counts(claim: Row) -> str | None:
    return joined(f"{what}={value}" for what, value in claim["counts"].items())


COLUMNS: dict[str, tuple[type, Make]] = {
    "claim_id": (str, _field("id")),
    "report_id": (str, _field("report")),
    "source": (str, _field("source")),
    "title": (str, _field("title")),
    "published": (str, _field("published")),
    "sentence_number": (int, _field("sentence_number")),
    "sentence": (str, _field("sentence")),
    "trigger_words": (str, _field("trigger")),
    "trigger_start": (int, _field("trigger_start")),
    "trigger_end": (int, _field("trigger_end")),
    "event_type": (str, _field("type")),
    "event_mode": (str, _field("mode")),
    "quad": (int, _field("quad")),
    "score": (float, _field("score")),
    "mood": (str, _field("mood")),
    "actors": (str, _joined("actors", "name")),
    "actor_countries": (str, _joined("actors", "country")),
    "actor_kinds": (str, _joined("actors", "kind")),
    "actor_sectors": (str, _joined("actors", "sector")),
    "recipients": (str, _joined("recipients", "name")),
    "recipient_countries": (str, _joined("recipients", "country")),
    "recipient_kinds": (str, _joined("recipients", "kind")),
    "recipient_sectors": (str, _joined("recipients", "sector")),
    "place": (str, _place("name")),
    "place_country": (str, _place("country")),
    "day_first": (str, _field("day_first")),
    "day_last": (str, _field("day_last")),
    "time_value": (str, _field("time_value")),
    "counts": (str, _counts),
    "voices": (str, _voices),
    "voice_countries": (str, _speakers("country")),
    "stances": (str, lambda claim: joined((voice["stance"] for voice in claim["voices"]), " > ")),
    "paper": (bool, _field("paper")),
    "probability": (float, _field("probability")),
}
"""Each column: what its cells are, and how one is made of a claim (``detail.py``). Any cell may be None."""


def flat(claim: Row) -> Row:
    """A claim as one flat row."""
    return {name: make(claim) for name, (_, make) in COLUMNS.items()}
