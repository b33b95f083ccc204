//! Coupons and the ledgers of groups: what hosts say of them, and what they read.

use cartpool::{BillCommand, CommandOptions, CouponTerms};
use pyo3::prelude::*;

use crate::arg::{self, Arg};
use crate::engine::Engine;
use crate::generated::{Settlement, TransferEntry};
use crate::value::{self, Money, Tuple, decimal_type};

#[pymethods]
impl Engine {
    /// Defines a coupon, or defines it anew: what was used stays used. Returns the coupon's version.
    ///
    /// Codes are told apart to the letter.
    ///
    /// Args:
    ///     code: What members enter.
    ///     currency: The currency of the carts it is for.
    ///     percent: So many percent off.
    ///     amount: So much off.
    ///     tiers: From each quantity on, so many percent off.
    ///     buy: Of so many bought …
    ///     get: … so many more are discounted.
    ///     skus: Only these SKUs; none named means every line.
    ///     label: What it is called.
    ///     exclusive: Whether it stands alone.
    ///     priority: Smaller applies first; 100 unless given.
    ///     uses_max: How often it may be used in all; without end unless given.
    ///     member_uses_max: How often one member may use it; without end unless given.
    ///     valid_from_ms: From when on it is valid, in Unix milliseconds.
    ///     valid_until_ms: Until when: from then on it is not.
    ///
    /// Errors: `engine_is_closed`, `coupon_code_not_valid`, `currency_not_valid`, `coupon_terms_not_valid`,
    /// those of `Member.add_discount`, `exceeds_event_bytes_max`, `exceeds_accounts_max`, `exceeds_memory_max`.
    #[pyo3(signature = (
        code, currency, *, percent=None, amount=None, tiers=None, buy=None, get=None, skus=None, label=None,
        exclusive=None, priority=None, uses_max=None, member_uses_max=None, valid_from_ms=None, valid_until_ms=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn define_coupon(
        &self,
        py: Python<'_>,
        code: Arg<'_, '_>,
        currency: Arg<'_, '_>,
        percent: Option<Arg<'_, '_>>,
        amount: Option<Arg<'_, '_>>,
        tiers: Option<Arg<'_, '_>>,
        buy: Option<Arg<'_, '_>>,
        get: Option<Arg<'_, '_>>,
        skus: Option<Arg<'_, '_>>,
        label: Option<Arg<'_, '_>>,
        exclusive: Option<Arg<'_, '_>>,
        priority: Option<Arg<'_, '_>>,
        uses_max: Option<Arg<'_, '_>>,
        member_uses_max: Option<Arg<'_, '_>>,
        valid_from_ms: Option<Arg<'_, '_>>,
        valid_until_ms: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let (code, currency) = (arg::text("code", code)?, arg::text("currency", currency)?);
        let tiers = arg::steps("tiers", tiers)?;
        let skus = arg::texts("skus", skus)?;
        let discount = BillCommand::AddDiscount {
            percent: arg::optional("percent", percent, arg::decimal)?,
            amount: arg::optional("amount", amount, arg::decimal)?,
            tiers: arg::item_options(&tiers),
            buy: arg::optional("buy", buy, arg::int)?,
            get: arg::optional("get", get, arg::int)?,
            skus: arg::borrowed(&skus),
            label: arg::optional("label", label, arg::text)?,
            exclusive: arg::optional("exclusive", exclusive, arg::boolean)?.unwrap_or_default(),
            priority: arg::optional("priority", priority, arg::int)?,
        };
        let uses_max = arg::optional("uses_max", uses_max, arg::int)?;
        let member_uses_max = arg::optional("member_uses_max", member_uses_max, arg::int)?;
        let valid_from_ms = arg::optional("valid_from_ms", valid_from_ms, arg::int)?;
        let valid_until_ms = arg::optional("valid_until_ms", valid_until_ms, arg::int)?;
        self.origin.call(py, || {
            let terms = CouponTerms::new(currency, &discount)?;
            let terms =
                CouponTerms { uses_max, member_uses_max, valid_from_ms, valid_until_ms, ..terms };
            self.inner.define_coupon(code, terms)
        })
    }

    /// A coupon, and how often it is used.
    ///
    /// Errors: `engine_is_closed`, `coupon_not_found`.
    fn coupon(&self, py: Python<'_>, code: Arg<'_, '_>) -> PyResult<Coupon> {
        let code = arg::text("code", code)?;
        self.origin.call(py, || self.inner.coupon(code)).map(Coupon::from)
    }

    /// What a group's members owe each other across its carts in one currency; an empty ledger where no cart spoke of the group.
    ///
    /// Errors: `engine_is_closed`, `group_not_valid`, `currency_not_valid`.
    fn ledger(
        &self,
        py: Python<'_>,
        group: Arg<'_, '_>,
        currency: Arg<'_, '_>,
    ) -> PyResult<Ledger> {
        let (group, currency) = (arg::text("group", group)?, arg::text("currency", currency)?);
        self.origin.call(py, || self.inner.ledger(group, currency)).map(Ledger)
    }

