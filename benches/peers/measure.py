"""One FastAPI app over three back ends: Cartpool on a file, Redis with a script, PostgreSQL with a function.

Started by run.sh. Prints `name value unit`, a line a figure; `--markdown` also writes the tables of ../README.md.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Protocol

import report
import servers
from refusal import Refused

CARTS = 1_000
HOT_CARTS = 4
MEMBERS = ("ana", "ben", "cem", "dee")
SKUS = tuple(f"SKU-{number:03}" for number in range(40))
CENTS = 450
CLIENTS = 64
WARM_UP_S = 2
SCENARIOS = {"many": CARTS, "hot": HOT_CARTS}


class Carts(Protocol):
    """What each back end offers."""

    def set_price(self, sku: str, cents: int) -> None: ...

    def create_cart(self, owner: str, others: dict[str, str]) -> str: ...

    def add_item(self, cart: str, member: str, sku: str, quantity: int) -> tuple[int, int]: ...

    def close(self) -> None: ...


@dataclass
class BackEnd:
    """A back end at one durability, and what was measured of it."""

    name: str
    kind: str
    place: str
    port: int = 0
    ids: list[str] = field(default_factory=list)
    added: int = 0
    rounds: dict[str, list["Load"]] = field(default_factory=lambda: defaultdict(list))
    alone_us: list[float] = field(default_factory=list)

    def open(self) -> Carts:
        return import_module(f"{self.kind}_carts").Carts(self.place)


@dataclass
class Load:
    """One round of load."""

    rate: float
    p50_us: float
    p99_us: float
    began_ns: int
    ended_ns: int


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def seed(end: BackEnd) -> None:
    """Prices, carts and members; the same for each."""
    carts = end.open()
    if end.kind == "postgres":
        carts.make_tables()
    for sku in SKUS:
        carts.set_price(sku, CENTS)
    others = dict.fromkeys(MEMBERS[1:], "editor")
    end.ids = [carts.create_cart(MEMBERS[0], others) for _ in range(CARTS)]
    carts.close()


def refusal(carts: Carts, cart: str, member: str, sku: str, quantity: int) -> str:
    try:
        return f"done: {carts.add_item(cart, member, sku, quantity)}"
    except Refused as refused:
        return refused.code


def agree(end: BackEnd) -> None:
    """Each back end refuses what the others refuse, merges, and adds up."""
    carts = end.open()
    cart = carts.create_cart("ana", {"vic": "viewer"})
    first = carts.add_item(cart, "ana", SKUS[0], 2)
    second = carts.add_item(cart, "ana", SKUS[0], 3)
    said = {
        "second total": second[1],
        "versions": second[0] - first[0],
        "viewer": refusal(carts, cart, "vic", SKUS[0], 1),
        "stranger": refusal(carts, cart, "eve", SKUS[0], 1),
        "no such cart": refusal(carts, "f" * 32, "ana", SKUS[0], 1),
        "no price": refusal(carts, cart, "ana", "GOLD", 1),
        "nothing": refusal(carts, cart, "ana", SKUS[0], 0),
        "total": carts.add_item(cart, "ana", SKUS[1], 1)[1],
    }
    wanted = {
        "second total": 5 * CENTS,
        "versions": 1,
        "viewer": "capability_missing",
        "stranger": "cart_not_found",
        "no such cart": "cart_not_found",
        "no price": "price_not_found",
        "nothing": "quantity_must_not_be_zero",
        "total": 6 * CENTS,
    }
    carts.close()
    if said != wanted:
        sys.exit(f"measure: {end.name} is not the same cart: {said}, wanted {wanted}")


def load(end: BackEnd, ids: Path, carts: int, seconds: float) -> Load:
    """64 clients on kept connections for some seconds. Every answer must be a 200."""
    command = ["wrk", "--threads", "1", "--connections", str(CLIENTS), "--duration", f"{seconds:.0f}s"]
    command += ["--timeout", "10s", "--script", str(servers.HERE / "load.lua"), f"http://127.0.0.1:{end.port}", "--"]
    command += [str(ids), str(carts), ",".join(MEMBERS), ",".join(SKUS)]
    began_ns = time.perf_counter_ns()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ended_ns = time.perf_counter_ns()
    found = re.search(
        r"^load requests=(\d+) failed=(\d+) seconds=([\d.]+) p50_us=(\d+) p99_us=(\d+)$", said, re.MULTILINE
    )
    if not found or found[2] != "0" or found[1] == "0":
        sys.exit(f"measure: {end.name} failed under load:\n{said}")
    end.added += int(found[1])
    return Load(int(found[1]) / float(found[3]), float(found[4]), float(found[5]), began_ns, ended_ns)


def account_for(end: BackEnd, loads: int) -> None:
    """Every answered add is in a cart, once: what the carts hold against what was answered."""
    carts = end.open()
    held = 0
    for cart in end.ids:
        _, total = carts.add_item(cart, "ana", SKUS[0], 1)
        held += total // CENTS - 1
    carts.close()
    # wrk hangs up on what is under way when its time is over: that may have been added without having been counted.
    if not end.added <= held <= end.added + loads * CLIENTS:
        sys.exit(f"measure: {end.name} answered {end.added} adds and holds {held}")


def alone(ends: list[BackEnd], rounds: int, adds: int) -> None:
    """One caller in this process, nothing else going on: what a call costs."""
    opened = [(end, end.open()) for end in ends]
    held = {end.name: carts.engine.cart(end.ids[0]).member("ana") for end, carts in opened if end.kind == "cartpool"}
    verbs = {f"{name}_add_item": member.add_item for name, member in held.items()}
    handles: dict[str, list[float]] = defaultdict(list)
    syncs: list[float] = []
    for turn in range(rounds):
        for end, carts in opened[turn % len(opened) :] + opened[: turn % len(opened)]:
            for _ in range(adds):
                began = time.perf_counter_ns()
                carts.add_item(end.ids[0], "ana", SKUS[0], 1)
                end.alone_us.append((time.perf_counter_ns() - began) / 1_000)
            end.added += adds
        for name, add_item in verbs.items():
            for _ in range(adds):
                began = time.perf_counter_ns()
                add_item(SKUS[0], 1)
                handles[name].append((time.perf_counter_ns() - began) / 1_000)
        syncs += raw_syncs(adds // 4)
    for end, carts in opened:
        if end.kind == "cartpool":
            end.added += rounds * adds
        carts.close()
    for name, times in handles.items():
        report.figure(f"alone_{name}_p50", quantile(times, 0.5), "us")
        report.figure(f"alone_{name}_p99", quantile(times, 0.99), "us")
    for end in ends:
        report.figure(f"alone_{end.name}_call_p50", quantile(end.alone_us, 0.5), "us")
        report.figure(f"alone_{end.name}_call_p99", quantile(end.alone_us, 0.99), "us")
    report.figure("alone_raw_fdatasync_p50", quantile(syncs, 0.5), "us")


def raw_syncs(count: int) -> Iterator[float]:
    """Appends of 120 bytes, each synced, to a file of this run's."""
    with open("raw", "ab", buffering=0) as file:
        for _ in range(count):
            began = time.perf_counter_ns()
            file.write(bytes(120))
            os.fdatasync(file.fileno())
            yield (time.perf_counter_ns() - began) / 1_000


