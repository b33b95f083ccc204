"""Forks of a process that is busy on a file: nothing acknowledged is lost, whoever lives on goes on."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from cartpool import CartpoolError, Engine, Member

ADDS = 3


def fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def end_child(act: Callable[[], bool]) -> None:
    """What a child does: it ends here, and well only where `act` holds; a hang is an end as well."""
    signal.alarm(60)
    try:
        os._exit(0 if act() else 1)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(2)


def ended_well(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def open_files(folder: Path) -> list[str]:
    """What this process has open in a folder, where the system says so."""
    files = []
    for number in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []:
        try:
            files.append(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            pass
    return [file for file in files if file.startswith(str(folder)) or "inotify" in file]


def opened(path: Path, durability: Literal["synced", "buffered"]) -> Engine:
    """An engine with room for those who add until they are told to stop, however long that takes."""
    return Engine.open(
        path, durability=durability, limits={"quantity_max": 1_000_000, "history_events_max": 65_536}
    )


def filled(engine: Engine) -> str:
    engine.set_price("TEA", "EUR", "4.50")
    cart = engine.create_cart("ana", "EUR")
    cart.member("ana").add_item("TEA", 1)
    return cart.id


def quantity(ana: Member) -> int:
    ana.verify()
    return ana.view().lines[0].quantity


@pytest.mark.parametrize(("durability", "forks"), [("synced", 50), ("buffered", 15)])
def test_children_of_a_busy_process_share_its_file(
    tmp_path: Path, durability: Literal["synced", "buffered"], forks: int
) -> None:
    path = tmp_path / "carts.db"
    engine = opened(path, durability)
    cart = filled(engine)
    ana = engine.cart(cart).member("ana")
    is_over, is_heard = threading.Event(), threading.Event()
    added = [0, 0, 0, 0]
    heard: list[int] = []

    def add(number: int) -> None:
        while not is_over.is_set():
            ana.add_item("TEA", 1)
            added[number] += 1

    def listen() -> None:
        with ana.watch() as watch:
            while not is_heard.is_set():
                watch.wait(0.05)
                heard.extend(event.version for event in watch.page().events)
            while events := watch.page().events:
                heard.extend(event.version for event in events)

    def child() -> bool:
        if open_files(tmp_path):
            return False
        with opened(path, durability) as own:
            member = own.cart(cart).member("ana")
            versions = [member.add_item("TEA", 1) for _ in range(ADDS)]
            return versions == sorted(set(versions)) and quantity(member) > ADDS

    busy = [threading.Thread(target=add, args=(number,), daemon=True) for number in range(4)]
    listening = threading.Thread(target=listen, daemon=True)
    for thread in [*busy, listening]:
        thread.start()
    children = []
    for _ in range(forks):
        pid = fork()
        if pid == 0:
            end_child(child)
        children.append(pid)
        if len(children) % 5 == 0:
            assert ended_well(children[-1]), "one is waited for, four run on"
            children.pop()
    assert all(ended_well(pid) for pid in children)
    deadline = time.monotonic() + 60
    while min(added) == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    is_over.set()
    for thread in busy:
        thread.join()
    is_heard.set()
    listening.join()
    assert min(added) > 0, added
    assert quantity(ana) == 1 + sum(added) + forks * ADDS
    assert heard == list(range(1, ana.version() + 1)), "the feed has no gap and nothing twice"
    assert engine.health().is_writable
    engine.close()


FAMILY = """
import os, sys, threading, warnings
from cartpool import Engine

warnings.simplefilter("ignore", DeprecationWarning)
path, cart, ends_by = sys.argv[1:]
limits = {"quantity_max": 1_000_000}

def add(member, told):
    while True:
        member.add_item("TEA", 1)
        os.write(told, b".")

def start(engine, threads):
    member = engine.cart(cart).member("ana")
    for _ in range(threads):
        threading.Thread(target=add, args=(member, 1), daemon=True).start()

engine = Engine.open(path, durability="buffered", limits=limits)
start(engine, 3)
for _ in range(3):
    if os.fork() == 0:
        start(Engine.open(path, durability="buffered", limits=limits), 1)
        os.write(2, b"%d " % os.getpid())
        threading.Event().wait()
if ends_by == "close":
    threading.Event().wait(0.3)
    threading.excepthook = lambda _: None
    engine.close()
