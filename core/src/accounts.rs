//! Coupons and group ledgers, as hosts see them, and as flows that change carts with them do.

#[cfg(test)]
mod coupon_proofs;
#[cfg(test)]
mod ledger_proofs;

use core::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::engine::{CommandOptions, Engine};
use crate::error::{Error, ErrorCode, Result};
use crate::id::CartId;
use crate::money::{Money, Price};
use crate::prices::Amount;
use crate::rules::checks::require_id;
use crate::state::account::Account;
use crate::state::coupon::{CouponCommand, CouponState, CouponTerms, UseId};
use crate::state::ledger::{LedgerCommand, LedgerState};
use crate::sums::settle::settle;

/// How far behind each member is, by their ids.
pub(crate) type BehindByMember = Vec<(Arc<str>, i64)>;

/// A coupon as the host sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponView {
    /// The code.
    pub code: Box<str>,
    /// How many events it has had.
    pub version: u64,
    /// What it gives, to whom, and when.
    pub terms: Arc<CouponTerms>,
    /// The version at which the terms became what they are.
    pub definition: u64,
    /// How often it was used.
    pub uses: u64,
    /// How often it is about to be used: uses that a cart has not made up its mind about.
    pub reserved: u64,
    /// How many members use it, or are about to.
    pub members: u64,
}

/// What a group's members owe each other across its carts, in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerView {
    /// The group's id.
    pub group: Box<str>,
    /// The currency.
    pub currency: Currency,
    /// How many events it has had; 0 for a group that no cart spoke of.
    pub version: u64,
    /// Everybody whom a cart names or who is not even, by their ids. Balances sum to zero, and so does what is behind.
    pub members: Vec<LedgerMember>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerMember {
    /// The member's id.
    pub id: Arc<str>,
    /// What the group owes them; negative is what they owe.
    pub balance: Money,
    /// How far behind they are with spare cents: who is furthest behind bears the next.
    pub behind: Behind,
}

/// A payment between two members of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerTransfer {
    /// Who pays.
    pub payer: Arc<str>,
    /// Whom.
    pub payee: Arc<str>,
    /// How much.
    pub amount: Money,
}

impl LedgerView {
    /// Who pays whom so that nobody owes anybody across the group's carts, in the fewest payments, and whether there is no way
    /// with fewer: large groups get a good way instead of the best.
    #[must_use]
    pub fn settlement(&self) -> (Vec<LedgerTransfer>, bool) {
        let balances: Vec<i64> = self.members.iter().map(|member| member.balance.minor).collect();
        let settled = settle(&balances);
        let id = |at: usize| self.members.get(at).map(|member| Arc::clone(&member.id));
        let transfers = settled.transfers.iter().filter_map(|transfer| {
            let amount = Money { minor: transfer.amount, currency: self.currency };
            Some(LedgerTransfer { payer: id(transfer.from)?, payee: id(transfer.to)?, amount })
        });
        (transfers.collect(), settled.is_exact)
    }
}

/// A part of a minor unit, exactly: a multiple of 2⁻³².
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Behind(i64);

impl Behind {
    /// In 2⁻³² minor units.
    #[must_use]
    pub const fn parts(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Behind {
    /// Minor units as an exact decimal, with as many digits as it needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}", parts >> 32)?;
        let mut rest = parts & 0xffff_ffff;
        if rest > 0 {
            f.write_str(".")?;
        }
        while rest > 0 {
            rest *= 10;
            write!(f, "{}", rest >> 32)?;
            rest &= 0xffff_ffff;
        }
        Ok(())
    }
}

impl Engine {
    /// Defines a coupon, or defines it anew: what was used stays used. Answers with the coupon's version.
    ///
    /// Codes are told apart to the letter: who wants `welcome` and `WELCOME` to be one makes them one before.
    ///
    /// # Errors
    /// `engine_is_closed`, `coupon_code_not_valid`, `coupon_terms_not_valid`, those of
    /// [`BillCommand::AddDiscount`](crate::BillCommand::AddDiscount), `exceeds_event_bytes_max`, `exceeds_accounts_max`,
    /// `exceeds_memory_max`.
    ///
    /// # Examples
    /// ```
    /// # use cartpool::*;
    /// # let engine = Engine::open(Options::default())?;
    /// # engine.set_price("TEA", "EUR", "4.50")?;
    /// # let ana = engine.create_cart(NewCart::new("ana", "EUR"))?.member("ana");
    /// # ana.add_item("TEA", 2)?;
    /// let ten = BillCommand::AddDiscount {
    ///     percent: Some(Decimal::TEN), amount: None, tiers: vec![], buy: None, get: None, skus: vec![],
    ///     label: Some("spring"), exclusive: false, priority: None,
    /// };
    /// engine.define_coupon("SPRING", CouponTerms { uses_max: Some(100), ..CouponTerms::new("EUR", &ten)? })?;
    /// ana.redeem_coupon("SPRING")?;
    /// assert_eq!(ana.bill()?.total.to_string(), "8.10 EUR");
    /// # Ok::<(), Error>(())
    /// ```
    pub fn define_coupon(&self, code: &str, terms: CouponTerms) -> Result<u64> {
        self.require_open()?;
        require_id(code, self.limits(), ErrorCode::CouponCodeNotValid)?;
        self.require_discount(&terms)?;
        self.ask_coupon(code.as_bytes(), CouponCommand::Define { terms })
    }

