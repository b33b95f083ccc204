//! Coupons and the ledgers of groups.

use std::str::FromStr;

use cartpool::{BillCommand, CommandId, CommandOptions};

use crate::engine::Engine;
use crate::error::CartpoolError;
use crate::generated::{ItemOption, Settlement, TransferEntry};
use crate::value::{Amount, Count, Digits, Money, Natural};

/// What a coupon gives, by exactly one rule as for `Member.add_discount`; and to whom, and when.
#[derive(Clone, Debug, Default, uniffi::Record)]
pub struct CouponTerms {
    /// So many percent off.
    #[uniffi(default = None)]
    pub percent: Option<Amount>,
    /// So much off.
    #[uniffi(default = None)]
    pub amount: Option<Amount>,
    /// From each quantity on, so many percent off: quantity to percent, as text.
    #[uniffi(default = [])]
    pub tiers: Vec<ItemOption>,
    /// Of so many bought …
    #[uniffi(default = None)]
    pub buy: Option<Count>,
    /// … so many more are discounted.
    #[uniffi(default = None)]
    pub get: Option<Count>,
    /// Only these SKUs; none named means every line.
    #[uniffi(default = [])]
    pub skus: Vec<String>,
    /// What it is called.
    #[uniffi(default = None)]
    pub label: Option<String>,
    /// Whether it stands alone.
    #[uniffi(default = false)]
    pub exclusive: bool,
    /// Smaller applies first; 100 unless given.
    #[uniffi(default = None)]
    pub priority: Option<Count>,
    /// How often it may be used in all; without end unless given.
    #[uniffi(default = None)]
    pub uses_max: Option<Count>,
    /// How often one member may use it; without end unless given.
    #[uniffi(default = None)]
    pub member_uses_max: Option<Count>,
    /// From when on it is valid, in Unix milliseconds.
    #[uniffi(default = None)]
    pub valid_from_ms: Option<Natural>,
    /// Until when: from then on it is not.
    #[uniffi(default = None)]
    pub valid_until_ms: Option<Natural>,
}

impl CouponTerms {
    fn to_core(&self, currency: &str) -> cartpool::Result<cartpool::CouponTerms> {
        let discount = BillCommand::AddDiscount {
            percent: self.percent.map(|amount| amount.0),
            amount: self.amount.map(|amount| amount.0),
            tiers: self.tiers.iter().map(tier).collect(),
            buy: self.buy.map(|it| it.0),
            get: self.get.map(|it| it.0),
            skus: self.skus.iter().map(String::as_str).collect(),
            label: self.label.as_deref(),
            exclusive: self.exclusive,
            priority: self.priority.map(|it| it.0),
        };
        Ok(cartpool::CouponTerms {
            uses_max: self.uses_max.map(|it| it.0),
            member_uses_max: self.member_uses_max.map(|it| it.0),
            valid_from_ms: self.valid_from_ms.map(|it| it.0),
            valid_until_ms: self.valid_until_ms.map(|it| it.0),
            ..cartpool::CouponTerms::new(currency, &discount)?
        })
    }
}

fn tier(tier: &ItemOption) -> cartpool::ItemOption<'_> {
    cartpool::ItemOption { key: &tier.key, value: &tier.value }
}

/// A coupon, and how often it is used.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Coupon {
    /// What members enter.
    pub code: String,
    /// How often it was used.
    pub uses: Natural,
    /// How often it is about to be used: in carts whose bills are not fixed.
    pub reserved: Natural,
    /// How many members use it, or are about to.
    pub members: Natural,
    /// How often it may be used in all.
    pub uses_max: Option<Count>,
    /// How often one member may use it.
    pub member_uses_max: Option<Count>,
    /// From when on it is valid, in Unix milliseconds.
    pub valid_from_ms: Option<Natural>,
    /// Until when: from then on it is not.
    pub valid_until_ms: Option<Natural>,
}

