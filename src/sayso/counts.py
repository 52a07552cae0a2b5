"""Counts of an event: how many dead, injured, arrested, deported, how many troops or people.

The number stands in the words of a party ("four inmates"), right before them ("some 1,500 marchers") or beside a word
of harm ("85 dead"); what it counts follows from the words near it (``data/counts.csv``) or from the event's type.
The annotation guide, section EVT, names the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sayso.lexicon import Lexicon
from sayso.model.codes import EventType, Kind, Mood
from sayso.model.text import Span
from sayso.quantities import quantity

_TAKING_MODES = {"arrest": "arrested", "deport": "deported"}
_HARMS = frozenset(("dead", "injured"))

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ONE = re.compile(r"(?:an?|one|the|his|her|its|their|my|our|this|that|another|[A-Z][\w’'.-]*’?'?s)\s", re.IGNORECASE)
_SINGLE_PRONOUNS = frozenset(("he", "she", "him", "her", "his"))
_PLURALS = frozenset(("people", "men", "women", "children", "police"))
_NUMBER_HEAD = re.compile(
    r"(?:(?:more|fewer|less) than|at least|up to|as many as|some|about|around|nearly|almost|over|an estimated|roughly"
    r"|approximately|another|the|all|a total of|only|just|a|an)\s",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s+(?:people|others|persons|civilians|were|was|are|left|of|had|have|been|reported))*\s*\Z")
_HEAD = re.compile(r"\s+(?:of\s+)?(?=\S)")
_OF = re.compile(r"\s+(?:of\s+)?\Z")
_ATTEMPT = re.compile(r"\s+(?:attempts?|plots?|threats?)\b")
_AGE = re.compile(r"(?:the |an? )?\d+[- ]years?[- ]old", re.IGNORECASE)
_LAST_NUMBER = re.compile(
    r"(?:(?:more|fewer|less) than |at least |up to |about |around |nearly |some |over |almost |as many as )?"
    r"(?:\b\d[\d,.]*|\b(?:several |tens of |hundreds of |a )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|dozens?|scores))"
    r"(?: (?:million|thousand|hundred|dozen))*\Z",
    re.IGNORECASE,
)
_UNCOUNTED = frozenset(("~few", "~some", "~many", "~several", "~various", "~numerous", "~countless"))
_CROWD = 10
_REACH = 60
_BEFORE = 50
_FATALLY = 12
"""How far from the trigger a word may stand that makes it deadly: "fatally shot", "shot to death"."""


@dataclass(frozen=True, slots=True)
class _Party:
    """Words of a party, and the kind of its entity where that is known."""

    span: Span
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class _Telling:
    """One word that says what became of people: where it stands, which count it makes, whether one person counts."""

    span: Span
    count: str
    one: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """The sentence of an event: all that a rule for counts looks at."""

    text: str
    sentence: Span
    trigger: Span
    happened: bool
    words: Mapping[str, tuple[str, bool]]

    def tellings(self) -> Iterator[_Telling]:
        """The words of the sentence that tell of dead or injured."""
        for match in _WORD.finditer(self.text, self.sentence.start, self.sentence.end):
            count, one = self.words.get(match.group().lower(), ("", False))
            if count in _HARMS and not _ATTEMPT.match(self.text, match.end()):
                yield _Telling(Span(*match.span()), count, one)


def counts(  # noqa: PLR0913 - an event is what it is
    text: str,
    sentence: Span,
    trigger: Span,
    type: EventType,
    recipients: Sequence[Span],
    lexicon: Lexicon,
    *,
    mode: str | None = None,
    mood: Mood = Mood.HAPPENED,
    actors: Sequence[Span] = (),
    kinds: Mapping[Span, Kind] | None = None,
) -> dict[str, str]:
    """The counts of an event, in the record's form: ``{"dead": "1", "arrested": ">10", "people": "~dozens"}``.

    ``recipients`` and ``actors`` are the words of its parties, ``kinds`` says what kind of entity they stand for. All
    spans are code points of ``text``; only parties inside ``sentence`` are looked at. "more than ten" is ``>10``, "at
    least ten" ``>=10``. A single person counts where the words say that it happened to them ("was arrested"). Empty
    where the sentence gives no number. Raises DataError for a broken table.
    """
    known = kinds or {}
    harmed = [_Party(s, known.get(s)) for s in dict.fromkeys(recipients) if sentence.contains(s)]
    doers = [_Party(s, known.get(s)) for s in dict.fromkeys(actors) if sentence.contains(s)]
    words = {row["word"]: (row["count"], row["one"] == "yes") for row in lexicon.table("counts.csv")}
    scene = _Scene(text, sentence, trigger, mood in (Mood.HAPPENED, Mood.ONGOING), words)
    if type is EventType.ASSAULT:
        return _harm(scene, harmed)
    if type is EventType.COERCE and mode in _TAKING_MODES:
        return _taken(scene, harmed, _TAKING_MODES[mode])
    if mode == "riot" and (found := _harm(scene, harmed)):
        return found
    key = "troops" if type is EventType.MOBILIZE else "people"
    chosen = doers if type in (EventType.MOBILIZE, EventType.PROTEST) else harmed
    return _crowd(scene, chosen, key)


def _crowd(scene: _Scene, parties: Sequence[_Party], key: str) -> dict[str, str]:
    """The number of those who take part: only crowds count, not "two leaders" or "some members"."""
    many = [p for p in parties if p.kind in (None, Kind.PEOPLE, Kind.MILITARY)]
    total = _total([n for p in many if (n := _number(scene, p, False)) is not None and n not in _UNCOUNTED])
    return {key: total} if total and not (total.isdigit() and int(total) < _CROWD) else {}


def _harm(scene: _Scene, parties: Sequence[_Party]) -> dict[str, str]:
    """Dead and injured: each party with a number goes to the word of harm nearest to it."""
    tellings = list(scene.tellings())
    numbers: dict[str, list[str]] = {}
    near = Span(max(0, scene.trigger.start - _FATALLY), scene.trigger.end + _FATALLY)
    for party in parties:
        telling = _nearest(tellings, party.span, scene.trigger)
        if telling is None or _has_own_number(scene, telling.span, party, parties):
            continue
        number = _number(scene, party, telling.one and scene.happened and telling.span.overlaps(near))
        if number:
            numbers.setdefault(telling.count, []).append(number)
    for telling in tellings:
        number = _beside(scene, telling.span) if telling.count not in numbers else None
        if number:
            numbers[telling.count] = [number]
    totals = {count: _total(found) for count, found in numbers.items()}
    return {count: total for count, total in totals.items() if total}


def _nearest(tellings: Sequence[_Telling], party: Span, trigger: Span) -> _Telling | None:
    """The word of harm nearest to the party; the trigger's own counts as near."""

    def far(telling: _Telling) -> int:
        span = telling.span
        gap = span.start - party.end if span.start >= party.end else party.start - span.end
        return min(gap, 15) if span.overlaps(trigger) else gap

    close = [t for t in tellings if far(t) < _REACH]
    return min(close, key=far) if close else None


