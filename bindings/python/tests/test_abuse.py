"""What callers get wrong, by accident or on purpose: a clear error, no effect, and the engine goes on."""

import gc
import inspect
import itertools
import random
import sys
import threading
import unicodedata
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import cartpool
from cartpool import CampaignTier, Cart, CartpoolError, Engine, Invalid, Member

VERBS = [name for name in dir(cartpool.Batch) if not name.startswith("_") and name != "version"]


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(CartpoolError) as refused:
        call()
    return refused.value.code


class Odd:
    """Nothing that any call takes."""


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("odd", [Odd(), float("nan"), b"TEA", type], ids=["object", "nan", "bytes", "type"])
def test_no_verb_takes_what_it_does_not_name(ana: Member, verb: str, odd: Any) -> None:
    call = getattr(ana, verb)
    for name in inspect.signature(call).parameters:
        arguments = {one: odd if one == name else None for one in inspect.signature(call).parameters}
        with pytest.raises(TypeError) as refused:
            call(**arguments)
        assert isinstance(refused.value, cartpool.WrongType) and refused.value.code == "argument_not_valid"
    assert ana.version() == 1


@pytest.mark.parametrize("quantity", [-1, 0, -(2**63), 2**31, 2**53, 2**64, -0.0, 1.5, float("inf"), True, "1e3"])
def test_no_number_is_bent_into_a_quantity(ana: Member, quantity: Any) -> None:
    line = ana.add_item("TEA", 1)
    for call in (lambda: ana.add_item("TEA", quantity), lambda: ana.set_quantity(line, quantity)):
        assert code_of(call) in {"argument_not_valid", "quantity_must_not_be_zero", "exceeds_quantity_max"}
    assert ana.view().lines[0].quantity == 1


@pytest.mark.parametrize("timeout", [-1, float("nan"), float("inf"), True, "1", None, 2**70])
def test_a_timeout_is_a_time(engine: Engine, ana: Member, timeout: Any) -> None:
    with ana.watch("1.0") as watch:
        if timeout is None or timeout == 2**70:
            ana.rename_cart("lunch")
            watch.page()
        if timeout is not None:
            with pytest.raises(Invalid):
                watch.wait(timeout)
        with pytest.raises(Invalid):
            engine.drain(timeout)
    assert not engine.is_closed


def test_texts_have_their_bounds_to_the_character(ana: Member) -> None:
    line = ana.add_item("TEA", 1)
    for letter in "aé€𝄞":
        ana.set_note(line, letter * 1_000)
        assert code_of(lambda: ana.set_note(line, letter * 1_001)) == "exceeds_note_max"
    assert code_of(lambda: ana.add_item("", 1)) == "sku_not_valid"
    assert code_of(lambda: ana.add_member("", "editor")) == "member_id_not_valid"


@pytest.mark.parametrize("letter", ["a", "é", "𝄞"])
def test_a_huge_text_is_refused_whole(engine: Engine, ana: Member, letter: str) -> None:
    huge = letter * (16 << 20)
    line = ana.add_item("TEA", 1)
    assert code_of(lambda: ana.set_note(line, huge)) == "exceeds_command_bytes_max"
    assert code_of(lambda: ana.add_item(huge, 1)) == "exceeds_command_bytes_max"
    assert code_of(lambda: ana.add_item("TEA", 1, options={huge: huge})) == "exceeds_command_bytes_max"
    assert code_of(lambda: engine.set_price("TEA", "EUR", huge)) == "price_not_valid"
    assert code_of(lambda: engine.cart(huge)) == "cart_id_not_valid"
    assert code_of(lambda: ana.watch(huge)) == "cursor_not_valid"
    assert ana.version() == 2


def test_texts_stay_as_they_were_written(cart: Cart, ana: Member) -> None:
    nfc = unicodedata.normalize("NFC", "Zoë")
    nfd = unicodedata.normalize("NFD", "Zoë")
    names = [nfc, nfd, "\u202eana", "\ufeffana", "a\u200db", "𝄞", "安娜", "عنا"]
    for name in names:
        ana.add_member(name, "viewer")
    assert [member.id for member in ana.view().members[1:]] == names
    for name in names:
        assert cart.member(name).version() == 1 + len(names)
    line = ana.add_item("TEA", 1, note="a\tb\nc")
    assert ana.view().lines[0].note == "a\tb\nc"
    for bad in ["a\0b", "\ud800", "\udfff", "a\udcffb"]:
        assert code_of(lambda: ana.set_note(line, bad)) in {"text_not_valid", "text_must_be_utf8"}
        assert code_of(lambda: ana.add_member(bad, "viewer")) in {"member_id_not_valid", "text_must_be_utf8"}