def report_load(ends: list[BackEnd], folder: Path) -> None:
    for scenario in SCENARIOS:
        for end in ends:
            rounds = end.rounds[scenario]
            name = f"{scenario}_{end.name}"
            report.figure(name, median(one.rate for one in rounds), "requests/s")
            report.figure(f"{name}_p50", median(one.p50_us for one in rounds) / 1_000, "ms")
            report.figure(f"{name}_p99", median(one.p99_us for one in rounds) / 1_000, "ms")
            inside = list(times_within(folder / end.name, rounds))
            report.figure(f"{name}_inside_p50", quantile(inside, 0.5) / 1_000, "us")
            report.figure(f"{name}_inside_p99", quantile(inside, 0.99) / 1_000, "us")


def times_within(folder: Path, rounds: list[Load]) -> Iterator[int]:
    """What the workers measured around the back end during these rounds."""
    for path in servers.times_files(folder):
        times = array("Q", path.read_bytes())
        for began, took in zip(times[::2], times[1::2], strict=True):
            if any(one.began_ns <= began < one.ended_ns for one in rounds):
                yield took


def back_ends(folder: Path, stack: ExitStack) -> list[BackEnd]:
    """Starts the peers; each durability has data of its own."""
    always = stack.enter_context(servers.redis_server(folder / "redis-always", "always"))
    everysec = stack.enter_context(servers.redis_server(folder / "redis-everysec", "everysec"))
    on = stack.enter_context(servers.postgres_server(folder / "postgres-on"))
    off = stack.enter_context(servers.postgres_server(folder / "postgres-off"))
    postgres = "host={} user=postgres dbname=postgres options='-c synchronous_commit={}'"
    return [
        BackEnd("cartpool_synced", "cartpool", f"synced@{folder / 'synced.db'}"),
        BackEnd("redis_always", "redis", str(always)),
        BackEnd("postgres_on", "postgres", postgres.format(on, "on")),
        BackEnd("cartpool_buffered", "cartpool", f"buffered@{folder / 'buffered.db'}"),
        BackEnd("redis_everysec", "redis", str(everysec)),
        BackEnd("postgres_off", "postgres", postgres.format(off, "off")),
    ]


