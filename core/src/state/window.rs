//! What a cart remembers beside its state: command ids, personal texts, rates.

use std::collections::VecDeque;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::{CommandId, Seat};
use crate::limits::{COMMAND_ID_AHEAD_MS_MAX, Limits, Rates};
use crate::names::Texts;
use crate::state::saved::Outcome;

/// Beside the state: allocated when something first needs it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    pub(crate) window: Window,
    pub(crate) texts: Texts,
    pub(crate) meter: Meter,
    /// The last frame of the log that is taken into account; 0 in memory.
    pub(crate) position: u64,
    /// Somebody came since the last look for idle carts; counts only where there is a store.
    pub(crate) is_recent: bool,
}

impl Side {
    /// Bytes on the heap, without the texts that only history refers to.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.window.bytes() + self.texts.present_bytes() + self.meter.bytes()
    }
}

/// What a command id was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// Whose id it is: a hash of the principal.
    pub(crate) owner: u32,
    /// A hash of the principal and of what was asked.
    pub(crate) hash: u64,
}

/// A remembered id: 32 bytes where it was answered with a version.
#[derive(Clone, Copy, Debug)]
struct Entry<A> {
    id: CommandId,
    hash: u64,
    owner: u32,
    answer: A,
}

/// The last command ids and their answers, so that a retry has the same answer and no second effect.
///
/// Both lists are ordered by id; ids are time-ordered (UUID version 7), so new ones come in near the end and the oldest go first.
/// What is forgotten is noted per principal: nobody makes another's new ids too old by sending many of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    applied: VecDeque<Entry<u32>>,
    refused: VecDeque<Entry<Error>>,
    /// For each principal the newest time of their ids that was forgotten, ordered by principal.
    forgot_up_to_ms: Vec<(u32, u64)>,
}

impl Window {
    /// The answer this id had; nothing for a new id.
    ///
    /// # Errors
    /// `command_id_reused`, `command_id_not_valid`, `command_id_too_old`.
    pub(crate) fn answer(
        &self,
        id: CommandId,
        payload: Payload,
        now_ms: u64,
    ) -> Result<Option<Result<u64>>> {
        if let Some(entry) = found(&self.applied, id) {
            return entry.same(payload).map(|version| Some(Ok(u64::from(version))));
        }
        if let Some(entry) = found(&self.refused, id) {
            return entry.same(payload).map(|error| Some(Err(error)));
        }
        if id.time_ms() > now_ms.saturating_add(COMMAND_ID_AHEAD_MS_MAX) {
            return Err(ErrorCode::CommandIdNotValid.into());
        }
        match self.forgotten_of(payload.owner) {
            Ok(index) if self.forgot_up_to_ms.get(index).is_some_and(|f| id.time_ms() <= f.1) => {
                Err(ErrorCode::CommandIdTooOld.into())
            }
            _ => Ok(None),
        }
    }

    /// Remembers an answer, and forgets the oldest beyond the limits.
    pub(crate) fn remember(
        &mut self,
        id: CommandId,
        payload: Payload,
        answer: Result<u64>,
        limits: &Limits,
    ) {
        let Payload { owner, hash } = payload;
        let forgotten = match answer {
            Ok(version) => {
                let answer = u32::try_from(version).expect("limits bound a cart's versions");
                let entry = Entry { id, hash, owner, answer };
                keep(&mut self.applied, entry, limits.command_ids_max)
            }
            Err(answer) => {
                let entry = Entry { id, hash, owner, answer };
                keep(&mut self.refused, entry, limits.refused_ids_max)
            }
        };
        if let Some((owner, time_ms)) = forgotten {
            self.forget(owner, time_ms);
        }
    }

    /// Takes over what another engine answered.
    pub(crate) fn take(&mut self, outcome: &Outcome, limits: &Limits) {
        self.remember(outcome.id, outcome.payload, outcome.answer(), limits);
    }

    fn forgotten_of(&self, owner: u32) -> Result<usize, usize> {
        self.forgot_up_to_ms.binary_search_by_key(&owner, |(owner, _)| *owner)
    }

    fn forget(&mut self, owner: u32, time_ms: u64) {
        match self.forgotten_of(owner) {
            Ok(index) => {
                if let Some((_, newest)) = self.forgot_up_to_ms.get_mut(index) {
                    *newest = time_ms.max(*newest);
                }
            }
            Err(index) => self.forgot_up_to_ms.insert(index, (owner, time_ms)),
        }
    }

    fn bytes(&self) -> usize {
        self.applied.capacity() * size_of::<Entry<u32>>()
            + self.refused.capacity() * size_of::<Entry<Error>>()
            + self.forgot_up_to_ms.capacity() * size_of::<(u32, u64)>()
    }
}

