"""Which of the parties around a phrase stand on which side of the relation: a guess from order and small words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.text import Span
from sayso.tie_phrases.cues import TieCue

_List = tuple[Span, ...]
_JOIN = re.compile(r"\s*(?:(?P<comma>,)|(?P<last>,?\s*(?:and|or|as well as)|&|/|[-–]))\s*(?:the\s+)?")
_OWNS = re.compile(r"(?:['’]s?)?(?:[\s-]+[\w-]+){0,3}[\s-]*")
_OWNED = re.compile(r".{0,2}['’]s?(?:\s+[\w-]+){0,3}\s+")
_BARE = re.compile(r"\b(?:and|with|by|from|against|to|for)\s+$")
_AND_DOES = re.compile(r"\s+and\s+(?:\w+ly\s+)?(?:\w+(?:s|ing|ed)|had|held|kept)\b")
_PRONOUN = re.compile(r"(?:its|their|our|his|her|your|it|they|he|she)\b", re.IGNORECASE)
_NAMED_NEXT = re.compile(r"\s*[,—–-]?\s*(?:(?!(?:of|to|with|in|from|on|and)\b)[\w.’'-]+\s+){0,3}")
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being|remains?|became|becomes?|as)\s+(?:[\w’'.-]+\s+){0,4}$")
_BELONGING = re.compile(r"\s+of\b")
_BETWEEN = re.compile(r"\s+(?:\w+\s+){0,3}?(?:between|among|of)\b", re.IGNORECASE)
_TOWARDS = re.compile(r"\s+(?:with|to|towards?|against)\b")


def sides(text: str, cue: TieCue, mentions: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of both sides of a cue, guessed from the mentions of its sentence.

    ``mentions`` are the spans of names, pronouns and noun phrases that may be parties, in text order and not nested.
    A side that is not found is empty. One mention of several parties ("the two countries") fills both sides.
    """
    own = tuple(m for m in mentions if m.contains(cue.span))
    within = tuple(m for m in mentions if cue.span.contains(m) and m != cue.span)
    around = _Around(text, cue, _lists(text, [m for m in mentions if not m.overlaps(cue.span)]), own or (cue.span,),
                     within)  # fmt: skip
    if "pair" in (cue.a, cue.b):
        return around.pair()
    return around.side(cue.a), around.side(cue.b)


def _lists(text: str, mentions: Sequence[Span]) -> list[_List]:
    """Mentions that are told in one breath ("A, B and C") put together; "A, B" alone is one that explains another."""
    lists: list[_List] = []
    waiting: list[Span] = []
    for mention in mentions:
        join = _JOIN.fullmatch(text, waiting[-1].end, mention.start) if waiting else None
        if join and join["last"]:
            lists.append((*waiting, mention))
            waiting = []
        elif join:
            waiting.append(mention)
        else:
            lists += [(alone,) for alone in waiting]
            waiting = [mention]
    return lists + [(alone,) for alone in waiting]


@dataclass(frozen=True, slots=True)
class _Around:
    """A cue, the lists of mentions about it, the mention that it is part of (else the cue itself), those within it."""

    text: str
    cue: TieCue
    lists: list[_List]
    own: _List
    within: _List

    def side(self, place: str) -> _List:
        if place == "name":
            return (self.cue.name,) if self.cue.name else ()
        if place == "self":
            return self.own
        if place == "next":
            return self.named_next()
        if place == "owner":
            return self._owner_before() or self.owner()
        return self.left(self._front()) if place == "left" else self.within or self.right()

    def _front(self) -> int:
        """Where the cue begins with what belongs to it: its owner, if that is the other side and stands before it."""
        owner = self.owner() if "owner" in (self.cue.a, self.cue.b) else ()
        return min(span.start for span in (*owner, self.cue.span))

    def left(self, end: int) -> _List:
        """The last list that ends before the place."""
        return next((found for found in reversed(self.lists) if found[-1].end <= end), ())

    def right(self) -> _List:
        """The first list that starts behind the cue; what an owner there owns, where that is a party, too."""
        behind = [found for found in self.lists if found[0].start >= self.cue.span.end]
        while len(behind) > 1 and _OWNED.fullmatch(self.text, behind[0][-1].end - 2, behind[1][0].start):
            behind = behind[1:]
        return behind[0] if behind else ()

    def named_next(self) -> _List:
        """Who is named right behind the cue, or is said to be it ("A is an ally of B"); else the cue itself."""
        right = self.right()
        if right and _NAMED_NEXT.fullmatch(self.text, self.cue.span.end, right[0].start):
            return right
        copula = _IS.search(self.text, max(0, self.cue.span.start - 80), self.cue.span.start)
        return (self.left(copula.start()) if copula else ()) or self.own

    def owner(self) -> _List:
        pronoun = _PRONOUN.match(self.text, self.cue.span.start, self.cue.span.end)
        if pronoun:
            return (Span(*pronoun.span()),)
        if _BELONGING.match(self.text, self.cue.span.end):
            return self.right()
        left = self.left(self.cue.span.start)
        if left and _AND_DOES.match(self.text, left[-1].end, self.cue.span.start):
            return self._subject()
        adjacent = left and _OWNS.fullmatch(self.text, left[-1].end, self.cue.span.start)
        return left[-1:] if adjacent else left

    def _owner_before(self) -> _List:
        """Whose foe it is where only another's owner is named: "Norland's rival Sudmark and arch-foe Estmark"."""
        front = self.text[max(0, self.cue.span.start - 20) : self.cue.span.start]
        if not _BARE.search(front) or _PRONOUN.match(self.text, self.cue.span.start, self.cue.span.end):
            return ()
        owners = [f for f in self.lists if f[-1].end <= self.cue.span.start and _OWNED.match(self.text, f[-1].end - 2)]
        return owners[-1] if owners and not _BELONGING.match(self.text, self.cue.span.end) else ()

    def _subject(self) -> _List:
        """The first list of the clause that the cue stands in."""
        comma = self.text.rfind(",", self.lists[0][0].start, self.cue.span.start)
        return next((found for found in self.lists if found[0].start > comma), ())

    def pair(self) -> tuple[_List, _List]:
        right = self.right()
        if self._has_between() and right:
            return _split(right)
        if _TOWARDS.match(self.text, self.cue.span.end) or self._ends_in("with", "to", "towards", "against"):
            return self.owner(), right
        return _split(self.left(self.cue.span.start) or right)

    def _has_between(self) -> bool:
        return self._ends_in("between", "among", "of") or bool(_BETWEEN.match(self.text, self.cue.span.end))

    def _ends_in(self, *words: str) -> bool:
        return self.cue.span.of(self.text).split()[-1].lower() in words


def _split(parties: _List) -> tuple[_List, _List]:
    """The first against the rest; one mention of several parties against itself."""
    return (parties[:1], parties[1:]) if len(parties) > 1 else (parties, parties)