    /// A coupon, and how often it is used.
    ///
    /// # Errors
    /// `engine_is_closed`, `coupon_not_found`; with a store, those of reading it.
    pub fn coupon(&self, code: &str) -> Result<CouponView> {
        let now_ms = self.now_ms();
        let view = |coupon: &CouponState| {
            let terms = coupon.terms.clone()?;
            let now = coupon.at(now_ms);
            Some(CouponView {
                code: code.into(),
                version: coupon.version(),
                terms,
                definition: coupon.definition,
                uses: now.uses() - now.reserved(),
                reserved: now.reserved(),
                members: now.members(),
            })
        };
        let seen = self.look_at_coupon(code, view)?;
        seen.flatten().ok_or_else(|| ErrorCode::CouponNotFound.into())
    }

    /// A group's ledger; an empty one where no cart has spoken of the group.
    ///
    /// # Errors
    /// `engine_is_closed`, `group_not_valid`, `currency_not_valid`; with a store, those of reading it.
    pub fn ledger(&self, group: &str, currency: &str) -> Result<LedgerView> {
        let currency: Currency = currency.parse()?;
        require_id(group, self.limits(), ErrorCode::GroupNotValid)?;
        let view = |ledger: &LedgerState| {
            let member = |(id, standing): (&Arc<str>, &crate::state::ledger::Standing)| {
                let balance = Money { minor: standing.now.balance, currency };
                LedgerMember { id: Arc::clone(id), balance, behind: Behind(standing.now.behind) }
            };
            (ledger.version(), ledger.members().map(member).collect())
        };
        let (version, members) = self.look_at_ledger(group, currency, view)?.unwrap_or_default();
        Ok(LedgerView { group: group.into(), currency, version, members })
    }

    /// Records that a member paid another: `from` is owed that much more, `to` that much less. Answers with the ledger's
    /// version.
    ///
    /// A retry is harmless with a command id, of which a ledger remembers its last 256, or with the version that the ledger is
    /// expected to be at.
    ///
    /// # Errors
    /// `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
    /// `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
    /// `exceeds_balance_max`.
    #[allow(clippy::needless_pass_by_value, reason = "callers pass a text or a decimal")]
    pub fn record_transfer(
        &self,
        group: &str,
        currency: &str,
        from: &str,
        to: &str,
        amount: impl Amount,
        options: &CommandOptions,
    ) -> Result<u64> {
        let currency: Currency = currency.parse()?;
        let minor = minor_units(amount.decimal()?, currency, self.limits().total_max)?;
        let CommandOptions { command_id, expect_version } = *options;
        let (from, to) = (from.into(), to.into());
        let asked = LedgerCommand::RecordTransfer { from, to, minor, command_id, expect_version };
        self.commit_ledger(group, currency, asked)
    }

    /// A command of a flow's for a coupon; answers with its version. Each is harmless to send again.
    pub(crate) fn commit_coupon(&self, code: &str, asked: CouponCommand) -> Result<u64> {
        // What can be no code is told apart from an unknown one by nothing.
        require_id(code, self.limits(), ErrorCode::CouponNotValid)?;
        self.ask_coupon(code.as_bytes(), asked)
    }

