"""Waiting for carts and campaigns on an event loop."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

Item = TypeVar("Item", covariant=True)


class Waits(Protocol[Item]):
    """What can be taken from, and says when there is more."""

    def _take(self) -> Item | None: ...
    def _poll(self, callback: Callable[[], object]) -> bool: ...


async def next_item(watch: Waits[Item]) -> Item:
    """The watch's next item, waited for without blocking the loop."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            item = watch._take()
        except StopIteration:
            raise StopAsyncIteration from None
        if item is not None:
            return item
        woken = loop.create_future()
        if not watch._poll(partial(_wake_from_afar, loop, woken)):
            await woken


def _wake_from_afar(loop: asyncio.AbstractEventLoop, woken: asyncio.Future[None]) -> None:
    try:
        loop.call_soon_threadsafe(_wake, woken)
    except RuntimeError:
        if not loop.is_closed():
            raise


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
