//! A kind of stream: a group's ledger in one currency. Who is owed how much across the group's carts, and who is how far
//! behind with spare cents.
//!
//! What a member stands at is the sum of what each cart says, of folded carts, and of transfers. A cart says all of it anew
//! each time: what it said before is taken out, so that hearing it twice, or late, changes nothing.

mod saved;

use core::num::Wrapping;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::id::{CartId, CommandId};
use crate::state::sorted::Sorted;

/// So many transfers are remembered, so that a retry has no second effect.
const TRANSFERS_KEPT: usize = 256;

/// What a cart says of a member.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Share {
    pub(crate) member: Box<str>,
    /// Minor units that the group owes them; negative is what they owe.
    pub(crate) balance: i64,
    /// In 2⁻³² minor units: how far behind they are with spare cents.
    pub(crate) behind: i64,
}

/// What may be asked of a ledger. Asked again, each has no second effect; a transfer by its id.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "for flows")]
pub(crate) enum LedgerCommand {
    /// What a cart says at this version.
    Observe { cart: CartId, cart_version: u64, shares: Vec<Share> },
    /// What a cart is about to leave everyone behind at this version, by whoever has seen the ledger at `expect_version`.
    /// Balances count only once observed.
    Reserve {
        cart: CartId,
        cart_version: u64,
        shares: Vec<Share>,
        until_ms: u64,
        expect_version: u64,
    },
    /// The cart got to this version, and left everyone behind so, whatever became of the reservation.
    Confirm { cart: CartId, cart_version: u64, shares: Vec<Share> },
    /// The cart did not get to this version.
    Release { cart: CartId, cart_version: u64 },
    /// Releases whatever is past its deadline.
    Expire,
    /// A member paid another.
    RecordTransfer {
        from: Box<str>,
        to: Box<str>,
        minor: i64,
        command_id: Option<CommandId>,
        expect_version: Option<u64>,
    },
}

/// What happened to a ledger. The order of variants and fields is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum LedgerEvent {
    Observed { at_ms: u64, told: Told, folded: Vec<CartId> },
    Reserved { at_ms: u64, told: Told, until_ms: u64 },
    Confirmed { at_ms: u64, told: Told, folded: Vec<CartId> },
    Released { at_ms: u64, carts: Vec<CartId> },
    TransferRecorded { at_ms: u64, transfer: Transfer },
}

/// What a cart says at a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(crate) cart: CartId,
    pub(crate) cart_version: u64,
    pub(crate) shares: Vec<Share>,
}

/// A member paid another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Transfer {
    pub(crate) from: Box<str>,
    pub(crate) to: Box<str>,
    pub(crate) minor: i64,
    pub(crate) command_id: Option<CommandId>,
}

/// Two amounts that are added together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub(crate) balance: i64,
    pub(crate) behind: i64,
}

impl Amounts {
    /// Rules see to it that nothing wraps; whatever a log says, adding and taking out again leaves nothing.
    fn add(&mut self, other: Self, sign: i64) {
        self.balance = (Wrapping(self.balance) + Wrapping(sign) * Wrapping(other.balance)).0;
        self.behind = (Wrapping(self.behind) + Wrapping(sign) * Wrapping(other.behind)).0;
    }
}

/// A member of the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) now: Amounts,
    /// The part of it that no cart can change any more.
    fixed: Amounts,
    /// In how many shares they are named.
    shares: u32,
}

/// What a cart says of members, of whom the names are shared.
pub(crate) type Shares = Arc<[(Arc<str>, Amounts)]>;

/// What a cart last said.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) version: u64,
    /// The ledger's version when it did.
    pub(crate) heard: u64,
    /// Only what it leaves everyone behind is known at this version; its balances are older.
    pub(crate) is_confirmed_only: bool,
    /// It was folded once, and what it leaves everyone behind stayed there.
    pub(crate) is_behind_folded: bool,
    pub(crate) shares: Shares,
}

impl Part {
    /// Nobody is owed anything any more.
    pub(crate) fn is_settled(&self) -> bool {
        self.shares.iter().all(|(_, amounts)| amounts.balance == 0)
    }
}

/// What a cart is about to leave everyone behind.
#[derive(Clone, Debug)]
pub(crate) struct Reservation {
    pub(crate) version: u64,
    pub(crate) until_ms: u64,
    pub(crate) shares: Shares,
}

