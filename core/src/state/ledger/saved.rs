//! A ledger's snapshot. Frozen.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Amounts, LedgerEvent, LedgerState, Part, Reservation, Shares, Standing, Transfer};
use crate::id::CartId;
use crate::state::account::Account;
use crate::state::ledger::LedgerCommand;
use crate::state::saved::{LEDGERS, decode, encode};
use crate::state::sorted::Sorted;

/// The format of snapshots.
const FORMAT: u8 = 1;

/// The place of a member's name, and amounts.
type SavedShare = (u32, i64, i64);

#[derive(Serialize, Deserialize)]
struct SavedLedger<'a> {
    #[serde(borrow)]
    members: Vec<&'a str>,
    /// What no cart can change any more.
    fixed: Vec<SavedShare>,
    carts: Vec<SavedPart>,
    folded: Vec<(CartId, u64)>,
    reserved: Vec<(CartId, u64, u64, Vec<SavedShare>)>,
    transfers: Vec<Transfer>,
    forgot_up_to_ms: u64,
}

#[derive(Serialize, Deserialize)]
struct SavedPart {
    cart: CartId,
    version: u64,
    heard: u64,
    is_confirmed_only: bool,
    is_behind_folded: bool,
    shares: Vec<SavedShare>,
}

impl Account for LedgerState {
    type Asked = LedgerCommand;
    type Happened = LedgerEvent;

    const KIND: u8 = LEDGERS;

    fn unborn(key: &[u8]) -> Self {
        Self {
            key: key.into(),
            version: 0,
            members: Sorted::default(),
            carts: Sorted::default(),
            folded: Sorted::default(),
            reserved: Sorted::default(),
            transfers: Sorted::default(),
            forgot_up_to_ms: 0,
        }
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn bytes(&self) -> u64 {
        /// A member id of middling length, with its counters.
        const NAME_BYTES: usize = 48;
        /// What most carts say: it is no member's share of the whole that counts here.
        const SHARES: usize = 4;
        let member = size_of::<(Arc<str>, Standing)>() + NAME_BYTES;
        let shares = SHARES * size_of::<(Arc<str>, Amounts)>();
        let cart = size_of::<(CartId, Part)>() + shares;
        let held = size_of::<(CartId, Reservation)>() + shares;
        let parts = self.members.len() * member + self.carts.len() * cart;
        let kept = self.reserved.len() * held + self.folded.len() * size_of::<(CartId, u64)>();
        let transfers = self.transfers.len() * (size_of::<Transfer>() + NAME_BYTES);
        (size_of::<Self>() + self.key.len() + parts + kept + transfers) as u64
    }

    fn encode(&self) -> Vec<u8> {
        let members: Vec<&str> = self.members.iter().map(|(name, _)| &**name).collect();
        let place = |name: &str| {
            let place = members.binary_search(&name).unwrap_or(usize::MAX);
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        let share = |name: &Arc<str>, one: Amounts| (place(name), one.balance, one.behind);
        let shares = |shares: &Shares| -> Vec<SavedShare> {
            shares.iter().map(|(name, amounts)| share(name, *amounts)).collect()
        };
        let fixed = self.members.iter().map(|(name, standing)| share(name, standing.fixed));
        let fixed = fixed.filter(|(_, balance, behind)| (*balance, *behind) != (0, 0)).collect();
        let part = |(cart, part): (&CartId, &Part)| SavedPart {
            cart: *cart,
            version: part.version,
            heard: part.heard,
            is_confirmed_only: part.is_confirmed_only,
            is_behind_folded: part.is_behind_folded,
            shares: shares(&part.shares),
        };
        let carts = self.carts.iter().map(part).collect();
        let held = |(cart, held): (&CartId, &Reservation)| {
            (*cart, held.version, held.until_ms, shares(&held.shares))
        };
        let reserved = self.reserved.iter().map(held).collect();
        let folded = self.folded.iter().map(|(cart, version)| (*cart, *version)).collect();
        let transfers = self.transfers.iter().map(|(_, transfer)| transfer.clone()).collect();
        encode(&(
            FORMAT,
            SavedLedger {
                members,
                fixed,
                carts,
                folded,
                reserved,
                transfers,
                forgot_up_to_ms: self.forgot_up_to_ms,
            },
        ))
    }

    fn decode(key: &[u8], version: u64, bytes: &[u8]) -> Option<Self> {
        let (format, saved): (u8, SavedLedger<'_>) = decode(bytes)?;
        let mut state = Self { version, ..Self::unborn(key) };
        state.forgot_up_to_ms = saved.forgot_up_to_ms;
        for transfer in saved.transfers {
            state.transfers.insert(transfer.command_id?, transfer);
        }
        let names: Vec<Arc<str>> = saved.members.iter().map(|name| (*name).into()).collect();
        let shares_of = |shares: &[SavedShare]| -> Option<Shares> {
            let one = |(place, balance, behind): &SavedShare| {
                let name = names.get(usize::try_from(*place).ok()?)?;
                Some((Arc::clone(name), Amounts { balance: *balance, behind: *behind }))
            };
            shares.iter().map(one).collect::<Option<Vec<_>>>().map(Into::into)
        };
        for (cart, version) in saved.folded {
            state.folded.insert(cart, version);
        }
        for part in saved.carts {
            let SavedPart { cart, version, heard, is_confirmed_only, is_behind_folded, .. } = part;
            let shares = shares_of(&part.shares)?;
            let part = Part { version, heard, is_confirmed_only, is_behind_folded, shares };
            state.carts.insert(cart, part);
        }
        for (cart, version, until_ms, shares) in saved.reserved {
            let shares = shares_of(&shares)?;
            state.reserved.insert(cart, Reservation { version, until_ms, shares });
        }
        state.weigh_all();
        for (name, amounts) in shares_of(&saved.fixed)?.iter() {
            state.fix(name, *amounts);
        }
        (format == FORMAT && state.members_len() == names.len()).then_some(state)
    }
}

impl LedgerState {
    /// Adds what every cart says, on top of nothing.
    fn weigh_all(&mut self) {
        let heard = self.carts.iter().map(|(cart, _)| *cart);
        let held = self.reserved.iter().map(|(cart, _)| *cart);
        let held = held.filter(|cart| self.carts.get(cart).is_none());
        let carts: Vec<CartId> = heard.chain(held).collect();
        for cart in carts {
            self.weigh(cart, 1);
        }
    }
}
