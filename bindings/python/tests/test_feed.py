"""Pages, cursors and watches, by hand, by iteration and on an event loop."""

import asyncio
import gc
import threading
import time
from collections.abc import Callable

import pytest

import cartpool
from cartpool import events


def later(act: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        time.sleep(0.05)
        act()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_page_goes_on_where_the_last_one_ended(ana: cartpool.Member) -> None:
    first = ana.events_since()
    assert [event.version for event in first.events] == [1]
    ana.add_item("TEA", 1)
    ana.add_item("TEA", 1)
    page = ana.events_since(first.to_cursor)
    assert page.from_cursor == first.to_cursor
    assert [type(item) for item in page] == [events.ItemAdded, events.ItemIncreased]
    assert (len(page), page.reset, page.revoked_version) == (2, None, None)


def test_a_cursor_is_kept_as_text(ana: cartpool.Member) -> None:
    cursor = ana.events_since().to_cursor
    assert cartpool.Cursor.parse(str(cursor)) == cursor
    assert (cursor.version, cartpool.Cursor.START.version) == (1, 0)
    assert len(ana.events_since(str(cursor))) == 0
    with pytest.raises(cartpool.Invalid) as refused:
        ana.events_since("yesterday")
    assert refused.value.code == "cursor_not_valid"


def test_whoever_left_in_the_middle_of_a_page_goes_on_from_there(ana: cartpool.Member) -> None:
    for _ in range(4):
        ana.add_item("TEA", 1)
    whole = [event.version for event in ana.events_since().events]
    for many in range(1, len(whole) + 1):
        with ana.watch() as watch:
            before = [next(watch) for _ in range(many)]
            cursor = str(watch.cursor)
        after = ana.events_since(cursor).events
        assert [one.version for one in [*before, *after]] == whole


def test_a_cursor_beyond_the_log_begins_anew(ana: cartpool.Member) -> None:
    page = ana.events_since("1.99")
    match list(page):
        case [cartpool.Reset(view=view)]:
            assert view.version == ana.version() == page.to_cursor.version == next(iter(page)).version
        case other:
            pytest.fail(repr(other))
    assert page.reset is not None
    assert page.events == ()


def test_waiting_ends_with_a_change_or_the_time(ana: cartpool.Member) -> None:
    with ana.watch("1.1") as watch:
        assert watch.wait(0) is False
        assert watch.wait(0.02) is False
        thread = later(lambda: ana.add_item("TEA", 1))
        assert watch.wait(10) is True
        thread.join()
        assert [event.version for event in watch.page().events] == [2]
        assert len(watch.page()) == 0
        assert watch.cursor.version == 2


def test_other_threads_run_while_one_waits(ana: cartpool.Member) -> None:
    with ana.watch("1.1") as watch:
        thread = later(lambda: ana.add_item("TEA", 1))
        assert watch.wait()
        thread.join()


def test_a_watch_can_be_iterated_over(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    ana.add_member("ben", "viewer")
    watch = cart.member("ben").watch()
    thread = later(lambda: ana.remove_member("ben"))
    items = list(watch)
    thread.join()
    assert [item.version for item in items] == [1, 2, 3]
    assert isinstance(items[-1], cartpool.Revoked)


def test_closing_a_watch_ends_its_iteration(ana: cartpool.Member) -> None:
    watch = ana.watch("1.1")
    thread = later(watch.close)
    assert list(watch) == []
    thread.join()
    assert repr(watch) == "<Watch closed>"
    with pytest.raises(cartpool.Invalid) as refused:
        watch.page()
    assert refused.value.code == "handle_not_valid"


def test_closing_the_engine_wakes_whoever_waits(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    watch = ana.watch("1.1")
    thread = later(engine.close)
    with pytest.raises(cartpool.Conflict) as refused:
        watch.wait(10)
    assert refused.value.code == "engine_is_closed"
    thread.join()


def test_a_loop_is_woken_from_another_thread(ana: cartpool.Member) -> None:
    async def follow() -> list[int]:
        versions = []
        async for item in ana.watch():
            versions.append(item.version)
            if item.version == 1:
                later(lambda: [ana.add_item("TEA", 1) for _ in range(3)])
            if item.version == 4:
                break
        return versions

    assert asyncio.run(asyncio.wait_for(follow(), 10)) == [1, 2, 3, 4]


def test_many_tasks_follow_one_cart(ana: cartpool.Member) -> None:
    async def follow() -> int:
        async for item in ana.watch():
            if isinstance(item, events.CartClosed):
                return item.version
        return 0

    async def everybody() -> list[int]:
        tasks = [asyncio.create_task(follow()) for _ in range(50)]
        await asyncio.sleep(0)
        for _ in range(20):
            ana.add_item("TEA", 1)
            await asyncio.sleep(0)
        ana.close_cart()
        return await asyncio.gather(*tasks)

    assert asyncio.run(asyncio.wait_for(everybody(), 20)) == [22] * 50


def test_a_cancelled_task_leaves_the_watch_usable(ana: cartpool.Member) -> None:
    async def run() -> int:
        watch = ana.watch("1.1")
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(anext(watch), 0.02)
        ana.add_item("TEA", 1)
        item = await asyncio.wait_for(anext(watch), 10)
        assert isinstance(item, events.ItemAdded)
        return item.version

    assert asyncio.run(run()) == 2


def test_a_loop_that_is_gone_stops_nobody(ana: cartpool.Member) -> None:
    async def give_up() -> cartpool.Watch:
        watch = ana.watch("1.1")
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(anext(watch), 0.01)
        return watch

    watch = asyncio.run(give_up())
    assert ana.add_item("TEA", 1) == 2
    assert watch.wait(10)


def test_a_removed_member_is_told_once_on_the_loop(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    async def follow() -> list[object]:
        return [item async for item in cart.member("ben").watch("1.2")]

    ana.add_member("ben", "viewer")
    thread = later(lambda: ana.remove_member("ben"))
    (item,) = asyncio.run(asyncio.wait_for(follow(), 10))
    thread.join()
    assert isinstance(item, cartpool.Revoked)
    assert item.version == 3


def test_a_dropped_watch_leaves_room_for_another() -> None:
    with cartpool.Engine.open(limits={"cart_watches_max": 1}) as engine:
        ana = engine.create_cart("ana", "EUR").member("ana")
        watch = ana.watch()
        with pytest.raises(cartpool.LimitReached) as refused:
            ana.watch()
        assert refused.value.code == "exceeds_watches_max"
        del watch
        gc.collect()
        ana.watch().close()
        ana.watch().close()
