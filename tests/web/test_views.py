"""What each view says, its twins, and what is answered to what cannot be."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso import ingest
from sayso.stage import Tools
from sayso.store import Writer, open_store
from sayso.web import guard, site
from sayso.web.views import paste
from tests.store.records import claim, record
from tests.web.conftest import Ask
from tests.web.stores import EVIL, QUOTES, hostile, two_countries

VIEWS = (
    "/overview", "/search", "/system", "/system?report=r1", "/report?id=r1", "/actor?name=AZE", "/dyad?a=AZE&b=IRN",
    "/dyad", "/paste",
)  # fmt: skip


def body(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


def words_of(page: str) -> str:
    """The page without its markup, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


@pytest.mark.parametrize("address", VIEWS)
def test_no_view_has_anything_inline_or_from_elsewhere(ask: Ask, store: Path, address: str) -> None:
    page = body(ask(store), address)
    assert not re.search(r"<[^>]*\s(on\w+|style)\s*=", page)
    assert "<style" not in page
    for script in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in script or 'type="application/json"' in script
    assert not re.search(r"""(src|href|action)=["']?(https?:|//)""", page)


@pytest.mark.parametrize("address", [*VIEWS, "/nowhere", "/static/page.css", "/search.json"])
def test_every_answer_has_the_policy(ask: Ask, store: Path, address: str) -> None:
    headers = ask(store).get(address).headers
    assert headers["content-security-policy"] == guard.POLICY
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8321", "", "0.0.0.0"])
def test_another_host_is_refused(ask: Ask, store: Path, host: str) -> None:
    answer = ask(store).get("/overview", headers={"host": host})
    assert answer.status_code == 421
    assert "Arland" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost:9", "LOCALHOST", "[::1]:8321"])
def test_this_machine_is_not(ask: Ask, store: Path, host: str) -> None:
    assert ask(store).get("/overview", headers={"host": host}).status_code == 200


def test_report_groups_by_who_says_it(ask: Ask, store: Path) -> None:
    page = body(ask(store), "/report?id=r1")
    found = words_of(page[page.index("found-title") :])
    order = [found.index(f"{name} says") for name in ("The paper itself", "interior ministry", "Ada Quint")]
    assert order == sorted(order)
    # what Ada Quint says that Belmark told her is a quote within her quote
    ada = page[page.index("Ada Quint</a>", page.index("found-title")) :]
    outer, inner, rest = re.split(r"<blockquote", ada, maxsplit=1)[0], *ada.split("</blockquote>")[:2]
    assert "</blockquote>" not in outer and "shelling" in inner.split("<blockquote")[1]
    assert "<blockquote" not in rest
    assert "denied" in found and "12" in words_of(page[page.index("figures-title") :])


def test_report_can_leave_out_what_only_others_say(ask: Ask, store: Path) -> None:
    everything, paper = (words_of(body(ask(store), f"/report?id=r1{more}")) for more in ("", "&voices=paper"))
    assert "interior ministry says" in everything and "interior ministry says" not in paper
    assert "material help" in everything and "material help" not in paper
    assert "arrest" in paper


def test_report_marks_its_text_without_changing_it(ask: Ask, store: Path) -> None:
    page = body(ask(store), "/report?id=r1")
    article = re.search(r"<article[^>]*>(.*?)</article>", page, re.DOTALL)
    assert article
    assert html.unescape(re.sub(r"<[^>]*>", "", article[1])) == two_countries()[0]["text"]
    assert '<a class="trigger" href="#c1" id="in-text-c1" data-of="c1">detained</a>' in article[1]
    assert re.search(r'class="said v1"[^>]*>Belmark had ', article[1])


def test_report_tells_why(ask: Ask, store: Path) -> None:
    page = body(ask(store), "/report?id=r1")
    assert "made by the stage claims: the encoder&#39;s head events, probability 0.93" in page
    assert "from: name “Arland”" in page


