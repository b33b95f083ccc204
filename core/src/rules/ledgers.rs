//! A group's ledger: what carts may say, what may be held for them, and who may have paid whom.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::CartId;
use crate::limits::{COMMAND_ID_AHEAD_MS_MAX, Limits};
use crate::rules::checks::require_id;
use crate::state::Stream;
use crate::state::account::{Account, Moment};
use crate::state::ledger::{LedgerCommand, LedgerEvent, LedgerState, Share, Told, Transfer};

/// What a balance stays within, so that JSON and JavaScript keep it exact: 2^53 - 1.
const BALANCE_MAX: i64 = (1 << 53) - 1;
/// What anybody may be behind in all: 2^29 minor units, far beyond what a group's size allows, and far from wrapping.
const BEHIND_MAX: i64 = 1 << 61;
/// What one cart may leave somebody behind.
const CART_BEHIND_MAX: i64 = 1 << 60;
/// For every cart whose shares are kept, so many more are kept by id and version only.
const FOLDED_PER_CART: usize = 15;
/// When there is no room, this part of the carts is folded at once, so that looking for them is seldom.
const FOLDED_AT_ONCE: usize = 64;

impl Stream for LedgerState {
    type Key = [u8];
    type Command<'a> = LedgerCommand;
    type Event<'a> = LedgerEvent;
    type Context<'c> = Moment<'c>;
    type Stamp<'s> = ();

    fn key(&self) -> &[u8] {
        self.stream_key()
    }

    fn decide<'a>(
        &self,
        command: &Self::Command<'a>,
        moment: &Moment<'_>,
    ) -> Result<Option<Self::Event<'a>>> {
        let at_ms = moment.now_ms;
        let asked = Asked { ledger: self, at_ms, limits: moment.limits };
        let event = match command {
            LedgerCommand::Observe { cart, cart_version, shares } => {
                asked.observe(*cart, *cart_version, shares)
            }
            LedgerCommand::Reserve { cart, cart_version, shares, until_ms, expect_version } => {
                let held = asked.told(*cart, *cart_version, shares)?;
                asked.reserve(held, *until_ms, *expect_version)
            }
            LedgerCommand::Confirm { cart, cart_version, shares } => {
                asked.confirm(*cart, *cart_version, shares)
            }
            LedgerCommand::Release { cart, cart_version } => {
                let held = self.reserved.get(cart);
                let is_held = held.is_some_and(|held| held.version == *cart_version);
                Ok(is_held.then(|| LedgerEvent::Released { at_ms, carts: vec![*cart] }))
            }
            LedgerCommand::Expire => {
                let carts: Vec<CartId> = self.expired(at_ms).collect();
                Ok((!carts.is_empty()).then_some(LedgerEvent::Released { at_ms, carts }))
            }
            LedgerCommand::RecordTransfer { from, to, minor, command_id, expect_version } => {
                let (from, to) = (from.clone(), to.clone());
                let transfer = Transfer { from, to, minor: *minor, command_id: *command_id };
                asked.transfer(transfer, *expect_version)
            }
        };
        let event = event?;
        if let Some(event) = &event {
            asked.require_bounds(event)?;
        }
        Ok(event)
    }

    fn apply(&mut self, event: &LedgerEvent, (): &()) {
        self.apply_event(event);
    }
}

struct Asked<'s> {
    ledger: &'s LedgerState,
    at_ms: u64,
    limits: &'s Limits,
}

