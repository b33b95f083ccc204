//! Coupons, ledgers and campaigns behind the door: committed in memory or by a group, read when somebody comes, let go when nobody does.

use parking_lot::Mutex;

use super::log::{Log, Task};
use super::{Engine, Inner};
use crate::campaigns::topic;
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::CartId;
use crate::journal::fork::Pass;
use crate::journal::{Entry, FrameEntry, Saved, Snapshot, StreamKey};
use crate::limits::Limits;
use crate::shards::{Rank, assert_none};
use crate::state::Stream;
use crate::state::account::{Account, Moment};
use crate::state::campaign::{CampaignCommand, CampaignState, Told};
use crate::state::coupon::{CouponCommand, CouponState};
use crate::state::ledger::{LedgerCommand, LedgerState};
use crate::state::saved::{CAMPAIGNS, COUPONS, LEDGERS};
use crate::streams::{Revised, Streams, restored};

/// The small streams beside carts and SKUs.
#[derive(Debug)]
pub(super) struct Accounts {
    coupons: Streams<CouponState>,
    ledgers: Streams<LedgerState>,
    campaigns: Streams<CampaignState>,
    /// Campaigns that another engine made and that are not here yet: somebody has to see to their deadlines.
    heard_of: Mutex<Vec<Box<[u8]>>>,
}

/// What a group changed in them.
#[derive(Debug, Default)]
pub(super) struct AccountNews {
    coupons: Vec<Revised<CouponState>>,
    ledgers: Vec<Revised<LedgerState>>,
    campaigns: Vec<Revised<CampaignState>>,
}

/// A command for one of them, in a form that one thread can hand to another.
#[derive(Debug)]
pub(super) struct AccountTask<S: Account> {
    key: Box<[u8]>,
    asked: S::Asked,
}

/// A kind of stream that the engine holds.
pub(super) trait Kept: Account {
    fn streams(accounts: &Accounts) -> &Streams<Self>;
    fn news(news: &mut AccountNews) -> &mut Vec<Revised<Self>>;
    fn task(task: AccountTask<Self>) -> Task;
    /// Whether it can make the stream larger, so that it is refused where memory is full.
    fn grows(asked: &Self::Asked) -> bool;
}

impl Kept for CouponState {
    fn streams(accounts: &Accounts) -> &Streams<Self> {
        &accounts.coupons
    }

    fn news(news: &mut AccountNews) -> &mut Vec<Revised<Self>> {
        &mut news.coupons
    }

    fn task(task: AccountTask<Self>) -> Task {
        Task::Coupon(task)
    }

    fn grows(asked: &CouponCommand) -> bool {
        matches!(asked, CouponCommand::Define { .. } | CouponCommand::Reserve { .. })
    }
}

impl Kept for LedgerState {
    fn streams(accounts: &Accounts) -> &Streams<Self> {
        &accounts.ledgers
    }

    fn news(news: &mut AccountNews) -> &mut Vec<Revised<Self>> {
        &mut news.ledgers
    }

    fn task(task: AccountTask<Self>) -> Task {
        Task::Ledger(task)
    }

    fn grows(asked: &LedgerCommand) -> bool {
        matches!(asked, LedgerCommand::Observe { .. } | LedgerCommand::Reserve { .. })
    }
}

impl Kept for CampaignState {
    fn streams(accounts: &Accounts) -> &Streams<Self> {
        &accounts.campaigns
    }

    fn news(news: &mut AccountNews) -> &mut Vec<Revised<Self>> {
        &mut news.campaigns
    }

    fn task(task: AccountTask<Self>) -> Task {
        Task::Campaign(task)
    }

    fn grows(asked: &CampaignCommand) -> bool {
        matches!(asked, CampaignCommand::Create { .. } | CampaignCommand::Expect { .. })
    }
}