def test_whatever_is_closed_stays_closed(engine: Engine, cart: Cart, ana: Member) -> None:
    watch, batch = ana.watch("1.1"), ana.batch()
    batch.rename_cart("lunch")
    for _ in range(3):
        engine.close()
        watch.close()
    calls: list[Callable[[], object]] = [ana.view, ana.bill, ana.verify, ana.events_since, ana.watch]
    calls += [lambda: ana.add_item("TEA", 1), lambda: engine.set_price("TEA", "EUR", "1"), lambda: engine.sweep(1)]
    calls += [lambda: batch.__exit__(None, None, None), lambda: engine.ledger("family", "EUR")]
    for call in calls:
        assert code_of(call) == "engine_is_closed"
    assert code_of(watch.page) == "handle_not_valid"
    assert list(watch) == []
    assert engine.drain(0) in {True, False}
    with engine, watch:
        pass


def test_handles_of_nothing_are_refused_and_touch_nothing(engine: Engine, ana: Member) -> None:
    chance = random.Random(1)
    for _ in range(10_000):
        cart = engine.cart(f"{chance.getrandbits(128):032x}")
        assert code_of(cart.member("ana").view) == "cart_not_found"
    for text in ["", "0", "g" * 32, "0" * 31, "0" * 33, "0" * 31 + "é"]:
        assert code_of(lambda: engine.cart(text)) == "cart_id_not_valid"
    assert code_of(lambda: ana.event(2**63 - 1)) == "version_not_found"
    assert code_of(lambda: ana.remove_item(2**63 - 1)) == "line_not_found"
    assert len(ana.events_since("1.1")) == 0
    assert engine.carts == 1


def test_handles_of_another_engine_are_of_that_engine(ana: Member) -> None:
    with Engine.open() as other:
        stranger = other.cart(ana.cart).member("ana")
        assert code_of(stranger.view) == "cart_not_found"
        with Engine.open(seed=1) as twin:
            bea = twin.create_cart("bea", "EUR").member("bea")
            page = bea.events_since(ana.events_since().to_cursor)
            assert len(page) == 0


def test_eight_threads_are_in_the_middle_when_the_engine_closes() -> None:
    for _ in range(20):
        engine = Engine.open()
        engine.set_price("TEA", "EUR", "1.00")
        ana = engine.create_cart("ana", "EUR").member("ana")
        begun = threading.Barrier(9)

        def act(number: int) -> str:
            begun.wait()
            calls: list[Callable[[], object]] = [
                lambda: ana.set_quantity(ana.add_item("TEA", 1, separate=True), 2),
                lambda: ana.view().lines,
                lambda: list(ana.events_since()),
                lambda: ana.watch().wait(0.001),
            ]
            try:
                for call in itertools.cycle(calls[number % 4 :] + calls[: number % 4]):
                    try:
                        call()
                    except cartpool.LimitReached:
                        pass
            except CartpoolError as refused:
                return refused.code
            return ""

        with ThreadPoolExecutor(8) as pool:
            acting = [pool.submit(act, number) for number in range(8)]
            begun.wait()
            engine.close()
            assert {one.result(120) for one in acting} <= {"engine_is_closed"}


