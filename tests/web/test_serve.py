"""``sayso serve``: on this machine only, told where, ended by Ctrl-C; and what cannot be served."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from sayso import cli


def test_it_serves_until_it_is_interrupted(store: Path) -> None:
    command = [sys.executable, "-m", "sayso", "serve", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        try:
            address = process.stdout.readline().split()[0]
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address + "overview") as answer:
                assert answer.status == 200 and b"8</b> claims" in answer.read()
                assert "server" not in {name.lower() for name in answer.headers}
            request = urllib.request.Request(address + "overview", headers={"Host": "evil.example"})
            with pytest.raises(urllib.error.HTTPError, match="421") as refused:
                urllib.request.urlopen(request)
            refused.value.close()
            port = int(address.rstrip("/").rpartition(":")[2])
            with socket.socket() as other, pytest.raises(OSError, match=r"refused|unreachable|assign"):
                # bound to one address of this machine, not to all of them
                other.connect(("127.0.0.2", port))
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert not process.stderr.read()


def test_a_port_that_is_taken_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.run(["serve", str(store), "--port", str(port)]) == 2
    assert f"port {port} cannot be listened on" in capsys.readouterr().err


def test_a_store_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", str(tmp_path / "none.db")]) == 2
    assert "there is no such store" in capsys.readouterr().err
