"""The command that the wheel installs."""

import subprocess
import sys
from pathlib import Path

from cartpool import Engine

COMMAND = Path(sys.executable).with_name("cartpool")


def ran(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *map(str, words)], capture_output=True, text=True, timeout=60)


def test_the_command_looks_after_a_file(tmp_path: Path) -> None:
    path = tmp_path / "carts.db"
    with Engine.open(path) as engine:
        engine.set_price("TEA", "EUR", "4.50")
        cart = engine.create_cart("ana", "EUR")
        cart.member("ana").add_item("TEA", 2)
        beside_a_worker = ran("verify", path)
        assert (beside_a_worker.returncode, beside_a_worker.stderr) == (0, "")
    assert cart.id in ran("inspect", path, cart.id).stdout
    assert ran("backup", path, tmp_path / "copy.db").returncode == 0
    with Engine.open(tmp_path / "copy.db") as copy:
        assert str(copy.cart(cart.id).member("ana").total()) == "9.00 EUR"
    exported = ran("export", path).stdout.splitlines()
    assert sum('"item_added"' in line for line in exported) == 1


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    nowhere = ran("inspect", tmp_path / "nowhere.db")
    assert nowhere.returncode == 3 and "storage_not_found" in nowhere.stderr
    assert ran("dance").returncode == 2
    assert "usage" in ran("--help").stdout.lower()
