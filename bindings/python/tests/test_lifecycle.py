"""Opening, closing, handles, prices, invitations."""

from collections.abc import Callable
from decimal import Decimal

import pytest

import cartpool


def test_an_engine_closes_with_its_block() -> None:
    with cartpool.Engine.open() as engine:
        ana = engine.create_cart("ana", "EUR").member("ana")
        assert (engine.is_closed, repr(engine)) == (False, "<Engine open in memory>")
    assert (engine.is_closed, repr(engine)) == (True, "<Engine closed>")
    calls: list[Callable[[], object]] = [
        ana.view,
        ana.total,
        ana.leave,
        lambda: engine.create_cart("ana", "EUR"),
    ]
    for call in calls:
        with pytest.raises(cartpool.Conflict) as refused:
            call()
        assert refused.value.code == "engine_is_closed"
    engine.close()


def test_a_cart_is_found_by_its_id(engine: cartpool.Engine, cart: cartpool.Cart) -> None:
    assert engine.cart(cart.id).member("ana").version() == 1
    with pytest.raises(cartpool.Invalid) as refused:
        engine.cart("lunch")
    assert refused.value.code == "cart_id_not_valid"
    with pytest.raises(cartpool.NotFound):
        engine.cart("0" * 32).member("ana").view()


def test_the_same_seed_makes_the_same_ids() -> None:
    ids = [cartpool.Engine.open(seed=7).create_cart("ana", "EUR").id for _ in range(2)]
    assert ids[0] == ids[1] != cartpool.Engine.open().create_cart("ana", "EUR").id


def test_a_manual_clock_moves_only_when_told() -> None:
    engine = cartpool.Engine.open(manual_clock_ms=1_000)
    engine.advance_clock(250)
    engine.advance_clock(-1)
    assert engine.now_ms == 1_249
    with pytest.raises(cartpool.Invalid, match="manual_clock_ms"):
        cartpool.Engine.open().advance_clock(1)


def test_prices_reach_a_cart_at_its_next_read(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    ana.add_item("TEA", 2)
    before = engine.prices_version
    assert engine.set_price("TEA", "EUR", "5") == engine.prices_version > before
    assert ana.total().amount == Decimal("10.00")
    swept = engine.sweep(100)
    assert (swept.repriced, swept.is_done) == (0, True)
    assert engine.carts == 1


def test_a_caller_gives_prices_only_where_the_engine_takes_them(ana: cartpool.Member) -> None:
    with pytest.raises(cartpool.Denied) as refused:
        ana.add_item("TEA", 1, "1.00")
    assert refused.value.code == "unit_price_not_allowed"
    with cartpool.Engine.open(prices="caller") as engine:
        bea = engine.create_cart("bea", "EUR").member("bea")
        bea.add_item("CAKE", 2, Decimal("1.25"))
        assert bea.total().minor == 250


def test_an_invitation_takes_a_hash_and_admits_by_the_token(
    cart: cartpool.Cart, ana: cartpool.Member
) -> None:
    token = cartpool.Token()
    ana.invite(token.hash(), "editor")
    assert (len(token.reveal()), len(token.hash())) == (43, 43)
    assert token.reveal() not in repr(token)
    cart.member("ben").accept_invitation(token.reveal())
    assert [member.id for member in ana.view().members] == ["ana", "ben"]
    with pytest.raises(cartpool.Invalid) as refused:
        ana.invite("too short", "editor")
    assert refused.value.code == "token_hash_not_valid"


def test_the_host_is_a_principal(cart: cartpool.Cart) -> None:
    system = cart.system()
    assert (system.id, system.cart, cart.member("ana").id) == ("", cart.id, "ana")
    assert system.add_member("ben", "viewer") == 2
    system.verify()
