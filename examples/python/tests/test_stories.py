"""The stories say in Python what they say in every language."""

import subprocess
import sys
from pathlib import Path

import pytest

STORIES = Path(__file__).parents[1] / "stories"
TOLD = Path(__file__).parents[2] / "stories"
NAMES = sorted(path.stem for path in TOLD.glob("*.txt"))


def test_every_story_is_told_here() -> None:
    assert NAMES == sorted(path.stem for path in STORIES.glob("*.py")) != []


@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_told_word_for_word(name: str) -> None:
    story = [sys.executable, "-W", "error", str(STORIES / f"{name}.py")]
    told = subprocess.run(story, capture_output=True, timeout=60)
    assert (told.stderr.decode(), told.returncode) == ("", 0)
    assert told.stdout == (TOLD / f"{name}.txt").read_bytes()
    assert len((STORIES / f"{name}.py").read_text().splitlines()) <= 80
