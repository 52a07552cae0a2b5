"""Questions to a store: claims, series over time, how claims are spread, one report, what there is.

    with open_store("news.db") as store:
        for claim in store.claims(type="COERCE", actor="AZE", voice="IRN"):
            ...

Each statement in SQL is a file beside the function that runs it; ``where/`` has the conditions of a filter.
"""

from sayso.query.archive import Archive, open_store
from sayso.query.claims import Result, claims
from sayso.query.facets import FACETS, Facet, facet, facets
from sayso.query.filter import Dyad, Filter
from sayso.query.periods import PERIODS, By
from sayso.query.series import MEASURES, Measure, Point, Series, series
from sayso.query.stats import Stats, stats
from sayso.query.wanted import wanted_records
from sayso.query.whole_report import WholeReport, whole_report

__all__ = [
    "FACETS",
    "MEASURES",
    "PERIODS",
    "Archive",
    "By",
    "Dyad",
    "Facet",
    "Filter",
    "Measure",
    "Point",
    "Result",
    "Series",
    "Stats",
    "WholeReport",
    "claims",
    "facet",
    "facets",
    "open_store",
    "series",
    "stats",
    "wanted_records",
    "whole_report",
]
