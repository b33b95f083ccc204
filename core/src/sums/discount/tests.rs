//! Discounts against what they are by definition, on lines drawn at random and always the same.

#![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::*;

const MODES: &[RoundingMode] = RoundingMode::ALL;

fn percent(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn priced(lines: &[(u32, i64)]) -> Vec<Priced> {
    lines.iter().map(|(quantity, total)| Priced { quantity: *quantity, total: *total }).collect()
}

fn sum(lines: &[Priced]) -> i64 {
    lines.iter().map(|line| line.total).sum()
}

struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 3) % bound
    }

    fn lines(&mut self) -> Vec<Priced> {
        let count = self.below(6);
        let most = [4, 30, 5_000][usize::try_from(self.below(3)).unwrap()];
        let line = |_| Priced {
            quantity: u32::try_from(1 + self.below(5)).unwrap(),
            total: i64::try_from(self.below(most)).unwrap(),
        };
        (0..count).map(line).collect()
    }

    fn percent(&mut self) -> Decimal {
        let scale = u32::try_from(self.below(4)).unwrap();
        let parts = i64::try_from(self.below(100 * 10u64.pow(scale) + 1)).unwrap();
        Decimal::new(parts, scale)
    }

    fn tiers(&mut self) -> Vec<Tier> {
        let tier =
            |_| Tier { from: u32::try_from(self.below(15)).unwrap(), percent: self.percent() };
        (0..3).map(tier).collect()
    }

    fn buy_get(&mut self) -> Off<'static> {
        let mut count = || u32::try_from(self.below(4)).unwrap();
        let (buy, get) = (count(), count());
        Off::BuyGet { buy, get, percent: self.percent() }
    }
}

/// How many units of each line are discounted, by laying all units in a row and looking at each.
fn discounted_by_hand(buy: u32, get: u32, lines: &[Priced]) -> Vec<u32> {
    let mut row: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        row.extend(vec![index; line.quantity as usize]);
    }
    row.sort_by(|a, b| unit_price_order(&lines[*b], &lines[*a]));
    let mut counts = vec![0; lines.len()];
    if buy + get > 0 {
        for group in row.chunks_exact((buy + get) as usize) {
            group.iter().skip(buy as usize).for_each(|index| counts[*index] += 1);
        }
    }
    counts
}

/// The most that any choice of groups takes off a handful of units, each worth a whole price, by trying all.
fn most_by_trying(units: &[i64], buy: usize, get: usize) -> i64 {
    let Some((first, rest)) = units.split_first() else { return 0 };
    let mut most = most_by_trying(rest, buy, get);
    for chosen in 0..1u32 << rest.len() {
        if chosen.count_ones() as usize + 1 != buy + get {
            continue;
        }
        let is_chosen = |index: usize| chosen & (1 << index) != 0;
        let (mut group, mut others) = (vec![*first], Vec::new());
        for (index, unit) in rest.iter().enumerate() {
            if is_chosen(index) { group.push(*unit) } else { others.push(*unit) }
        }
        group.sort_unstable();
        let free: i64 = group.iter().take(get).sum();
        most = most.max(free + most_by_trying(&others, buy, get));
    }
    most
}

#[test]
fn a_percentage_is_rounded_once_on_the_sum_and_shared_in_proportion() {
    let lines = priced(&[(1, 333), (1, 333), (1, 334)]);
    let off = Off::Percent(percent("10"));
    assert_eq!(take_off(&off, &lines, RoundingMode::HalfUp), [33, 33, 34]);
    let lines = priced(&[(1, 5), (1, 5), (1, 5)]);
    assert_eq!(take_off(&off, &lines, RoundingMode::HalfUp), [1, 1, 0]);
    assert_eq!(take_off(&off, &lines, RoundingMode::HalfDown), [1, 0, 0]);
    assert_eq!(take_off(&off, &lines, RoundingMode::Down), [1, 0, 0]);
    assert_eq!(take_off(&Off::Percent(percent("100")), &lines, RoundingMode::Up), [5, 5, 5]);
}

