"""Serving the page on this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from sayso.errors import OutputError
from sayso.query import open_store
from sayso.web.app import make_app

HOST = "127.0.0.1"


def serve(
    store: str | Path | None = None, *, port: int = 0, model: str = "base", say: Callable[[str], None] = print
) -> None:
    """Serves the page over a store, or, without one, an empty box to paste a report in; until Ctrl-C.

    ``port`` 0 takes a free one. ``say`` is told the address. Raises InputError or StoreError for a store that cannot be
    opened, OutputError for a port that is taken.
    """
    archive = None if store is None else open_store(store)
    listening = _listen(port)
    try:
        app = make_app(archive, model=model)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        say(f"http://{HOST}:{listening.getsockname()[1]}/")
        # Ctrl-C is how one ends it
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    finally:
        listening.close()
        if archive is not None:
            archive.close()


def _listen(port: int) -> socket.socket:
    # asyncio looks at the protocol to switch off waiting for small packets, which costs 40 ms an answer
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        # before the address is told, so that whoever is told finds it
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        reason = error.strerror if isinstance(error, OSError) else error
        raise OutputError(
            f"port {port} cannot be listened on ({reason}); give another with --port, or none, for any that is free"
        ) from None
    return found
