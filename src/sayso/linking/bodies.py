"""Which known body a name or a description means: the same words, an acronym, the same organ of the same state."""

from __future__ import annotations

import re

from sayso.linking.gazetteer import Gazetteer
from sayso.linking.phrases import plain, words_of
from sayso.linking.register import Known, Register
from sayso.linking.sketches import Sketch
from sayso.model.codes import Kind

BODIES = frozenset(
    {
        Kind.GOVERNMENT, Kind.IGO, Kind.MILITARY, Kind.PARTY, Kind.ARMED_GROUP, Kind.COMPANY, Kind.MEDIA,
        Kind.ORGANISATION, Kind.FACILITY, Kind.DOCUMENT, Kind.OTHER, Kind.PLACE,
    }
)  # fmt: skip
"""Kinds whose names are matched by their words."""


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
    if not re.match(r"\)", text[end : end + 1]) or not text[:start].endswith("("):
        return None
    before = len(text[: start - 1].rstrip())
    for at, party in register.before(before + 1):
        if any(s.span.start == at and s.span.end >= before for s in party.sketches):
            return party if _may_be_short_for(sketch.name, party) else None
        if at < before - 80:
            return None
    return None


def _may_be_short_for(name: str, party: Known) -> bool:
    letters = [c for c in name.lower() if c.isalpha()]
    longest = max((s.name.lower() for s in party.sketches), key=len)
    return len(longest) > len(name) and bool(letters) and letters[0] in (w[0] for w in longest.split())


def same_body(register: Register, sketch: Sketch, gazetteer: Gazetteer) -> Known | None:
    """The known body that the name means; the one spoken of last where several could be meant."""
    return register.last(1 << 60, lambda party: party.kind in BODIES and _names(party, sketch, gazetteer))


def _names(party: Known, sketch: Sketch, gazetteer: Gazetteer) -> bool:
    if not party.proper or not _states_agree(party, sketch):
        return False
    name = plain(sketch.name)
    if any(plain(s.name) == name for s in party.sketches):
        return True
    if is_acronym(sketch.name):
        short = sketch.name.replace(".", "")
        return any(initials(s.name) == short for s in party.sketches if not is_acronym(s.name))
    if is_acronym(party.sketches[0].name):
        return initials(sketch.name) == party.sketches[0].name.replace(".", "")
    return any(_alike(s.signature, sketch.signature, gazetteer) for s in party.sketches if s.proper)


def _alike(one: frozenset[str], other: frozenset[str], gazetteer: Gazetteer) -> bool:
    """The same words, or the same but for nouns such as "party" or "group"."""
    if not one or not other:
        return False
    odd = one ^ other
    both = one & other
    return not odd or (
        bool(both)
        and not all(gazetteer.phrases.is_a(w, "generic") for w in both)
        and all(gazetteer.phrases.is_a(w, "generic") for w in odd)
    )


def _states_agree(party: Known, sketch: Sketch) -> bool:
    return not party.country or not sketch.country or party.country == sketch.country


def same_organ(register: Register, sketch: Sketch) -> Known | None:
    """The known organ or group that a description means: "the ministry", "police", "the interior ministry".

    The description's words must all be among those of the known one; a bare noun means the one spoken of last.
    """
    if not sketch.noun:
        return None
    own, head = sketch.signature, sketch.noun.split()[-1]
    return register.last(
        sketch.span.start,
        lambda p: p.kind is sketch.kind and _states_agree(p, sketch) and any(
            s.noun.endswith(head) and own <= s.signature for s in p.sketches if s.pronoun is None
        ),
    )  # fmt: skip
