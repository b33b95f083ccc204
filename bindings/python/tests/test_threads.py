"""Real threads on one engine."""

import threading
from concurrent.futures import ThreadPoolExecutor

import cartpool


def test_parallel_adds_all_survive(engine: cartpool.Engine, cart: cartpool.Cart, ana: cartpool.Member) -> None:
    threads, adds = 8, 500
    names = [f"member-{at}" for at in range(threads)]
    for name in names:
        ana.add_member(name, "editor")
    start = threading.Barrier(threads)

    def add(name: str) -> list[int]:
        member = cart.member(name)
        start.wait()
        return [member.add_item("TEA", 1) for _ in range(adds)]

    with ThreadPoolExecutor(threads) as pool:
        versions = sorted(version for made in pool.map(add, names) for version in made)
    first = 2 + threads
    assert versions == list(range(first, first + threads * adds))
    (line,) = ana.view().lines
    assert line.quantity == threads * adds
    cart.system().verify()


def test_reading_and_watching_beside_writers(cart: cartpool.Cart, ana: cartpool.Member) -> None:
    done = threading.Event()

    def write() -> None:
        for _ in range(300):
            ana.add_item("TEA", 1)
        done.set()

    def read() -> int:
        last = 0
        while not done.is_set():
            view = ana.view()
            quantity = view.lines[0].quantity if view.lines else 0
            assert view.version >= last
            assert quantity == view.version - 1
            last = view.version
        return last

    def follow() -> list[int]:
        versions: list[int] = []
        with ana.watch() as watch:
            for item in watch:
                versions.append(item.version)
                if item.version == 301:
                    break
        return versions

    with ThreadPoolExecutor(5) as pool:
        followers = [pool.submit(follow) for _ in range(2)]
        readers = [pool.submit(read) for _ in range(2)]
        pool.submit(write).result(60)
        assert all(reader.result(60) <= 301 for reader in readers)
        assert all(follower.result(60) == list(range(1, 302)) for follower in followers)


def test_an_engine_may_be_closed_while_it_is_used(engine: cartpool.Engine, ana: cartpool.Member) -> None:
    started = threading.Barrier(5)

    def add() -> str:
        started.wait()
        while True:
            try:
                ana.add_item("TEA", 1)
                ana.remove_item(ana.view().lines[0].id)
            except cartpool.CartpoolError as error:
                if error.code in {"line_not_found", "exceeds_quantity_max"}:
                    continue
                return error.code
            except IndexError:
                continue

    with ThreadPoolExecutor(4) as pool:
        workers = [pool.submit(add) for _ in range(4)]
        started.wait()
        engine.close()
        assert {worker.result(60) for worker in workers} == {"engine_is_closed"}
