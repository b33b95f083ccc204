"""Waiting for a cart's feed on an event loop."""

import asyncio
from functools import partial

from cartpool._cartpool import Reset, Revoked, Watch
from cartpool.events import Event


async def next_item(watch: Watch) -> Event | Reset | Revoked:
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
        if not watch._poll(partial(loop.call_soon_threadsafe, _wake, woken)):
            await woken


def _wake(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