#[test]
fn an_amount_is_taken_off_as_far_as_there_is_something() {
    let lines = priced(&[(2, 600), (1, 300), (1, 100), (1, 0)]);
    let off = |amount| take_off(&Off::Amount(amount), &lines, RoundingMode::HalfUp);
    assert_eq!(off(500), [300, 150, 50, 0]);
    assert_eq!(off(1_000), [600, 300, 100, 0]);
    assert_eq!(off(9_999), [600, 300, 100, 0]);
    assert_eq!(off(0), [0, 0, 0, 0]);
    assert_eq!(off(-5), [0, 0, 0, 0]);
    assert_eq!(off(1), [1, 0, 0, 0]);
    assert_eq!(take_off(&Off::Amount(5), &[], RoundingMode::HalfUp), [0; 0]);
    assert_eq!(take_off(&Off::Amount(5), &priced(&[(1, 0)]), RoundingMode::HalfUp), [0]);
}

#[test]
fn the_highest_tier_that_all_quantities_reach_counts_for_all_lines() {
    let tiers = [(10, "20"), (3, "5"), (5, "10")];
    let tiers = tiers.map(|(from, text)| Tier { from, percent: percent(text) });
    let off = |quantities: [u32; 2]| {
        let lines = quantities.map(|quantity| Priced { quantity, total: 1_000 });
        take_off(&Off::Tiers(&tiers), &lines, RoundingMode::HalfUp)
    };
    assert_eq!(off([1, 1]), [0, 0]);
    assert_eq!(off([1, 2]), [50, 50]);
    assert_eq!(off([4, 5]), [100, 100]);
    assert_eq!(off([9, 1]), [200, 200]);
    assert_eq!(off([u32::MAX, u32::MAX]), [200, 200]);
    let lines = priced(&[(9, 100)]);
    assert_eq!(take_off(&Off::Tiers(&[]), &lines, RoundingMode::HalfUp), [0]);
}

#[test]
fn the_cheapest_of_each_group_are_discounted() {
    let three_for_two = Off::BuyGet { buy: 2, get: 1, percent: percent("100") };
    let off = |lines: &[(u32, i64)]| take_off(&three_for_two, &priced(lines), RoundingMode::HalfUp);
    assert_eq!(off(&[(3, 300)]), [100]);
    assert_eq!(off(&[(2, 200)]), [0]);
    // 9 9 5 | 5 1 1: a five and a one are free, where the two cheapest of all would be the ones.
    assert_eq!(off(&[(2, 2), (2, 18), (2, 10)]), [1, 0, 5]);
    // 9 9 5 | 5 5 1 | 1: the last fills no group.
    assert_eq!(off(&[(2, 2), (2, 18), (3, 15)]), [1, 0, 5]);
    let half = Off::BuyGet { buy: 1, get: 1, percent: percent("50") };
    assert_eq!(take_off(&half, &priced(&[(2, 333)]), RoundingMode::HalfUp), [83]);
    assert_eq!(take_off(&half, &priced(&[(2, 333)]), RoundingMode::Up), [84]);
}

#[test]
fn buying_nothing_or_getting_nothing_is_what_it_says() {
    let lines = priced(&[(2, 20), (0, 0), (1, 5)]);
    let off = |buy, get| {
        let off = Off::BuyGet { buy, get, percent: percent("100") };
        take_off(&off, &lines, RoundingMode::HalfUp)
    };
    assert_eq!(off(0, 0), [0, 0, 0]);
    assert_eq!(off(2, 0), [0, 0, 0]);
    assert_eq!(off(0, 1), [20, 0, 5]);
    assert_eq!(off(0, 2), [20, 0, 0]);
    assert_eq!(off(u32::MAX, u32::MAX), [0, 0, 0]);
}

