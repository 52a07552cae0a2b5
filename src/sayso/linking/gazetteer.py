"""The tables of states, places, bodies and nouns, indexed for looking up by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.lexicon import Lexicon, Row
from sayso.linking.phrases import PhraseReader, Word, plain, singular, straight, words_of
from sayso.model.codes import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says a name stands for.

    ``form`` is how: ``name``, ``adjective``, ``people``, ``capital`` of a state; ``place``; ``body``.
    ``iso3`` is "" where no one state is meant; ``row`` is the table's row; ``weight`` orders namesakes.
    """

    name: str
    form: str
    kind: Kind
    iso3: str
    sector: str
    row: str
    weight: float


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun tells of what it names. ``many`` = the noun is a plural; ``collective`` = a body, not its people."""

    noun: str
    kind: Kind
    sector: str
    row: str
    many: bool = False
    collective: bool = False
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun's features, as ``pronouns.csv`` has them."""

    person: str
    number: str
    gender: str
    row: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """A noun that stands for a party named before; ``two`` = for the last two ("both countries")."""

    kinds: frozenset[Kind]
    two: bool
    row: str


@dataclass(frozen=True, slots=True)
class Leader:
    """The state that a well-known leader speaks for ("" for a world body's) and, where it lasts, the sector."""

    iso3: str
    sector: str


_STATE_WEIGHT = {"name": 5.0, "adjective": 5.0, "people": 5.0, "capital": 4.0}


