"""Campaigns: what Python gives, what it takes, and how it waits for them."""

import asyncio
import threading
import time
from collections.abc import Callable
from decimal import Decimal

import pytest

import cartpool
from cartpool import CampaignSku, CampaignTier, events

DAY_MS = 86_400_000


@pytest.fixture
def shop() -> cartpool.Engine:
    engine = cartpool.Engine.open(manual_clock_ms=1_750_000_000_000)
    engine.set_price("HONEY", "EUR", "9.00")
    return engine


def open_honey(shop: cartpool.Engine, **given: int) -> int:
    tiers = [CampaignTier(10, percent="10"), CampaignTier(20, percent=Decimal("20"))]
    return shop.create_campaign("honey", "EUR", ["HONEY"], tiers, shop.now_ms + DAY_MS, **given)  # type: ignore[arg-type]


def test_a_campaign_tips_and_says_what_is_missing(shop: cartpool.Engine) -> None:
    assert open_honey(shop) == 1
    ana, ben = (shop.create_cart(name, "EUR").member(name) for name in ("ana", "ben"))
    line = ana.pledge("honey", 9)
    seen = ana.campaign("honey")
    assert isinstance(seen, cartpool.CampaignView)
    assert (seen.id, seen.status, seen.reached, seen.is_tipped) == ("honey", "open", 9, False)
    assert [(one.line, one.member, one.counted) for one in seen.pledges] == [(line, "ana", 9)]
    assert seen.skus[0].regular_price == Decimal("9.00")
    assert seen.tiers[1].unit_prices == (Decimal("7.20"),)
    tipping = ana.what_would_tip("honey")
    assert isinstance(tipping, cartpool.TippingPoint)
    assert (tipping.missing, tipping.tier, tipping.shares[0].then.amount) == (1, 1, Decimal("72.90"))
    assert tipping == seen.next
    ben.pledge("honey", 11)
    assert ana.total().amount == Decimal("64.80")
    assert ana.what_would_tip("honey") is None
    followed = ana.event(ana.version())
    assert isinstance(followed, events.CampaignFollowed)
    assert (followed.is_system, followed.status, followed.tiers_reached) == (True, "tipped", 2)
    assert [moment.kind for moment in shop.campaign("honey").moments] == ["tier_reached", "tier_reached", "tipped"]
    shop.advance_clock(DAY_MS)
    swept = shop.sweep(100)
    assert (swept.settled, swept.repriced, swept.is_done) == (1, 2, True)
    assert repr(swept) == "Swept(looked_at=2, repriced=2, settled=1, is_done=True)"
    listed = shop.campaign_list("honey")
    assert [(one.name, one.quantity, one.amount.minor) for one in listed.members] == [("ana", 9, 6480), ("ben", 11, 7920)]
    assert {row.cart for row in listed.rows} == {ana.cart, ben.cart}
    assert shop.order_campaign("honey") == shop.campaign("honey").version
    with pytest.raises(cartpool.Conflict) as refused:
        shop.cancel_campaign("honey")
    assert refused.value.code == "campaign_is_over"


def test_skus_and_tiers_are_values(shop: cartpool.Engine) -> None:
    sku, tier = CampaignSku("JAM", "3.50"), CampaignTier(2, unit_price="3")
    assert sku == CampaignSku("JAM", Decimal("3.50")) != CampaignSku("JAM")
    assert tier != CampaignTier(2, percent="3")
    assert repr(sku) == "CampaignSku(sku='JAM', unit_price=Decimal('3.50'))"
    assert repr(tier) == "CampaignTier(threshold=2, percent=None, unit_price=Decimal('3'))"
    shop.create_campaign("jam", "EUR", [sku], [tier], shop.now_ms + DAY_MS, measure="members", leader="ana")
    seen = shop.campaign("jam")
    assert (seen.measure, seen.leader, seen.minimum, seen.at_deadline) == ("members", "ana", 2, "fail")
    assert (seen.skus[0].regular_price, seen.tiers[0].unit_prices) == (Decimal("3.50"), (Decimal("3.00"),))
    assert (seen.maximum, seen.member_min, seen.member_max, seen.opens_at_ms) == (None, None, None, 0)


