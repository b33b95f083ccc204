//! Reads of the bill: what each owes, why, and who then pays whom.

use super::Member;
use crate::bill::{Account, Drawing, From, goes_by_lines};
use crate::error::Result;
use crate::id::Seat;
use crate::money::Money;
use crate::names::Names;
use crate::role::Capability;
use crate::rules::context::Basis;
use crate::state::cart::CartState;
use crate::state::terms::Terms;
use crate::view::{AdjustmentEntry, Bill, Explanation, Settlement, ShareEntry, SponsorEntry};

/// A copy of a cart, with what its bill takes from elsewhere.
struct Sheet {
    state: CartState,
    sees_people: bool,
    basis: Basis,
}

impl Sheet {
    fn draw(&self) -> Drawing<'_> {
        let behind = |seat: Seat| self.basis.behind_of(&self.state.names, seat);
        Drawing::of(&self.state, &behind)
    }

    fn names(&self) -> Names {
        if self.sees_people { self.state.names.clone() } else { Names::default() }
    }
}

impl Member {
    fn sheet(&self, is_by_line: bool) -> Result<Sheet> {
        let (state, sees_people) = self.read(true, |cart, reader| {
            let needs_lines = is_by_line || goes_by_lines(cart);
            let state = if needs_lines { cart.checkpoint() } else { cart.without_lines() };
            (state, reader.capabilities.has(Capability::ViewPeople))
        })?;
        let basis = self.engine.basis(&state);
        Ok(Sheet { state, sees_people, basis })
    }

    /// The bill now: what is to be paid, and by whom. Without `view_people` it names nobody and has no shares.
    ///
    /// Takes time for members and adjustments, and for lines only where a rule goes by lines.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn bill(&self) -> Result<Bill> {
        let sheet = self.sheet(false)?;
        Ok(bill(&sheet))
    }

    /// What is to be paid now.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    #[inline]
    pub fn total(&self) -> Result<Money> {
        // Without terms nothing is added to the lines. A bill is drawn outside the lock.
        let money = |minor, cart: &CartState| Money { minor, currency: cart.money() };
        let seen = self.read(true, |cart, _| match cart.terms() {
            None => Ok(money(cart.total, cart)),
            Some(_) if goes_by_lines(cart) => Err(cart.checkpoint()),
            Some(_) => Err(cart.without_lines()),
        })?;
        Ok(seen.unwrap_or_else(|copy| money(crate::bill::total(&copy), &copy)))
    }

    /// Why each owes what they owe: every cell of the bill's table, as data and as a sentence. Without `view_people` there are
    /// none.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn explain(&self) -> Result<Explanation> {
        let sheet = self.sheet(true)?;
        let cells = if sheet.sees_people { sheet.draw().explain() } else { Vec::new() };
        Ok(Explanation { version: sheet.state.version, cells, names: sheet.names() })
    }

    /// Who pays whom, so that everybody has paid what they owe of what the merchant got: in the fewest payments. Without
    /// `view_people` there are none.
    ///
    /// # Errors
    /// `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    pub fn settlement(&self) -> Result<Settlement> {
        let sheet = self.sheet(false)?;
        let (mut transfers, is_exact) = sheet.draw().settlement();
        if !sheet.sees_people {
            transfers.clear();
        }
        let (version, names) = (sheet.state.version, sheet.names());
        Ok(Settlement { version, transfers, is_exact, names })
    }
}

fn bill(sheet: &Sheet) -> Bill {
    let state = &sheet.state;
    let drawing = sheet.draw();
    let currency = state.money();
    let money = |minor: i64| Money { minor, currency };
    let terms = state.terms();
    let none = Terms::default();
    let named = terms.unwrap_or(&none);
    let people = terms.filter(|_| sheet.sees_people);
    let bound = |minor: Option<u64>| minor.and_then(|it| i64::try_from(it).ok()).map(money);
    let policies = named.policies;
    let account = drawing.account();
    let paid: i64 = account.paid.iter().sum();
    let refunded: i64 = account.refunded.iter().sum();
    let fixed = terms.and_then(|terms| terms.fixed.as_ref());
    let total = u64::try_from(drawing.total).unwrap_or(0);
    let known = sheet.basis.ledger_version;
    let ledger_version = fixed.map_or(known, |fixed| fixed.ledger_version);
    let shares = if sheet.sees_people { shares(&drawing, &account, state) } else { Vec::new() };
    Bill {
        version: state.version,
        ledger_version: if sheet.sees_people { ledger_version } else { 0 },
        currency,
        subtotal: money(state.total),
        adjustments: adjustments(&drawing, sheet.sees_people, state),
        total: money(drawing.total),
        refunded: money(refunded),
        paid: money(paid),
        due: money(drawing.total - refunded - paid),
        shares,
        split: named.split.rule,
        parts: people.map_or_else(Vec::new, |terms| terms.split.parts.clone()),
        spares_late_joiners: named.spares_late_joiners,
        excluded_members: people.map_or_else(Vec::new, |terms| terms.excluded.clone()),
        sponsor: people.and_then(|terms| terms.sponsor).map(|sponsor| SponsorEntry {
            member: sponsor.member,
            amount_max: bound(sponsor.amount_max),
            person_max: bound(sponsor.person_max),
        }),
        share_minimum: bound(named.minimum),
        group: people.and_then(|terms| terms.group.as_deref()).map(str::to_owned),
        policies,
        is_fixed: fixed.is_some(),
        is_below_min: policies.order_min_minor.is_some_and(|min| total < min),
        is_above_max: policies.order_max_minor.is_some_and(|max| total > max),
        names: sheet.names(),
    }
}

fn shares(drawing: &Drawing<'_>, account: &Account, state: &CartState) -> Vec<ShareEntry> {
    let currency = state.money();
    let money = |minor: i64| Money { minor, currency };
    let columns = drawing.classes.columns.iter().zip(&drawing.totals).zip(drawing.line_sums());
    let share = |(at, ((member, total), lines)): (usize, ((&Seat, &i64), i64))| {
        let of = |list: &[i64]| list.get(at).copied().unwrap_or(0);
        ShareEntry {
            member: *member,
            lines: money(lines),
            adjustments: money(total - lines),
            total: money(*total),
            refunded: money(of(&account.refunded)),
            paid: money(of(&account.paid) + of(&account.given)),
            balance: money(of(&account.balances)),
        }
    };
    columns.enumerate().map(share).collect()
}

fn adjustments(
    drawing: &Drawing<'_>,
    sees_people: bool,
    state: &CartState,
) -> Vec<AdjustmentEntry> {
    let currency = state.money();
    let owned = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let entries = drawing.entries.iter().map(|entry| {
        let mut shown = AdjustmentEntry {
            id: entry.id,
            kind: entry.kind,
            amount: Money { minor: entry.amount, currency },
            percent: None,
            rule: entry.rule,
            line: None,
            member: None,
            destination: None,
            label: None,
            coupon: None,
            is_included: entry.from.is_included(),
        };
        match entry.from {
            From::Adjustment(one) => {
                shown.percent = one.percent;
                shown.line = one.line;
                shown.member = one.member.filter(|_| sees_people);
                shown.destination = owned(&one.destination);
                shown.label = owned(&one.label);
            }
            From::Discount(one) => {
                shown.percent = one.percent;
                shown.label = owned(&one.label);
                shown.coupon = owned(&one.coupon).filter(|_| sees_people);
            }
            From::Rounding => {}
        }
        shown
    });
    entries.collect()
}