class Failing:
    """An iterable of the caller's own, in the middle of a call."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act

    def __iter__(self) -> Iterator[str]:
        yield "ana"
        self.act()
        yield "ben"


def test_what_a_caller_raises_comes_back_and_nothing_happened(ana: Member) -> None:
    def fail() -> None:
        raise ZeroDivisionError("mine")

    beneficiaries: Any = Failing(fail)
    with pytest.raises(ZeroDivisionError, match="mine"):
        ana.add_item("TEA", 1, beneficiaries=beneficiaries)
    assert ana.version() == 1

    class Unreadable:
        def __iter__(self) -> Iterator[str]:
            fail()
            return iter(())

        def __fspath__(self) -> str:
            fail()
            return ""

    unreadable: Any = Unreadable()
    for call in (
        lambda: ana.add_item("TEA", 1, beneficiaries=unreadable),
        lambda: ana.add_item("TEA", 1, options=unreadable),
        lambda: Engine.open(unreadable),
    ):
        with pytest.raises(ZeroDivisionError, match="mine"):
            call()
    assert ana.version() == 1


def test_what_a_caller_runs_in_the_middle_may_call_the_engine(engine: Engine, cart: Cart, ana: Member) -> None:
    ana.add_member("ben", "editor")
    watches: list[cartpool.Watch] = []

    def act() -> None:
        ana.add_item("TEA", 5)
        watches.append(ana.watch())
        cart.member("ben").add_item("TEA", 1)

    beneficiaries: Any = Failing(act)
    assert ana.add_item("TEA", 1, beneficiaries=beneficiaries) == 5
    assert [line.quantity for line in ana.view().lines] == [6, 1]
    beneficiaries = Failing(engine.close)
    assert code_of(lambda: ana.add_item("TEA", 1, beneficiaries=beneficiaries)) == "engine_is_closed"


def test_a_batch_may_be_used_within_its_own_arguments(ana: Member) -> None:
    ana.add_member("ben", "editor")
    with ana.batch() as batch:
        within: Any = Failing(lambda: batch.rename_cart("lunch"))
        batch.add_item("TEA", 1, beneficiaries=within)
    assert [event.kind for event in ana.events_since("1.2").events] == ["cart_renamed", "item_added"]


def test_a_caller_that_blocks_hinders_nobody(ana: Member) -> None:
    ana.add_member("ben", "editor")
    is_in, may_go = threading.Event(), threading.Event()

    def block() -> None:
        is_in.set()
        may_go.wait(60)

    beneficiaries: Any = Failing(block)
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(ana.add_item, "TEA", 1, beneficiaries=beneficiaries)
        assert is_in.wait(60)
        assert pool.submit(ana.add_item, "TEA", 2).result(60) == 3
        assert ana.view().version == 3
        may_go.set()
        assert slow.result(60) == 4


def test_ten_thousand_short_threads_each_add_one(ana: Member) -> None:
    added = itertools.count()

    def add() -> None:
        ana.add_item("TEA", 1)
        next(added)

    with Engine.open() as engine:
        for _ in range(200):
            threads = [threading.Thread(target=add if at else engine.health) for at in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert next(added) == 9_800 == ana.view().lines[0].quantity


def entries(engine: Engine, ana: Member) -> list[Callable[[], object]]:
    """Every call that reaches the engine, with what makes it succeed."""
    reads: list[Callable[[], object]] = [ana.view, ana.bill, ana.explain, ana.settlement, ana.total, ana.version]
    reads += [ana.events_since, ana.watch, ana.verify, engine.health, lambda: ana.view_at(1), lambda: ana.event(1)]
    reads += [lambda: ana.blame(2), lambda: ana.campaign("tea"), lambda: ana.what_would_tip("tea")]
    writes: list[Callable[[], object]] = [
        lambda: ana.add_item("TEA", 1),
        lambda: ana.adjust_quantity(2, 1),
        lambda: ana.rename_cart("lunch"),
        lambda: engine.create_cart("bea", "EUR"),
        lambda: engine.set_price("JAM", "EUR", "1"),
        lambda: engine.set_category("JAM", "sweet"),
        lambda: engine.price("TEA", "EUR"),
        lambda: engine.sweep(1),
        lambda: engine.define_coupon("SPRING", "EUR", percent="10"),
        lambda: engine.coupon("SPRING"),
        lambda: engine.ledger("family", "EUR"),
        lambda: engine.campaign("tea"),
        lambda: engine.campaign_list("tea"),
        lambda: engine.watch_campaign("tea"),
        Engine.open,
    ]
    return reads + writes


@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "on a file"])
def test_a_panic_is_an_internal_error_and_the_engine_goes_on(kept: bool, tmp_path: Any, capfd: Any) -> None:
    panic_next: Callable[[], None] = getattr(cartpool._cartpool, "_panic_next")  # noqa: B009
    with Engine.open(tmp_path / "carts.db" if kept else None) as engine:
        engine.set_price("TEA", "EUR", "4.50")
        ana = engine.create_cart("ana", "EUR").member("ana")
        ana.add_item("TEA", 1)
        engine.create_campaign("tea", "EUR", ["TEA"], [CampaignTier(5, percent="10")], engine.now_ms + 60_000)
        for call in entries(engine, ana):
            version = ana.version()
            panic_next()
            with pytest.raises(cartpool.Internal) as refused:
                call()
            assert refused.value.code == "internal_error"
            assert ana.version() == version
            call()
        for _ in range(200):
            panic_next()
            with pytest.raises(cartpool.Internal):
                ana.add_item("TEA", 1)
        ana.verify()
        with ana.watch() as watch:
            panic_next()
            with pytest.raises(cartpool.Internal):
                watch.page()
            assert len(watch.page()) > 0
    assert "a panic that a test asked for" in capfd.readouterr().err


def test_a_handle_lives_as_long_as_anybody_has_part_of_it() -> None:
    def line() -> cartpool.LineItem:
        engine = Engine.open()
        engine.set_price("TEA", "EUR", "4.50")
        ana = engine.create_cart("ana", "EUR").member("ana")
        ana.add_item("TEA", 2)
        return ana.view().lines[0]

    kept = [line() for _ in range(100)]
    gc.collect()
    assert {(one.sku, str(one.line_total), one.added_by) for one in kept} == {("TEA", "9.00 EUR", "ana")}


def test_whoever_waits_keeps_what_it_waits_on() -> None:
    engine = Engine.open()
    ana = engine.create_cart("ana", "EUR").member("ana")
    watch = ana.watch("1.1")
    gone = weakref.ref(watch)
    with ThreadPoolExecutor(4) as pool:
        waiting = pool.submit(watch.wait, 60)
        counting = [pool.submit(lambda: [ana.version() for _ in range(2_000)]) for _ in range(3)]
        del watch, engine
        gc.collect()
        assert gone() is not None
        ana.rename_cart("lunch")
        assert waiting.result(60) is True
        assert all(set(count.result(60)) <= {1, 2} for count in counting)
    del waiting
    gc.collect()
    assert gone() is None


def test_bombs_are_refused_before_they_are_read(ana: Member) -> None:
    endless: Any = itertools.repeat(("size", "L"))
    assert code_of(lambda: ana.add_item("TEA", 1, options=endless)) == "argument_not_valid"
    endless = itertools.repeat("ana")
    assert code_of(lambda: ana.add_item("TEA", 1, beneficiaries=endless)) == "argument_not_valid"
    million = {str(key): "x" for key in range(1_000_000)}
    assert code_of(lambda: ana.add_item("TEA", 1, options=million)) == "argument_not_valid"
    many = {str(key): "x" for key in range(1_000)}
    assert code_of(lambda: ana.add_item("TEA", 1, options=many)) == "exceeds_options_max"
    twice = [("size", "L"), ("size", "M")]
    assert code_of(lambda: ana.add_item("TEA", 1, options=twice)) == "option_not_valid"
    deep: Any = "ana"
    for _ in range(10_000):
        deep = [deep]
    assert code_of(lambda: ana.add_item("TEA", 1, beneficiaries=deep)) == "argument_not_valid"
    proto = ana.add_item("TEA", 1, options={"__proto__": "x", "__class__": "y"})
    found = ana.view().line(proto)
    assert found is not None and found.options == {"__class__": "y", "__proto__": "x"}
    while len(deep) and isinstance(deep, list):
        deep = deep[0]


def test_a_half_of_another_version_is_refused_at_import(monkeypatch: pytest.MonkeyPatch) -> None:
    from cartpool import _names, _process

    _process.require_one_version(_names.SURFACE)
    with pytest.raises(ImportError, match="install the package anew"):
        _process.require_one_version("of another version")
    assert cartpool.__version__.count(".") == 2


def test_loops_in_several_threads_share_an_engine(ana: Member) -> None:
    import asyncio

    async def follow() -> list[int]:
        versions: list[int] = []
        async for item in ana.watch():
            versions.append(item.version)
            if item.version == 101:
                break
        return versions

    def run() -> list[int]:
        return asyncio.run(asyncio.wait_for(follow(), 120))

    with ThreadPoolExecutor(5) as pool:
        following = [pool.submit(run) for _ in range(4)]
        for _ in range(100):
            ana.add_item("TEA", 1)
        assert all(one.result(120) == list(range(1, 102)) for one in following)


def test_references_are_counted_right(ana: Member) -> None:
    ana.add_item("TEA", 1)
    view, event = ana.view(), ana.event(2)
    held: list[Any] = [view.lines, view.lines[0].unit_price, event, "TEA"]
    before = [sys.getrefcount(one) for one in held]
    for _ in range(1_000):
        read = (view.lines, view.lines[0].unit_price, view.line(2), hash(event), event == ana.event(2))
        ana.set_note(2, "TEA")
        del read
    after = [sys.getrefcount(one) for one in held]
    assert after[:3] == before[:3]
