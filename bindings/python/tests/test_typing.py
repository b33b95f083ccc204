"""What type checkers are shown is a program that runs."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).with_name("typing")))

from sample import main  # noqa: E402


@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "on a file"])
def test_the_sample_runs(kept: bool, tmp_path: Path) -> None:
    told = main(tmp_path / "carts.db" if kept else None)
    assert told[0].startswith("cart_created, 1, ")
    assert "ana added 2 TEA" in told
