//! One group commit: every task is decided on copies, the log takes all of it as one frame, and then memory does.

use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hashbrown::HashMap;

use super::accounts::AccountNews;
use super::log::{CartTask, Job, Log, SkuTask, Task};
use super::{Ahead, Inner};
use crate::command::Command;
use crate::engine::Request;
use crate::error::{ErrorCode, Result};
use crate::id::CartId;
use crate::journal::{Block, Entry, Saved, Snapshot, StoreError, StreamKey, Text};
use crate::prices::Revised;
use crate::shards::assert_none;
use crate::state::campaign::CampaignState;
use crate::state::cart::CartState;
use crate::state::saved::{CARTS, CartEntry, Outcome, SKUS, encode_run};

/// How long to wait for other processes.
const TURN_WAIT: Duration = Duration::from_secs(5);
/// How often a group is decided anew because somebody else was first.
const TRIES: usize = 16;
/// A group saves this many more snapshots than it makes due.
const SNAPSHOTS_MORE: usize = 8;
/// What was decided longer ago is decided again: deadlines bind by the time of the turn.
const DECIDED_MS_MAX: u64 = 20;

/// A group being decided: copies of what it touches, and what happened to them.
#[derive(Default)]
pub(super) struct Group {
    works: Vec<Work>,
    by_cart: HashMap<CartId, usize, foldhash::fast::FixedState>,
    skus: Vec<Revised>,
    accounts: AccountNews,
    /// In the order of the jobs; nothing for one that is to be decided.
    answers: Vec<Option<Result<u64>>>,
    /// When it was decided, and by which prices and campaigns.
    decided_at: (u64, u64),
    /// Whether a cart could not be read: who was refused for that must not come after others.
    has_failed: bool,
}

/// A cart of the group.
pub(super) struct Work {
    pub(super) cart: CartState,
    base: u64,
    records: Vec<u8>,
    texts: Vec<Text<Arc<str>>>,
    outcomes: Vec<Outcome>,
    blocks: Vec<Block>,
    body: Vec<u8>,
    /// The group's jobs that came to this cart.
    jobs: Vec<usize>,
}

pub(super) fn cart_key(id: CartId) -> StreamKey {
    StreamKey::new(CARTS, &id.0.to_be_bytes())
}

impl Inner {
    /// Decides, appends and takes over whatever waits once it is this engine's turn; answers in the order of the jobs.
    pub(super) fn commit_group(
        &self,
        log: &Log,
        jobs: &mut Vec<Arc<Job>>,
    ) -> Result<Vec<Result<u64>>> {
        for _ in 0..TRIES {
            log.require_writable()?;
            assert_none();
            log.gather();
            // What can be done before anybody waits for us is done now: reading what others appended, and deciding.
            self.freshen(log);
            let ahead = log.ahead(jobs);
            let mut group = Group::default();
            self.decide_group(log, &mut group, &ahead);
            let turn = log.store.turn(TURN_WAIT).map_err(|error| log.refuse(error))?;
            // Not before: whoever reads meanwhile follows by themselves and need not wait for the turn.
            let mut position = log.position.lock();
            self.follow(log, &mut position)?;
            // Only now: whoever came while others had the log is in time for this frame, and whoever took back is not in it.
            log.fill(jobs);
            let is_as_expected = jobs.len() >= ahead.len()
                && jobs.iter().zip(&ahead).all(|(one, other)| Arc::ptr_eq(one, other));
            if is_as_expected {
                self.forget_stale(&mut group);
            } else {
                group = Group::default();
            }
            self.decide_group(log, &mut group, jobs);
            let answers = self.answers(&mut group);
            let saved = self.saved(log, &mut group);
            let entries = group.entries();
            // Also where there is nothing to append: what others appended, and only buffered, may be what these answers tell of.
            let appended = turn.append(&entries, &saved);
            let is_empty = entries.is_empty() && saved.is_empty();
            drop(entries);
            match appended {
                Ok(_) if is_empty => {
                    self.keep_loaded(log, group);
                    return Ok(answers);
                }
                Ok(at) => {
                    self.take_group(log, group, at);
                    *position = at;
                    return Ok(answers);
                }
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(log.refuse(error)),
            }
        }
        Err(ErrorCode::StorageBusy.into())
    }