#[test]
fn discounts_sum_to_the_whole_and_take_no_line_below_zero() {
    let mut draw = Draw(1);
    for _ in 0..20_000 {
        let (lines, tiers) = (draw.lines(), draw.tiers());
        let amount = i64::try_from(draw.below(6_000)).unwrap();
        let offs =
            [Off::Percent(draw.percent()), Off::Amount(amount), Off::Tiers(&tiers), draw.buy_get()];
        for off in offs {
            for mode in MODES {
                let parts = take_off(&off, &lines, *mode);
                assert_eq!(parts.len(), lines.len());
                let bounded =
                    parts.iter().zip(&lines).all(|(part, l)| (0..=l.total).contains(part));
                assert!(bounded, "{off:?} {mode:?} {lines:?}: {parts:?}");
                if let Some(total) = total_off(&off, sum(&lines), *mode) {
                    assert_eq!(parts.iter().sum::<i64>(), total, "{off:?} {lines:?}");
                }
            }
        }
    }
}

#[test]
fn every_part_is_within_one_unit_of_its_exact_share() {
    let mut draw = Draw(2);
    for _ in 0..20_000 {
        let lines = draw.lines();
        let off = i64::try_from(draw.below(6_000)).unwrap().min(sum(&lines));
        for (part, line) in allocate(off, &lines).iter().zip(&lines) {
            let distance = part * sum(&lines) - off * line.total;
            assert!(distance.abs() < sum(&lines).max(1), "{off} off {lines:?}");
        }
    }
}

#[test]
fn a_higher_percentage_and_a_higher_amount_never_take_off_less() {
    let mut draw = Draw(3);
    for _ in 0..5_000 {
        let lines = draw.lines();
        let (low, high) = (draw.percent(), draw.percent());
        let (low, high) = (low.min(high), low.max(high));
        let (buy, get) = (u32::try_from(draw.below(3)).unwrap(), 1);
        let amount = i64::try_from(draw.below(6_000)).unwrap();
        for mode in MODES {
            let total = |off: Off<'_>| take_off(&off, &lines, *mode).iter().sum::<i64>();
            assert!(total(Off::Percent(low)) <= total(Off::Percent(high)));
            assert!(total(Off::Amount(amount)) <= total(Off::Amount(amount + 1)));
            let buy_get = |percent| Off::BuyGet { buy, get, percent };
            assert!(total(buy_get(low)) <= total(buy_get(high)));
        }
    }
}

#[test]
fn more_units_never_reach_a_lower_tier_and_the_order_of_tiers_does_not_matter() {
    let mut draw = Draw(4);
    for _ in 0..5_000 {
        let (mut lines, mut tiers) = (draw.lines(), draw.tiers());
        let before = tier_reached(&tiers, &lines).copied();
        tiers.reverse();
        assert_eq!(tier_reached(&tiers, &lines).copied(), before);
        lines.push(Priced { quantity: 1, total: 7 });
        let after = tier_reached(&tiers, &lines).copied();
        assert!(after.map(|tier| tier.from) >= before.map(|tier| tier.from));
    }
}

#[test]
fn the_order_of_lines_does_not_matter_but_among_equals() {
    let mut draw = Draw(5);
    for _ in 0..5_000 {
        let (lines, tiers) = (draw.lines(), draw.tiers());
        let amount = i64::try_from(draw.below(6_000)).unwrap();
        let offs =
            [Off::Percent(draw.percent()), Off::Amount(amount), Off::Tiers(&tiers), draw.buy_get()];
        let mut turned = lines.clone();
        turned.reverse();
        let is_equal =
            |a: &Priced, b: &Priced| unit_price_order(a, b).is_eq() || a.total == b.total;
        let has_equals = lines
            .iter()
            .enumerate()
            .any(|(index, a)| lines.iter().skip(index + 1).any(|b| is_equal(a, b)));
        for off in offs {
            let mut parts = take_off(&off, &turned, RoundingMode::HalfUp);
            parts.reverse();
            let there = take_off(&off, &lines, RoundingMode::HalfUp);
            if has_equals {
                let is_shared = matches!(off, Off::BuyGet { .. });
                assert!(is_shared || parts.iter().sum::<i64>() == there.iter().sum::<i64>());
            } else if !remainders_tie(&off, &lines) {
                assert_eq!(parts, there, "{off:?} {lines:?}");
            }
        }
    }
}

