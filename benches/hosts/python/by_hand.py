"""What a good developer writes in an afternoon: carts in a dict behind a lock, exact decimals, a bounded history.

It does what the script for Redis does (role, price, line, total, version, event), and set, remove and total beside.
"""

import time
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Lock
from typing import Literal, NamedTuple

HISTORY_MAX = 24
EDITORS = {"owner", "editor"}


class Refused(Exception):
    """Why a call was refused."""


class Event(NamedTuple):
    version: int
    at: float
    member: str
    kind: Literal["added", "set", "removed"]
    sku: str
    quantity: int


@dataclass(slots=True)
class Line:
    id: int
    sku: str
    unit_price: Decimal
    quantity: int
    changed_by: str


@dataclass(slots=True)
class Cart:
    members: dict[str, str]
    version: int = 0
    total: Decimal = Decimal("0.00")
    lines: dict[int, Line] = field(default_factory=dict)
    by_sku: dict[tuple[str, Decimal], Line] = field(default_factory=dict)
    history: deque[Event] = field(default_factory=lambda: deque(maxlen=HISTORY_MAX))

    def record(self, member: str, kind: Literal["added", "set", "removed"], sku: str, quantity: int) -> int:
        self.version += 1
        self.history.append(Event(self.version, time.time(), member, kind, sku, quantity))
        return self.version


class Carts:
    def __init__(self) -> None:
        self.lock = Lock()
        self.carts: dict[str, Cart] = {}
        self.prices: dict[str, Decimal] = {}

    def create(self, cart_id: str, members: dict[str, str]) -> None:
        with self.lock:
            self.carts[cart_id] = Cart(members, version=len(members))

    def editable(self, cart_id: str, member: str) -> Cart:
        cart = self.carts.get(cart_id)
        role = cart.members.get(member) if cart else None
        if cart is None or role is None:
            raise Refused("cart_not_found")
        if role not in EDITORS:
            raise Refused("capability_missing")
        return cart

    def add_item(self, cart_id: str, member: str, sku: str, quantity: int) -> int:
        with self.lock:
            cart = self.editable(cart_id, member)
            if not isinstance(quantity, int) or quantity < 1:
                raise Refused("quantity_must_not_be_zero")
            price = self.prices.get(sku)
            if price is None:
                raise Refused("price_not_found")
            line = cart.by_sku.get((sku, price))
            if line is None:
                line = Line(cart.version + 1, sku, price, quantity, member)
                cart.lines[line.id] = cart.by_sku[sku, price] = line
            else:
                line.quantity += quantity
                line.changed_by = member
            cart.total += price * quantity
            return cart.record(member, "added", sku, quantity)

    def set_quantity(self, cart_id: str, member: str, line_id: int, quantity: int) -> int:
        with self.lock:
            cart = self.editable(cart_id, member)
            line = cart.lines.get(line_id)
            if line is None:
                raise Refused("line_not_found")
            if not isinstance(quantity, int) or quantity < 1:
                raise Refused("quantity_must_not_be_zero")
            cart.total += line.unit_price * (quantity - line.quantity)
            line.quantity = quantity
            line.changed_by = member
            return cart.record(member, "set", line.sku, quantity)

    def remove_item(self, cart_id: str, member: str, line_id: int) -> int:
        with self.lock:
            cart = self.editable(cart_id, member)
            line = cart.lines.pop(line_id, None)
            if line is None:
                raise Refused("line_not_found")
            del cart.by_sku[line.sku, line.unit_price]
            cart.total -= line.unit_price * line.quantity
            return cart.record(member, "removed", line.sku, 0)

    def total(self, cart_id: str, member: str) -> Decimal:
        with self.lock:
            return self.editable(cart_id, member).total
