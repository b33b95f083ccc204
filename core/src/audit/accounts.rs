//! Coupons, ledgers and campaigns: each event held against the stream as it was and then applied, and what is saved held against that.

use core::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::{Breach, Part, Pass, Subject};
use crate::journal::{FrameEntry, StoreError, Stored, StreamKey};
use crate::state::account::{Account, decode_events};
use crate::state::campaign::CampaignState;
use crate::state::coupon::CouponState;
use crate::state::ledger::LedgerState;
use crate::streams::restored;

/// So many streams are read at a time.
const PAGE: usize = 1_024;

/// A kind of stream that is audited so.
pub(super) trait Audited: Account {
    /// What the audit itself counts of it.
    type Own: Default;

    /// Whether carts are held against it, so that every pass follows it and the first says what is wrong with it.
    const IS_IN_EVERY_PASS: bool = false;

    fn subject(key: &[u8]) -> Option<Subject>;
    fn logged<'p>(pass: &'p mut Pass<'_>) -> &'p mut Logged<Self>;
    /// Everything that must hold before the event is applied.
    fn check(&self, event: &Self::Happened, own: &Self::Own, find: &mut dyn FnMut(Breach));
    /// Everything that must hold after it was: `before` is the stream as it was.
    fn check_after(
        &self,
        before: &Self,
        event: &Self::Happened,
        own: &mut Self::Own,
        find: &mut dyn FnMut(Breach),
    );
    /// What is wrong where what it keeps by differences is not what a recount gives.
    fn imbalance(&self, own: &Self::Own) -> Option<Breach>;
}

/// The streams of a kind, as the log tells them.
pub(super) struct Logged<S: Audited>(HashMap<Box<[u8]>, Told<S>, FixedState>);

impl<S: Audited> Default for Logged<S> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<S: Audited> Deref for Logged<S> {
    type Target = HashMap<Box<[u8]>, Told<S>, FixedState>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<S: Audited> DerefMut for Logged<S> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

/// A stream as the log tells it.
pub(super) struct Told<S: Audited> {
    pub(super) state: S,
    own: S::Own,
    /// The last frame that touched it.
    position: u64,
    /// It cannot be followed any further.
    pub(super) is_broken: bool,
    /// What is saved of it has been compared.
    is_settled: bool,
}

impl<S: Audited> Logged<S> {
    /// Keeps those of one part; answers with their bytes.
    fn retain_of(&mut self, part: Part) -> u64 {
        self.retain(|key, _| part.holds(&**key));
        self.values().map(|told| told.state.bytes()).sum()
    }
}

impl<S: Audited> Told<S> {
    fn unborn(key: &[u8]) -> Self {
        let (state, own) = (S::unborn(key), S::Own::default());
        Self { state, own, position: 0, is_broken: false, is_settled: false }
    }

    /// Replays an entry and shows what is found at which version; answers whether it could be replayed to its end.
    fn take(&mut self, entry: &FrameEntry<'_>, find: &mut dyn FnMut(Breach, u64)) -> bool {
        let base = self.state.version();
        if entry.base != base {
            find(Breach::VersionDoesNotFollow, entry.base + 1);
            return false;
        }
        let Some(events) = decode_events::<S>(entry.body) else {
            find(Breach::EventNotReadable, base + 1);
            return false;
        };
        for event in &events {
            let version = self.state.version() + 1;
            let stepped = catch_unwind(AssertUnwindSafe(|| {
                let mut find = |breach| find(breach, version);
                let before = self.state.clone();
                before.check(event, &self.own, &mut find);
                self.state.apply(event, &());
                self.state.check_after(&before, event, &mut self.own, &mut find);
            }));
            if stepped.is_err() {
                find(Breach::EventCannotBeApplied, version);
                return false;
            }
        }
        if events.len() as u64 != u64::from(entry.events) {
            find(Breach::EventsAreMiscounted, self.state.version());
        }
        true
    }

