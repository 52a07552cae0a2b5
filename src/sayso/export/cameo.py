"""Events in the world of CAMEO (ICEWS, GDELT, Phoenix, triples): between two parties, with CAMEO's codes for all.

CAMEO knows a source, a target, a code and a day. Several actors or recipients are therefore split into pairs, and what
is not told as fact, or has no day, cannot be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

from sayso.export import plover_rules, tables
from sayso.export.plover_rules import Event
from sayso.export.report import Report, Who
from sayso.export.tally import Tally
from sayso.lexicon import plover_scale

Pair = tuple[Who | None, Who | None]

_QUADS = {
    root: quad for quad, roots in enumerate(("03 04 05", "06 07 08", "09 10 11 12 13"), 1) for root in roots.split()
}
UNCONVENTIONAL = "180"
_FORCES = frozenset({"state", "military"})

NOTES = (
    "Several actors or recipients are split into pairs; in two-sided events (talks, clashes) each party is once the "
    "source and once the target.",
    "Planned CONSULT, SUPPORT, COOPERATE, AID and RETREAT are CAMEO's expressed intent; everything else that is not "
    "told as fact is left out. What a voice denies or doubts is not told as fact.",
    "The day of an event is the first day of the time that the text gives, else that of the report.",
)


@dataclass(frozen=True, slots=True)
class CameoEvent:
    """An event between two parties. ``id`` is the claim's, with a number where it has several pairs."""

    report: Report
    event: Event
    id: str
    source: Who | None
    target: Who | None
    code: str

    @property
    def day(self) -> date:
        """The day of the event."""
        if self.event.day is None:
            raise ValueError(f"{self.id}: an event without a day is none of CAMEO's")
        return self.event.day

    @property
    def root(self) -> str:
        """The first two digits of the code."""
        return self.code[:2]

    @property
    def base(self) -> str:
        """The first three digits of the code."""
        return self.code[:3]

    @property
    def quad(self) -> int:
        """CAMEO's quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
        return _QUADS.get(self.root, 4)

    @property
    def goldstein(self) -> float:
        """The Goldstein score of the code."""
        return tables.cameo()[self.code].goldstein

    @property
    def number(self) -> int:
        """The id as a whole number below 2 to the 52nd, which every program can hold."""
        return number(self.report.id, self.id)


def pairs(actors: Iterable[Who], recipients: Iterable[Who], *, two_sided: bool) -> Iterator[Pair]:
    """Who does it to whom, pair by pair; None where a side is not named. Nobody does it to himself."""
    left, right = list(actors), list(recipients)
    both: Iterable[Pair]
    if left and right:
        both = product(left, right)
    elif two_sided and len(left) > 1:
        both = permutations(left, 2)
    else:
        both = [(a, None) for a in left] or [(None, r) for r in right] or [(None, None)]
    named = [(a, b) for a, b in both if a is None or b is None or a.id != b.id]
    yield from named or [(left[0], None)]


def events(reports: Iterable[Report], tally: Tally) -> Iterator[CameoEvent]:
    """The events of reports that CAMEO can hold, in order; the others are counted as left out."""
    for report in reports:
        for event in plover_rules.facts(report, tally):
            found = list(_split(report, event))
            tally.rows += len(found)
            yield from found


def actor_code(who: Who | None) -> str:
    """CAMEO's code of a party, as in ``RUSMIL``: its state, its role, then the body; "" for nobody."""
    if who is None:
        return ""
    parts = [country_code(who), role_code(who), group_code(who)]
    return "".join(dict.fromkeys(filter(None, parts)))


def country_code(who: Who | None) -> str:
    """CAMEO's code of a party's state, "" where it has none."""
    if who is None or who.country is None:
        return ""
    state = tables.states().get(who.country)
    return who.country if state is None else state.cameo


def group_code(who: Who | None) -> str:
    """CAMEO's code of a known body, "" for others."""
    group = None if who is None else tables.groups().get(who.name)
    return "" if group is None else group.cameo


def role_code(who: Who | None) -> str:
    """CAMEO's code of a party's role, "" where it is not known."""
    if who is None:
        return ""
    if who.kind == "igo":
        return "IGO"
    sector = tables.sectors().get(who.sector or "")
    return "" if sector is None else sector.cameo


def number(*parts: str) -> int:
    """A whole number below 2 to the 52nd that stands for the parts, the same in every run."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 12


def _split(report: Report, event: Event) -> Iterator[CameoEvent]:
    claim = event.claim
    scale = plover_scale()[claim.type, claim.mode]
    both = list(pairs(claim.actors, claim.recipients, two_sided=scale.two_sided))
    for at, (source, target) in enumerate(both, 1):
        id = claim.id if len(both) == 1 else f"{claim.id}-{at}"
        yield CameoEvent(report, event, id, source, target, _code(event, source))


def _code(event: Event, source: Who | None) -> str:
    scale = plover_scale()[event.claim.type, event.claim.mode]
    if event.converted and scale.cameo_planned:
        return scale.cameo_planned
    # CAMEO parts what armies do from what others do; PLOVER does not
    forces = source is not None and (source.kind in _FORCES or source.sector == "MIL")
    if event.type == "ASSAULT" and event.mode is None and not forces:
        return UNCONVENTIONAL
    return scale.cameo
