//! A bill as a test means it: who, what, by which terms. It is thrown with dice, built in a cart, and given to the reference.

mod thrown;

pub(super) use thrown::Dice;

use cartpool::{
    AdjustmentKind, AdjustmentRule, BillCommand, Cart, Command, Decimal, Engine, ItemOption,
    LineId, NewCart, Options, Prices, RoundingLevel, RoundingMode, SplitRule,
};

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) may_add: bool,
    pub(super) is_late: bool,
    pub(super) leaves: bool,
}

/// A rule with its parts: thousandths of a weight or percent, or minor units.
#[derive(Clone, Debug)]
pub(super) struct Split {
    pub(super) rule: SplitRule,
    pub(super) parts: Vec<(usize, i64)>,
}

#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) adder: usize,
    pub(super) sku: usize,
    pub(super) price: Decimal,
    pub(super) quantity: u32,
    pub(super) beneficiaries: Vec<usize>,
    pub(super) split: Option<Split>,
    pub(super) destination: Option<usize>,
    pub(super) is_late: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Cart,
    Line(usize),
    Member(usize),
    Destination(usize),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Adjustment {
    pub(super) kind: AdjustmentKind,
    pub(super) amount: Option<i64>,
    /// Millionths of a percent.
    pub(super) percent: Option<i64>,
    pub(super) target: Target,
    pub(super) is_included: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Discount {
    pub(super) percent: Option<i64>,
    pub(super) amount: Option<i64>,
    pub(super) tiers: Vec<(u32, i64)>,
    pub(super) buy_get: Option<(u32, u32)>,
    pub(super) skus: Vec<usize>,
    pub(super) is_exclusive: bool,
    pub(super) priority: Option<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct Sponsor {
    pub(super) member: usize,
    pub(super) amount_max: Option<i64>,
    pub(super) person_max: Option<i64>,
}

#[derive(Clone, Debug)]
pub(super) struct Spec {
    pub(super) currency: &'static str,
    pub(super) digits: u32,
    pub(super) people: Vec<Person>,
    pub(super) lines: Vec<Line>,
    pub(super) split: Split,
    pub(super) spares_late_joiners: bool,
    pub(super) excluded: Vec<usize>,
    pub(super) sponsor: Option<Sponsor>,
    pub(super) minimum: Option<i64>,
    pub(super) kinds: Vec<(AdjustmentKind, AdjustmentRule, Option<usize>)>,
    pub(super) adjustments: Vec<Adjustment>,
    pub(super) discounts: Vec<Discount>,
    pub(super) rounding: RoundingMode,
    pub(super) level: RoundingLevel,
    pub(super) cash_step: i64,
}

/// A spec's cart, and what its parts are called there.
pub(super) struct Built {
    pub(super) engine: Engine,
    pub(super) cart: Cart,
    pub(super) lines: Vec<LineId>,
    pub(super) adjustments: Vec<u64>,
    pub(super) discounts: Vec<u64>,
}

pub(super) fn name(person: usize) -> String {
    format!("m{person}")
}

/// How a spec is built: what semantics call the same must come to the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    AsGiven,
    Reversed,
}

impl Spec {
    pub(super) fn build(&self, options: Options, order: Order) -> Built {
        let options = Options { prices: Prices::Caller, ..options };
        let engine = Engine::open(options).unwrap();
        let cart = engine.create_cart(NewCart::new(&name(0), self.currency)).unwrap();
        let mut built = Built {
            engine,
            cart,
            lines: Vec::new(),
            adjustments: Vec::new(),
            discounts: Vec::new(),
        };
        self.seat(&built, false);
        self.add_lines(&mut built, order, false);
        if self.spares_late_joiners {
            // Whoever joins from here on is late; the rule itself may be chosen later on.
            let late = BillCommand::SetSplit {
                rule: SplitRule::Equal,
                parts: Vec::new(),
                spares_late_joiners: true,
            };
            commit(&built, late);
        }
        self.seat(&built, true);
        self.add_lines(&mut built, order, true);
        self.agree_on(&built, order);
        self.add_money(&mut built, order);
        for at in (0..self.people.len()).filter(|at| self.people[*at].leaves) {
            built.cart.system().remove_member(&name(at)).unwrap();
        }
        built
    }

    fn seat(&self, built: &Built, is_late: bool) {
        for (at, person) in self.people.iter().enumerate().skip(1) {
            if person.is_late == is_late {
                // Who may not add does so before the role changes.
                built.cart.system().add_member(&name(at), "editor").unwrap();
            }
        }
    }

    fn add_lines(&self, built: &mut Built, order: Order, is_late: bool) {
        for line in self.lines.iter().filter(|line| line.is_late == is_late) {
            // Whoever was not there yet adds nothing: the reference asks the view who added a line.
            let is_here = is_late || !self.people[line.adder].is_late;
            let adder = name(if is_here { line.adder } else { 0 });
            let here = |who: &&usize| is_late || !self.people[**who].is_late;
            let beneficiaries = names(line.beneficiaries.iter().filter(here), order);
            let line_id = built.cart.member(&adder).commit(&Command::AddItem {
                sku: &format!("S{}", line.sku),
                quantity: line.quantity,
                unit_price: Some(line.price),
                options: Vec::new(),
                note: None,
                beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
                separate: true,
            });
            built.lines.push(LineId(line_id.unwrap()));
        }
    }

    fn agree_on(&self, built: &Built, order: Order) {
        let parts = self.parts(&self.split, order);
        let mut commands = vec![BillCommand::SetSplit {
            rule: self.split.rule,
            parts: options(&parts),
            spares_late_joiners: self.spares_late_joiners,
        }];
        let own: Vec<_> = self
            .lines
            .iter()
            .zip(&built.lines)
            .filter_map(|(line, id)| line.split.as_ref().map(|split| (id, split)))
            .map(|(id, split)| (*id, split.rule, self.parts(split, order)))
            .collect();
        commands.extend(own.iter().map(|(line, rule, parts)| BillCommand::SetLineSplit {
            line: *line,
            rule: *rule,
            parts: options(parts),
        }));
        let excluded = names(self.excluded.iter(), order);
        let excluded_members = excluded.iter().map(String::as_str).collect();
        commands.push(BillCommand::SetExcludedMembers { excluded_members });
        let sponsor = self.sponsor.as_ref().map(|sponsor| name(sponsor.member));
        if let Some(wanted) = &self.sponsor {
            commands.push(BillCommand::SetSponsor {
                sponsor: sponsor.as_deref(),
                amount_max: wanted.amount_max.map(|minor| self.money(minor)),
                person_max: wanted.person_max.map(|minor| self.money(minor)),
            });
        }
        let minimum = self.minimum.map(|minor| self.money(minor));
        commands.push(BillCommand::SetShareMinimum { minimum });
        let kinds: Vec<_> =
            self.kinds.iter().map(|(kind, rule, payer)| (kind, rule, payer.map(name))).collect();
        commands.extend(kinds.iter().map(|(kind, rule, payer)| BillCommand::SetAdjustmentSplit {
            kind: **kind,
            rule: **rule,
            payer: payer.as_deref(),
        }));
        let labels = ["home", "work", "nowhere"];
        for (line, id) in self.lines.iter().zip(&built.lines) {
            let destination = line.destination.map(|label| labels[label]);
            commands.push(BillCommand::SetDestination { line: *id, destination });
        }
        commands.push(BillCommand::SetBillPolicies {
            country: None,
            rounding: Some(self.rounding),
            level: Some(self.level),
            cash_step: Some(self.money(self.cash_step)),
            order_min: None,
            order_max: None,
            is_hard: None,
        });
        if order == Order::Reversed {
            commands.reverse();
        }
        for command in commands {
            commit(built, command);
        }
        for (at, person) in self.people.iter().enumerate() {
            if !person.may_add {
                built.cart.system().set_role(&name(at), "viewer").unwrap();
            }
        }
    }

    fn add_money(&self, built: &mut Built, order: Order) {
        for one in &self.adjustments {
            let member = if let Target::Member(at) = one.target { Some(name(at)) } else { None };
            let line = if let Target::Line(at) = one.target { Some(built.lines[at]) } else { None };
            let destination = match one.target {
                Target::Destination(at) => Some(["home", "work", "nowhere"][at]),
                _ => None,
            };
            let id = commit(
                built,
                BillCommand::AddAdjustment {
                    kind: one.kind,
                    amount: one.amount.map(|minor| self.money(minor)),
                    percent: one.percent.map(|percent| Decimal::new(percent, 6)),
                    line,
                    member: member.as_deref(),
                    destination,
                    label: None,
                    included: one.is_included,
                },
            );
            built.adjustments.push(id);
        }
        for one in &self.discounts {
            let mut tiers: Vec<(String, String)> = one
                .tiers
                .iter()
                .map(|(from, percent)| (from.to_string(), Decimal::new(*percent, 6).to_string()))
                .collect();
            let mut skus: Vec<String> = one.skus.iter().map(|sku| format!("S{sku}")).collect();
            if order == Order::Reversed {
                tiers.reverse();
                skus.reverse();
            }
            let id = commit(
                built,
                BillCommand::AddDiscount {
                    percent: one.percent.map(|percent| Decimal::new(percent, 6)),
                    amount: one.amount.map(|minor| self.money(minor)),
                    tiers: options(&tiers),
                    buy: one.buy_get.map(|(buy, _)| buy),
                    get: one.buy_get.map(|(_, get)| get),
                    skus: skus.iter().map(String::as_str).collect(),
                    label: None,
                    exclusive: one.is_exclusive,
                    priority: one.priority,
                },
            );
            built.discounts.push(id);
        }
    }

    pub(super) fn money(&self, minor: i64) -> Decimal {
        Decimal::new(minor, self.digits)
    }

    fn parts(&self, split: &Split, order: Order) -> Vec<(String, String)> {
        let scale = if split.rule == SplitRule::Exact { self.digits } else { 3 };
        let parts = split.parts.iter();
        let mut parts: Vec<_> =
            parts.map(|(who, part)| (name(*who), Decimal::new(*part, scale).to_string())).collect();
        if order == Order::Reversed {
            parts.reverse();
        }
        parts
    }
}

fn names<'a>(people: impl Iterator<Item = &'a usize>, order: Order) -> Vec<String> {
    let mut names: Vec<String> = people.map(|at| name(*at)).collect();
    if order == Order::Reversed {
        names.reverse();
    }
    names
}

fn options(pairs: &[(String, String)]) -> Vec<ItemOption<'_>> {
    pairs.iter().map(|(key, value)| ItemOption { key, value }).collect()
}

fn commit(built: &Built, command: BillCommand<'_>) -> u64 {
    let done = built.cart.system().commit(&Command::Bill(command));
    done.unwrap_or_else(|error| panic!("{error:?}"))
}
