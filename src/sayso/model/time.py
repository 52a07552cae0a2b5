"""Times: the days that something may cover, and how finely it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """What a time expression means.

    ``type`` is TimeML's DATE, TIME, DURATION or SET; ``value`` its ISO 8601 / TimeML value (``2023-04``,
    ``2023-W14``, ``P3D``, ``PAST_REF``, ``2016/2020``) or None where it cannot be worked out.
    ``begin`` and ``end`` are the first and last day it may cover, ``grain`` the unit it is told in
    (``day``, ``week``, ``month``, ``quarter``, ``year``, ``decade``, ``century``); all None where that is open.
    """

    value: str | None
    type: str
    begin: date | None = None
    end: date | None = None
    grain: str | None = None
