"""A program ends when it is done, whoever still watches; an interrupt ends a wait."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BEGIN = """
import asyncio, signal, sys, threading, time
from cartpool import Engine

engine = Engine.open(*sys.argv[1:])
ana = engine.create_cart("ana", "EUR").member("ana")
"""

LIVE = {
    "threads that iterate, wait and add": """
begun = threading.Semaphore(0)

def follow():
    for _ in ana.watch():
        begun.release()

def wait():
    with ana.watch("1.1") as watch:
        begun.release()
        watch.wait()

def add():
    while True:
        ana.rename_cart("lunch")
        begun.release()

for act in [follow, wait, wait, add, add]:
    threading.Thread(target=act, daemon=True).start()
for _ in range(9):
    begun.acquire()
""",
    "threads that are refused": """
from cartpool import CartpoolError

def add():
    while True:
        try:
            ana.add_item("PIE", 1)
        except CartpoolError:
            pass

for _ in range(8):
    threading.Thread(target=add, daemon=True).start()
time.sleep(0.05)
""",
    "a thread that wakes a loop": """
begun = threading.Event()

class Busy(asyncio.SelectorEventLoop):
    def call_soon_threadsafe(self, *arguments, **named):
        begun.set()
        until = time.monotonic() + 0.5
        while time.monotonic() < until:
            pass
        return super().call_soon_threadsafe(*arguments, **named)

async def follow():
    async for _ in ana.watch():
        pass

def run():
    loop = Busy()
    loop.run_until_complete(follow())

def add():
    while True:
        time.sleep(0.01)
        ana.rename_cart(str(time.monotonic()))

threading.Thread(target=run, daemon=True).start()
threading.Thread(target=add, daemon=True).start()
begun.wait()
""",
    "a loop that was closed first": """
async def follow():
    async for _ in ana.watch():
        pass

async def main():
    for _ in range(3):
        asyncio.create_task(follow())
    await asyncio.sleep(0.05)

asyncio.run(main())
loop = asyncio.new_event_loop()
waiting = anext(ana.watch("1.1"))
loop.call_later(0.02, loop.stop)
task = loop.create_task(waiting)
loop.run_forever()
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError:
    pass
loop.close()
ana.rename_cart("lunch")
""",
    "an iteration left in the middle": """
watch = ana.watch()
assert next(watch).version == 1
""",
    "a batch left in the middle": """
batch = ana.batch()
batch.__enter__()
batch.rename_cart("lunch")
""",
    "an exit handler that calls": """
import atexit

atexit.register(lambda: ana.rename_cart("the end"))
atexit.register(engine.drain, 5.0)
atexit.unregister(engine.drain)
""",
    "a finalizer that calls": """
import weakref

class Last:
    def __del__(self):
        ana.rename_cart("the end")

last = Last()
last.me = last
""",
    "an exit in the midst of a thread's wait": """
def leave():
    time.sleep(0.1)
    signal.raise_signal(signal.SIGTERM)

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
threading.Thread(target=leave, daemon=True).start()
ana.watch("1.1").wait()
""",
}


def ran(script: str, *arguments: object, checked: bool = True) -> tuple[int, str, float]:
    """Exit code, whatever was said, and how long the interpreter took to end."""
    timed = f"{BEGIN}{script}\nprint(time.time(), flush=True)\n"
    if not checked:
        timed = script
    words = [sys.executable, "-X", "dev", "-c", timed, *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    last = done.stdout.split()
    ended = time.time() - float(last[-1]) if checked and last else 0.0
    return done.returncode, done.stderr, ended


@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "on a file"])
@pytest.mark.parametrize("what", LIVE)
def test_the_interpreter_ends_with_a_live_feed(what: str, kept: bool, tmp_path: Path) -> None:
    path = [tmp_path / "carts.db"] if kept else []
    code, said, seconds = ran(LIVE[what], *path)
    assert (code, said) == (0, "")
    assert seconds < 10, "far less than a second, on a machine with time"


SUBINTERPRETER = """
import sys
import cartpool
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters

inner = interpreters.create()
try:
    said = interpreters.run_string(inner, "import cartpool; cartpool.Engine.open()")
except Exception as refused:
    said = refused
if said is not None and "does not support loading in subinterpreters" not in repr(said):
    sys.exit(repr(said))
interpreters.destroy(inner)
with cartpool.Engine.open() as engine:
    engine.create_cart("ana", "EUR")
"""


def test_a_subinterpreter_works_or_is_told_that_it_does_not() -> None:
    assert ran(SUBINTERPRETER, checked=False)[:2] == (0, "")


WAITING = {
    "wait": 'ana.watch("1.1").wait()',
    "wait at most": 'ana.watch("1.1").wait(600)',
    "iterate": 'list(ana.watch("1.1"))',
    "async for": """
async def follow():
    async for _ in ana.watch("1.1"):
        pass
asyncio.run(follow())
""",
}


@pytest.mark.parametrize("what", WAITING)
def test_an_interrupt_ends_a_wait(what: str) -> None:
    begun = f"{BEGIN}\nprint('begun', flush=True)\n{WAITING[what]}"
    words = [sys.executable, "-c", begun]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said.rstrip().endswith("KeyboardInterrupt"), said
    assert process.returncode in (-signal.SIGINT, 130, 1)


def test_an_interrupt_is_prompt() -> None:
    # Sent by a timer of the kernel's to this very process, so that only the wait is measured; the least of
    # nine, for busy machines.
    from cartpool import Engine

    class Rang(Exception):
        pass

    def ring(*_: object) -> None:
        raise Rang

    before = signal.signal(signal.SIGALRM, ring)
    took: list[float] = []
    try:
        with Engine.open() as engine:
            ana = engine.create_cart("ana", "EUR").member("ana")
            for _ in range(9):
                with ana.watch("1.1") as watch:
                    began = time.monotonic()
                    signal.setitimer(signal.ITIMER_REAL, 0.05)
                    with pytest.raises(Rang):
                        watch.wait(60)
                    took.append(time.monotonic() - began - 0.05)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert min(took) < 0.1, took


def test_an_interrupted_wait_can_be_waited_again() -> None:
    from cartpool import Engine

    class Rang(Exception):
        pass

    def ring(*_: object) -> None:
        raise Rang

    before = signal.signal(signal.SIGALRM, ring)
    try:
        with Engine.open() as engine:
            ana = engine.create_cart("ana", "EUR").member("ana")
            with ana.watch("1.1") as watch:
                signal.setitimer(signal.ITIMER_REAL, 0.02)
                with pytest.raises(Rang):
                    next(watch)
                ana.rename_cart("lunch")
                assert next(watch).version == 2
    finally:
        signal.signal(signal.SIGALRM, before)
