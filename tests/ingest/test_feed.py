"""Feeds: what of an entry becomes a report, and that links stay closed unless asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sayso.ingest import Net
from tests.ingest.conftest import Site
from tests.ingest.made import OTHER, SENTENCE, page, put, rss, split

LOCAL = Net(allow_private=True)
FOLLOW = Net(allow_private=True, follow=True)
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><id>tag:news.example,2023:1</id><title type="html">Talks &lt;b&gt;go&lt;/b&gt; on</title>
<link href="https://news.example/1"/><updated>2023-04-06T23:30:00-05:00</updated>
<content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;p&gt;Fish &amp;amp; chips.&lt;/p&gt;</content></entry></feed>"""


def _item(text: str, *, number: int = 1, link: str = "", day: str = "Thu, 06 Apr 2023 10:00:00 GMT") -> str:
    link = link or f"https://news.example/{number}"
    return (
        f"<item><title>Talks</title><guid isPermaLink='false'>{number}</guid><link>{link}</link>"
        f"<pubDate>{day}</pubDate><description>{text}</description></item>"
    )


def test_atom(tmp_path: Path) -> None:
    [found], refused = split([put(tmp_path, "a.xml", ATOM)])
    document = found.document
    assert document.text == f"{SENTENCE.strip()}\nFish & chips."
    assert (document.title, document.source) == ("Talks go on", "https://news.example/1")
    assert document.published == date(2023, 4, 6), "the day where it was written"
    assert refused == []


def test_the_full_text_counts_before_the_summary(tmp_path: Path) -> None:
    full = f"<content:encoded><![CDATA[<p>{OTHER}</p><script>x()</script><ul><li>One<li>Two</ul>]]></content:encoded>"
    item = _item(SENTENCE * 3).replace("</item>", full + "</item>")
    [found], _ = split([put(tmp_path, "a.xml", rss(item))])
    assert found.document.text == f"{OTHER.strip()}\nOne\nTwo"


def test_ids_of_entries_are_those_of_their_feed(tmp_path: Path) -> None:
    a, b = (put(tmp_path, name, rss(_item(text))) for name, text in (("a.xml", SENTENCE), ("b.xml", OTHER)))
    [one, other], _ = split([a, b])
    assert one.document.id != other.document.id, "both have the number 1"
    assert split([a])[0][0].document.id == one.document.id
    assert one.problems == other.problems == ()


@pytest.mark.parametrize("day", ["soon", "Fri, 31 Dec 2999 10:00:00 GMT"])
def test_a_date_that_is_none_is_a_problem(tmp_path: Path, day: str) -> None:
    [found], _ = split([put(tmp_path, "a.xml", rss(_item(SENTENCE, day=day)))], "2022-01-02")
    assert found.document.published == date(2022, 1, 2)
    assert repr(day) in found.problems[0].what


@pytest.mark.parametrize(
    "day", ["2023-04-06", "Thu, 6 Apr 2023", "April 6, 2023 10:00", "Thu, 06 Apr 2023 23:59:00 -0800"]
)
def test_dates_in_several_forms(tmp_path: Path, day: str) -> None:
    [found], _ = split([put(tmp_path, "a.xml", rss(_item(SENTENCE, day=day)))])
    assert found.document.published == date(2023, 4, 6)


def test_a_headline_alone_is_no_report(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xml", rss(_item("") + _item(OTHER, number=2)))
    [found], [refused] = split([path])
    assert found.document.text == OTHER.strip()
    assert (refused.source, "follow" in refused.advice) == (f"{path}#1", True)


def test_a_feed_that_breaks_off_keeps_its_entries(tmp_path: Path) -> None:
    whole = rss(_item(SENTENCE) + _item(OTHER, number=2))
    [found], refused = split([put(tmp_path, "a.xml", whole[: whole.index("</item>") + 30])])
    assert found.document.text == SENTENCE.strip()
    assert [r.what[:15] for r in refused] == ["a headline with", "the feed breaks"]


def test_an_empty_feed(tmp_path: Path) -> None:
    assert split([put(tmp_path, "a.xml", rss(""))])[1][0].what == "a feed without entries"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    secret = put(tmp_path, "secret.txt", "the secret word")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{bomb}<!ENTITY x SYSTEM "file://{secret}">]>'
    read, _ = split([put(tmp_path, "a.xml", rss(_item(f"{SENTENCE} &h; &x;"), head))])
    assert len(read[0].document.text) < 200
    assert "secret" not in read[0].document.text


