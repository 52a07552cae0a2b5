"""Workers on this machine: processes of our own, each with one shard at a time and one thread for the encoder.

Each process has a thread here that waits for it, so that a worker never waits for what else the parent has to do.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection

from sayso.batch.engine import WorkerDied
from sayso.batch.reader import Part, Reader
from sayso.errors import EngineError, SaysoError
from sayso.ingest import Incoming

TRIES = 2
_CONTEXT = get_context("spawn")
_GONE = (EOFError, OSError)
"""What a pipe raises when there is nobody at its other end."""


class Local:
    """An engine of ``workers`` processes. A process that dies is replaced, and what it was reading is tried once more.

    A script that uses it must start its work under ``if __name__ == "__main__"``, as new processes import it.
    """

    def __init__(self, reader: Reader, workers: int) -> None:
        self._reader = reader
        self._slots = workers
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="sayso-worker")
        self._mine = threading.local()
        self._living: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    @property
    def slots(self) -> int:
        """The number of processes."""
        return self._slots

    def submit(self, incoming: Sequence[Incoming]) -> Future[Part]:
        """The promise of a part; a process that is free reads it."""
        return self._threads.submit(self._read, incoming)

    def drop(self, promise: Future[Part]) -> bool:
        """Takes back what no process has begun."""
        return promise.cancel()

    def note(self) -> str:
        """Nothing to say: the processes are ours."""
        return ""

    def close(self) -> None:
        """Kills the processes; they hold nothing that is not in a part or can be read again."""
        with self._lock:
            self._closed = True
            for worker in self._living:
                worker.process.kill()
        self._threads.shutdown(cancel_futures=True)

    def _read(self, incoming: Sequence[Incoming]) -> Part:
        for _ in range(TRIES):
            worker = self._worker()
            try:
                answer = worker.ask(incoming)
            except _GONE:
                self._bury(worker)
                continue
            if isinstance(answer, Part):
                return answer
            raise answer
        raise WorkerDied

    def _worker(self) -> _Worker:
        """The process of this thread, started where there is none."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            with self._lock:
                if self._closed:
                    raise EngineError("the workers have been ended; give the same command again")
                worker = _Worker(self._reader)
                self._living.add(worker)
            try:
                worker.wait_until_ready()
            except SaysoError:
                self._bury(worker)
                raise
            self._mine.worker = worker
        return worker

    def _bury(self, worker: _Worker) -> None:
        with self._lock:
            self._living.discard(worker)
            self._mine.worker = None
            worker.end()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, reader: Reader) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=serve, args=(theirs, reader), daemon=True)
        with _no_signals():
            self.process.start()
        # theirs alone: when the process ends, so does the pipe
        theirs.close()

    def wait_until_ready(self) -> None:
        """Waits until the process has loaded what it needs.

        Raises EngineError where it ends before that, and what it raised itself.
        """
        try:
            trouble = self._pipe.recv()
        except _GONE:
            raise EngineError(
                "a worker process ended while it started; try fewer --workers, and see that `sayso read` works here"
            ) from None
        if trouble is not None:
            raise trouble

    def ask(self, incoming: Sequence[Incoming]) -> Part | SaysoError:
        """The part of some reports, or the error that reading them raised. Raises EOFError or OSError at its death."""
        self._pipe.send(incoming)
        answer: Part | SaysoError = self._pipe.recv()
        return answer

    def end(self) -> None:
        """Ends the process, where it has not ended yet, and waits for it."""
        self.process.kill()
        self.process.join()
        self._pipe.close()


def serve(pipe: Connection, reader: Reader) -> None:
    """What a worker process does: says that it is ready, then answers each shard with its part, until nobody asks."""
    for sort in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sort, signal.SIG_IGN)
    try:
        reader.ready()
        trouble = None
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        trouble = _sendable(error)
    try:
        pipe.send(trouble)
        while trouble is None:
            pipe.send(_answer(reader, pipe.recv()))
    except _GONE:
        return


def _answer(reader: Reader, incoming: Sequence[Incoming]) -> Part | SaysoError:
    try:
        return reader(incoming)
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        return _sendable(error)


def _sendable(error: Exception) -> SaysoError:
    """The error itself where it is one of ours; not every other one can be sent from process to process."""
    return error if isinstance(error, SaysoError) else EngineError(f"a worker cannot work: {error!r}")


@contextmanager
def _no_signals() -> Iterator[None]:
    """Processes started in here never see Ctrl-C or SIGTERM: the parent tells them when to end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # the first process starts this one too, and would end the blocking
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
