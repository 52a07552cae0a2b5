"""The record of one report: a plain dictionary, the same in every file and every program that reads it.

``data/record.schema.json`` describes it. Spans are ``[start, end]`` in code points of ``text``, half-open;
None = the report does not say. Numbers of sentences count from 1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sayso.model.items import (
    At,
    Attribution,
    Claim,
    Entity,
    Figure,
    Item,
    Made,
    Mention,
    Party,
    Problem,
    Sentence,
    Signals,
    Tie,
    TimeExpression,
    Voice,
)
from sayso.model.text import Document, Span

Row = dict[str, Any]

_SURROGATE = re.compile("[\ud800-\udfff]")

STANDS_FOR = frozenset({"Nominal", "Pronoun"})
"""Labels of mentions that go under ``references``, not under ``mentions``."""


def record(document: Document, layers: Mapping[type, tuple[Item, ...]]) -> Row:
    """The record of a document and the items read out of it; it holds nothing that JSON cannot."""
    rows: Row = {
        "id": document.id,
        "source": document.source,
        "published": _day(document.published),
        "title": document.title,
        "text": document.text,
    }
    for key, (kind, row) in _LAYERS.items():
        rows[key] = [row(item) for item in layers.get(kind, ()) if (key == "references") == _stands_for(item)]
    return rows


def json_line(row: Row) -> bytes:
    r"""A record as one line of JSON, in UTF-8, with its line end.

    Half a character, which UTF-8 cannot write, becomes an escape that JSON readers turn back into it.

    >>> json_line({"text": "é\ud800"})
    b'{"text": "\xc3\xa9\\ud800"}\n'
    """
    text = json.dumps(row, ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode() + b"\n"


def _stands_for(item: Item) -> bool:
    """Words that stand for something without naming it: not among the mentions, which are names."""
    return isinstance(item, Mention) and item.label in STANDS_FOR


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _made(made: Made) -> Row:
    # four places: the last bits of a probability differ between processors
    score = None if made.score is None else round(float(made.score), 4)
    return {"stage": made.stage, "by": made.by, "inputs": list(made.inputs), "score": score}


def _party(party: Party) -> Row:
    return {"entity": party.entity, "span": _span(party.span)}


def _at(at: At | None) -> Row | None:
    return None if at is None else {"span": _span(at.span), "value": at.value}


def _voice(voice: Voice) -> Row:
    return {"entities": list(voice.entities), "cue": _span(voice.cue), "stance": str(voice.stance)}


def _sentence(item: Sentence) -> list[int]:
    return [item.span.start, item.span.end]


def _entity(item: Entity) -> Row:
    return {
        "id": item.id,
        "name": item.name,
        "kind": str(item.kind),
        "country": item.country,
        "sector": item.sector,
        "what": item.what,
        "made": _made(item.made),
    }


def _claim(item: Claim) -> Row:
    return {
        "id": item.id,
        "sentence": item.sentence,
        "trigger": _span(item.trigger),
        "type": str(item.type),
        "mode": item.mode,
        "actors": [_party(p) for p in item.actors],
        "recipients": [_party(p) for p in item.recipients],
        "place": None if item.place is None else _party(item.place),
        "time": _at(item.time),
        "mood": str(item.mood),
        "counts": dict(item.counts),
        "voices": [_voice(v) for v in item.voices],
        "made": _made(item.made),
    }


def _tie(item: Tie) -> Row:
    return {
        "id": item.id,
        "sentence": item.sentence,
        "cue": _span(item.cue),
        "relation": str(item.relation),
        "what": item.what,
        "a": [_party(p) for p in item.a],
        "b": [_party(p) for p in item.b],
        "time": _at(item.time),
        "voices": [_voice(v) for v in item.voices],
        "made": _made(item.made),
    }


def _figure(item: Figure) -> Row:
    return {
        "id": item.id,
        "sentence": item.sentence,
        "span": _span(item.span),
        "value": item.value,
        "unit": item.unit,
        "of": item.of,
        "period": item.period,
        "voices": [_voice(v) for v in item.voices],
        "made": _made(item.made),
    }


def _time(item: TimeExpression) -> Row:
    when = item.when
    return {
        "id": item.id,
        "span": _span(item.span),
        "type": when.type,
        "value": when.value,
        "begin": _day(when.begin),
        "end": _day(when.end),
        "grain": when.grain,
        "made": _made(item.made),
    }


def _attribution(item: Attribution) -> Row:
    return {
        "id": item.id,
        "source": _spans(item.source),
        "cue": _spans(item.cue),
        "content": _spans(item.content),
        "made": _made(item.made),
    }


def _mention(item: Mention) -> Row:
    return {
        "id": item.id,
        "span": _span(item.span),
        "label": item.label,
        "entity": item.entity,
        "made": _made(item.made),
    }


def _signals(item: Signals) -> Row:
    return {"id": item.id, "made": _made(item.made)}


def _problem(item: Problem) -> Row:
    return {
        "id": item.id,
        "what": item.what,
        "where": _span(item.where),
        "advice": item.advice,
        "made": _made(item.made),
    }


_LAYERS: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "sentences": (Sentence, _sentence),
    "entities": (Entity, _entity),
    "claims": (Claim, _claim),
    "ties": (Tie, _tie),
    "figures": (Figure, _figure),
    "times": (TimeExpression, _time),
    "attributions": (Attribution, _attribution),
    "mentions": (Mention, _mention),
    "references": (Mention, _mention),
    "signals": (Signals, _signals),
    "problems": (Problem, _problem),
}
"""Each layer of the record, in its order: the items it holds, and how one is written."""
