"""What the words of one mention say about the thing they name: its kind, state, sector, number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.linking.evidence import Evidence
from sayso.linking.gazetteer import Entry, Gazetteer, Noun, Pronoun
from sayso.linking.phrases import POSSESSIVE, Phrase, Word, plain, singular, words_of
from sayso.model.codes import Kind
from sayso.model.items import Mention
from sayso.model.text import Span

UNNAMED = ("Date", "Money")
"""Labels of names that name no party."""
_BY_LABEL = {
    "Person": Kind.PERSON, "Location": Kind.PLACE, "Organization": Kind.ORGANISATION, "NORP": Kind.PEOPLE,
    "Facility": Kind.FACILITY,
}  # fmt: skip
_SECTOR_BY_KIND = {
    Kind.MILITARY: "MIL", Kind.ARMED_GROUP: "REB", Kind.IGO: "IGO", Kind.PARTY: "PTY", Kind.MEDIA: "MED",
    Kind.COMPANY: "BUS", Kind.GOVERNMENT: "GOV",
}  # fmt: skip
STATELESS = frozenset({Kind.IGO, Kind.STATE, Kind.OTHER, Kind.ARMED_GROUP})
"""Kinds that get no state from the rest of the report where their own words name none."""
WORLDWIDE = ("IGO", "NGO")
"""Sectors of international bodies, which are of no state."""
_OF = ("of", "in", "for")
HOME_SHARE = 0.9  # of the words for states; above it a report is about that state's own affairs
_OFFICIAL = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "SPY", "IGO", "PTY", "OPP", "REB", "LAB", "JRN", "MED", "EDU"}
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Sketch:
    """One mention, read on its own; nothing changes it later.

    ``name`` are its words without article and genitive; ``key`` an identity that holds over the whole report
    (``state:AZE``, ``body:bodies.csv#3``); ``proper`` = it names its thing, else it describes it; ``noun`` the head
    noun in the singular; ``modifiers`` the other words up to the head, in lower case; ``signature`` all its words that
    tell it from others, in the singular, without small words and names of states.
    """

    mention: Mention
    name: str
    kind: Kind
    by: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    proper: bool = False
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    signature: frozenset[str] = frozenset()
    many: bool = False
    gender: str = ""
    definite: bool = False
    bare: bool = False
    pronoun: Pronoun | None = None
    phrase: Phrase | None = None

    @property
    def span(self) -> Span:
        """Where the mention stands."""
        return self.mention.span


class SketchReader:
    """Reads the mentions of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer, evidence: Evidence) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.evidence = evidence

    def read(self, mention: Mention) -> Sketch:
        """The sketch of a mention."""
        words = mention.span.of(self.text)
        pronoun = self.gazetteer.pronouns.get(words.lower())
        if pronoun and mention.label in ("Pronoun", "Nominal"):
            return _of_pronoun(mention, words, pronoun)
        phrase = self.gazetteer.phrases.cut(self.text, mention.span)
        sketch = (
            self._named(mention, phrase) or self._described(mention, phrase)
            or self._at_end(mention, phrase) or self._labelled(mention, phrase)
        )  # fmt: skip
        lead = phrase.lead[0].text.lower() if phrase.lead else ""
        definite = self.gazetteer.phrases.is_a(lead, "definite")
        sketch.definite, sketch.bare, sketch.phrase = definite, not phrase.lead, phrase
        sketch.signature = self._signature(sketch, phrase)
        return sketch

    def _signature(self, sketch: Sketch, phrase: Phrase) -> frozenset[str]:
        rest = phrase.rest if sketch.proper or (phrase.rest and phrase.rest[0].text == "of") else ()
        words = [*phrase.core, *rest]
        if not words:
            return frozenset()
        hits = self.evidence.inside(words[0].start, words[-1].end)
        if states := [h.span for h in hits if h.entry.kind is Kind.STATE]:
            words = [w for w in words if not any(s.start <= w.start < s.end for s in states)]
        small = self.gazetteer.phrases
        return frozenset([singular(plain(w.text)) for w in words if not small.is_a(w.text, "empty")])

    def state_of(self, phrase: Phrase, span: Span) -> str | None:
        """The state that the words in and right around a span name."""
        for words in (phrase.core, phrase.rest):
            if words:
                inside = [hit.entry for hit in self.evidence.inside(words[0].start, words[-1].end) if hit.entry.iso3]
                # a firm's name within a longer one may be just a word: "the Total Independence of Angola"
                if state := next((entry.iso3 for entry in sorted(inside, key=lambda e: e.form == "body")), None):
                    return state
        return self._state_before(span.start) or self._state_after(span.end)

    def _state_before(self, start: int) -> str | None:
        """ "Azerbaijan's" or "Azerbaijani" right before the span."""
        gap = self.text[max(0, start - 4) : start]
        for length in (1, 3, 4, 2):
            between = gap[-length:]
            if between.strip() in ("", "'s", "’s", "'", "’") and (hit := self.evidence.ending_at(start - length)):
                return hit.entry.iso3 or None
        return None

    def _state_after(self, end: int) -> str | None:
        """ "of Azerbaijan" or "in Baku" right after the span."""
        if not self.text[end : end + 60].lstrip().startswith(_OF):  # most often, and then there is nothing to cut
            return None
        after = words_of(self.text, end, min(len(self.text), end + 60))[:4]
        if not after or after[0].text not in _OF or self.text[end : after[0].start].strip():
            return None
        start = after[2].start if len(after) > 2 and after[1].text == "the" else after[1].start if after[1:] else -1
        hit = self.evidence.starting_at(start)
        return hit.entry.iso3 or None if hit else None

    def _named(self, mention: Mention, phrase: Phrase) -> Sketch | None:
        """The sketch of words that a table of names knows as a whole."""
        core = phrase.core + phrase.rest
        entry = self._entry(core) if core else None
        if entry is None or (mention.label == "Person" and entry.form not in ("name", "capital", "body")):
            return None
        name = core[0].text if len(core) == 1 else self.text[core[0].start : core[-1].end]
        base = Sketch(mention, name, entry.kind, f"rule:{entry.row}", country=entry.iso3 or None, proper=True)
        if entry.form == "body":
            return replace(base, key=f"body:{entry.row}", sector=entry.sector or None)
        if entry.form == "people" and phrase.lead and phrase.lead[0].text.lower() == "the":
            return replace(base, key=f"state:{entry.iso3}")  # "the Russians" act as Russia does
        if entry.form == "people" or (mention.label == "NORP" and singular(name) != name.lower()):
            return replace(base, kind=Kind.PEOPLE, key=f"people:{entry.iso3}", many=True, proper=False, noun=name)
        if entry.form == "place" or (entry.form == "capital" and self._is_whereabouts(mention.span.start)):
            return replace(base, kind=Kind.PLACE, key=f"place:{plain(name)}")
        return replace(base, key=f"state:{entry.iso3}")

    def _at_end(self, mention: Mention, phrase: Phrase) -> Sketch | None:
        """ "neighbouring Bolivia" and "our ally Turkey" are the state, "northern Pakistan" is a place in it."""
        hit = self.evidence.ending_at(phrase.core[-1].end) if len(phrase.core) > 1 else None
        if mention.label == "Person" or hit is None or hit.entry.form not in ("name", "capital", "place"):
            return None
        before = [w.text for w in phrase.core if w.end <= hit.span.start]
        entry, small = hit.entry, self.gazetteer.phrases
        if before and small.is_a(before[-1], "direction"):
            name = f"{before[-1]} {entry.name}"
            return Sketch(mention, name, Kind.PLACE, f"rule:{entry.row}", f"place:{plain(name)}", entry.iso3 or None)
        if not before or any(w[:1].isupper() for w in before):
            return None
        key = f"state:{entry.iso3}" if entry.kind is Kind.STATE else f"place:{plain(entry.name)}"
        return Sketch(mention, entry.name, entry.kind, f"rule:{entry.row}", key, entry.iso3 or None)

    def _entry(self, words: tuple[Word, ...]) -> Entry | None:
        """What the tables say of the words, here; words inside a compound ("US-led") are looked up on their own."""
        if hit := self.evidence.at(words[0].start, words[-1].end):
            return hit.entry
        found = self.gazetteer.candidates(tuple(w.text for w in words))
        return found[0] if found and found[0].form != "body" else None

    def _is_whereabouts(self, start: int) -> bool:
        before = words_of(self.text, max(0, start - 14), start)
        return bool(before) and self.gazetteer.phrases.is_a(before[-1].text, "place_preposition")

    def _described(self, mention: Mention, phrase: Phrase) -> Sketch | None:
        """The sketch of a phrase whose head noun the tables know."""
        if mention.label == "Person" or not phrase.core:
            return None
        found = self.gazetteer.noun_at_end(phrase.core)
        if found is None:
            return None
        noun, length = found
        if mention.label == "Location" and noun.kind not in (Kind.PLACE, Kind.FACILITY):
            return None
        before = phrase.core[:-length]
        kind, sector = self.kind_and_sector(noun, before, phrase.rest)
        country = self.state_of(phrase, mention.span)
        if world := self._world_body(before):
            sector, country = world, None
            if kind is Kind.GOVERNMENT:
                kind = Kind.IGO if world == "IGO" else Kind.ORGANISATION
        key = None if self._is_local(phrase) else self._state_key(noun, country, kind)
        kind = Kind.STATE if key else kind
        proper = mention.label not in ("Nominal", "Pronoun") or self._reads_as_name(phrase)
        return Sketch(
            mention, self._name(phrase, proper), kind, f"rule:{noun.row}",
            key=key,
            country=country, sector=sector, proper=proper, noun=singular(noun.noun) if noun.many else noun.noun,
            modifiers=frozenset(w.text.lower() for w in (*before, *(phrase.rest if proper else ()))),
            many=noun.many, gender=noun.gender,
        )  # fmt: skip

    def _state_key(self, noun: Noun, country: str | None, kind: Kind) -> str | None:
        """ "the government in Baku", "the Syrian regime": the state itself, but for the report's own government."""
        if not country:
            return None
        acts_for_it = self.gazetteer.phrases.is_a(noun.noun, "as_the_state") and not self._is_home(country)
        return f"state:{country}" if kind is Kind.STATE or acts_for_it else None

    def _is_local(self, phrase: Phrase) -> bool:
        """True for "the authorities in Kandahar", "the de facto authorities of South Ossetia": not the state's own."""
        words = (*phrase.lead, *phrase.core, *phrase.rest)
        if any(self.gazetteer.phrases.is_a(word.text, "beside_the_state") for word in words):
            return True
        hits = self.evidence.inside(words[0].start, words[-1].end)
        return any(hit.entry.kind is Kind.PLACE and hit.entry.form == "place" for hit in hits)

    def _is_home(self, country: str) -> bool:
        """True in a report that is nearly all about the one state: there its government is an organ among others."""
        weights = self.evidence.weights
        return country == self.evidence.main and weights[country] >= HOME_SHARE * sum(weights.values())

    def kind_and_sector(self, noun: Noun, before: tuple[Word, ...], rest: tuple[Word, ...]) -> tuple[Kind, str | None]:
        """What the noun and the words around it make of the thing: "police spokesman" is a person of the police."""
        kind, sector = noun.kind, noun.sector or None
        words = {w.text.lower() for w in before}
        if any(self.gazetteer.phrases.is_a(w, "former") for w in words) and kind in (Kind.PERSON, Kind.PEOPLE):
            return kind, "ELI"
        if sector is None or sector == "GOV":
            around = self._sector_around(before) or (self._sector_around(rest) if kind is Kind.PERSON else None)
            if around:
                sector = around[1]
                if noun.collective and kind is Kind.GOVERNMENT and around[0] in (Kind.MILITARY, Kind.IGO, Kind.PARTY):
                    kind = around[0]
        return kind, sector or _SECTOR_BY_KIND.get(kind)

    def _sector_around(self, words: tuple[Word, ...]) -> tuple[Kind, str] | None:
        """The last body or organ that the words name, as kind and sector."""
        for end in range(len(words), 0, -1):
            found = self.gazetteer.noun_at_end(words[:end])
            if found and found[0].sector in _OFFICIAL:
                return found[0].kind, found[0].sector
        if words:
            for hit in reversed(self.evidence.inside(words[0].start, words[-1].end)):
                if hit.entry.form == "body" and hit.entry.sector:
                    return hit.entry.kind, hit.entry.sector
        return None

    def _world_body(self, words: tuple[Word, ...]) -> str | None:
        """The sector of an international body that the words name: "UN peacekeepers" are of no state."""
        hits = self.evidence.inside(words[0].start, words[-1].end) if words else ()
        return next((h.entry.sector for h in hits if h.entry.form == "body" and h.entry.sector in WORLDWIDE), None)

    def _labelled(self, mention: Mention, phrase: Phrase) -> Sketch:
        """The sketch of words that no table knows: by the label of the name."""
        plural = phrase.head.endswith("s") and not phrase.head.endswith("ss")
        kind = _BY_LABEL.get(mention.label, Kind.OTHER)
        if len(phrase.core) > 1 and self.gazetteer.leader(self._name(phrase, True)):
            kind = Kind.PERSON
        proper = mention.label not in ("Nominal", "Pronoun")
        if mention.label == "Nominal" and (plural or not phrase.core):
            kind = Kind.PEOPLE
        if mention.label == "Nominal" and self._looks_like_person(phrase):
            kind, proper, plural = Kind.PERSON, True, False
        if mention.label == "Organization" and phrase.core:
            kind = self._kind_of_organization(phrase.core)
        words = mention.span.of(self.text)
        name = POSSESSIVE.sub("", words) if kind is Kind.PERSON else self._name(phrase, proper)
        return Sketch(
            mention, name or words, kind, f"rule:label-{mention.label.lower()}",
            country=None if kind is Kind.PERSON else self.state_of(phrase, mention.span),
            sector=_SECTOR_BY_KIND.get(kind), proper=proper, noun=singular(phrase.head),
            modifiers=frozenset(w.text.lower() for w in phrase.core[:-1]), many=plural and not proper,
        )  # fmt: skip

    def _reads_as_name(self, phrase: Phrase) -> bool:
        """Every word begins with a capital, and not only because a sentence begins there."""
        if not _is_title_case(phrase):
            return False
        if len(phrase.core) > 1:
            return True
        at = phrase.core[0].start
        while at and self.text[at - 1].isspace():
            at -= 1
        return at > 0 and (self.text[at - 1].isalnum() or self.text[at - 1] == ",")

    def _looks_like_person(self, phrase: Phrase) -> bool:
        """ "Amina Diallo" by the first name, "MP Karim Darwish" by the title before it."""
        if len(phrase.core) < 2 or not phrase.core[-1].text[:1].isupper():
            return False
        if _is_title_case(phrase) and plain(phrase.core[0].text) in self.gazetteer.first_names:
            return True
        for at in range(1, len(phrase.core)):
            found = self.gazetteer.noun_at_end(phrase.core[:at])
            if found and found[0].kind is Kind.PERSON and all(w.text[:1].isupper() for w in phrase.core[at:]):
                return True
        return False

    def _name(self, phrase: Phrase, proper: bool) -> str:
        """The words that name the thing: all of a name, a description's numbers and core."""
        small = self.gazetteer.phrases
        lead = tuple(w for w in phrase.lead if small.is_a(w.text, "quantifier") or w.text[:1].isdigit())
        words = phrase.core + phrase.rest if proper else lead + phrase.core
        return POSSESSIVE.sub("", self.text[words[0].start : words[-1].end]) if words else ""

    def _kind_of_organization(self, core: tuple[Word, ...]) -> Kind:
        for end in range(len(core), 0, -1):
            found = self.gazetteer.noun_at_end(core[:end])
            if found and found[0].collective and found[0].kind not in (Kind.OTHER, Kind.DOCUMENT, Kind.PLACE):
                return found[0].kind
        return Kind.ORGANISATION


def _of_pronoun(mention: Mention, words: str, pronoun: Pronoun) -> Sketch:
    kind = Kind.PERSON if pronoun.gender in ("m", "f") or words.lower() == "i" else Kind.OTHER
    return Sketch(
        mention, words, kind, f"rule:{pronoun.row}", many=pronoun.number == "many", gender=pronoun.gender.strip("n"),
        pronoun=pronoun, definite=True,
    )  # fmt: skip


def _is_title_case(phrase: Phrase) -> bool:
    return bool(phrase.core) and all(w.text[:1].isupper() for w in phrase.core)
