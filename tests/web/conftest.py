"""The page over stores of our own, asked without a browser and, served, with one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from sayso.query import open_store
from sayso.web import make_app
from tests.web.stores import hostile, load, two_countries

Ask = Callable[..., TestClient]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two countries at odds."""
    return load(tmp_path_factory.mktemp("stores") / "two.db", two_countries())


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that means harm."""
    return load(tmp_path_factory.mktemp("stores") / "hostile.db", hostile())


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Makes a client of the page over a store, or over none."""
    with ExitStack() as stack:

        def client(path: Path | None = None) -> TestClient:
            archive = None if path is None else stack.enter_context(open_store(path))
            return TestClient(make_app(archive), base_url="http://127.0.0.1:8321", follow_redirects=False)

        yield client


@contextmanager
def served(path: Path | None) -> Iterator[str]:
    """The page, served; gives its address."""
    with ExitStack() as stack:
        archive = None if path is None else stack.enter_context(open_store(path))
        server = uvicorn.Server(uvicorn.Config(make_app(archive), port=0, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        until = time.monotonic() + 10
        while not server.started:
            if time.monotonic() > until or not thread.is_alive():
                raise RuntimeError("the page did not start")
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def page_address(store: Path) -> Iterator[str]:
    """The address of the page over the small store."""
    with served(store) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_address(hostile_store: Path) -> Iterator[str]:
    """The address of the page over the store that means harm."""
    with served(hostile_store) as address:
        yield address
