"""One FastAPI app, the same routes over whichever back end it is told to use.

`BACKEND` names the module and the place of its carts, as `redis:/run/redis.sock`; `TIMES` a folder for the times that
calls of the back end took.
"""

import os
from array import array
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from time import perf_counter_ns
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

from refusal import Refused

kind, place = os.environ["BACKEND"].split(":", 1)
carts = import_module(f"{kind}_carts").Carts(place)
# When a call began and how long it took, in turns.
times = array("Q")


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    kept = Path(os.environ["TIMES"], str(os.getpid()))
    kept.touch()
    yield
    carts.close()
    kept.write_bytes(times.tobytes())


app = FastAPI(lifespan=lifespan)


class Item(BaseModel):
    sku: str
    quantity: int


class Added(BaseModel):
    version: int
    total_minor: int


@app.post("/carts/{cart}/items")
def add_item(cart: str, item: Item, x_member: Annotated[str, Header()]) -> Added:
    """Adds an item; who asks has been found out by what stands in front of this app."""
    began = perf_counter_ns()
    try:
        version, total = carts.add_item(cart, x_member, item.sku, item.quantity)
    except Refused as refused:
        raise HTTPException(409, refused.code) from None
    times.extend((began, perf_counter_ns() - began))
    return Added(version=version, total_minor=total)
