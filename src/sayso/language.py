"""Is the report English? Only English reports are read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

from sayso.lexicon import Lexicon
from sayso.model.items import Problem
from sayso.model.problems import problem
from sayso.model.text import Document

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOOKED_AT = 6_000
"""Code points from the beginning that are looked at: more changes nothing and costs time."""
_PLAINLY_ENGLISH = 0.12
"""Share of the words in ``english.csv`` from which on nobody needs to ask a model. News has 0.25 to 0.45."""
_FEWEST_WORDS = 6
"""Fewer words in Latin letters than these are read whatever they are: a model only guesses at a heading."""
_SURE = 0.5


class Identifier(Protocol):
    """Names the language of a text by its ISO 639 code, with a probability."""

    def classify(self, instance: str) -> tuple[str, float]:
        """The code of the likeliest language, and how likely it is."""


def foreign(document: Document, lexicon: Lexicon) -> Problem | None:
    """The problem that names the language of a report that is not English; None for one that is, or may be."""
    text = document.text[:_LOOKED_AT]
    words = [w.lower() for w in _WORD.findall(text)]
    if not words:
        return None
    common = {row["word"] for row in lexicon.table("english.csv")}
    if sum(w in common for w in words) >= _PLAINLY_ENGLISH * len(words):
        return None
    latin = _is_latin("".join(words))
    if latin and len(words) < _FEWEST_WORDS:
        return None
    code, score = _identifier().classify(text)
    names = {row["code"]: row["name"] for row in lexicon.table("languages.csv")}
    if latin and (code == "en" or code not in names or score < _SURE):
        return None
    name = names.get(code, "another language") if code != "en" else "another language"
    return problem(
        document.id,
        ("language", "not-english"),
        f"the report is in {name}, not in English",
        "nothing was read; give an English report, or a translation of this one",
    )


def _is_latin(letters: str) -> bool:
    sample = letters[:1000]
    return 2 * sum(unicodedata.name(c, "").startswith("LATIN") for c in sample) >= len(sample)


@cache
def _identifier() -> Identifier:
    # unpacking its model takes most of a second, which a plainly English report need not pay
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    found: Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return found
