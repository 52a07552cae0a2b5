"""What is fetched, how much of it, and what is never asked."""

from __future__ import annotations

import gzip
import io
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import run
from sayso.errors import InputError
from sayso.ingest import Net, documents
from sayso.ingest.net import fetch, is_public
from sayso.stage import Tools
from tests.ingest.conftest import Site
from tests.ingest.made import OTHER, SENTENCE, page, split

LOCAL = Net(allow_private=True, timeout=5)


def _names(monkeypatch: pytest.MonkeyPatch, **hosts: list[str]) -> list[str]:
    """Makes names stand for addresses; gives the list of the names that were looked up."""
    real, asked = socket.getaddrinfo, []

    def look_up(host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        asked.append(host)
        given = hosts.get(host.split(".", maxsplit=1)[0])
        if given is None:
            return list(real(host, port, *args, **more))
        kinds = [(socket.AF_INET6 if ":" in address else socket.AF_INET, address) for address in given]
        return [(kind, socket.SOCK_STREAM, 6, "", (address, port)) for kind, address in kinds]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    return asked


def test_a_page(site: Site) -> None:
    [found] = documents(site.serve("/2023/04/06/talks", page(), Content_Type="text/html"), net=LOCAL)
    assert SENTENCE.strip() in found.document.text
    assert found.document.source == f"{site.address}/2023/04/06/talks"
    assert str(found.document.published) == "2023-04-06"


def test_other_things_are_told_by_their_content(site: Site) -> None:
    site.serve("/rows", "\n".join(json.dumps({"id": i, "text": SENTENCE + i}) for i in "ab"), Content_Type="text/html")
    site.serve("/text", OTHER)
    site.serve("/rows.gz", gzip.compress(json.dumps({"id": "c", "text": SENTENCE}).encode()))
    read, refused = split([f"{site.address}{path}" for path in ("/rows", "/text", "/rows.gz", "/none")], net=LOCAL)
    assert [i.document.text[-5:] for i in read] == ["on. a", "on. b", OTHER[-5:], SENTENCE[-5:]]
    assert "answers 404" in refused[0].what


def test_the_encoding_that_the_server_states(site: Site) -> None:
    body = page("Třebíč’s mayor said that talks would go on. ").encode("cp1250")
    [found] = documents(site.serve("/a", body, Content_Type="text/html; charset=windows-1250"), net=LOCAL)
    assert "Třebíč’s mayor" in found.document.text


def test_packed_answers(site: Site) -> None:
    [found] = documents(site.serve("/a", gzip.compress(page().encode()), Content_Encoding="gzip"), net=LOCAL)
    assert SENTENCE.strip() in found.document.text
    site.serve("/bomb", gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")
    site.serve("/broken", b"no gzip", Content_Encoding="gzip")
    site.serve("/other", b"x", Content_Encoding="zstd")
    for path, what in (("/bomb", "more than the 10,000,000 bytes"), ("/broken", "'gzip'"), ("/other", "'zstd'")):
        with pytest.raises(InputError, match=what):
            fetch(site.address + path, LOCAL)


@pytest.mark.parametrize(
    "address",
    [
        *"0.0.0.0 10.1.2.3 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 192.168.1.1 100.64.0.1 224.0.0.1".split(),
        *"192.0.2.1 198.18.0.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fec0::1 ff02::1".split(),
        *"::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 2001::1 fe80::1%1".split(),
    ],
)
def test_inner_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_outer_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_is_not_asked(site: Site, host: str) -> None:
    with pytest.raises(InputError, match=r"(private or reserved network|cannot be fetched).*; "):
        fetch(f"http://{host}:{site.server.server_address[1]}/", Net())
    assert site.asked == []


@pytest.mark.parametrize("inner", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_name_that_stands_for_an_inner_address(monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    _names(monkeypatch, news=[inner])
    monkeypatch.setattr("socket.create_connection", _never)
    with pytest.raises(InputError, match=r"news\.example is .*, in a private or reserved network"):
        fetch("http://news.example/", Net())


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _names(monkeypatch, news=["127.0.0.1", "93.184.216.34"])
    reached = []

    def connect(to: tuple[str, int], timeout: float) -> socket.socket:
        reached.append(to)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(InputError, match=r"cannot be fetched \(Connection refused\)"):
        fetch("http://news.example:81/", Net())
    assert asked == ["news.example"], "looked up once"
    assert reached == [("93.184.216.34", 81)]


def test_a_redirect_inwards_is_not_followed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # the first address passes for an outer one, as a page in the net would; what it leads to does not
    port = site.server.server_address[1]
    _names(monkeypatch, news=["127.0.0.1"])
    monkeypatch.setattr("sayso.ingest.net.is_public", lambda address: site.asked == [])
    site.serve("/secret", OTHER)
    for target in (f"http://localhost:{port}/secret", "/secret", "//127.0.0.1/secret"):
        site.asked.clear()
        site.serve("/a", "", status=302, Location=target)
        _, [refused] = split([f"http://news.example:{port}/a"])
        assert "it leads to http://" in refused.what and "private or reserved network" in refused.what
        assert [path for path, _ in site.asked] == ["/a"]


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://localhost/a", "gopher://localhost/", "javascript:x"])
def test_a_redirect_to_another_scheme(site: Site, target: str) -> None:
    with pytest.raises(InputError, match="addresses are not opened; give one that begins with https://"):
        fetch(site.serve("/a", "", status=301, Location=target), LOCAL)


def test_redirects_are_followed_and_counted(site: Site) -> None:
    for number in range(9):
        site.serve(f"/{number}", "", status=302, Location=f"/{number - 1}")
    site.serve("/0", page())
    [found] = documents(f"{site.address}/5", net=LOCAL)
    assert SENTENCE.strip() in found.document.text
    site.asked.clear()
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetch(f"{site.address}/8", LOCAL)
    assert len(site.asked) == 6
    with pytest.raises(InputError, match="a redirect that leads nowhere"):
        fetch(site.serve("/a", "", status=302), LOCAL)


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "FILE:///etc/hostname", "ftp://a/b", "http://", "http://a:x/"]
)
def test_other_addresses(address: str) -> None:
    with pytest.raises(InputError, match=r"; (give|check)"):
        list(documents(address))


def test_no_more_than_the_limit_is_fetched(site: Site) -> None:
    sent = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(1_000):
            request.wfile.write(b"a" * 65_536)
            sent.append(65_536)

    site.answers["/a"] = endless
    with pytest.raises(InputError, match="more than the 100,000 bytes that are fetched; save it to a file"):
        fetch(f"{site.address}/a", Net(allow_private=True, largest=100_000))
    assert sum(sent) < 40_000_000, "the connection was closed long before its end"


def _silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def _dripping_head(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(60):
        request.wfile.write(b"a")
        time.sleep(0.05)


def _dripping_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(60):
        request.wfile.write(b"a")
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [_silent, _dripping_head, _dripping_body])
def test_a_slow_server_does_not_hold_us_up(site: Site, slow: Callable[[BaseHTTPRequestHandler], None]) -> None:
    site.answers["/a"] = slow
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"(no answer within 0\.4|not all there after 0\.8) seconds; try again later"):
        fetch(f"{site.address}/a", Net(allow_private=True, timeout=0.4, longest=0.8))
    assert time.monotonic() - begun < 2.5


def test_a_server_that_breaks_off(site: Site) -> None:
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"only this")

    site.answers["/a"] = broken
    with pytest.raises(InputError, match="the answer breaks off after 9 bytes; try again later"):
        fetch(f"{site.address}/a", LOCAL)