impl Accounts {
    /// From the seeds of other shards: an engine draws as much randomness as it did before there were any, and gives carts the
    /// ids it gave.
    pub(super) fn new(seeds: [u64; 2], limits: &Limits, is_on_store: bool) -> Self {
        let max = (!is_on_store).then_some(limits.accounts_max);
        let [coupons, ledgers] = seeds.map(|seed| seed.rotate_left(32));
        let campaigns = coupons.rotate_left(16);
        Self {
            coupons: Streams::new(Rank::Coupons, coupons, max),
            ledgers: Streams::new(Rank::Ledgers, ledgers, max),
            campaigns: Streams::new(Rank::Campaigns, campaigns, max),
            heard_of: Mutex::default(),
        }
    }

    pub(super) fn bytes(&self) -> u64 {
        self.coupons.bytes() + self.ledgers.bytes() + self.campaigns.bytes()
    }

    pub(super) const fn campaigns(&self) -> &Streams<CampaignState> {
        &self.campaigns
    }

    /// Notes a campaign that the next sweep brings in.
    pub(super) fn hear_of(&self, key: &[u8]) {
        self.heard_of.lock().push(key.into());
    }

    pub(super) fn take_heard_of(&self) -> Vec<Box<[u8]>> {
        core::mem::take(&mut *self.heard_of.lock())
    }

    /// Lets some go that nobody came to since the last look.
    pub(super) fn let_some_go(&self, buckets: usize) {
        self.coupons.let_some_go(buckets);
        self.ledgers.let_some_go(buckets);
        self.campaigns.let_some_go(buckets);
    }

    /// Takes over an entry of another engine's; answers with what watches wait for, where it is about a campaign.
    pub(super) fn take_entry(&self, position: u64, entry: &FrameEntry<'_>) -> Option<CartId> {
        let (key, base) = (entry.stream.key(), entry.base);
        match entry.stream.kind() {
            COUPONS => self.coupons.take(key, base, entry.body, position),
            LEDGERS => self.ledgers.take(key, base, entry.body, position),
            CAMPAIGNS => {
                self.campaigns.take(key, base, entry.body, position);
                if base == 0 {
                    self.hear_of(key);
                }
                return Some(topic(key));
            }
            _ => {}
        }
        None
    }
}

impl AccountNews {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn len(&self) -> usize {
        self.coupons.len() + self.ledgers.len() + self.campaigns.len()
    }

    /// The campaigns that changed, as watches know them.
    pub(super) fn topics(&self) -> impl Iterator<Item = CartId> {
        self.campaigns.iter().map(|one| topic(one.state.key()))
    }

    pub(super) fn seal(&mut self) {
        self.coupons.iter_mut().for_each(Revised::seal);
        self.ledgers.iter_mut().for_each(Revised::seal);
        self.campaigns.iter_mut().for_each(Revised::seal);
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let coupons = self.coupons.iter().map(Revised::entry);
        let ledgers = self.ledgers.iter().map(Revised::entry);
        coupons.chain(ledgers).chain(self.campaigns.iter().map(Revised::entry))
    }
}

impl Inner {
    /// About how many bytes carts, coupons and ledgers take, where a bound makes the engine count.
    pub(super) fn all_bytes(&self) -> u64 {
        let carts = self.bytes.load(core::sync::atomic::Ordering::Relaxed);
        carts.saturating_add(self.accounts.bytes())
    }

