"""Every figure of the Python host, in one process: `name value unit goal ok|short`, a line a figure.

    python measure.py REDIS_SOCKET [--quick]

Sides take turns, round by round, and the median counts. The garbage collector rests while a round runs, as `timeit` has it:
that is in favour of what is written by hand, whose objects it would look through.
"""

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import growth
import redis
from by_hand import Carts
from cartpool import CartView, LineItem, Member, MemberEntry
from workload import ADD, REMOVE, SET, TOTAL, Mix, World, people, sku

ROUNDS = 11
SCRIPT = Path(__file__).parents[2] / "peers" / "redis_add_item.lua"

Ours = tuple[int, Member, str | int, int]
Theirs = tuple[int, str, str, str | int, int]


def report(name: str, value: float, unit: str, at_most: float | None = None, at_least: float | None = None) -> None:
    goal, status = "-", "-"
    if at_most is not None:
        goal, status = f"<={at_most:g}", "ok" if value <= at_most else "short"
    if at_least is not None:
        goal, status = f">={at_least:g}", "ok" if value >= at_least else "short"
    shown = f"{value:.3g}" if value < 100 else f"{value:.0f}"
    print(f"python_{name}", shown, unit, goal, status, flush=True)


def timed(act: Callable[[], object], count: int) -> float:
    """Nanoseconds each."""
    gc.collect()
    gc.disable()
    began = time.perf_counter_ns()
    act()
    took = time.perf_counter_ns() - began
    gc.enable()
    return took / count


def compared(ours: Callable[[], object], theirs: Callable[[], object], count: int, rounds: int) -> tuple[float, float]:
    """Medians of rounds that take turns."""
    turns = [(timed(ours, count), timed(theirs, count)) for _ in range(rounds)]
    return median(one for one, _ in turns), median(other for _, other in turns)


