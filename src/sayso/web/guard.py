"""What stands before every page: who may ask, how much may be sent, and what a browser may do with the answer."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost", "[::1]")
"""Names under which the page may be asked for. Any other is a site that has its own name point here (DNS rebinding)."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""Content-Security-Policy: nothing inline, nothing from elsewhere, no eval."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # the address of a page holds what was searched for; and no-referrer would leave our own forms without an origin
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses requests that do not come from the page itself, and those that send too much; adds headers to the rest.

    ``largest`` is how many bytes a request may send.
    """

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._app(scope, _Taken(receive, self._largest), _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if _name(headers.get("host", "")) not in HOSTS:
            return PlainTextResponse("This page answers on 127.0.0.1 only; open it under that address.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            origin = headers.get("origin")
            if origin is not None and origin != f"{scope['scheme']}://{headers['host']}":
                return PlainTextResponse("Another site sent this; paste the report on the page itself.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._largest:
            return too_much(self._largest)
        return None


class TooMuch(Exception):
    """A request sends more than it may, and did not say so beforehand. ``largest``: bytes that it may send."""

    def __init__(self, largest: int) -> None:
        super().__init__(largest)
        self.largest = largest


class _Taken:
    """Counts the bytes that come in."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._largest, self._left = receive, largest, largest

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooMuch(self._largest)
        return message


def too_much(largest: int) -> PlainTextResponse:
    """The answer to a request that sends too much."""
    return PlainTextResponse(
        f"More than {largest // 1024:,} kB; the page reads one report at a time. Use `sayso code` for many.\n", 413
    )


def _name(host: str) -> str:
    """A host without its port."""
    name, colon, port = host.rpartition(":")
    return name.lower() if colon and port.isdecimal() else host.lower()


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            # a store may be written to meanwhile, and a report is nobody else's business
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return with_headers
