"""Records made up for the tests of exporters, with every hard case in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sayso.record import Row

Party = tuple[str, str | None]
"""An entity and the words that stand for it, None where the sentence leaves it out."""


@dataclass
class Maker:
    """Makes a record out of a text; words are found in it by themselves."""

    id: str
    text: str
    published: str | None = None
    source: str | None = None
    title: str | None = None
    row: Row = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.row = {
            "id": self.id, "source": self.source, "published": self.published, "title": self.title, "text": self.text,
            "sentences": [], "entities": [], "claims": [], "ties": [], "figures": [], "times": [], "attributions": [],
            "mentions": [], "references": [], "signals": [], "problems": [],
        }  # fmt: skip
        at = 0
        for sentence in self.text.split("|"):
            start = at + len(sentence) - len(sentence.lstrip())
            self.row["sentences"].append([start, at + len(sentence.rstrip())])
            at += len(sentence) + 1
        # the bar parts sentences in the source of a test; it is a space in the text
        self.row["text"] = self.text.replace("|", " ")

    def span(self, words: str, n: int = 1) -> list[int]:
        start = -1
        for _ in range(n):
            start = self.row["text"].index(words, start + 1)
        return [start, start + len(words)]

    def entity(
        self,
        id: str,
        name: str,
        kind: str,
        country: str | None = None,
        sector: str | None = None,
        what: str | None = None,
    ) -> None:
        made: Row = {"stage": "entities", "by": "rule:test", "inputs": [], "score": None}
        self.row["entities"].append(
            {"id": id, "name": name, "kind": kind, "country": country, "sector": sector, "what": what, "made": made}
        )

    def mention(self, entity: str | None, words: str, label: str = "Organization", n: int = 1) -> None:
        made: Row = {"stage": "mentions", "by": "head:test", "inputs": [], "score": 0.9}
        layer = "references" if label in ("Pronoun", "Nominal") else "mentions"
        number = len(self.row["mentions"]) + len(self.row["references"])
        row = {"id": f"M{number}", "span": self.span(words, n), "label": label, "entity": entity, "made": made}
        self.row[layer].append(row)

    def claim(
        self,
        id: str,
        trigger: str,
        code: str,
        actors: list[Party] = [],  # noqa: B006
        recipients: list[Party] = [],  # noqa: B006
        **more: Any,
    ) -> None:
        type, _, mode = code.partition("-")
        where = self.span(trigger, more.pop("n", 1))
        sentence = next(n for n, (start, end) in enumerate(self.row["sentences"], 1) if start <= where[0] < end)
        time = more.pop("time", None)
        made: Row = {"stage": "claims", "by": "head:test", "inputs": [], "score": more.pop("score", 0.75)}
        place = more.pop("place", None)
        claim = {
            "id": id,
            "sentence": sentence,
            "trigger": where,
            "type": type,
            "mode": mode or None,
            "actors": [self._party(p) for p in actors],
            "recipients": [self._party(p) for p in recipients],
            "place": None if place is None else self._party(place),
            "time": None if time is None else {"span": self.span(time[0]) if time[0] else None, "value": time[1]},
            "mood": more.pop("mood", "happened"),
            "counts": more.pop("counts", {}),
            "voices": [self._voice(*v) for v in more.pop("voices", ())],
            "made": made,
        }
        assert not more, more
        self.row["claims"].append(claim)

    def tie(self, id: str, cue: str, relation: str, a: Party, b: Party, what: str | None = None) -> None:
        where = self.span(cue)
        sentence = next(n for n, (start, end) in enumerate(self.row["sentences"], 1) if start <= where[0] < end)
        made: Row = {"stage": "ties", "by": "rule:test", "inputs": [], "score": None}
        self.row["ties"].append({
            "id": id, "sentence": sentence, "cue": where, "relation": relation, "what": what, "a": [self._party(a)],
            "b": [self._party(b)], "time": None, "voices": [], "made": made,
        })  # fmt: skip

    def _party(self, party: Party) -> Row:
        entity, words = party
        return {"entity": entity, "span": None if words is None else self.span(words)}

    def _voice(self, entities: list[str], cue: str | None, stance: str) -> Row:
        return {"entities": entities, "cue": None if cue is None else self.span(cue), "stance": stance}


def border() -> Row:
    """A report with nested voices, a compound actor, a promise, a denial, a plan, a time and a place."""
    make = Maker(
        "border/2024:1",
        "Avaria and Bordu seal border\n\n"
        "Georgia and Armenia accused Russian troops on Monday of shelling\tTbilisi, killing six people.|"
        "Moscow denied the attack, which Tbilisi said a witness had confirmed.|"
        "Armenia will send aid to Georgia and promised medicine 🚑 for the UN.|"
        "Two officers were abducted in 2019.|"
        "Georgian and Russian diplomats met in Kyiv; Georgia, an ally of Armenia, may expel the envoy.\n",
        "2024-10-23",
        "https://www.news.example/a?b=1&c=2",
        "Border\t“sealed”",
    )
    make.entity("GEO", "Georgia", "state", "GEO")
    make.entity("ARM", "Armenia", "state", "ARM")
    make.entity("RUS", "Russia", "state", "RUS")
    make.entity("TROOPS", "Russian troops", "military", "RUS", "MIL")
    make.entity("TBI", "Tbilisi", "place", "GEO")
    make.entity("KYIV", "Kyiv", "place", "UKR")
    make.entity("WIT", "a witness", "people", None, "CVL")
    make.entity("UN", "United Nations", "igo", None, "IGO")
    make.entity("OFF", "two officers", "people", "GEO", "COP", "border guards; on duty")
    make.entity("PEO", "six people", "people", None, "CVL")
    make.mention("GEO", "Georgia")
    make.mention("ARM", "Armenia")
    make.mention("TROOPS", "Russian troops")
    make.mention("TBI", "Tbilisi", "Location")
    make.mention("RUS", "Moscow", "Location")
    make.mention("GEO", "Tbilisi", "Location", 2)
    make.mention("WIT", "a witness", "Nominal")
    make.mention("UN", "UN")
    make.mention(None, "Avaria", "Location")
    make.row["times"] = [
        {"id": "x1", "span": make.span("Monday"), "type": "DATE", "value": "2024-10-21", "begin": "2024-10-21",
         "end": "2024-10-21", "grain": "day", "made": {"stage": "times", "by": "rule:t", "inputs": [], "score": None}},
    ]  # fmt: skip
    geo, arm, troops = ("GEO", "Georgia"), ("ARM", "Armenia"), ("TROOPS", "Russian troops")
    make.claim("c01", "accused", "ACCUSE-allege", [geo, arm], [troops])
    make.claim(
        "c02", "shelling", "ASSAULT-heavy-weapons", [troops], [("PEO", "six people")], place=("TBI", "Tbilisi"),
        time=("Monday", "2024-10-21"), counts={"dead": "6", "injured": ">=10"},
        voices=[(["GEO", "ARM"], "accused", "alleges")],
    )  # fmt: skip
    make.claim("c03", "attack", "ASSAULT", [("RUS", None)], voices=[(["RUS"], "denied", "denies")])
    make.claim(
        "c04", "attack", "ASSAULT", [("RUS", None)],
        voices=[(["GEO"], "said", "asserts"), (["WIT"], "confirmed", "confirms"), ([], None, "asserts")],
    )  # fmt: skip
    make.claim("c05", "send", "AID", [("ARM", "Armenia")], [("GEO", None)], mood="planned")
    make.claim("c06", "promised", "AGREE", [("ARM", None)], [("UN", "UN")])
    make.claim(
        "c07", "medicine", "AID", [("ARM", None)], [("UN", "UN")], mood="planned",
        voices=[(["ARM"], "promised", "promises")],
    )  # fmt: skip
    make.claim("c08", "abducted", "ASSAULT-abduct", [], [("OFF", "Two officers")], time=("2019", "2019"))
    make.claim("c09", "met", "CONSULT", [("GEO", "Georgian"), ("RUS", "Russian diplomats")], place=("KYIV", "Kyiv"))
    make.claim("c10", "expel", "SANCTION-expel", [("GEO", None)], mood="possible")
    make.tie("t01", "ally", "ally", ("GEO", "Georgia"), ("ARM", "Armenia"))
    make.row["figures"] = [
        {"id": "f01", "sentence": 1, "span": make.span("six people"), "value": "6", "unit": "people", "of": None,
         "period": None, "voices": [],
         "made": {"stage": "figures", "by": "rule:t", "inputs": [], "score": None}},
    ]  # fmt: skip
    return make.row


def undated() -> Row:
    """A report without a date or an address, with characters that files cannot hold and spans over line ends."""
    make = Maker(
        "no date\u0000é\ud83d",
        'Police\r\nin the North\x0b<arrested> "three" & \udc00more.\x85|Nobody was hurt;\n\nthe \u2028 union\nstruck.',
        None,
        None,
        None,
    )
    make.entity("POL", "Police", "government", "FRA", "COP")
    make.entity("NORTH", "the\tNorth", "place", "FRA")
    make.entity("UNI", "the union", "organisation", "FRA", "LAB")
    make.mention("POL", "Police")
    make.mention("NORTH", "North\x0b<", "Location")
    make.mention("UNI", "the \u2028 union\nstruck", "Organization")
    make.claim("c21", "arrested", "COERCE-arrest", [("POL", "Police\r\nin")], counts={"arrested": "3"})
    make.claim("c22", "hurt", "ASSAULT", [("POL", None)], mood="not")
    make.claim("c23", "struck", "PROTEST-strike", [("UNI", "the \u2028 union\n")], score=None, time=("", "PAST_REF"))
    return make.row


def plain() -> Row:
    """A short report of another day, which names a state that the first one names too."""
    make = Maker("r3", "Georgia met NATO in Paris.|Georgia imposed sanctions.", "2023-02-05", "wire")
    make.entity("G", "Georgia", "state", "GEO")
    make.entity("N", "NATO", "igo", None, "MIL")
    make.entity("P", "Paris", "place", "FRA")
    make.mention("G", "Georgia")
    make.mention("N", "NATO")
    make.claim("c31", "met", "CONSULT", [("G", "Georgia")], [("N", "NATO")], place=("P", "Paris"))
    make.claim("c32", "imposed", "SANCTION-discontinue", [("G", None)], time=(None, "2023-02-07"))
    return make.row


def records() -> list[Row]:
    return [border(), undated(), plain()]
