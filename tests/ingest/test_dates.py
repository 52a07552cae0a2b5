"""Days in addresses and feeds."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.ingest.dates import day_in_address, day_in_feed

DAY = date(2023, 4, 6)


@pytest.mark.parametrize(
    "path",
    [
        *"2023/04/06/talks 2023/4/6/talks world/2023/apr/06/talks 2023-04-06-talks talks-2023-04-06 20230406".split(),
        *"a_20230406.html 2023/Apr/06/ 2023_04_06 99999999/2023/04/06 2023/13/40/2023-04-06".split(),
        "2023/04/06/2021-01-01",
    ],
)
def test_a_day_in_an_address(path: str) -> None:
    assert day_in_address(f"https://news.example/{path}") == DAY


@pytest.mark.parametrize(
    "address",
    [
        *(
            f"https://news.example/{path}"
            for path in "2023 2023/04 a-12023-04-06 2023/04/067 202304067 ?d=2023-04-06".split()
        ),
        *(
            f"https://news.example/{path}"
            for path in "2023/04-06 2023/02/30 2999/01/01 1823/04/06 2023/04/06x #2023-04-06".split()
        ),
        "https://2023-04-06.example/",
        "news/2023/04/06.txt",
        "http://[2023/04/06",
        "",
        None,
    ],
)
def test_no_day_in_an_address(address: str | None) -> None:
    assert day_in_address(address) is None


@pytest.mark.parametrize(
    "words",
    [
        "2023-04-06",
        "2023-04-06T23:59:00-08:00",
        "Thu, 06 Apr 2023 23:59:00 -0800",
        "6 Apr 2023 00:01 +0900",
        "Thu, 06 Apr 2023 10:00 GMT",
    ],
)
def test_a_day_in_a_feed_is_that_of_its_own_clock(words: str) -> None:
    assert day_in_feed(words) == DAY


@pytest.mark.parametrize(
    "words", ["", "soon", "2999-01-01", "Thu, 99 Apr 2023 10:00", "06/04/2023", "\x00", "1" * 10_000]
)
def test_no_day_in_a_feed(words: str) -> None:
    assert day_in_feed(words) is None