    fn moment(&self) -> Moment<'_> {
        let now_ms = self.options.clock.now_ms();
        Moment { limits: &self.options.limits, now_ms, skus: Some(self) }
    }

    fn commit_in_memory<S: Kept>(&self, key: &[u8], asked: &S::Asked) -> Result<u64> {
        match self.options.max_bytes {
            Some(max) if S::grows(asked) && self.all_bytes() >= max => {
                Err(Error::limit(ErrorCode::ExceedsMemoryMax, max))
            }
            _ => S::streams(&self.accounts).commit(key, asked, &self.moment()),
        }
    }

    /// Decides a task of a group's on its copies.
    pub(super) fn decide_account<S: Kept>(
        &self,
        log: &Log,
        news: &mut AccountNews,
        task: &AccountTask<S>,
        now_ms: u64,
    ) -> Result<u64> {
        let AccountTask { key, asked } = task;
        let news = S::news(news);
        let moment = Moment { limits: &self.options.limits, now_ms, skus: Some(self) };
        if let Some(known) = news.iter_mut().find(|one| one.is_of(key)) {
            return known.revise(asked, &moment);
        }
        let live = self.look_at_stored(log, key, S::clone)?;
        let mut revised = Revised::new(live.unwrap_or_else(|| S::unborn(key)));
        let version = revised.revise(asked, &moment)?;
        if revised.is_changed() {
            news.push(revised);
        }
        Ok(version)
    }

    /// Sees to it that a stream that exists is in memory; answers whether it does.
    pub(super) fn bring_account<S: Kept>(&self, log: &Log, key: &[u8]) -> Result<bool> {
        let streams = S::streams(&self.accounts);
        if streams.has(key) {
            return Ok(true);
        }
        let applying = log.applying.lock();
        // Somebody else may have come to it first.
        let is_here = streams.has(key) || self.load_account::<S>(log, key)?;
        drop(applying);
        self.make_room();
        Ok(is_here)
    }

    /// Looks at a stream, which comes into memory for it; nothing where it never was.
    fn look_at_stored<S: Kept, T>(
        &self,
        log: &Log,
        key: &[u8],
        look: impl Fn(&S) -> T,
    ) -> Result<Option<T>> {
        loop {
            if let Some(seen) = S::streams(&self.accounts).look(key, &look) {
                return Ok(Some(seen));
            }
            // It may leave again before anybody has looked.
            if !self.bring_account::<S>(log, key)? {
                return Ok(None);
            }
        }
    }

    fn load_account<S: Kept>(&self, log: &Log, key: &[u8]) -> Result<bool> {
        let Some((state, position)) = Self::read_account::<S>(log, key)? else { return Ok(false) };
        S::streams(&self.accounts).put(state, position);
        Ok(true)
    }

    fn read_account<S: Kept>(log: &Log, key: &[u8]) -> Result<Option<(S, u64)>> {
        assert_none();
        let Some(stored) = log.store.load(&StreamKey::new(S::KIND, key))? else { return Ok(None) };
        let position = stored.position;
        let damaged = || {
            let context = ErrorContext::Position { position };
            Error { code: ErrorCode::StorageIsDamaged, context }
        };
        let state = restored(key, &stored).ok_or_else(damaged)?;
        Ok(Some((state, position)))
    }

    /// The snapshot of a coupon or a ledger, from a group's copy, from memory or from the store.
    pub(super) fn account_snapshot(
        &self,
        log: &Log,
        key: StreamKey,
        news: Option<&AccountNews>,
    ) -> Option<Saved> {
        let snapshot = match key.kind() {
            COUPONS => self.snapshot_of(log, &key, news.map(|news| news.coupons.as_slice())),
            LEDGERS => self.snapshot_of(log, &key, news.map(|news| news.ledgers.as_slice())),
            CAMPAIGNS => self.snapshot_of(log, &key, news.map(|news| news.campaigns.as_slice())),
            _ => None,
        };
        Some(Saved::Snapshot(key, snapshot?))
    }

    fn snapshot_of<S: Kept>(
        &self,
        log: &Log,
        key: &StreamKey,
        news: Option<&[Revised<S>]>,
    ) -> Option<Snapshot> {
        let revised = news.and_then(|news| news.iter().find(|one| one.is_of(key.key())));
        let copy = match revised {
            Some(revised) => Some((revised.state.clone(), u64::MAX)),
            None => S::streams(&self.accounts).copy(key.key()),
        };
        let (state, position) =
            copy.or_else(|| Self::read_account::<S>(log, key.key()).ok().flatten())?;
        Some(Snapshot { version: state.version(), position, body: state.encode() })
    }

    /// Memory takes over what the log now has.
    pub(super) fn take_accounts(&self, news: AccountNews, position: u64) {
        let Accounts { coupons, ledgers, campaigns, .. } = &self.accounts;
        news.coupons.into_iter().for_each(|one| coupons.put(one.state, position));
        news.ledgers.into_iter().for_each(|one| ledgers.put(one.state, position));
        news.campaigns.into_iter().for_each(|one| campaigns.put(one.state, position));
    }
}