    /// Decides the jobs that have no answer yet.
    fn decide_group(&self, log: &Log, group: &mut Group, jobs: &[Arc<Job>]) {
        let ahead = Ahead { now_ms: self.options.clock.now_ms(), brought: None };
        group.decided_at = (ahead.now_ms, self.facts_version());
        group.answers.resize(jobs.len(), None);
        for (number, job) in jobs.iter().enumerate() {
            if group.answers.get(number).is_some_and(Option::is_some) {
                continue;
            }
            let answer = match &job.task {
                Task::Cart(task) => self.decide_cart(log, group, task, number, &ahead),
                Task::Sku(task) => self.decide_sku(group, task),
                Task::Coupon(task) => {
                    self.decide_account(log, &mut group.accounts, task, ahead.now_ms)
                }
                Task::Ledger(task) => {
                    self.decide_account(log, &mut group.accounts, task, ahead.now_ms)
                }
                Task::Campaign(task) => {
                    self.decide_account(log, &mut group.accounts, task, ahead.now_ms)
                }
            };
            if let Some(place) = group.answers.get_mut(number) {
                *place = Some(answer);
            }
        }
    }

    /// Forgets what was decided on carts that others have changed since, or on another price list, or too long ago. What
    /// slips through, as two makers of the same cart do, is refused by the store and decided anew.
    fn forget_stale(&self, group: &mut Group) {
        let (now_ms, facts_version) = group.decided_at;
        let is_late = self.options.clock.now_ms().abs_diff(now_ms) > DECIDED_MS_MAX;
        if is_late || group.has_failed || facts_version != self.facts_version() {
            *group = Group::default();
            return;
        }
        // Of a cart made by this group everything is decided anew: who was refused before it was made must not come after.
        group.remove(|work| work.base == 0 || !self.is_current(work));
        // Without a cart there is nothing to compare: whoever was refused before asks again.
        let mut answers = vec![None; group.answers.len()];
        for number in group.works.iter().flat_map(|work| &work.jobs) {
            if let (Some(old), Some(new)) = (group.answers.get(*number), answers.get_mut(*number)) {
                *new = *old;
            }
        }
        group.answers = answers;
        group.skus.clear();
        group.accounts.clear();
    }

    /// Whether memory still has the cart of which this is a copy.
    fn is_current(&self, work: &Work) -> bool {
        let mut shard = self.carts.lock(&work.cart.id);
        let position = |cart: &CartState| cart.side.as_deref().map_or(0, |side| side.position);
        match shard.get(&work.cart.id) {
            Some(cart) => (cart.version, position(cart)) == (work.base, position(&work.cart)),
            None => work.base == 0,
        }
    }

    /// The answers of a group in which every job was decided; a cart that a bug struck is left out.
    fn answers(&self, group: &mut Group) -> Vec<Result<u64>> {
        let undecided = || Err(ErrorCode::InternalError.into());
        let answers = group.answers.drain(..).map(|answer| answer.unwrap_or_else(undecided));
        let mut answers: Vec<Result<u64>> = answers.collect();
        for work in group.remove(|work| work.cart.is_damaged) {
            for number in &work.jobs {
                if let Some(answer) = answers.get_mut(*number) {
                    *answer = Err(ErrorCode::CartIsDamaged.into());
                }
            }
            self.mark_damaged(work.cart.id);
        }
        answers
    }

    fn decide_sku(&self, group: &mut Group, task: &SkuTask) -> Result<u64> {
        let command = task.command();
        self.prices.revise(&task.sku, &command, &mut group.skus)?;
        let news: u64 = group.skus.iter().map(Revised::events).sum();
        Ok(self.prices.version() + news)
    }

