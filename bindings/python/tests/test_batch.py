"""A batch is all or nothing, and happens at the end of its block."""

import pytest

import cartpool


def test_a_batch_commits_when_its_block_ends(ana: cartpool.Member) -> None:
    with ana.batch() as batch:
        batch.add_item("TEA", 2)
        batch.rename_cart("lunch")
        assert (len(batch), batch.version, ana.version()) == (2, None, 1)
    assert batch.version == ana.version() == 3
    assert ana.view().title == "lunch"


def test_a_block_that_raises_does_nothing(ana: cartpool.Member) -> None:
    with pytest.raises(ZeroDivisionError), ana.batch() as batch:
        batch.add_item("TEA", 2)
        _ = 1 / 0
    assert ana.version() == 1
    assert batch.version is None


def test_one_refusal_undoes_all(ana: cartpool.Member) -> None:
    with pytest.raises(cartpool.NotFound) as refused, ana.batch() as batch:
        batch.add_item("TEA", 2)
        batch.remove_item(99)
    assert refused.value.code == "line_not_found"
    assert ana.version() == 1


def test_an_argument_is_refused_where_it_is_given(ana: cartpool.Member) -> None:
    with ana.batch() as batch:
        with pytest.raises(cartpool.WrongType):
            batch.add_item("TEA", 1.5)  # type: ignore[arg-type]
        batch.add_item("TEA", 1)
    assert ana.version() == 2


def test_options_ride_on_the_handle(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    once = ana.with_(command_id=engine.command_id())
    for _ in range(2):
        with once.batch() as batch:
            batch.add_item("TEA", 1)
            batch.rename_cart("lunch")
        assert batch.version == 3
    with pytest.raises(cartpool.Conflict), ana.with_(expect_version=1).batch() as batch:
        batch.add_item("TEA", 1)


def test_an_empty_batch_is_refused(ana: cartpool.Member) -> None:
    with pytest.raises(cartpool.Invalid) as refused, ana.batch():
        pass
    assert refused.value.code == "batch_must_not_be_empty"


def test_every_verb_is_on_a_batch_too() -> None:
    own = {"batch", "bill", "blame", "cart", "event", "events_since", "explain", "id", "settlement", "total", "verify"}
    own |= {"campaign", "version", "view", "view_at", "watch", "what_would_tip", "with_"}
    verbs = {name for name in dir(cartpool.Member) if not name.startswith("_")} - own
    assert verbs == {name for name in dir(cartpool.Batch) if not name.startswith("_")} - {"version"}
