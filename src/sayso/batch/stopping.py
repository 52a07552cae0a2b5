"""Ctrl-C and SIGTERM: the first lets what is in hand be finished, the second stops at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_TOLD = b"\nsayso: finishing what is in hand; once more stops at once\n"


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether somebody has asked to stop.

    After the first signal both have their old effect again: a second Ctrl-C raises KeyboardInterrupt. In a thread other
    than the main one signals cannot be caught, and the function never says so.
    """
    asked = threading.Event()
    before: dict[signal.Signals, Any] = {}

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the system calls it so
        asked.set()
        restore()
        # not print: the signal may have come in the middle of one
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, _TOLD)

    def restore() -> None:
        for sort, handler in before.items():
            signal.signal(sort, handler)

    if threading.current_thread() is threading.main_thread():
        for sort in (signal.SIGINT, signal.SIGTERM):
            before[sort] = signal.signal(sort, ask)
    try:
        yield asked.is_set
    finally:
        restore()
