"""Writes records in the formats of event data, annotation and analysis; ``FORMATS`` lists them.

Each format is a module with the same face: it writes reports, one at a time, to a path. Formats that have a place for
voices keep them; for the others it is the user's choice what is written.
"""

from sayso.export.formats import FORMATS
from sayso.export.sources import records
from sayso.export.writing import Voices, write

__all__ = ["FORMATS", "Voices", "records", "write"]
