"""PLOVER JSON: an event a line, with PLOVER's fields and, beside them, voices, mood and offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso import __version__
from sayso.export import places, plover_rules, tables
from sayso.export.cells import json_line, offsets
from sayso.export.format import Format
from sayso.export.out import write_lines
from sayso.export.plover_rules import UNIDENTIFIED, Event
from sayso.export.report import Report, Says, Who
from sayso.export.tally import Tally
from sayso.record import Row

_SIZES = ("dead", "injured", "arrested")
_PLAIN = re.compile(r"\d+\Z")
_RESOLUTION = {places.COUNTRY: 1, places.REGION: 2, places.TOWN: 4, places.OTHER: None}
_FEATURES = {places.COUNTRY: ("A", "PCLI"), places.REGION: ("A", "ADM1"), places.TOWN: ("P", "PPL")}
_INTERNATIONAL = {"igo": "IGO", "company": "MNC"}


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes an event a line."""
    write_lines(path, _lines(reports, tally))


def _lines(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    for report in reports:
        for event in plover_rules.counted(report, tally):
            tally.rows += 1
            yield json_line(_event(report, event))


def _event(report: Report, event: Event) -> Row:
    claim = event.claim
    sentence = report.sentence(claim.sentence)
    ends = event.last_day if event.last_day != event.day else None
    return {
        "id": claim.id,
        "has_event": True,
        "date": event.day and event.day.isoformat(),
        "time": None,
        "enddate": ends and ends.isoformat(),
        "endtime": None,
        "actor": [_entity(report, who) for who in claim.actors],
        "recipient": [_entity(report, who) for who in event.recipients],
        "event": [event.type],
        "event_loc": _location(report, claim.place),
        "event_text": [report.words(claim.trigger)],
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": [*([event.mode] if event.mode else []), *event.auxiliary],
        "context": [],
        "size": {what: int(claim.counts[what]) for what in _SIZES if _PLAIN.match(claim.counts.get(what, ""))},
        "link": [],
        "text": report.words(sentence),
        "text_info": {
            "sequence": claim.sentence,
            "start": sentence.start,
            "end": sentence.end,
            "text_story": report.id,
        },
        "cite_info": _citation(report),
        "coder": f"Sayso {__version__}",
        "coded_date": None,
        "coded_time": None,
        "comment": None,
        "voices": [_voice(report, voice) for voice in claim.voices],
        "mood": claim.mood,
        "told_as": {"type": claim.type, "mode": claim.mode},
        "told_time": {
            "text": report.words(claim.time_span) or None,
            "span": offsets(claim.time_span),
            "value": claim.time_value,
        },
        "counts": dict(claim.counts),
        "trigger_span": offsets(claim.trigger),
        "probability": claim.score,
    }


def _entity(report: Report, who: Who) -> Row:
    group = tables.groups().get(who.name)
    code = who.country or (group.plover if group else "") or _INTERNATIONAL.get(who.kind)
    return {
        "code": code or None,
        "sector": [who.sector] if who.sector else [],
        "entity_text": report.words(who.span) or None,
        "identifier_id": who.key or None,
        "identifier_text": who.name or None,
        "religion": None,
        "ethnicity": None,
        "office": who.what,
        "gender": None,
        "age": None,
        "kind": None if who is UNIDENTIFIED else who.kind,
        "span": offsets(who.span),
    }


def _location(report: Report, place: Who | None) -> Row:
    where = places.location(place)
    if place is None or where is None:
        return {}
    feature_class, feature_code = _FEATURES.get(where.level, (None, None))
    return {
        "extracted_place": report.words(place.span) or None,
        "resolved_place": where.full_name,
        "geonameid": where.geonames or None,
        "lat": where.latitude,
        "lon": where.longitude,
        "city": where.name if where.level == places.TOWN else None,
        "district": None,
        "province": where.name if where.level == places.REGION else where.state or None,
        "country": where.country or None,
        "country_code": where.iso3 or None,
        "feature_class": feature_class,
        "feature_code": feature_code,
        "resolution": _RESOLUTION[where.level],
        "span": offsets(place.span),
    }


def _voice(report: Report, voice: Says) -> Row:
    return {
        "speakers": [_entity(report, who) for who in voice.speakers],
        "cue": report.words(voice.cue) or None,
        "cue_span": offsets(voice.cue),
        "stance": voice.stance,
    }


def _citation(report: Report) -> Row:
    return {
        "corpus": None,
        "citation": report.source,
        "url": report.address,
        "title": report.title,
        "language": "en",
        "publication": report.publisher,
        "license": None,
        "copyright": None,
        "coder": f"Sayso {__version__}",
        "codebook": "PLOVER",
        "version": "2.0",
    }


FORMAT = Format(
    "plover",
    "PLOVER JSON, an event a line",
    write,
    holds_voices=True,
    notes=(
        "Several actors are one event. Planned CONSULT, SUPPORT, COOPERATE and AID are AGREE, planned RETREAT is "
        "CONCEDE; told_as has the type as it was told.",
        "mode also holds PLOVER's auxiliary modes: historical (ended more than 31 days before the report), future "
        "(planned), hypothetical (possible, wanted, or doubted by a voice), negation (not so, or denied by a voice).",
        "voices, mood, told_as, told_time, counts, trigger_span, probability, kind and span are Sayso's own fields. "
        "Spans count characters of the report's text from 0. text_story is the report's id. Contexts are empty.",
    ),
)
