"""What the engine shows are values: they compare, hash, copy and print; what holds an engine or a secret is not pickled."""

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest

import cartpool
from cartpool import CampaignSku, CampaignTier, events


def filled(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    ana.add_item("TEA", 2, note="for mum", options={"size": "L"})
    ana.add_member("ben", "editor")
    ana.define_role("child", ["view_items"], money_cap="5.00")
    ana.invite(cartpool.Token().hash(), "viewer")
    ana.add_adjustment("tip", "1.00")
    engine.create_campaign("tea", "EUR", ["TEA"], [CampaignTier(5, percent="10")], engine.now_ms + 1_000)
    ana.pledge("tea", 2)


def shown(engine: cartpool.Engine, ana: cartpool.Member) -> list[Any]:
    view, bill, campaign = ana.view(), ana.bill(), ana.campaign("tea")
    parts = [*view.lines, *view.members, *view.roles, *view.invitations, *view.campaigns, view.policies, view.total]
    parts += [*bill.shares, *bill.adjustments, *ana.explain().cells, *ana.settlement().transfers]
    parts += [*campaign.skus, *campaign.tiers, *campaign.pledges, ana.what_would_tip("tea")]
    parts += [*ana.events_since(), engine.campaign_list("tea"), engine.health()]
    return [view, bill, campaign, *parts]


def test_what_is_read_twice_is_equal_and_hashes_alike(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    filled(engine, ana)
    before, after = shown(engine, ana), shown(engine, ana)
    assert before == after
    assert [hash(one) for one in before] == [hash(one) for one in after]
    assert len({type(one) for one in before}) > 20
    for one in before:
        assert one != object() and not one == 7


def test_what_differs_is_not_equal(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    line = ana.add_item("TEA", 2)
    view = ana.view()
    ana.set_quantity(line, 3)
    assert view != ana.view() and view.lines != ana.view().lines and view.members == ana.view().members
    assert ana.event(1) != ana.event(2)
    twin = engine.create_cart("bea", "EUR").member("bea")
    assert twin.view().members[0] != view.members[0]


def test_handles_are_equal_where_they_stand_for_the_same(engine: cartpool.Engine, cart: cartpool.Cart) -> None:
    assert engine.cart(cart.id) == cart and hash(engine.cart(cart.id)) == hash(cart)
    ana, again = cart.member("ana"), engine.cart(cart.id).member("ana").with_(expect_version=1)
    assert {ana: 1}[again] == 1
    others = [cart.member("ben"), cart.system(), engine.create_cart("ana", "EUR").member("ana")]
    assert all(ana != other for other in others)
    with cartpool.Engine.open() as other:
        assert other.cart(cart.id) != cart and other.cart(cart.id).member("ana") != ana


def test_a_view_gives_the_same_objects_again(ana: cartpool.Member) -> None:
    ana.add_item("TEA", 2, beneficiaries=["ana"])
    view = ana.view()
    assert view.lines is view.lines and view.members is view.members
    assert view.lines[0].unit_price is view.lines[0].unit_price
    bill, added, page = ana.bill(), ana.event(2), ana.events_since()
    assert isinstance(added, events.ItemAdded)
    assert page.events is page.events and list(page)[1] is page.events[1]
    assert bill.shares is bill.shares and added.beneficiaries is added.beneficiaries


def test_amounts_of_equal_value_keep_their_digits(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    engine.create_campaign("one", "EUR", ["TEA"], [CampaignTier(5, percent=Decimal("4.50"))], engine.now_ms + 1_000)
    assert str(CampaignTier(5, percent="4.50").percent) == "4.50"
    assert str(CampaignTier(5, percent="4.5").percent) == "4.5"
    assert str(CampaignTier(5, percent="4.50").percent) == "4.50"
    amounts = [Decimal(cents).scaleb(-2) for cents in range(1, 5_000)]
    for round in range(2):
        for amount in amounts:
            assert CampaignTier(1, percent=amount).percent == amount, round


def test_what_is_frozen_is_its_own_copy(engine: cartpool.Engine, cart: cartpool.Cart, ana: cartpool.Member) -> None:
    filled(engine, ana)
    for one in [*shown(engine, ana), cart, ana, ana.events_since(), cartpool.Cursor.START]:
        assert copy.copy(one) is one and copy.deepcopy([one])[0] is one
    for made in [CampaignSku("TEA", "4.50"), CampaignTier(3, percent="5"), CampaignTier(3, unit_price="5")]:
        assert copy.deepcopy(made) == made


def test_what_stands_for_itself_is_pickled(ana: cartpool.Member) -> None:
    for one in [ana.events_since().to_cursor, CampaignSku("TEA"), CampaignTier(3, percent="5.0")]:
        assert pickle.loads(pickle.dumps(one)) == one


def test_what_belongs_to_an_engine_says_why_it_is_not_pickled(
    engine: cartpool.Engine, cart: cartpool.Cart, ana: cartpool.Member
) -> None:
    for handle in [engine, cart, ana, ana.batch(), ana.watch()]:
        with pytest.raises(TypeError, match=rf"cannot pickle {type(handle).__name__}: .* send ids"):
            pickle.dumps(handle)
    for value in [ana.view(), ana.event(1), ana.total(), ana.bill(), ana.events_since()]:
        with pytest.raises(TypeError, match=rf"cannot pickle {type(value).__name__}: send what it says"):
            pickle.dumps(value)
    for not_twice in [engine, ana.batch(), ana.watch()]:
        with pytest.raises(TypeError, match="cannot pickle"):
            copy.copy(not_twice)
    with pytest.raises(TypeError, match="it is a secret"):
        copy.copy(cartpool.Token())


def test_everything_prints_what_it_is(engine: cartpool.Engine, cart: cartpool.Cart, ana: cartpool.Member) -> None:
    filled(engine, ana)
    others: list[object] = [cart, ana, cart.system(), ana.batch(), ana.watch(), ana.events_since(), engine.sweep(1)]
    others += [engine, engine.watch_campaign("tea"), engine.ledger("family", "EUR"), CampaignSku("TEA"), cartpool.Token()]
    for one in [*shown(engine, ana), *others]:
        text = repr(one)
        assert type(one).__name__ in text and " object at 0x" not in text, text
    assert repr(ana.total()) == f"<Money {ana.total()}>"
    assert "quantity=2" in repr(ana.view().lines[0]) and "Decimal('4.50')" in repr(ana.view().lines[0])


def test_no_secret_is_printed(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    token = cartpool.Token()
    ana.invite(token.hash(), "editor")
    ben = cart.member("ben")
    ben.accept_invitation(token.reveal())
    ana.add_item("TEA", 1, note="a canary of a note")
    everything = [token, ana, ana.view(), *ana.view().invitations, *ana.events_since(), ana.watch()]
    text = "".join(repr(one) + str(one) for one in everything)
    assert token.reveal() not in text
    lin_may_not = [cart.member("ben").with_(expect_version=1), ana.batch(), ana.events_since()]
    assert "canary" not in "".join(map(repr, lin_may_not)), "handles and pages name no text"


def test_money_matches_by_position_and_events_by_name_alone(ana: cartpool.Member) -> None:
    ana.add_item("TEA", 2)
    match ana.total():
        case cartpool.Money(amount, "EUR"):
            assert amount == Decimal(9)
        case other:
            pytest.fail(repr(other))
    event: Any = ana.event(2)
    with pytest.raises(TypeError, match="positional"):
        match event:
            case events.ItemAdded("TEA"):  # type: ignore[misc]
                pytest.fail("an event's fields have no order to rely on")


def test_nobody_subclasses_or_makes_what_the_engine_makes() -> None:
    for one in [cartpool.Member, cartpool.CartView, events.ItemAdded, cartpool.Money]:
        with pytest.raises(TypeError):
            type("Mine", (one,), {})
        made: Any = one
        with pytest.raises(TypeError):
            made()
