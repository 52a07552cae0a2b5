"""A reading as one self-contained HTML page: the text with its marks, the claims grouped by who says them beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from importlib import resources
from itertools import pairwise
from string import Template

from sayso.model.items import Claim, Figure, Party, Tie, Voice
from sayso.model.text import Span
from sayso.reading import Reading
from sayso.show import wording
from sayso.show.groups import Group, by_voice

_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

Mark = tuple[Span, str, str]
"""Where, in which role (a CSS class), for which item (its id)."""


def page(reading: Reading) -> str:
    """The page. It loads nothing, from the net or elsewhere, and holds the text as it is."""
    document = reading.document
    parts = {
        "title": _safe(document.title or document.source or document.id),
        "published": f"published {document.published}" if document.published else "date not known",
        "style": _file("page.css"),
        "script": _file("page.js"),
        "text": _text(reading),
        "claims": "".join(_group(reading, g) for g in by_voice(reading)),
        "ties": _section("Ties", (_tie(reading, t) for t in reading.ties)),
        "figures": _section("Figures", (_figure(reading, f) for f in reading.figures)),
        "problems": _section("Problems", (_problem(p.what, p.advice) for p in reading.problems)),
    }
    return Template(_file("page.html")).substitute(parts)


def _file(name: str) -> str:
    return (resources.files("sayso.show") / name).read_text(encoding="utf-8")


def _safe(words: str) -> str:
    # one for one, so that the page shows every character of the text at its place
    return escape(_NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", words))


def _text(reading: Reading) -> str:
    """The text as HTML: cut wherever a mark begins or ends, since marks overlap and elements must not."""
    marks = list(_marks(reading))
    text = reading.document.text
    cuts = sorted({0, len(text), *(m[0].start for m in marks), *(m[0].end for m in marks)})
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark[0].start, []).append(mark)
    active: list[Mark] = []
    out = []
    for start, end in pairwise(cuts):
        active = [m for m in active if m[0].end > start] + [m for m in opening.get(start, ()) if len(m[0])]
        words = _safe(text[start:end])
        if active:
            roles = " ".join(dict.fromkeys(role for _, role, _ in active))
            ids = " ".join(dict.fromkeys(id for _, _, id in active))
            words = f'<span class="mark {roles}" data-of="{escape(ids)}">{words}</span>'
        out.append(words)
    return "".join(out)


def _marks(reading: Reading) -> Iterator[Mark]:
    for item in reading.claims:
        yield item.trigger, "trigger", item.id
        parties: tuple[Party, ...] = item.actors + item.recipients + ((item.place,) if item.place else ())
        yield from ((p.span, "party", item.id) for p in parties if p.span)
        if item.time and item.time.span:
            yield item.time.span, "time", item.id
        yield from _cues(item)
    for tie in reading.ties:
        yield tie.cue, "tie", tie.id
        yield from ((p.span, "party", tie.id) for p in tie.a + tie.b if p.span)
        yield from _cues(tie)
    for figure in reading.figures:
        yield figure.span, "figure", figure.id
        yield from _cues(figure)


def _cues(item: Claim | Tie | Figure) -> Iterator[Mark]:
    return ((v.cue, "cue", item.id) for v in item.voices if v.cue)


def _group(reading: Reading, group: Group) -> str:
    level = max(len(group.speakers) - 1, 0)
    kind = "voice" if group.speakers else "paper"
    claims = "".join(_claim(reading, c) for c in group.claims)
    items = f"<ul>{claims}</ul>" if claims else ""
    return f'<section class="group {kind}" style="--level:{level}"><h2>{_safe(group.heading)}</h2>{items}</section>\n'


def _claim(reading: Reading, claim: Claim) -> str:
    stance = wording.word("stance", claim.voices[-1].stance) if claim.voices else ""
    facts = (
        wording.day(claim.time, reading),
        wording.parties(reading, (claim.place,)) if claim.place else "",
        wording.counts(claim),
    )
    body = (
        f'<div class="event">{f"<i>{_safe(stance)}</i> " if stance else ""}<b>{_safe(wording.event(claim))}</b> '
        f"<code>{_safe(wording.code(claim))}</code> "
        f'<span class="mood {claim.mood}">{_safe(wording.word("mood", claim.mood))}</span></div>'
        f'<div class="who">{_safe(wording.who(reading, claim))}</div>'
        f'<div class="facts">{_safe(" · ".join(f for f in facts if f))}</div>'
        f"{_quote(reading, claim.sentence, claim.trigger)}"
    )
    return _item(claim.id, body)


def _tie(reading: Reading, item: Tie) -> str:
    return _item(
        item.id, _said(reading, item.voices, wording.tie(reading, item)) + _quote(reading, item.sentence, item.cue)
    )


def _figure(reading: Reading, item: Figure) -> str:
    return _item(item.id, _said(reading, item.voices, wording.figure(item)) + _quote(reading, item.sentence, item.span))


def _said(reading: Reading, voices: tuple[Voice, ...], words: str) -> str:
    told = wording.told(reading, voices)
    return f'<div class="event">{f"<i>{_safe(told)}:</i> " if told else ""}<b>{_safe(words)}</b></div>'


def _problem(what: str, advice: str) -> str:
    return f"<li><b>{_safe(what)}</b> {_safe(advice)}</li>"


def _quote(reading: Reading, sentence: int, span: Span) -> str:
    before, words, after = map(_safe, wording.quote(reading, sentence, span))
    return f"<q>{before}<u>{words}</u>{after}</q>"


def _item(id: str, body: str) -> str:
    return f'<li class="item" id="{escape(id)}" tabindex="0">{body}</li>\n'


def _section(title: str, items: Iterator[str]) -> str:
    listed = "".join(items)
    return f'<section class="group"><h2>{title}</h2><ul>{listed}</ul></section>' if listed else ""
