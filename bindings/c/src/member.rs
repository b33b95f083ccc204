//! Principals: commands, batches and reads.

use std::any::Any;

use cartpool::{Command, CommandOptions, Cursor, ErrorCode, Events, LineId, Member};
use parking_lot::Mutex;

use crate::engine::{CARTS, CartpoolCart, CartpoolHandle};
use crate::feed::{CartpoolCursor, CartpoolPage, page_record};
use crate::input::{self, CartpoolOptionalU64, CartpoolStr, Options};
use crate::output::{Owner, write_chars};
use crate::records::{CartpoolBill, CartpoolCartView, CartpoolExplanation, CartpoolSettlement};
use crate::status::{Answer, answer, number, status};
use crate::table::Table;

/// A principal in one cart: every verb and every read sits on one.
pub type CartpoolMember = u64;
/// Commands that happen together or not at all.
pub type CartpoolBatch = u64;

/// Commands that wait to be committed together, encoded because they outlive the call that brought them.
struct Batch {
    member: Member,
    commands: Mutex<Vec<Vec<u8>>>,
}

pub(crate) static MEMBERS: Table<Member> = Table::new(3);
static BATCHES: Table<Batch> = Table::new(4);
static READS: Table<Owner> = Table::new(6);

/// Releases `handle` if it is of one of this file's kinds.
pub(crate) fn release(handle: u64) -> bool {
    MEMBERS.release(handle) || BATCHES.release(handle) || READS.release(handle)
}

/// Holds the locks of this file's tables for a fork.
pub(crate) fn hold() -> [Box<dyn Any>; 3] {
    [MEMBERS.hold(), BATCHES.hold(), READS.hold()]
}

/// Commits through a member's handle at once, or puts the command into a batch and answers 0.
///
/// # Safety
/// `out_version` is null or may be written.
pub(crate) unsafe fn commit<'a>(
    handle: u64,
    out_version: *mut u64,
    command: impl FnOnce() -> Answer<Command<'a>>,
) -> u16 {
    let call = || {
        if let Some(member) = MEMBERS.get(handle)? {
            return member.commit(&command()?);
        }
        let batch = BATCHES.find(handle)?;
        batch.commands.lock().push(command()?.encode());
        Ok(0)
    };
    // SAFETY: the caller's promise.
    unsafe { number(out_version, call) }
}

/// What a principal's commands carry; all zeros say nothing.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCommandOptions {
    /// A UUID of version 7 that makes a retry harmless.
    pub command_id: CartpoolStr,
    /// Refuse with `version_conflict` unless the cart is at this version.
    pub expect_version: CartpoolOptionalU64,
}

// SAFETY: all zeros are a null pointer, lengths of 0 and false.
unsafe impl Options for CartpoolCommandOptions {}

/// The principal with this member id; nothing is checked before it acts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_member(
    cart: CartpoolCart,
    id: CartpoolStr,
    out_member: *mut CartpoolMember,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_member, || MEMBERS.keep(CARTS.find(cart)?.member(id.required()?))) }
}

/// The host itself as a principal: it may do everything, and answers for it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_system(
    cart: CartpoolCart,
    out_member: *mut CartpoolMember,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_member, || MEMBERS.keep(CARTS.find(cart)?.system())) }
}

/// The same principal, whose commands carry `options`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_with(
    member: CartpoolMember,
    options: *const CartpoolCommandOptions,
    out_member: *mut CartpoolMember,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_member, || {
            let options = input::options(options);
            let command_id = options.command_id.optional()?.map(str::parse).transpose()?;
            let expect_version = options.expect_version.get();
            let member = MEMBERS.find(member)?;
            MEMBERS.keep(member.with(CommandOptions { command_id, expect_version }))
        })
    }
}

/// A batch of this principal: every verb takes its handle instead of the member's.
///
/// Refusals of `cartpool_batch_commit`: `batch_must_not_be_empty`, `exceeds_batch_max`, `exceeds_batch_bytes_max`,
/// `not_allowed_in_batch`, and those of the first command that is refused.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_batch(
    member: CartpoolMember,
    out_batch: *mut CartpoolBatch,
) -> u16 {
    let batch = || {
        let member = Member::clone(&*MEMBERS.find(member)?);
        BATCHES.keep(Batch { member, commands: Mutex::default() })
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_batch, batch) }
}

/// Commits what was put into the batch, all or nothing, and empties it; writes the last version.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_batch_commit(batch: CartpoolBatch, out_version: *mut u64) -> u16 {
    let commit = || {
        let batch = BATCHES.find(batch)?;
        let encoded = std::mem::take(&mut *batch.commands.lock());
        let commands: Answer<Vec<_>> = encoded.iter().map(|bytes| Command::decode(bytes)).collect();
        batch.member.batch(&commands?)
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_version, commit) }
}

/// The cart as this principal may see it. The view lives until `cartpool_free(*out_handle)`.
///
/// Refusals: `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_view(
    member: CartpoolMember,
    out_handle: *mut CartpoolHandle,
    out_view: *mut *const CartpoolCartView,
) -> u16 {
    let view = |owner: &mut Owner| Ok(owner.view(MEMBERS.find(member)?.view()?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_view, view) }
}