def test_what_is_no_campaign_is_refused(shop: cartpool.Engine) -> None:
    def make(
        campaign: object = "honey",
        currency: object = "EUR",
        skus: object = ("HONEY",),
        tiers: object = (),
        closes_at_ms: object = shop.now_ms + DAY_MS,
        **named: object,
    ) -> object:
        make: Callable[..., object] = shop.create_campaign
        return make(campaign, currency, skus, tiers, closes_at_ms, **named)

    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: make(7), "argument_not_valid"),
        (lambda: make(""), "campaign_id_not_valid"),
        (lambda: make("x" * 65), "campaign_id_not_valid"),
        (lambda: make("\ud800"), "text_must_be_utf8"),
        (lambda: make(currency="EURO"), "currency_not_valid"),
        (lambda: make(currency=None), "argument_not_valid"),
        (lambda: make(skus="HONEY"), "argument_not_valid"),
        (lambda: make(skus=[7]), "argument_not_valid"),
        (lambda: make(skus=None), "campaign_terms_not_valid"),
        (lambda: make(skus=["TEA"]), "price_not_found"),
        (lambda: make(tiers=[(10, "5")]), "argument_not_valid"),
        (lambda: make(tiers=7), "argument_not_valid"),
        (lambda: make(tiers=[CampaignTier(10)]), "campaign_terms_not_valid"),
        (lambda: make(tiers=[CampaignTier(10, percent="5", unit_price="8")]), "campaign_terms_not_valid"),
        (lambda: make(tiers=[CampaignTier(10, percent="200")]), "percent_not_valid"),
        (lambda: make(closes_at_ms="tomorrow"), "argument_not_valid"),
        (lambda: make(closes_at_ms=1.5), "argument_not_valid"),
        (lambda: make(closes_at_ms=True), "argument_not_valid"),
        (lambda: make(closes_at_ms=-1), "argument_not_valid"),
        (lambda: make(closes_at_ms=2**70), "argument_not_valid"),
        (lambda: make(closes_at_ms=0), "campaign_terms_not_valid"),
        (lambda: make(measure="weight"), "argument_not_valid"),
        (lambda: make(at_deadline="hope"), "argument_not_valid"),
        (lambda: make(at_deadline="extend_once"), "campaign_terms_not_valid"),
        (lambda: make(minimum=1.0), "argument_not_valid"),
        (lambda: make(maximum=-1), "argument_not_valid"),
        (lambda: make(member_max=2**32), "argument_not_valid"),
        (lambda: make(member_min=True), "argument_not_valid"),
        (lambda: make(leader=7), "argument_not_valid"),
        (lambda: make(leader=""), "member_id_not_valid"),
        (lambda: make(extension_ms="1d"), "argument_not_valid"),
        (lambda: CampaignSku(7), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: CampaignSku("TEA", 4.5), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: CampaignTier("10", percent="5"), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: CampaignTier(True, percent="5"), "argument_not_valid"),
        (lambda: CampaignTier(10, percent=5), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: CampaignTier(10, unit_price="a lot"), "price_not_valid"),
        (lambda: shop.campaign("honey"), "campaign_not_found"),
        (lambda: shop.campaign(b"honey"), "argument_not_valid"),  # type: ignore[arg-type]
        (lambda: shop.campaign_list("honey"), "campaign_not_found"),
        (lambda: shop.cancel_campaign("honey"), "campaign_not_found"),
        (lambda: shop.order_campaign("honey"), "campaign_not_found"),
        (lambda: shop.watch_campaign("honey"), "campaign_not_found"),
    ]
    for at, (call, code) in enumerate(calls):
        with pytest.raises(cartpool.CartpoolError) as refused:
            call()
        assert refused.value.code == code, at


def test_a_closed_engine_has_no_campaigns(shop: cartpool.Engine) -> None:
    open_honey(shop)
    ana = shop.create_cart("ana", "EUR").member("ana")
    watch = shop.watch_campaign("honey")
    shop.close()
    calls: list[Callable[[], object]] = [
        lambda: open_honey(shop),
        lambda: shop.campaign("honey"),
        lambda: shop.campaign_list("honey"),
        lambda: shop.cancel_campaign("honey"),
        lambda: shop.order_campaign("honey"),
        lambda: shop.watch_campaign("honey"),
        lambda: ana.campaign("honey"),
        lambda: ana.what_would_tip("honey"),
        lambda: ana.pledge("honey", 1),
        watch.view,
        lambda: watch.wait(0),
        lambda: next(watch),
    ]
    for at, call in enumerate(calls):
        with pytest.raises(cartpool.CartpoolError) as refused:
            call()
        assert refused.value.code == "engine_is_closed", at


def test_a_campaign_is_watched_by_a_thread(shop: cartpool.Engine) -> None:
    open_honey(shop)
    ana = shop.create_cart("ana", "EUR").member("ana")

    def pledge() -> None:
        time.sleep(0.05)
        ana.pledge("honey", 10)

    with shop.watch_campaign("honey") as watch:
        assert next(watch).reached == 0
        assert watch.wait(0) is False
        thread = threading.Thread(target=pledge)
        thread.start()
        assert watch.wait(10) is True
        thread.join()
        assert watch.view().is_tipped
        assert watch.wait(0.01) is False
        with pytest.raises(cartpool.Invalid):
            watch.wait(-1)
    assert list(watch) == []
    assert repr(watch) == "<CampaignWatch closed>"
    with pytest.raises(cartpool.Invalid) as refused:
        watch.view()
    assert refused.value.code == "handle_not_valid"


def test_a_campaign_is_watched_on_an_event_loop(shop: cartpool.Engine) -> None:
    open_honey(shop)
    ana, ben = (shop.create_cart(name, "EUR").member(name) for name in ("ana", "ben"))

    async def follow() -> list[int]:
        reached: list[int] = []
        with shop.watch_campaign("honey") as watch:
            async for view in watch:
                reached.append(view.reached)
                if view.is_tipped:
                    break
                who = ana if view.reached == 0 else ben
                asyncio.get_running_loop().call_later(0.01, who.pledge, "honey", 5)
        return reached

    reached = asyncio.run(asyncio.wait_for(follow(), 10))
    assert (reached[0], reached[-1]) == (0, 10)
    assert 5 in reached


def test_watches_are_bounded(shop: cartpool.Engine) -> None:
    few = cartpool.Engine.open(limits={"cart_watches_max": 1}, manual_clock_ms=shop.now_ms)
    few.set_price("HONEY", "EUR", "9.00")
    open_honey(few)
    first = few.watch_campaign("honey")
    with pytest.raises(cartpool.LimitReached) as refused:
        few.watch_campaign("honey")
    assert refused.value.code == "exceeds_watches_max"
    first.close()
    few.watch_campaign("honey").close()
