"""A task may be cancelled at every await: nothing is lost, nothing comes twice, and the watch goes on."""

import asyncio
import contextlib
import random
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest

import cartpool
from cartpool import CampaignTier, Engine

PATIENCE = 60.0


async def cancelled(task: "asyncio.Task[object]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def test_a_follower_that_is_cancelled_again_and_again_misses_nothing(ana: cartpool.Member) -> None:
    chance = random.Random(1)
    heard: list[int] = []

    async def follow(watch: cartpool.Watch) -> None:
        async for item in watch:
            heard.append(item.version)

    async def run() -> None:
        with ana.watch() as watch:
            for _ in range(300):
                task = asyncio.create_task(follow(watch))
                for _ in range(chance.randrange(4)):
                    await asyncio.sleep(0)
                    ana.rename_cart("lunch")
                for _ in range(chance.randrange(3)):
                    await asyncio.sleep(0)
                await cancelled(task)
            last = asyncio.create_task(follow(watch))
            while not heard or heard[-1] < ana.version():
                await asyncio.sleep(0)
            await cancelled(last)

    asyncio.run(asyncio.wait_for(run(), PATIENCE))
    assert heard == list(range(1, ana.version() + 1))


def test_a_wait_that_times_out_costs_nothing(ana: cartpool.Member) -> None:
    async def run() -> list[int]:
        with ana.watch("1.1") as watch:
            for _ in range(50):
                with pytest.raises(asyncio.TimeoutError):
                    await asyncio.wait_for(anext(watch), 0.001)
            ana.rename_cart("lunch")
            return [(await asyncio.wait_for(anext(watch), PATIENCE)).version]

    assert asyncio.run(run()) == [2]


def test_a_campaign_is_followed_through_cancellations(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    engine.create_campaign("tea", "EUR", ["TEA"], [CampaignTier(5, percent="10")], engine.now_ms + 1_000)

    async def run() -> int:
        with engine.watch_campaign("tea") as watch:
            first = await asyncio.wait_for(anext(watch), PATIENCE)
            assert first.quantity == 0
            for _ in range(20):
                task = asyncio.ensure_future(anext(watch))
                await asyncio.sleep(0)
                await cancelled(task)
            waiting = asyncio.ensure_future(anext(watch))
            await asyncio.sleep(0)
            ana.pledge("tea", 5)
            return (await asyncio.wait_for(waiting, PATIENCE)).quantity

    assert asyncio.run(run()) == 5


def test_a_cancelled_command_has_its_one_effect_or_none(tmp_path: object) -> None:
    async def run(ana: cartpool.Member, command_id: str) -> None:
        adding = asyncio.create_task(asyncio.to_thread(ana.with_(command_id=command_id).add_item, "TEA", 1))
        await asyncio.sleep(0)
        await cancelled(adding)

    with Engine.open(f"{tmp_path}/carts.db") as engine:
        engine.set_price("TEA", "EUR", "4.50")
        ana = engine.create_cart("ana", "EUR").member("ana")
        ids = [engine.command_id() for _ in range(20)]
        for command_id in ids:
            asyncio.run(run(ana, command_id))
        again = [ana.with_(command_id=command_id).add_item("TEA", 1) for command_id in ids]
        assert sorted(again) == list(range(2, 22)), "asked again, each says what its one effect was"
        assert ana.view().lines[0].quantity == 20


def test_closing_a_watch_ends_a_task_that_waits(ana: cartpool.Member) -> None:
    async def run() -> list[int]:
        watch = ana.watch("1.1")
        waiting = asyncio.create_task(collected(watch))
        await asyncio.sleep(0.01)
        watch.close()
        return await asyncio.wait_for(waiting, PATIENCE)

    assert asyncio.run(run()) == []


async def collected(watch: cartpool.Watch) -> list[int]:
    return [item.version async for item in watch]


def test_closing_the_engine_ends_a_task_that_waits(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    async def run() -> None:
        waiting = asyncio.create_task(collected(ana.watch("1.1")))
        await asyncio.sleep(0.01)
        engine.close()
        with pytest.raises(cartpool.Conflict, match="engine_is_closed"):
            await asyncio.wait_for(waiting, PATIENCE)

    asyncio.run(run())


WAKING: dict[str, Callable[[cartpool.Engine, cartpool.Member, cartpool.Watch], object]] = {
    "a verb": lambda _engine, ana, _watch: ana.rename_cart("lunch"),
    "closing the watch": lambda _engine, _ana, watch: watch.close(),
    "closing the engine": lambda engine, _ana, _watch: engine.close(),
}


@pytest.mark.parametrize("strikes", [1, 2])
@pytest.mark.parametrize("what", WAKING)
def test_an_interrupt_in_the_midst_of_a_wake_is_raised_and_the_wake_arrives(
    what: str, strikes: int, engine: cartpool.Engine, ana: cartpool.Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = ana.watch("1.1")
    loop = asyncio.new_event_loop()
    waits = threading.Event()
    left = 0
    wake = loop.call_soon_threadsafe

    def interrupted(*arguments: Any, **named: Any) -> object:
        nonlocal left
        if left:
            left -= 1
            signal.raise_signal(signal.SIGINT)
        return wake(*arguments, **named)

    async def follow() -> None:
        waiting = asyncio.ensure_future(anext(watch))
        await asyncio.sleep(0)
        waits.set()
        with contextlib.suppress(cartpool.Conflict, StopAsyncIteration):
            await asyncio.wait_for(waiting, PATIENCE)

    follower = threading.Thread(target=loop.run_until_complete, args=(follow(),))
    follower.start()
    assert waits.wait(PATIENCE)
    left = strikes
    monkeypatch.setattr(loop, "call_soon_threadsafe", interrupted)
    with pytest.raises(KeyboardInterrupt):
        WAKING[what](engine, ana, watch)
    follower.join(PATIENCE)
    assert not follower.is_alive()
    assert left == 0
    loop.close()


def test_a_generator_that_is_left_gives_its_watch_back() -> None:
    with Engine.open(limits={"cart_watches_max": 1}) as engine:
        ana = engine.create_cart("ana", "EUR").member("ana")

        async def follow() -> int:
            with ana.watch() as watch:
                async for item in watch:
                    return item.version
            return 0

        for _ in range(50):
            assert asyncio.run(follow()) == 1
