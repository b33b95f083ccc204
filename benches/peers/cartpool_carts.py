"""Carts in Cartpool, on a file that all workers share."""

from decimal import Decimal

from cartpool import CartpoolError, Engine

from refusal import Refused


class Carts:
    def __init__(self, place: str) -> None:
        durability, path = place.split("@", 1)
        self.engine = Engine.open(path, durability=durability)

    def set_price(self, sku: str, cents: int) -> None:
        self.engine.set_price(sku, "EUR", Decimal(cents).scaleb(-2))

    def create_cart(self, owner: str, others: dict[str, str]) -> str:
        cart = self.engine.create_cart(owner, "EUR")
        for member, role in others.items():
            cart.member(owner).add_member(member, role)
        return cart.id

    def add_item(self, cart: str, member: str, sku: str, quantity: int) -> tuple[int, int]:
        person = self.engine.cart(cart).member(member)
        try:
            return person.add_item(sku, quantity), person.total().minor
        except CartpoolError as refused:
            raise Refused(refused.code) from None

    def close(self) -> None:
        self.engine.close()
