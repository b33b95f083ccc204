"""The shop under gunicorn: four workers are one, whoever of them dies."""

import http.client
import os
import signal
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from serving import Client, Server, is_so

from cartpool import Engine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(params=[[], ["--preload"]], ids=["plain", "preload"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    server = Server("shop:app", tmp_path / "carts.db", *request.param)
    yield server
    server.end()


def test_four_workers_are_one_shop(server: Server, tmp_path: Path) -> None:
    workers = server.workers()
    assert len(workers) == 4
    clients = [server.client(f"member-{worker}", worker) for worker in workers]
    status, cart = clients[0].ask("POST", "/carts")
    assert status == 201
    reader = server.client(clients[0].member, workers[3])
    feed = reader.feed(cart)
    assert next(feed) == ("1.1", "cart_created", 1)

    for version, client in enumerate(clients[1:], start=2):
        assert client.ask("POST", f"/carts/{cart}/members") == (200, version)
    for version, client in enumerate(clients, start=5):
        assert client.add(cart, "TEA") == version
    views = [client.ask("GET", f"/carts/{cart}") for client in clients]
    lines = [{"sku": "TEA", "quantity": 4}]
    assert views == [(200, {"version": 8, "total": "18.00 EUR", "lines": lines})] * 4

    heard = [next(feed) for _ in range(7)]
    assert [version for _, _, version in heard] == [2, 3, 4, 5, 6, 7, 8]
    assert [kind for _, kind, _ in heard[:4]] == ["member_added"] * 3 + ["item_added"]
    again = server.client(clients[0].member, workers[1])
    rest = again.feed(cart, last=heard[3][0])
    assert list(islice(rest, 3)) == heard[4:]

    stranger = server.client("stranger", workers[2])
    assert stranger.ask("GET", f"/carts/{cart}") == (404, {"code": "cart_not_found"})
    assert stranger.ask("GET", f"/carts/{cart}/feed") == (404, {"code": "cart_not_found"})
    assert clients[0].ask("POST", f"/carts/{cart}/items", {"sku": "PIE"})[0] == 404

    assert server.stop() == 0, server.said()
    shut_down = server.said().count("Application shutdown complete")
    assert shut_down == 4, "feeds do not keep a worker from ending in order"
    restarted = Server("shop:app", tmp_path / "carts.db")
    try:
        assert restarted.client(clients[2].member).ask("GET", f"/carts/{cart}") == views[2]
    finally:
        restarted.end()


class Adder(threading.Thread):
    """Somebody who adds, and sends again what was not answered, with the same key."""

    def __init__(self, server: Server, cart: str, ids: Engine):
        super().__init__()
        self.server, self.cart, self.ids = server, cart, ids
        self.answered = 0
        self.sent_again = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        client = Client(self.server.port, "ana")
        while not self.is_over.is_set():
            key = self.ids.command_id()
            while True:
                try:
                    client.add(self.cart, "TEA", **{"Idempotency-Key": key})
                    break
                except (OSError, http.client.HTTPException):
                    self.sent_again += 1
                    client.close()
                    client = Client(self.server.port, "ana")
            self.answered += 1
        client.close()


def test_a_killed_worker_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "carts.db"
    server = Server("shop:app", path)
    try:
        cart = server.client("ana").ask("POST", "/carts")[1]
        with Engine.open() as ids:
            adders = [Adder(server, cart, ids) for _ in range(16)]
            for adder in adders:
                adder.start()
            for _ in range(6):
                before = sum(adder.answered for adder in adders)
                is_so(lambda: sum(one.answered for one in adders) > before + 50, "they add")
                os.kill(server.workers()[0], signal.SIGKILL)
            for adder in adders:
                adder.is_over.set()
            for adder in adders:
                adder.join()
        assert sum(adder.sent_again for adder in adders) > 0, "a kill was felt"
        answered = sum(adder.answered for adder in adders)
        lines = [{"sku": "TEA", "quantity": answered}]
        assert server.client("ana").ask("GET", f"/carts/{cart}")[1]["lines"] == lines
    finally:
        server.end()
    with Engine.open(path) as engine:
        ana = engine.cart(cart).member("ana")
        ana.verify()
        assert ana.view().lines[0].quantity == answered
        assert ana.version() == 1 + answered


# What not to do: the module is imported before the workers are forked, and so is its engine opened.
NAIVE = """
import os
from fastapi import FastAPI
from cartpool import CartpoolError, Engine

engine = Engine.open(os.environ.get("CARTPOOL_DATA"))
app = FastAPI()

@app.post("/carts")
def create() -> str:
    try:
        return engine.create_cart("ana", "EUR").id
    except CartpoolError as refusal:
        return str(refusal)
"""


def test_an_engine_opened_before_the_fork_says_so(tmp_path: Path) -> None:
    (tmp_path / "naive.py").write_text(NAIVE)
    server = Server("naive:app", tmp_path / "carts.db", "--preload", folder=tmp_path)
    try:
        for worker in server.workers():
            status, answer = server.client("ana", worker).ask("POST", "/carts")
            assert status == 200 and answer.startswith("engine_is_forked: "), answer
    finally:
        server.end()


def test_workers_in_memory_name_the_cure(tmp_path: Path) -> None:
    (tmp_path / "naive.py").write_text(NAIVE)
    server = Server("naive:app", None, folder=tmp_path)
    try:
        assert server.said().count("Engine.open(path)") == 4, "each of the four says so once"
    finally:
        server.end()
