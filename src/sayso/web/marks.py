"""The text of a report, cut wherever a mark begins or ends, since marks overlap and elements must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sayso.record import Row
from sayso.web.groups import Colours
from sayso.web.record_cards import RecordCards
from sayso.web.words import anchor, shown


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in a role (a class of the style sheet), for an item (its id); ``colour`` is that of who says them, or 0."""

    start: int
    end: int
    role: str
    id: str = ""
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text. ``roles`` are class names, ``ids`` the items it belongs to, both with spaces between.

    ``item`` is the id of the claim, tie or figure that is named here, ``begins`` that its words begin here.
    """

    words: str
    roles: str = ""
    ids: str = ""
    item: str = ""
    begins: bool = False


def segments(record: Row, colours: Colours, *, paper_only: bool) -> list[Segment]:
    """The text in stretches. ``paper_only``: marks of what only others say are left out."""
    text = record["text"]
    length = len(text)
    marks = [m for m in _marks(record, colours, paper_only=paper_only) if 0 <= m.start < m.end <= length]
    cuts = sorted({0, length, *(m.start for m in marks), *(m.end for m in marks)})
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    active: list[Mark] = []
    out = []
    for start, end in pairwise(cuts):
        active = [m for m in active if m.end > start] + opening.get(start, [])
        out.append(_segment(shown(text[start:end]), start, active))
    return out


def _segment(words: str, start: int, active: list[Mark]) -> Segment:
    if not active:
        return Segment(words)
    roles = dict.fromkeys(m.role for m in active)
    said = [m for m in active if m.role == "said"]
    if said:
        # the shortest is the innermost: what is quoted within what is quoted
        inner = min(said, key=lambda m: m.end - m.start)
        roles[f"v{inner.colour}"] = None
    named = next((m for m in active if m.role in ("trigger", "tie", "figure")), None)
    return Segment(
        words,
        " ".join(roles),
        " ".join(dict.fromkeys(m.id for m in active if m.id)),
        named.id if named else "",
        named is not None and named.start == start,
    )


def _marks(record: Row, colours: Colours, *, paper_only: bool) -> Iterator[Mark]:
    items = [*record["claims"], *record["ties"], *record["figures"]]
    if not paper_only:
        yield from _said(record, items, colours)
    for kind, name in (("claims", "trigger"), ("ties", "tie"), ("figures", "figure")):
        for item in record[kind]:
            if paper_only and item["voices"]:
                continue
            for role, span in _spans(name, item):
                if span:
                    yield Mark(span[0], span[1], role, anchor(item["id"]))


def _spans(name: str, item: Row) -> Iterator[tuple[str, Any]]:
    yield name, item.get("trigger") or item.get("span") or item.get("cue")
    for role in ("actors", "recipients", "a", "b"):
        yield from (("party", party["span"]) for party in item.get(role, ()))
    if item.get("place"):
        yield "party", item["place"]["span"]
    if item.get("time"):
        yield "time", item["time"]["span"]
    yield from (("cue", voice["cue"]) for voice in item["voices"])


def _said(record: Row, items: Iterable[Row], colours: Colours) -> Iterator[Mark]:
    """Who is given as saying which words, in the colour of the speaker."""
    speakers = _speakers(items)
    cards = RecordCards(record)
    for attribution in record["attributions"]:
        ids = _speaker_of(attribution, speakers, record)
        if ids is None:
            continue
        colour = colours(cards.told([{"entities": ids, "stance": "asserts"}])[0].names)
        for part, role in (("content", "said"), ("source", "source"), ("cue", "cue")):
            yield from (Mark(start, end, role, "", colour) for start, end in attribution[part])


def _speakers(items: Iterable[Row]) -> Mapping[tuple[int, int], list[str]]:
    """Each cue that a voice stands on, to who speaks there."""
    return {tuple(v["cue"]): v["entities"] for item in items for v in item["voices"] if v["cue"]}


def _speaker_of(attribution: Row, speakers: Mapping[tuple[int, int], list[str]], record: Row) -> list[str] | None:
    """The entities that say it: those of the voice on the same cue, or whom the words of the source name."""
    for span in attribution["cue"]:
        if tuple(span) in speakers:
            return speakers[tuple(span)]
    for start, end in attribution["source"]:
        inside = [
            m["entity"]
            for layer in ("mentions", "references")
            for m in record[layer]
            if m["entity"] and start <= m["span"][0] and m["span"][1] <= end
        ]
        if inside:
            return inside[-1:]
    return None
