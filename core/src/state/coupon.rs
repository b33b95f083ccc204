//! A kind of stream: a coupon, and who uses it how often.
//!
//! A use is reserved while a cart makes up its mind, then confirmed or released. One that is reserved ends at its deadline:
//! the next event drops it, and whoever decides before that leaves it out ([`CouponState::at`]).
//!
//! Events say what the clock of whoever decided said, also where that went back: were time to stand still until a clock that
//! was ahead has been caught up with, nobody could reserve meanwhile. What was dropped does not come back.

use core::mem;
use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::command::BillCommand;
use crate::currency::Currency;
use crate::error::Result;
use crate::id::CartId;
use crate::state::account::Account;
use crate::state::saved::{COUPONS, decode, encode};
use crate::state::sorted::Sorted;

/// What a coupon gives, to whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponTerms {
    /// The currency of the carts it is for.
    pub currency: Currency,
    /// What is taken off: a [`BillCommand::AddDiscount`], encoded.
    pub discount: Box<[u8]>,
    /// How often it may be used in all; without end where nothing is said.
    pub uses_max: Option<u32>,
    /// How often one member may use it; without end where nothing is said.
    pub member_uses_max: Option<u32>,
    /// From when on it is valid, in Unix milliseconds.
    pub valid_from_ms: Option<u64>,
    /// Until when it is valid, in Unix milliseconds: from then on it is not.
    pub valid_until_ms: Option<u64>,
}

impl CouponTerms {
    /// What a coupon gives for carts in one currency: a [`BillCommand::AddDiscount`], which
    /// [`Engine::define_coupon`](crate::Engine::define_coupon) looks at. Without bounds until they are set.
    ///
    /// # Errors
    /// `currency_not_valid`.
    ///
    /// # Panics
    /// Never: a command holds nothing that cannot be encoded.
    pub fn new(currency: &str, discount: &BillCommand<'_>) -> Result<Self> {
        let currency = currency.parse()?;
        let discount = postcard::to_allocvec(discount);
        let discount = discount.expect("a command holds nothing unencodable").into();
        Ok(Self {
            currency,
            discount,
            uses_max: None,
            member_uses_max: None,
            valid_from_ms: None,
            valid_until_ms: None,
        })
    }
}

/// One use of a coupon: the cart, and a number that the cart gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct UseId {
    pub(crate) cart: CartId,
    pub(crate) nonce: u64,
}

/// What may be asked of a coupon. Asked again, each has no second effect.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "for flows")]
pub(crate) enum CouponCommand {
    /// Says what it gives; what was used stays used.
    Define { terms: CouponTerms },
    /// Keeps a use until the deadline, under the terms of `definition` where one is named.
    Reserve { id: UseId, member: Box<str>, until_ms: u64, definition: Option<u64> },
    /// The use took place. One whose deadline has passed still counts where the limits allow it.
    Confirm { id: UseId, member: Box<str> },
    /// The use that took place is open again until the deadline: its bill was reopened.
    Reopen { id: UseId, until_ms: u64 },
    /// The use did not take place, or was given back.
    Release { id: UseId },
}

/// What happened to a coupon. The order of variants and fields is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CouponEvent {
    Defined { at_ms: u64, terms: CouponTerms },
    Reserved { at_ms: u64, id: UseId, member: Box<str>, until_ms: u64 },
    Confirmed { at_ms: u64, id: UseId, member: Box<str> },
    Released { at_ms: u64, id: UseId },
}

impl CouponEvent {
    pub(crate) const fn at_ms(&self) -> u64 {
        match *self {
            Self::Defined { at_ms, .. }
            | Self::Reserved { at_ms, .. }
            | Self::Confirmed { at_ms, .. }
            | Self::Released { at_ms, .. } => at_ms,
        }
    }
}

/// A use that counts.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub(crate) member: Arc<str>,
    /// Until when it is reserved; nothing once it is confirmed.
    pub(crate) until_ms: Option<u64>,
}

/// How often a member uses it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) confirmed: u32,
    pub(crate) reserved: u32,
}

impl Tally {
    pub(crate) fn uses(self) -> u64 {
        u64::from(self.confirmed) + u64::from(self.reserved)
    }
}

/// A coupon.
#[derive(Clone, Debug)]
pub(crate) struct CouponState {
    code: Box<[u8]>,
    version: u64,
    /// Nothing before it is defined.
    pub(crate) terms: Option<Arc<CouponTerms>>,
    /// The version at which the terms became what they are.
    pub(crate) definition: u64,
    uses: Sorted<UseId, Use>,
    /// The uses that are reserved, by their deadlines.
    deadlines: Sorted<(u64, UseId), ()>,
    members: Sorted<Arc<str>, Tally>,
}

#[derive(Serialize, Deserialize)]
struct SavedCoupon<'a> {
    definition: u64,
    terms: Option<Cow<'a, CouponTerms>>,
    #[serde(borrow)]
    members: Vec<&'a str>,
    /// Each with the place of its member.
    uses: Vec<(UseId, u32, Option<u64>)>,
}

/// The format of snapshots.
const FORMAT: u8 = 1;

impl CouponState {
    pub(crate) fn code(&self) -> &[u8] {
        &self.code
    }

    pub(crate) fn use_of(&self, id: UseId) -> Option<&Use> {
        self.uses.get(&id)
    }

    /// How many uses count, confirmed or reserved.
    pub(crate) fn uses(&self) -> u64 {
        self.uses.len() as u64
    }