def test_report_as_data(ask: Ask, store: Path) -> None:
    client = ask(store)
    assert client.get("/report.json?id=r1").json() == two_countries()[0]
    rows = list(csv.DictReader(io.StringIO(client.get("/report.csv?id=r1").text)))
    assert {row["claim_id"] for row in rows} == {f"c{n}" for n in range(1, 8)}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/report?id=none", 404, "no report"),
        ("/actor", 422, "whom?"),
        ("/dyad.json?a=AZE", 422, "which two?"),
        ("/search?words=%28", 422, "something must follow here"),
        ("/search?type=NOTHING", 422, "is none"),
        ("/search?since=tomorrow", 422, "no date"),
        ("/search?page=0", 422, "pages are counted from 1"),
        ("/search?page=99999999999999999999", 422, "pages are counted from 1"),
        ("/search?min_score=x", 422, "no number"),
        ("/system?since=x", 422, "no date"),
        ("/nowhere", 404, "no such page"),
    ],
)
def test_what_cannot_be_shown_is_told(ask: Ask, store: Path, address: str, status: int, words: str) -> None:
    assert words in words_of(body(ask(store), address, status))


def test_search_narrows_and_its_twins_follow(ask: Ask, store: Path) -> None:
    client = ask(store)
    assert "8 claims" in words_of(body(client, "/search"))
    page = words_of(body(client, "/search?voice=Ada+Quint&stance=denies"))
    assert "1 claim " in page and "said by Ada Quint" in page
    found = client.get("/search.json?voice=Ada+Quint&stance=denies").json()
    assert found["total"] == 1 and [c["id"] for c in found["claims"]] == ["c4"]
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?words=shelled").text)))
    assert {row["claim_id"] for row in rows} == {"c6", "c7"}


def test_search_knows_papers(ask: Ask, store: Path) -> None:
    client = ask(store)
    assert "paper.example 7" in words_of(body(client, "/search"))
    assert client.get("/search.json?source=other.example").json()["total"] == 1
    assert client.get("/search.json?source=other.example&source=paper.example").json()["total"] == 8
    assert client.get("/search.json?source=%25").json()["total"] == 0


def test_search_counts_values_of_facets(ask: Ask, store: Path) -> None:
    page = body(ask(store), "/search")
    choice = re.search(r'name="voice" value="paper"> the paper itself <span class="count">(\d+)', page)
    assert choice and choice[1] == "4"
    mode = re.search(r'name="mode" value="arrest">([^<]*)<', page)
    assert mode and "arrest" in mode[1]


def test_system_of_a_report_tells_whose_word_it_is(ask: Ask, store: Path) -> None:
    found = ask(store).get("/system.json?report=r1").json()
    edges = {(e["a"], e["b"], e["side"], e["told"]): e for e in found["edges"]}
    assert edges["AZE", "IRN", "conflict", "paper"]["words"] == "charge"
    assert edges["IRN", "AZE", "conflict", "paper"]["words"] == "charge"
    helps = edges["ARM", "IRN", "cooperation", "voice"]
    assert helps["voices"] == "Azerbaijan" and "says Azerbaijan" in helps["label"]
    assert edges["AZE", "IRN", "conflict", "voice"]["words"] == "shelling"
    assert edges["ISR", "AZE", "cooperation", "paper"]["words"] == "supplies drones to"
    denied = [e for e in found["edges"] if e["denied"]]
    assert [(e["a"], e["b"], e["voices"]) for e in denied] == [("IRN", "four men", "Iran")]


def test_system_of_the_store_is_that_of_its_reports(ask: Ask, store: Path) -> None:
    client = ask(store)
    found = client.get("/system.json").json()
    assert {e["words"] for e in found["edges"]} >= {"charge", "shelling", "supplies drones to", "visit (planned)"}
    edge = next(e for e in found["edges"] if e["words"] == "shelling")
    page = words_of(body(client, "/claims?" + "&".join(f"key={key}" for key in edge["keys"])))
    assert "Ada Quint said" in page and "shelled" in page
    only = client.get("/system.json?voices=paper").json()["edges"]
    assert only and all(e["told"] == "paper" for e in only)
    assert not [e for e in client.get("/system.json?since=2024").json()["edges"] if e["words"] == "shelling"]


def test_system_unfolds_a_state(ask: Ask, store: Path) -> None:
    client = ask(store)
    folded, unfolded = (client.get(f"/system.json?report=r1{more}").json() for more in ("", "&unfold=AZE"))
    assert "interior ministry" not in [n["label"] for n in folded["nodes"]]
    inside = {n["label"]: n["inside"] for n in unfolded["nodes"]}
    assert inside["interior ministry"] == "AZE" and inside["Iran"] is None
    assert "Unfold" in words_of(body(client, "/system?report=r1"))


