"""From what the user names to files: folders, patterns, and what must not be opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.ingest.incoming import Refused
from sayso.ingest.streams import Stream

_PATTERN = frozenset("*?[")


def files(given: str) -> Iterator[str | Refused]:
    """The files that a path, a folder or a pattern (``*``, ``?``, ``[a-z]``, ``**``) stands for, sorted by name.

    Folders are read with those in them; what is hidden (a name with a leading dot) is passed over unless it is named.
    A link in a folder is followed only to what lies in that folder too, and no folder is read twice, so that links in
    a circle do no harm. What a pattern with ``**`` finds are files. What cannot be looked into is Refused.
    """
    path = Path(given)
    try:
        if path.is_dir():
            yield from _inside(path)
        elif _PATTERN.intersection(given) and not path.exists():
            yield from _matching(path)
        else:
            yield given
    except (OSError, ValueError, NotImplementedError) as error:
        yield Refused(given, f"it cannot be looked into ({_reason(error)})", "check the name and who may read it")


def opened(path: str) -> Stream:
    """The file, open for reading. Only a regular file is ever opened: a pipe or a device could hang or do harm.

    Raises InputError that says why not, and what to do.
    """
    try:
        _refuse_special(Path(path).stat().st_mode, path)
        # between the look and the opening it may have become a pipe, which must not hang us
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = os.fdopen(number, "rb")
    except FileNotFoundError:
        what = "this is a link to what is not there" if Path(path).is_symlink() else "there is no such file"
        raise InputError(f"{path}: {what}; check the name") from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: it cannot be opened ({_reason(error)}); check the name and who may read it"
        ) from None
    try:
        _refuse_special(os.fstat(file.fileno()).st_mode, path)
    except InputError:
        file.close()
        raise
    return file


def _refuse_special(mode: int, path: str) -> None:
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: this is a folder; name one of the files in it")
    if not stat.S_ISREG(mode):
        raise InputError(f"{path}: this is a pipe or a device, which is never opened; send its data to `-`")


def _inside(folder: Path) -> Iterator[str | Refused]:
    root = folder.resolve()
    read: set[Path] = set()
    found_any = False
    # a stack, not recursion: folders can be nested deeper than calls
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_symlink() and path != folder and not path.resolve().is_relative_to(root):
                yield Refused(str(path), "a link that leads out of the folder", "name what it leads to, if it is meant")
            elif not path.is_dir():
                found_any = True
                yield str(path)
            elif (real := path.resolve()) not in read:
                read.add(real)
                waiting += sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True)
        except (OSError, RuntimeError) as error:
            yield Refused(str(path), f"it cannot be looked into ({_reason(error)})", "check who may read it")
    if not found_any:
        yield Refused(str(folder), "there is no file in this folder", "check the name; hidden files are passed over")


def _matching(pattern: Path) -> Iterator[str | Refused]:
    parts = pattern.parts
    first = next(n for n, part in enumerate(parts) if _PATTERN.intersection(part))
    wanted = [*parts[first:], "*"] if parts[-1] == "**" else list(parts[first:])
    base = Path(*parts[:first])
    found = sorted(path for path in base.glob("/".join(wanted)) if not _is_hidden(path.relative_to(base), wanted))
    if not found:
        yield Refused(str(pattern), "nothing matches this pattern", "check it, and quote it in the shell")
    for path in found:
        if not path.is_dir():
            yield str(path)
        elif "**" not in wanted:
            yield from _inside(path)


def _is_hidden(path: Path, wanted: list[str]) -> bool:
    named = {part for part in wanted if part.startswith(".")}
    return not named and any(part.startswith(".") for part in path.parts)


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
