//! Settling: who pays whom, in the fewest transfers, so that nobody is owed anything.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many people may be left, after those who cancel each other, for the fewest transfers to be searched for.
///
/// The search takes 2^n steps and bytes, times n in time: measured, 20 µs for 12 people, 2 ms and 256 KiB for 18, four times
/// as much for each two more.
pub(crate) const EXACT_MAX: usize = 18;

/// One payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Transfer {
    /// The column of whoever pays.
    pub(crate) from: usize,
    /// The column of whoever is paid.
    pub(crate) to: usize,
    /// Minor units, above zero.
    pub(crate) amount: i64,
}

/// Who pays whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settlement {
    /// By who pays, then by who is paid. Who owes only pays, and who is owed is only paid.
    pub(crate) transfers: Vec<Transfer>,
    /// Whether there is none with fewer transfers; otherwise there are fewer than there are people.
    pub(crate) is_exact: bool,
}

/// Somebody's balance, not zero.
#[derive(Clone, Copy, Debug)]
struct Open {
    column: usize,
    balance: i64,
}

/// Settles balances in minor units, one a column: above zero is owed, below zero owes. They sum to zero.
///
/// Equal balances are told apart by column, so whoever passes the columns in one order always gets one answer. Balances that
/// do not sum to zero are a bug of the caller's: what they have in common is settled, and the rest stays open.
pub(crate) fn settle(balances: &[i64]) -> Settlement {
    let sum: i128 = balances.iter().copied().map(i128::from).sum();
    debug_assert_eq!(sum, 0, "balances sum to zero");
    settle_in_common(balances, sum == 0)
}

fn settle_in_common(balances: &[i64], is_closed: bool) -> Settlement {
    let everybody = balances.iter().enumerate().map(|(column, balance)| (column, *balance));
    let open = everybody.filter(|(_, balance)| *balance != 0);
    let open: Vec<Open> = open.map(|(column, balance)| Open { column, balance }).collect();
    let mut transfers = Vec::with_capacity(open.len());
    let rest = pair_off(&open, &mut transfers);
    let is_exact = is_closed && rest.len() <= EXACT_MAX;
    if is_exact {
        for group in groups(&rest) {
            pay_largest_first(&group, &mut transfers);
        }
    } else {
        pay_largest_first(&rest, &mut transfers);
    }
    transfers.sort_unstable();
    Settlement { transfers, is_exact }
}

/// Lets those pay each other who owe and are owed the same; returns the others, by column.
///
/// This never costs a transfer: take a fewest settlement, as groups that each sum to zero. If the two are in one group, take them
/// out of it; if they are in two, make of these the pair and what is left. There are no fewer groups than before.
fn pair_off(open: &[Open], transfers: &mut Vec<Transfer>) -> Vec<Open> {
    let mut by_size: Vec<Open> = open.to_vec();
    by_size.sort_unstable_by_key(|one| (one.balance.unsigned_abs(), one.balance, one.column));
    let mut rest: Vec<Open> = Vec::with_capacity(open.len());
    for same in by_size.chunk_by(|a, b| a.balance.unsigned_abs() == b.balance.unsigned_abs()) {
        let (debtors, creditors) = same.split_at(same.partition_point(|one| one.balance < 0));
        transfers.extend(debtors.iter().zip(creditors).map(|(debtor, creditor)| Transfer {
            from: debtor.column,
            to: creditor.column,
            amount: creditor.balance,
        }));
        let pairs = debtors.len().min(creditors.len());
        rest.extend(debtors.iter().skip(pairs).chain(creditors.iter().skip(pairs)));
    }
    rest.sort_unstable_by_key(|one| one.column);
    rest
}

/// The most groups that each sum to zero: a group of n settles in n - 1 transfers, so the most groups are the fewest transfers.
fn groups(rest: &[Open]) -> Vec<Vec<Open>> {
    let sums = Sums::new(rest);
    let most = most_zeros(&sums, rest.len());
    let mut groups = Vec::new();
    let mut group = Vec::new();
    let mut subset = most.len() - 1;
    while let Some(count) = most.get(subset).filter(|_| subset != 0) {
        let is_zero = sums.of(subset) == 0;
        if is_zero && !group.is_empty() {
            groups.push(core::mem::take(&mut group));
        }
        let below = count - u8::from(is_zero);
        let next = members(subset).find(|one| most.get(subset ^ one) == Some(&below));
        let Some(one) = next else { break };
        group.extend(rest.get(one.trailing_zeros() as usize));
        subset ^= one;
    }
    groups.push(group);
    groups
}

/// For every subset, how often its sum can be zero on the way from it to nobody, taking out one member at a time.
fn most_zeros(sums: &Sums, people: usize) -> Vec<u8> {
    let mut most: Vec<u8> = Vec::with_capacity(1 << people);
    most.push(0);
    for subset in 1..1 << people {
        let below = members(subset).filter_map(|one| most.get(subset ^ one)).max();
        most.push(below.map_or(0, |below| *below) + u8::from(sums.of(subset) == 0));
    }
    most
}

