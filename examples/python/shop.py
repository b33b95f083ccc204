"""A shop whose carts any number of workers share through one file, with no server beside it.

    CARTPOOL_DATA=carts.db gunicorn --config gunicorn.conf.py shop:app
"""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, cast

from fastapi import Body, Depends, FastAPI, Header, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from cartpool import CartpoolError, Conflict, Denied, Engine, Invalid, LimitReached, Member
from cartpool import NotFound, StorageError, Watch
from live import router

PRICES = {"TEA": "4.50", "JAM": "3.80", "RYE": "2.95"}
STATUS = {NotFound: 404, Denied: 403, Conflict: 409, Invalid: 422, LimitReached: 429, StorageError: 503}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    # In every worker, after it was forked: no process may use what another one opened.
    with Engine.open(os.environ.get("CARTPOOL_DATA", "carts.db")) as engine:
        for sku, price in PRICES.items():
            engine.set_price(sku, "EUR", price)
        app.state.engine = engine
        yield
        engine.drain(5.0)


app = FastAPI(title="Shop", lifespan=lifespan)
app.include_router(router)


# Routes are plain functions: they wait for the disk in FastAPI's threads, and those who wait together share a commit.
def signed_in(x_member: Annotated[str, Header()]) -> str:
    return x_member  # A real shop reads its session here.


def opened(request: Request) -> Engine:
    return cast(Engine, request.app.state.engine)


Name = Annotated[str, Depends(signed_in)]
Shop = Annotated[Engine, Depends(opened)]


def seated(
    cart: str, name: Name, shop: Shop, idempotency_key: Annotated[str | None, Header()] = None
) -> Member:
    # The key is a UUID of version 7: a command that is sent again with it has one effect.
    return shop.cart(cart).member(name).with_(command_id=idempotency_key)


Me = Annotated[Member, Depends(seated)]


def watched(me: Me, last_event_id: Annotated[str | None, Header()] = None) -> Iterator[Watch]:
    with me.watch(last_event_id) as watch:
        yield watch


@app.post("/carts", status_code=201)
def create(name: Name, shop: Shop) -> str:
    return shop.create_cart(name, "EUR").id


@app.post("/carts/{cart}/members")
def join(me: Me, shop: Shop) -> int:
    # The shop itself seats whoever knows the cart's address; an invitation would be stricter.
    return shop.cart(me.cart).system().add_member(me.id, "editor")


@app.post("/carts/{cart}/items")
def add(me: Me, sku: Annotated[str, Body()], quantity: Annotated[int, Body()] = 1) -> int:
    return me.add_item(sku, quantity)


@app.get("/carts/{cart}")
def view(me: Me) -> dict[str, Any]:
    cart = me.view()
    lines = [{"sku": line.sku, "quantity": line.quantity} for line in cart.lines]
    return {"version": cart.version, "total": str(cart.total), "lines": lines}


@app.get("/carts/{cart}/feed", response_class=EventSourceResponse)
async def feed(watch: Annotated[Watch, Depends(watched)]) -> AsyncIterator[ServerSentEvent]:
    async for item in watch:
        kind = getattr(item, "kind", type(item).__name__.lower())
        yield ServerSentEvent(data={"version": item.version}, event=kind, id=str(watch.cursor))


@app.exception_handler(CartpoolError)
def refused(_: Request, refusal: CartpoolError) -> JSONResponse:
    status = next((STATUS[kind] for kind in STATUS if isinstance(refusal, kind)), 500)
    return JSONResponse({"code": refusal.code, **refusal.context}, status_code=status)
