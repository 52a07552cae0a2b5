"""Words that tell of a standing relation, and which of the parties around them stand on which side.

The words are rows of ``data/ties.csv``. A phrase is a list of words, parted by blanks:

- ``(ally|allies)``: one of these; ``[close|old]``: one of these or nothing; ``*``: up to three words of any kind;
- ``<what>``: up to five words that say what is supplied or disputed;
- ``<Name>``: at the end a word with a capital follows, at the beginning one stands before; neither is part of the cue;
- ``-backed``, ``pro-``: stuck to a name, as in "Sudmark-backed".

Words match as they are written; the first one may have a capital where it begins the sentence.

The columns ``a`` and ``b`` say where to look for each side: ``left`` and ``right`` of the phrase; ``owner`` ("its
ally", "allies of …"); ``next``, named right behind ("its ally Sudmark"), else the phrase itself; ``self``, the phrase
itself; ``name``, the name that it is stuck to; ``pair``, both sides in one list ("between A and B", "A and B have …").

The columns ``right`` and ``seen`` count, on the annotated training reports, how often the phrase stood in a sentence
that was marked with the relation, and how often it stood there at all: the cue's ``score`` follows from them.

Source of the phrases: general knowledge and the training reports. Those that hold in less than one case of seven
were taken out.
All offsets are code points of the text, from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.errors import DataError
from sayso.lexicon import Lexicon, Row
from sayso.model.codes import Relation
from sayso.model.text import Span

PLACES = frozenset({"left", "right", "owner", "next", "self", "name", "pair"})
"""The values of the columns ``a`` and ``b``."""


@dataclass(frozen=True, slots=True)
class TieCue:
    """A phrase found in the text. ``name`` is the name it is stuck to; ``a`` and ``b`` say where the sides stand.

    ``score`` is the share of such phrases that were marked with the relation, pulled towards .4 for rare ones.
    """

    span: Span
    relation: Relation
    what: str | None
    row_id: str
    a: str
    b: str
    score: float
    name: Span | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    row_id: str
    relation: Relation
    a: str
    b: str
    score: float
    pattern: re.Pattern[str]


_Index = Mapping[str, tuple[_Phrase, ...]]
"""Phrases by a word that each of them holds."""

_compiled: dict[int, tuple[Lexicon, _Index]] = {}
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_LIGHT = frozenset(("a", "an", "the", "of", "to", "with", "in", "on", "by", "for", "from", "at")).union(
    ("its", "his", "her", "their", "our", "has", "have", "had", "is", "are", "was", "be")
)
_WHAT = (
    r"(?P<what>(?:[\w’'-]+\s+){0,4}?[\w’'-]+)(?=\s+(?:to|from|with|in|by|and|that|which|for|at|on)\b|\s*[^\w\s]|\s*$)"
)
_GAP = r"\s+"
_NAME = "<Name>"
_NAME_BEFORE = r"\b[A-Z][\w.’'-]*\s+"
_NAME_AFTER = r"(?=\s+(?:the\s+)?[A-Z])"
_ANY = r"(?:[\w’'-]+\s+){0,3}?"


def find(text: str, sentence: Span, lexicon: Lexicon, at_least: float = 0.4) -> list[TieCue]:
    """The phrases in one sentence of the text, in text order; of overlapping ones the longest, then the earlier row.

    ``at_least`` is the lowest score of a phrase that is looked for; weaker ones are for asking the encoder about.
    Raises DataError when a row of the table is not as described above.
    """
    found = sorted(
        matches(text, sentence, lexicon, at_least), key=lambda cue: (-len(cue.span), cue.span.start, _line(cue.row_id))
    )
    kept: list[TieCue] = []
    for cue in found:
        if not any(cue.span.overlaps(other.span) for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.span)


def matches(text: str, sentence: Span, lexicon: Lexicon, at_least: float = 0.0) -> list[TieCue]:
    """Every place where a phrase matches, overlapping ones too, in no order. Otherwise as ``find``."""
    index = _index(lexicon)
    words = {word.lower() for word in _WORD.findall(text, sentence.start, sentence.end)}
    phrases = {phrase.row_id: phrase for word in words for phrase in index.get(word, ()) if phrase.score >= at_least}
    return [cue for phrase in phrases.values() for cue in _cues(phrase, text, sentence)]


# ---- rows to patterns ----


def _index(lexicon: Lexicon) -> _Index:
    """Compiled once for each lexicon, which is kept so that its identity stays its own."""
    if id(lexicon) not in _compiled:
        index: dict[str, list[_Phrase]] = {}
        for row in lexicon.table("ties.csv"):
            phrase = _phrase(row)
            for word in _rarest(row):
                index.setdefault(word, []).append(phrase)
        _compiled[id(lexicon)] = (lexicon, {word: tuple(phrases) for word, phrases in index.items()})
    return _compiled[id(lexicon)][1]


def _phrase(row: Row) -> _Phrase:
    if not {row["a"], row["b"]} <= PLACES or row["relation"] not in set(Relation):
        raise DataError(
            f"{row.id}: relation {row['relation']}, sides {row['a']} and {row['b']}: one of them is unknown"
        )
    if not (row["right"].isdigit() and row["seen"].isdigit()):
        raise DataError(f"{row.id}: right and seen are counts; `python -m evaluation.tie_counts` fills them in")
    score = (int(row["right"]) + 0.8) / (int(row["seen"]) + 2)
    return _Phrase(row.id, Relation(row["relation"]), row["a"], row["b"], score, _pattern(row["phrase"]))


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = phrase.split()
    before = _NAME_BEFORE if parts[0] == _NAME else ""
    after = _NAME_AFTER if parts[-1] == _NAME else ""
    parts = [part for part in parts if part != _NAME]
    if not before:
        parts[0] = _either_case(parts[0])
    cue = "".join(map(_part_pattern, parts)).removesuffix(_GAP)
    return re.compile(f"{before}(?P<cue>{cue}){after}")


def _either_case(part: str) -> str:
    """The words of a part, each also with a capital: they may begin a sentence."""
    if part in ("*", "<what>") or part.startswith("-"):
        return part
    words = part.strip("()[]-").split("|")
    both = "|".join(dict.fromkeys([*words, *(word[:1].upper() + word[1:] for word in words)]))
    if part.endswith("-"):
        return both + "-"
    return f"[{both}]" if part.startswith("[") else f"({both})"


def _part_pattern(part: str) -> str:
    if part == "*":
        return _ANY
    if part == "<what>":
        return _WHAT + _GAP
    if part.endswith("-"):
        return rf"\b{_choice(part[:-1])}[-‑](?P<name>[A-Z][\w’.-]*\w)" + _GAP
    if part.startswith("-"):
        return rf"(?P<name>\b(?!(?:The|An?)\b)[A-Z][\w’.]*(?:[ -][A-Z][\w’.]*)*)[-‑]{_choice(part[1:])}\b" + _GAP
    if part.startswith("["):
        return rf"(?:\b{_choice(part)}\b{_GAP})?"
    return rf"\b{_choice(part)}\b" + _GAP


def _choice(part: str) -> str:
    return "(?:" + "|".join(map(re.escape, part.strip("()[]").split("|"))) + ")"


def _rarest(row: Row) -> list[str]:
    """The words of the first part that must be there and does not stand in every other sentence."""
    for part in row["phrase"].split():
        words = part.strip("-()").split("|")
        if part not in ("*", "<what>", _NAME) and not part.startswith("[") and not _LIGHT.intersection(words):
            return [_WORD.findall(word.lower())[0] for word in words]
    raise DataError(f"{row.id}: the phrase '{row['phrase']}' needs a word of its own")


def _cues(phrase: _Phrase, text: str, sentence: Span) -> Iterator[TieCue]:
    for match in phrase.pattern.finditer(text, sentence.start, sentence.end):
        groups = match.groupdict()
        name = Span(*match.span("name")) if groups.get("name") else None
        span = Span(*match.span("cue"))
        if name or span.of(text)[0].islower() or not _LETTER.search(text, sentence.start, match.start()):
            yield TieCue(
                span, phrase.relation, groups.get("what"), phrase.row_id, phrase.a, phrase.b, phrase.score, name
            )


def _line(row_id: str) -> int:
    return int(row_id.rpartition("#")[2])