def test_actor_has_four_sides(ask: Ask, store: Path) -> None:
    client = ask(store)
    found = client.get("/actor.json?name=IRN").json()
    ids = {key: {c["id"] for c in found[key]["claims"]} for key in ("did", "was_done", "says", "others_say")}
    assert ids == {
        "did": {"c2", "c4", "c7", "d1"}, "was_done": {"c3", "c5", "c6"}, "says": {"c4", "c6"},
        "others_say": {"c2", "c5"},
    }  # fmt: skip
    page = words_of(body(client, "/actor?name=ada+quint"))
    assert "What it says 2" in page
    ties = client.get("/actor.json?name=AZE&relation=supplier").json()["ties"]
    assert [t["words"] for t in ties] == ["supplies drones to"]
    assert not client.get("/actor.json?name=AZE&relation=ally").json()["ties"]


def test_dyad_puts_both_sides_next_to_each_other(ask: Ask, store: Path) -> None:
    client = ask(store)
    found = client.get("/dyad.json?a=AZE&b=IRN").json()
    by = {p["claim"]: (p["by"], p["direction"]) for p in found["points"]}
    assert by["c3"] == ("the paper itself", "Azerbaijan → Iran") and by["c7"] == (
        "the paper itself",
        "Iran → Azerbaijan",
    )
    assert by["c6"] == ("Iran", "Azerbaijan → Iran") and by["d1"] == ("the paper itself", "both")
    assert (found["claims"], found["happenings"], found["told_by_one_side"]) == (4, 4, 1)
    page = words_of(body(client, "/dyad?a=AZE&b=IRN"))
    assert "25% of what is told is told by one side only" in page
    assert "Iran says that Azerbaijan did 1" in page and "Azerbaijan says that Iran did 0" in page
    assert client.get("/dyad.json?a=Arland&b=Belmark").json()["claims"] == 2
    assert "Azerbaijan and Iran" in words_of(body(client, "/dyad"))


def test_overview_counts(ask: Ask, store: Path) -> None:
    client = ask(store)
    page = words_of(body(client, "/overview"))
    assert "8 claims in 2 reports, 2024-03-05 to 2024-03-07" in page and "50% of the claims" in page
    found = client.get("/overview.json").json()
    assert {"day": "2024-03-07", "quad": "cooperation in words", "claims": 1} in found["days"]
    assert found["places"] == [
        {"iso3": "AZE", "number": "031", "name": "Azerbaijan", "longitude": 47.5, "latitude": 40.5, "claims": 1}
    ]
    assert client.get("/overview.csv").text.startswith("day,quad,claims\n")


def test_the_start_depends_on_the_store(ask: Ask, store: Path) -> None:
    assert ask(store).get("/").headers["location"] == "/overview"
    assert ask().get("/").headers["location"] == "/paste"
    assert "no store behind this page" in words_of(body(ask(), "/overview", 404))


def test_the_store_is_only_read(store: Path) -> None:
    with open_store(store) as opened, pytest.raises(Exception, match=r"readonly|cannot be written"):
        opened.rows("DELETE FROM claims")


def test_what_is_written_meanwhile_is_seen(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "growing.db"
    with Writer(path) as writer:
        run = writer.begin_run(version="1", model="x", settings={})
        writer.load("one", [record("r1", claims=[claim("c1")])], run=run)
        client = ask(path)
        assert "1 claim " in words_of(body(client, "/search"))
        writer.load("two", [record("r2", claims=[claim("c2")])], run=run)
        assert "2 claims " in words_of(body(client, "/search"))


def test_pasting_reads_and_keeps_nothing(ask: Ask, store: Path, fake: Tools) -> None:
    before = sqlite3.connect(store).execute("SELECT count(*) FROM reports").fetchall()
    text = "Baku arrested six men, it said on Monday. Tehran denied that it had sent them.\r\nMore will follow."
    answer = ask(store).post("/paste", data={"text": text, "published": "2023-04-06"})
    assert answer.status_code == 200 and "Nothing of this is kept" in answer.text
    assert "published 2023-04-06" in answer.text and "Baku arrested six men" in words_of(answer.text)
    found = ask().post("/paste", data={"text": text, "as": "json"}).json()
    assert found["text"] == text.replace("\r\n", "\n") and found["published"] is None
    assert sqlite3.connect(store).execute("SELECT count(*) FROM reports").fetchall() == before


def test_a_file_can_be_given(ask: Ask, fake: Tools) -> None:
    page = (
        b"<html><body><article><p>"
        + b"Baku arrested six men on Monday, officials there said. " * 20
        + b"</p></article>"
    )
    answer = ask().post("/paste", data={"as": "json", "text": ""}, files={"file": ("a.html", page, "text/html")})
    assert answer.status_code == 200 and answer.json()["text"].startswith("Baku arrested six men")
    two = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    answer = ask().post("/paste", data={"text": ""}, files={"file": ("two.jsonl", two, "application/json")})
    assert answer.status_code == 422 and "2 reports" in answer.text
    answer = ask().post(
        "/paste", data={"text": ""}, files={"file": ("../../a.pdf", b"%PDF-1.7 \x00", "application/pdf")}
    )
    assert answer.status_code == 422 and "a.pdf" in answer.text and "/tmp" not in answer.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "  "}, "no text in it"),
        ({"text": "Baku.", "published": "the day before"}, "the day before"),
        ({}, "no text in it"),
    ],
)
def test_what_cannot_be_read_comes_back(ask: Ask, data: dict[str, str], words: str) -> None:
    answer = ask().post("/paste", data=data)
    assert answer.status_code == 422 and words in words_of(answer.text)


