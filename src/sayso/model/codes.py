"""Closed vocabularies of the record, as PLOVER and the annotation guide name them."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """The sixteen event types of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


_NO_MODES: tuple[str, ...] = ()

MODES: dict[EventType, tuple[str, ...]] = {
    EventType.AGREE: _NO_MODES,
    EventType.CONSULT: ("visit", "third-party", "multilateral", "phone"),
    EventType.SUPPORT: _NO_MODES,
    EventType.CONCEDE: _NO_MODES,
    EventType.COOPERATE: _NO_MODES,
    EventType.AID: _NO_MODES,
    EventType.RETREAT: ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    EventType.REQUEST: ("assist", "change", "yield", "meet"),
    EventType.ACCUSE: ("disapprove", "investigate", "allege"),
    EventType.REJECT: ("assist", "change", "yield", "meet"),
    EventType.THREATEN: ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    EventType.PROTEST: ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    EventType.SANCTION: ("convict", "expel", "withdraw", "discontinue"),
    EventType.MOBILIZE: ("troops", "weapons", "police", "militia"),
    EventType.COERCE: (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber",
    ),
    EventType.ASSAULT: (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip
"""The modes that each type allows; a claim's mode is one of its type's or None."""


class Mood(StrEnum):
    """How real the voice says the event is."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    WANTED = "wanted"
    NOT = "not"


class Stance(StrEnum):
    """How a voice stands to what it says."""

    ASSERTS = "asserts"
    ALLEGES = "alleges"
    DENIES = "denies"
    DOUBTS = "doubts"
    FEARS = "fears"
    EXPECTS = "expects"
    PROMISES = "promises"
    THREATENS = "threatens"
    DEMANDS = "demands"
    CONFIRMS = "confirms"


class Relation(StrEnum):
    """Standing relations between two parties."""

    ALLY = "ally"
    PARTNER = "partner"
    RIVAL = "rival"
    ENEMY = "enemy"
    AT_WAR = "at-war"
    NEIGHBOUR = "neighbour"
    MEMBER = "member"
    PART_OF = "part-of"
    SUPPLIER = "supplier"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DISPUTES = "disputes"
    HOSTS = "hosts"
    CONTROLS = "controls"
    KIN = "kin"
    LINKED = "linked"
    TENSION = "tension"


class Kind(StrEnum):
    """What sort of thing an entity is."""

    STATE = "state"
    GOVERNMENT = "government"
    IGO = "igo"
    MILITARY = "military"
    PARTY = "party"
    ARMED_GROUP = "armed-group"
    COMPANY = "company"
    MEDIA = "media"
    ORGANISATION = "organisation"
    PERSON = "person"
    PEOPLE = "people"
    PLACE = "place"
    FACILITY = "facility"
    DOCUMENT = "document"
    OTHER = "other"


SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK "
    "AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO".split()
)
"""PLOVER's actor sectors, with IGO and NGO for international bodies."""
