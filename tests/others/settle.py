"""Divides the same amounts equally with immoney, settles the same balances with settleup-calculator, and explains every
difference.

Equal divisions have no difference at all: both give spare units to the first. Settlements are in one of these classes:

- same: as many payments.
- fewer: Cartpool found groups that settle among themselves, which paying the largest first does not look for.
- more: only in groups too large for the search, where both go by a rule of thumb; by one payment or two, and rarely.
"""

import collections
import json
import sys
from decimal import Decimal

from immoney.currencies import EUR
from settleup_calculator.split_calculator import SplitCalculator

SEARCHED_MAX = 18


def compare_division(bill: dict) -> str:
    money = EUR.from_subunit(bill["amount"])
    theirs = [part.subunits for part in money // len(bill["weights"])]
    assert theirs == bill["cells"], (bill, theirs)
    return "division same"


def applied(balances: list[int], transfers: list) -> list[int]:
    left = list(balances)
    for payer, payee, amount in transfers:
        assert amount > 0
        left[payer] += amount
        left[payee] -= amount
    return left


def compare_settlement(bill: dict) -> str:
    balances, ours = bill["balances"], bill["transfers"]
    assert not any(applied(balances, ours)), bill
    # In whole units, as theirs forgets debts of a cent where it is given cents.
    named = {str(at): Decimal(balance) for at, balance in enumerate(balances)}
    theirs = [
        (int(one["from"]), int(one["to"]), int(one["amount"]))
        for one in SplitCalculator.calculate_settlements(named)
    ]
    assert not any(applied(balances, theirs)), bill
    fewer = len(theirs) - len(ours)
    if fewer < 0:
        people = sum(balance != 0 for balance in balances)
        assert not bill["is_exact"] and people > SEARCHED_MAX and fewer >= -2, bill
        return "settlement more"
    return "settlement fewer" if fewer else "settlement same"


def main() -> None:
    counts: collections.Counter = collections.Counter()
    with open(sys.argv[1], encoding="utf-8") as bills:
        for line in bills:
            bill = json.loads(line)
            if "balances" in bill:
                counts[compare_settlement(bill)] += 1
            elif set(bill["weights"]) == {1} and bill["amount"] > 0:
                counts[compare_division(bill)] += 1
    assert counts["division same"] and counts["settlement same"] and counts["settlement fewer"], counts
    assert counts["settlement more"] * 100 <= counts["settlement same"], counts
    print("immoney and settleup-calculator:", dict(sorted(counts.items())))


main()