impl Engine {
    /// The one door to a coupon: answers with its version, 0 where it is not there and nothing happened.
    pub(crate) fn ask_coupon(&self, key: &[u8], asked: CouponCommand) -> Result<u64> {
        self.commit_account::<CouponState>(key, asked)
    }

    /// The one door to a ledger.
    pub(crate) fn ask_ledger(&self, key: &[u8], asked: LedgerCommand) -> Result<u64> {
        self.commit_account::<LedgerState>(key, asked)
    }

    /// The one door to a campaign.
    pub(crate) fn ask_campaign(&self, key: &[u8], asked: CampaignCommand) -> Result<u64> {
        let answer = self.commit_account::<CampaignState>(key, asked);
        if answer.is_ok() && self.0.log.is_none() && self.0.feed.watches() > 0 {
            assert_none();
            self.0.feed.wake(topic(key));
        }
        answer
    }

    /// Lets the caller look at a campaign as everybody has been answered; nothing where it never was.
    pub(crate) fn see_campaign<T>(
        &self,
        key: &[u8],
        look: impl Fn(&CampaignState) -> T,
    ) -> Result<Option<T>> {
        self.look_at_account(key, look)
    }

    /// Lets the caller look at a coupon as everybody has been answered; nothing where it never was.
    pub(crate) fn see_coupon<T>(
        &self,
        key: &[u8],
        look: impl Fn(&CouponState) -> T,
    ) -> Result<Option<T>> {
        self.look_at_account(key, look)
    }

    /// Lets the caller look at a ledger as everybody has been answered; nothing where it never was.
    pub(crate) fn see_ledger<T>(
        &self,
        key: &[u8],
        look: impl Fn(&LedgerState) -> T,
    ) -> Result<Option<T>> {
        self.look_at_account(key, look)
    }

    /// Tells campaigns several things at once, so that one group takes them.
    pub(super) fn tell_campaigns_together(&self, log: &Log, told: Vec<(CartId, Box<str>, Told)>) {
        let task = |(cart, campaign, told): (CartId, Box<str>, Told)| {
            let (key, asked) =
                (campaign.into_boxed_bytes(), CampaignCommand::Observe { cart, told });
            Ok(CampaignState::task(AccountTask { key, asked }))
        };
        let carts: Vec<CartId> = told.iter().map(|(cart, ..)| *cart).collect();
        if carts.is_empty() {
            return;
        }
        let answers = self.0.submit_all(log, told.into_iter().map(task).collect());
        for (cart, _) in carts.into_iter().zip(answers).filter(|(_, answer)| answer.is_err()) {
            self.peek(cart, |cart, _| cart.has_news = true);
        }
    }

    fn commit_account<S: Kept>(&self, key: &[u8], asked: S::Asked) -> Result<u64> {
        self.require_open()?;
        match &self.0.log {
            None => self.0.commit_in_memory::<S>(key, &asked),
            Some(log) => {
                let key = key.into();
                self.0.submit(log, S::task(AccountTask { key, asked }))
            }
        }
    }

    fn look_at_account<S: Kept, T>(&self, key: &[u8], look: impl Fn(&S) -> T) -> Result<Option<T>> {
        self.require_open()?;
        let inner = &*self.0;
        let Some(log) = &inner.log else {
            return Ok(S::streams(&inner.accounts).look(key, look));
        };
        let _pass: Pass = log.pass()?;
        inner.freshen(log);
        inner.tell_watchers(log);
        inner.look_at_stored(log, key, look)
    }
}
