"""Which mentions of a report are one: names first, then what stands for them, in text order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.linking.anaphora import Resolver, Surroundings
from sayso.linking.bodies import in_brackets, note_body, same_body, same_organ
from sayso.linking.evidence import read_evidence
from sayso.linking.gazetteer import Gazetteer
from sayso.linking.people import gender_of, same_person, tokens_of
from sayso.linking.phrases import plain, words_of
from sayso.linking.register import Known, Register
from sayso.linking.roles import Role, RoleReader
from sayso.linking.sketches import UNNAMED, Sketch, SketchReader
from sayso.model.codes import Kind
from sayso.model.items import Mention
from sayso.model.text import Span

DESCRIBED = ("Nominal", "Pronoun")


def is_name(words: str) -> bool:
    """True where every word begins with a capital."""
    return bool(words) and all(w.text[0].isupper() for w in words_of(words))


def _persons(text: str, names: list[Mention]) -> list[Span]:
    """Names of persons whose words name no state or place: "Chad Smith", and "Chad" where "Smith Chad" stands too."""
    persons = [(m.span, words_of(text, m.span.start, m.span.end)) for m in names if m.label == "Person"]
    last = {words[-1].text for _, words in persons if len(words) > 1}
    return [span for span, words in persons if len(words) > 1 or (words and words[0].text in last)]


_LINK = re.compile(r"^(?:[\s,;&]|\band\b|\bor\b|\bas well as\b|\bthe\b)*$")


Part = tuple[int, int, Known]
"""Start, end and party of a name inside a longer mention."""


class Linker:
    """Links the mentions of one text. ``links`` then has the parties of each mention, by the mention's id."""

    def __init__(self, text: str, mentions: Iterable[Mention], gazetteer: Gazetteer, around: Surroundings) -> None:
        self.text = text
        self.gazetteer = gazetteer
        ordered = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self.names = [m for m in ordered if m.label not in (*DESCRIBED, *UNNAMED)]
        self.described = [m for m in ordered if m.label in DESCRIBED]
        self.evidence = read_evidence(text, gazetteer, _persons(text, self.names), self._leaders())
        self.sketches = SketchReader(text, gazetteer, self.evidence)
        self.roles = RoleReader(text, gazetteer, self.evidence, self.sketches)
        self.register = Register()
        self.resolver = Resolver(text, self.register, gazetteer, around)
        self.links: dict[str, list[Known]] = {}

    def _leaders(self) -> list[str]:
        """The state of each leader named, once for each mention."""
        named = (self.gazetteer.leader(m.span.of(self.text)) for m in self.names if m.label == "Person")
        return [leader.iso3 for leader in named if leader]

    def run(self) -> Register:
        """Links all mentions; the register of parties."""
        for mention in self.names:
            sketch = self.sketches.read(mention)
            self._settle(sketch, [party] if (party := self._of_name(sketch)) else [])
        for mention in self.described:
            sketch = self.sketches.read(mention)
            self._settle(sketch, self._of_description(sketch))
        return self.register

    def _settle(self, sketch: Sketch, parties: list[Known]) -> None:
        if parties:
            new = [party for party in parties if self.register.add(party, sketch)]
        else:
            new = parties = [self.register.new(sketch)]
        for party in new:
            note_body(self.register, party, sketch, self.gazetteer)
        self.links[sketch.mention.id] = parties
        for party in parties:
            named = sketch.mention.label == "Person" or (sketch.proper and not sketch.by.startswith("rule:titles"))
            if named and party.kind is Kind.PERSON:
                self._learn_person(party, sketch)

    def _learn_person(self, party: Known, sketch: Sketch) -> None:
        tokens = tokens_of(sketch.name, self.gazetteer)
        if len(tokens) > len(party.tokens):
            party.tokens = tokens
            for token in tokens:
                self.register.note("token", token, party)
        before = tuple(words_of(self.text, max(0, sketch.span.start - 14), sketch.span.start)[-1:])
        party.gender = party.gender or gender_of(sketch.name, before, self.gazetteer)
        leader = self.gazetteer.leader(sketch.name)
        if leader:
            party.country, party.sector = party.country or leader.iso3 or None, party.sector or leader.sector or None
        for role in self.roles.around(sketch.span):
            self.register.hold(party, self._of_same_office(role, sketch))
            party.country = party.country or role.country
            party.gender = party.gender or role.noun.gender

    def _of_same_office(self, role: Role, sketch: Sketch) -> Role:
        """A counterpart holds the office of the person spoken of before: two foreign ministers of two states."""
        if not self.gazetteer.phrases.is_a(role.noun.noun, "same_office"):
            return role
        own = self.links[sketch.mention.id]
        other = self.register.last(sketch.span.start, lambda party: bool(party.roles) and party not in own)
        if other is None:
            return role
        return replace(role, noun=other.roles[-1].noun, sector=other.roles[-1].sector)

    def _of_name(self, sketch: Sketch) -> Known | None:
        if sketch.key:
            return self.register.by_key.get(sketch.key)
        if sketch.kind is Kind.PERSON:
            return same_person(self.register, sketch, tokens_of(sketch.name, self.gazetteer))
        return in_brackets(self.text, sketch, self.register) or same_body(self.register, sketch, self.gazetteer)

    def _of_description(self, sketch: Sketch) -> list[Known]:
        if sketch.pronoun:
            return self.resolver.pronoun(sketch)
        parts = self._parts(sketch.span)
        if joined := self._joined(sketch, parts):
            return joined
        if (named := self._named_inside(sketch, parts) or self._unmarked_name(sketch)) is not None:
            return [named]
        if sketch.key:
            known = self.register.by_key.get(sketch.key)
            return [known] if known else []
        found = self._titled(sketch) if sketch.kind is Kind.PERSON else self._described_before(sketch)
        return [found] if found else self.resolver.stand_in(sketch)

    def _joined(self, sketch: Sketch, parts: list[Part]) -> list[Known]:
        """The parties of "Russia, China and Iran": names with nothing but commas and "and" between them."""
        if len(parts) < 2:
            return []
        at, found = sketch.span.start, list[Known]()
        for start, end, party in parts:
            if start < at:
                continue
            if not _LINK.match(self.text[at:start].lower()):
                return []
            at = end
            if party not in found:
                found.append(party)
        return found if len(found) > 1 and at == sketch.span.end else []

    def _parts(self, span: Span) -> list[Part]:
        """The names inside the span, marked or known to the tables, in text order."""
        marked = self.register.inside(span.start, span.end)
        told = [
            (hit.span.start, hit.span.end, party)
            for hit in self.evidence.inside(span.start, span.end)
            if (party := self.register.by_key.get(hit.key))
        ]
        return sorted(marked + told, key=lambda part: (part[0], -part[1]))

    def _named_inside(self, sketch: Sketch, parts: list[Part]) -> Known | None:
        """The party whose name is the head of the description: "Foreign Minister Eli Cohen", "the Taliban group"."""
        phrase = sketch.phrase
        if phrase is None or not phrase.core:
            return None
        for start, end, party in parts:
            if start < phrase.core[0].start:
                continue
            if end == phrase.core[-1].end and (party.kind is Kind.PERSON or start == phrase.core[0].start):
                return party
            if start == phrase.core[0].start and party.kind not in (Kind.STATE, Kind.PLACE, Kind.PERSON, Kind.PEOPLE):
                left = [w.text for w in phrase.core if w.start >= end]
                if left and all(self.gazetteer.phrases.is_a(word, "generic") for word in left):
                    return party
        return None

    def _unmarked_name(self, sketch: Sketch) -> Known | None:
        """The party of a name that the encoder did not mark as one."""
        if sketch.key or sketch.noun in self.gazetteer.stand_ins or not is_name(sketch.name):
            return None
        tokens = tokens_of(sketch.name, self.gazetteer)
        return same_person(self.register, sketch, tokens) or same_body(self.register, sketch, self.gazetteer)

    def _titled(self, sketch: Sketch) -> Known | None:
        """The person whom "the minister" means: the one last spoken of whose roles have the noun."""
        if not sketch.definite and not sketch.bare:
            return None

        def fits(party: Known) -> bool:
            if party.kind is not Kind.PERSON or (sketch.gender and party.gender not in ("", sketch.gender)):
                return False
            if sketch.country and party.country and sketch.country != party.country:
                return False
            told = [(noun, modifiers) for noun, modifiers, former in party.titles if former <= (sketch.sector == "ELI")]
            told += [(s.noun, s.modifiers) for s in party.wordings if s.noun and not s.proper]
            return any(self._means(sketch, noun, modifiers) for noun, modifiers in told)

        called = self.register.called("title", sketch.noun.rpartition(" ")[2])
        return self.register.last_of(called, sketch.span.start, fits)

    def _means(self, sketch: Sketch, noun: str, modifiers: frozenset[str]) -> bool:
        """Whether "the minister" may mean who is called "foreign minister": all its words, and no lesser rank."""
        if noun != sketch.noun and not noun.endswith(" " + sketch.noun):
            return False
        words = set(noun.split()) | modifiers
        lesser = {word for word in words if self.gazetteer.phrases.is_a(word, "lesser")}
        return sketch.modifiers <= words and lesser <= sketch.modifiers | set(sketch.noun.split())

    def _described_before(self, sketch: Sketch) -> Known | None:
        """The party that the same words, or for "the" fewer of them, described before."""
        name = plain(sketch.name)
        if sketch.definite or sketch.bare or sketch.many:
            named = self.register.called("name", name)
            same = self.register.last_of(named, sketch.span.start, lambda p: p.kind is sketch.kind)
            if same:
                return same
        return same_organ(self.register, sketch) if sketch.definite or sketch.bare else None
