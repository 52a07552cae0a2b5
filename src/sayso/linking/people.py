"""Which known person a name means: full name, surname, first name, with titles and honorifics left off."""

from __future__ import annotations

from functools import lru_cache

from sayso.linking.gazetteer import Gazetteer
from sayso.linking.phrases import Word, plain, words_of
from sayso.linking.register import Known, Register
from sayso.linking.sketches import Sketch
from sayso.model.codes import Kind

LONGEST = 5  # words of a name; more is a headline taken for a name, whose words prove nothing


@lru_cache(maxsize=2048)
def bare_name(name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The words of a person's name as they stand, without the titles before it and what follows an "of"."""
    words = [w.text for w in words_of(name)]
    small = gazetteer.phrases
    stop = next((i for i, w in enumerate(words) if i and small.is_a(w, "name_end")), len(words))
    words = words[:stop] if stop > 1 else words
    first = 0
    for at in range(1, len(words)):
        if _ends_title(words[:at], gazetteer) or small.is_a(words[at - 1], "former"):
            first = at
    return tuple(words if words and small.is_a(words[first], "name_end") else words[first:])


def _ends_title(words: list[str], gazetteer: Gazetteer) -> bool:
    small = gazetteer.phrases
    last = words[-1]
    if small.is_a(last, "honorific") or small.is_a(last + ".", "honorific"):
        return True
    noun = gazetteer.noun(" ".join(words[-2:])) or gazetteer.noun(last) or gazetteer.noun(last + ".")
    return noun is not None and noun.kind is Kind.PERSON and not noun.many


@lru_cache(maxsize=2048)
def tokens_of(name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The name's words for comparing; particles such as "al" do not count."""
    words = tuple(token for word in bare_name(name, gazetteer) for token in plain(word).split("-"))
    return tuple(w for w in words if not gazetteer.phrases.is_a(w, "particle")) or words


def gender_of(name: str, before: tuple[Word, ...], gazetteer: Gazetteer) -> str:
    """m, f or "": by the honorific before or in the name, else by the first name."""
    words = [w.text.lower() for w in words_of(name)]
    for word in [*(w.text.lower() for w in before), *words[:1]]:
        for gender, kind in (("f", "female"), ("m", "male")):
            if gazetteer.phrases.is_a(word, kind):
                return gender
    bare = bare_name(name, gazetteer)
    return gazetteer.first_names.get(plain(bare[0]), "") if len(bare) > 1 else ""


def same_person(register: Register, sketch: Sketch, tokens: tuple[str, ...]) -> Known | None:
    """The known person whom the name means; the one spoken of last where several could be meant."""
    best: tuple[int, int, int] | None = None
    named = {party.number: party for token in tokens for party in register.called("token", token)}
    for party in named.values():
        if sketch.gender and party.gender and sketch.gender != party.gender and len(tokens) < 2:
            continue
        rank = _rank(tokens, party.tokens)
        found = (rank, party.places[-1][0], -party.number)
        if rank and (best is None or found > best):
            best = found
    return register.known[-best[2]] if best else None


def _rank(tokens: tuple[str, ...], known: tuple[str, ...]) -> int:
    """3 = the same name, 2 = a surname of it or it a surname, 1 = another part of it, 0 = another name."""
    if tokens == known:
        return 3
    short, long = sorted((tokens, known), key=len)
    if not short or len(long) > LONGEST or not set(short) <= set(long):
        return 0
    if len(short) == 1:
        return 2 if short[0] == long[-1] else 1 if len(short[0]) > 2 else 0
    return 2
