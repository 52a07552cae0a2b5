"""Which states, places and bodies a text names, and which state it is mainly about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.linking.gazetteer import Entry, Gazetteer
from sayso.linking.phrases import Word, plain, straight, words_of
from sayso.model.codes import Kind
from sayso.model.text import Span

OPENING = 0.25  # the share of a text whose words count twice
FOR_ANOTHER = 3.0  # how much more often another state must be named before a country's name is read as a place there
LEADER = 0.3  # what the name of a state's leader counts for the state
_PLAIN_TO_SEE = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.COMPANY})
WEIGHTS = {"name": 1.0, "adjective": 1.0, "people": 0.8, "capital": 0.7, "place": 0.4, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of the text that a table knows, and what they stand for here."""

    span: Span
    entry: Entry

    @property
    def key(self) -> str:
        """The identity of what the words stand for, as ``Sketch.key`` has it."""
        if self.entry.form == "body":
            return f"body:{self.entry.row}"
        return f"state:{self.entry.iso3}" if self.entry.kind is Kind.STATE else f"place:{plain(self.entry.name)}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All hits in text order; ``weights`` says how much the text speaks of each state, ``main`` is the foremost."""

    hits: tuple[Hit, ...]
    starts: tuple[int, ...]
    weights: Mapping[str, float]
    main: str | None

    def inside(self, start: int, end: int) -> list[Hit]:
        """The hits that lie inside the stretch."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        return [hit for hit in self.hits[first:last] if hit.span.end <= end] if first < last else []

    def at(self, start: int, end: int) -> Hit | None:
        """The hit that covers exactly these code points."""
        hit = self.starting_at(start)
        return hit if hit and hit.span.end == end else None

    def starting_at(self, start: int) -> Hit | None:
        """The hit that begins there."""
        first = bisect_left(self.starts, start)
        return self.hits[first] if first < len(self.hits) and self.starts[first] == start else None

    def ending_at(self, end: int) -> Hit | None:
        """The hit that ends there."""
        last = bisect_left(self.starts, end) - 1
        return self.hits[last] if last >= 0 and self.hits[last].span.end == end else None

    def before(self, position: int, reach: int) -> str | None:
        """The state named last before the position, at most ``reach`` code points back."""
        for hit in reversed(self.hits[: bisect_left(self.starts, position)]):
            if position - hit.span.end > reach:
                return None
            if hit.entry.iso3:
                return hit.entry.iso3
        return None


def read_evidence(text: str, gazetteer: Gazetteer, persons: Sequence[Span], leaders: Sequence[str] = ()) -> Evidence:
    """Finds every name of the tables in the text; none inside ``persons``, the names of people (text order).

    ``leaders`` are the states whose leaders the text names, once for each time. Namesakes are told apart by the states
    that the unambiguous names speak for.
    """
    found = list(_candidates(text, gazetteer, persons))
    spoken = {iso3: LEADER * times for iso3, times in Counter(leaders).items() if iso3}
    clear = defaultdict(float, spoken)
    for span, entries in found:
        states = {e.iso3 for e in entries if e.form != "body"}
        if len(states) == 1 and len({e.form == "body" for e in entries}) == 1:
            clear[entries[0].iso3] += _weight(entries[0], span, text)
    clear.pop("", None)
    hits = [hit for span, entries in found if (hit := _choose(span, entries, clear, gazetteer))]
    weights = defaultdict(float, spoken)
    for hit in hits:
        if hit.entry.iso3:
            weights[hit.entry.iso3] += _weight(hit.entry, hit.span, text)
    main = max(weights, key=lambda iso3: weights[iso3]) if weights else None
    return Evidence(tuple(hits), tuple(hit.span.start for hit in hits), weights, main)


def _weight(entry: Entry, span: Span, text: str) -> float:
    return WEIGHTS[entry.form] * (2.0 if span.start < OPENING * len(text) else 1.0)


def _candidates(text: str, gazetteer: Gazetteer, persons: Sequence[Span]) -> Iterable[tuple[Span, tuple[Entry, ...]]]:
    words = words_of(text, 0, len(text))
    barred = _Barred(persons)
    at = 0
    while at < len(words):
        first = words[at].text
        if first.islower() and first.isascii() and first not in gazetteer.starts:
            at += 1
            continue
        found = _longest(text, words, at, gazetteer)
        if found and not barred.holds(words[at].start):
            length, entries = found
            yield Span(words[at].start, words[at + length - 1].end), entries
            at += length
        else:
            at += 1


def _longest(text: str, words: list[Word], at: int, gazetteer: Gazetteer) -> tuple[int, tuple[Entry, ...]] | None:
    first = words[at].text
    for length in range(min(gazetteer.reach(straight(first)), len(words) - at), 0, -1):
        group = words[at : at + length]
        if text[group[-1].end : group[-1].end + 1] == "-" or "\n" in text[group[0].start : group[-1].end]:
            continue
        entries = gazetteer.candidates(tuple(w.text for w in group))
        if entries:
            return length, entries
    if first.endswith("-based") and (entries := gazetteer.candidates((first.removesuffix("-based"),))):
        return 1, entries
    return None


class _Barred:
    """Tells whether a position lies in one of some spans; asked in rising order of positions."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = list(spans)
        self._next = 0

    def holds(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next].end <= position:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next].start <= position


def _choose(span: Span, entries: tuple[Entry, ...], clear: Mapping[str, float], gazetteer: Gazetteer) -> Hit | None:
    usable = [e for e in entries if e.form != "body" or _is_meant(e, clear, gazetteer)]
    if not usable:
        return None
    best = usable[0]
    for entry in usable[1:]:
        if best.iso3 != entry.iso3 and clear.get(entry.iso3, 0.0) >= clear.get(best.iso3, 0.0) + _margin(best):
            best = entry
    return Hit(span, best)


def _margin(entry: Entry) -> float:
    return FOR_ANOTHER if entry.form in ("name", "adjective", "people") else 0.5


def _is_meant(entry: Entry, clear: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    """A short or everyday name is a body of a state only in a text that speaks of that state."""
    if not entry.iso3 or not clear:
        return True
    if entry.sector == "LEG" and gazetteer.noun(entry.name):
        return entry.iso3 == max(clear, key=lambda iso3: clear[iso3])
    # "Labor", "Dawn" and "PPP" are everyday words or stand for many things
    everyday = " " not in entry.name and (len(entry.name) <= 4 or entry.kind in (Kind.PARTY, Kind.MEDIA, Kind.COMPANY))
    return not everyday or clear.get(entry.iso3, 0.0) > 0 or entry.kind in _PLAIN_TO_SEE
