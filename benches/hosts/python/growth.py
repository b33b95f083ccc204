"""What stays behind of a million engines, and of a million refusals."""

import gc
import os
from collections.abc import Callable

from cartpool import CartpoolError, Engine

WARM_UP = 4  # A fourth of the times before it counts: the allocator has what it holds back by then.


def resident() -> int:
    """Bytes of memory that the process has."""
    gc.collect()
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def open_and_close() -> None:
    with Engine.open() as engine:
        engine.set_price("TEA", "EUR", "4.50")
        ana = engine.create_cart("ana", "EUR").member("ana")
        ana.add_item("TEA", 2, note="for mum")
        with ana.watch() as watch:
            watch.page().events
        ana.view().lines[0].line_total.amount


ENGINE = Engine.open()
ANA = ENGINE.create_cart("ana", "EUR").member("ana")


def fail() -> None:
    try:
        ANA.add_item("JAM", 1)
    except CartpoolError:
        pass


def of(act: Callable[[], object], times: int) -> float:
    """Bytes by which memory grew, each time."""
    for _ in range(times // WARM_UP):
        act()
    before = resident()
    for _ in range(times):
        act()
    return max(resident() - before, 0) / times
