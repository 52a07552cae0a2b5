"""The words of a time expression in one plain form, so that rules can be short.

``canonical("the third quarter of nineteen ninety-six")`` is ``"nth:3 unit:quarter 1996"``: known words become
``class:value`` (rows of ``data/times.csv``), numbers become digits, words that change no value are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from sayso.lexicon import Lexicon
from sayso.numbers import cardinal, ordinal, words_of

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:t[\d:]+)?|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)(?!\d)|\d{1,2}:\d\d|\d{1,2}\.\d\d(?=\s*[ap]m\b)"
    r"|\d{1,2}/\d{1,2}\b"
    r"|\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|s)?(?![\d])|'\d0s|'\d\d\b|[a-z]+(?:'[a-rt-z]+|'s(?= day| eve))?|-|/|\+"
)
_SAME = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\N{NO-BREAK SPACE}": " "})
_CLOCK_STOPS = re.compile(r"\b([ap])\.\s?m\b\.?")
_POSSESSIVE = re.compile(r"'s\b(?! day| eve)")
_TAGGED = ("month", "weekday", "season", "part", "clock", "unit", "units", "day", "set", "holiday", "date")
_LONGEST_PHRASE = 5

_TABLES = Lexicon()


@cache
def table(kind: str) -> Mapping[str, tuple[str, str]]:
    """The rows of one class of ``times.csv``: words -> (value, row id)."""
    rows = (row for row in _TABLES.table("times.csv") if row["class"] == kind)
    return {row["words"]: (row["value"], row.id) for row in rows}


@cache
def _tags() -> Mapping[str, str]:
    found = {}
    for kind in _TAGGED:
        for words, (value, _) in table(kind).items():
            found[words.replace("-", " ")] = f"{kind}:{value}"
    return found


@cache
def whole_phrases() -> Mapping[str, tuple[str, str, str]]:
    """Expressions whose value stands in ``times.csv``: plain words -> (TimeML type, value, row id)."""
    return {
        plain(words): (type_, value, row)
        for kind, type_ in (("vague", "DATE"), ("length", "DURATION"))
        for words, (value, row) in table(kind).items()
    }


def plain(words: str) -> str:
    """Small letters, plain quote marks and hyphens, single blanks, no possessive ``'s``, no article in front."""
    text = " ".join(words.translate(_SAME).lower().split())
    text = _POSSESSIVE.sub("", text)
    return re.sub(r"^(?:the|in the|on the) ", "", text.strip(" .,;:()\"'"))


@lru_cache(maxsize=4096)
def canonical(words: str) -> str:
    """The plain form of a time expression's words, for rules to match. Raises nothing.

    >>> canonical("the third quarter of nineteen ninety-six")
    'nth:3 unit:quarter 1996'
    >>> canonical("about two and a half years ago")
    '2.5 units:year ago'
    """
    text = _POSSESSIVE.sub("", _CLOCK_STOPS.sub(r"\1m", words.translate(_SAME).lower()))
    tokens = _TOKEN.findall(text)
    return " ".join(_dropped(_numbered(_phrased(tokens))))


def _phrased(tokens: list[str]) -> list[str]:
    """Known phrases become tags; a hyphen stays only between figures."""
    tokens = [t for i, t in enumerate(tokens) if t != "-" or _between_figures(tokens, i)]
    tags, same = _tags(), table("same")
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
            tag = tags.get(" ".join(tokens[at : at + size]))
            if tag and not (tag == "unit:second" and tokens[at + 1 : at + 2] and at + 1 < len(tokens)):
                found.append(tag)
                at += size
                break
        else:
            found.append(same.get(tokens[at], (tokens[at],))[0])
            at += 1
    return found


def _between_figures(tokens: list[str], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and tokens[at - 1][0].isdigit() and tokens[at + 1][0].isdigit()


def _numbered(tokens: list[str]) -> list[str]:
    """Number words become figures, ordinals ``nth:N``, words for a few ``X``."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        number = cardinal(tokens, at)
        if number is not None:
            value, at = number
            found.append(format(value, "f"))
        elif ordinal(token) is not None:
            found.append(f"nth:{ordinal(token)}")
            at += 1
        else:
            found.append("X" if token in words_of("few") else token)
            at += 1
    return _halved(found)


def _halved(tokens: list[str]) -> list[str]:
    text = " ".join(tokens)
    text = re.sub(r"\b(?:a )?couple(?: of)?\b", "2", text)
    text = re.sub(r"\ba X\b", "X", text)
    text = re.sub(r"\b(\d+) (?:and a half|1/2|and 1/2)\b", r"\1.5", text)
    text = re.sub(r"\b(?:a|1) (units?:\w+) and a half\b", r"1.5 \1", text)
    return re.sub(r"\bnth:(\d+) (unit:\w+|half)", r"nth:\1 \2", text).split()


def _dropped(tokens: list[str]) -> list[str]:
    silent = table("silent")
    kept = [t for t in tokens if t not in silent]
    if tokens[-2:] == ["unit:year", "end"] or (tokens[:1] == ["end"] and kept == ["unit:year"]):
        return ["year-end"]
    if kept[:1] == ["next"] and kept[1:] and (kept[1] == "unit:day" or tokens[0] == "the") and len(kept) == 2:
        kept[0] = "following"  # "the next week" is counted from the time spoken of, "next week" from the report
    if tokens[:1] in (["earlier"], ["later"]) and "the" in tokens and len(kept) == 2 and kept[1].startswith("unit:"):
        kept[0] = "that"  # "later in the day"
    while len(kept) > 1 and kept[0] in ("earlier", "later", "and", "to", "until"):
        kept = kept[1:]
    return kept