def adds(place: str, count: int, rounds: int) -> None:
    world = World(1)
    cart, name, item = world.ids[0], people(0)[1], sku(0, 3)
    member, carts = world.members[0][1], world.by_hand
    laps = range(count)

    def ours() -> None:
        for _ in laps:
            member.add_item(item, 1)

    def by_hand() -> None:
        for _ in laps:
            carts.add_item(cart, name, item, 1)

    mine, hand = compared(ours, by_hand, count, rounds)
    report("add", mine, "ns", at_most=150)
    report("hand_rolled_add", hand, "ns")
    report("add_vs_hand_rolled", hand / mine, "x")

    server = connected(place)
    try:
        fill(server, world)
        keys = [f"cart:{cart}", f"events:{cart}", "prices"]
        script = server.register_script(SCRIPT.read_text())
        few = range(max(count // 20, 1))

        def through_redis() -> None:
            for _ in few:
                script(keys, [name, item, 1])

        peer = median(timed(through_redis, len(few)) for _ in range(rounds))
        report("redis_add", peer / 1e3, "us")
        report("add_vs_redis", peer / mine, "x")
    finally:
        server.close()
        world.close()


def connected(place: str) -> redis.Redis:
    """The server, which may still be starting."""
    for _ in range(500):
        try:
            server = redis.Redis(unix_socket_path=place)
            server.ping()
            return server
        except redis.ConnectionError:
            time.sleep(0.01)
    raise SystemExit(f"no Redis at {place}")


def fill(server: redis.Redis, world: World) -> None:
    """The world's first cart as the script keeps it; its prices are in cents."""
    server.hset("prices", mapping={name: int(price * 100) for name, price in world.by_hand.prices.items()})
    cart = world.by_hand.carts[world.ids[0]]
    fields: dict[Any, Any] = {f"member:{member}": role for member, role in cart.members.items()}
    for line in cart.lines.values():
        fields[f"line:{line.sku}:{int(line.unit_price * 100)}"] = line.quantity
    fields |= {"version": cart.version, "total": int(cart.total * 100)}
    server.hset(f"cart:{world.ids[0]}", mapping=fields)


def play(rows: list[Ours]) -> None:
    for kind, member, subject, quantity in rows:
        if kind == ADD:
            member.add_item(subject, 1)  # type: ignore[arg-type]
        elif kind == TOTAL:
            member.total()
        elif kind == SET:
            member.set_quantity(subject, quantity)  # type: ignore[arg-type]
        elif kind == REMOVE:
            member.remove_item(subject)  # type: ignore[arg-type]


def play_by_hand(carts: Carts, rows: list[Theirs]) -> None:
    for kind, cart, member, subject, quantity in rows:
        if kind == ADD:
            carts.add_item(cart, member, subject, 1)  # type: ignore[arg-type]
        elif kind == TOTAL:
            carts.total(cart, member)
        elif kind == SET:
            carts.set_quantity(cart, member, subject, quantity)  # type: ignore[arg-type]
        elif kind == REMOVE:
            carts.remove_item(cart, member, subject)  # type: ignore[arg-type]


def play_nothing(rows: list[Ours]) -> int:
    """The loop alone, which is no side's work and is taken off both."""
    done = 0
    for kind, _, _, _ in rows:
        if kind == ADD:
            done = 1
        elif kind == TOTAL:
            done = 2
        elif kind == SET:
            done = 3
        elif kind == REMOVE:
            done = 4
    return done


def mix(carts: int, at_least: float, count: int, rounds: int) -> None:
    """The mix, over members that are held; a side's turn is long enough for its carts to come back into the caches."""
    world, mix = World(carts), Mix(carts)
    gc.freeze()
    ours, theirs = [], []
    for _ in range(rounds):
        commands = list(mix.commands(count))
        rows = [(one.kind, world.members[one.cart][one.seat], one.subject, one.quantity) for one in commands]
        named = [(one.kind, world.ids[one.cart], people(one.cart)[one.seat], one.subject, one.quantity) for one in commands]
        hand = timed(lambda: play_by_hand(world.by_hand, named), count)
        mine = timed(lambda: play(rows), count)
        loop = timed(lambda: play_nothing(rows), count)
        ours.append(mine - loop)
        theirs.append(hand - loop)
    agree(world)
    report(f"mix_{carts}", median(ours), "ns")
    report(f"hand_rolled_mix_{carts}", median(theirs), "ns")
    report(f"mix_{carts}_vs_hand_rolled", median(theirs) / median(ours), "x", at_least=at_least)
    world.close()
    gc.unfreeze()


def agree(world: World) -> None:
    """Both sides have done the same work."""
    for cart in world.ids[:1_000]:
        view, kept = world.engine.cart(cart).system().view(), world.by_hand.carts[cart]
        assert (view.version, view.total.amount) == (kept.version, kept.total)
        lines = {line.id: (line.sku, line.quantity) for line in view.lines}
        assert lines == {line.id: (line.sku, line.quantity) for line in kept.lines.values()}


def fields_of(one: type) -> list[str]:
    return [name for name in dir(one) if not name.startswith("_") and not callable(getattr(one, name))]


def views(count: int, rounds: int) -> None:
    world = World(1)
    member = world.members[0][1]
    member.remove_item(world.engine.cart(world.ids[0]).system().view().lines[-1].id)
    assert len(member.view().lines) == 7
    laps = range(count)
    whole, line, seat = map(fields_of, [CartView, LineItem, MemberEntry])

    def total() -> None:
        for _ in laps:
            member.view().total

    def amount() -> None:
        for _ in laps:
            member.view().total.amount

    def every_field() -> None:
        for _ in laps:
            view = member.view()
            for one, names in [(view, whole), *((it, line) for it in view.lines), *((it, seat) for it in view.members)]:
                for name in names:
                    getattr(one, name)

    lazily, exactly = compared(total, amount, count, rounds)
    report("view_of_7_lines_total", lazily / 1e3, "us", at_most=0.5)
    report("view_of_7_lines_total_amount", exactly / 1e3, "us")
    report("view_of_7_lines_every_field", median(timed(every_field, count) for _ in range(rounds)) / 1e3, "us")
    world.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("redis")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    quick: bool = given.quick
    rounds = 3 if quick else ROUNDS
    # First, while memory is undisturbed.
    for name, act in [("open_close", growth.open_and_close), ("errors", growth.fail)]:
        times = 5_000 if quick else 1_000_000
        report(f"{name}_growth", growth.of(act, times), "bytes", at_most=(1 << 20) / times)
    adds(given.redis, 2_000 if quick else 50_000, rounds)
    views(500 if quick else 20_000, rounds)
    for carts, at_least in [(1, 8), (1_000, 5), (1_000 if quick else 100_000, 3)]:
        mix(carts, at_least, 2_000 if quick else 50_000, rounds)


if __name__ == "__main__":
    main()
