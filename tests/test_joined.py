"""Words of a role that come in pieces are one party."""

from __future__ import annotations

import pytest

from sayso.linking.joined import joined
from sayso.model.text import Span


@pytest.mark.parametrize(
    ("text", "pieces", "event", "wanted"),
    [
        ("Police hold the wanted trader Ada Ruiz today", ["the wanted", "trader Ada Ruiz"], "hold",
         ["the wanted trader Ada Ruiz"]),
        ("seized by the Drugs Squad (DS) of the Azul Police", ["the Drugs Squad", "the Azul Police"], "seized",
         ["the Drugs Squad"]),
        ("talks between Norland and Sudland", ["Norland", "Sudland"], "talks", ["Norland", "Sudland"]),
        ("It was Norland, not Sudland, that paid", ["Norland", "Sudland"], "paid", ["Norland"]),
        ("the Tribune’s Ada Ruiz accused him", ["the Tribune", "Ada Ruiz"], "accused", ["Ada Ruiz"]),
        ("since his detention in May", ["his detention"], "detention", ["his"]),
        ("for the No New Taxes law", ["the No New Taxes", "No New Taxes law"], "for", ["the No New Taxes law"]),
    ],
)  # fmt: skip
def test_joined(text: str, pieces: list[str], event: str, wanted: list[str]) -> None:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    assert [s.of(text) for s in joined([span(p) for p in pieces], span(event), text)] == wanted