/// Saved as its outcomes and what was forgotten.
impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let applied = self.applied.iter().map(|e| e.outcome(Ok(u64::from(e.answer))));
        let refused = self.refused.iter().map(|e| e.outcome(Err(e.answer)));
        let (applied, refused): (Vec<_>, Vec<_>) = (applied.collect(), refused.collect());
        (applied, refused, &self.forgot_up_to_ms).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        type Saved = (Vec<Outcome>, Vec<Outcome>, Vec<(u32, u64)>);
        let (applied, refused, forgot_up_to_ms) = Saved::deserialize(deserializer)?;
        let version = |outcome: &Outcome| outcome.answer().ok().and_then(|v| u32::try_from(v).ok());
        let applied: Option<_> =
            applied.iter().map(|one| Some(Entry::of(one, version(one)?))).collect();
        let refused: Option<_> =
            refused.iter().map(|one| Some(Entry::of(one, one.answer().err()?))).collect();
        let wrong = || D::Error::custom("a version and a refusal are kept apart");
        let (applied, refused) = (applied.ok_or_else(wrong)?, refused.ok_or_else(wrong)?);
        Ok(Self { applied, refused, forgot_up_to_ms })
    }
}

impl<A: Copy> Entry<A> {
    fn of(outcome: &Outcome, answer: A) -> Self {
        let Payload { owner, hash } = outcome.payload;
        Self { id: outcome.id, hash, owner, answer }
    }

    fn outcome(&self, answer: Result<u64>) -> Outcome {
        Outcome::new(self.id, Payload { owner: self.owner, hash: self.hash }, answer)
    }

    fn same(&self, payload: Payload) -> Result<A> {
        let is_same = Payload { owner: self.owner, hash: self.hash } == payload;
        if is_same { Ok(self.answer) } else { Err(ErrorCode::CommandIdReused.into()) }
    }
}

fn found<A>(list: &VecDeque<Entry<A>>, id: CommandId) -> Option<&Entry<A>> {
    list.get(list.binary_search_by_key(&id, |entry| entry.id).ok()?)
}

/// Puts an entry in its place by id. A full list forgets its oldest first, and so never grows; answers with whose id of what
/// time it forgot.
fn keep<A>(list: &mut VecDeque<Entry<A>>, entry: Entry<A>, max: u32) -> Option<(u32, u64)> {
    let place = list.partition_point(|other| other.id < entry.id);
    if list.len() < max as usize {
        list.insert(place, entry);
        return None;
    }
    let Some(after_oldest) = place.checked_sub(1) else {
        return Some((entry.owner, entry.id.time_ms()));
    };
    let oldest = list.pop_front().map(|oldest| (oldest.owner, oldest.id.time_ms()));
    list.insert(after_oldest, entry);
    oldest
}

/// Token buckets of a cart and its members, in thousandths of a command.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter {
    cart: Bucket,
    members: Vec<Bucket>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    used: u64,
    at_ms: u64,
}

impl Bucket {
    /// Takes one command out, or says how many milliseconds to wait.
    fn take(&mut self, now_ms: u64, per_second: u32, burst: u32) -> Result<(), u64> {
        let refilled = now_ms.saturating_sub(self.at_ms).saturating_mul(u64::from(per_second));
        let used = self.used.saturating_sub(refilled);
        let room = (u64::from(burst) * 1_000).saturating_sub(used);
        if room < 1_000 {
            return Err((1_000 - room).div_ceil(u64::from(per_second.max(1))));
        }
        *self = Self { used: used + 1_000, at_ms: now_ms.max(self.at_ms) };
        Ok(())
    }
}

impl Meter {
    /// Counts a command against the member's and the cart's rate.
    ///
    /// # Errors
    /// `rate_exceeded`.
    pub(crate) fn admit(&mut self, seat: Seat, now_ms: u64, rates: &Rates) -> Result<()> {
        if self.members.len() <= seat.index() {
            self.members.resize(seat.index() + 1, Bucket::default());
        }
        let Some(member) = self.members.get_mut(seat.index()) else { return Ok(()) };
        let before = *member;
        let taken =
            member.take(now_ms, rates.member_per_second, rates.member_burst).and_then(|()| {
                let cart = self.cart.take(now_ms, rates.cart_per_second, rates.cart_burst);
                if cart.is_err() {
                    *member = before;
                }
                cart
            });
        taken.map_err(|ms| Error {
            code: ErrorCode::RateExceeded,
            context: ErrorContext::RetryAfter { ms },
        })
    }

    fn bytes(&self) -> usize {
        self.members.capacity() * size_of::<Bucket>()
    }
}