    pub(crate) fn reserved(&self) -> u64 {
        self.deadlines.len() as u64
    }

    pub(crate) fn tally(&self, member: &str) -> Option<Tally> {
        self.members.get(member).copied()
    }

    /// How many members use it.
    pub(crate) fn members(&self) -> u64 {
        self.members.len() as u64
    }

    /// The coupon as it is at this time: without what was reserved until then.
    pub(crate) fn at(&self, now_ms: u64) -> Cow<'_, Self> {
        let is_over = |((until_ms, _), ()): (&(u64, UseId), &())| *until_ms <= now_ms;
        if !self.deadlines.first().is_some_and(is_over) {
            return Cow::Borrowed(self);
        }
        let mut later = self.clone();
        later.expire(now_ms);
        Cow::Owned(later)
    }

    fn expire(&mut self, now_ms: u64) {
        while let Some((&(until_ms, id), ())) = self.deadlines.first() {
            if until_ms > now_ms {
                return;
            }
            self.drop_use(id);
            // Also one that no use refers to goes: else this would not end.
            self.deadlines.remove(&(until_ms, id));
        }
    }

    fn drop_use(&mut self, id: UseId) {
        let Some(gone) = self.uses.remove(&id) else { return };
        if let Some(until_ms) = gone.until_ms {
            self.deadlines.remove(&(until_ms, id));
        }
        let Some(tally) = self.members.get_mut(&*gone.member) else { return };
        let count =
            if gone.until_ms.is_some() { &mut tally.reserved } else { &mut tally.confirmed };
        *count = count.saturating_sub(1);
        if tally.uses() == 0 {
            self.members.remove(&*gone.member);
        }
    }

    fn put_use(&mut self, id: UseId, member: &str, until_ms: Option<u64>) {
        self.drop_use(id);
        let known = self.members.entry(member).map(|(name, _)| Arc::clone(name));
        let member = known.unwrap_or_else(|| {
            let name: Arc<str> = member.into();
            self.members.insert(Arc::clone(&name), Tally::default());
            name
        });
        if let Some(tally) = self.members.get_mut(&*member) {
            let count = if until_ms.is_some() { &mut tally.reserved } else { &mut tally.confirmed };
            *count = count.saturating_add(1);
        }
        if let Some(until_ms) = until_ms {
            self.deadlines.insert((until_ms, id), ());
        }
        self.uses.insert(id, Use { member, until_ms });
    }

    /// Takes over what happened.
    pub(crate) fn apply_event(&mut self, event: &CouponEvent) {
        self.version = self.version.saturating_add(1);
        match event {
            CouponEvent::Defined { terms, .. } => {
                self.terms = Some(Arc::new(terms.clone()));
                self.definition = self.version;
            }
            CouponEvent::Reserved { id, member, until_ms, .. } => {
                self.put_use(*id, member, Some(*until_ms));
            }
            CouponEvent::Confirmed { id, member, .. } => self.put_use(*id, member, None),
            CouponEvent::Released { id, .. } => self.drop_use(*id),
        }
        self.expire(event.at_ms());
    }
}

impl Account for CouponState {
    type Asked = CouponCommand;
    type Happened = CouponEvent;

    const KIND: u8 = COUPONS;

    fn unborn(code: &[u8]) -> Self {
        Self {
            code: code.into(),
            version: 0,
            terms: None,
            definition: 0,
            uses: Sorted::default(),
            deadlines: Sorted::default(),
            members: Sorted::default(),
        }
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn bytes(&self) -> u64 {
        /// A member id of middling length, with its counters.
        const NAME_BYTES: usize = 48;
        let terms =
            self.terms.as_ref().map_or(0, |terms| size_of::<CouponTerms>() + terms.discount.len());
        let uses = self.uses.len() * size_of::<(UseId, Use)>();
        let deadlines = self.deadlines.len() * size_of::<(u64, UseId)>();
        let members = self.members.len() * (size_of::<(Arc<str>, Tally)>() + NAME_BYTES);
        (size_of::<Self>() + self.code.len() + terms + uses + deadlines + members) as u64
    }

    fn encode(&self) -> Vec<u8> {
        let members: Vec<&str> = self.members.iter().map(|(name, _)| &**name).collect();
        let place = |name: &Arc<str>| {
            let place = members.binary_search(&&**name).unwrap_or(usize::MAX);
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        let uses = self.uses.iter().map(|(id, one)| (*id, place(&one.member), one.until_ms));
        let uses = uses.collect();
        let terms = self.terms.as_deref().map(Cow::Borrowed);
        encode(&(FORMAT, SavedCoupon { definition: self.definition, terms, members, uses }))
    }

    fn decode(code: &[u8], version: u64, bytes: &[u8]) -> Option<Self> {
        let (format, mut saved): (u8, SavedCoupon<'_>) = decode(bytes)?;
        let mut state = Self { version, ..Self::unborn(code) };
        state.definition = saved.definition;
        state.terms = saved.terms.map(|terms| Arc::new(terms.into_owned()));
        for (id, member, until_ms) in mem::take(&mut saved.uses) {
            let member = saved.members.get(usize::try_from(member).ok()?)?;
            state.put_use(id, member, until_ms);
        }
        let is_whole = state.members() == saved.members.len() as u64 && state.terms.is_some();
        (format == FORMAT && is_whole).then_some(state)
    }
}
