"""The name, kind and the rest of an entity, out of all that its mentions say."""

from __future__ import annotations

import re

from sayso.linking.gazetteer import Gazetteer
from sayso.linking.people import bare_name
from sayso.linking.register import Known
from sayso.linking.sketches import STATELESS, WORLDWIDE, Sketch
from sayso.model.codes import Kind
from sayso.model.items import Entity, Made
from sayso.model.text import stable_id

_OWNED = re.compile(r"[A-Z][\w. -]*['’]s? (.+)")
ORGANS = frozenset({Kind.GOVERNMENT, Kind.MILITARY})


def entity_of(document: str, party: Known, gazetteer: Gazetteer, home: str | None) -> Entity:
    """The entity of a party. ``home`` is the state that it is of where its words name none."""
    country = party.country
    if country is None and party.kind not in STATELESS and party.told_sector not in WORLDWIDE:
        country = home
    name = _name(party, gazetteer, country).strip() or str(party.kind)
    identity = party.key or f"{party.kind}:{name}:{party.sketches[0].span.start}"
    made = Made("entities", party.by, tuple(s.mention.id for s in party.sketches[:8]))
    what = party.roles[0].words if party.roles and party.roles[0].words else None
    sector = None if party.kind is Kind.STATE else party.told_sector
    return Entity(stable_id("N", document, identity), name, party.kind, made, country or None, sector, what)


def _name(party: Known, gazetteer: Gazetteer, country: str | None) -> str:
    """The fullest name that the report has; for an unnamed organ, its words and its state."""
    if party.kind is Kind.STATE and party.country:
        return gazetteer.display.get(party.country, party.country)
    proper = [s for s in party.wordings if s.proper and s.pronoun is None]
    if party.kind is Kind.PERSON and proper:
        return max((" ".join(bare_name(s.name, gazetteer)) or s.name for s in proper), key=len)
    if proper and (party.key or not party.noun):
        return max((s.name for s in proper), key=len)
    told = [s for s in party.wordings if s.pronoun is None] or party.wordings
    first = max(told, key=lambda s: (s.proper, len(s.signature)))
    return _with_state(first, party, gazetteer, country)


def _with_state(sketch: Sketch, party: Known, gazetteer: Gazetteer, country: str | None) -> str:
    """ "interior ministry of Azerbaijan" for a description of an organ that leaves its state out."""
    name = sketch.name or sketch.mention.label.lower()
    owner = _OWNED.match(name)
    if owner and party.kind in ORGANS and country:
        return f"{owner[1]} of {gazetteer.display.get(country, country)}"
    if party.kind not in ORGANS or sketch.country or not country or sketch.proper:
        return name
    return f"{name} of {gazetteer.display.get(country, country)}"
