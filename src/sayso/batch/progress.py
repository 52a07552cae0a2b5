"""How far a run is: a bar on a terminal, a line every ten seconds elsewhere. Both go to standard error."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Protocol

from sayso.batch.tally import Tally

EVERY = 10.0
"""Seconds between two lines of a log."""


class Progress:
    """What can be said of a run at any moment. ``total`` is how many arrivals there will be, None = not known.

    The rate counts only reports that were read in this run: those that were there before took no time.
    """

    def __init__(self, tally: Tally, total: int | None) -> None:
        self._tally, self._total = tally, total
        self._began = time.monotonic()

    @property
    def done(self) -> int:
        """Arrivals settled."""
        return self._tally.done

    @property
    def seconds(self) -> float:
        """Time since the run began."""
        return time.monotonic() - self._began

    @property
    def total(self) -> int | None:
        """Arrivals in all; never less than those that have come already."""
        return None if self._total is None else max(self._total, self.done)

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self._tally.read / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> timedelta | None:
        """How long it will still take; None where that cannot be told."""
        if self.total is None or not self.rate:
            return None
        return timedelta(seconds=round((self.total - self.done) / self.rate))

    def __str__(self) -> str:
        of = ", share not known" if self.total is None else f" of {self.total:,} ({self.done / max(self.total, 1):.0%})"
        left = "" if self.left is None else f", {self.left} left"
        return f"{self.done:,} reports{of}, {self.rate:.1f} reports/s{left}"


class Face(Protocol):
    """Shows the progress while it is entered; says what else there is to say."""

    def __enter__(self) -> Face: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def say(self, what: str) -> None:
        """Prints a line beside the progress."""


def face(progress: Progress, note: Callable[[], str]) -> Face:
    """The bar where standard error is a terminal, else the log. ``note`` is asked what keeps the run from going on."""
    return _Bar(progress, note) if sys.stderr.isatty() else _Log(progress, note)


class _Log:
    def __init__(self, progress: Progress, note: Callable[[], str]) -> None:
        self._progress, self._note = progress, note
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sayso-progress", daemon=True)

    def __enter__(self) -> _Log:
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._ended.set()
        self._thread.join()

    def say(self, what: str) -> None:
        print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)

    def _run(self) -> None:
        while not self._ended.wait(EVERY):
            self.say(self._note() or str(self._progress))


class _Bar:
    def __init__(self, progress: Progress, note: Callable[[], str]) -> None:
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
        from rich.progress import BarColumn, ProgressColumn, TextColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        class Told(ProgressColumn):
            """The same words as in the log; made each time the bar is drawn."""

            def render(self, task: object) -> Text:  # noqa: ARG002 - rich calls it so
                bar.update(id, completed=progress.done, total=progress.total)
                return Text(note() or str(progress))

        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        bar = Bar(TextColumn("reading"), BarColumn(bar_width=24), Told(), console=self._console, refresh_per_second=4)
        id = bar.add_task("reading", total=progress.total)
        self._bar = bar

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._bar.stop()

    def say(self, what: str) -> None:
        self._console.print(what)
