"""The page as one ASGI application: which address leads to which view, and what is answered where none can."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from importlib import resources

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from sayso.errors import InputError, QueryError, SaysoError
from sayso.query import Archive
from sayso.web.guard import Guard, TooMuch, too_much
from sayso.web.look import render
from sayso.web.site import Site, site
from sayso.web.views import actor, dyad, overview, paste, report, search, system

View = Callable[[Site, Request], Response]

_VIEWS: tuple[tuple[str, View], ...] = (
    ("/overview", overview.overview),
    ("/overview.json", overview.overview_json),
    ("/overview.csv", overview.overview_csv),
    ("/report", report.report),
    ("/report.json", report.report_json),
    ("/report.csv", report.report_csv),
    ("/search", search.search),
    ("/search.json", search.search_json),
    ("/search.csv", search.search_csv),
    ("/claims", search.claims),
    ("/system", system.system),
    ("/system.json", system.system_json),
    ("/system.csv", system.system_csv),
    ("/actor", actor.actor),
    ("/actor.json", actor.actor_json),
    ("/actor.csv", actor.actor_csv),
    ("/dyad", dyad.dyad),
    ("/dyad.json", dyad.dyad_json),
    ("/dyad.csv", dyad.dyad_csv),
    ("/paste", paste.empty),
)
"""Address and view, in the order of the menu; a view has twins with the same data as files."""

_SPARE = 64 * 1024
"""Bytes that a form has besides the report in it."""


class _Static(StaticFiles):
    """Scripts and styles of the package, which may be kept for an hour."""

    def file_response(self, *given: object, **more: object) -> Response:
        answer = super().file_response(*given, **more)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "max-age=3600"
        return answer


def make_app(archive: Archive | None, *, model: str = "base", largest: int = paste.LARGEST) -> ASGIApp:
    """The application over a store, which it only reads, or, without one, for pasted reports alone.

    ``model`` reads what is pasted; ``largest`` is how many bytes may be pasted.
    """
    here = site(archive, model)
    routes: list[Route | Mount] = [
        Route("/", partial(_start, here)),
        *(Route(path, partial(view, here)) for path, view in _VIEWS),
        Route("/paste", _asynchronous(partial(paste.paste, here)), methods=["POST"]),
        Mount("/static", _Static(directory=str(resources.files("sayso.web") / "static"))),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={
            TooMuch: _too_much,
            SaysoError: partial(_cannot, here),
            HTTPException: partial(_not_there, here),
        },
    )
    return Guard(app, 3 * largest + _SPARE)


def _start(here: Site, _: Request) -> Response:
    return RedirectResponse("/paste" if here.archive is None else "/overview")


def _asynchronous(view: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await view(request)

    return answer


def _too_much(_: Request, error: Exception) -> Response:
    assert isinstance(error, TooMuch)  # noqa: S101 - it is registered for nothing else
    return too_much(error.largest)


def _cannot(here: Site, request: Request, error: Exception) -> Response:
    status = 422 if isinstance(error, QueryError) else 404 if isinstance(error, InputError) else 500
    return render(here, request, "trouble.html", status=status, trouble=str(error))


def _not_there(here: Site, request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for nothing else
    words = {404: "There is no such page.", 405: "That cannot be done here."}.get(error.status_code, error.detail)
    return render(here, request, "trouble.html", status=error.status_code, trouble=words)
