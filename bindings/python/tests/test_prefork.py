"""Processes forked by what everybody uses: gunicorn's workers, multiprocessing. Clear in the child, whole in the parent."""

import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cartpool import CartpoolError, Engine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
PATIENCE = 60.0

# What not to do, and what to do instead: both in one application, loaded before the fork.
APPLICATION = """
import json, os, threading
from cartpool import CartpoolError, Engine

inherited = Engine.open()
inherited.set_price("TEA", "EUR", "4.50")
ana = inherited.create_cart("ana", "EUR").member("ana")
watch = ana.watch()
own = None

def busy():
    while True:
        ana.set_quantity(ana.add_item("TEA", 1, separate=True), 2)
        ana.remove_item(ana.view().lines[0].id)

def tell():
    while True:
        with open(os.environ["TOLD"], "a") as told:
            print(ana.version(), inherited, file=told)
        threading.Event().wait(0.05)

for act in (busy, tell):
    threading.Thread(target=act, daemon=True).start()

def app(environ, start_response):
    global own
    codes = set()
    for call in (ana.view, lambda: ana.add_item("TEA", 1), watch.page, inherited.health, lambda: next(watch)):
        try:
            call()
        except CartpoolError as refused:
            codes.add(str(refused))
    if own is None:
        own = Engine.open(os.environ["DATA"])
        own.set_price("TEA", "EUR", "4.50")
        own.create_cart("ben", "EUR").member("ben").add_item("TEA", 1)
    said = {"pid": os.getpid(), "codes": sorted(codes), "inherited": repr(inherited), "watch": repr(watch)}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({**said, "own": repr(own)}).encode()]
"""


def is_so(claim: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


class Served:
    """A gunicorn with four workers and an application that was loaded before they were forked."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            self.port = int(chosen.getsockname()[1])
        (folder / "app.py").write_text(APPLICATION)
        self.told, self.log = folder / "told", folder / "log"
        self.told.touch()
        environment = {**os.environ, "TOLD": str(self.told), "DATA": str(folder / "carts.db")}
        options = ["--preload", "--workers", "4", "--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        with self.log.open("wb") as log:
            self.master = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *options, "app:app"],
                cwd=folder, env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        is_so(lambda: self.said().count("Booting worker") >= 4, "four workers start")

    def said(self) -> str:
        return self.log.read_text()

    def workers(self) -> set[int]:
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        return {int(child) for child in children.split()}

    def asked(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=PATIENCE) as answer:
            told: dict[str, Any] = json.load(answer)
        return told

    def end(self) -> None:
        if self.master.poll() is None:
            self.master.kill()
            for worker in self.workers():
                os.kill(worker, signal.SIGKILL)
            self.master.wait()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    served.end()


def test_preloaded_workers_are_told_and_the_master_is_whole(served: Served, tmp_path: Path) -> None:
    answered: dict[int, dict[str, Any]] = {}

    def all_have_answered() -> bool:
        told = served.asked()
        answered[told["pid"]] = told
        return len(answered) >= 4

    is_so(all_have_answered, "each of the four answers")
    assert set(answered) == served.workers()
    for told in answered.values():
        (text,) = told["codes"]
        assert text.startswith("engine_is_forked: "), text
        assert told["inherited"] == "<Engine of another process>"
        assert told["watch"] == "<Watch of another process>"
        assert told["own"] == "<Engine open on a file, synced>"

    os.kill(next(iter(served.workers())), signal.SIGKILL)
    is_so(lambda: served.said().count("Booting worker") >= 5, "the master forks another")
    lines = served.told.read_text().splitlines()
    is_so(lambda: len(served.told.read_text().splitlines()) > len(lines) + 3, "the master goes on")
    versions = [int(line.split()[0]) for line in served.told.read_text().splitlines() if " " in line]
    assert versions == sorted(versions) and versions[-1] > versions[0], "its own engine as well"
    assert "<Engine open in memory>" in served.told.read_text()

    served.master.terminate()
    assert served.master.wait(PATIENCE) == 0, served.said()
    assert "Traceback" not in served.said()
    with Engine.open(tmp_path / "carts.db") as engine:
        assert engine.health().is_writable


def in_a_child(inherited: Engine, cart: str, path: str, answers: Any) -> None:
    codes = []
    for call in (inherited.cart(cart).member("ana").view, inherited.health):
        try:
            call()
        except CartpoolError as refused:
            codes.append(refused.code)
    with Engine.open(path) as own:
        own.set_price("TEA", "EUR", "4.50")
        answers.put((codes, own.create_cart("ben", "EUR").member("ben").add_item("TEA", 1)))
    inherited.close()


def test_forked_processes_open_their_own(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    with Engine.open() as engine:
        ana = engine.create_cart("ana", "EUR").member("ana")
        with ana.watch() as watch, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            words = (engine, ana.cart, str(tmp_path / "carts.db"), answers)
            children = [context.Process(target=in_a_child, args=words) for _ in range(4)]
            for child in children:
                child.start()
            for child in children:
                assert answers.get() == (["engine_is_forked"] * 2, 2)
            for child in children:
                child.join(PATIENCE)
                assert child.exitcode == 0
            assert ana.rename_cart("lunch") == 2
            assert [item.version for item in watch.page()] == [1, 2]


def in_a_pool(path: str) -> int:
    with Engine.open(path) as engine:
        return engine.create_cart("ana", "EUR").member("ana").version()


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_every_way_to_start_a_process_works(method: str, tmp_path: Path) -> None:
    from concurrent.futures import ProcessPoolExecutor

    with Engine.open(tmp_path / "carts.db") as engine, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with ProcessPoolExecutor(2, multiprocessing.get_context(method)) as pool:
            assert list(pool.map(in_a_pool, [str(tmp_path / "carts.db")] * 4)) == [1] * 4
        assert engine.health().is_writable


def test_a_fork_in_the_midst_of_calls_leaves_the_parent_whole() -> None:
    import threading

    with Engine.open(limits={"quantity_max": 1_000_000}) as engine:
        engine.set_price("TEA", "EUR", "4.50")
        ana = engine.create_cart("ana", "EUR").member("ana")
        is_over = threading.Event()
        added = [0] * 4

        def add(number: int) -> None:
            while not is_over.is_set():
                ana.add_item("TEA", 1)
                added[number] += 1

        threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(30):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                child = os.fork()
            if child == 0:
                try:
                    with Engine.open() as own:
                        own.create_cart("ben", "EUR").member("ben").view()
                    os._exit(0 if repr(ana) and repr(engine) == "<Engine of another process>" else 1)
                except BaseException:
                    os._exit(2)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        is_over.set()
        for thread in threads:
            thread.join()
        ana.verify()
        assert ana.view().lines[0].quantity == sum(added) > 0