    /// What is wrong with what is saved of it.
    fn compare(&self, stored: &Stored) -> Option<Breach> {
        if let Some(breach) = self.state.imbalance(&self.own) {
            return Some(breach);
        }
        let Some(saved) = restored::<S>(self.state.key(), stored) else {
            return Some(Breach::SnapshotNotReadable);
        };
        let is_same =
            saved.version() == self.state.version() && saved.encode() == self.state.encode();
        (!is_same).then_some(Breach::SnapshotDiffers)
    }
}

impl Pass<'_> {
    pub(super) fn take_account<S: Audited>(&mut self, position: u64, entry: &FrameEntry<'_>) {
        let key = entry.stream.key();
        let Some(subject) = S::subject(key) else {
            return self.find_first(Breach::StreamNotKnown, position, Subject::Log, 0);
        };
        if !S::IS_IN_EVERY_PASS && !self.part.holds(key) {
            return;
        }
        let mut found = Vec::new();
        let told = S::logged(self).entry(key.into()).or_insert_with(|| Told::unborn(key));
        let before = if told.position == 0 { 0 } else { told.state.bytes() };
        (told.position, told.is_settled) = (position, false);
        if !told.is_broken {
            told.is_broken = !told.take(entry, &mut |breach, at| found.push((breach, at)));
        }
        let after = told.state.bytes();
        if !S::IS_IN_EVERY_PASS {
            self.bytes = (self.bytes + after).saturating_sub(before);
        }
        if !S::IS_IN_EVERY_PASS || self.is_first {
            for (breach, version) in found {
                self.find(breach, position, subject.clone(), version);
            }
        }
    }

    /// Keeps the coupons and ledgers of one part; answers with their bytes.
    pub(super) fn retain_accounts(&mut self, part: Part) -> u64 {
        self.coupons.retain_of(part) + self.ledgers.retain_of(part)
    }

    /// Holds what is saved of coupons, ledgers and campaigns against the log.
    pub(super) fn compare_accounts(&mut self) -> Result<(), StoreError> {
        self.compare_kind::<CouponState>()?;
        self.compare_kind::<LedgerState>()?;
        if self.is_first { self.compare_kind::<CampaignState>() } else { Ok(()) }
    }

    fn compare_kind<S: Audited>(&mut self) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let page = match self.store.streams(S::KIND, after.as_ref(), PAGE) {
                // One of the page cannot be read: each is asked for by itself instead.
                Err(StoreError::Damaged { .. }) => break,
                page => page?,
            };
            for (stream, stored) in &page {
                if S::IS_IN_EVERY_PASS || self.part.holds(stream.key()) {
                    self.compare_one::<S>(stream.key(), stored);
                }
            }
            match page.into_iter().next_back() {
                Some((last, _)) => after = Some(last),
                None => break,
            }
        }
        let unsettled = S::logged(self).iter().filter(|(_, told)| !told.is_settled);
        let mut unsettled: Vec<Box<[u8]>> = unsettled.map(|(key, _)| key.clone()).collect();
        unsettled.sort_unstable();
        for key in unsettled {
            match self.store.load(&StreamKey::new(S::KIND, &key)) {
                Err(StoreError::Damaged { .. }) => {
                    self.settle_account::<S>(&key, Some(Breach::SnapshotNotReadable));
                }
                Ok(Some(stored)) => self.compare_one::<S>(&key, &stored),
                Ok(None) => self.settle_account::<S>(&key, Some(Breach::SnapshotIsMissing)),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn compare_one<S: Audited>(&mut self, key: &[u8], stored: &Stored) {
        if stored.position > self.position {
            return; // Somebody changed it since.
        }
        let Some(told) = S::logged(self).get(key) else {
            let subject = S::subject(key).unwrap_or(Subject::Log);
            return self.find(Breach::StreamNotInLog, stored.position, subject, 0);
        };
        let breach = if told.is_broken || told.is_settled { None } else { told.compare(stored) };
        self.settle_account::<S>(key, breach);
    }

    fn settle_account<S: Audited>(&mut self, key: &[u8], breach: Option<Breach>) {
        let Some(told) = S::logged(self).get_mut(key) else { return };
        told.is_settled = true;
        let (position, version) = (told.position, told.state.version());
        if let (Some(breach), false) = (breach, told.is_broken) {
            let subject = S::subject(key).unwrap_or(Subject::Log);
            self.find(breach, position, subject, version);
        }
    }
}
