"""A program that uses the whole package as a host does, with no `Any` and no cast; `test_typing.py` runs it too."""

import asyncio
from collections.abc import AsyncIterator, Generator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import assert_never, assert_type
from uuid import UUID

import cartpool
from cartpool import CampaignSku, CampaignTier, Cursor, Engine, Member, Money, Token, events
from everything import said, shown

DAY_MS = 86_400_000


@contextmanager
def opened(path: Path | None) -> Generator[Engine]:
    """An engine with everything that may be said of one."""
    if path is None:
        engine = Engine.open(prices="list", limits={"lines_max": 100}, rates={"member_burst": 1_000}, seed=1)
    else:
        engine = Engine.open(path, durability="buffered", rates=False, max_bytes=64 << 20)
    with engine:
        yield engine
        assert_type(engine.health().durability == engine.durability, bool)
        assert_type(engine.limits["lines_max"], int)
        assert_type(engine.drain(5.0), bool)


def stock(engine: Engine) -> None:
    prices: dict[str, Decimal | str] = {"TEA": Decimal("4.50"), "JAM": "3.80"}
    for sku, price in prices.items():
        assert_type(engine.set_price(sku, "EUR", price), int)
        engine.set_category(sku, "breakfast")
    assert_type(engine.price("TEA", "EUR"), Decimal)


def joined(engine: Engine) -> tuple[Member, Member]:
    cart = engine.create_cart("ana", "EUR", preset="friends", title="Breakfast")
    ana, ben = cart.member("ana"), cart.member("ben")
    token = Token()
    ana.invite(token.hash(), "editor", uses_max=1)
    ben.accept_invitation(token.reveal())
    cart.system().set_policies("open")
    return ana, ben


def shop(engine: Engine, ana: Member, ben: Member) -> int:
    line = ana.add_item("TEA", 2, options={"size": "L"}, note="for mum", beneficiaries=["ana"], separate=True)
    ben.add_item("JAM", 1, options=[("lid", "red")])
    once = ana.with_(command_id=UUID(engine.command_id()), expect_version=ana.version())
    assert_type(once.set_quantity(line, 3), int)
    with ana.batch() as batch:
        assert_type(batch.adjust_quantity(line, -1), None)
        batch.set_note(line)
    assert_type(batch.version, int | None)
    return line


def looked(ana: Member, line: int) -> Money:
    view = ana.view()
    found = view.line(line)
    assert found is not None
    assert_type(found.unit_price, Decimal)
    assert_type(found.beneficiaries, tuple[str | None, ...])
    assert_type(found.options, dict[str, str])
    assert [event.kind for event in ana.blame(line)][0] == "item_added"
    assert ana.view_at(view.version) == view
    match view.total:
        case Money(amount, "EUR"):
            assert amount > 0
        case other:
            raise AssertionError(other)
    return view.total


def billed(ana: Member) -> str:
    ana.set_split("by_weight", {"ana": 2, "ben": Decimal("0.5")})
    ana.add_adjustment("tip", "1.50", label="for Joe")
    share = ana.bill().share("ben")
    assert share is not None
    why = [cell.text for cell in ana.explain().cells if cell.member == "ben"]
    assert_type(ana.settlement().transfers, tuple[cartpool.TransferEntry, ...])
    assert share.total in shown(share)
    return f"{share.total}: {'; '.join(why)}"


def bought_together(engine: Engine, ana: Member) -> cartpool.CampaignStatus:
    tiers = [CampaignTier(2, percent="10"), CampaignTier(10, percent=Decimal(20))]
    closes_at = engine.now_ms + DAY_MS
    engine.create_campaign("honey", "EUR", [CampaignSku("HONEY", "9.00"), "TEA"], tiers, closes_at, measure="quantity")
    ana.pledge("honey", 2, sku="HONEY")
    if tipping := ana.what_would_tip("honey"):
        assert_type(tipping.missing, int)
    with engine.watch_campaign("honey") as watch:
        return watch.view().status


def told(item: events.Event | cartpool.Reset | cartpool.Revoked) -> str:
    """What a page of a shop would say: exhaustive, or a type error."""
    match item:
        case events.ItemAdded(actor=str(actor), sku=sku, quantity=quantity):
            return f"{actor} added {quantity} {sku}"
        case cartpool.Reset(view=view):
            return f"start over at {view.version}"
        case cartpool.Revoked(version=version):
            return f"removed at {version}"
        case _:
            return ", ".join(map(str, said(item)))


def explained(refusal: cartpool.CartpoolError) -> str:
    match refusal:
        case cartpool.WrongType() | cartpool.Invalid():
            return "mend the call"
        case cartpool.LimitReached(context={"max": limit}):
            return f"at most {limit}"
        case cartpool.Denied() | cartpool.NotFound() | cartpool.Conflict():
            return refusal.code
        case _:
            return str(refusal)


def status_of(preset: cartpool.Preset) -> int:
    """Words are literals: a match over them is exhaustive too."""
    match preset:
        case "family" | "friends" | "team":
            return 1
        case "wholesale" | "group_buy" | "public":
            return 2
        case _:
            assert_never(preset)


async def followed(ana: Member, cursor: Cursor | str | None) -> AsyncIterator[str]:
    with ana.watch(cursor) as watch:
        async for item in watch:
            yield told(item)


async def first(ana: Member, count: int) -> list[str]:
    lines: list[str] = []
    async for line in followed(ana, Cursor.START):
        lines.append(line)
        if len(lines) == count:
            break
    return lines


def main(path: Path | None) -> list[str]:
    with opened(path) as engine:
        stock(engine)
        ana, ben = joined(engine)
        line = shop(engine, ana, ben)
        looked(ana, line)
        billed(ana)
        assert bought_together(engine, ana) == "tipped"
        try:
            ben.remove_item(99)
        except cartpool.CartpoolError as refusal:
            assert explained(refusal) == "line_not_found"
        page = ana.events_since(str(Cursor.parse("0.0")))
        assert_type(page.events, tuple[events.Event, ...])
        assert_type(engine.sweep(10).is_done, bool)
        return asyncio.run(first(ana, len(page)))


if __name__ == "__main__":
    print("\n".join(main(None)))
