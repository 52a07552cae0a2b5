"""Fetches a page or a feed from the net, and never from a machine nearer than that.

A name is looked up once; the addresses it stands for are checked, and the connection is made to a checked one, so that
a second answer of the name server cannot lead elsewhere. Every redirect goes through the same checks. Proxies that the
environment names are not used: they would look up names themselves.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urljoin, urlsplit

from sayso.errors import InputError
from sayso.ingest.limits import LARGEST_REPORT
from sayso.ingest.packed import inflated

_REDIRECTS = {301, 302, 303, 307, 308}
_UNCHANGED = 304
_NAT64 = IPv6Network("64:ff9b::/96")
_CHUNK = 65_536
_KEPT = "/%:@!$&'()*+,;=~?-._[]"
_HEADERS = {
    "User-Agent": "sayso (reads news reports for research)",
    "Accept": "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Net:
    """What may be fetched, and how much of it.

    ``follow``: fetch the pages that feeds link to; ``allow_private``: also from this machine and private networks;
    ``cache``: a small JSON file that remembers feeds, so that an unchanged one is not sent again; ``timeout``: seconds
    without a byte; ``longest``: seconds for one fetch with its redirects; ``largest``: bytes of one answer.
    """

    follow: bool = False
    allow_private: bool = False
    cache: Path | None = None
    timeout: float = 20.0
    longest: float = 60.0
    largest: int = LARGEST_REPORT
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the address it came from in the end, the bytes, what its head says of them.

    ``data`` is None where nothing changed since the validators that were sent.
    """

    address: str
    data: bytes | None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def is_address(given: str) -> bool:
    """True for what has a scheme, as in ``https://news.example/``.

    >>> is_address("https://news.example/"), is_address("news/a.txt")
    (True, False)
    """
    return "://" in given


def fetch(address: str, net: Net, validators: Mapping[str, str] | None = None) -> Answer:
    """The answer to a request for an http or https address, over redirects; ``validators`` are headers to send along.

    Raises InputError, naming the address, for any other scheme, a host in a private, loopback, link-local or reserved
    network (unless allowed), too many redirects, an answer that is no success, too large, too slow or broken.
    """
    ends = time.monotonic() + net.longest
    here = address
    for _ in range(net.redirects + 1):
        try:
            with _asked(here, net, ends, {**_HEADERS, **(validators or {})}) as response:
                if response.status not in _REDIRECTS:
                    return _answer(here, response, net, asked=bool(validators))
                here = urljoin(here, response.headers.get("Location") or _refuse("a redirect that leads nowhere"))
        except _Refusal as refusal:
            at = "" if here == address else f"it leads to {here[:200]}: "
            raise InputError(f"{address}: {_printable(f'{at}{refusal}')}") from None
    raise InputError(f"{address}: more than {net.redirects} redirects; check the address in a browser")


class _Refusal(Exception):
    """What is wrong and what to do, still without the address."""


def _refuse(what: str, advice: str = "check the address in a browser") -> NoReturn:
    raise _Refusal(f"{what}; {advice}")


def _answer(here: str, response: http.client.HTTPResponse, net: Net, *, asked: bool) -> Answer:
    headers = response.headers
    if response.status == _UNCHANGED and asked:
        return Answer(here, None)
    if response.status != http.HTTPStatus.OK:
        _refuse(f"the server answers {response.status} {response.reason[:60]}", "check the address, or try again later")
    data = bytearray()
    while len(data) <= net.largest and (piece := response.read(_CHUNK)):
        data += piece
    if response.length and len(data) <= net.largest:
        _refuse(f"the answer breaks off after {len(data):,} bytes", "try again later")
    coding = (headers.get("Content-Encoding") or "").strip().lower()
    body = inflated(bytes(data), coding, net.largest) if len(data) <= net.largest else bytes(data)
    if body is None:
        _refuse(f"an answer whose content coding, {coding[:40]!r}, is broken or none that can be undone")
    elif len(body) > net.largest:
        _refuse(f"more than the {net.largest:,} bytes that are fetched", "save it to a file and name that")
    return Answer(here, body, headers.get_content_charset(), headers.get("ETag"), headers.get("Last-Modified"))


@contextmanager
def _asked(address: str, net: Net, ends: float, headers: Mapping[str, str]) -> Iterator[http.client.HTTPResponse]:
    """The response to one request, without redirects; its connection is closed in the end."""
    scheme, host, port, path = _parts(address)
    late = threading.Event()
    try:
        with _connected(host, port, net) as plain, _deadline(plain, ends, late):
            if scheme == "https":
                context = ssl.create_default_context()
                with context.wrap_socket(plain, server_hostname=host) as secure:
                    yield _request(http.client.HTTPSConnection(host, port, context=context), secure, path, headers)
            else:
                yield _request(http.client.HTTPConnection(host, port), plain, path, headers)
            if late.is_set():
                _refuse(f"not all there after {net.longest:g} seconds", "try again later")
    except TimeoutError:
        _refuse(f"no answer within {net.timeout:g} seconds", "try again later")
    except ssl.SSLCertVerificationError as error:
        _refuse(f"its certificate is not to be trusted ({error.verify_message})")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set():
            _refuse(f"not all there after {net.longest:g} seconds", "try again later")
        _refuse(f"it cannot be fetched ({_reason(error)})", "check the address and the connection")


def _request(
    connection: http.client.HTTPConnection, via: socket.socket, path: str, headers: Mapping[str, str]
) -> http.client.HTTPResponse:
    connection.sock = via
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def _parts(address: str) -> tuple[str, str, int, str]:
    """Scheme, host as it goes over the wire, port, path with query."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except ValueError:
        _refuse("no web address")
    if parts.scheme not in ("http", "https"):
        _refuse(f"{parts.scheme}: addresses are not opened", "give one that begins with https:// or http://")
    if not host:
        _refuse("an address without a host")
    path = quote(parts.path or "/", _KEPT) + (f"?{quote(parts.query, _KEPT)}" if parts.query else "")
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path


def _connected(host: str, port: int, net: Net) -> socket.socket:
    """A connection to one of the addresses of the host that may be asked."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [str(to[0]) for *_, to in found if net.allow_private or is_public(str(to[0]))]
    if not allowed:
        near = found[0][4][0] if found else "nowhere"
        _refuse(f"{host} is {near}, in a private or reserved network, which is not asked", "save the page to a file")
    for number, address in enumerate(allowed[:3], 1):
        try:
            return socket.create_connection((address, port), net.timeout)
        except OSError:
            if number == len(allowed[:3]):
                raise
    raise OSError("no address")


def is_public(address: str) -> bool:
    """True for an IP address out on the internet, where it is not one that only stands for an inner one.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ip_address(int(ip) & 0xFFFF_FFFF)  # type: ignore[assignment]
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_private)


@contextmanager
def _deadline(connection: socket.socket, ends: float, late: threading.Event) -> Iterator[None]:
    """Ends the connection from outside when the time is up: a server that sends a byte now and then never times out."""
    # a copy: the connection itself may by then be wrapped for encryption
    copy = connection.dup()

    def end() -> None:
        late.set()
        try:
            copy.shutdown(socket.SHUT_RDWR)
        except OSError:
            # the other side was quicker
            return

    timer = threading.Timer(max(ends - time.monotonic(), 0), end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        copy.close()


def _printable(words: str) -> str:
    """Without line ends and what a terminal might obey: a server can put anything into its answer."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _reason(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return words[:120] or type(error).__name__
