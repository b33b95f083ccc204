"""Engines on a file: what stays, who shares it, and what a fork may not touch."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path
from typing import Literal

import pytest

from cartpool import CartpoolError, Conflict, Engine, Invalid, Member, StorageError, WrongType


FORK = multiprocessing.get_context("fork")
SPAWN = multiprocessing.get_context("spawn")


def filled(engine: Engine) -> str:
    """A cart of ana's with two teas."""
    engine.set_price("TEA", "EUR", "4.50")
    cart = engine.create_cart("ana", "EUR")
    cart.member("ana").add_item("TEA", 2)
    return cart.id


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(CartpoolError) as refusal:
        call()
    return refusal.value.code


@pytest.mark.parametrize("durability", ["synced", "buffered"])
def test_carts_are_there_after_the_engine_is_closed(tmp_path: Path, durability: str) -> None:
    path = tmp_path / "carts.db"
    with Engine.open(path, durability=durability) as engine:  # type: ignore[arg-type]
        assert engine.durability == durability
        cart = filled(engine)
        health = engine.health()
        assert health.is_writable and health.carts == 1 and health.position == 3
    with Engine.open(str(path)) as engine:
        ana = engine.cart(cart).member("ana")
        assert str(ana.total()) == "9.00 EUR"
        assert ana.add_item("TEA", 1) == 3
        assert [event.kind for event in ana.events_since().events] == [
            "cart_created",
            "item_added",
            "item_increased",
        ]
        assert engine.drain(20.0)
        assert engine.is_closed


def test_two_engines_on_one_file_are_one(tmp_path: Path) -> None:
    path = tmp_path / "carts.db"
    with Engine.open(path) as here, Engine.open(path) as there:
        cart = filled(here)
        ben = there.cart(cart).system()
        with ben.watch() as watch:
            watch.page()
            here.cart(cart).member("ana").add_item("TEA", 1)
            assert watch.wait(20)
            assert [event.version for event in watch.page().events] == [3]
        assert ben.view().lines[0].quantity == 3