/// The cart as it was at `version`. The view lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`, and `version_not_found`, `version_no_longer_kept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_view_at(
    member: CartpoolMember,
    version: u64,
    out_handle: *mut CartpoolHandle,
    out_view: *mut *const CartpoolCartView,
) -> u16 {
    let view = |owner: &mut Owner| Ok(owner.view(MEMBERS.find(member)?.view_at(version)?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_view, view) }
}

/// The bill now: what is to be paid, and by whom. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_bill(
    member: CartpoolMember,
    out_handle: *mut CartpoolHandle,
    out_bill: *mut *const CartpoolBill,
) -> u16 {
    let bill = |owner: &mut Owner| Ok(owner.bill(MEMBERS.find(member)?.bill()?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_bill, bill) }
}

/// Why each owes what they owe, cell by cell. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_explain(
    member: CartpoolMember,
    out_handle: *mut CartpoolHandle,
    out_explanation: *mut *const CartpoolExplanation,
) -> u16 {
    let explain = |owner: &mut Owner| Ok(owner.explanation(MEMBERS.find(member)?.explain()?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_explanation, explain) }
}

/// Who pays whom, so that everybody has paid what they owe. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_settlement(
    member: CartpoolMember,
    out_handle: *mut CartpoolHandle,
    out_settlement: *mut *const CartpoolSettlement,
) -> u16 {
    let settlement = |owner: &mut Owner| Ok(owner.settlement(MEMBERS.find(member)?.settlement()?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_settlement, settlement) }
}

/// The event that made `version`, as a page of one. The page lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`, and `version_not_found`, `version_no_longer_kept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_event(
    member: CartpoolMember,
    version: u64,
    out_handle: *mut CartpoolHandle,
    out_page: *mut *const CartpoolPage,
) -> u16 {
    let events = |owner: &mut Owner| Ok(found(owner, MEMBERS.find(member)?.event(version)?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_page, events) }
}

/// Every kept event of a line, oldest first, as a page. The page lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`, and `line_not_found`, `version_no_longer_kept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_blame(
    member: CartpoolMember,
    line: u64,
    out_handle: *mut CartpoolHandle,
    out_page: *mut *const CartpoolPage,
) -> u16 {
    let events = |owner: &mut Owner| Ok(found(owner, MEMBERS.find(member)?.blame(LineId(line))?));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_page, events) }
}

/// The page of events after `cursor`; all zeros begin with the first. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_events_since(
    member: CartpoolMember,
    cursor: CartpoolCursor,
    out_handle: *mut CartpoolHandle,
    out_page: *mut *const CartpoolPage,
) -> u16 {
    let page = |owner: &mut Owner| {
        let page = MEMBERS.find(member)?.events_since(cursor.into())?;
        Ok(page_record(owner, page))
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_page, page) }
}

fn found(owner: &mut Owner, events: Events) -> *const CartpoolPage {
    let page = CartpoolPage::of_events(owner, events, Cursor::START, Cursor::START);
    owner.arena().one(page)
}

/// Makes a record and hands it out under a handle of its own; on a refusal the handle is 0 and the record null.
///
/// # Safety
/// Both pointers are null or may be written.
pub(crate) unsafe fn read<T>(
    out_handle: *mut u64,
    out_record: *mut *const T,
    make: impl FnOnce(&mut Owner) -> Answer<*const T>,
) -> u16 {
    if out_handle.is_null() || out_record.is_null() {
        return ErrorCode::ArgumentNotValid as u16;
    }
    // SAFETY: neither is null, and so both are writable.
    unsafe {
        out_handle.write(0);
        out_record.write(core::ptr::null());
    }
    status(|| {
        let mut owner = Owner::default();
        let record = make(&mut owner)?;
        let handle = READS.keep(owner)?;
        // SAFETY: as above.
        unsafe {
            out_handle.write(handle);
            out_record.write(record);
        }
        Ok(())
    })
}

/// What is to be paid.
#[repr(C)]
pub struct CartpoolTotal {
    /// The amount in the currency's minor units.
    pub minor: i64,
    /// The exact decimal and a zero.
    pub amount: [core::ffi::c_char; 32],
    /// The ISO 4217 code and a zero.
    pub currency: [core::ffi::c_char; 4],
}

/// What is to be paid.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_total(
    member: CartpoolMember,
    out_total: *mut CartpoolTotal,
) -> u16 {
    let total = || {
        let money = MEMBERS.find(member)?.total()?;
        let mut total = CartpoolTotal { minor: money.minor, amount: [0; 32], currency: [0; 4] };
        write_chars(&mut total.amount, &money.amount())?;
        write_chars(&mut total.currency, &money.currency)?;
        Ok(total)
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_total, total) }
}

/// The cart's version now.
///
/// Refusals: as `cartpool_view`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_version(member: CartpoolMember, out_version: *mut u64) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_version, || MEMBERS.find(member)?.version()) }
}

/// Checks the cart in full; for the host itself.
///
/// Refusals: `engine_is_closed`, `cart_not_found`, `capability_missing`, `cart_is_damaged`.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_verify(member: CartpoolMember) -> u16 {
    status(|| MEMBERS.find(member)?.verify())
}