@pytest.mark.parametrize(
    "answer",
    [b"not HTTP\r\n\r\n", b"\x1b[31mred\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
)
def test_a_server_that_does_not_speak_http(site: Site, answer: bytes) -> None:
    def odd(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(answer)

    site.answers["/a"] = odd
    with pytest.raises(InputError, match=r"cannot be fetched .*; check the address and the connection") as caught:
        fetch(f"{site.address}/a", LOCAL)
    assert str(caught.value).isprintable()


def test_addresses_are_quoted_and_carry_no_password(site: Site) -> None:
    site.serve("/caf%C3%A9?q=a%20b&c=%2F", OTHER)
    [found] = documents(f"{site.address.replace('//', '//me:secret@')}/café?q=a b&c=%2F#part", net=LOCAL)
    assert found.document.text == OTHER
    [(_, headers)] = site.asked
    assert headers["Host"] == site.address.removeprefix("http://")
    assert "Authorization" not in headers


def _never(*args: object) -> None:
    raise AssertionError("a connection was made")


class _Secure:
    """A server with a certificate that it signed itself, for the name ``news.example``."""

    certificate = Path(__file__).with_name("news.example.pem")

    def __init__(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self._socket = context.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True)
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def _answer(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except ssl.SSLError:
                continue
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                body = OTHER.encode()
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


def test_certificates_are_checked_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    secure = _Secure()
    _names(monkeypatch, news=["127.0.0.1"], other=["127.0.0.1"])
    try:
        with pytest.raises(InputError, match="its certificate is not to be trusted"):
            fetch(f"https://news.example:{secure.port}/", LOCAL)
        monkeypatch.setenv("SSL_CERT_FILE", str(secure.certificate))
        assert fetch(f"https://news.example:{secure.port}/", LOCAL).data == OTHER.encode()
        with pytest.raises(InputError, match="its certificate is not to be trusted"):
            fetch(f"https://other.example:{secure.port}/", LOCAL)
    finally:
        secure.close()


def test_the_command_fetches_a_page(
    site: Site, fake: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = site.serve("/a", page())
    assert run(["read", address]) == 2
    assert "private or reserved network" in capsys.readouterr().err
    monkeypatch.setattr("sayso.ingest.net.is_public", lambda address: True)
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(buffer := io.BytesIO()))
    assert run(["read", address, "--json"]) == 0
    assert json.loads(buffer.getvalue())["source"] == address
