"""What is shown runs as it stands, and prints what is said: every Python block of the READMEs, one after the other."""

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
READMES = ["README.md", "bindings/python/README.md"]


@pytest.mark.parametrize("readme", READMES)
def test_every_block_runs_and_prints_what_it_says(
    readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 2
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, block in enumerate(blocks, start=1):
        exec(compile(block, f"{readme}, block {number}", "exec"), names)
        printed = capsys.readouterr().out.splitlines()
        said = re.findall(r"print\(.*\) *# (.*)", block)
        assert [words[: len(line)] for words, line in zip(said, printed, strict=True)] == printed
