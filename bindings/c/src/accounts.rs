//! Coupons and the ledgers of groups.

use cartpool::{BillCommand, CommandOptions, CouponTerms, LedgerView};

use crate::engine::{CartpoolEngine, CartpoolHandle, engine};
use crate::generated::CartpoolAddDiscount;
use crate::input::{self, CartpoolOptionalU32, CartpoolOptionalU64, CartpoolStr, Options};
use crate::member::{CartpoolCommandOptions, read};
use crate::output::{Arena, CartpoolMoney};
use crate::records::{CartpoolSettlement, CartpoolTransferEntry};
use crate::status::{Answer, answer, number};

/// What a coupon gives, to whom, and when; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCouponTerms {
    /// What is taken off, by exactly one rule.
    pub discount: CartpoolAddDiscount,
    /// How often it may be used in all; without end unless told.
    pub uses_max: CartpoolOptionalU32,
    /// How often one member may use it; without end unless told.
    pub member_uses_max: CartpoolOptionalU32,
    /// From when on it is valid, in Unix milliseconds.
    pub valid_from_ms: CartpoolOptionalU64,
    /// Until when: from then on it is not.
    pub valid_until_ms: CartpoolOptionalU64,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl Options for CartpoolCouponTerms {}

/// Defines a coupon, or defines it anew: what was used stays used. Writes the coupon's version.
///
/// Refusals: `engine_is_closed`, `coupon_code_not_valid`, `currency_not_valid`, `coupon_terms_not_valid`,
/// those of `cartpool_add_discount`, `exceeds_event_bytes_max`, `exceeds_accounts_max`, `exceeds_memory_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_define_coupon(
    engine: CartpoolEngine,
    code: CartpoolStr,
    currency: CartpoolStr,
    terms: *const CartpoolCouponTerms,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        number(out_version, || {
            let terms = input::options(terms);
            let CartpoolAddDiscount { tiers, tiers_len, skus, skus_len, .. } = terms.discount;
            let discount = BillCommand::AddDiscount {
                percent: terms.discount.percent.amount()?,
                amount: terms.discount.amount.amount()?,
                tiers: input::item_options(tiers, tiers_len)?,
                buy: terms.discount.buy.get(),
                get: terms.discount.get.get(),
                skus: input::texts(skus, skus_len)?,
                label: terms.discount.label.optional()?,
                exclusive: terms.discount.exclusive,
                priority: terms.discount.priority.get(),
            };
            let terms = CouponTerms {
                uses_max: terms.uses_max.get(),
                member_uses_max: terms.member_uses_max.get(),
                valid_from_ms: terms.valid_from_ms.get(),
                valid_until_ms: terms.valid_until_ms.get(),
                ..CouponTerms::new(currency.required()?, &discount)?
            };
            self::engine(engine)?.define_coupon(code.required()?, terms)
        })
    }
}

/// How often a coupon is used, and may be.
#[repr(C)]
pub struct CartpoolCoupon {
    /// How often it was used.
    pub uses: u64,
    /// How often it is about to be used: in carts whose bills are not fixed.
    pub reserved: u64,
    /// How many members use it, or are about to.
    pub members: u64,
    /// How often it may be used in all.
    pub uses_max: CartpoolOptionalU32,
    /// How often one member may use it.
    pub member_uses_max: CartpoolOptionalU32,
    /// From when on it is valid, in Unix milliseconds.
    pub valid_from_ms: CartpoolOptionalU64,
    /// Until when: from then on it is not.
    pub valid_until_ms: CartpoolOptionalU64,
}

/// Writes how often the coupon with this code is used.
///
/// Refusals: `engine_is_closed`, `coupon_not_found`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_coupon(
    engine: CartpoolEngine,
    code: CartpoolStr,
    out_coupon: *mut CartpoolCoupon,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_coupon, || {
            let coupon = self::engine(engine)?.coupon(code.required()?)?;
            Ok(CartpoolCoupon {
                uses: coupon.uses,
                reserved: coupon.reserved,
                members: coupon.members,
                uses_max: coupon.terms.uses_max.into(),
                member_uses_max: coupon.terms.member_uses_max.into(),
                valid_from_ms: coupon.terms.valid_from_ms.into(),
                valid_until_ms: coupon.terms.valid_until_ms.into(),
            })
        })
    }
}

