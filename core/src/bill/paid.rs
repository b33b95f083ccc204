//! What was paid and given back, and who then still pays whom.

use crate::bill::drawing::{Amounts, Drawing, weights};
use crate::id::{LineId, Seat};
use crate::money::Money;
use crate::policy::AdjustmentKind;
use crate::sums::settle::settle;
use crate::sums::split::allocate;
use crate::view::TransferEntry;

/// What each paid and got back, in the order of a bill's columns.
#[derive(Debug)]
pub(crate) struct Account {
    /// What of their share each got back.
    pub(crate) refunded: Amounts,
    /// What each paid the merchant.
    pub(crate) paid: Amounts,
    /// What each gave the others, less what they got.
    pub(crate) given: Amounts,
    /// What each is owed by the others, or owes; sums to zero.
    pub(crate) balances: Amounts,
}

impl Drawing<'_> {
    pub(crate) fn account(&self) -> Account {
        let columns = self.classes.columns.len();
        let terms = self.cart.terms();
        let zeros = || Amounts::from_elem(0, columns);
        let (mut refunded, mut paid, mut given) = (zeros(), zeros(), zeros());
        let refunds = terms.into_iter().flat_map(|terms| &terms.refunds);
        for share in refunds.flat_map(|refund| &refund.shares) {
            self.note(&mut refunded, share.member, share.minor);
        }
        for share in terms.into_iter().flat_map(|terms| &terms.payments) {
            self.note(&mut paid, share.member, share.minor);
        }
        for share in terms.into_iter().flat_map(|terms| &terms.transfers) {
            self.note(&mut given, share.member, share.minor);
        }
        let balances = self.balances(&refunded, &paid, &given);
        Account { refunded, paid, given, balances }
    }

    fn note(&self, list: &mut [i64], member: Seat, minor: i64) {
        if let Some(slot) = self.classes.column(member).and_then(|at| list.get_mut(at)) {
            *slot += minor;
        }
    }

    /// Whoever paid the merchant is owed by the others what they paid above their own share. As long as the merchant has not
    /// got all, what they got is owed in proportion to the shares. A refund makes less due; what the merchant got above that
    /// goes back to those it was refunded to.
    fn balances(&self, refunded: &[i64], paid: &[i64], given: &[i64]) -> Amounts {
        let got: i64 = paid.iter().sum();
        if got == 0 {
            return given.into();
        }
        let shares: Vec<i64> =
            self.totals.iter().zip(refunded).map(|(total, back)| total - back).collect();
        let whole: i64 = shares.iter().sum();
        let back = if got > whole { allocate(got - whole, &weights(refunded)) } else { Vec::new() };
        let owed = if got >= whole { shares } else { allocate(got, &weights(&shares)) };
        let back = back.iter().copied().chain(core::iter::repeat(0));
        let paid = paid.iter().zip(back).map(|(paid, back)| paid - back);
        let balances = paid.zip(&owed).map(|(paid, owed)| paid - owed);
        balances.zip(given).map(|(balance, given)| balance + given).collect()
    }

    /// Who pays whom, with the members in the order of their ids, so that the same people always get the same answer.
    pub(crate) fn settlement(&self) -> (Vec<TransferEntry>, bool) {
        let account = self.account();
        let mut order: Vec<(Option<&str>, Seat, i64)> = self
            .classes
            .columns
            .iter()
            .zip(&account.balances)
            .map(|(seat, balance)| (self.cart.names.get(*seat), *seat, *balance))
            .collect();
        order.sort_unstable();
        // Whoever left and came back has two seats, and one purse.
        order.dedup_by(|later, first| {
            let is_same = later.0.is_some() && later.0 == first.0;
            first.2 += if is_same { later.2 } else { 0 };
            is_same
        });
        let balances: Vec<i64> = order.iter().map(|(.., balance)| *balance).collect();
        let settled = settle(&balances);
        let seat = |at: usize| order.get(at).map_or(Seat(0), |(_, seat, _)| *seat);
        let currency = self.cart.money();
        let transfers = settled.transfers.iter().map(|transfer| TransferEntry {
            payer: seat(transfer.from),
            payee: seat(transfer.to),
            amount: Money { minor: transfer.amount, currency },
        });
        (transfers.collect(), settled.is_exact)
    }

    /// What each paid for one line, after its discounts and with its taxes, in the order of the columns: what a refund of
    /// all of it gives back. Over all lines this is all that was paid for lines, discounts and taxes, to the cent.
    pub(crate) fn line_shares(&self, line: LineId) -> Vec<i64> {
        let Some(at) = self.cart.items().iter().position(|other| other.id() == line) else {
            return Vec::new();
        };
        let mut shares = self.line_cells(at);
        for (entry, lines) in self.entries.iter().zip(self.lines_of_entries()) {
            let is_back = matches!(entry.kind, AdjustmentKind::Discount | AdjustmentKind::Tax);
            if is_back && !entry.from.is_included() {
                let cells = self.entry_cells(entry, &lines, at);
                shares.iter_mut().zip(cells).for_each(|(share, cell)| *share += cell);
            }
        }
        self.follow_shifts(&mut shares);
        shares
    }

    /// What others paid for somebody goes back to those others: of a line the same part as of their whole share.
    fn follow_shifts(&self, shares: &mut [i64]) {
        let mut totals = self.table.totals().to_vec();
        for shift in &self.shifts {
            let mut moved = 0;
            let given = shares.iter_mut().zip(&totals).zip(&shift.cells);
            for ((share, total), cell) in
                given.filter(|((share, _), cell)| **share > 0 && **cell < 0)
            {
                let paid_for =
                    i128::from(*share) * -i128::from(*cell) / i128::from((*total).max(1));
                let paid_for = i64::try_from(paid_for).unwrap_or(0).min(*share);
                *share -= paid_for;
                moved += paid_for;
            }
            let back = allocate(moved, &weights(&shift.cells));
            shares.iter_mut().zip(back).for_each(|(share, back)| *share += back);
            totals.iter_mut().zip(&shift.cells).for_each(|(total, cell)| *total += cell);
        }
    }
}