/// A group's ledger.
#[derive(Clone, Debug)]
pub(crate) struct LedgerState {
    key: Box<[u8]>,
    version: u64,
    members: Sorted<Arc<str>, Standing>,
    pub(crate) carts: Sorted<CartId, Part>,
    pub(crate) folded: Sorted<CartId, u64>,
    pub(crate) reserved: Sorted<CartId, Reservation>,
    /// The newest transfers that have ids.
    transfers: Sorted<CommandId, Transfer>,
    /// Ids up to this time may have been forgotten.
    pub(crate) forgot_up_to_ms: u64,
}

impl LedgerState {
    /// The key of a group's ledger: its currency's letters, then its id.
    pub(crate) fn key_of(group: &str, currency: Currency) -> Box<[u8]> {
        [currency.code().as_bytes(), group.as_bytes()].concat().into()
    }

    /// The currency's letters and the group's id.
    pub(crate) fn names_of(key: &[u8]) -> Option<(&str, &str)> {
        let (currency, group) = key.split_at_checked(3)?;
        Some((core::str::from_utf8(currency).ok()?, core::str::from_utf8(group).ok()?))
    }

    pub(crate) fn stream_key(&self) -> &[u8] {
        &self.key
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&Arc<str>, &Standing)> {
        self.members.iter()
    }

    pub(crate) fn members_len(&self) -> usize {
        self.members.len()
    }

    pub(crate) fn standing(&self, member: &str) -> Option<Standing> {
        self.members.get(member).copied()
    }

    /// How far behind everyone is without what one cart says or is about to say.
    #[allow(dead_code, reason = "for flows")]
    pub(crate) fn behind_without(&self, cart: CartId) -> Vec<(Arc<str>, i64)> {
        let mut other = self.clone();
        other.take_out(cart);
        other
            .members
            .iter()
            .map(|(name, standing)| (Arc::clone(name), standing.now.behind))
            .collect()
    }

    /// The version of the cart that was heard last.
    pub(crate) fn heard_of(&self, cart: CartId) -> Option<u64> {
        let part = self.carts.get(&cart).map(|part| part.version);
        part.or_else(|| self.folded.get(&cart).copied())
    }

    /// What was reserved and is past its deadline.
    pub(crate) fn expired(&self, now_ms: u64) -> impl Iterator<Item = CartId> {
        let over = self.reserved.iter().filter(move |(_, held)| held.until_ms <= now_ms);
        over.map(|(cart, _)| *cart)
    }

    /// The transfer that had this id.
    pub(crate) fn transfer(&self, id: CommandId) -> Option<&Transfer> {
        self.transfers.get(&id)
    }

    fn share(&mut self, member: &str, amounts: Amounts, sign: i64) {
        if self.members.get(member).is_none() {
            self.members.insert(member.into(), Standing::default());
        }
        if let Some(standing) = self.members.get_mut(member) {
            standing.now.add(amounts, sign);
            standing.shares = if sign > 0 {
                standing.shares.saturating_add(1)
            } else {
                standing.shares.saturating_sub(1)
            };
        }
        self.forget_stranger(member);
    }

    /// Whom no cart names and who is at zero is nobody's member.
    fn forget_stranger(&mut self, member: &str) {
        let is_gone =
            |standing: &Standing| standing.shares == 0 && standing.now == Amounts::default();
        if self.members.get(member).is_some_and(is_gone) {
            self.members.remove(member);
        }
    }

    /// Adds what a cart says, or takes it out: balances as heard, and what it leaves everyone behind as reserved, else as heard.
    fn weigh(&mut self, cart: CartId, sign: i64) {
        let part = self.carts.get(&cart).map(|part| Arc::clone(&part.shares));
        let held = self.reserved.get(&cart).map(|held| Arc::clone(&held.shares));
        let is_held = held.is_some();
        for (member, amounts) in part.iter().flat_map(|shares| shares.iter()) {
            let behind = if is_held { 0 } else { amounts.behind };
            self.share(member, Amounts { behind, ..*amounts }, sign);
        }
        for (member, amounts) in held.iter().flat_map(|shares| shares.iter()) {
            self.share(member, Amounts { balance: 0, ..*amounts }, sign);
        }
    }

    fn take_out(&mut self, cart: CartId) {
        self.weigh(cart, -1);
        self.carts.remove(&cart);
        self.reserved.remove(&cart);
    }

    /// Changes what is known of a cart.
    fn change(&mut self, cart: CartId, change: impl FnOnce(&mut Self)) {
        self.weigh(cart, -1);
        change(self);
        self.weigh(cart, 1);
    }

    fn shares(&self, shares: &[Share]) -> Shares {
        let one = |share: &Share| {
            let known = self.members.entry(&*share.member).map(|(name, _)| Arc::clone(name));
            let amounts = Amounts { balance: share.balance, behind: share.behind };
            (known.unwrap_or_else(|| (*share.member).into()), amounts)
        };
        shares.iter().map(one).collect()
    }