    /// What a coupon gives, and the number of that definition: what a flow reserves under.
    pub(crate) fn coupon_terms(&self, code: &str) -> Result<(Arc<CouponTerms>, u64)> {
        let view = |coupon: &CouponState| Some((coupon.terms.clone()?, coupon.definition));
        let seen = self.look_at_coupon(code, view)?;
        seen.flatten().ok_or_else(|| ErrorCode::CouponNotValid.into())
    }

    /// A command of a flow's for a ledger; answers with its version. Each is harmless to send again.
    pub(crate) fn commit_ledger(
        &self,
        group: &str,
        currency: Currency,
        asked: LedgerCommand,
    ) -> Result<u64> {
        require_id(group, self.limits(), ErrorCode::GroupNotValid)?;
        self.ask_ledger(&LedgerState::key_of(group, currency), asked)
    }

    /// How far behind everyone is without what a cart said or is about to say, and the version that is so at: what a flow
    /// makes that cart's bill from, and reserves at.
    pub(crate) fn behind_without(
        &self,
        group: &str,
        currency: Currency,
        cart: CartId,
    ) -> Result<(u64, BehindByMember)> {
        require_id(group, self.limits(), ErrorCode::GroupNotValid)?;
        let view = |ledger: &LedgerState| (ledger.version(), ledger.behind_without(cart));
        Ok(self.look_at_ledger(group, currency, view)?.unwrap_or_default())
    }

    /// The last version of a cart that a ledger has heard of.
    pub(crate) fn ledger_heard_of(
        &self,
        group: &str,
        currency: Currency,
        cart: CartId,
    ) -> Result<Option<u64>> {
        let heard = |ledger: &LedgerState| ledger.heard_of(cart);
        Ok(self.see_ledger(&LedgerState::key_of(group, currency), heard)?.flatten())
    }

    /// Whether a use of a coupon is confirmed.
    pub(crate) fn is_confirmed(&self, code: &str, id: UseId) -> bool {
        let is_confirmed =
            |coupon: &CouponState| coupon.use_of(id).is_some_and(|held| held.until_ms.is_none());
        self.see_coupon(code.as_bytes(), is_confirmed).ok().flatten().unwrap_or(false)
    }

    /// Looks at a ledger once what is past its deadline has been released.
    fn look_at_ledger<T>(
        &self,
        group: &str,
        currency: Currency,
        look: impl Fn(&LedgerState) -> T,
    ) -> Result<Option<T>> {
        let key = LedgerState::key_of(group, currency);
        let now_ms = self.now_ms();
        let has_expired = |ledger: &LedgerState| ledger.expired(now_ms).next().is_some();
        if self.see_ledger(&key, has_expired)? == Some(true) {
            // Where the store takes nothing, what is known is shown all the same.
            let _ = self.ask_ledger(&key, LedgerCommand::Expire);
        }
        self.see_ledger(&key, look)
    }

    fn look_at_coupon<T>(&self, code: &str, look: impl Fn(&CouponState) -> T) -> Result<Option<T>> {
        // What could be no code was never there.
        let is_code = require_id(code, self.limits(), ErrorCode::CouponNotValid).is_ok();
        if is_code {
            self.see_coupon(code.as_bytes(), look)
        } else {
            self.require_open().map(|()| None)
        }
    }
}

/// An amount in whole minor units of a currency.
fn minor_units(amount: Decimal, currency: Currency, max: u64) -> Result<i64> {
    let over = Error::limit(ErrorCode::ExceedsBalanceMax, max);
    let is_over = |error: Error| error.code == ErrorCode::ExceedsUnitPriceMax;
    let price = Price::new(amount, currency, max);
    let price = price.map_err(|error| if is_over(error) { over } else { error });
    let (minor, digits) = price?.parts();
    if digits == currency.digits() { Ok(minor) } else { Err(ErrorCode::PriceNotValid.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_minor_unit_is_written_exactly() {
        let text = |parts| Behind(parts).to_string();
        assert_eq!(text(0), "0");
        assert_eq!(text(3 << 31), "1.5");
        assert_eq!(text(-(1 << 30)), "-0.25");
        assert_eq!(text(1), "0.00000000023283064365386962890625");
        assert_eq!(text(i64::MIN), "-2147483648");
    }
}
