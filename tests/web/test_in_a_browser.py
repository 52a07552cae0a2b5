"""Each view in a real browser: with and without JavaScript, on a phone and on a desk; whether all can use it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from sayso.stage import Tools
from tests.web.conftest import served
from tests.web.stores import EVIL

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
LIT = re.compile(r"\blit\b")
SIZES = ((400, 800), (1400, 900))

VIEWS = {
    "/overview": ("Overview", "8 claims in 2 reports"),
    "/report?id=r1": ("Arrests in Port Vell", "Its interior ministry said Belmark had paid the men."),
    "/report?id=r1&voices=paper": ("Arrests in Port Vell", "Dovia sells drones to Arland."),
    "/report?id=r1&print=1": ("Arrests in Port Vell", "The paper itself"),
    "/system?report=r1": ("Arrests in Port Vell", "says Azerbaijan"),
    "/system": ("Who stands how to whom", "The same as a list"),
    "/search?words=Belmark": ("Search claims", "claims"),
    "/actor?name=AZE": ("Azerbaijan", "What others say of it"),
    "/dyad?a=AZE&b=IRN": ("Azerbaijan and Iran", "told by one side only"),
    "/dyad": ("Two actors", "Most is told of"),
    "/paste": ("Paste a report", "nothing is kept"),
    "/report?id=none": ("That cannot be shown", "no report"),
}
"""Address, headline, words that are seen there."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser; tests that need one are skipped, and say so, where there is none, unless one is said to be there."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium here; install it, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page of the browser, with all that it complains about."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", lambda r: self._note(r.url))
        self.elsewhere: list[str] = []

    def _failed(self, request: Request) -> None:
        # a page that is left does not wait for the rest of it
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"{request.url}: {request.failure}")

    def _note(self, url: str) -> None:
        if not url.startswith("http://127.0.0.1:"):
            self.elsewhere.append(url)

    def drawn(self) -> None:
        """Waits until pictures and charts are there."""
        for place in self.page.locator("[data-picture], [data-chart]").all():
            expect(place).to_have_attribute("data-drawn", "yes", timeout=15000)


class Look(Protocol):
    """Opens a page of some size, with or without JavaScript."""

    def __call__(self, width: int = 1400, height: int = 900, *, script: bool = True, dark: bool = False) -> Watched: ...


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Gives pages of a width, with or without JavaScript."""
    contexts: list[BrowserContext] = []

    def opened(width: int = 1400, height: int = 900, *, script: bool = True, dark: bool = False) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        return Watched(context)

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda s: str(s[0]))
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("address", VIEWS)
def test_each_view(look: Look, page_address: str, address: str, script: bool, size: tuple[int, int]) -> None:
    watched = look(*size, script=script)
    page = watched.page
    page.goto(page_address + address)
    headline, words = VIEWS[address]
    expect(page.locator("h1")).to_have_text(headline)
    expect(page.locator("main")).to_contain_text(words)
    if script:
        watched.drawn()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0], f"the page is {wide} wide"
    missing = [c for c in watched.complaints if "404" not in c or "none" not in address]
    assert not missing
    assert not watched.elsewhere


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", VIEWS)
def test_all_can_use_each_view(look: Look, page_address: str, address: str, dark: bool) -> None:
    watched = look(dark=dark)
    watched.page.goto(page_address + address)
    watched.drawn()
    assert not _faults(watched.page)


def test_all_can_use_it_on_a_phone(look: Look, page_address: str) -> None:
    watched = look(400, 800)
    for address in VIEWS:
        watched.page.goto(page_address + address)
        watched.drawn()
        assert not _faults(watched.page), address


def _faults(page: Page) -> list[str]:
    """What axe finds that is serious, or worse."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary'][:200]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def test_a_claim_lights_up_its_words_and_they_it(look: Look, page_address: str) -> None:
    page = look().page
    page.goto(page_address + "/report?id=r1")
    item, words = page.locator("#c2"), page.locator("#in-text-c2")
    item.hover()
    expect(words).to_have_class(LIT)
    expect(page.locator("#in-text-c1")).not_to_have_class(LIT)
    words.hover()
    expect(item).to_have_class(LIT)
    # and by keyboard
    page.locator("#in-text-c1").focus()
    expect(page.locator("#c1")).to_have_class(LIT)
    expect(item).not_to_have_class(LIT)
    page.locator("#c6 .to-text").focus()
    expect(page.locator("#in-text-c6")).to_have_class(LIT)


