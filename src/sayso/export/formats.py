"""The formats, in the order in which they are listed for people."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.export import (
    brat,
    cameo_triples,
    csv_table,
    follow_the_money,
    gdelt,
    gdelt_mentions,
    graphml,
    icews,
    inception,
    parquet,
    phoenix,
    plover,
    polecat,
    web_annotation,
)
from sayso.export.format import Format

_ALL = (
    plover, polecat, icews, gdelt, gdelt_mentions, phoenix, cameo_triples, csv_table, parquet, follow_the_money,
    graphml, brat, web_annotation, inception,
)  # fmt: skip

FORMATS: Mapping[str, Format] = {module.FORMAT.name: module.FORMAT for module in _ALL}
"""Every format by its name."""
