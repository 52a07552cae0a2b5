"""The rows of the store, one class a table, its fields in the order of the columns of ``schema.sql``.

What each column means stands there. Only tables that hold the record are here; ``runs``, ``shards`` and ``makers`` are
the writer's own.
"""

from __future__ import annotations

from typing import NamedTuple


class ReportRow(NamedTuple):
    """A row of ``reports``."""

    report: int
    id: str
    source: str | None
    published: str | None
    title: str | None
    text: str
    copy_of: str | None
    run: int
    shard: int
    exact: bytes | None


class SentenceRow(NamedTuple):
    """A row of ``sentences``."""

    sentence: int
    report: int
    number: int
    span_start: int
    span_end: int


class EntityRow(NamedTuple):
    """A row of ``entities``."""

    entity: int
    report: int
    n: int
    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    what: str | None
    maker: int
    inputs: str
    probability: float | None


class ClaimRow(NamedTuple):
    """A row of ``claims``."""

    claim: int
    report: int
    n: int
    id: str
    sentence: int | None
    trigger_start: int
    trigger_end: int
    type: str
    mode: str | None
    mood: str
    time_start: int | None
    time_end: int | None
    time_value: str | None
    maker: int
    inputs: str
    probability: float | None
    published: str | None
    day_first: str | None
    day_last: str | None
    quad: int | None
    score: float | None
    paper: int


class ClaimPartyRow(NamedTuple):
    """A row of ``claim_parties``."""

    claim: int
    role: str
    n: int
    entity: int | None
    span_start: int | None
    span_end: int | None
    country: str | None


class DyadRow(NamedTuple):
    """A row of ``dyads``."""

    actor: str
    recipient: str
    claim: int
    mutual: int


class ClaimCountRow(NamedTuple):
    """A row of ``claim_counts``."""

    claim: int
    n: int
    what: str
    value: str


class TieRow(NamedTuple):
    """A row of ``ties``."""

    tie: int
    report: int
    n: int
    id: str
    sentence: int | None
    cue_start: int
    cue_end: int
    relation: str
    what: str | None
    time_start: int | None
    time_end: int | None
    time_value: str | None
    maker: int
    inputs: str
    probability: float | None


class TiePartyRow(NamedTuple):
    """A row of ``tie_parties``."""

    tie: int
    side: str
    n: int
    entity: int | None
    span_start: int | None
    span_end: int | None


class FigureRow(NamedTuple):
    """A row of ``figures``."""

    figure: int
    report: int
    n: int
    id: str
    sentence: int | None
    span_start: int
    span_end: int
    value: str | None
    unit: str | None
    of: str | None
    period: str | None
    maker: int
    inputs: str
    probability: float | None


class VoiceRow(NamedTuple):
    """A row of ``voices``."""

    voice: int
    claim: int | None
    tie: int | None
    figure: int | None
    level: int
    cue_start: int | None
    cue_end: int | None
    stance: str


class SpeakerRow(NamedTuple):
    """A row of ``speakers``."""

    voice: int
    n: int
    entity: int | None
    country: str | None


class TimeRow(NamedTuple):
    """A row of ``times``."""

    report: int
    n: int
    id: str
    span_start: int
    span_end: int
    type: str
    value: str | None
    day_first: str | None
    day_last: str | None
    grain: str | None
    maker: int
    inputs: str
    probability: float | None


class AttributionRow(NamedTuple):
    """A row of ``attributions``."""

    attribution: int
    report: int
    n: int
    id: str
    maker: int
    inputs: str
    probability: float | None


class AttributionSpanRow(NamedTuple):
    """A row of ``attribution_spans``."""

    attribution: int
    part: str
    n: int
    span_start: int
    span_end: int


class MentionRow(NamedTuple):
    """A row of ``mentions``."""

    report: int
    reference: int
    n: int
    id: str
    span_start: int
    span_end: int
    label: str
    entity: int | None
    maker: int
    inputs: str
    probability: float | None


class SignalsRow(NamedTuple):
    """A row of ``signals``."""

    report: int
    n: int
    id: str
    maker: int
    inputs: str
    probability: float | None


class ProblemRow(NamedTuple):
    """A row of ``problems``."""

    problem: int
    report: int | None
    n: int | None
    id: str | None
    what: str
    span_start: int | None
    span_end: int | None
    advice: str
    maker: int | None
    inputs: str | None
    probability: float | None
    source: str | None
    run: int


TABLES: dict[type[NamedTuple], str] = {
    ReportRow: "reports",
    SentenceRow: "sentences",
    EntityRow: "entities",
    ClaimRow: "claims",
    ClaimPartyRow: "claim_parties",
    DyadRow: "dyads",
    ClaimCountRow: "claim_counts",
    TieRow: "ties",
    TiePartyRow: "tie_parties",
    FigureRow: "figures",
    VoiceRow: "voices",
    SpeakerRow: "speakers",
    TimeRow: "times",
    AttributionRow: "attributions",
    AttributionSpanRow: "attribution_spans",
    MentionRow: "mentions",
    SignalsRow: "signals",
    ProblemRow: "problems",
}
"""Each class of rows and its table, those that others refer to first."""