    fn decide_cart(
        &self,
        log: &Log,
        group: &mut Group,
        task: &CartTask,
        number: usize,
        ahead: &Ahead,
    ) -> Result<u64> {
        let commands = task.commands()?;
        let request = task.request(&commands);
        let seat = AtomicU32::new(task.seat);
        let who = task.who(&seat);
        let ahead = &Ahead { now_ms: ahead.now_ms, brought: task.brought.clone() };
        let found = self.work(log, group, task.cart).map(|work| work.is_some());
        group.has_failed |= found.is_err();
        found?;
        let Some(work) = group.get(task.cart) else {
            let mut noted = None;
            let born = self.create(task.cart, &who, &task.options, &request, ahead, &mut noted)?;
            let version = born.version;
            let mut work = Work::new(born, 0);
            work.jobs.push(number);
            work.collect(0, 0, self);
            work.outcomes.extend(noted);
            group.insert(work);
            return Ok(version);
        };
        work.jobs.push(number);
        // Whoever decides about a pledge looks at its campaign, and not in the store.
        for joined in work.cart.campaigns() {
            self.bring_account::<CampaignState>(log, joined.id.as_bytes())?;
        }
        if let Request::One(Command::Pledge { campaign, .. }) = request {
            self.bring_account::<CampaignState>(log, campaign.as_bytes())?;
        }
        let (version, tail) = (work.cart.version, work.cart.history.tail().1.len());
        let mut noted = None;
        let entered = catch_unwind(AssertUnwindSafe(|| {
            self.enter(&mut work.cart, &who, &task.options, &request, ahead, &mut noted)
        }));
        let answer = entered.unwrap_or_else(|_| Err(work.cart.damage()));
        if !work.cart.is_damaged {
            work.collect(version, tail, self);
            work.outcomes.extend(noted);
        }
        answer
    }

    /// The group's copy of a cart: made now, from memory or from the store; nothing where there is no such cart.
    fn work<'g>(
        &self,
        log: &Log,
        group: &'g mut Group,
        id: CartId,
    ) -> Result<Option<&'g mut Work>> {
        while !group.by_cart.contains_key(&id) {
            if let Some(cart) = self.carts.lock(&id).get(&id).map(|cart| cart.clone()) {
                let base = cart.version;
                group.insert(Work::new(cart, base));
                break;
            }
            match self.bring(log, id) {
                Err(error) if error.code == ErrorCode::CartNotFound => break,
                brought => brought?,
            }
        }
        Ok(group.get(id))
    }

    /// Everything the group saves: the blocks it sealed, the price list's news, and snapshots that are due.
    fn saved(&self, log: &Log, group: &mut Group) -> Vec<Saved> {
        let mut saved = Vec::new();
        for work in &mut group.works {
            let key = cart_key(work.cart.id);
            saved.extend(work.blocks.drain(..).map(|block| Saved::Block(key.clone(), block)));
        }
        for sku in &group.skus {
            let body = sku.body().to_vec();
            let snapshot = Snapshot { version: sku.version(), position: u64::MAX, body };
            saved.push(Saved::Snapshot(StreamKey::new(SKUS, sku.sku()), snapshot));
        }
        let many = 2 * (group.works.len() + group.accounts.len()) + SNAPSHOTS_MORE;
        for key in log.store.due(many, false) {
            saved.extend(self.snapshot(log, key, Some(group)));
        }
        saved
    }

    /// A stream's snapshot, from the group's copy, from memory or from the store.
    pub(super) fn snapshot(
        &self,
        log: &Log,
        key: StreamKey,
        group: Option<&Group>,
    ) -> Option<Saved> {
        if key.kind() != CARTS {
            return self.account_snapshot(log, key, group.map(|group| &group.accounts));
        }
        let id = CartId(u128::from_be_bytes(key.key().try_into().ok()?));
        let copied = group.and_then(|group| group.works.get(*group.by_cart.get(&id)?));
        let changed = copied.filter(|work| work.is_changed());
        let snapshot = |cart: &CartState, position| {
            let (version, body) = (cart.version, cart.encode(&self.prices));
            Snapshot { version, position, body }
        };
        if let Some(work) = changed {
            return Some(Saved::Snapshot(key, snapshot(&work.cart, u64::MAX)));
        }
        let copy = self.carts.lock(&id).get(&id).map(|cart| cart.clone());
        let cart = copy.filter(|cart| !cart.is_damaged).or_else(|| self.load(log, id).ok()?)?;
        let position = cart.side.as_deref().map_or(0, |side| side.position);
        Some(Saved::Snapshot(key, snapshot(&cart, position)))
    }

    /// Memory takes over what the log now has.
    fn take_group(&self, log: &Log, group: Group, position: u64) {
        let mut changed = Vec::new();
        let applying = log.applying.lock();
        for work in group.works {
            let (id, is_changed) = (work.cart.id, work.is_changed());
            let mut cart = work.cart;
            if is_changed {
                cart.side_mut().position = position;
                changed.push(id);
            }
            self.put(cart, is_changed);
        }
        for sku in &group.skus {
            self.prices.take(sku.sku_text(), sku.version(), sku.body());
        }
        changed.extend(group.accounts.topics());
        self.take_accounts(group.accounts, position);
        log.known.store(position, Ordering::Release);
        drop(applying);
        self.note_changed(log, changed);
        self.make_room();
    }

    /// What was loaded to be refused stays in memory.
    fn keep_loaded(&self, log: &Log, group: Group) {
        let applying = log.applying.lock();
        for work in group.works {
            self.put(work.cart, false);
        }
        drop(applying);
        self.make_room();
    }
}

