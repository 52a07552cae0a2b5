"""What the tests of exporters share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.export import Voices, write
from tests.export.made_up import records

Export = Callable[..., Path]


@pytest.fixture
def exported(tmp_path: Path) -> Export:
    """Writes the made-up records in a format; gives the path."""

    def export(format: str, voices: Voices | None = None) -> Path:
        out = tmp_path / f"{voices}.{format}"
        if not out.exists():
            write(format, records(), out, voices=voices)
        return out

    return export
