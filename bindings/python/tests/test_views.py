"""Views and events are frozen objects that show members and texts as strings."""

from decimal import Decimal
from typing import Any, get_args

import pytest

import cartpool
from cartpool import events


def test_a_view_shows_strings_and_exact_money(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    ana.add_member("ben", "editor")
    version = cart.member("ben").add_item("TEA", 2, note="for mum", beneficiaries=["ana"])
    view = ana.view()
    line = view.lines[0]
    assert (line.id, line.sku, line.quantity, line.unit_price) == (version, "TEA", 2, Decimal("4.50"))
    assert (line.added_by, line.beneficiaries, line.note) == ("ben", ("ana",), "for mum")
    assert (line.line_total.amount, line.line_total.minor) == (Decimal("9.00"), 900)
    assert (str(view.total), view.total.currency) == ("9.00 EUR", "EUR")
    assert [(member.id, member.role) for member in view.members] == [("ana", "owner"), ("ben", "editor")]
    assert view.line(99) is None
    assert (view.id, view.status, view.preset) == (cart.id, "open", "friends")
    assert (view.policies.edit, view.policies.merges_lines) == ("open", True)


def test_a_view_stays_as_it_was(ana: cartpool.Member) -> None:
    view = ana.view()
    ana.add_item("TEA", 2)
    assert (view.version, view.lines) == (1, ())
    assert ana.view_at(1).version == 1


def test_nothing_that_is_shown_can_be_changed(ana: cartpool.Member) -> None:
    ana.add_item("TEA", 2)
    view = ana.view()
    shown: Any
    for shown in [view, view.lines[0], view.members[0], view.policies, view.total, ana.event(2), ana]:
        with pytest.raises(AttributeError):
            shown.version = 7


def test_money_is_compared_and_hashed_by_value(ana: cartpool.Member) -> None:
    ana.add_item("TEA", 2)
    assert ana.total() == ana.view().total
    assert len({ana.total(), ana.view().total}) == 1
    assert repr(ana.total()) == "<Money 9.00 EUR>"


def test_events_match_by_class_and_field(ana: cartpool.Member) -> None:
    version = ana.add_item("TEA", 2)
    match ana.event(version):
        case events.ItemAdded(sku=sku, quantity=quantity, actor=actor, already_in_cart=None):
            assert (sku, quantity, actor) == ("TEA", 2, "ana")
        case other:
            pytest.fail(repr(other))


def test_an_event_says_what_it_is(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    cart.system().add_member("ben", "viewer")
    added = ana.event(2)
    assert (added.kind, added.actor, added.is_system) == ("member_added", None, True)
    assert repr(added) == (
        "MemberAdded(version=2, at_ms=1750000000000, actor=None, is_system=True, member='ben', role='viewer')"
    )
    assert added == ana.event(2)
    assert added != ana.event(1)


def test_whoever_may_not_see_people_sees_none(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    ana.add_member("lin", "link_preview")
    version = ana.add_item("TEA", 2, note="for mum")
    lin = cart.member("lin")
    line = lin.view().lines[0]
    assert (lin.view().members, line.added_by, line.note) == ((), None, None)
    added = lin.event(version)
    assert (added.actor, added.is_system) == (None, False)


def test_every_event_is_a_class_with_its_name() -> None:
    classes = get_args(events.Event)
    assert {one.kind for one in classes} == set(get_args(cartpool.EventKind))
    assert {one.__name__ for one in classes} == set(events.__all__) - {"Event"}


def test_every_word_of_the_types_is_the_engines(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    for preset in get_args(cartpool.Preset):
        assert engine.create_cart("ana", "EUR", preset=preset).member("ana").view().preset == preset
    for edit in get_args(cartpool.EditPolicy):
        ana.set_policies(edit)
        assert ana.view().policies.edit == edit
    capabilities = tuple(word for word in get_args(cartpool.Capability) if word != "own_cart")
    ana.define_role("everything", capabilities)
    assert ana.view().roles[0].capabilities == capabilities
