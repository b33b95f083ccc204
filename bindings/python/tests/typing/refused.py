"""What must be a type error: each line is refused by mypy and by pyright, which complain of a comment that is not needed."""

from typing import assert_never

import cartpool
from cartpool import CampaignTier, Engine, events


def money_is_no_float(engine: Engine, member: cartpool.Member) -> None:
    engine.set_price("TEA", "EUR", 4.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    engine.set_price("TEA", "EUR", 4)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    member.add_item("TEA", 1, 4.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    member.record_payment("ana", 13.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    CampaignTier(10, percent=5.0)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    member.total() + 1  # type: ignore[operator] # pyright: ignore[reportOperatorIssue,reportUnusedExpression]


def a_quantity_is_no_fraction(member: cartpool.Member) -> None:
    member.add_item("TEA", 1.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    member.add_item("TEA", "2")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    member.add_item("TEA")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    member.add_item("TEA", 1, None, {"size": "L"})  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


def a_word_is_one_of_its_kind(engine: Engine, member: cartpool.Member) -> None:
    member.set_policies("free_for_all")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    engine.create_cart("ana", "EUR", preset="lunch")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    Engine.open("carts.db", durability="maybe")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    Engine.open(limits={"lines": 3})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def what_is_shown_is_frozen(view: cartpool.CartView, event: events.ItemAdded) -> None:
    view.version = 7  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    event.quantity = 7  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    view.lines.append(view.lines[0])  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType]


def what_may_be_absent_is_asked_for(view: cartpool.CartView) -> int:
    return view.line(3).quantity  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess]


def a_match_that_leaves_something_out(item: events.ItemAdded | cartpool.Revoked) -> int:
    match item:
        case events.ItemAdded():
            return item.quantity
        case _:
            assert_never(item)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def nothing_is_made_by_hand() -> None:
    class Mine(cartpool.Member):  # type: ignore[misc] # pyright: ignore[reportGeneralTypeIssues,reportUnusedClass]
        pass