/// What a group's members owe each other across its carts, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Ledger {
    /// The group's id.
    pub group: String,
    /// The ISO 4217 code.
    pub currency: String,
    /// How many events it has had; 0 for a group that no cart spoke of.
    pub version: Natural,
    /// Everybody whom a cart names or who is not even, by their ids. Balances sum to zero, and so does what is behind.
    pub members: Vec<LedgerMember>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LedgerMember {
    /// The member's id.
    pub id: String,
    /// What the group owes them; negative is what they owe.
    pub balance: Money,
    /// How many minor units they are behind with spare cents, as an exact decimal: who is furthest behind bears the next.
    pub behind: Digits,
}

#[uniffi::export]
impl Engine {
    /// Defines a coupon, or defines it anew: what was used stays used. Returns the coupon's version.
    ///
    /// Errors: `engine_is_closed`, `coupon_code_not_valid`, `currency_not_valid`, `coupon_terms_not_valid`,
    /// those of `Member.add_discount`, `exceeds_event_bytes_max`, `exceeds_accounts_max`, `exceeds_memory_max`.
    #[allow(clippy::needless_pass_by_value, reason = "a record crosses by value")]
    pub fn define_coupon(
        &self,
        code: &str,
        currency: &str,
        terms: CouponTerms,
    ) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().define_coupon(code, terms.to_core(currency)?)?))
    }

    /// A coupon, and how often it is used.
    ///
    /// Errors: `engine_is_closed`, `coupon_not_found`.
    pub fn coupon(&self, code: &str) -> Result<Coupon, CartpoolError> {
        let view = self.core().coupon(code)?;
        Ok(Coupon {
            code: view.code.into(),
            uses: Natural(view.uses),
            reserved: Natural(view.reserved),
            members: Natural(view.members),
            uses_max: view.terms.uses_max.map(Count),
            member_uses_max: view.terms.member_uses_max.map(Count),
            valid_from_ms: view.terms.valid_from_ms.map(Natural),
            valid_until_ms: view.terms.valid_until_ms.map(Natural),
        })
    }

    /// What a group's members owe each other across its carts in one currency; empty where no cart spoke of the group.
    ///
    /// Errors: `engine_is_closed`, `group_not_valid`, `currency_not_valid`.
    pub fn ledger(&self, group: &str, currency: &str) -> Result<Ledger, CartpoolError> {
        let view = self.core().ledger(group, currency)?;
        let member = |member: &cartpool::LedgerMember| LedgerMember {
            id: member.id.to_string(),
            balance: member.balance.into(),
            behind: Digits(member.behind.to_string()),
        };
        Ok(Ledger {
            group: view.group.into(),
            currency: view.currency.to_string(),
            version: Natural(view.version),
            members: view.members.iter().map(member).collect(),
        })
    }

    /// Who pays whom so that nobody owes anybody across the group's carts; its version is the ledger's.
    ///
    /// Errors: as `ledger`.
    pub fn ledger_settlement(
        &self,
        group: &str,
        currency: &str,
    ) -> Result<Settlement, CartpoolError> {
        let view = self.core().ledger(group, currency)?;
        let (transfers, is_exact) = view.settlement();
        let transfers = transfers.into_iter().map(|transfer| TransferEntry {
            payer: Some(transfer.payer.to_string()),
            payee: Some(transfer.payee.to_string()),
            amount: transfer.amount.into(),
        });
        Ok(Settlement { version: Natural(view.version), transfers: transfers.collect(), is_exact })
    }

    /// Records that a member of a group paid another, outside every cart. Returns the ledger's version. With a command id
    /// from `command_id`, or the ledger's expected version, a retry has one effect.
    ///
    /// Errors: `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
    /// `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
    /// `exceeds_balance_max`.
    #[uniffi::method(default(command_id = None, expect_version = None))]
    #[allow(clippy::too_many_arguments, reason = "the last have a default")]
    pub fn record_transfer(
        &self,
        group: &str,
        currency: &str,
        payer: &str,
        payee: &str,
        amount: Amount,
        command_id: Option<String>,
        expect_version: Option<Natural>,
    ) -> Result<Natural, CartpoolError> {
        let command_id = command_id.as_deref().map(CommandId::from_str).transpose()?;
        let expect_version = expect_version.map(|it| it.0);
        let options = CommandOptions { command_id, expect_version };
        let version =
            self.core().record_transfer(group, currency, payer, payee, amount.0, &options)?;
        Ok(Natural(version))
    }
}
