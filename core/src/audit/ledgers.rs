//! I26: whatever a ledger is told sums to zero, and so does what it holds; nothing is taken over twice.

use super::accounts::{Audited, Logged};
use super::{Breach, Pass, Subject};
use crate::state::ledger::{LedgerEvent, LedgerState, Part, Told, Transfer};

/// What an amount stays within: 2^53 - 1.
const MINOR_MAX: u64 = (1 << 53) - 1;

impl Audited for LedgerState {
    type Own = ();

    fn subject(key: &[u8]) -> Option<Subject> {
        let (currency, group) = Self::names_of(key)?;
        Some(Subject::Ledger { group: group.into(), currency: currency.into() })
    }

    fn logged<'p>(pass: &'p mut Pass<'_>) -> &'p mut Logged<Self> {
        &mut pass.ledgers
    }

    fn check(&self, event: &LedgerEvent, (): &(), find: &mut dyn FnMut(Breach)) {
        if let Some(told) = told(event) {
            check_told(self, told, find);
        }
        if let LedgerEvent::TransferRecorded { transfer, .. } = event
            && (transfer.minor <= 0 || transfer.minor.unsigned_abs() > MINOR_MAX)
        {
            find(Breach::MoneyOutOfRange);
        }
        if !is_fact(self, event) {
            find(Breach::FactDiffers);
        }
    }

    fn check_after(
        &self,
        _: &Self,
        event: &LedgerEvent,
        (): &mut (),
        find: &mut dyn FnMut(Breach),
    ) {
        let mut named: Vec<&str> = Vec::new();
        named.extend(told(event).into_iter().flat_map(|told| &told.shares).map(|s| &*s.member));
        if let LedgerEvent::TransferRecorded { transfer, .. } = event {
            named.extend([&*transfer.from, &*transfer.to]);
        }
        let is_over = |member: &&str| {
            let now = self.standing(member).unwrap_or_default().now;
            now.balance.unsigned_abs() > MINOR_MAX
        };
        if named.iter().any(is_over) {
            find(Breach::MoneyOutOfRange);
        }
    }

    fn imbalance(&self, (): &()) -> Option<Breach> {
        let now = self.members().map(|(_, standing)| standing.now);
        let sum = now.fold((0, 0), |(balance, behind), now| {
            (balance + i128::from(now.balance), behind + i128::from(now.behind))
        });
        (sum != (0, 0)).then_some(Breach::LedgerMustBalance)
    }
}

/// What a cart says in this event.
const fn told(event: &LedgerEvent) -> Option<&Told> {
    match event {
        LedgerEvent::Observed { told, .. }
        | LedgerEvent::Reserved { told, .. }
        | LedgerEvent::Confirmed { told, .. } => Some(told),
        LedgerEvent::Released { .. } | LedgerEvent::TransferRecorded { .. } => None,
    }
}

fn check_told(ledger: &LedgerState, told: &Told, find: &mut dyn FnMut(Breach)) {
    let sum = told.shares.iter().fold((0, 0), |(balance, behind), share| {
        (balance + i128::from(share.balance), behind + i128::from(share.behind))
    });
    if sum != (0, 0) {
        find(Breach::LedgerMustBalance);
    }
    let part = ledger.carts.get(&told.cart);
    let is_folded =
        part.is_some_and(|part| part.is_behind_folded) || ledger.folded.get(&told.cart).is_some();
    let is_in_order = told.shares.is_sorted_by(|one, next| one.member < next.member);
    if !is_in_order || (is_folded && told.shares.iter().any(|share| share.behind != 0)) {
        find(Breach::FactDiffers);
    }
}

/// Whether the event follows from the ledger as it was.
fn is_fact(ledger: &LedgerState, event: &LedgerEvent) -> bool {
    let has_no_balance = |told: &Told| told.shares.iter().all(|share| share.balance == 0);
    let is_newer =
        |told: &Told| ledger.heard_of(told.cart).is_none_or(|heard| heard < told.cart_version);
    let may_fold = |folded: &[_]| {
        folded.iter().all(|cart| {
            let is_settled = ledger.carts.get(cart).is_some_and(Part::is_settled);
            is_settled && ledger.reserved.get(cart).is_none()
        })
    };
    match event {
        LedgerEvent::Observed { told, folded, .. } => {
            let part = ledger.carts.get(&told.cart);
            let completes = part
                .is_some_and(|part| part.is_confirmed_only && part.version == told.cart_version);
            (is_newer(told) || completes) && may_fold(folded)
        }
        LedgerEvent::Confirmed { told, folded, .. } => {
            is_newer(told) && has_no_balance(told) && may_fold(folded)
        }
        LedgerEvent::Reserved { told, until_ms, at_ms } => {
            is_newer(told) && has_no_balance(told) && until_ms > at_ms
        }
        LedgerEvent::Released { carts, .. } => {
            carts.iter().all(|cart| ledger.reserved.get(cart).is_some())
        }
        LedgerEvent::TransferRecorded { transfer, .. } => {
            let Transfer { from, to, command_id, .. } = transfer;
            let are_known = [from, to].into_iter().all(|one| ledger.standing(one).is_some());
            let is_first = command_id.is_none_or(|id| ledger.transfer(id).is_none());
            from != to && are_known && is_first
        }
    }
}
