"""Workers of a Dask cluster: the same function over the same shards, wherever they run.

Start the workers with one thread each (``dask worker ADDR --nthreads 1 --nworkers N``) and the same sayso installed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import Any
from uuid import uuid4

from sayso.batch.engine import WorkerDied
from sayso.batch.reader import Part, Reader
from sayso.errors import EngineError
from sayso.ingest import Incoming

try:
    import distributed
except ImportError:
    raise EngineError("--engine dask needs distributed, which is not installed; pip install 'sayso[dask]'") from None

_DISTRIBUTED: Any = distributed
"""Its functions have types here and there only."""
RETRIES = 2
"""How often a task that raises is tried again elsewhere; one whose worker dies is moved by the scheduler anyway."""
_LOGGERS = ("distributed.client", "distributed.utils", "distributed.comm.core")
_ANSWERS_WITHIN = 20.0
_COUNT_AGAIN = 5.0
"""Seconds."""


class Cluster:
    """An engine that sends shards to the Dask scheduler at ``address``. Workers may come, go and die meanwhile.

    Raises EngineError where no scheduler answers there.
    """

    def __init__(self, reader: Reader, address: str) -> None:
        self._reader, self._address = reader, address
        # they print tracebacks of what is told below in one line
        self._quiet = {logger: logger.level for logger in map(logging.getLogger, _LOGGERS)}
        for logger in self._quiet:
            logger.setLevel(logging.CRITICAL)
        try:
            self._client = _DISTRIBUTED.Client(address, timeout=_ANSWERS_WITHIN, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"{address}: no Dask scheduler answers there ({error}); start one with `dask scheduler`"
            ) from error
        self._run, self._number = uuid4().hex[:8], 0
        self._asked: dict[Future[Part], Any] = {}
        self._threads, self._counted = 0, 0.0

    @property
    def slots(self) -> int:
        """The threads of all workers that the scheduler has now."""
        return max(self._count(), 1)

    def submit(self, incoming: Sequence[Incoming]) -> Future[Part]:
        """The promise of a part."""
        self._number += 1
        promise: Future[Part] = Future()
        key = f"sayso-{self._run}-{self._number}"
        asked = self._client.submit(self._reader, list(incoming), key=key, pure=False, retries=RETRIES)
        # the scheduler forgets a task of which nobody holds the future
        self._asked[promise] = asked
        asked.add_done_callback(lambda done: self._keep(promise, done))
        return promise

    def drop(self, promise: Future[Part]) -> bool:  # noqa: ARG002 - the same face as the other engine
        """False: nobody here knows which shards are being read, and there are few."""
        return False

    def note(self) -> str:
        """Says where there are no workers."""
        return "" if self._count() else f"the scheduler {self._address} has no workers; waiting for some"

    def close(self) -> None:
        """Takes back what has not been read and leaves the cluster as it was."""
        with suppress(OSError, CancelledError):
            self._client.cancel(list(self._asked.values()))
        with suppress(OSError, CancelledError):
            self._client.close()
        for logger, level in self._quiet.items():
            logger.setLevel(level)

    def _count(self) -> int:
        now = time.monotonic()
        if now - self._counted > _COUNT_AGAIN:
            self._counted = now
            # a scheduler that does not answer is told by the promises that it breaks
            with suppress(OSError, CancelledError):
                self._threads = sum(self._client.nthreads().values())
        return self._threads

    def _keep(self, promise: Future[Part], asked: Any) -> None:
        """Passes on what came of a task."""
        try:
            part: Part = asked.result()
        except distributed.KilledWorker:
            promise.set_exception(WorkerDied())
        except CancelledError:
            told = f"{self._address}: the Dask scheduler is gone; start it and give the same command again"
            promise.set_exception(EngineError(told))
        except BaseException as error:  # noqa: BLE001 - raised where the promise is looked at
            promise.set_exception(error)
        else:
            promise.set_result(part)
        finally:
            self._asked.pop(promise, None)