def measure(folder: Path, rounds: int, seconds: float, adds: int) -> None:
    os.chdir(folder)
    # A machine that is busy otherwise shows here, and in every figure below.
    report.figure("load", os.getloadavg()[0], "waiting")
    with ExitStack() as stack:
        ends = back_ends(folder, stack)
        for end in ends:
            seed(end)
            agree(end)
        alone(ends, rounds, adds)
        with ExitStack() as workers:
            apps = folder / "apps"
            apps.mkdir()
            for end in ends:
                end.port = workers.enter_context(servers.app(apps / end.name, f"{end.kind}:{end.place}"))
                (folder / f"{end.name}.ids").write_text("\n".join(end.ids))
                load(end, folder / f"{end.name}.ids", CARTS, WARM_UP_S)
            for turn in range(rounds):
                for scenario, carts in SCENARIOS.items():
                    for end in ends[turn % len(ends) :] + ends[: turn % len(ends)]:
                        one = load(end, folder / f"{end.name}.ids", carts, seconds)
                        end.rounds[scenario].append(one)
        report_load(ends, apps)
        for end in ends:
            account_for(end, 1 + rounds * len(SCENARIOS))
    for kind in ("cartpool", "redis", "postgres"):
        files = sorted(servers.HERE.glob(f"{kind}_*"))
        report.figure(f"lines_{kind}", sum(map(report.lines_of_code, files)), "lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="does it work? Its figures mean little")
    parser.add_argument("--markdown", action="store_true", help="also write the tables of benches/README.md")
    chosen = parser.parse_args()
    # Whatever ends the run, what it started ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    rounds, seconds, adds = (1, 1, 40) if chosen.quick else (3, 5, 1_000)
    # A real disk: memory file systems sync nothing.
    folder = Path(tempfile.mkdtemp(prefix="cartpool-peers-", dir="/var/tmp"))
    try:
        folder.chmod(0o755)
        measure(folder, rounds, seconds, adds)
    finally:
        os.chdir("/")
        shutil.rmtree(folder)
    if chosen.markdown:
        report.write_markdown(servers.HERE.parent / "README.md", rounds, seconds)


if __name__ == "__main__":
    main()
