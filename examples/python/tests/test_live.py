"""The shop as its clients see it: REST and server-sent events by httpx, the WebSocket by websockets."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from serving import PATIENCE, Server
from websockets.asyncio.client import ClientConnection

from cartpool import Engine


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server("shop:app", tmp_path / "carts.db", "--preload")
    yield server
    server.end()


@pytest.fixture
def cart(server: Server) -> str:
    """Ana's cart, which ben has joined."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=PATIENCE) as client:
        made = client.post("/carts", headers={"X-Member": "ana"})
        assert made.status_code == 201
        cart: str = made.json()
        joined = client.post(f"/carts/{cart}/members", headers={"X-Member": "ben"})
        assert (joined.status_code, joined.json()) == (200, 2)
    return cart


class Live:
    """One member's connection."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def hears(self) -> dict[str, Any]:
        heard: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), PATIENCE))
        return heard

    async def wishes(self, **wish: Any) -> None:
        await self.socket.send(json.dumps(wish))

    async def is_closed_with(self) -> tuple[int, str]:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            while True:
                await asyncio.wait_for(self.socket.recv(), PATIENCE)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code, closed.value.rcvd.reason


@asynccontextmanager
async def live(server: Server, cart: str, member: str, after: str | None = None) -> AsyncIterator[Live]:
    place = f"ws://127.0.0.1:{server.port}/carts/{cart}/live?member={member}"
    async with websockets.connect(place if after is None else f"{place}&after={after}") as socket:
        yield Live(socket)


def test_two_people_shop_over_websockets(server: Server, cart: str) -> None:
    async def run() -> None:
        async with live(server, cart, "ana") as ana, live(server, cart, "ben") as ben:
            for one in (ana, ben):
                assert [(await one.hears())["kind"] for _ in range(2)] == ["cart_created", "member_added"]
            await ana.wishes(sku="TEA", quantity=2)
            for one in (ana, ben):
                heard = await one.hears()
                assert (heard["kind"], heard["version"]) == ("item_added", 3)
            await ben.wishes(sku="PIE")
            assert await ben.hears() == {"refused": "price_not_found"}
            await ben.wishes(sku="TEA", quantity=10_000)
            assert await ben.hears() == {"refused": "exceeds_quantity_max", "max": 9_999}
        async with live(server, cart, "ben", after=heard["cursor"]) as again:
            await again.wishes(sku="RYE")
            assert (await again.hears())["version"] == 4

    asyncio.run(run())


def test_a_wish_that_is_sent_again_has_one_effect(server: Server, cart: str) -> None:
    async def run(key: str) -> None:
        async with live(server, cart, "ana", after="1.2") as ana:
            await ana.wishes(sku="TEA", key=key)
            assert (await ana.hears())["version"] == 3
        async with live(server, cart, "ana", after="1.3") as ana:
            await ana.wishes(sku="TEA", key=key)
            await ana.wishes(sku="JAM")
            assert (await ana.hears())["version"] == 4

    with Engine.open() as ids:
        asyncio.run(run(ids.command_id()))


def test_hostile_words_are_refused_one_by_one(server: Server, cart: str) -> None:
    async def run() -> None:
        async with live(server, cart, "ana", after="1.2") as ana:
            for text in ["", "{", "[]", "7", '"TEA"', '{"sku": 7}', '{"sku": "TEA", "quantity": 1.5}', "[" * 50_000]:
                await ana.socket.send(text)
                assert await ana.hears() == {"refused": "argument_not_valid"}
            await ana.wishes(sku="TEA", quantity=0)
            assert await ana.hears() == {"refused": "quantity_must_not_be_zero"}
            await ana.wishes(sku="TEA", key="again")
            assert await ana.hears() == {"refused": "command_id_not_valid"}
            await ana.wishes(sku="TEA")
            assert (await ana.hears())["version"] == 3
        for member, where in [("mallory", cart), ("ana", "0" * 32)]:
            async with live(server, where, member) as nobody:
                assert await nobody.is_closed_with() == (1008, "cart_not_found")
        async with live(server, cart, "ana", after="yesterday") as ana:
            assert await ana.is_closed_with() == (1008, "cursor_not_valid")

    asyncio.run(run())
    assert "Traceback" not in server.said()


def test_whoever_is_removed_is_sent_away(server: Server, cart: str, tmp_path: Path) -> None:
    async def run(engine: Engine) -> None:
        async with live(server, cart, "ben", after="1.2") as ben:
            await asyncio.to_thread(engine.cart(cart).member("ana").remove_member, "ben")
            heard = await ben.hears()
            assert (heard["kind"], heard["version"]) == ("revoked", 3)
            assert await ben.is_closed_with() == (1000, "you were removed")

    with Engine.open(tmp_path / "carts.db") as engine:
        asyncio.run(run(engine))


def test_the_feed_is_followed_by_server_sent_events(server: Server, cart: str) -> None:
    place = f"http://127.0.0.1:{server.port}/carts/{cart}"
    ana = {"X-Member": "ana"}
    with httpx.Client(timeout=PATIENCE) as client, client.stream("GET", f"{place}/feed", headers=ana) as feed:
        assert feed.headers["content-type"].startswith("text/event-stream")
        fields = (line.split(": ", 1) for line in feed.iter_lines() if ": " in line)
        kinds = (value for name, value in fields if name == "event")
        assert [next(kinds), next(kinds)] == ["cart_created", "member_added"]
        added = httpx.post(f"{place}/items", json={"sku": "TEA", "quantity": 2}, headers=ana, timeout=PATIENCE)
        assert added.json() == 3
        assert next(kinds) == "item_added"
    seen = httpx.get(place, headers=ana, timeout=PATIENCE).json()
    assert seen == {"version": 3, "total": "9.00 EUR", "lines": [{"sku": "TEA", "quantity": 2}]}


def test_live_connections_keep_no_worker_from_ending(server: Server, cart: str) -> None:
    async def run() -> None:
        async with live(server, cart, "ana") as ana, live(server, cart, "ben") as ben:
            await ana.hears()
            await ben.hears()
            assert await asyncio.to_thread(server.stop) == 0, server.said()
            assert (await ana.is_closed_with())[0] == 1012

    asyncio.run(run())
    assert server.said().count("Application shutdown complete") == 4, server.said()
