"""How a problem is made, the same way everywhere."""

from __future__ import annotations

from sayso.model.items import Made, Problem
from sayso.model.text import Span, stable_id


def problem(document: str, made_by: tuple[str, str], what: str, advice: str, where: Span | None = None) -> Problem:
    """A problem in the report with the id ``document``.

    ``made_by`` names the stage and the rule that found it; ``what`` is what could not be read and why, ``advice``
    what to do; ``where`` its place in the text, None = the whole report.

    >>> problem("r1", ("ingest", "blank"), "there is no text", "give the report's text").made.by
    'rule:blank'
    """
    stage, rule = made_by
    return Problem(stable_id("p", document, what, where), what, where, advice, Made(stage, f"rule:{rule}"))