/// The sums of all subsets, numbered by the bits of their members; kept by halves, which is the root of the room.
struct Sums {
    low: Vec<i64>,
    high: Vec<i64>,
}

impl Sums {
    fn new(rest: &[Open]) -> Self {
        let (low, high) = rest.split_at(rest.len() / 2);
        Self { low: Self::of_half(low), high: Self::of_half(high) }
    }

    fn of_half(half: &[Open]) -> Vec<i64> {
        let mut sums = vec![0];
        for one in half {
            let without = sums.len();
            sums.extend_from_within(..);
            sums.iter_mut().skip(without).for_each(|sum| *sum += one.balance);
        }
        sums
    }

    fn of(&self, subset: usize) -> i64 {
        // Both are powers of two long.
        let low = self.low.get(subset & (self.low.len() - 1));
        let high = self.high.get(subset >> self.low.len().trailing_zeros());
        low.unwrap_or(&0) + high.unwrap_or(&0)
    }
}

/// The members of a subset, each as the subset of it alone.
fn members(subset: usize) -> impl Iterator<Item = usize> {
    let mut left = subset;
    core::iter::from_fn(move || {
        let one = left & left.wrapping_neg();
        left ^= one;
        (one != 0).then_some(one)
    })
}

/// Lets whoever owes most pay whoever is owed most, until one side is through; each transfer settles at least one of the two.
fn pay_largest_first(group: &[Open], transfers: &mut Vec<Transfer>) {
    let sized = |one: &Open| (one.balance.saturating_abs(), Reverse(one.column));
    let (debtors, creditors): (Vec<Open>, Vec<Open>) =
        group.iter().partition(|one| one.balance < 0);
    let mut debts: BinaryHeap<_> = debtors.iter().map(sized).collect();
    let mut claims: BinaryHeap<_> = creditors.iter().map(sized).collect();
    while let (Some((debt, from)), Some((claim, to))) = (debts.pop(), claims.pop()) {
        let amount = debt.min(claim);
        transfers.push(Transfer { from: from.0, to: to.0, amount });
        if debt > amount {
            debts.push((debt - amount, from));
        }
        if claim > amount {
            claims.push((claim - amount, to));
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn transfer(from: usize, to: usize, amount: i64) -> Transfer {
        Transfer { from, to, amount }
    }

    /// The fewest transfers, by trying every one that settles somebody: a fewest settlement is made of such.
    fn fewest_by_trying(balances: &mut Vec<i64>) -> usize {
        let Some(first) = balances.iter().position(|balance| *balance != 0) else { return 0 };
        let mut fewest = usize::MAX;
        for other in first + 1..balances.len() {
            if balances[first].signum() * balances[other].signum() < 0 {
                let (own, others) = (balances[first], balances[other]);
                (balances[first], balances[other]) = (0, own + others);
                fewest = fewest.min(1 + fewest_by_trying(balances));
                (balances[first], balances[other]) = (own, others);
            }
        }
        fewest
    }

    /// What every settlement must be, however it was found.
    fn check(balances: &[i64], settlement: &Settlement) {
        let mut left = balances.to_vec();
        for Transfer { from, to, amount } in &settlement.transfers {
            assert!(*amount > 0, "{balances:?}: {settlement:?}");
            assert!(balances[*from] < 0, "who pays owes: {balances:?}: {settlement:?}");
            assert!(balances[*to] > 0, "who is paid is owed: {balances:?}: {settlement:?}");
            left[*from] += amount;
            left[*to] -= amount;
        }
        assert!(left.iter().all(|balance| *balance == 0), "{balances:?}: {settlement:?}");
        let people = balances.iter().filter(|balance| **balance != 0).count();
        assert!(settlement.transfers.len() <= people.saturating_sub(1));
        assert!(settlement.transfers.is_sorted_by(|a, b| (a.from, a.to) < (b.from, b.to)));
    }

    /// Balances that sum to zero, the same for the same seed.
    fn balances(seed: &mut u64, people: usize, most: i64) -> Vec<i64> {
        let mut drawn: Vec<i64> = (1..people).map(|_| draw(seed, 2 * most + 1) - most).collect();
        drawn.push(-drawn.iter().sum::<i64>());
        drawn
    }

    fn draw(seed: &mut u64, below: i64) -> i64 {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        i64::try_from(*seed >> 2).unwrap() % below
    }

    #[test]
    fn whoever_paid_for_all_is_paid_by_each() {
        let settlement = settle(&[-10, 30, -20, 0]);
        assert_eq!(settlement.transfers, [transfer(0, 1, 10), transfer(2, 1, 20)]);
        assert!(settlement.is_exact);
    }

    #[test]
    fn nobody_owes_anybody_when_all_are_even() {
        for even in [&[][..], &[0], &[0, 0, 0]] {
            assert_eq!(settle(even), Settlement { transfers: Vec::new(), is_exact: true });
        }
    }

    #[test]
    fn groups_that_the_largest_first_would_miss_are_found() {
        // Largest first takes five transfers here; there are two groups of three.
        let tricky = [-6, -2, 8, -5, -4, 9];
        assert_eq!(settle(&tricky).transfers.len(), 4);
        let mut greedy = Vec::new();
        let open = tricky.iter().enumerate();
        let open: Vec<Open> = open.map(|(column, b)| Open { column, balance: *b }).collect();
        pay_largest_first(&open, &mut greedy);
        assert_eq!(greedy.len(), 5);
    }

    #[test]
    fn every_settlement_of_small_groups_is_the_fewest_there_is() {
        let digits = -4..=4;
        for a in digits.clone() {
            for b in digits.clone() {
                for c in digits.clone() {
                    for d in digits.clone() {
                        for e in -2..=2 {
                            let mut balances = vec![a, b, c, d, e, -(a + b + c + d + e)];
                            let settlement = settle(&balances);
                            check(&balances, &settlement);
                            let fewest = fewest_by_trying(&mut balances);
                            assert_eq!(settlement.transfers.len(), fewest, "{balances:?}");
                            assert!(settlement.is_exact);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn settlements_of_up_to_nine_are_the_fewest_there_are() {
        let mut seed = 7;
        for round in 0..600 {
            let people = 2 + round % 8;
            let most = [3, 8, 20][round % 3];
            let mut balances = balances(&mut seed, people, most);
            let settlement = settle(&balances);
            check(&balances, &settlement);
            assert_eq!(settlement.transfers.len(), fewest_by_trying(&mut balances), "{balances:?}");
        }
    }

    #[test]
    fn hidden_groups_are_found_up_to_the_most_that_are_searched() {
        let mut seed = 11;
        for round in 0..8 {
            let large = 1_000_000_000_000;
            let sizes = [[3, 3, 4, 4, 4], [4, 4, 5, 5, 0], [6, 6, 6, 0, 0], [9, 9, 0, 0, 0]];
            let sizes = sizes[round % 4].into_iter().filter(|size| *size > 0);
            let hidden: Vec<Vec<i64>> =
                sizes.map(|size| balances(&mut seed, size, large)).collect();
            let mut together = hidden.concat();
            // Neighbours in a group stand apart.
            together.sort_by_key(|balance| balance.rem_euclid(1_009));
            assert_eq!(together.len(), EXACT_MAX);
            let settlement = settle(&together);
            check(&together, &settlement);
            assert!(settlement.is_exact);
            assert!(settlement.transfers.len() <= together.len() - hidden.len());
        }
    }

    #[test]
    fn beyond_the_search_it_says_so_and_takes_fewer_transfers_than_people() {
        let mut seed = 3;
        for people in [EXACT_MAX + 1, 40, 1_000, 20_000] {
            let balances = balances(&mut seed, people, 1_000_000_000_000);
            let settlement = settle(&balances);
            check(&balances, &settlement);
            assert!(!settlement.is_exact);
        }
    }

    #[test]
    fn whoever_cancels_another_is_not_searched_for() {
        let mut balances: Vec<i64> = (1..=500).flat_map(|owed| [owed, -owed]).collect();
        balances.extend([1_000, -400, -600]);
        let settlement = settle(&balances);
        check(&balances, &settlement);
        assert!(settlement.is_exact);
        assert_eq!(settlement.transfers.len(), 502);
    }

    #[test]
    fn equal_balances_are_told_apart_by_column() {
        let settlement = settle(&[5, -5, 5, -5]);
        assert_eq!(settlement.transfers, [transfer(1, 0, 5), transfer(3, 2, 5)]);
        let settlement = settle(&[-4, -4, 8, -4, 4]);
        assert_eq!(settlement.transfers, [transfer(0, 4, 4), transfer(1, 2, 4), transfer(3, 2, 4)]);
    }

    #[test]
    fn the_order_of_columns_changes_who_pays_whom_never_how_often() {
        let mut seed = 5;
        for _ in 0..200 {
            let mut balances = balances(&mut seed, 9, 6);
            let fewest = settle(&balances).transfers.len();
            for turn in 0..balances.len() {
                balances.rotate_left(1);
                balances.swap(0, turn);
                let settlement = settle(&balances);
                check(&balances, &settlement);
                assert_eq!(settlement.transfers.len(), fewest);
            }
        }
    }

    #[test]
    fn balances_that_do_not_cancel_are_settled_as_far_as_they_do() {
        let settlement = settle_in_common(&[-10, 7, -2], false);
        assert_eq!(settlement.transfers, [transfer(0, 1, 7)]);
        assert!(!settlement.is_exact);
        assert_eq!(settle_in_common(&[3, 4], false), Settlement::default());
    }
}
