"""PLOVER's own rules, which the record leaves for when PLOVER's files are written: the only module that knows them.

- A CONSULT, SUPPORT, COOPERATE or AID still to come is an AGREE, a RETREAT still to come a CONCEDE; either is dated by
  the report. A promise that has its own AGREE in the same sentence is one event, not two.
- The four auxiliary modes: historical, future, hypothetical, negation.
- An event that needs a recipient and has none named is done to somebody unidentified.
- Several actors are one event.

Where the manual contradicts itself or is silent, ``docs/adr/0002`` says what was chosen, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.export.report import Report, Told, Who
from sayso.export.tally import Tally
from sayso.lexicon import plover_scale

NOT_A_FACT = "events told as planned, possible, wanted or not so, for which the format has no place"
NO_DAY = "events without a day (neither text nor report has one)"
_COARSE = "events dated by the first day of a longer time (a week, a month, a year, a span)"
_PROMISED = "promises that are one event with the AGREE or CONCEDE beside them"

_STILL_TO_COME = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_RECENT = timedelta(days=31)
"""An event that ended longer ago than this before the report is told as history."""
_OPEN = frozenset({"possible", "wanted"})
_HELD_TO_BE_SO = frozenset({"happened", "ongoing"})

UNIDENTIFIED = Who("", "", "", "other", None, "UNK", None)


@dataclass(frozen=True, slots=True)
class Event:
    """A claim as PLOVER codes it.

    ``day`` and ``last_day`` are the event's first and last day, None where nobody knows. ``auxiliary`` are PLOVER's
    auxiliary modes, in the order historical, future, hypothetical, negation. ``converted``: still to come, and for that
    reason an AGREE or a CONCEDE.
    """

    claim: Told
    type: str
    mode: str | None
    quad: int
    score: float
    auxiliary: tuple[str, ...]
    day: date | None
    last_day: date | None
    converted: bool

    @property
    def recipients(self) -> tuple[Who, ...]:
        """The recipients; somebody unidentified where PLOVER wants one and none is named."""
        scale = plover_scale()[self.type, self.mode]
        each_other = scale.two_sided and len(self.claim.actors) > 1
        if self.claim.recipients or each_other or not scale.needs_recipient:
            return self.claim.recipients
        return (UNIDENTIFIED,)

    @property
    def is_fact(self) -> bool:
        """True where the voice says that it is or was so: what formats without a place for the auxiliary modes hold."""
        return not set(self.auxiliary) - {"historical"}


def events(report: Report) -> Iterator[Event]:
    """The claims of a report as PLOVER's events, in their order, without second AGREEs for one promise.

    Raises KeyError for a type and mode that PLOVER does not have.
    """
    for claim in report.claims:
        event = _event(claim, report.published)
        if not (event.converted and _has_its_own(event, report.claims)):
            yield event


def facts(report: Report, tally: Tally) -> Iterator[Event]:
    """The events that a format can hold which knows no auxiliary modes and wants a day; the others are counted."""
    for event in counted(report, tally):
        if not event.is_fact:
            tally.leave_out(NOT_A_FACT)
        elif event.day is None:
            tally.leave_out(NO_DAY)
        else:
            tally.noted[_COARSE] += event.day != event.last_day
            yield event


def counted(report: Report, tally: Tally) -> Iterator[Event]:
    """The events of a report; promises that are one event with their AGREE are counted as left out."""
    found = list(events(report))
    tally.leave_out(_PROMISED, len(report.claims) - len(found))
    yield from found


def _event(claim: Told, published: date | None) -> Event:
    type, mode = claim.type, claim.mode
    converted = claim.mood == "planned" and type in _STILL_TO_COME
    if converted:
        type, mode = _STILL_TO_COME[type], None
    scale = plover_scale()[type, mode]
    auxiliary = tuple(_auxiliary(claim, published, converted=converted))
    first, last = _days(claim, published, converted=converted)
    return Event(claim, type, mode, scale.quad, scale.score, auxiliary, first, last, converted)


def _auxiliary(claim: Told, published: date | None, *, converted: bool) -> Iterator[str]:
    stances = [voice.stance for voice in claim.voices]
    ended = claim.end if claim.mood == "happened" else None
    if ended is not None and published is not None and ended < published - _RECENT:
        yield "historical"
    if claim.mood == "planned" and not converted:
        yield "future"
    if claim.mood in _OPEN or "doubts" in stances:
        yield "hypothetical"
    # who denies a denial says that it was so
    if (claim.mood == "not") != (stances.count("denies") % 2 == 1):
        yield "negation"


def _days(claim: Told, published: date | None, *, converted: bool) -> tuple[date | None, date | None]:
    """The first and last day: those that the time covers, else the day of the report.

    What has happened did not begin after the report, whatever day its words were taken to mean.
    """
    first = claim.begin or claim.end
    if converted or first is None:
        return published, published
    if published is not None and claim.mood in _HELD_TO_BE_SO:
        # what goes on has not ended before the report
        return min(first, published), min(claim.end or published, published)
    return first, claim.end


def _has_its_own(event: Event, claims: Sequence[Told]) -> bool:
    """True for the thing promised where the promise is coded beside it, as the annotation guide has it."""
    claim = event.claim
    if not claim.voices or claim.voices[-1].stance != "promises":
        return False
    return any(
        other.type == event.type
        and other.sentence == claim.sentence
        and other.mood in _HELD_TO_BE_SO
        and _share(claim.actors, other.actors)
        and (not other.recipients or not claim.recipients or _share(claim.recipients, other.recipients))
        for other in claims
    )


def _share(some: Iterable[Who], others: Iterable[Who]) -> bool:
    return bool({who.id for who in some} & {who.id for who in others})
