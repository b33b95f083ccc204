"""A cart that most tests start from."""

from collections.abc import Iterator

import pytest

import cartpool

NOW_MS = 1_750_000_000_000


@pytest.fixture
def engine() -> Iterator[cartpool.Engine]:
    with cartpool.Engine.open(manual_clock_ms=NOW_MS, seed=1) as engine:
        engine.set_price("TEA", "EUR", "4.50")
        yield engine


@pytest.fixture
def cart(engine: cartpool.Engine) -> cartpool.Cart:
    return engine.create_cart("ana", "EUR")


@pytest.fixture
def ana(cart: cartpool.Cart) -> cartpool.Member:
    return cart.member("ana")
