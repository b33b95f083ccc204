"""Coupons and the ledgers of groups: what Python gives, and what it takes."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest

import cartpool


def test_a_coupon_is_defined_entered_and_counted(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    assert engine.define_coupon("SPRING", "EUR", percent=Decimal("10"), uses_max=1, label="Spring") == 1
    assert engine.define_coupon("SPRING", "EUR", percent="10", uses_max=1, label="Spring") == 1
    ana.add_item("TEA", 2)
    ana.redeem_coupon("SPRING")
    assert ana.total().amount == Decimal("8.10")
    coupon = engine.coupon("SPRING")
    assert isinstance(coupon, cartpool.Coupon)
    assert (coupon.code, coupon.uses, coupon.reserved, coupon.members) == ("SPRING", 0, 1, 1)
    assert (coupon.uses_max, coupon.member_uses_max, coupon.valid_from_ms, coupon.valid_until_ms) == (1, None, None, None)
    assert coupon == engine.coupon("SPRING")
    assert repr(coupon) == "Coupon(code='SPRING', uses=0, reserved=1, members=1)"
    ben = engine.create_cart("ben", "EUR").member("ben")
    ben.add_item("TEA", 1)
    with pytest.raises(cartpool.CartpoolError) as refused:
        ben.redeem_coupon("SPRING")
    assert refused.value.code == "coupon_used_up"
    ana.fix_bill()
    assert engine.coupon("SPRING").uses == 1


def test_what_is_no_coupon_is_refused(engine: cartpool.Engine) -> None:
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: engine.coupon("SPRING"), "coupon_not_found"),
        (lambda: engine.define_coupon("", "EUR", percent="10"), "coupon_code_not_valid"),
        (lambda: engine.define_coupon("SPRING", "EUR"), "discount_not_valid"),
        (lambda: engine.define_coupon("SPRING", "EURO", percent="10"), "currency_not_valid"),
        (lambda: engine.define_coupon("SPRING", "EUR", percent=10), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: engine.define_coupon("SPRING", "EUR", amount=1.5), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: engine.define_coupon("SPRING", "EUR", percent="10", uses_max=True), "argument_not_valid"),
        (lambda: engine.define_coupon("SPRING", "EUR", percent="10", uses_max=-1), "argument_not_valid"),
    ]
    for call, code in calls:
        with pytest.raises(cartpool.CartpoolError) as refused:
            call()
        assert refused.value.code == code


def test_a_ledger_is_exact_and_takes_transfers(engine: cartpool.Engine, cart: cartpool.Cart) -> None:
    empty = engine.ledger("family", "EUR")
    assert (empty.group, empty.currency, empty.version, empty.members) == ("family", "EUR", 0, ())
    engine.set_price("GUM", "EUR", "0.01")
    ana = cart.member("ana")
    ana.add_member("ben", "editor")
    cart.system().set_group("family")
    ana.add_item("GUM", 1)
    ana.fix_bill()
    ana.record_payment("ben", "0.01")
    ledger = engine.ledger("family", "EUR")
    assert isinstance(ledger, cartpool.Ledger)
    member = ledger.member("ana")
    assert isinstance(member, cartpool.LedgerMember)
    assert (member.balance.amount, member.behind) == (Decimal("-0.01"), Decimal("-0.5"))
    assert [entry.id for entry in ledger.members] == ["ana", "ben"]
    assert sum(entry.behind for entry in ledger.members) == 0
    (transfer,) = ledger.settlement().transfers
    assert (transfer.payer, transfer.payee, transfer.amount.minor) == ("ana", "ben", 1)
    assert ledger.settlement().is_exact

    once = UUID(engine.command_id())
    version = engine.record_transfer("family", "EUR", "ana", "ben", Decimal("0.01"), command_id=once)
    again = engine.record_transfer("family", "EUR", "ana", "ben", "0.01", command_id=str(once))
    assert version == again == engine.ledger("family", "EUR").version
    assert engine.ledger("family", "EUR").settlement().transfers == ()
    with pytest.raises(cartpool.Conflict) as refused:
        engine.record_transfer("family", "EUR", "ana", "ben", "0.01", expect_version=version - 1)
    assert (refused.value.code, refused.value.context["actual"]) == ("version_conflict", version)
    with pytest.raises(cartpool.WrongType):
        engine.record_transfer("family", "EUR", "ana", "ben", 1)  # type: ignore[arg-type]
    with pytest.raises(cartpool.Invalid) as nameless:
        engine.ledger("", "EUR")
    assert nameless.value.code == "group_not_valid"