/// A member of a group.
#[repr(C)]
pub struct CartpoolLedgerMember {
    /// The member's id.
    pub id: CartpoolStr,
    /// What the group owes them; negative is what they owe.
    pub balance: CartpoolMoney,
    /// How many minor units they are behind with spare cents, as an exact decimal: who is furthest behind bears the next.
    pub behind: CartpoolStr,
}

/// What a group's members owe each other across its carts, in one currency.
#[repr(C)]
pub struct CartpoolLedger {
    /// The group's id.
    pub group: CartpoolStr,
    /// The ISO 4217 code.
    pub currency: CartpoolStr,
    /// How many events it has had; 0 for a group that no cart spoke of.
    pub version: u64,
    /// Everybody whom a cart names or who is not even, by their ids. Balances sum to zero, and so does what is behind.
    pub members: *const CartpoolLedgerMember,
    /// How many.
    pub members_len: usize,
}

/// What a group's members owe each other; empty where no cart spoke of the group. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: `engine_is_closed`, `group_not_valid`, `currency_not_valid`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_ledger(
    engine: CartpoolEngine,
    group: CartpoolStr,
    currency: CartpoolStr,
    out_handle: *mut CartpoolHandle,
    out_ledger: *mut *const CartpoolLedger,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        read(out_handle, out_ledger, |owner| {
            let ledger = ledger(engine, group, currency)?;
            let arena = owner.arena();
            let members = ledger.members.iter().map(|member| CartpoolLedgerMember {
                id: arena.text(&member.id),
                balance: arena.money(member.balance),
                behind: arena.text(&member.behind),
            });
            let members = members.collect();
            let (members, members_len) = arena.list(members);
            let (group, currency) = (arena.text(&ledger.group), arena.text(&ledger.currency));
            let version = ledger.version;
            Ok(arena.one(CartpoolLedger { group, currency, version, members, members_len }))
        })
    }
}

/// Who pays whom so that nobody owes anybody across the group's carts; its version is the ledger's. It lives until
/// `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_ledger`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_ledger_settlement(
    engine: CartpoolEngine,
    group: CartpoolStr,
    currency: CartpoolStr,
    out_handle: *mut CartpoolHandle,
    out_settlement: *mut *const CartpoolSettlement,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        read(out_handle, out_settlement, |owner| {
            let ledger = ledger(engine, group, currency)?;
            let settlement = settlement(owner.arena(), &ledger);
            Ok(owner.arena().one(settlement))
        })
    }
}

fn settlement(arena: &mut Arena, ledger: &LedgerView) -> CartpoolSettlement {
    let (transfers, is_exact) = ledger.settlement();
    let transfers = transfers.iter().map(|transfer| CartpoolTransferEntry {
        payer: arena.text(&transfer.payer),
        payee: arena.text(&transfer.payee),
        amount: arena.money(transfer.amount),
    });
    let transfers = transfers.collect();
    let (transfers, transfers_len) = arena.list(transfers);
    CartpoolSettlement { version: ledger.version, transfers, transfers_len, is_exact }
}

/// # Safety
/// Both texts are as the header says.
unsafe fn ledger(
    engine: CartpoolEngine,
    group: CartpoolStr,
    currency: CartpoolStr,
) -> Answer<LedgerView> {
    // SAFETY: the caller's promise.
    unsafe { self::engine(engine)?.ledger(group.required()?, currency.required()?) }
}

/// Records that a member of a group paid another, outside every cart; writes the ledger's version. `options` may be null.
///
/// Refusals: `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
/// `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
/// `exceeds_balance_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_ledger_transfer(
    engine: CartpoolEngine,
    group: CartpoolStr,
    currency: CartpoolStr,
    payer: CartpoolStr,
    payee: CartpoolStr,
    amount: CartpoolStr,
    options: *const CartpoolCommandOptions,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        number(out_version, || {
            let options = input::options(options);
            let command_id = options.command_id.optional()?.map(str::parse).transpose()?;
            let expect_version = options.expect_version.get();
            let (group, currency) = (group.required()?, currency.required()?);
            let (payer, payee) = (payer.required()?, payee.required()?);
            let amount = amount.required_amount()?;
            let options = CommandOptions { command_id, expect_version };
            self::engine(engine)?.record_transfer(group, currency, payer, payee, amount, &options)
        })
    }
}
