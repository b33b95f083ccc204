"""Refusals are exceptions of one tree, each with its code and the fact that helps."""

import pickle
from typing import get_args

import pytest

import cartpool
from cartpool._errors import BY_KIND


def test_a_refusal_has_its_kind_its_code_and_its_fact(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    ana.add_member("ben", "viewer")
    with pytest.raises(cartpool.Denied) as denied:
        cart.member("ben").add_item("TEA", 1)
    assert (denied.value.code, denied.value.number) == ("capability_missing", 20)
    assert denied.value.context == {"capability": "add_items"}

    with pytest.raises(cartpool.Conflict) as conflict:
        ana.with_(expect_version=1).add_item("TEA", 1)
    assert conflict.value.code == "version_conflict"
    assert conflict.value.context == {"expected": 1, "actual": 2}

    with pytest.raises(cartpool.LimitReached) as limit:
        ana.add_item("TEA", 10_000)
    assert (limit.value.code, limit.value.context) == ("exceeds_quantity_max", {"max": 9_999})

    with pytest.raises(cartpool.NotFound) as missing:
        ana.remove_item(99)
    assert (missing.value.code, missing.value.context) == ("line_not_found", {})
    assert isinstance(missing.value, LookupError)


def test_a_throttled_command_says_when_to_come_back() -> None:
    with cartpool.Engine.open(manual_clock_ms=1, rates={"member_burst": 1, "member_per_second": 1}) as engine:
        ana = engine.create_cart("ana", "EUR").member("ana")
        ana.rename_cart("one")
        with pytest.raises(cartpool.LimitReached) as refused:
            ana.rename_cart("two")
    assert refused.value.code == "rate_exceeded"
    assert refused.value.context["ms"] > 0


def test_every_kind_has_a_class() -> None:
    assert set(BY_KIND) == set(get_args(cartpool.ErrorKind))
    assert all(issubclass(kind, cartpool.CartpoolError) for kind in BY_KIND.values())


def test_the_text_names_the_rule_and_nobody(cart: cartpool.Cart) -> None:
    with pytest.raises(cartpool.NotFound) as refused:
        cart.member("mallory").view()
    assert str(refused.value) == "cart_not_found: no such cart for this principal"


def test_a_refusal_survives_pickling(ana: cartpool.Member) -> None:
    with pytest.raises(cartpool.LimitReached) as refused:
        ana.add_item("TEA", 10_000)
    copy = pickle.loads(pickle.dumps(refused.value))
    assert type(copy) is cartpool.LimitReached
    assert (copy.code, copy.number, copy.context) == ("exceeds_quantity_max", 42, {"max": 9_999})
    assert str(copy) == str(refused.value)
