"""Templates: everything that they put in is escaped, unless it is markup that a template made."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso import __version__
from sayso.model.text import plain
from sayso.web import words
from sayso.web.asked import address
from sayso.web.site import Site


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}
    environment.globals |= {
        "version": __version__,
        "word": words.word,
        "quads": words.QUADS,
        "country": words.country,
        "link": lambda path, **pairs: address(path, [(k, str(v)) for k, v in pairs.items() if v not in (None, "")]),
    }
    environment.filters["shown"] = words.shown
    environment.filters["plain"] = plain
    environment.filters["anchor"] = words.anchor
    environment.filters["thousands"] = lambda number: f"{number:,}"
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    return environment


def render(site: Site, request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    """The page that a template makes."""
    template = _environment().get_template(name)
    page = template.render(has_store=site.archive is not None, path=request.url.path, **values)
    # half characters have no UTF-8, wherever they came from
    return HTMLResponse(page.encode("utf-8", "replace"), status)


def as_json(value: Any, *, status: int = 200) -> Response:
    """A value as JSON; what UTF-8 cannot hold is written as an escape."""
    return Response(json.dumps(value).encode("ascii"), status, media_type="application/json")