/// Whether two lines that differ still have the same remainder when a total is shared.
fn remainders_tie(off: &Off<'_>, lines: &[Priced]) -> bool {
    if matches!(off, Off::BuyGet { .. }) || sum(lines) == 0 {
        return false;
    }
    let taken: i64 = take_off(off, lines, RoundingMode::HalfUp).iter().sum();
    let mut rests: Vec<i64> = lines.iter().map(|line| line.total * taken % sum(lines)).collect();
    rests.sort_unstable();
    rests.windows(2).any(|pair| pair[0] == pair[1])
}

#[test]
fn buy_and_get_discounts_the_units_that_counting_them_one_by_one_does() {
    let mut draw = Draw(6);
    for _ in 0..20_000 {
        let (lines, off) = (draw.lines(), draw.buy_get());
        let Off::BuyGet { buy, get, percent } = off else { unreachable!() };
        let counts = discounted_by_hand(buy, get, &lines);
        for mode in MODES {
            let parts = take_off(&off, &lines, *mode);
            for ((line, count), part) in lines.iter().zip(&counts).zip(&parts) {
                let value = i128::from(line.total) * i128::from(*count) * percent.mantissa();
                let whole = i128::from(line.quantity) * 100 * 10i128.pow(percent.scale());
                let expected = round_ratio(value, whole, *mode);
                assert_eq!(i128::from(*part), expected, "{off:?} {mode:?} {lines:?}");
            }
        }
    }
}

#[test]
fn no_other_grouping_takes_off_more() {
    let mut draw = Draw(7);
    for round in 0..400 {
        let prices: Vec<i64> =
            (0..round % 8).map(|_| i64::try_from(draw.below(9)).unwrap()).collect();
        let lines: Vec<Priced> =
            prices.iter().map(|price| Priced { quantity: 1, total: *price }).collect();
        for (buy, get) in [(1, 1), (2, 1), (1, 2), (2, 2), (0, 2)] {
            let all = Off::BuyGet { buy, get, percent: percent("100") };
            let taken: i64 = take_off(&all, &lines, RoundingMode::HalfUp).iter().sum();
            let most = most_by_trying(&prices, buy as usize, get as usize);
            assert_eq!(taken, most, "buy {buy} get {get} of {prices:?}");
        }
    }
}

#[test]
fn another_item_never_shrinks_what_the_others_get() {
    let mut draw = Draw(8);
    for _ in 0..5_000 {
        let (mut lines, off) = (draw.lines(), draw.buy_get());
        let Off::BuyGet { buy, get, .. } = off else { unreachable!() };
        // In sixtieths, of which every unit price here is a whole number.
        let discounted = |lines: &[Priced]| {
            let counts = discounted_by_hand(buy, get, lines);
            let each = lines.iter().zip(counts);
            each.map(|(line, count)| 60 * line.total / i64::from(line.quantity) * i64::from(count))
                .sum::<i64>()
        };
        let before = discounted(&lines);
        lines.push(Priced { quantity: 1, total: i64::try_from(draw.below(40)).unwrap() });
        assert!(before <= discounted(&lines), "{off:?} {lines:?}");
    }
}

#[test]
fn the_largest_cart_stays_exact() {
    let most = 1_000_000_000_000_000;
    let lines = priced(&[(1_000_000, most / 2), (999_999, most / 2 - 1)]);
    let off = Off::Percent(percent("99.999999"));
    let parts = take_off(&off, &lines, RoundingMode::HalfUp);
    assert_eq!(parts.iter().sum::<i64>(), 999_999_989_999_999);
    let off = Off::BuyGet { buy: 999_999, get: 1_000_000, percent: percent("99.999999") };
    // The second line has the dearer units by a hair.
    let parts = take_off(&off, &lines, RoundingMode::Down);
    assert_eq!(parts, [499_999_995_000_000, 0]);
}
