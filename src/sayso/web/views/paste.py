"""A report that somebody pastes, or whose file somebody drops: read at once, shown, and not kept."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from sayso import ingest, pipeline
from sayso.errors import InputError
from sayso.ingest.incoming import Incoming
from sayso.reading import Reading
from sayso.web.look import as_json, render
from sayso.web.site import Site
from sayso.web.views.report import seen

LARGEST = 512 * 1024
"""Bytes that may be pasted or dropped: some 80,000 words."""


def empty(site: Site, request: Request) -> Response:
    """The empty box."""
    return render(site, request, "paste.html", text="", published="", trouble="")


async def paste(site: Site, request: Request) -> Response:
    """The reading of what was pasted; ``as=json`` gives the record."""
    # parts are as large as the whole may be, which the guard sees to
    async with request.form(max_files=1, max_fields=10, max_part_size=4 * LARGEST) as form:
        text, published, kind = _field(form, "text"), _field(form, "published").strip(), _field(form, "as")
        paper_only = _field(form, "voices") == "paper"
        file = form.get("file")
        name, data = "", b""
        if isinstance(file, UploadFile) and file.filename:
            name, data = file.filename, await file.read()
    if max(len(text.encode()), len(data)) > LARGEST:
        return _again(site, request, ("", published), f"More than {LARGEST // 1024:,} kB; one report is shorter.", 413)
    if not site.readings.acquire(blocking=False):
        return _again(site, request, (text, published), "Other reports are being read just now.", 503)
    try:
        reading = await run_in_threadpool(_read, site, text, published, (name, data))
    except InputError as error:
        return _again(site, request, (text, published), str(error), 422)
    finally:
        site.readings.release()
    if kind == "json":
        return as_json(reading.to_dict())
    shown = seen(reading.to_dict(), paper_only=paper_only)
    day = reading.document.published
    pasted = {"text": reading.document.text, "published": day.isoformat() if day else ""}
    return render(site, request, "report.html", seen=shown, id="", copies=[], print=False, pasted=pasted)


def _read(site: Site, text: str, published: str, file: tuple[str, bytes]) -> Reading:
    # browsers send line ends as CR LF, whatever was pasted
    text = text.replace("\r\n", "\n")
    incoming = _dropped(file, published) if file[1] and not text.strip() else ingest.report(text, published or None)
    return pipeline.read(incoming.document, incoming.problems, tools=pipeline.shared_tools(site.model))


def _dropped(file: tuple[str, bytes], published: str) -> Incoming:
    """The one report in a file; the file is written to a folder that is gone afterwards, since ingest reads files."""
    name, data = file
    with tempfile.TemporaryDirectory() as folder:
        suffix = PurePath(name).suffix.lower()
        path = Path(folder, "file" + (suffix if suffix.isascii() and suffix[1:].isalnum() else ""))
        path.write_bytes(data)
        try:
            found = list(ingest.documents(str(path), published or None))
        except InputError as error:
            raise type(error)(str(error).replace(str(path), PurePath(name).name)) from None
    if len(found) != 1:
        raise InputError(f"{name}: {len(found)} reports, but this page reads one; use `sayso code` for many")
    return found[0]


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _again(site: Site, request: Request, given: tuple[str, str], trouble: str, status: int) -> Response:
    answer = render(site, request, "paste.html", status=status, text=given[0], published=given[1], trouble=trouble)
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer
