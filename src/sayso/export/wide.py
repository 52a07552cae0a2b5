"""Claims as rows of a wide table: a row for each pair of a claim, with every code a researcher joins on.

Names of columns are snake_case and at most 32 characters, so that Stata takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sayso.export import cameo, places, tables
from sayso.export.cells import joined
from sayso.export.places import Location
from sayso.export.report import UNNAMED, Report, Says, Told, Who
from sayso.export.tally import Tally
from sayso.lexicon import Scaled, plover_scale

Cell = str | int | float | date | None
Kind = Literal["text", "whole", "number", "day"]

CHAIN = " > "
"""Between the voices of a chain, outermost first."""

NOTES = (
    "A row is a pair of one claim: where it has several actors or recipients, it has several rows. dyad counts them "
    "from 1, dyads says how many there are; count claims where dyad is 1. In two-sided events (talks, clashes) each "
    "party is once the actor and once the recipient.",
    "Types, modes and moods are as told; PLOVER's rules are not applied. voices = 0: the paper says so itself. "
    "Chains of voices are outermost first, with > between; joint speakers are parted by semicolons.",
    "Offsets count characters of the report's text from 0 and are half-open. date_begin and date_end are the days "
    "that the event's time covers; empty: not known.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is made from."""

    report: Report
    claim: Told
    actor: Who | None
    recipient: Who | None
    dyad: int
    dyads: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, and how one comes about."""

    name: str
    kind: Kind
    cell: Callable[[Row], Cell]


def rows(reports: Iterable[Report], tally: Tally) -> Iterator[Row]:
    """The rows of reports, in order."""
    for report in reports:
        for claim in report.claims:
            both = list(cameo.pairs(claim.actors, claim.recipients, two_sided=_scale(claim).two_sided))
            for dyad, (actor, recipient) in enumerate(both, 1):
                tally.rows += 1
                yield Row(report, claim, actor, recipient, dyad, len(both))


def cells(row: Row) -> Mapping[str, Any]:
    """A row, by column."""
    return {column.name: column.cell(row) for column in COLUMNS}


def chain(voices: Iterable[Says], of: Callable[[Says], str]) -> str:
    """Something of each voice of a chain, outermost first; "" for no voices."""
    return CHAIN.join(of(voice) for voice in voices)


def speakers(voice: Says) -> str:
    """The names of who speaks."""
    return joined(who.name for who in voice.speakers) or UNNAMED


def cue_span(voice: Says) -> str:
    """The offsets of the words that say so, as in ``12:16``; a dash where they stand in an earlier sentence."""
    return "-" if voice.cue is None else f"{voice.cue.start}:{voice.cue.end}"


def _scale(claim: Told) -> Scaled:
    return plover_scale()[claim.type, claim.mode]


def _party(side: Literal["actor", "recipient"]) -> Iterator[Column]:
    def of(get: Callable[[Row, Who], Cell]) -> Callable[[Row], Cell]:
        def cell(row: Row) -> Cell:
            who: Who | None = getattr(row, side)
            return None if who is None else get(row, who)

        return cell

    def state(get: Callable[[tables.State], Cell]) -> Callable[[Row], Cell]:
        def cell(_: Row, who: Who) -> Cell:
            found = tables.states().get(who.country or "")
            return None if found is None else get(found)

        return of(cell)

    yield Column(side, "text", of(lambda _, who: who.name))
    yield Column(f"{side}_words", "text", of(lambda row, who: row.report.words(who.span) or None))
    yield Column(f"{side}_start", "whole", of(lambda _, who: who.span.start if who.span else None))
    yield Column(f"{side}_end", "whole", of(lambda _, who: who.span.end if who.span else None))
    yield Column(f"{side}_key", "text", of(lambda _, who: who.key))
    yield Column(f"{side}_kind", "text", of(lambda _, who: who.kind))
    yield Column(f"{side}_sector", "text", of(lambda _, who: who.sector))
    yield Column(f"{side}_office", "text", of(lambda _, who: who.what))
    yield Column(f"{side}_iso3", "text", of(lambda _, who: who.country))
    yield Column(f"{side}_cow", "whole", state(lambda s: s.cow))
    yield Column(f"{side}_gw", "whole", state(lambda s: s.gw))
    yield Column(f"{side}_fips", "text", state(lambda s: s.fips or None))
    yield Column(f"{side}_cameo", "text", of(lambda _, who: cameo.actor_code(who) or None))


def _place(get: Callable[[Location], Cell]) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        where = places.location(row.claim.place)
        return None if where is None else get(where)

    return cell


def _voice(at: int, get: Callable[[Says], Cell]) -> Callable[[Row], Cell]:
    return lambda row: get(row.claim.voices[at]) if row.claim.voices else None


def _countries(voice: Says) -> str | None:
    return joined(who.country for who in voice.speakers) or None


def _count(what: str) -> Callable[[Row], Cell]:
    return lambda row: row.claim.counts.get(what)


def _counts(row: Row) -> Cell:
    return joined(f"{what}={value}" for what, value in row.claim.counts.items()) or None


def _cue(row: Row, voice: Says) -> str:
    return row.report.words(voice.cue) or "-"


COLUMNS: tuple[Column, ...] = (
    Column("claim_id", "text", lambda r: r.claim.id),
    Column("dyad", "whole", lambda r: r.dyad),
    Column("dyads", "whole", lambda r: r.dyads),
    Column("report_id", "text", lambda r: r.report.id),
    Column("source", "text", lambda r: r.report.source),
    Column("published", "day", lambda r: r.report.published),
    Column("title", "text", lambda r: r.report.title),
    Column("sentence_number", "whole", lambda r: r.claim.sentence),
    Column("sentence", "text", lambda r: r.report.words(r.report.sentence(r.claim.sentence))),
    Column("trigger", "text", lambda r: r.report.words(r.claim.trigger)),
    Column("trigger_start", "whole", lambda r: r.claim.trigger.start),
    Column("trigger_end", "whole", lambda r: r.claim.trigger.end),
    Column("type", "text", lambda r: r.claim.type),
    Column("mode", "text", lambda r: r.claim.mode),
    Column("quad", "whole", lambda r: _scale(r.claim).quad),
    Column("score", "number", lambda r: _scale(r.claim).score),
    Column("mood", "text", lambda r: r.claim.mood),
    Column("date_begin", "day", lambda r: r.claim.begin),
    Column("date_end", "day", lambda r: r.claim.end),
    Column("date_grain", "text", lambda r: r.claim.grain),
    Column("time_words", "text", lambda r: r.report.words(r.claim.time_span) or None),
    Column("time_value", "text", lambda r: r.claim.time_value),
    *_party("actor"),
    *_party("recipient"),
    Column("actors", "text", lambda r: joined(who.name for who in r.claim.actors) or None),
    Column("recipients", "text", lambda r: joined(who.name for who in r.claim.recipients) or None),
    Column("place", "text", _place(lambda where: where.name)),
    Column("place_iso3", "text", _place(lambda where: where.iso3 or None)),
    Column("place_geonames", "text", _place(lambda where: where.geonames or None)),
    Column("place_latitude", "number", _place(lambda where: where.latitude)),
    Column("place_longitude", "number", _place(lambda where: where.longitude)),
    Column("dead", "text", _count("dead")),
    Column("injured", "text", _count("injured")),
    Column("arrested", "text", _count("arrested")),
    Column("counts", "text", _counts),
    Column("voices", "whole", lambda r: len(r.claim.voices)),
    Column("voice_chain", "text", lambda r: chain(r.claim.voices, speakers) or None),
    Column("stance_chain", "text", lambda r: chain(r.claim.voices, lambda v: v.stance) or None),
    Column("cue_chain", "text", lambda r: chain(r.claim.voices, lambda v: _cue(r, v)) or None),
    Column("cue_offsets", "text", lambda r: chain(r.claim.voices, cue_span) or None),
    Column("outer_voice", "text", _voice(0, speakers)),
    Column("outer_voice_iso3", "text", _voice(0, _countries)),
    Column("outer_stance", "text", _voice(0, lambda v: v.stance)),
    Column("inner_voice", "text", _voice(-1, speakers)),
    Column("inner_voice_iso3", "text", _voice(-1, _countries)),
    Column("inner_stance", "text", _voice(-1, lambda v: v.stance)),
    Column("probability", "number", lambda r: r.claim.score),
)
