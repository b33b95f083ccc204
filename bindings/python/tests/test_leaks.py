"""Nothing is left behind: a sample of what benches/hosts/python does a million times."""

import subprocess
import sys

import pytest

BEGIN = """
import gc, os
from cartpool import CartpoolError, Engine

def resident():
    gc.collect()
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

def open_and_close():
    with Engine.open() as engine:
        engine.set_price("TEA", "EUR", "4.50")
        ana = engine.create_cart("ana", "EUR").member("ana")
        ana.add_item("TEA", 2, note="for mum", options={"size": "L"})
        with ana.watch() as watch:
            assert [item.version for item in watch.page()] == [1, 2]
        assert str(ana.view().lines[0].line_total.amount) == "9.00"
        assert engine.health().watches == 0

engine = Engine.open()
ana = engine.create_cart("ana", "EUR").member("ana")

def fail():
    for call in (lambda: ana.add_item("TEA", 1.5), lambda: ana.add_item("JAM", 1), lambda: ana.remove_item(9)):
        try:
            call()
        except CartpoolError:
            pass

def growth(act, times):
    for _ in range(times // 4):
        act()
    before = resident()
    for _ in range(times):
        act()
    return (resident() - before) / times
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("act", "times"), [("open_and_close", 12_000), ("fail", 40_000)])
def test_nothing_grows(act: str, times: int) -> None:
    script = f"{BEGIN}\nprint(growth({act}, {times}))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=170)
    assert said.stderr == ""
    # Less than the smallest object: half a MiB of noise in all.
    assert float(said.stdout) * times < 1 << 19, said.stdout