impl Asked<'_> {
    /// What a cart says: each member once and in order, and in all nothing.
    fn told(&self, cart: CartId, cart_version: u64, shares: &[Share]) -> Result<Told> {
        self.require_members(shares.len())?;
        let is_folded = self.is_behind_folded(cart);
        let mut sums: BTreeMap<&str, (i128, i128)> = BTreeMap::new();
        for share in shares {
            require_id(&share.member, self.limits, ErrorCode::MemberIdNotValid)?;
            let sum = sums.entry(&share.member).or_default();
            sum.0 += i128::from(share.balance);
            sum.1 += i128::from(share.behind);
        }
        let (mut balance, mut behind) = (0, 0);
        for sum in sums.values() {
            (balance, behind) = (balance + sum.0, behind + sum.1);
        }
        if (balance, behind) != (0, 0) {
            return Err(ErrorCode::LedgerMustBalance.into());
        }
        let share = |(member, (balance, behind)): (&str, (i128, i128))| {
            // What it left everyone behind was folded, and is there for good.
            let behind = if is_folded { 0 } else { behind };
            let (balance, behind) =
                (within(balance, BALANCE_MAX)?, within(behind, CART_BEHIND_MAX)?);
            Ok(Share { member: member.into(), balance, behind })
        };
        let shares = sums.into_iter().map(share).collect::<Result<_>>()?;
        Ok(Told { cart, cart_version, shares })
    }

    fn is_behind_folded(&self, cart: CartId) -> bool {
        let part = self.ledger.carts.get(&cart);
        part.is_some_and(|part| part.is_behind_folded) || self.ledger.folded.get(&cart).is_some()
    }

    fn observe(
        &self,
        cart: CartId,
        cart_version: u64,
        shares: &[Share],
    ) -> Result<Option<LedgerEvent>> {
        let told = self.told(cart, cart_version, shares)?;
        let is_incomplete = self.ledger.carts.get(&cart).is_some_and(|part| part.is_confirmed_only);
        let is_news = self
            .ledger
            .heard_of(cart)
            .is_none_or(|heard| heard < cart_version || (heard == cart_version && is_incomplete));
        if !is_news {
            return Ok(None);
        }
        let folded = self.make_room(cart)?;
        Ok(Some(LedgerEvent::Observed { at_ms: self.at_ms, told, folded }))
    }

    fn confirm(
        &self,
        cart: CartId,
        cart_version: u64,
        shares: &[Share],
    ) -> Result<Option<LedgerEvent>> {
        let told = without_balances(self.told(cart, cart_version, shares)?);
        if self.ledger.heard_of(cart).is_some_and(|heard| heard >= cart_version) {
            return Ok(None);
        }
        let folded = self.make_room(cart)?;
        Ok(Some(LedgerEvent::Confirmed { at_ms: self.at_ms, told, folded }))
    }

    fn reserve(
        &self,
        told: Told,
        until_ms: u64,
        expect_version: u64,
    ) -> Result<Option<LedgerEvent>> {
        let (ledger, at_ms) = (self.ledger, self.at_ms);
        let told = without_balances(told);
        match ledger.heard_of(told.cart) {
            Some(heard) if heard == told.cart_version => return Ok(None),
            Some(heard) if heard > told.cart_version => {
                return Err(conflict(told.cart_version, heard));
            }
            _ => {}
        }
        let latest = at_ms.saturating_add(self.limits.reservation_ms_max);
        if until_ms <= at_ms || until_ms > latest {
            return Err(ErrorCode::DeadlineNotValid.into());
        }
        let held = ledger.reserved.get(&told.cart).filter(|held| held.until_ms > at_ms);
        if let Some(held) = held.filter(|held| held.is_told(&told)) {
            let event = LedgerEvent::Reserved { at_ms, told, until_ms };
            return Ok((held.until_ms < until_ms).then_some(event));
        }
        // Whoever asks has counted what is past its deadline: it is released first, and then they look again.
        if expect_version != ledger.version() || ledger.expired(at_ms).next().is_some() {
            return Err(conflict(expect_version, ledger.version()));
        }
        self.make_room(told.cart)?;
        Ok(Some(LedgerEvent::Reserved { at_ms, told, until_ms }))
    }

    fn transfer(
        &self,
        transfer: Transfer,
        expect_version: Option<u64>,
    ) -> Result<Option<LedgerEvent>> {
        let ledger = self.ledger;
        if transfer.from == transfer.to || transfer.minor <= 0 {
            return Err(ErrorCode::TransferNotValid.into());
        }
        within(transfer.minor.into(), BALANCE_MAX)?;
        if let Some(id) = transfer.command_id {
            if let Some(known) = ledger.transfer(id) {
                let is_same = *known == transfer;
                return if is_same { Ok(None) } else { Err(ErrorCode::CommandIdReused.into()) };
            }
            if id.time_ms() > self.at_ms.saturating_add(COMMAND_ID_AHEAD_MS_MAX) {
                return Err(ErrorCode::CommandIdNotValid.into());
            }
            if id.time_ms() <= ledger.forgot_up_to_ms {
                return Err(ErrorCode::CommandIdTooOld.into());
            }
        }
        if let Some(expected) = expect_version.filter(|expected| *expected != ledger.version()) {
            return Err(conflict(expected, ledger.version()));
        }
        for member in [&transfer.from, &transfer.to] {
            ledger.standing(member).ok_or(ErrorCode::MemberNotFound)?;
        }
        Ok(Some(LedgerEvent::TransferRecorded { at_ms: self.at_ms, transfer }))
    }

    /// The carts to be folded so that this one has room: settled ones, those first that have said nothing for longest.
    fn make_room(&self, cart: CartId) -> Result<Vec<CartId>> {
        let ledger = self.ledger;
        if ledger.carts.get(&cart).is_some() {
            return Ok(Vec::new());
        }
        let max = self.limits.ledger_carts_max;
        let full = || Error::limit(ErrorCode::ExceedsLedgerCartsMax, max);
        let max = max as usize;
        let held = ledger.reserved.iter().map(|(held, _)| *held);
        let held = held.filter(|held| *held != cart && ledger.carts.get(held).is_none()).count();
        let Some(over) = (ledger.carts.len() + held + 1).checked_sub(max).filter(|over| *over > 0)
        else {
            return Ok(Vec::new());
        };
        let parts = ledger.carts.iter();
        let settled =
            parts.filter(|(id, part)| part.is_settled() && ledger.reserved.get(*id).is_none());
        let mut oldest: Vec<(u64, CartId)> = settled.map(|(id, part)| (part.heard, *id)).collect();
        oldest.sort_unstable();
        oldest.truncate(over.max(max / FOLDED_AT_ONCE));
        if oldest.len() < over || ledger.folded.len() + oldest.len() > max * FOLDED_PER_CART {
            return Err(full());
        }
        Ok(oldest.into_iter().map(|(_, id)| id).collect())
    }

    fn require_members(&self, members: usize) -> Result<()> {
        let max = self.limits.ledger_members_max;
        let is_over = members > max as usize;
        if is_over { Err(Error::limit(ErrorCode::ExceedsLedgerMembersMax, max)) } else { Ok(()) }
    }

    /// Refuses what would leave too many members, or anybody beyond what a balance can be.
    fn require_bounds(&self, event: &LedgerEvent) -> Result<()> {
        let shares = match event {
            LedgerEvent::Observed { told, .. }
            | LedgerEvent::Reserved { told, .. }
            | LedgerEvent::Confirmed { told, .. } => told.shares.as_slice(),
            LedgerEvent::Released { .. } | LedgerEvent::TransferRecorded { .. } => &[],
        };
        let named = match event {
            LedgerEvent::TransferRecorded { transfer, .. } => [&*transfer.from, &*transfer.to],
            _ => ["", ""],
        };
        let mut after = self.ledger.clone();
        after.apply_event(event);
        if after.members_len() > self.ledger.members_len() {
            self.require_members(after.members_len())?;
        }
        for member in shares.iter().map(|share| &*share.member).chain(named) {
            let now = after.standing(member).unwrap_or_default().now;
            within(now.balance.into(), BALANCE_MAX)?;
            within(now.behind.into(), BEHIND_MAX)?;
        }
        Ok(())
    }
}

/// A reservation or confirmation is about spare cents only.
fn without_balances(mut told: Told) -> Told {
    told.shares.iter_mut().for_each(|share| share.balance = 0);
    told
}

fn within(amount: i128, max: i64) -> Result<i64> {
    let refusal = Error::limit(ErrorCode::ExceedsBalanceMax, max);
    let is_within = amount.unsigned_abs() <= u128::from(max.unsigned_abs());
    i64::try_from(amount).ok().filter(|_| is_within).ok_or(refusal)
}

fn conflict(expected: u64, actual: u64) -> Error {
    let context = ErrorContext::Version { expected, actual };
    Error { code: ErrorCode::VersionConflict, context }
}
