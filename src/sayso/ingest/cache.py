"""Remembers feeds between runs, so that a server need not send again what has not changed."""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path

from sayso.errors import InputError, OutputError
from sayso.ingest.limits import LARGEST_REPORT
from sayso.ingest.net import Answer, Net, fetch
from sayso.ingest.packed import inflated

_FORMAT = "sayso feeds 1"
_LARGEST_KEPT = 1_000_000
"""Bytes of a packed feed; a larger one is fetched whole each time."""


class Cache:
    """Feeds by address: validators and what they were sent with.

    The body is kept too, not the validators alone: where a run that saw a feed was broken off, the next one is told
    that nothing changed and must still get at the reports.
    """

    def __init__(self, path: Path | None) -> None:
        """Reads the file, if there is one. Raises InputError for a file that is something else."""
        self._path = path
        self._feeds = _read(path) if path is not None else {}

    def fetch(self, address: str, net: Net) -> Answer:
        """The answer to a request; from the file, where the server says that it has not changed."""
        known = self._feeds.get(address, {})
        names = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
        data = _unpacked(known.get("body"))
        headers = {header: known[key] for key, header in names.items() if key in known} if data is not None else {}
        answer = fetch(address, net, headers)
        return answer if answer.data is not None else Answer(answer.address, data, known.get("charset"))

    def keep(self, address: str, answer: Answer) -> None:
        """Remembers a feed, where its server gave validators. Raises OutputError where the file cannot be written."""
        stated = {"etag": answer.etag, "last_modified": answer.last_modified, "charset": answer.charset}
        body = zlib.compress(answer.data or b"")
        if self._path is None or not (answer.etag or answer.last_modified) or len(body) > _LARGEST_KEPT:
            return
        self._feeds[address] = {key: value for key, value in stated.items() if value}
        self._feeds[address]["body"] = base64.b64encode(body).decode("ascii")
        _write(self._path, self._feeds)


def _read(path: Path) -> dict[str, dict[str, str]]:
    other = InputError(f"{path}: this is no file that remembers feeds; name another, or delete it")
    try:
        value = json.loads(path.read_bytes()) if path.exists() else {"format": _FORMAT, "feeds": {}}
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror}); check who may read it") from None
    except (ValueError, RecursionError):
        raise other from None
    if not isinstance(value, dict) or value.get("format") != _FORMAT or not isinstance(value.get("feeds"), dict):
        raise other
    feeds = value["feeds"].items()
    return {k: {n: v for n, v in f.items() if isinstance(v, str)} for k, f in feeds if isinstance(f, dict)}


def _write(path: Path, feeds: Mapping[str, Mapping[str, str]]) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(json.dumps({"format": _FORMAT, "feeds": feeds}, indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise OutputError(f"{path}: it cannot be written ({reason}); name a file in a folder of yours") from None


def _unpacked(body: str | None) -> bytes | None:
    try:
        return inflated(base64.b64decode(body), "deflate", LARGEST_REPORT) if body else None
    except ValueError:
        return None
