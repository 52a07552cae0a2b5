"""How much is read of what comes from outside, so that no input can fill the memory or hold up the rest."""

from __future__ import annotations

LARGEST_REPORT = 10_000_000
"""Bytes of one report: a line, a cell, a file of text, a page, what is fetched from an address. News has thousands."""
LARGEST_LIST = 64_000_000
"""Bytes of a JSON text over several lines, which has to be read whole."""
MOST_TAGS = 100_000
"""``<`` in one page: the time that finding the article takes grows with them. Pages of newspapers have some thousands.
"""
MOST_EXPANDED = 200
"""Bytes out for one byte in, of packed data. Text in JSON Lines has 3 to 30; gzip can reach 1,000, xz far more."""
HEAD = 65_536
"""Bytes from the beginning that show what a thing is."""


def too_large(size: str) -> tuple[str, str]:
    """What is wrong with something over LARGEST_REPORT, and what to do; ``size`` says what it is and how large."""
    return (
        f"{size}, more than the {LARGEST_REPORT:,} that one report may have",
        "cut it into single reports, for many of them one JSON object a line",
    )
