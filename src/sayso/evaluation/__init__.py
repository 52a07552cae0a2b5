"""Scores readings against gold. ``measures`` holds the definitions, ``records`` reads files, ``table`` prints."""

from sayso.evaluation.measures import evaluate
from sayso.evaluation.records import Record, read_gold, read_with
from sayso.evaluation.table import Table, Tally

__all__ = ["Record", "Table", "Tally", "evaluate", "read_gold", "read_with"]
