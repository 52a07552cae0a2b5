"""The folder of parts beside an output: what has been read and need not be read again.

A part is two files, ``KEY.part`` with the records and ``KEY.json``, its manifest, which is written last: a part counts
only where its manifest is there and its SHA-256 fits. Each is written under a temporary name and then renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from sayso.batch.reader import Part
from sayso.errors import OutputError

_TEMPORARY = ".tmp"


@dataclass(frozen=True, slots=True)
class Place:
    """An output file and the folder of its parts."""

    out: Path

    @property
    def folder(self) -> Path:
        """Where the parts lie."""
        return self.out.with_name(f"{self.out.name}.parts")

    @property
    def temporary(self) -> Path:
        """Under which name the output is written before it is whole."""
        return self.folder / f"{self.out.name}{_TEMPORARY}"


class Parts:
    """Writes and finds parts; a context manager that holds the folder for itself alone.

    Raises OutputError where the folder cannot be made or another run holds it, and where a part cannot be written.
    """

    def __init__(self, place: Place) -> None:
        self._folder = place.folder
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Parts:
        with writing(self._folder):
            self._folder.mkdir(exist_ok=True)
            self._lock = _locked(self._folder / "lock")
            for left in self._folder.glob(f"*{_TEMPORARY}"):
                left.unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            self._lock.close()
        if not any(self._folder.glob("*.part")):
            shutil.rmtree(self._folder, ignore_errors=True)

    def find(self, key: str) -> Part | None:
        """The part of a shard, where it is there as a whole."""
        try:
            manifest = json.loads((self._folder / f"{key}.json").read_bytes())
            data = (self._folder / f"{key}.part").read_bytes()
        except (OSError, ValueError):
            return None
        if manifest.get("shard") != key or manifest.get("sha256") != hashlib.sha256(data).hexdigest():
            return None
        return Part(data, manifest["reports"], manifest["claims"], manifest["problems"])

    def write(self, key: str, part: Part) -> None:
        """Writes a part and then its manifest."""
        manifest = {
            "shard": key,
            "sha256": hashlib.sha256(part.data).hexdigest(),
            "reports": part.reports,
            "claims": part.claims,
            "problems": part.problems,
        }
        self._put(f"{key}.part", part.data)
        self._put(f"{key}.json", json.dumps(manifest).encode())

    def remove(self, key: str) -> None:
        """Removes a part that is not needed any more; the manifest first, so that no half of it counts."""
        for name in (f"{key}.json", f"{key}.part"):
            (self._folder / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Removes all parts."""
        self.keep_only(set())

    def keep_only(self, keys: set[str]) -> None:
        """Removes the parts of all other shards."""
        for file in self._folder.glob("*.part"):
            if file.stem not in keys:
                self.remove(file.stem)

    def _put(self, name: str, data: bytes) -> None:
        temporary = self._folder / f"{name}{_TEMPORARY}"
        with writing(self._folder / name):
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._folder / name)


class writing:  # noqa: N801 - reads as a verb where it is used
    """Turns what the system says against writing a file into an OutputError that says what to do."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise OutputError(
                f"{self._path}: it cannot be written ({error.strerror or error}); make room or name another place, "
                "then give the same command again: what has been read is kept"
            ) from error


def _locked(path: Path) -> IO[bytes]:
    """The file, open, with the system's lock on it, which ends with this process however that ends."""
    file = path.open("wb")
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and does without the lock
    except ImportError:
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise OutputError(
            f"{path.parent}: another run of `sayso code` is writing this output; wait for it, or name another output"
        ) from None
    return file
