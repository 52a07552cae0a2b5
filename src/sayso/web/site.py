"""What all views share: the store, the model that reads pasted reports, and how many readings may go on at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from sayso.errors import InputError
from sayso.query import Archive
from sayso.web.memory import Memory

READINGS = 2
"""Readings that may go on at the same time; whoever comes then is asked to wait."""


@dataclass(frozen=True, slots=True)
class Site:
    """``archive`` None: there is no store, only a box to paste a report in."""

    archive: Archive | None
    memory: Memory | None
    model: str = "base"
    readings: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(READINGS))

    @property
    def store(self) -> Archive:
        """The store. Raises InputError where there is none."""
        if self.archive is None:
            raise InputError("there is no store behind this page; start it with `sayso serve STORE`")
        return self.archive

    @property
    def remember(self) -> Memory:
        """The memory of the store. Raises InputError where there is none."""
        if self.memory is None:
            raise InputError("there is no store behind this page; start it with `sayso serve STORE`")
        return self.memory


def site(archive: Archive | None, model: str = "base") -> Site:
    """The site over a store, or over none."""
    return Site(archive, None if archive is None else Memory(archive), model)
