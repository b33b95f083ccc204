"""Every scenario that every host plays."""

import os
from pathlib import Path

import pytest

from vectors import play

ROOT = Path(__file__).parents[3] / "tests" / "vectors"
FILES = sorted(Path(os.environ.get("CARTPOOL_VECTORS", ROOT)).glob("*.cart"))


def test_there_are_scenarios() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    assert play(path) > 0
