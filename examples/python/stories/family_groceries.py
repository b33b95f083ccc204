"""The week's groceries: a cart in a file, a child with a budget, what happened to a line, and going on after a restart."""

from pathlib import Path
from tempfile import TemporaryDirectory

from cartpool import CartpoolError, Engine

SHELVES = {
    "MILK": ("1.19", "dairy"),
    "BREAD": ("3.40", "bakery"),
    "SWEETS": ("2.50", "sweets"),
    "ICE": ("4.20", "frozen"),
}


def one_day(path: Path) -> tuple[str, int, str]:
    with Engine.open(path) as engine:
        for sku, (price, category) in SHELVES.items():
            engine.set_price(sku, "EUR", price)
            engine.set_category(sku, category)
        cart = engine.create_cart("mum", "EUR", preset="family")
        mum, dad, kim = map(cart.member, ["mum", "dad", "kim"])
        mum.add_member("dad", "editor")
        mum.define_role("child", ["view_items", "add_items"], money_cap="10.00", categories_denied=["sweets"])
        mum.add_member("kim", "child")

        milk = mum.add_item("MILK", 2)
        with dad.batch() as batch:  # both, or neither
            batch.adjust_quantity(milk, 2)
            batch.set_note(milk, "the fresh one")
        for sku, quantity in [("SWEETS", 1), ("ICE", 3), ("ICE", 2)]:
            try:
                kim.add_item(sku, quantity)
                answer = "she gets it"
            except CartpoolError as refused:
                answer = refused.code
            print(f"kim asks for {quantity} x {sku}: {answer}")
        print(f"saved at {mum.total()}")
        return cart.id, milk, str(dad.events_since().to_cursor)


def another_day(path: Path, cart_id: str, milk: int, seen: str) -> None:
    with Engine.open(path) as engine:
        cart = engine.cart(cart_id)
        mum, dad = map(cart.member, ["mum", "dad"])
        before = mum.version()
        mum.set_quantity(milk, 3)
        mum.add_item("BREAD", 1)
        news = [event.kind for event in dad.events_since(seen).events]
        print(f"since then: {', '.join(news)}")

        print("what happened to the milk:")
        for event in dad.blame(milk):
            print(f"  {event.kind}")
        print(f"{mum.view_at(before).total} then, {mum.total()} now")

        mum.set_split("by_weight", {"mum": 2, "dad": 1})
        for share in mum.bill().shares:
            print(f"{share.member} owes {share.total}")


with TemporaryDirectory() as folder:
    path = Path(folder, "carts.db")
    another_day(path, *one_day(path))
