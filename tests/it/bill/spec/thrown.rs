//! Specs as the dice fall.

use cartpool::{AdjustmentKind, AdjustmentRule, Decimal, RoundingLevel, RoundingMode, SplitRule};

use super::{Adjustment, Discount, Line, Person, Spec, Split, Sponsor, Target};

/// Numbers that proptest threw; when they run out the rest are zero, so that shrinking finds the simplest bill.
pub(in crate::bill) struct Dice {
    thrown: std::vec::IntoIter<u32>,
}

impl Dice {
    pub(in crate::bill) fn new(thrown: Vec<u32>) -> Self {
        Self { thrown: thrown.into_iter() }
    }

    /// A number below `count`.
    pub(in crate::bill) fn below(&mut self, count: usize) -> usize {
        self.thrown.next().map_or(0, |number| number as usize % count.max(1))
    }

    fn amount(&mut self, below: i64) -> i64 {
        i64::try_from(self.below(usize::try_from(below).unwrap())).unwrap()
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn some_of(&mut self, count: usize) -> Vec<usize> {
        (0..count).filter(|_| self.once_in(2)).collect()
    }
}

const KINDS: [AdjustmentKind; 5] = [
    AdjustmentKind::Fee,
    AdjustmentKind::Shipping,
    AdjustmentKind::Tax,
    AdjustmentKind::Tip,
    AdjustmentKind::Discount,
];

impl Spec {
    pub(in crate::bill) fn thrown(dice: &mut Dice) -> Self {
        let (currency, digits) = dice.one(&[("EUR", 2), ("JPY", 0), ("KWD", 3)]);
        let many = if dice.once_in(12) { 24 } else { 7 };
        let people = 1 + dice.below(many);
        let person = |at: usize, dice: &mut Dice| Person {
            may_add: at == 0 || !dice.once_in(8),
            is_late: at > 0 && dice.once_in(5),
            leaves: at > 0 && dice.once_in(8),
        };
        let mut people: Vec<Person> = (0..people).map(|at| person(at, dice)).collect();
        people.sort_by_key(|person| person.is_late);
        let lines = 1 + dice.below(8);
        let mut lines: Vec<Line> = (0..lines).map(|_| line(dice, digits, &people)).collect();
        lines.sort_by_key(|line| line.is_late);
        let rule = dice.one(SplitRule::ALL);
        let split = split(dice, rule, &people, digits, 5_000);
        let sponsor = dice.once_in(5).then(|| Sponsor {
            member: dice.below(people.len()),
            amount_max: dice.once_in(2).then(|| dice.amount(5_000)),
            person_max: dice.once_in(2).then(|| dice.amount(2_000)),
        });
        let excluded = if dice.once_in(4) { dice.some_of(people.len()) } else { Vec::new() };
        let minimum = dice.once_in(6).then(|| dice.amount(2_000));
        let mut kinds = Vec::new();
        for kind in KINDS.into_iter().chain([AdjustmentKind::CashRounding]) {
            if dice.once_in(4) {
                let rule = dice.one(AdjustmentRule::ALL);
                let is_payer = rule == AdjustmentRule::Payer;
                kinds.push((kind, rule, is_payer.then(|| dice.below(people.len()))));
            }
        }
        let adjustments = dice.below(5);
        let counts = (people.len(), lines.len());
        let adjustments = (0..adjustments).map(|_| adjustment(dice, counts)).collect();
        let discounts = dice.below(4);
        Self {
            currency,
            digits,
            spares_late_joiners: dice.once_in(3),
            split,
            excluded,
            sponsor,
            minimum,
            kinds,
            adjustments,
            discounts: (0..discounts).map(|_| discount(dice)).collect(),
            rounding: dice.one(RoundingMode::ALL),
            level: dice.one(RoundingLevel::ALL),
            cash_step: dice.one(&[1, 1, 1, 5, 10, 50]),
            people,
            lines,
        }
    }
}

fn line(dice: &mut Dice, digits: u32, people: &[Person]) -> Line {
    let finer = dice.once_in(5);
    let units = dice.one(&[1_000, 1, 0, 99, 333, 1_234, 99_999]);
    let units = units + if dice.once_in(2) { dice.amount(1_000) } else { 0 };
    let count = people.len();
    let is_named = dice.once_in(5);
    let rule = dice.one(SplitRule::ALL);
    Line {
        adder: dice.below(count),
        sku: dice.below(4),
        price: Decimal::new(units, if finer { digits + 2 } else { digits }),
        quantity: 1 + u32::try_from(dice.one(&[0, 1, 2, 6, 29])).unwrap(),
        beneficiaries: if is_named { dice.some_of(count) } else { Vec::new() },
        split: dice.once_in(6).then(|| split(dice, rule, people, digits, 1_500)),
        destination: dice.once_in(3).then(|| dice.below(2)),
        is_late: dice.once_in(3),
    }
}

fn split(dice: &mut Dice, rule: SplitRule, people: &[Person], digits: u32, most: i64) -> Split {
    let count = people.len();
    let mut named = dice.some_of(count);
    if named.is_empty() {
        named.push(dice.below(count));
    }
    let parts = match rule {
        SplitRule::Equal | SplitRule::ByLine => Vec::new(),
        SplitRule::SinglePayer => vec![(named[0], 1_000)],
        SplitRule::ByWeight => named
            .iter()
            .map(|who| (*who, 1 + if dice.once_in(3) { dice.amount(1_000_000) } else { 999 }))
            .collect(),
        SplitRule::ByPercent => {
            let mut left = 100_000;
            let mut parts = Vec::new();
            for who in &named[1..] {
                let part = 1 + dice.amount(100_000 / i64::try_from(count).unwrap() - 1);
                left -= part;
                parts.push((*who, part));
            }
            parts.push((named[0], left));
            parts
        }
        SplitRule::Exact => {
            named.iter().map(|who| (*who, 1 + dice.amount(most >> (2 - digits.min(2))))).collect()
        }
    };
    Split { rule, parts }
}

const PERCENTS: [i64; 7] =
    [10_000_000, 19_000_000, 7_000_000, 8_875_000, 100_000_000, 1, 33_333_333];

fn adjustment(dice: &mut Dice, (people, lines): (usize, usize)) -> Adjustment {
    let kind = dice.one(&KINDS);
    let has_percent = dice.once_in(2);
    let target = match dice.below(6) {
        3 => Target::Line(dice.below(lines)),
        4 => Target::Member(dice.below(people)),
        5 => Target::Destination(dice.below(3)),
        _ => Target::Cart,
    };
    Adjustment {
        kind,
        amount: (!has_percent).then(|| dice.amount(3_000)),
        percent: has_percent.then(|| dice.one(&PERCENTS)),
        target,
        is_included: kind == AdjustmentKind::Tax && dice.once_in(3),
    }
}

fn discount(dice: &mut Dice) -> Discount {
    let mut made = Discount {
        percent: None,
        amount: None,
        tiers: Vec::new(),
        buy_get: None,
        skus: if dice.once_in(3) { vec![dice.below(4), 4] } else { Vec::new() },
        is_exclusive: dice.once_in(4),
        priority: dice.once_in(2).then(|| u32::try_from(dice.below(3)).unwrap() * 100),
    };
    match dice.below(4) {
        0 => made.percent = Some(dice.one(&PERCENTS)),
        1 => made.amount = Some(dice.amount(4_000)),
        2 => {
            made.tiers = vec![(2, dice.one(&PERCENTS)), (7, dice.one(&PERCENTS)), (30, 50_000_000)];
        }
        _ => {
            let small = |dice: &mut Dice| 1 + u32::try_from(dice.below(3)).unwrap();
            made.buy_get = Some((small(dice), small(dice)));
            made.percent = dice.once_in(2).then(|| dice.one(&PERCENTS));
        }
    }
    made
}