class Gazetteer:
    """All tables of names and nouns, read once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.phrases = PhraseReader(lexicon)
        self.display: dict[str, str] = {}
        self.starts: dict[str, int] = {}
        self._names: dict[str, list[Entry]] = {}
        self._spelled: dict[str, list[Entry]] = {}
        for entry in (*self._country_entries(lexicon), *self._place_entries(lexicon), *self._body_entries(lexicon)):
            self._add(entry)
        self._nouns = dict(_nouns(lexicon))
        self._noun_ends = {noun.rpartition(" ")[2] for noun in self._nouns}
        self.pronouns = {
            r["word"]: Pronoun(r["person"], r["number"], r["gender"], r.id) for r in lexicon.table("pronouns.csv")
        }
        self.stand_ins = {
            r["noun"]: StandIn(frozenset(Kind(k) for k in r["kinds"].split("|")), r["many"] == "two", r.id)
            for r in lexicon.table("stand_ins.csv")
        }
        self.first_names = {plain(r["name"]): r["gender"] for r in lexicon.table("first_names.csv")}
        self.leaders = dict(_leaders(lexicon))

    def reach(self, first: str) -> int:
        """How many words a name that begins with this word has at most; 0 for none."""
        known = self.starts.get(first)
        if known is None and first.isupper() and len(first) > 3:
            known = self.starts.get(first.title())
        return known if known is not None else 0 if first.isascii() else 4

    def candidates(self, words: tuple[str, ...]) -> tuple[Entry, ...]:
        """All that the words can name, the weightiest first; exact spelling first, marks on letters do not count."""
        name = straight(" ".join(words))
        found = self._names.get(name)
        if found is None and not name.isascii():
            found = self._spelled.get(plain(name))
        if found is None and name.isupper() and len(name) > 4:
            found = self._names.get(name.title())
        return tuple(found or ())

    def leader(self, name: str) -> Leader | None:
        """The leader of this name, full or surname alone; None for one that is in no table."""
        return self.leaders.get(plain(name))

    def noun_at_end(self, words: tuple[Word, ...]) -> tuple[Noun, int] | None:
        """The noun that ends the words and how many words it has; the longest one of the tables wins."""
        last = straight(words[-1].text.lower()) if words else ""
        if last not in self._noun_ends and singular(last) not in self._noun_ends:
            return None
        texts = [w.text for w in words[-4:]]
        for at in range(len(texts)):
            if found := self.noun(" ".join(texts[at:])):
                return found, len(texts) - at
        return None

    def noun(self, words: str) -> Noun | None:
        """What the noun (any case, singular or plural) tells; None for one that is in no table."""
        key = straight(words.lower())
        if key in self._nouns:
            return self._nouns[key]
        one = self._nouns.get(singular(key)) if key.endswith(("s", "men")) else None
        if one is None:
            return None
        many = one.kind if one.collective or one.many else Kind.PEOPLE
        return Noun(key, many, one.sector, one.row, many=True, collective=one.collective, gender=one.gender)

    def _add(self, entry: Entry) -> None:
        words = tuple(w.text for w in words_of(entry.name))
        if not words or len(words) > 8:
            return
        key = straight(" ".join(words))
        first = straight(words[0])
        self.starts[first] = max(self.starts.get(first, 0), len(words))
        for index, name in ((self._names, key), (self._spelled, plain(key))):
            known = index.setdefault(name, [])
            if not any(e.iso3 == entry.iso3 and e.kind == entry.kind for e in known):
                known.append(entry)
                known.sort(key=lambda e: -e.weight)

    def _country_entries(self, lexicon: Lexicon) -> Iterator[Entry]:
        for row in lexicon.table("country_words.csv"):
            if row["form"] == "display":
                self.display[row["iso3"]] = row["word"]
                continue
            bonus = -0.5 if row["note"] else 1.0
            yield _state(row["word"], row["form"], row["iso3"], row, bonus)
        for row in lexicon.table("countries.csv"):
            self.display.setdefault(row["iso3"], row["name"])
            cells = [("name", row["name"]), *(("name", n) for n in row["names"].split("|"))]
            cells += [(form, row[form]) for form in ("adjective", "people", "capital")]
            for form, word in cells:
                if word:
                    yield _state(word, form, row["iso3"], row, 0.0)

    def _place_entries(self, lexicon: Lexicon) -> Iterator[Entry]:
        for row in lexicon.table("place_words.csv"):
            yield Entry(row["name"], "place", Kind.PLACE, row["iso3"], "", row.id, 3.5)
        for row in lexicon.table("places.csv"):
            size = int(row["people"] or 0) / 1e8 if row["kind"] == "town" else 0.0
            yield Entry(row["name"], "place", Kind.PLACE, row["iso3"], "", row.id, 2.0 + min(size, 0.9))

    def _body_entries(self, lexicon: Lexicon) -> Iterator[Entry]:
        for row in lexicon.table("bodies.csv"):
            for name in (row["name"], *filter(None, row["names"].split("|"))):
                yield Entry(name, "body", Kind(row["kind"]), row["iso3"], row["sector"], row.id, 4.5)


def _leaders(lexicon: Lexicon) -> Iterator[tuple[str, Leader]]:
    """Leaders by full name, and by surname where all of that surname are of one state."""
    surnames: dict[str, set[Leader]] = {}
    for row in lexicon.table("leaders.csv"):
        leader = Leader(row["iso3"], row["sector"])
        yield plain(row["name"]), leader
        surnames.setdefault(plain(row["name"].split()[-1]), set()).add(leader)
    for surname, leaders in surnames.items():
        if len(leaders) == 1 and len(surname) > 3:
            yield surname, next(iter(leaders))


def _state(word: str, form: str, iso3: str, row: Row, bonus: float) -> Entry:
    return Entry(word, form, Kind.STATE, iso3, "", row.id, _STATE_WEIGHT[form] + bonus)


def _nouns(lexicon: Lexicon) -> Iterator[tuple[str, Noun]]:
    for row in lexicon.table("organs.csv"):
        yield row["noun"], Noun(row["noun"], Kind(row["kind"]), row["sector"], row.id, collective=True)
    for row in lexicon.table("titles.csv"):
        many = Kind(row["many"])
        plural = row["noun"][:-3] + "men" if row["noun"].endswith("man") else row["noun"] + "s"
        yield plural, Noun(plural, many, row["sector"], row.id, many=True)
        yield row["noun"], Noun(row["noun"], Kind.PERSON, row["sector"], row.id, gender=row["gender"])
    for row in lexicon.table("people.csv"):
        yield row["noun"], Noun(row["noun"], Kind.PEOPLE, row["sector"], row.id, many=True)


_LAST: list[tuple[Lexicon, Gazetteer]] = []


def gazetteer_of(lexicon: Lexicon) -> Gazetteer:
    """The gazetteer over the lexicon; the last one made is kept, since a program has one lexicon."""
    if not _LAST or _LAST[0][0] is not lexicon:
        _LAST[:] = [(lexicon, Gazetteer(lexicon))]
    return _LAST[0][1]