    /// Moves a cart's part into what no cart can change any more; its id and version stay.
    fn fold(&mut self, cart: CartId) {
        let Some(part) = self.carts.get(&cart).cloned() else { return };
        self.take_out(cart);
        for (member, amounts) in part.shares.iter() {
            self.fix(member, *amounts);
        }
        self.folded.insert(cart, part.version);
    }

    fn fix(&mut self, member: &str, amounts: Amounts) {
        self.share(member, amounts, 1);
        if let Some(standing) = self.members.get_mut(member) {
            standing.fixed.add(amounts, 1);
            standing.shares = standing.shares.saturating_sub(1);
        }
        self.forget_stranger(member);
    }

    /// Takes over what happened.
    pub(crate) fn apply_event(&mut self, event: &LedgerEvent) {
        self.version = self.version.saturating_add(1);
        match event {
            LedgerEvent::Observed { told, folded, .. } => self.hear(told, folded, false),
            LedgerEvent::Confirmed { told, folded, .. } => self.hear(told, folded, true),
            LedgerEvent::Reserved { told, until_ms, .. } => {
                let (version, shares) = (told.cart_version, self.shares(&told.shares));
                let held = Reservation { version, until_ms: *until_ms, shares };
                self.change(told.cart, |ledger| {
                    ledger.reserved.insert(told.cart, held);
                });
            }
            LedgerEvent::Released { carts, .. } => {
                for cart in carts {
                    self.change(*cart, |ledger| {
                        ledger.reserved.remove(cart);
                    });
                }
            }
            LedgerEvent::TransferRecorded { transfer, .. } => self.take_transfer(transfer),
        }
    }

    fn hear(&mut self, told: &Told, folded: &[CartId], is_confirmed_only: bool) {
        for cart in folded {
            self.fold(*cart);
        }
        let Told { cart, cart_version: version, .. } = *told;
        let older = self.carts.get(&cart).cloned();
        let was_folded = self.folded.remove(&cart).is_some();
        let is_behind_folded = was_folded || older.as_ref().is_some_and(|o| o.is_behind_folded);
        let mut shares = self.shares(&told.shares);
        if let Some(older) = older.filter(|_| is_confirmed_only) {
            shares = with_balances(&shares, &older.shares);
        }
        let heard = self.version;
        let part = Part { version, heard, is_confirmed_only, is_behind_folded, shares };
        self.change(cart, |ledger| {
            ledger.carts.insert(cart, part);
            // The cart got there, or past it.
            if ledger.reserved.get(&cart).is_some_and(|held| held.version <= version) {
                ledger.reserved.remove(&cart);
            }
        });
    }

    fn take_transfer(&mut self, transfer: &Transfer) {
        let amounts = |balance| Amounts { balance, behind: 0 };
        self.fix(&transfer.from, amounts(transfer.minor));
        self.fix(&transfer.to, amounts(transfer.minor.wrapping_neg()));
        let Some(id) = transfer.command_id else { return };
        self.transfers.insert(id, transfer.clone());
        if self.transfers.len() > TRANSFERS_KEPT
            && let Some((oldest, _)) = self.transfers.first()
        {
            let oldest = *oldest;
            self.transfers.remove(&oldest);
            self.forgot_up_to_ms = self.forgot_up_to_ms.max(oldest.time_ms());
        }
    }
}

/// What everyone is left behind from one, and balances from the other.
fn with_balances(behinds: &Shares, balances: &Shares) -> Shares {
    let mut sum: Sorted<Arc<str>, Amounts> = Sorted::default();
    let behinds = behinds.iter().map(|(name, a)| (name, Amounts { balance: 0, ..*a }));
    let balances = balances.iter().map(|(name, a)| (name, Amounts { behind: 0, ..*a }));
    for (name, amounts) in behinds.chain(balances) {
        let mut both = sum.get(&**name).copied().unwrap_or_default();
        both.add(amounts, 1);
        sum.insert(Arc::clone(name), both);
    }
    sum.iter().map(|(name, amounts)| (Arc::clone(name), *amounts)).collect()
}

impl Reservation {
    /// Whether it holds just what a cart says.
    pub(crate) fn is_told(&self, told: &Told) -> bool {
        let told_so = told.shares.iter().map(|share| (&*share.member, share.behind));
        let held_so = self.shares.iter().map(|(name, amounts)| (&**name, amounts.behind));
        self.version == told.cart_version && held_so.eq(told_so)
    }
}
