"""Readers for tests: they guess, as the encoder of ``tests.fakes`` does, and misbehave where a text tells them to."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from evaluation import made_up
from sayso.batch import Reader, Settings, code
from sayso.lexicon import Lexicon
from sayso.model.items import Signals
from sayso.model.text import Span
from sayso.stage import Tools
from tests.fakes import FakeEncoder

DIGEST = "f" * 64


class OddEncoder(FakeEncoder):
    """Raises at BUG, kills its process at KILLER, once only at KILLER-ONCE:path, and takes its time at SLOW."""

    digest = DIGEST

    def read(self, document_id: str, text: str, sentences: Sequence[Span]) -> Signals:
        if "BUG" in text:
            raise ZeroDivisionError("a bug on purpose")
        if "SLOW" in text:
            time.sleep(0.25)
        if "KILLER-ONCE:" in text:
            mark = Path(text.partition("KILLER-ONCE:")[2].split()[0])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        elif "KILLER" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document_id, text, sentences)


@cache
def tools(model: str) -> Tools:
    """The real tables and the odd encoder."""
    return Tools(Lexicon(), OddEncoder())


def broken_tools(model: str) -> Tools:
    """What a worker meets that dies while it starts."""
    os.kill(os.getpid(), signal.SIGKILL)
    return tools(model)


def reader() -> Reader:
    """A reader that guesses."""
    return Reader("fake", DIGEST, tools=tools)


def write(path: Path, count: int, *extra: str, words: int = 30) -> Path:
    """Writes made-up reports, and after them one for each of the extra texts."""
    made_up.write(path, count, words=words)
    with path.open("a", encoding="utf-8") as file:
        for number, text in enumerate(extra):
            file.write(f'{{"id": "extra-{number}", "published": "2024-05-06", "text": "{text}"}}\n')
    return path


def main() -> int:
    """``python -m tests.batch.fakes INPUT OUT [SHARD]``: what ``sayso code`` does, with the reader that guesses."""
    done = code([sys.argv[1]], Path(sys.argv[2]), Settings(workers=2, shard_size=int(sys.argv[3])), reader=reader())
    print(done)
    return 130 if done.stopped else 0


if __name__ == "__main__":
    sys.exit(main())
