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
/// What is forgotten is noted per principal: nobody makes another's new ids too old by sending many of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    applied: Answers<u32>,
    refused: Answers<Error>,
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
        if let Some(entry) = self.applied.found(id) {
            return entry.same(payload).map(|version| Some(Ok(u64::from(version))));
        }
        if let Some(entry) = self.refused.found(id) {
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

    /// Remembers an answer; beyond the limits whoever has most ids forgets their oldest.
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
                self.applied.keep(entry, limits.command_ids_max)
            }
            Err(answer) => {
                let entry = Entry { id, hash, owner, answer };
                self.refused.keep(entry, limits.refused_ids_max)
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
        self.applied.bytes()
            + self.refused.bytes()
            + self.forgot_up_to_ms.capacity() * size_of::<(u32, u64)>()
    }
}

/// Saved as its outcomes and what was forgotten.
impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let applied = self.applied.entries.iter().map(|e| e.outcome(Ok(u64::from(e.answer))));
        let refused = self.refused.entries.iter().map(|e| e.outcome(Err(e.answer)));
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
        Ok(Self { applied: Answers::of(applied), refused: Answers::of(refused), forgot_up_to_ms })
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

/// Answers of one kind, ordered by id; ids are time-ordered (UUID version 7), so new ones come in near the end.
#[derive(Clone, Debug)]
struct Answers<A> {
    entries: VecDeque<Entry<A>>,
    /// How many are each principal's, ordered by principal.
    held: Vec<(u32, u32)>,
}

impl<A> Default for Answers<A> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), held: Vec::new() }
    }
}

impl<A: Copy> Answers<A> {
    fn of(entries: VecDeque<Entry<A>>) -> Self {
        let mut answers = Self::default();
        for entry in &entries {
            answers.count_in(entry.owner);
        }
        answers.entries = entries;
        answers
    }

    fn found(&self, id: CommandId) -> Option<&Entry<A>> {
        self.entries.get(self.entries.binary_search_by_key(&id, |entry| entry.id).ok()?)
    }

    /// Puts an entry in its place by id. A full list never grows: of whoever has most ids in it, the new one counted, the oldest
    /// is forgotten first. So a flood pushes out its own, whatever times its ids are of. Answers with whose id of what time
    /// that was.
    fn keep(&mut self, entry: Entry<A>, max: u32) -> Option<(u32, u64)> {
        self.count_in(entry.owner);
        let is_full = self.entries.len() >= max as usize;
        let gone = if is_full { Some(self.take_oldest(entry)) } else { None };
        if gone.is_none_or(|gone| gone.id != entry.id) {
            self.entries.insert(self.entries.partition_point(|it| it.id < entry.id), entry);
        }
        let gone = gone?;
        self.count_out(gone.owner);
        Some((gone.owner, gone.id.time_ms()))
    }

    /// Takes out the oldest of whoever has most; where that is the new one, it only answers with it.
    fn take_oldest(&mut self, new: Entry<A>) -> Entry<A> {
        let most = self.held.iter().map(|(_, many)| *many).max().unwrap_or_default();
        let has_most = |entry: &Entry<A>| self.held_by(entry.owner) == most;
        let mut theirs = self.entries.iter().zip(0..).filter(|(entry, _)| has_most(entry));
        let oldest = theirs.next().filter(|(oldest, _)| !has_most(&new) || oldest.id < new.id);
        let place = oldest.map(|(_, place)| place);
        place.and_then(|place| self.entries.remove(place)).unwrap_or(new)
    }

    fn place_of(&self, owner: u32) -> Result<usize, usize> {
        self.held.binary_search_by_key(&owner, |(owner, _)| *owner)
    }

    fn held_by(&self, owner: u32) -> u32 {
        let held = self.place_of(owner).ok().and_then(|place| self.held.get(place));
        held.map_or(0, |(_, many)| *many)
    }

    fn count_in(&mut self, owner: u32) {
        let place = self.place_of(owner).unwrap_or_else(|place| {
            self.held.insert(place, (owner, 0));
            place
        });
        if let Some((_, many)) = self.held.get_mut(place) {
            *many += 1;
        }
    }

    fn count_out(&mut self, owner: u32) {
        let Ok(place) = self.place_of(owner) else { return };
        let Some((_, many)) = self.held.get_mut(place) else { return };
        *many -= 1;
        if *many == 0 {
            self.held.remove(place);
        }
    }

    fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry<A>>()
            + self.held.capacity() * size_of::<(u32, u32)>()
    }
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
