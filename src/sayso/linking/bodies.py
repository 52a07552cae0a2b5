"""Which known body a name or a description means: the same words, an acronym, the same organ of the same state."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from sayso.linking.gazetteer import Gazetteer
from sayso.linking.phrases import plain, words_of
from sayso.linking.register import Clue, Known, Register
from sayso.linking.sketches import Sketch
from sayso.model.codes import Kind

BODIES = frozenset(
    {
        Kind.GOVERNMENT, Kind.IGO, Kind.MILITARY, Kind.PARTY, Kind.ARMED_GROUP, Kind.COMPANY, Kind.MEDIA,
        Kind.ORGANISATION, Kind.FACILITY, Kind.DOCUMENT, Kind.OTHER, Kind.PLACE,
    }
)  # fmt: skip
"""Kinds whose names are matched by their words."""


@lru_cache(maxsize=2048)
def initials(name: str) -> str:
    """The capitals that begin the words of a name.

    >>> initials("African National Congress of Azania")
    'ANCA'
    """
    return "".join(w.text[0] for w in words_of(name) if w.text[0].isupper())


def is_acronym(name: str) -> bool:
    """True for two to eight letters, most of them capitals, dots aside.

    >>> is_acronym("U.N."), is_acronym("PTr"), is_acronym("Oman")
    (True, True, False)
    """
    bare = name.replace(".", "").replace("-", "")
    return 2 <= len(bare) <= 8 and bare.isalpha() and sum(c.isupper() for c in bare) * 2 > len(bare)


def in_brackets(text: str, sketch: Sketch, register: Register) -> Known | None:
    """The body whose name stands right before the brackets that hold the sketch: "African Union (AU)"."""
    start, end = sketch.span.start, sketch.span.end
    if not start or text[start - 1] != "(" or text[end : end + 1] != ")":
        return None
    before = start - 1
    while before and text[before - 1].isspace():
        before -= 1
    for at, party in register.before(before + 1):
        place = bisect_left(party.places, (at, before))
        if place < len(party.places) and party.places[place][0] == at:
            return party if _may_be_short_for(sketch.name, party) else None
        if at < before - 80:
            return None
    return None


def _may_be_short_for(name: str, party: Known) -> bool:
    letters = [c for c in name.lower() if c.isalpha()]
    longest = max((s.name.lower() for s in party.wordings), key=len)
    return len(longest) > len(name) and bool(letters) and letters[0] in (w[0] for w in longest.split())


def same_body(register: Register, sketch: Sketch, gazetteer: Gazetteer) -> Known | None:
    """The known body that the name means; the one spoken of last where several could be meant."""
    found = {party.number: party for clue, what in _asks(sketch, gazetteer) for party in register.called(clue, what)}
    return register.last_of(
        found.values(), 1 << 60, lambda party: party.kind in BODIES and _names(party, sketch, gazetteer)
    )


def note_body(register: Register, party: Known, sketch: Sketch, gazetteer: Gazetteer) -> None:
    """Lets a body be found by all that ``same_body`` may know it by: initials, acronym, gist of the words."""
    if party.kind not in BODIES:
        return
    if sketch is party.sketches[0] and is_acronym(sketch.name):
        register.note("acronym", sketch.name.replace(".", ""), party)
    if not is_acronym(sketch.name):
        register.note("initials", initials(sketch.name), party)
    if sketch.proper and sketch.signature:
        register.note("gist", _gist(sketch.signature, gazetteer), party)


def _asks(sketch: Sketch, gazetteer: Gazetteer) -> Iterator[tuple[Clue, object]]:
    """The clues under which every body that the name can mean was noted, and others."""
    yield "name", plain(sketch.name)
    if is_acronym(sketch.name):
        yield "initials", sketch.name.replace(".", "")
    else:
        yield "acronym", initials(sketch.name)
        if sketch.signature:
            yield "gist", _gist(sketch.signature, gazetteer)


def _names(party: Known, sketch: Sketch, gazetteer: Gazetteer) -> bool:
    if not party.proper or not _states_agree(party, sketch):
        return False
    name = plain(sketch.name)
    if any(plain(s.name) == name for s in party.wordings):
        return True
    if is_acronym(sketch.name):
        short = sketch.name.replace(".", "")
        return any(initials(s.name) == short for s in party.wordings if not is_acronym(s.name))
    if is_acronym(party.sketches[0].name):
        return initials(sketch.name) == party.sketches[0].name.replace(".", "")
    gist = _gist(sketch.signature, gazetteer)
    return bool(gist) and any(_gist(s.signature, gazetteer) == gist for s in party.wordings if s.proper)


def _gist(signature: frozenset[str], gazetteer: Gazetteer) -> frozenset[str]:
    """The words but for nouns such as "party" or "group"; all of them where there are no others."""
    return frozenset(w for w in signature if not gazetteer.phrases.is_a(w, "generic")) or signature


def _states_agree(party: Known, sketch: Sketch) -> bool:
    return not party.country or not sketch.country or party.country == sketch.country


def same_organ(register: Register, sketch: Sketch) -> Known | None:
    """The known organ or group that a description means: "the ministry", "police", "the interior ministry".

    The description's words must all be among those of the known one; a bare noun means the one spoken of last.
    """
    if not sketch.noun:
        return None
    own, head = sketch.signature, sketch.noun.split()[-1]
    nouns = register.by_noun.get(sketch.kind, {})
    found = {n: party for noun, parties in nouns.items() if noun.endswith(head) for n, party in parties.items()}
    return register.last_of(
        found.values(),
        sketch.span.start,
        lambda p: _states_agree(p, sketch) and any(
            s.noun.endswith(head) and own <= s.signature for s in p.wordings if s.pronoun is None
        ),
    )  # fmt: skip