def test_threads_share_a_commit(tmp_path: Path) -> None:
    with Engine.open(tmp_path / "carts.db") as engine:
        cart = engine.cart(filled(engine))

        def add(member: Member) -> None:
            for _ in range(25):
                member.add_item("TEA", 1)

        threads = [threading.Thread(target=add, args=(cart.member("ana"),)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert cart.system().view().lines[0].quantity == 402
        assert engine.health().position < 402, "many commands lie in one frame"


def test_a_damaged_file_says_where(tmp_path: Path) -> None:
    path = tmp_path / "carts.db"
    with Engine.open(path) as engine:
        filled(engine)
    with sqlite3.connect(path) as journal:
        journal.execute("DELETE FROM frames WHERE position = 3")
    journal.close()
    with pytest.raises(StorageError) as refusal:
        Engine.open(path)
    assert refusal.value.code == "storage_is_damaged"
    assert refusal.value.context == {"position": 3}


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a journal, and longer than a header")
    with pytest.raises(StorageError) as refusal:
        Engine.open(text)
    assert refusal.value.code == "storage_not_recognized"
    assert code_of(lambda: Engine.open(tmp_path / "nowhere" / "carts.db")) == "storage_not_found"
    with pytest.raises(Invalid):
        Engine.open(durability="synced")
    with pytest.raises(WrongType):
        Engine.open(7)  # type: ignore[arg-type]
    assert code_of(lambda: Engine.open(tmp_path / "c.db", durability="memory")) == (  # type: ignore[arg-type]
        "argument_not_valid"
    )


def in_child(act: Callable[[], bool]) -> bool:
    """Whether `act` holds in a forked child, which ends at once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            os._exit(0 if act() else 1)
        except BaseException:
            os._exit(2)
    _, status = os.waitpid(child, 0)
    return status == 0


@pytest.mark.parametrize("on_file", [True, False])
def test_a_fork_is_refused_and_may_open_its_own(tmp_path: Path, on_file: bool) -> None:
    path = tmp_path / "carts.db"
    engine = Engine.open(path) if on_file else Engine.open()
    cart = filled(engine)
    ana = engine.cart(cart).member("ana")
    watch = ana.watch()
    is_over = threading.Event()

    def commit() -> None:
        while not is_over.is_set():
            ana.add_item("TEA", 1)
            ana.add_item("TEA", 1) if ana.version() < 9_000 else is_over.wait(1)

    busy = threading.Thread(target=commit, daemon=True)
    busy.start()

    def is_refused() -> bool:
        calls: list[Callable[[], object]] = [
            lambda: engine.set_price("TEA", "EUR", "1"),
            lambda: engine.create_cart("ana", "EUR"),
            lambda: engine.health(),
            lambda: ana.add_item("TEA", 1),
            lambda: ana.view(),
            lambda: watch.page(),
            lambda: watch.wait(1),
        ]
        for call in calls:
            try:
                call()
            except Conflict as refusal:
                if refusal.code != "engine_is_forked":
                    return False
            else:
                return False
        engine.close()
        watch.close()
        with Engine.open(path) as own:
            if on_file:
                return own.cart(cart).member("ana").add_item("TEA", 1) > 2
            filled(own)
        return True

    for _ in range(5):
        assert in_child(is_refused)
    is_over.set()
    busy.join()
    ana.verify()
    before = ana.view().lines[0].quantity
    ana.add_item("TEA", 1)
    assert ana.view().lines[0].quantity == before + 1
    engine.close()


def count_up(path: str, cart: str) -> None:
    with Engine.open(path) as engine:
        for _ in range(50):
            engine.cart(cart).member("ana").add_item("TEA", 1)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_share_a_file(tmp_path: Path, method: Literal["fork", "spawn"]) -> None:
    path = str(tmp_path / "carts.db")
    with Engine.open(path) as engine:
        cart = filled(engine)
        context: ForkContext | SpawnContext = FORK if method == "fork" else SPAWN
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            workers = [context.Process(target=count_up, args=(path, cart)) for _ in range(3)]
            for worker in workers:
                worker.start()
        for worker in workers:
            worker.join()
            assert worker.exitcode == 0
        assert engine.cart(cart).system().view().lines[0].quantity == 152


WARNS = """
import multiprocessing, warnings
import cartpool

def work(queue):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        cartpool.Engine.open()
        cartpool.Engine.open()
        cartpool.Engine.open({path!r})
        queue.put([str(one.message) for one in caught])

if __name__ == "__main__":
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        cartpool.Engine.open()
        assert not caught, caught
    queue = multiprocessing.get_context("spawn").Queue()
    worker = multiprocessing.get_context("spawn").Process(target=work, args=(queue,))
    worker.start()
    said = queue.get(timeout=60)
    worker.join()
    assert len(said) == 1 and "Engine.open(path)" in said[0], said
"""


@pytest.mark.parametrize(
    ("setting", "warns"), [("WEB_CONCURRENCY=4", True), ("WEB_CONCURRENCY=1", False)]
)
def test_memory_under_a_server_of_several_workers_warns(setting: str, warns: bool) -> None:
    name, _, workers = setting.partition("=")
    opens = "import cartpool; cartpool.Engine.open(); cartpool.Engine.open()"
    ran = subprocess.run(
        [sys.executable, "-c", opens],
        env={**os.environ, name: workers},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ran.stderr.count(b"RuntimeWarning") == int(warns), ran.stderr


def test_memory_in_one_of_several_processes_warns_once(tmp_path: Path) -> None:
    script = tmp_path / "several.py"
    script.write_text(WARNS.format(path=str(tmp_path / "carts.db")))
    subprocess.run([sys.executable, script], check=True, timeout=120)