os.write(2, b"parent ")
threading.Event().wait()
"""


@pytest.mark.parametrize("ends_by", ["SIGKILL", "close"])
def test_a_parent_may_end_while_its_children_live(tmp_path: Path, ends_by: str) -> None:
    path = tmp_path / "carts.db"
    with Engine.open(path) as engine:
        cart = filled(engine)
    arguments = [sys.executable, "-c", FAMILY, str(path), cart, ends_by]
    parent = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert parent.stdout is not None and parent.stderr is not None
    told = [0]

    def count(told: list[int], answers: int) -> None:
        while chunk := os.read(answers, 65_536):
            told[0] += len(chunk)

    counting = threading.Thread(target=count, args=(told, parent.stdout.fileno()), daemon=True)
    counting.start()
    names = b""
    while names.count(b" ") < 4:
        chunk = os.read(parent.stderr.fileno(), 4_096)
        assert chunk, names
        names += chunk
    children = [int(name) for name in names.split() if name != b"parent"]
    assert len(children) == 3, names
    time.sleep(0.3)
    if ends_by == "SIGKILL":
        parent.kill()
        parent.wait()
    before = told[0]
    deadline = time.monotonic() + 60
    while told[0] < before + 100 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert told[0] >= before + 100, "the children go on"
    for child in children:
        os.kill(child, signal.SIGKILL)
    parent.kill()
    parent.wait()
    counting.join()
    with Engine.open(path) as engine:
        found = quantity(engine.cart(cart).member("ana"))
    # Each of the six threads may have been killed between the answer and its telling.
    assert told[0] <= found - 1 <= told[0] + 6
    parent.stdout.close()
    parent.stderr.close()


@pytest.mark.skipif(sys.platform != "linux", reason="calls the C library by hand")
def test_a_fork_that_nobody_announced_is_refused(tmp_path: Path) -> None:
    engine = Engine.open(tmp_path / "carts.db")
    ana = engine.cart(filled(engine)).member("ana")

    def child() -> bool:
        codes = []
        calls: list[Callable[[], object]] = [
            lambda: ana.add_item("TEA", 1),
            lambda: ana.view(),
            lambda: Engine.open(tmp_path / "carts.db"),
            lambda: Engine.open(tmp_path / "other.db"),
        ]
        for call in calls:
            try:
                call()
            except CartpoolError as refusal:
                codes.append(refusal.code)
        engine.close()
        return codes == ["engine_is_forked"] * 4

    # Not os.fork, which would say so.
    pid = ctypes.CDLL(None).fork()
    if pid == 0:
        end_child(child)
    assert ended_well(pid)
    assert quantity(ana) == 1
    assert ana.add_item("TEA", 1) == 3
    engine.close()


CLOSED = """
import ctypes, os, sys
from cartpool import Engine

with Engine.open(sys.argv[1]) as engine:
    cart = engine.create_cart("ana", "EUR").id
pid = ctypes.CDLL(None).fork()
with Engine.open(sys.argv[1]) as own:
    assert own.cart(cart).member("ana").version() == 1
if pid:
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="calls the C library by hand")
def test_what_was_closed_before_a_fork_is_no_hindrance(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", CLOSED, str(tmp_path / "carts.db")]
    subprocess.run(arguments, check=True, timeout=60)


def test_a_relative_path_outlives_a_change_of_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Engine.open("carts.db") as engine:
        ana = engine.cart(filled(engine)).member("ana")
        monkeypatch.chdir("/")
        pid = fork()
        if pid == 0:
            os._exit(0)
        assert ended_well(pid)
        assert ana.add_item("TEA", 1) == 3


def test_a_watch_that_several_threads_touch_outlives_forks(tmp_path: Path) -> None:
    with opened(tmp_path / "carts.db", "buffered") as engine:
        ana = engine.cart(filled(engine)).member("ana")
        watch = ana.watch()
        is_over = threading.Event()

        def pull() -> None:
            while not is_over.is_set():
                watch.wait(0.001)
                watch.page()

        def look() -> None:
            while not is_over.is_set():
                assert watch.cursor.version <= ana.version()

        def add() -> None:
            while not is_over.is_set():
                ana.add_item("TEA", 1)

        threads = [threading.Thread(target=act, daemon=True) for act in (pull, look, add)]
        for thread in threads:
            thread.start()
        for _ in range(20):
            pid = fork()
            if pid == 0:
                os._exit(0)
            assert ended_well(pid)
        is_over.set()
        for thread in threads:
            thread.join()
        assert watch.cursor.version <= ana.version()
        watch.close()
