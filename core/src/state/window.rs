//! What a cart remembers beside its state: command ids, personal texts, rates.

use std::collections::VecDeque;

use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::{CommandId, Seat};
use crate::limits::{COMMAND_ID_AHEAD_MS_MAX, Limits, Rates};
use crate::names::Texts;

/// Beside the state: allocated when something first needs it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    pub(crate) window: Window,
    pub(crate) texts: Texts,
    pub(crate) meter: Meter,
}

impl Side {
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.window.bytes() + self.texts.bytes() + self.meter.bytes()
    }
}

/// An id that was answered with a version.
#[derive(Clone, Copy, Debug)]
struct Applied {
    id: CommandId,
    payload: u64,
    version: u64,
}

/// An id that was answered with a refusal.
#[derive(Clone, Copy, Debug)]
struct Refused {
    id: CommandId,
    payload: u64,
    error: Error,
}

/// The last command ids and their answers, so that a retry has the same answer and no second effect.
///
/// Both lists are ordered by id; ids are time-ordered (UUID version 7), so new ones come in near the end and the oldest go first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    applied: VecDeque<Applied>,
    refused: VecDeque<Refused>,
    /// The newest time of an id that was forgotten.
    forgot_up_to_ms: Option<u64>,
}

impl Window {
    /// The answer this id had; nothing for a new id.
    ///
    /// # Errors
    /// `command_id_not_valid`, `command_id_reused`, `command_id_too_old`.
    pub(crate) fn answer(
        &self,
        id: CommandId,
        payload: u64,
        now_ms: u64,
    ) -> Result<Option<Result<u64>>> {
        if id.time_ms() > now_ms.saturating_add(COMMAND_ID_AHEAD_MS_MAX) {
            return Err(ErrorCode::CommandIdNotValid.into());
        }
        let applied = self.applied.binary_search_by_key(&id, |entry| entry.id).ok();
        if let Some(entry) = applied.and_then(|index| self.applied.get(index)) {
            return Self::same(entry.payload == payload, Ok(entry.version));
        }
        let refused = self.refused.binary_search_by_key(&id, |entry| entry.id).ok();
        if let Some(entry) = refused.and_then(|index| self.refused.get(index)) {
            return Self::same(entry.payload == payload, Err(entry.error));
        }
        match self.forgot_up_to_ms {
            Some(forgotten) if id.time_ms() <= forgotten => Err(ErrorCode::CommandIdTooOld.into()),
            _ => Ok(None),
        }
    }

    fn same(is_same: bool, answer: Result<u64>) -> Result<Option<Result<u64>>> {
        if is_same { Ok(Some(answer)) } else { Err(ErrorCode::CommandIdReused.into()) }
    }

    /// Remembers an answer, and forgets the oldest beyond the limits.
    pub(crate) fn remember(
        &mut self,
        id: CommandId,
        payload: u64,
        answer: Result<u64>,
        limits: &Limits,
    ) {
        let forgotten = match answer {
            Ok(version) => {
                let entry = Applied { id, payload, version };
                keep(&mut self.applied, entry, |one| one.id, limits.command_ids_max)
            }
            Err(error) => {
                let entry = Refused { id, payload, error };
                keep(&mut self.refused, entry, |one| one.id, limits.refused_ids_max)
            }
        };
        self.forget(forgotten);
    }

    fn forget(&mut self, id: Option<CommandId>) {
        self.forgot_up_to_ms = self.forgot_up_to_ms.max(id.map(CommandId::time_ms));
    }

    fn bytes(&self) -> usize {
        self.applied.capacity() * size_of::<Applied>()
            + self.refused.capacity() * size_of::<Refused>()
    }
}

/// Puts an entry in its place by id. A full list forgets its oldest first, and so never grows; answers with what it forgot.
fn keep<T>(
    list: &mut VecDeque<T>,
    entry: T,
    id: impl Fn(&T) -> CommandId,
    max: u32,
) -> Option<CommandId> {
    let place = list.partition_point(|other| id(other) < id(&entry));
    if list.len() < max as usize {
        list.insert(place, entry);
        return None;
    }
    let Some(after_oldest) = place.checked_sub(1) else { return Some(id(&entry)) };
    let oldest = list.pop_front().map(|oldest| id(&oldest));
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
