"""Who does what to which cart: the same for the engine and for what is measured beside it, decided by a seed.

As `benches/src/workload.rs` has it: 8 lines, 4 members, 24 events, 20,000 SKUs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from by_hand import Carts
from cartpool import Engine, Member

LINES, MEMBERS, EVENTS, SKUS = 8, 4, 24, 20_000
# So that adds also make lines.
SLOTS = LINES + 2
ADD, SET, REMOVE, TOTAL = range(4)

SKU_NAMES = [f"SKU-{number:05}" for number in range(SKUS)]


def price(number: int) -> Decimal:
    return Decimal(99 + number % 2_000).scaleb(-2)


def sku(cart: int, slot: int) -> str:
    return SKU_NAMES[(cart * 40_503 + slot * 7_001) % SKUS]


def people(cart: int) -> list[str]:
    return [f"p{(cart * 104_729 + seat * 250_007) % 1_000_000:07}" for seat in range(MEMBERS)]


class World:
    """The same carts on both sides: their first lines were made by the versions from 5 on."""

    def __init__(self, carts: int) -> None:
        self.engine = Engine.open(limits={"quantity_max": 1_000_000})
        self.by_hand = Carts()
        for number, name in enumerate(SKU_NAMES):
            self.engine.set_price(name, "EUR", price(number))
            self.by_hand.prices[name] = price(number)
        self.ids = [self.filled(cart) for cart in range(carts)]
        # As a server holds them while people shop: a handle knows its seat once it was used.
        self.members = [self.held(cart) for cart in range(carts)]

    def filled(self, number: int) -> str:
        owner, *others = people(number)
        cart = self.engine.create_cart(owner, "EUR")
        for other in others:
            cart.member(owner).add_member(other, "editor")
        self.by_hand.create(cart.id, {owner: "owner"} | dict.fromkeys(others, "editor"))
        for event in range(EVENTS - MEMBERS):
            member = people(number)[event % MEMBERS]
            cart.member(member).add_item(sku(number, event % LINES), 1)
            self.by_hand.add_item(cart.id, member, sku(number, event % LINES), 1)
        return cart.id

    def held(self, number: int) -> list[Member]:
        cart = self.engine.cart(self.ids[number])
        members = [cart.member(name) for name in people(number)]
        for member in members:
            member.version()
        return members

    def close(self) -> None:
        self.engine.close()


class Command(NamedTuple):
    kind: int
    cart: int
    seat: int
    subject: str | int
    quantity: int


class Mix:
    """40 in a hundred add, 20 set, 10 remove, 30 read the total; what finds no line to set or remove adds one."""

    def __init__(self, carts: int) -> None:
        self.chance = random.Random(carts)
        first = MEMBERS + 1
        self.lines = [{slot: first + slot for slot in range(LINES)} for _ in range(carts)]
        self.versions = [EVENTS] * carts

    def commands(self, count: int) -> Iterator[Command]:
        for _ in range(count):
            cart = self.chance.randrange(len(self.lines))
            seat, slot = self.chance.randrange(MEMBERS), self.chance.randrange(SLOTS)
            wish = self.chance.choices([ADD, SET, REMOVE, TOTAL], [40, 20, 10, 30])[0]
            line = self.lines[cart].get(slot)
            if wish == TOTAL:
                yield Command(TOTAL, cart, seat, "", 0)
                continue
            self.versions[cart] += 1
            if wish == ADD or line is None:
                self.lines[cart].setdefault(slot, self.versions[cart])
                yield Command(ADD, cart, seat, sku(cart, slot), 1)
            elif wish == SET:
                # Never the quantity that is there: what changes nothing would be no event.
                yield Command(SET, cart, seat, line, 100 + self.versions[cart] % 9_000)
            else:
                del self.lines[cart][slot]
                yield Command(REMOVE, cart, seat, line, 0)