def test_the_keyboard_comes_to_every_claim(look: Look, page_address: str) -> None:
    page = look(script=False).page
    page.goto(page_address + "/report?id=r1")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#c1 summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#c1 pre")).to_be_visible()
    expect(page.locator("#c1 pre")).to_contain_text("the encoder's head events")


def test_without_a_script_marks_lead_to_claims_and_back(look: Look, page_address: str) -> None:
    page = look(script=False).page
    page.goto(page_address + "/report?id=r1")
    page.locator("#in-text-c5").click()
    assert page.url.endswith("#c5")
    page.locator("#c5 .to-text").click()
    assert page.url.endswith("#in-text-c5")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_searching_narrows_and_the_address_holds_it(look: Look, page_address: str, script: bool) -> None:
    watched = look(script=script)
    page = watched.page
    page.goto(page_address + "/search")
    page.locator("#words").fill("Belmark")
    page.locator("#words").press("Enter")
    expect(page.locator(".summary h2")).to_have_text("7 claims")
    page.locator('input[name="voice"][value="IRN"]').check()
    if not script:
        page.get_by_role("button", name="Narrow", exact=True).click()
    expect(page.locator(".summary h2")).to_have_text("2 claims")
    expect(page.locator(".chips")).to_contain_text("said by Iran")
    assert "words=Belmark" in page.url and "voice=IRN" in page.url
    page.goto(page.url)
    expect(page.locator(".summary h2")).to_have_text("2 claims")
    page.locator(".chips a", has_text="said by Iran").click()
    expect(page.locator(".summary h2")).to_have_text("7 claims")
    assert not watched.complaints


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_line_of_the_picture_leads_to_its_claims(look: Look, page_address: str, script: bool) -> None:
    watched = look(script=script)
    page = watched.page
    page.goto(page_address + "/system")
    row = page.locator(".edge", has_text="shelling")
    row.locator("summary").click()
    row.get_by_role("link").first.click()
    expect(page.locator("#claims")).to_contain_text("Ada Quint said")
    assert ("/claims?" in page.url) is not script
    assert not watched.complaints


def test_a_click_on_a_line_opens_it(look: Look, page_address: str) -> None:
    watched = look()
    page = watched.page
    page.goto(page_address + "/system?report=r1")
    watched.drawn()
    id = page.locator(".edge", has_text="supplies drones to").locator("details").get_attribute("data-edge")
    page.evaluate("id => pictures[0].getElementById(id).emit('tap')", id)
    expect(page.locator(f"#edge-{id} details")).to_have_attribute("open", "")
    expect(page.locator(f"#edge-{id}")).to_contain_text("tie in the report")


