"""`help()` reads well: everything public says what it is."""

import inspect
import pydoc
import types
from collections.abc import Iterator
from typing import get_args

import pytest

import cartpool
from cartpool import events

CLASSES = sorted(
    {one for module in (cartpool, events) for one in vars(module).values() if isinstance(one, type)},
    key=lambda one: one.__name__,
)
OF_PYTHON = {"add_note", "args", "with_traceback", "__notes__"}


def members_of(one: type) -> Iterator[tuple[str, object]]:
    for name in dir(one):
        if not name.startswith("_") and name not in OF_PYTHON:
            yield name, getattr(one, name)


def test_every_class_is_looked_at() -> None:
    names = {one.__name__ for one in CLASSES}
    assert names >= {one.__name__ for one in get_args(events.Event)}
    assert names >= {"Engine", "Member", "Batch", "Watch", "CartView", "Bill", "CampaignView", "Denied"}


@pytest.mark.parametrize("one", [cartpool, events, *CLASSES], ids=lambda one: one.__name__)
def test_it_says_what_it_is(one: object) -> None:
    docs = inspect.getdoc(one) or ""
    assert docs and docs[0].isupper(), docs
    assert docs.split("\n\n")[0].rstrip().endswith((".", ":")), docs


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.__name__)
def test_each_of_its_members_says_what_it_is(one: type) -> None:
    for name, member in members_of(one):
        if isinstance(member, str | cartpool.Cursor):
            continue  # A constant, which its class explains.
        docs = inspect.getdoc(member) or ""
        assert docs and not docs[0].islower(), f"{one.__name__}.{name}: {docs!r}"
        assert docs.split("\n\n")[0].endswith((".", "…")), f"{one.__name__}.{name}: {docs!r}"


@pytest.mark.parametrize("one", [cartpool.Member, cartpool.Batch, cartpool.Engine], ids=lambda one: one.__name__)
def test_a_call_names_its_arguments(one: type) -> None:
    for name, member in members_of(one):
        if callable(member):
            parameters = inspect.signature(member).parameters
            assert not any(parameter.startswith("_") for parameter in parameters), name


def test_help_on_a_verb_tells_all_of_it() -> None:
    text = pydoc.plain(pydoc.render_doc(cartpool.Member.add_item))
    signature = str(inspect.signature(cartpool.Member.add_item))
    assert signature.startswith("(self, /, sku, quantity, unit_price=None, *, options=None, note=None")
    for part in ["Adds `quantity` of `sku`", "Args:", "beneficiaries: For whom", "Errors: `capability_missing`"]:
        assert part in text
    assert "Events: `ItemAdded` for a new line" in text
    assert "Returns the cart's new version." in text


def test_every_verb_names_what_it_refuses_and_returns() -> None:
    verbs = [name for name in dir(cartpool.Batch) if not name.startswith("_") and name != "version"]
    assert len(verbs) > 40
    for name in verbs:
        docs = inspect.getdoc(getattr(cartpool.Member, name)) or ""
        assert "Errors:" in docs and "Events:" in docs and docs.endswith("Returns the cart's new version."), name
        assert f"As `Member.{name}`" in (inspect.getdoc(getattr(cartpool.Batch, name)) or ""), name


def test_help_on_the_package_lists_what_there_is() -> None:
    assert isinstance(cartpool, types.ModuleType)
    assert set(cartpool.__all__) <= set(dir(cartpool))
    assert "Engine.open" in pydoc.plain(pydoc.render_doc(cartpool))
