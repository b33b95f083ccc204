"""The bill as a Python back end would write it: Decimal amounts, equal shares, spare cents to the first; ns a bill."""

import sys
import time
from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


def split(lines: list[Decimal], members: int) -> list[Decimal]:
    """Splits each line among all members, to the cent."""
    totals = [Decimal(0)] * members
    for line in lines:
        share = (line / members).quantize(CENT, rounding=ROUND_DOWN)
        spare = int((line - share * members) / CENT)
        for member in range(members):
            totals[member] += share + CENT if member < spare else share
    return totals


def measure(lines: int, members: int, turns: int) -> float:
    amounts = [Decimal(1_00 + 37 * at) / 100 for at in range(lines)]
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter_ns()
        for _ in range(turns):
            totals = split(amounts, members)
        best = min(best, (time.perf_counter_ns() - started) / turns)
        assert sum(totals) == sum(amounts)
    return best


if __name__ == "__main__":
    print(measure(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
