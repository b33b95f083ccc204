"""What Python would quietly convert is refused, with a word on what to pass."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

import cartpool


@pytest.mark.parametrize("quantity", [True, 2.0, "2", None, Decimal(2), [2]])
def test_a_quantity_is_an_int(ana: cartpool.Member, quantity: Any) -> None:
    with pytest.raises(cartpool.WrongType, match="quantity must be an int, not") as refused:
        ana.add_item("TEA", quantity)
    assert refused.value.code == "argument_not_valid"
    assert isinstance(refused.value, TypeError)
    assert isinstance(refused.value, cartpool.Invalid)
    assert ana.version() == 1


@pytest.mark.parametrize("quantity", [-1, 2**32, 2**63, 2**64, 10**40, -(10**40)])
def test_a_quantity_out_of_range_is_refused(ana: cartpool.Member, quantity: int) -> None:
    with pytest.raises(cartpool.Invalid, match="quantity is out of range") as refused:
        ana.add_item("TEA", quantity)
    assert refused.value.code == "argument_not_valid"
    assert isinstance(refused.value, ValueError)


def test_a_lone_surrogate_is_refused(ana: cartpool.Member) -> None:
    with pytest.raises(cartpool.Invalid) as refused:
        ana.add_item("TEA\ud800", 1)
    assert refused.value.code == "text_must_be_utf8"
    with pytest.raises(cartpool.Invalid) as refused:
        ana.add_item("TEA", 1, options={"size": "\udfff"})
    assert refused.value.code == "text_must_be_utf8"


@pytest.mark.parametrize("amount", [4.5, 4, True, None, b"4.50"])
def test_money_is_a_decimal_or_a_str(engine: cartpool.Engine, amount: Any) -> None:
    with pytest.raises(cartpool.WrongType, match='a decimal.Decimal or a str such as "4.50", not'):
        engine.set_price("TEA", "EUR", amount)


class Odd(Decimal):
    """A decimal whose magnitude is no number."""

    def adjusted(self) -> Any:
        return "two"


@pytest.mark.parametrize(
    "amount",
    [
        *map(Decimal, ["NaN", "sNaN", "Infinity", "-1", "1E+40", "1E+999999", "1E-999999", "0.00000001"]),
        Odd("4.50"),
        *["", "4,50", "1e3", "+1", "-1", " 1", "1_000", "NaN", "٤"],
    ],
    ids=str,
)
def test_money_that_is_none_is_refused(engine: cartpool.Engine, amount: Decimal | str) -> None:
    with pytest.raises(cartpool.Invalid) as refused:
        engine.set_price("TEA", "EUR", amount)
    assert refused.value.code == "price_not_valid"
    assert engine.price("TEA", "EUR") == Decimal("4.50")


@pytest.mark.parametrize(
    "amount", ["4.5", Decimal("4.5"), Decimal("4.500"), Decimal("45E-1"), Decimal("0.45E+1")], ids=repr
)
def test_money_is_exact(engine: cartpool.Engine, amount: Decimal | str) -> None:
    engine.set_price("MILK", "EUR", amount)
    assert str(engine.price("MILK", "EUR")) == "4.50"


def test_a_decimal_zero_of_any_exponent_is_zero(engine: cartpool.Engine) -> None:
    for zero in ["0", "-0", "0E+5", "0.00"]:
        engine.set_price("GIFT", "EUR", Decimal(zero))
        assert engine.price("GIFT", "EUR") == 0


@pytest.mark.parametrize("beneficiaries", ["ana", 1, [1]])
def test_a_list_of_names_is_not_a_name(ana: cartpool.Member, beneficiaries: Any) -> None:
    with pytest.raises(cartpool.WrongType, match="beneficiaries must be"):
        ana.add_item("TEA", 1, beneficiaries=beneficiaries)


@pytest.mark.parametrize("options", [{"size": "L"}, [("size", "L")], iter([("size", "L")])])
def test_options_are_a_dict_or_pairs(ana: cartpool.Member, options: Any) -> None:
    version = ana.add_item("TEA", 1, options=options)
    line = ana.view().line(version)
    assert line is not None
    assert line.options == {"size": "L"}


@pytest.mark.parametrize("options", ["size", {"size": 1}, [("size",)], [["size", "L"]], 7])
def test_options_are_nothing_else(ana: cartpool.Member, options: Any) -> None:
    with pytest.raises(cartpool.WrongType, match="options must be"):
        ana.add_item("TEA", 1, options=options)


def test_what_is_wrong_of_the_options_is_said(ana: cartpool.Member) -> None:
    for options, what in [({"size": 1}, "value"), ([("size", 1)], "value"), ({1: "size"}, "key")]:
        wrong: Any = options
        with pytest.raises(cartpool.WrongType, match=f"a {what} of options must be a str, not int"):
            ana.add_item("TEA", 1, options=wrong)


def test_the_engine_judges_doubled_options(ana: cartpool.Member) -> None:
    with pytest.raises(cartpool.Invalid) as refused:
        ana.add_item("TEA", 1, options=[("size", "L"), ("size", "M")])
    assert refused.value.code == "option_not_valid"


def test_a_word_is_one_of_the_vocabulary(ana: cartpool.Member) -> None:
    unknown: Any = "free_for_all"
    with pytest.raises(cartpool.Invalid, match="edit must be one of open, own_lines,") as refused:
        ana.set_policies(unknown)
    assert refused.value.code == "argument_not_valid"
    assert "free_for_all" not in str(refused.value)


def test_only_the_first_thing_one_may_leave_out_goes_by_position(ana: cartpool.Member) -> None:
    too_many: Any = ("TEA", 1, None, {})
    with pytest.raises(TypeError, match="positional"):
        ana.add_item(*too_many)


def test_a_command_id_is_a_str_or_a_uuid(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    text = engine.command_id()
    assert ana.with_(command_id=text).add_item("TEA", 1) == 2
    assert ana.with_(command_id=UUID(text)).add_item("TEA", 1) == 2
    with pytest.raises(cartpool.Invalid) as refused:
        ana.with_(command_id="not-an-id")
    assert refused.value.code == "command_id_not_valid"
    wrong: Any
    for wrong in [7, 10**5000, Unwritable()]:
        with pytest.raises(cartpool.WrongType):
            ana.with_(command_id=wrong)


class Unwritable:
    """What nobody may ask for its text."""

    def __str__(self) -> str:
        raise AssertionError


def test_limits_and_rates_are_named(ana: cartpool.Member) -> None:
    wrong: Any
    for wrong in [{"lines": 3}, {"lines_max": True}, {1: 2}, 3]:
        with pytest.raises(cartpool.Invalid):
            cartpool.Engine.open(limits=wrong)
    for wrong in [{"per_hour": 3}, {"cart_burst": -1}, "on"]:
        with pytest.raises(cartpool.Invalid):
            cartpool.Engine.open(rates=wrong)
    with pytest.raises(cartpool.Invalid) as refused:
        cartpool.Engine.open(limits={"lines_max": 0})
    assert refused.value.code == "limits_not_valid"
    assert cartpool.Engine.open(limits={"lines_max": 3}).limits["lines_max"] == 3
