"""What a fresh installation does, with nothing but the wheel beside it: no pytest, no sources.

    python fresh.py FOLDER_OF_SCENARIOS
"""

import asyncio
import pydoc
import subprocess
import sys
import tempfile
from decimal import Decimal
from importlib.metadata import files, metadata
from pathlib import Path

import cartpool
from cartpool import Denied, Engine, events
from vectors import play


def shares_a_cart() -> None:
    with Engine.open() as engine:
        engine.set_price("TEA", "EUR", Decimal("4.50"))
        cart = engine.create_cart("ana", "EUR")
        ana, ben = cart.member("ana"), cart.member("ben")
        ana.add_member("ben", "viewer")
        ana.add_item("TEA", 2)
        assert str(ana.total()) == "9.00 EUR"
        try:
            ben.add_item("TEA", 1)
        except Denied as refused:
            assert refused.context == {"capability": "add_items"}
        assert [event.kind for event in ben.events_since().events][-1] == "item_added"


def follows_on_a_loop() -> None:
    async def follow(member: cartpool.Member) -> int:
        async for item in member.watch():
            if isinstance(item, events.CartRenamed):
                return item.version
        return 0

    async def both(member: cartpool.Member) -> int:
        following = asyncio.create_task(follow(member))
        await asyncio.sleep(0)
        await asyncio.to_thread(member.rename_cart, "Lunch")
        return await asyncio.wait_for(following, 60)

    with Engine.open() as engine:
        assert asyncio.run(both(engine.create_cart("ana", "EUR").member("ana"))) == 2


def keeps_a_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "carts.db")
        with Engine.open(path) as engine:
            cart = engine.create_cart("ana", "EUR", title="Lunch").id
        command = Path(sys.executable).with_name("cartpool")
        subprocess.run([command, "verify", path], check=True, capture_output=True, timeout=60)
        with Engine.open(path) as engine:
            assert engine.cart(cart).member("ana").view().title == "Lunch"


def is_whole() -> None:
    place = Path(cartpool.__file__).resolve()
    assert place.is_relative_to(Path(sys.prefix).resolve()), place
    installed = {Path(str(file)).name for file in files("cartpool") or []}
    parts = {"py.typed", "_cartpool.abi3.so", "_cartpool.pyi", "LICENSE-MIT", "LICENSE-APACHE"}
    assert parts <= installed, installed
    assert metadata("cartpool")["Requires-Python"] == ">=3.11"
    assert "Adds `quantity` of `sku`" in pydoc.render_doc(cartpool.Member.add_item)


def main() -> None:
    is_whole()
    shares_a_cart()
    follows_on_a_loop()
    keeps_a_file()
    scenarios = sorted(Path(sys.argv[1]).glob("*.cart"))
    assert scenarios
    lines = sum(play(path) for path in scenarios)
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"   Python {version}, a fresh venv: {len(scenarios)} scenarios, {lines} lines")


main()