def _has_own_number(scene: _Scene, harm: Span, party: _Party, parties: Sequence[_Party]) -> bool:
    """True where between a party and a word of harm stands another number: "thousands marched, and 14 were injured"."""
    number = _number_before(scene, harm, party.span.end)
    return number is not None and not any(p.span.overlaps(number) for p in parties)


def _number_before(scene: _Scene, harm: Span, after: int) -> Span | None:
    """Where the number right before a word of harm stands, if behind the code point ``after``."""
    start = max(after, harm.start - _BEFORE)
    match = _LAST_NUMBER.search(_TAIL.sub("", scene.text[start : harm.start]))
    return None if match is None else Span(start + match.start(), start + match.end())


def _beside(scene: _Scene, harm: Span) -> str | None:
    """The number right before a word of harm ("355 dead", "29 deaths") or right after it ("killing over 2,100")."""
    before = _number_before(scene, harm, scene.sentence.start)
    if before:
        return _plain_number(before.of(scene.text))
    after = _HEAD.match(scene.text, harm.end, scene.sentence.end)
    return _plain_number(scene.text[after.end() : min(scene.sentence.end, after.end() + 40)]) if after else None


def _taken(scene: _Scene, parties: Sequence[_Party], key: str) -> dict[str, str]:
    """Arrested and deported: the parties' numbers, or the one before the trigger ("41 detentions")."""
    told = [scene.words.get(w.lower(), ("", False))[1] for w in _WORD.findall(scene.trigger.of(scene.text))]
    one = scene.happened and (key == "deported" or any(told))
    total = _total([n for p in parties if (n := _number(scene, p, one)) is not None])
    if total is None:
        start = max(scene.sentence.start, scene.trigger.start - 30)
        match = _LAST_NUMBER.search(scene.text[start : scene.trigger.start].rstrip())
        total = _plain_number(match.group()) if match else None
    return {key: total} if total else {}


def _number(scene: _Scene, party: _Party, one: bool) -> str | None:
    """The number in a party's words or right before them; 1 for a single person where ``one`` allows it."""
    words, start = party.span.of(scene.text), party.span.start
    number = _plain_number(words, scene.text[max(0, start - 20) : start])
    if number is None:
        outside = _LAST_NUMBER.search(_OF.sub("", scene.text[max(0, start - 40) : start]))
        number = _plain_number(outside.group()) if outside else None
    if number is not None or not one or party.kind not in (None, Kind.PERSON, Kind.PEOPLE):
        return number
    return "1" if party.kind is Kind.PERSON or _is_single(words) else None


def _is_single(words: str) -> bool:
    if words.lower() in _SINGLE_PRONOUNS:
        return True
    last = _WORD.findall(words)[-1:] or [""]
    return bool(_ONE.match(words)) and not last[0].endswith("s") and last[0] not in _PLURALS


def _plain_number(words: str, before: str = "") -> str | None:
    """The number that words begin with, in the form of counts; None for words that begin with none."""
    if _AGE.match(words):
        return None
    head = words
    while (match := _NUMBER_HEAD.match(head)) is not None:
        head = head[match.end() :]
    first = re.split(r"[\s-]", head.strip(), maxsplit=1)[0].lower()
    if first == "one":
        return "1"
    if first in ("", "a", "an", "first", "second", "third"):
        return None
    read = quantity(words, before, exceeds=">")
    return None if read.value is None or read.unit == "percent" else read.value.replace(" ", "-")


def _total(numbers: Sequence[str]) -> str | None:
    """One number out of several parties': plain ones are added up, else the first that is not plain stands."""
    if not numbers:
        return None
    plain = [Decimal(n) for n in numbers if n.replace(".", "", 1).isdigit()]
    if len(plain) == len(numbers):
        return format(sum(plain, Decimal(0)), "f")
    return next(n for n in numbers if not n.replace(".", "", 1).isdigit())