def test_the_slider_leaves_out_what_is_not_of_the_days(look: Look, page_address: str) -> None:
    watched = look()
    page = watched.page
    page.goto(page_address + "/system?report=r1")
    watched.drawn()
    expect(page.locator(".edge", has_text="shelling")).to_be_visible()
    page.locator(".slider .from").fill("90")
    expect(page.locator(".edge", has_text="shelling")).to_be_hidden()
    expect(page.locator(".edge", has_text="supplies drones to")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pasting_in_a_browser(look: Look, fake: Tools, script: bool) -> None:
    with served(None) as address:
        watched = look(script=script)
        page = watched.page
        page.goto(address)
        page.locator("#text").fill(f"{EVIL} Baku arrested six men on Monday, officials said.\n\nTehran denied it.")
        page.locator("#published").fill("2023-04-06")
        page.get_by_role("button", name="Read it").click()
        expect(page.locator(".about")).to_contain_text("published 2023-04-06")
        expect(page.locator("article")).to_contain_text(EVIL)
        page.get_by_role("button", name="Only what the paper says itself").click()
        expect(page.get_by_role("button", name="Only what the paper says itself")).to_have_attribute(
            "aria-pressed", "true"
        )
        expect(page.locator("article")).to_contain_text("Tehran denied it.")
        assert page.title() != "owned" and not watched.complaints


def test_a_store_that_means_harm_does_none(look: Look, hostile_address: str) -> None:
    watched = look()
    page = watched.page
    for address in (
        "/overview", "/search", "/system", f"/system?report={quote(EVIL)}", f"/report?id={quote(EVIL)}",
        f"/actor?name={quote(EVIL)}", "/actor?name=AZE", "/dyad",
    ):  # fmt: skip
        page.goto(hostile_address + address)
        watched.drawn()
        assert "owned" not in page.title().split(" · ")
        assert page.evaluate("document.querySelectorAll('main img, main [onload], main [onerror]').length") == 0
    assert not watched.complaints and not watched.elsewhere


def test_nothing_runs_that_is_not_of_the_page(look: Look, page_address: str) -> None:
    page = look().page
    page.goto(page_address + "/overview")
    refused = page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (e) => done(e.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "document.title = 'owned'";
          document.body.append(script);
        })"""
    )
    assert refused == "script-src-elem" and page.title() == "Overview · Sayso"


def test_facets_that_were_opened_stay_open(look: Look, page_address: str) -> None:
    page = look().page
    page.goto(page_address + "/search")
    page.locator(".facet summary", has_text="Who does it").click()
    page.locator('input[name="voice"][value="IRN"]').check()
    expect(page.locator(".chips")).to_contain_text("said by Iran")
    expect(page.locator('input[name="actor"][value="IRN"]')).to_be_visible()


def test_a_file_can_be_chosen(look: Look, fake: Tools) -> None:
    with served(None) as address:
        page = look().page
        page.goto(address)
        report = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Baku arrested six men on Monday."}
        page.locator("#file").set_input_files(report)  # type: ignore[arg-type]
        page.get_by_role("button", name="Read it").click()
        expect(page.locator("article")).to_contain_text("Baku arrested six men on Monday.")


def test_a_file_can_be_dropped(look: Look, fake: Tools) -> None:
    with served(None) as address:
        watched = look()
        page = watched.page
        page.goto(address)
        page.locator("#text").fill("Something that was there before.")
        held = page.evaluate_handle(
            """() => {
              const held = new DataTransfer();
              const text = "Baku arrested “six men” on Monday, officials said.";
              held.items.add(new File([text], "a.txt", {type: "text/plain"}));
              return held;
            }"""
        )
        box = page.locator("form.box")
        page.dispatch_event("#text", "dragover", {"dataTransfer": held})
        expect(box).to_have_class("box dragged")
        page.dispatch_event("#text", "dragleave", {"dataTransfer": held})
        expect(box).to_have_class("box")
        page.dispatch_event("#text", "dragover", {"dataTransfer": held})
        page.dispatch_event("#text", "drop", {"dataTransfer": held})
        expect(box).to_have_class("box")
        expect(page.locator("#text")).to_have_value("")
        assert page.locator("#file").evaluate("file => [...file.files].map(one => one.name)") == ["a.txt"]
        page.get_by_role("button", name="Read it").click()
        expect(page.locator("article")).to_contain_text("Baku arrested “six men” on Monday, officials said.")
        assert not watched.complaints and not watched.elsewhere


def test_words_that_are_dropped_are_left_to_the_browser(look: Look) -> None:
    with served(None) as address:
        page = look().page
        page.goto(address)
        page.locator("#text").fill("Something that was there before.")
        taken = page.evaluate(
            """() => {
              const held = new DataTransfer();
              held.setData("text/plain", "words");
              const drop = new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true});
              return !document.querySelector("#text").dispatchEvent(drop);
            }"""
        )
        assert not taken, "the page itself does nothing with it"
        expect(page.locator("#text")).to_have_value("Something that was there before.")
