"""FollowTheMoney: an entity a line. Reports are Articles, claims Events, parties Persons, Organizations, PublicBodies.

Who says so is a Note on the Event; which words name a party, a Mention; a tie, an UnknownLink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.dates.intervals import interval
from sayso.export import tables
from sayso.export.cells import json_line, line
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.report import UNNAMED, Linked, Report, Says, Told, Who
from sayso.export.seen import Seen
from sayso.export.tally import Tally
from sayso.model.text import stable_id

_SCHEMATA = {"person": "Person", "state": "PublicBody", "government": "PublicBody", "military": "PublicBody"}
_NO_PARTIES = frozenset({"place", "facility", "document"})
"""Kinds of which FollowTheMoney makes no legal entity; they stand in the words of the Event."""
_NOWHERE_IN_FTM = "parties that are places, things or documents, which FollowTheMoney does not take as involved"


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an entity a line; whatever is the same as an earlier line is not written again."""
    with Seen() as seen:
        write_lines(path, _lines(reports, tally, seen))


def _lines(reports: Iterable[Report], tally: Tally, seen: Seen) -> Iterator[str]:
    for report in reports:
        for entity in _entities(report, tally):
            text = json_line(entity)
            if seen.is_new(text):
                tally.rows += 1
                yield text


def _entities(report: Report, tally: Tally) -> Iterator[dict[str, Any]]:
    yield _article(report)
    used = {who.id: who for who in _parties(report)}
    tally.leave_out(_NOWHERE_IN_FTM, sum(who.kind in _NO_PARTIES for who in used.values()))
    for who in used.values():
        if who.kind not in _NO_PARTIES:
            yield _legal_entity(who)
            yield _mention(report, who)
    for claim in report.claims:
        yield _event(report, claim)
        if claim.voices:
            yield _note(report, claim)
    for tie in report.ties:
        yield from _links(report, tie)