    /// Records that a member of a group paid another, outside every cart. Returns the ledger's version.
    ///
    /// Args:
    ///     group: The group.
    ///     currency: The ISO 4217 code.
    ///     payer: Who paid.
    ///     payee: Whom.
    ///     amount: How much.
    ///     command_id: A UUID of version 7 from `Engine.command_id`: a retry with the same id has one effect.
    ///     expect_version: Refuse with `version_conflict` unless the ledger is at this version.
    ///
    /// Errors: `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
    /// `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
    /// `exceeds_balance_max`.
    #[pyo3(signature = (group, currency, payer, payee, amount, *, command_id=None, expect_version=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes the last by keyword")]
    fn record_transfer(
        &self,
        py: Python<'_>,
        group: Arg<'_, '_>,
        currency: Arg<'_, '_>,
        payer: Arg<'_, '_>,
        payee: Arg<'_, '_>,
        amount: Arg<'_, '_>,
        command_id: Option<Arg<'_, '_>>,
        expect_version: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let (group, currency) = (arg::text("group", group)?, arg::text("currency", currency)?);
        let (payer, payee) = (arg::text("payer", payer)?, arg::text("payee", payee)?);
        let amount = arg::decimal("amount", amount)?;
        let options = CommandOptions {
            command_id: arg::optional("command_id", command_id, arg::command_id)?,
            expect_version: arg::optional("expect_version", expect_version, arg::int)?,
        };
        self.origin.call(py, || {
            self.inner.record_transfer(group, currency, payer, payee, amount, &options)
        })
    }
}

/// A coupon, and how often it is used.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Coupon {
    /// What members enter.
    code: String,
    /// How often it was used.
    uses: u64,
    /// How often it is about to be used: in carts whose bills are not fixed.
    reserved: u64,
    /// How many members use it, or are about to.
    members: u64,
    /// How often it may be used in all.
    uses_max: Option<u32>,
    /// How often one member may use it.
    member_uses_max: Option<u32>,
    /// From when on it is valid, in Unix milliseconds.
    valid_from_ms: Option<u64>,
    /// Until when: from then on it is not.
    valid_until_ms: Option<u64>,
}

impl From<cartpool::CouponView> for Coupon {
    fn from(view: cartpool::CouponView) -> Self {
        Self {
            code: view.code.into(),
            uses: view.uses,
            reserved: view.reserved,
            members: view.members,
            uses_max: view.terms.uses_max,
            member_uses_max: view.terms.member_uses_max,
            valid_from_ms: view.terms.valid_from_ms,
            valid_until_ms: view.terms.valid_until_ms,
        }
    }
}

#[pymethods]
impl Coupon {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Coupon", &["code", "uses", "reserved", "members"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.code)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// What a group's members owe each other across its carts, in one currency.
#[pyclass(frozen, eq, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ledger(cartpool::LedgerView);

#[pymethods]
impl Ledger {
    /// The group's id.
    #[getter]
    fn group(&self) -> &str {
        &self.0.group
    }

    /// The ISO 4217 code.
    #[getter]
    fn currency(&self) -> String {
        self.0.currency.to_string()
    }

    /// How many events it has had; 0 for a group that no cart spoke of.
    #[getter]
    fn version(&self) -> u64 {
        self.0.version
    }

    /// Everybody whom a cart names or who is not even, by their ids. Balances sum to zero, and so does what is behind.
    #[getter]
    fn members(&self) -> Tuple<LedgerMember> {
        self.0.members.iter().map(LedgerMember::of).collect()
    }

    /// The member with this id.
    fn member(&self, id: Arg<'_, '_>) -> PyResult<Option<LedgerMember>> {
        let id = arg::text("id", id)?;
        Ok(self.0.members.iter().find(|member| &*member.id == id).map(LedgerMember::of))
    }

    /// Who pays whom so that nobody owes anybody across the group's carts. Its version is the ledger's.
    fn settlement(&self) -> Settlement {
        let (transfers, is_exact) = self.0.settlement();
        let transfers = transfers.into_iter().map(|transfer| TransferEntry {
            payer: Some(transfer.payer.to_string()),
            payee: Some(transfer.payee.to_string()),
            amount: Money(transfer.amount),
        });
        Settlement { version: self.0.version, transfers: transfers.collect(), is_exact }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Ledger", &["group", "currency", "version", "members"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.0.group)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member of a group.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LedgerMember {
    /// The member's id.
    id: String,
    /// What the group owes them; negative is what they owe.
    balance: Money,
    /// How many minor units they are behind with spare cents, exactly: who is furthest behind bears the next.
    behind: Exact,
}

impl LedgerMember {
    fn of(member: &cartpool::LedgerMember) -> Self {
        let behind = Exact(member.behind.to_string());
        Self { id: member.id.to_string(), balance: Money(member.balance), behind }
    }
}

#[pymethods]
impl LedgerMember {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "LedgerMember", &["id", "balance", "behind"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A decimal with more digits than amounts have, which Python gets as a `decimal.Decimal` all the same.
#[derive(Clone, Debug, PartialEq)]
struct Exact(String);

impl<'py> IntoPyObject<'py> for Exact {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        decimal_type(py)?.call1((self.0,))
    }
}
