"""Sentences: where each one begins and ends.

A line end always ends a sentence. Inside a line a full stop, question or exclamation mark does, unless it belongs
to an abbreviation (``data/abbreviations.csv``) or stands inside quote marks or brackets that close on the same line:
a quotation of several sentences stays in the sentence that gives it. These are the conventions of the annotated
reports, which number their sentences the same way. They follow the published "golden rules" of the Pragmatic
Segmenter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from sayso.lexicon import Lexicon
from sayso.model.items import Made, Sentence
from sayso.model.text import Span, stable_id
from sayso.reading import Reading
from sayso.stage import Stage, Tools

_TABLES = Lexicon()
_LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")
_STOP = re.compile(r"\.+|[!?。！？]+")
_PAIRING = re.compile(r"[\"“”«»()\[\]]|(?<!\S)['‘]|['’](?![A-Za-z])|--")
_CLOSES = {"”": "“", "»": "«", ")": "(", "]": "[", "’": "‘", "'": "'"}
_CLOSERS = re.compile(r"''|[\"”’'»)\]]")
_WORD_BEFORE = re.compile(r"(?<![\w.-])[A-Za-z](?:\.?[A-Za-z])*\Z")
_INITIALS = re.compile(r"[A-Za-z](?:\.[A-Za-z])+\Z")
_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)(?=\s)")
_REFERENCES = re.compile(r"(?:\[\d{1,3}\])+")
_GOES_ON = re.compile(r"(?:''|[\"”’'»)\]])?,?\s+[a-z]")
_LIST_NUMBER = re.compile(r"\s*\d{1,2}\Z")
_LONGEST_ABBREVIATION = 12
_LOOK_AHEAD = 40

_Pair = tuple[int, int, str]


def split(text: str) -> list[Span]:
    """The sentences of a text, in order, as spans in code points of ``text`` without white space at either end.

    Together they cover everything but white space. A text without sentence ends is one sentence, however long; the
    time taken grows in proportion to the length. Raises nothing.

    >>> [s.of("Mr. Low left. He won.") for s in split("Mr. Low left. He won.")]
    ['Mr. Low left.', 'He won.']
    """
    return [span for line in _LINE.finditer(text) for span in _split_line(text, line.start(), line.end())]


def _split_line(text: str, start: int, end: int) -> Iterator[Span]:
    line = text[start:end]
    at = 0
    for cut in _cuts(line):
        yield from _trimmed(line, at, cut, start)
        at = cut
    yield from _trimmed(line, at, len(line), start)


def _trimmed(line: str, begin: int, end: int, offset: int) -> Iterator[Span]:
    while begin < end and line[begin].isspace():
        begin += 1
    while begin < end and line[end - 1].isspace():
        end -= 1
    if begin < end:
        yield Span(offset + begin, offset + end)


def _cuts(line: str) -> Iterator[int]:
    """Offsets in the line at which one sentence ends and the next may begin, rising."""
    pairs = _pairs(line)
    openings = {begin: (end, mark) for begin, end, mark in pairs}
    shelters = _merged(pairs)
    starts = [begin for begin, _ in shelters]
    fresh = _first_word(line, 0)
    for stop in _STOP.finditer(line):
        # A sentence that is one whole quotation or bracket ends with it, stop or none.
        while fresh in openings and openings[fresh][0] <= stop.start():
            cut = _whole_pair(line, fresh, openings)
            if cut is None:
                break
            yield cut
            fresh = _first_word(line, cut)
        if stop.start() <= fresh:
            continue
        at = bisect_right(starts, stop.start()) - 1
        sheltered = at >= 0 and stop.start() < shelters[at][1]
        cut = _after_quotation(line, stop.end(), shelters[at][1] if sheltered else 0)
        if cut is None:
            cut = _after_references(line, stop)
        if cut is None and not sheltered:
            cut = _end_at(line, stop)
        if cut is not None:
            yield cut
            fresh = _first_word(line, cut)


def _first_word(line: str, at: int) -> int:
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _pairs(line: str) -> list[_Pair]:
    """Quotations, brackets and dashed asides that open and close on the line: begin, end, opening mark."""
    opened: dict[str, int] = {}
    found: list[_Pair] = []
    for match in _PAIRING.finditer(line):
        mark = match.group()
        opener = mark if mark in ('"', "--") else _CLOSES.get(mark)
        if opener is not None and opener in opened:
            found.append((opened.pop(opener), match.end(), opener))
        elif _opens(line, match) and (mark in "([" or mark not in opened):
            # An unpaired mark stays open from its first place, a bracket from its last.
            opened[mark] = match.start()
    return sorted(found)


def _opens(line: str, match: re.Match[str]) -> bool:
    mark, at = match.group(), match.start()
    return mark not in _CLOSES or (mark == "'" and (at == 0 or line[at - 1].isspace()))


def _merged(pairs: Iterable[_Pair]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, end, _ in pairs:
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _whole_pair(line: str, fresh: int, openings: dict[int, tuple[int, str]]) -> int | None:
    end, mark = openings[fresh]
    if mark not in "\"“'(" or line[end - 2] == "," or end - fresh < 3:
        return None
    return end if _capital_after_one_space(line, end) else None


def _after_quotation(line: str, at: int, shelter_end: int) -> int | None:
    """Past the quote mark right after a stop, where a new sentence begins with a capital one space on.

    A single mark inside a longer quotation closes a quotation in it, which goes on.
    """
    mark = line[at : at + 1]
    if mark in ('"', "”", "“") or (mark == "'" and line[at + 1 : at + 2] != "'" and at + 1 >= shelter_end):
        return at + 1 if _capital_after_one_space(line, at + 1) else None
    return None


def _capital_after_one_space(line: str, at: int) -> bool:
    return line[at : at + 1].isspace() and line[at + 1 : at + 2].isupper()


def _after_references(line: str, stop: re.Match[str]) -> int | None:
    """Past reference marks (``[1]``) glued to a full stop.

    Where they close the line they are counted as a sentence of their own, unless a number stands before the stop.
    """
    references = _REFERENCES.match(line, stop.end())
    if references is None or stop.group() != ".":
        return None
    if references.end() == len(line):
        return None if line[stop.start() - 1].isdigit() else stop.end()
    return references.end() if _capital_after_one_space(line, references.end()) else None


def _end_at(line: str, stop: re.Match[str]) -> int | None:
    """Where the sentence ends that this stop (outside quotations) ends; None where it ends none."""
    begin, at = stop.span()
    after = line[at : at + _LOOK_AHEAD]
    if not after.strip():
        return at
    mark = stop.group()
    if mark[0] in "!?":
        return None if mark[-1] == "!" and _GOES_ON.match(after) else _past_closers(line, at)
    if mark[0] != ".":
        return at
    if len(mark) > 1:
        return at if re.match(r"\s+[A-Z]", after) else None
    if not (after[0].isspace() or _CLOSERS.match(after)):
        return None
    return None if _is_abbreviation(line, begin, after) else _past_closers(line, at)


def _past_closers(line: str, at: int) -> int | None:
    """Past a closing mark left over from an unpaired quotation; None where a word is glued to the stop."""
    closer = _CLOSERS.match(line, at)
    if closer:
        at = closer.end()
    return at if at == len(line) or line[at].isspace() else None


def _is_abbreviation(line: str, dot: int, after: str) -> bool:
    """True where the full stop at ``dot`` belongs to the word before it and ends no sentence."""
    before = line[max(0, dot - _LONGEST_ABBREVIATION) : dot]
    if dot < _LONGEST_ABBREVIATION and _LIST_NUMBER.match(before):
        return True
    word = _WORD_BEFORE.search(before)
    return word is not None and _stays_open(word.group(), after)


def _stays_open(word: str, after: str) -> bool:
    table = _abbreviations()
    kind = table.get(word) or table.get(word.lower())
    following = _NEXT_WORD.match(after)
    capital = bool(re.match(r"\s+[A-Z]", after))
    if kind == "clock":
        return not capital
    if kind == "initials":
        return not (following and following.group(1) in _openers())
    if kind == "title":
        return True
    if kind == "number":
        return bool(re.match(r"\s+[\d(]", after))
    if _INITIALS.match(word) or (len(word) == 1 and word.isupper()):
        return True
    return kind == "other" and bool(re.match(r"[,:?-]|\s+(?:[a-z\d(]|I\s|I'm|I'll)", after))


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in _TABLES.table("abbreviations.csv")}


@cache
def _openers() -> frozenset[str]:
    return frozenset(row["word"] for row in _TABLES.table("sentence_openers.csv"))


def _run(reading: Reading, _tools: Tools) -> list[Sentence]:
    made = Made("sentences", "rule:split")
    document = reading.document
    return [
        Sentence(stable_id("s", document.id, span.start, span.end), span, number, made)
        for number, span in enumerate(split(document.text), 1)
    ]


STAGE = Stage("sentences", (), (Sentence,), _run)