def test_too_much_is_refused(ask: Ask, fake: Tools) -> None:
    assert ask().post("/paste", data={"text": "a " * paste.LARGEST}).status_code == 413
    assert ask().post("/paste", content=b"x", headers={"content-length": "99999999"}).status_code == 413

    def stream() -> object:
        for _ in range(100):
            yield b"x" * 100_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = ask().post("/paste", content=stream(), headers=form)  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_another_site_cannot_paste(ask: Ask, fake: Tools) -> None:
    client = ask()
    assert client.post("/paste", data={"text": "Baku."}, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/paste", data={"text": "Baku."}, headers={"origin": "null"}).status_code == 403
    own = {"origin": "http://127.0.0.1:8321"}
    assert client.post("/paste", data={"text": "Baku fell."}, headers=own).status_code == 200


def test_only_so_many_readings_at_a_time(ask: Ask, monkeypatch: pytest.MonkeyPatch, fake: Tools) -> None:
    inside, go_on = threading.Semaphore(0), threading.Event()
    real = ingest.report

    def slow(text: str, published: str | None) -> object:
        inside.release()
        assert go_on.wait(20)
        return real(text, published)

    monkeypatch.setattr(ingest, "report", slow)
    client = ask()
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(client.post("/paste", data={"text": "Baku fell."}).status_code))
        for _ in range(site.READINGS)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert inside.acquire(timeout=20)
    busy = client.post("/paste", data={"text": "Tehran fell."})
    assert busy.status_code == 503 and "retry-after" in busy.headers
    assert "Other reports are being read" in busy.text and "Tehran fell." in busy.text
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert answers == [200] * site.READINGS
    assert client.post("/paste", data={"text": "Tehran fell."}).status_code == 200


HOSTILE = (
    "/overview", "/search", "/search?words=attacked", "/system", "/system?report={id}", "/report?id={id}",
    "/report?id={id}&voices=paper", "/actor?name={id}", "/actor?name=AZE", "/dyad?a={id}&b={quotes}", "/dyad",
    "/search?words={id}", "/search?voice={id}&actor={quotes}&since={id}", "/report?id={quotes}", "/actor?name={quotes}",
    "/system?unfold=AZE&unfold={id}",
)  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_words_are_only_words(ask: Ask, hostile_store: Path, address: str) -> None:
    page = ask(hostile_store).get(address.format(id=quote(EVIL), quotes=quote(QUOTES))).text
    for script in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in script or 'type="application/json"' in script
    assert "<img" not in page and "<svg onload" not in page and "49" not in re.findall(r"\{\{7\*7\}\}|49", page)
    assert not re.search(r"""href=["']?\s*javascript:""", page)
    for data in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL):
        json.loads(data)
    assert "\u202e" not in page


@pytest.mark.parametrize(
    "twin", ["/search.json", "/system.json", "/overview.json", "/actor.json?name=AZE", "/search.csv"]
)
def test_twins_of_a_hostile_store_are_data(ask: Ask, hostile_store: Path, twin: str) -> None:
    answer = ask(hostile_store).get(twin)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(("application/json", "text/csv"))
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_report_of_half_characters_is_given_to_the_letter(ask: Ask, hostile_store: Path) -> None:
    assert ask(hostile_store).get(f"/report.json?id={quote(EVIL)}").json() == hostile()[0]
