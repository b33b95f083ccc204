"""A cart's bill: what Python gives, and what it takes."""

from collections import OrderedDict
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

import cartpool
from cartpool import events


@pytest.fixture
def shared(ana: cartpool.Member) -> cartpool.Member:
    """Ana's cart with ben in it and two teas, 9.00 in all."""
    ana.add_member("ben", "editor")
    ana.add_item("TEA", 2)
    return ana


def totals(member: cartpool.Member) -> dict[str | None, Decimal]:
    return {share.member: share.total.amount for share in member.bill().shares}


def test_a_bill_is_frozen_exact_and_compared_by_what_it_says(shared: cartpool.Member) -> None:
    bill = shared.bill()
    assert isinstance(bill, cartpool.Bill)
    assert bill.total.amount == Decimal("9.00")
    assert bill.total.minor == 900
    assert [share.member for share in bill.shares] == ["ana", "ben"]
    share = bill.share("ben")
    assert isinstance(share, cartpool.ShareEntry)
    assert share.total.amount == Decimal("4.50")
    assert bill.share("zoe") is None
    assert bill.policies.rounding == "half_up"
    assert bill.adjustments == ()
    assert bill == shared.bill()
    assert repr(bill).startswith("Bill(version=3, ")
    with pytest.raises(AttributeError):
        bill.is_fixed = True  # type: ignore[misc]
    with pytest.raises(cartpool.WrongType):
        bill.share(1)  # type: ignore[arg-type]


def test_an_explanation_says_why_and_a_settlement_who_pays_whom(shared: cartpool.Member) -> None:
    explanation = shared.explain()
    assert [(cell.member, cell.line, cell.amount.minor, cell.reason) for cell in explanation.cells] == [
        ("ana", 3, 450, "equal"),
        ("ben", 3, 450, "equal"),
    ]
    assert explanation.cells[0].text == "4.50 EUR of 9.00 EUR: one of 2 equal parts"
    shared.fix_bill()
    shared.record_payment("ana", Decimal("9.00"))
    settlement = shared.settlement()
    (transfer,) = settlement.transfers
    assert (transfer.payer, transfer.payee, transfer.amount.amount) == ("ben", "ana", Decimal("4.50"))
    assert settlement.is_exact


@pytest.mark.parametrize(
    "parts",
    [
        {"ana": "2", "ben": "1"},
        {"ana": Decimal(2), "ben": Decimal("1.0")},
        {"ana": 2, "ben": 1},
        {"ana": Decimal("2E+0"), "ben": 1},
        OrderedDict(ben="1", ana="2"),
        MappingProxyType({"ana": 2, "ben": "1"}),
        [("ana", 2), ("ben", Decimal(1))],
        (("ben", 1), ("ana", "2")),
    ],
    ids=str,
)
def test_parts_are_exact_decimals_by_member(shared: cartpool.Member, parts: Any) -> None:
    shared.set_split("by_weight", parts)
    assert totals(shared) == {"ana": Decimal("6.00"), "ben": Decimal("3.00")}
    event = shared.event(4)
    assert isinstance(event, events.SplitSet)
    assert [(part.member, part.value) for part in event.parts] == [("ana", Decimal(2)), ("ben", Decimal(1))]


@pytest.mark.parametrize("value", [2.0, True, None, b"2", [2]], ids=repr)
def test_parts_of_another_type_are_refused(shared: cartpool.Member, value: Any) -> None:
    with pytest.raises(cartpool.WrongType, match="parts must be"):
        shared.set_split("by_weight", {"ana": value})
    assert shared.version() == 3


@pytest.mark.parametrize("parts", ["ana", 2, [2], {1: "2"}, [("ana", "1", "2")]], ids=repr)
def test_parts_are_a_mapping_or_pairs(shared: cartpool.Member, parts: Any) -> None:
    with pytest.raises(cartpool.WrongType, match="parts must be"):
        shared.set_split("by_weight", parts)


@pytest.mark.parametrize("part", ["two", "", "-1", "1e3", -1, 0, Decimal(-1)], ids=repr)
def test_parts_that_are_none_are_refused(shared: cartpool.Member, part: Any) -> None:
    with pytest.raises(cartpool.Invalid) as refused:
        shared.set_split("by_weight", {"ana": part})
    assert refused.value.code == "split_not_valid"


@pytest.mark.parametrize("tiers", [{2: 10}, {2: "10"}, {"2": Decimal(10)}, [(2, 10)]], ids=str)
def test_tiers_are_percents_by_quantity(cart: cartpool.Cart, shared: cartpool.Member, tiers: Any) -> None:
    discount = cart.system().add_discount(tiers=tiers)
    assert shared.bill().total.amount == Decimal("8.10")
    (entry,) = shared.bill().adjustments
    assert (entry.id, entry.kind, entry.amount.minor) == (discount, "discount", -90)


@pytest.mark.parametrize("tiers", [{2: 0.1}, {2: True}, {True: 10}, {2.0: 10}, {None: 10}], ids=str)
def test_tiers_of_another_type_are_refused(cart: cartpool.Cart, tiers: Any) -> None:
    with pytest.raises(cartpool.WrongType, match="tiers must be"):
        cart.system().add_discount(tiers=tiers)


def test_words_of_the_bill_are_literals(shared: cartpool.Member) -> None:
    with pytest.raises(cartpool.Invalid, match="rule must be one of equal, by_line, by_weight"):
        shared.set_split("fairly")  # type: ignore[arg-type]
    with pytest.raises(cartpool.WrongType, match="amount must be a decimal.Decimal or a str"):
        shared.add_adjustment("tip", 1)  # type: ignore[arg-type]
    with pytest.raises(cartpool.WrongType, match="included must be a bool"):
        shared.add_adjustment("tip", "1", included=1)  # type: ignore[arg-type]


def test_a_batch_changes_the_bill_at_once(shared: cartpool.Member) -> None:
    with shared.batch() as batch:
        batch.set_split("by_percent", {"ana": 100})
        batch.add_adjustment("tip", "1.00", label="for Joe")
    assert totals(shared) == {"ana": Decimal("10.00"), "ben": Decimal(0)}


def test_help_shows_the_bill() -> None:
    assert "parts: Each member's part, as decimal text." in (cartpool.Member.set_split.__doc__ or "")
    assert "what is to be paid, and by whom" in (cartpool.Member.bill.__doc__ or "")
    assert "What each owes" in (cartpool.Bill.shares.__doc__ or "")
