"""Where exports go: whole or not at all, under a temporary name first, with their notes beside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import OutputError


@contextmanager
def new(out: Path, *, folder: bool) -> Iterator[Path]:
    """A path to write to, which becomes ``out`` at the end; when anything goes wrong, nothing is left of it.

    A file of that name is replaced, a folder only where it is empty. Raises OutputError for what cannot be written.
    """
    _refuse(out, folder=folder)
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        _remove(temporary)
        yield temporary
        if folder and out.is_dir():
            out.rmdir()
        temporary.replace(out)
    except OSError as error:
        raise unwritable(out, error) from None
    finally:
        _remove(temporary)


def notes_path(out: Path) -> Path:
    """Where the notes of an export stand: ``events.tsv.notes.txt`` beside ``events.tsv``."""
    return out.with_name(f"{out.name}.notes.txt")


def unwritable(out: Path, error: OSError) -> OutputError:
    """The error to raise where the system refuses to write."""
    reason = error.strerror or str(error)
    return OutputError(f"{out}: it cannot be written ({reason}); name a file in a folder of yours that has room")


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes lines, which have their ends, as UTF-8. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def _refuse(out: Path, *, folder: bool) -> None:
    if not out.name:
        raise OutputError(f"{out}: this is no name for an export; name a {'new folder' if folder else 'file'}")
    if folder and out.is_dir() and any(out.iterdir()):
        raise OutputError(f"{out}: there is something in this folder already; name a new one, or empty it first")
    if folder and out.exists() and not out.is_dir():
        raise OutputError(f"{out}: this is a file, and the format needs a folder; name a new one")
    if not folder and out.is_dir():
        raise OutputError(f"{out}: this is a folder, and the format is one file; name a file in it")
    if not out.parent.is_dir():
        raise OutputError(f"{out}: there is no folder {out.parent}; make it first")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
