"""What was worked out from a store, kept for as long as the store stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from sayso.store import Store
from sayso.store.statements import statement

T = TypeVar("T")

_MOST = 200
"""Answers that are kept; the one that was not asked for the longest goes first."""


class Memory:
    """Answers to questions, dropped as soon as somebody writes to the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._state: object = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, key: Hashable, work: Callable[[], T]) -> T:
        """The answer known under the key, or else that which ``work`` gives. It must not be changed."""
        state = self._store.rows(statement("sayso.web.queries", "state"))
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
        answer = work()
        with self._lock:
            if state == self._state:
                self._kept[key] = answer
                if len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
        return answer