def _parties(report: Report) -> Iterator[Who]:
    for claim in report.claims:
        yield from (*claim.actors, *claim.recipients)
        for voice in claim.voices:
            yield from voice.speakers
    for tie in report.ties:
        yield from (*tie.a, *tie.b)


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> dict[str, Any]:
    """An entity, without the values that are empty; FollowTheMoney keeps each value of a property once."""
    kept = {name: [*dict.fromkeys(filter(None, map(_value, values)))] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _value(value: str | None) -> str:
    # as FollowTheMoney itself cleans names and words
    return " ".join(line(value or "").split())


def _article(report: Report) -> dict[str, Any]:
    article = _entity(
        _report_id(report),
        "Article",
        title=[report.title],
        publishedAt=[report.published.isoformat() if report.published else None],
        sourceUrl=[report.address],
        publisher=[report.publisher],
        language=["eng"],
    )
    # as it is, line ends too: offsets count its characters
    article["properties"]["bodyText"] = [report.text]
    return article


def _legal_entity(who: Who) -> dict[str, Any]:
    country = [_country(who)]
    schema = _SCHEMATA.get(who.kind, "Organization")
    role = {"position": [who.what]} if schema == "Person" else {"summary": [who.what]}
    sector = tables.sectors().get(who.sector or "")
    return _entity(
        _party_id(who),
        schema,
        name=[who.name or UNNAMED],
        country=country,
        sector=[sector.words if sector else None],
        **role,
    )


def _mention(report: Report, who: Who) -> dict[str, Any]:
    spans = [span for span, _, entity in report.mentions if entity == who.id]
    names = [report.words(span) for span in spans] or [who.name or UNNAMED]
    return _entity(
        _id("m", report.id, who.id),
        "Mention",
        document=[_report_id(report)],
        resolved=[_party_id(who)],
        name=names,
        detectedSchema=[_SCHEMATA.get(who.kind, "Organization")],
        contextCountry=[_country(who)],
    )


def _event(report: Report, claim: Told) -> dict[str, Any]:
    first, last = claim.begin, claim.end
    one_day = first is not None and first == last
    code = f"{claim.type}-{claim.mode}" if claim.mode else claim.type
    involved = [who for who in (*claim.actors, *claim.recipients) if who.kind not in _NO_PARTIES]
    return _entity(
        _claim_id(claim),
        "Event",
        name=[_sentence_of(claim)],
        summary=[report.words(report.sentence(claim.sentence))],
        description=[f"{role}: {who.name}" for role, who in _roles(claim)],
        date=[first.isoformat() if one_day and first else None],
        startDate=[first.isoformat() if first and not one_day else None],
        endDate=[last.isoformat() if last and not one_day else None],
        location=[claim.place.name if claim.place else None],
        country=[_country(claim.place) if claim.place else None],
        involved=[_party_id(who) for who in involved],
        keywords=[code, f"mood: {claim.mood}", *(f"{what}: {value}" for what, value in claim.counts.items())],
        notes=[f"words {claim.trigger.start} to {claim.trigger.end} of the report"],
        proof=[_report_id(report)],
        publisher=[report.publisher],
        sourceUrl=[report.address],
        recordId=[claim.id],
    )


def _roles(claim: Told) -> Iterator[tuple[str, Who]]:
    yield from (("actor", who) for who in claim.actors)
    yield from (("recipient", who) for who in claim.recipients)


def _sentence_of(claim: Told) -> str:
    """The event in a line: ``Georgia: ACCUSE-allege, Russian troops``."""
    actors = ", ".join(who.name for who in claim.actors) or UNNAMED
    recipients = ", ".join(who.name for who in claim.recipients)
    code = f"{claim.type}-{claim.mode}" if claim.mode else claim.type
    return f"{actors}: {code}" + (f", {recipients}" if recipients else "")


def _note(report: Report, claim: Told) -> dict[str, Any]:
    said = [_said(report, voice) for voice in claim.voices]
    return _entity(
        _id("v", claim.id),
        "Note",
        entity=[_claim_id(claim)],
        name=["on whose say-so"],
        description=[" > ".join(said)],
        keywords=[f"stance: {voice.stance}" for voice in claim.voices],
        namesMentioned=[who.name for voice in claim.voices for who in voice.speakers],
        proof=[_report_id(report)],
    )


def _said(report: Report, voice: Says) -> str:
    names = " and ".join(who.name for who in voice.speakers) or UNNAMED
    where = "" if voice.cue is None else f" (“{report.words(voice.cue)}”, {voice.cue.start} to {voice.cue.end})"
    return f"{names} {voice.stance}{where}"


def _links(report: Report, tie: Linked) -> Iterator[dict[str, Any]]:
    covers = interval(tie.time_value)
    said = " > ".join(_said(report, voice) for voice in tie.voices)
    for a in tie.a:
        for b in tie.b:
            if a.kind in _NO_PARTIES or b.kind in _NO_PARTIES:
                continue
            yield _entity(
                _id("t", tie.id, a.id, b.id),
                "UnknownLink",
                subject=[_party_id(a)],
                object=[_party_id(b)],
                role=[f"{tie.relation}: {tie.what}" if tie.what else tie.relation],
                startDate=[covers[0].isoformat() if covers else None],
                endDate=[covers[1].isoformat() if covers else None],
                summary=[report.words(report.sentence(tie.sentence))],
                description=[f"on whose say-so: {said}" if said else None],
                proof=[_report_id(report)],
                recordId=[tie.id],
            )


def _country(who: Who) -> str | None:
    """The state as FollowTheMoney has it: two letters, in lower case; ``xk`` for Kosovo."""
    state = tables.states().get(who.country or "")
    return state.iso2.lower() if state else None


def _id(*parts: str) -> str:
    return stable_id("sayso-", *parts)


def _report_id(report: Report) -> str:
    return _id("report", report.id)


def _party_id(who: Who) -> str:
    return f"sayso-{who.key}"


def _claim_id(claim: Told) -> str:
    return f"sayso-{claim.id}"


FORMAT = Format(
    "ftm",
    "FollowTheMoney entities, JSON Lines",
    write,
    holds_voices=True,
    notes=(
        "Lines with the same id are parts of one entity, as several reports tell of it; `ftm aggregate` puts them "
        "together. Parties of one name, kind and state are one entity in all reports; people who are only described "
        "are not.",
        "Who says so is a Note on the Event, outermost first; an Event without a Note is what the paper says itself. "
        "Moods and codes are among the keywords. Offsets count characters of bodyText from 0.",
    ),
)