impl Group {
    fn insert(&mut self, work: Work) {
        self.by_cart.insert(work.cart.id, self.works.len());
        self.works.push(work);
    }

    fn get(&mut self, id: CartId) -> Option<&mut Work> {
        self.works.get_mut(*self.by_cart.get(&id)?)
    }

    /// Takes carts out.
    fn remove(&mut self, mut leaves: impl FnMut(&Work) -> bool) -> Vec<Work> {
        let gone: Vec<Work> = self.works.extract_if(.., |work| leaves(work)).collect();
        if !gone.is_empty() {
            let numbered = self.works.iter().zip(0..);
            self.by_cart = numbered.map(|(work, place)| (work.cart.id, place)).collect();
        }
        gone
    }

    /// What the frame will hold: first what happened to carts, which were decided before the price list's news.
    fn entries(&mut self) -> Vec<Entry<'_>> {
        for work in &mut self.works {
            let outcomes = core::mem::take(&mut work.outcomes);
            let is_changed = !outcomes.is_empty() || !work.records.is_empty();
            if is_changed {
                work.body = CartEntry { outcomes, records: &work.records }.encode();
            }
        }
        self.accounts.seal();
        let carts = self.works.iter().filter(|work| work.is_changed()).map(Work::entry);
        carts.chain(self.skus.iter().map(sku_entry)).chain(self.accounts.entries()).collect()
    }
}

fn sku_entry(sku: &Revised) -> Entry<'_> {
    Entry {
        stream: StreamKey::new(SKUS, sku.sku()),
        base: sku.base(),
        events: u32::try_from(sku.events()).unwrap_or(u32::MAX),
        body: sku.body(),
        texts: Vec::new(),
    }
}

impl Work {
    fn new(cart: CartState, base: u64) -> Self {
        let (records, texts, body) = (Vec::new(), Vec::new(), Vec::new());
        let (outcomes, blocks, jobs) = (Vec::new(), Vec::new(), Vec::new());
        Self { cart, base, records, texts, outcomes, blocks, body, jobs }
    }

    /// Whether the log is to hear of it.
    fn is_changed(&self) -> bool {
        !self.records.is_empty() || !self.outcomes.is_empty() || !self.body.is_empty()
    }

    /// Collects what was recorded since the cart was at `version` and its tail `tail` bytes long.
    fn collect(&mut self, version: u64, tail: usize, inner: &Inner) {
        if self.cart.version == version {
            return;
        }
        let mut known = tail;
        for (base, start, records) in self.cart.history.sealed_after(version) {
            self.records.extend_from_slice(records.get(known..).unwrap_or_default());
            known = 0;
            self.blocks.push(Block { base, body: encode_run(start, records, &inner.prices) });
        }
        let (_, records) = self.cart.history.tail();
        self.records.extend_from_slice(records.get(known..).unwrap_or_default());
        // Later commands of the group may seal history, and the cart then drops texts.
        let texts = self.cart.side.as_deref().map(|side| side.texts.since(version));
        self.texts.extend(texts.into_iter().flatten());
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            stream: cart_key(self.cart.id),
            base: self.base,
            events: u32::try_from(self.cart.version - self.base).unwrap_or(u32::MAX),
            body: &self.body,
            texts: self.texts.iter().map(|(reference, text)| (*reference, &**text)).collect(),
        }
    }
}
