"""Carts in Redis: a hash and a list a cart, changed by one script."""

from pathlib import Path
from uuid import uuid4

import redis

from refusal import Refused

ADD_ITEM = Path(__file__).with_name("redis_add_item.lua").read_text()


class Carts:
    def __init__(self, place: str) -> None:
        self.redis = redis.Redis(unix_socket_path=place, decode_responses=True)
        self.script = self.redis.register_script(ADD_ITEM)

    def set_price(self, sku: str, cents: int) -> None:
        self.redis.hset("prices", sku, cents)

    def create_cart(self, owner: str, others: dict[str, str]) -> str:
        cart = uuid4().hex
        roles = {f"member:{member}": role for member, role in others.items()}
        self.redis.hset(f"cart:{cart}", mapping={f"member:{owner}": "owner", **roles, "version": 0, "total": 0})
        return cart

    def add_item(self, cart: str, member: str, sku: str, quantity: int) -> tuple[int, int]:
        try:
            keys = [f"cart:{cart}", f"events:{cart}", "prices"]
            version, total = self.script(keys, [member, sku, quantity])
        except redis.ResponseError as refused:
            raise Refused(str(refused)) from None
        return version, total

    def close(self) -> None:
        self.redis.close()
