"""A cart over a WebSocket: commands in, events and refusals out, on one connection that may break and go on."""

import asyncio
from contextlib import suppress

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ValidationError

from cartpool import CartpoolError, Engine, Member, Watch

router = APIRouter()


class Wish(BaseModel):
    sku: str
    quantity: int = 1
    key: str | None = None  # A UUID of version 7: a wish that is sent again with it has one effect.


@router.websocket("/carts/{cart}/live")
async def live(socket: WebSocket, cart: str, member: str, after: str | None = None) -> None:
    engine: Engine = socket.app.state.engine
    await socket.accept()
    try:
        me = engine.cart(cart).member(member)  # A real shop reads its session here.
        with me.watch(after) as watch:
            telling = asyncio.create_task(tell(socket, watch))
            try:
                async for wish in socket.iter_text():
                    await grant(socket, me, wish)
            finally:
                telling.cancel()
    except CartpoolError as refusal:
        await socket.close(1008, refusal.code)


async def tell(socket: WebSocket, watch: Watch) -> None:
    with suppress(WebSocketDisconnect):
        async for item in watch:
            kind = getattr(item, "kind", type(item).__name__.lower())
            await socket.send_json({"kind": kind, "version": item.version, "cursor": str(watch.cursor)})
        await socket.close(1000, "you were removed")


async def grant(socket: WebSocket, me: Member, text: str) -> None:
    try:
        wish = Wish.model_validate_json(text)
        add = me.with_(command_id=wish.key).add_item
        # In a thread, where it may wait for the disk; its event comes back as everybody's does.
        await asyncio.to_thread(add, wish.sku, wish.quantity)
    except ValidationError:
        await socket.send_json({"refused": "argument_not_valid"})
    except CartpoolError as refusal:
        await socket.send_json({"refused": refusal.code, **refusal.context})
