"""Plain words for what a reading holds; the words themselves are rows of ``data/wording.csv``."""

from __future__ import annotations

import re
from functools import cache

from sayso.lexicon import Lexicon
from sayso.model.items import At, Claim, Figure, Party, Tie, Voice
from sayso.model.text import Span, plain
from sayso.reading import Reading

_SPACE = re.compile(r"\s+")
_AROUND = 70
"""Code points shown on each side of a trigger."""


@cache
def _words() -> dict[tuple[str, str], str]:
    return {(row["list"], row["code"]): row["words"] for row in Lexicon().table("wording.csv")}


def word(kind: str, code: str) -> str:
    """The plain words for a code of a list (``type``, ``mode``, ``mood``, ``stance``, ``relation``).

    >>> word("mode", "ASSAULT-aerial")
    'air strike'
    """
    return _words().get((kind, code), code)


def shortened(words: str, longest: int) -> str:
    """Words on one line, cut where they are longer than so many code points."""
    words = plain(words)
    return words if len(words) <= longest else words[: longest - 2] + " …"


def event(claim: Claim) -> str:
    """What sort of event it is: ``air strike``."""
    return word("mode", f"{claim.type}-{claim.mode}") if claim.mode else word("type", claim.type)


def code(claim: Claim) -> str:
    """Its code: ``ASSAULT-aerial``."""
    return f"{claim.type}-{claim.mode}" if claim.mode else str(claim.type)


def name(reading: Reading, entity: str) -> str:
    """The name of an entity."""
    found = next((e for e in reading.entities if e.id == entity), None)
    return plain(found.name) if found is not None else entity


def parties(reading: Reading, given: tuple[Party, ...]) -> str:
    """The names of parties, each once, with a comma between; empty for none."""
    return ", ".join(dict.fromkeys(name(reading, p.entity) for p in given))


def who(reading: Reading, claim: Claim) -> str:
    """Who to whom: ``Azerbaijan → Iran``."""
    actors, recipients = parties(reading, claim.actors), parties(reading, claim.recipients)
    return f"{actors or 'somebody'} → {recipients}" if recipients else actors


def day(at: At | None, reading: Reading) -> str:
    """The time: its value, or the report's own words where that cannot be worked out; empty for none."""
    if at is None:
        return ""
    if at.value:
        return at.value
    return plain(reading.words(at.span)) if at.span else ""


def counts(claim: Claim) -> str:
    """The counts: ``dead 1, injured 2``."""
    return ", ".join(f"{key} {value}" for key, value in claim.counts.items())


def speaker(reading: Reading, voice: Voice) -> str:
    """Who speaks: names, or ``somebody unnamed``."""
    return " and ".join(dict.fromkeys(name(reading, e) for e in voice.entities)) or "somebody unnamed"


def told(reading: Reading, voices: tuple[Voice, ...]) -> str:
    """The chain of voices in words: ``Ukraine said: Russia denied``; empty for the paper itself."""
    return ": ".join(f"{speaker(reading, v)} {word('stance', v.stance)}" for v in voices)


def tie(reading: Reading, item: Tie) -> str:
    """A tie as a sentence: ``Turkey · ally of · Azerbaijan``."""
    relation = _SPACE.sub(" ", word("relation", item.relation).replace("{what}", plain(item.what or "")))
    return " · ".join(s for s in (parties(reading, item.a) or "somebody", relation, parties(reading, item.b)) if s)


def figure(item: Figure) -> str:
    """A figure: ``69 percent of arms imports, 2016/2020``."""
    amount = " ".join(plain(s) for s in (item.value, item.unit) if s)
    of = f" of {plain(item.of)}" if item.of else ""
    return f"{amount or 'a number'}{of}" + (f", {plain(item.period)}" if item.period else "")


def quote(reading: Reading, sentence: int, span: Span) -> tuple[str, str, str]:
    """The words around a span in its sentence: before, the span itself, after; cut at words, with an ellipsis."""
    whole = reading.sentences[sentence - 1].span if 0 < sentence <= len(reading.sentences) else span
    before = plain(reading.words(Span(min(whole.start, span.start), span.start)))
    after = plain(reading.words(Span(span.end, max(whole.end, span.end))))
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    gap_before = " " if before and _is_gap(reading, span.start) else ""
    gap_after = " " if after and _is_gap(reading, span.end) else ""
    return before + gap_before, plain(reading.words(span)), gap_after + after


def _is_gap(reading: Reading, at: int) -> bool:
    """True where white space stands on either side of the place."""
    return any(c.isspace() for c in reading.document.text[max(at - 1, 0) : at + 1])
