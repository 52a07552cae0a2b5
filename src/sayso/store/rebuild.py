"""From the rows of the store back to the record of one report."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sayso.record import Row
from sayso.store import exact
from sayso.store import tables as t
from sayso.store.shred import Rows

Makers = Mapping[int, tuple[str, str]]
"""Key of ``makers`` to stage and what made an item in it."""


def rebuild(rows: Rows, makers: Makers) -> Row:
    """The record of one report from its rows, which come in the order of their keys."""
    report = rows.of(t.ReportRow)[0]
    return exact.read(report.exact) if report.exact is not None else _Rebuilder(rows, makers).record(report)


class _Rebuilder:
    """Rows of one report, sorted to the items that they belong to."""

    def __init__(self, rows: Rows, makers: Makers) -> None:
        self._rows, self._makers = rows, makers
        self._numbers = {row.sentence: row.number for row in rows.of(t.SentenceRow)}
        self._entities = {row.entity: row.id for row in rows.of(t.EntityRow)}
        self._parties = _grouped((row.claim, row.role, row) for row in rows.of(t.ClaimPartyRow))
        self._sides = _grouped((row.tie, row.side, row) for row in rows.of(t.TiePartyRow))
        self._spans = _grouped((row.attribution, row.part, row) for row in rows.of(t.AttributionSpanRow))
        self._speakers = _grouped((row.voice, "", row) for row in rows.of(t.SpeakerRow))
        self._counts = _grouped((row.claim, "", row) for row in rows.of(t.ClaimCountRow))
        voices = rows.of(t.VoiceRow)
        self._voices = {
            "claim": _grouped((row.claim, "", row) for row in voices),
            "tie": _grouped((row.tie, "", row) for row in voices),
            "figure": _grouped((row.figure, "", row) for row in voices),
        }

    def record(self, report: t.ReportRow) -> Row:
        rows = self._rows
        mentions = rows.of(t.MentionRow)
        return {
            "id": report.id,
            "source": report.source,
            "published": report.published,
            "title": report.title,
            "text": report.text,
            "sentences": [[row.span_start, row.span_end] for row in rows.of(t.SentenceRow)],
            "entities": [self._entity(row) for row in rows.of(t.EntityRow)],
            "claims": [self._claim(row) for row in rows.of(t.ClaimRow)],
            "ties": [self._tie(row) for row in rows.of(t.TieRow)],
            "figures": [self._figure(row) for row in rows.of(t.FigureRow)],
            "times": [self._time(row) for row in rows.of(t.TimeRow)],
            "attributions": [self._attribution(row) for row in rows.of(t.AttributionRow)],
            "mentions": [self._mention(row) for row in mentions if not row.reference],
            "references": [self._mention(row) for row in mentions if row.reference],
            "signals": [{"id": row.id, "made": self._made(row)} for row in rows.of(t.SignalsRow)],
            "problems": [self._problem(row) for row in rows.of(t.ProblemRow)],
        }

    def _made(self, row: Any) -> Row:
        stage, by = self._makers[row.maker]
        return {"stage": stage, "by": by, "inputs": json.loads(row.inputs), "score": row.probability}

    def _entity(self, row: t.EntityRow) -> Row:
        return {
            "id": row.id,
            "name": row.name,
            "kind": row.kind,
            "country": row.country,
            "sector": row.sector,
            "what": row.what,
            "made": self._made(row),
        }

    def _claim(self, row: t.ClaimRow) -> Row:
        place = self._parties[row.claim, "place"]
        return {
            "id": row.id,
            "sentence": self._number(row.sentence),
            "trigger": [row.trigger_start, row.trigger_end],
            "type": row.type,
            "mode": row.mode,
            "actors": [self._party(p) for p in self._parties[row.claim, "actor"]],
            "recipients": [self._party(p) for p in self._parties[row.claim, "recipient"]],
            "place": self._party(place[0]) if place else None,
            "time": _at(row),
            "mood": row.mood,
            "counts": {count.what: count.value for count in self._counts[row.claim, ""]},
            "voices": self._chain("claim", row.claim),
            "made": self._made(row),
        }

    def _tie(self, row: t.TieRow) -> Row:
        return {
            "id": row.id,
            "sentence": self._number(row.sentence),
            "cue": [row.cue_start, row.cue_end],
            "relation": row.relation,
            "what": row.what,
            "a": [self._party(p) for p in self._sides[row.tie, "a"]],
            "b": [self._party(p) for p in self._sides[row.tie, "b"]],
            "time": _at(row),
            "voices": self._chain("tie", row.tie),
            "made": self._made(row),
        }

    def _figure(self, row: t.FigureRow) -> Row:
        return {
            "id": row.id,
            "sentence": self._number(row.sentence),
            "span": [row.span_start, row.span_end],
            "value": row.value,
            "unit": row.unit,
            "of": row.of,
            "period": row.period,
            "voices": self._chain("figure", row.figure),
            "made": self._made(row),
        }

    def _time(self, row: t.TimeRow) -> Row:
        return {
            "id": row.id,
            "span": [row.span_start, row.span_end],
            "type": row.type,
            "value": row.value,
            "begin": row.day_first,
            "end": row.day_last,
            "grain": row.grain,
            "made": self._made(row),
        }

    def _attribution(self, row: t.AttributionRow) -> Row:
        parts = {
            part: [[span.span_start, span.span_end] for span in self._spans[row.attribution, part]]
            for part in ("source", "cue", "content")
        }
        return {"id": row.id, **parts, "made": self._made(row)}

    def _mention(self, row: t.MentionRow) -> Row:
        return {
            "id": row.id,
            "span": [row.span_start, row.span_end],
            "label": row.label,
            "entity": self._entity_id(row.entity),
            "made": self._made(row),
        }

    def _problem(self, row: t.ProblemRow) -> Row:
        where = _span(row.span_start, row.span_end)
        return {"id": row.id, "what": row.what, "where": where, "advice": row.advice, "made": self._made(row)}

    def _chain(self, of: str, key: int) -> list[Row]:
        return [
            {
                "entities": [self._entity_id(s.entity) for s in self._speakers[voice.voice, ""]],
                "cue": _span(voice.cue_start, voice.cue_end),
                "stance": voice.stance,
            }
            for voice in self._voices[of][key, ""]
        ]

    def _party(self, row: t.ClaimPartyRow | t.TiePartyRow) -> Row:
        return {"entity": self._entity_id(row.entity), "span": _span(row.span_start, row.span_end)}

    def _entity_id(self, entity: int | None) -> str | None:
        return None if entity is None else self._entities[entity]

    def _number(self, sentence: int | None) -> int | None:
        return None if sentence is None else self._numbers[sentence]


def _grouped(rows: Iterable[tuple[int | None, str, Any]]) -> Mapping[tuple[int | None, str], list[Any]]:
    groups: dict[tuple[int | None, str], list[Any]] = defaultdict(list)
    for key, part, row in rows:
        groups[key, part].append(row)
    return groups


def _span(start: int | None, end: int | None) -> list[int] | None:
    return None if start is None or end is None else [start, end]


def _at(row: t.ClaimRow | t.TieRow) -> Row | None:
    span = _span(row.time_start, row.time_end)
    return None if span is None and row.time_value is None else {"span": span, "value": row.time_value}