def test_links_are_not_followed_unless_asked_for(site: Site, tmp_path: Path) -> None:
    link = site.serve("/2023/a", page(OTHER))
    path = put(tmp_path, "a.xml", rss(_item(SENTENCE, link=link)))
    [found], _ = split([path], net=LOCAL)
    assert (found.document.text, site.asked) == (SENTENCE.strip(), [])
    [found], _ = split([path], net=FOLLOW)
    assert OTHER.strip() in found.document.text
    assert (found.document.source, found.document.published) == (link, date(2023, 4, 6))


@pytest.mark.parametrize("scheme", ["file://", "ftp://localhost", "gopher://localhost", "//"])
def test_a_link_to_a_file_is_never_opened(tmp_path: Path, scheme: str) -> None:
    secret = put(tmp_path, "secret.txt", "the secret word " * 20)
    [found], refused = split([put(tmp_path, "a.xml", rss(_item(SENTENCE, link=scheme + secret)))], net=FOLLOW)
    assert found.document.text == SENTENCE.strip(), "the feed's own text stands in"
    assert "the feed's own text was read" in found.problems[0].advice
    assert refused == []
    _, [refused_] = split([put(tmp_path, "b.xml", rss(_item("", link=scheme + secret)))], net=FOLLOW)
    assert secret in refused_.what


def test_a_page_that_is_gone(site: Site, tmp_path: Path) -> None:
    items = _item(SENTENCE, link=f"{site.address}/gone") + _item("", number=2, link=f"{site.address}/gone")
    [found], [refused] = split([put(tmp_path, "a.xml", rss(items))], net=FOLLOW)
    assert "answers 404" in found.problems[0].what
    assert "answers 404" in refused.what


def test_a_feed_is_remembered_and_not_sent_again(site: Site, tmp_path: Path) -> None:
    net = Net(allow_private=True, cache=tmp_path / "feeds.json")
    address = site.serve("/feed", rss(_item(SENTENCE)), ETag='"v1"', Last_Modified="Thu, 06 Apr 2023 10:00:00 GMT")
    first, _ = split([address], net=net)
    site.serve("/feed", "", status=304)
    again, refused = split([address], net=net)
    assert (again, refused) == (first, []), "what an interrupted run did not store is still there"
    sent = site.asked[1][1]
    assert sent["If-None-Match"] == '"v1"'
    assert sent["If-Modified-Since"] == "Thu, 06 Apr 2023 10:00:00 GMT"
    site.serve("/feed", rss(_item(OTHER, number=2)))
    changed, _ = split([address], net=net)
    assert changed[0].document.text == OTHER.strip()
    assert list(tmp_path.iterdir()) == [tmp_path / "feeds.json"], "no temporary file is left"


def test_a_cache_that_is_none_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    for content in ("[1]", "notes", '{"format": "other"}', "[" * 100_000):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(Exception, match="this is no file that remembers feeds; name another"):
            split(["x"], net=Net(cache=path))
        assert path.read_text(encoding="utf-8") == content


def test_a_cache_that_cannot_be_written_costs_no_report(site: Site, tmp_path: Path) -> None:
    net = Net(allow_private=True, cache=tmp_path / "no" / "folder" / "feeds.json")
    [found], [refused] = split([site.serve("/feed", rss(_item(SENTENCE)), ETag="v1")], net=net)
    assert found.document.text == SENTENCE.strip()
    assert "it cannot be written" in refused.what
