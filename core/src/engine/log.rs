//! The queue in front of a store: callers wait, and the first of them commits for all.

use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use core::time::Duration;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, OnceLock, PoisonError};
use std::time::Instant;

use parking_lot::Mutex;
use rust_decimal::Decimal;

use super::Inner;
use super::accounts::AccountTask;
use crate::command::Command;
use crate::engine::{CommandOptions, Principal, Request, Who};
use crate::error::{Error, ErrorCode, ErrorContext, Result};
use crate::id::CartId;
use crate::journal::fork::{self, Pass};
use crate::journal::{Store, StoreError};
use crate::rules::context::Brought;
use crate::state::campaign::CampaignState;
use crate::state::coupon::CouponState;
use crate::state::ledger::LedgerState;
use crate::state::sku::SkuCommand;

/// No more calls than this wait at once.
const WAITING_MAX: usize = 65_536;
/// At most so many commands go into one frame.
const GROUP_MAX: usize = 1_024;
/// So often whoever commits steps aside for those who are about to ask again.
const STEPS_ASIDE: usize = 16;

/// Who has waited so long without anybody beginning to commit for them takes their task back.
const WAIT: Duration = Duration::from_secs(5);

/// What an engine with a store has besides its memory.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) store: Arc<dyn Store>,
    /// The process that opened the engine.
    home: u32,
    queue: Mutex<Queue>,
    /// Callers who wait for an answer, whether their tasks wait or are being written.
    callers: AtomicUsize,
    /// Held by whoever ends the engine; then whether all was finished in time.
    pub(super) ending: Mutex<Option<bool>>,
    /// The last frame that memory takes into account. Whoever holds it, and nobody else, changes carts; whoever appends has
    /// the store's turn first, and then this.
    pub(super) position: Mutex<u64>,
    /// Held while memory takes over a frame, and while a cart is loaded: so neither misses the other.
    pub(super) applying: Mutex<()>,
    /// Carts that changed, of which no watcher has been told yet: foreign code runs only when nothing is held.
    pub(super) changed: Mutex<Vec<CartId>>,
    /// About how many callers come at once: the largest of the last groups.
    crowd: AtomicUsize,
    has_failed: AtomicBool,
    /// [`Self::position`], to be read by anyone.
    pub(super) known: AtomicU64,
    pub(super) is_listening: AtomicBool,
}

#[derive(Debug, Default)]
struct Queue {
    jobs: VecDeque<Arc<Job>>,
    /// The round of whoever comes now.
    round: Arc<Round>,
    /// Somebody commits, or has been told to.
    is_led: bool,
}

/// What one caller waits for.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) task: Task,
    answer: OnceLock<Result<u64>>,
    round: Arc<Round>,
    since: Instant,
}

/// Callers who came while the same group was formed. They wait together, so that one call of the kernel wakes all of them:
/// told one by one, each would push aside whoever still has the others to tell.
#[derive(Debug, Default)]
struct Round {
    /// One of them is to commit next. The standard library's lock, because its condition variable wakes all at once where
    /// `parking_lot`'s lets each wake the next.
    wants_leader: std::sync::Mutex<bool>,
    news: Condvar,
}

/// What is asked, in a form that one thread can hand to another.
#[derive(Debug)]
pub(super) enum Task {
    Cart(CartTask),
    Sku(SkuTask),
    Coupon(AccountTask<CouponState>),
    Ledger(AccountTask<LedgerState>),
    Campaign(AccountTask<CampaignState>),
}

/// One command or a batch for a cart.
#[derive(Debug)]
pub(super) struct CartTask {
    pub(super) cart: CartId,
    member: Option<Box<str>>,
    /// The seat that the caller's handle knows. What a copy of the cart makes of it goes with the copy.
    pub(super) seat: u32,
    pub(super) options: CommandOptions,
    is_batch: bool,
    commands: Vec<u8>,
    pub(super) brought: Option<Brought>,
}

/// A change to the price list.
#[derive(Debug)]
pub(super) struct SkuTask {
    pub(super) sku: Box<str>,
    change: SkuChange,
}

#[derive(Debug)]
enum SkuChange {
    Price { currency: Box<str>, unit_price: Decimal },
    Category(Option<Box<str>>),
}

impl CartTask {
    pub(super) fn new(
        cart: CartId,
        who: &Who<'_>,
        options: &CommandOptions,
        request: &Request<'_, '_>,
    ) -> Self {
        let member = match who.principal {
            Principal::System => None,
            Principal::Member(name) => Some(name.into()),
        };
        let seat = who.seat.load(Ordering::Relaxed);
        let commands = postcard::to_allocvec(request.commands());
        let commands = commands.expect("a command holds nothing unencodable");
        let is_batch = matches!(request, Request::Batch(_));
        let brought = None;
        Self { cart, member, seat, options: *options, is_batch, commands, brought }
    }

    /// With what a flow brought from another stream.
    pub(super) fn with(self, brought: Option<Brought>) -> Self {
        Self { brought, ..self }
    }

    pub(super) fn who<'w>(&'w self, seat: &'w AtomicU32) -> Who<'w> {
        let principal = self.member.as_deref().map_or(Principal::System, Principal::Member);
        Who { principal, seat }
    }

    pub(super) fn commands(&self) -> Result<Vec<Command<'_>>> {
        postcard::from_bytes(&self.commands).map_err(|_| ErrorCode::InternalError.into())
    }

    pub(super) fn request<'r, 'a>(&self, commands: &'r [Command<'a>]) -> Request<'r, 'a> {
        match commands {
            [command] if !self.is_batch => Request::One(command),
            commands => Request::Batch(commands),
        }
    }
}

impl SkuTask {
    pub(super) fn new(sku: &str, command: &SkuCommand<'_>) -> Self {
        let change = match *command {
            SkuCommand::SetPrice { currency, unit_price } => {
                SkuChange::Price { currency: currency.into(), unit_price }
            }
            SkuCommand::SetCategory { category } => SkuChange::Category(category.map(Into::into)),
        };
        Self { sku: sku.into(), change }
    }

    pub(super) fn command(&self) -> SkuCommand<'_> {
        match &self.change {
            SkuChange::Price { currency, unit_price } => {
                SkuCommand::SetPrice { currency, unit_price: *unit_price }
            }
            SkuChange::Category(category) => {
                SkuCommand::SetCategory { category: category.as_deref() }
            }
        }
    }
}

impl Queue {
    /// Takes a task; answers also whether its caller is to commit, because nobody else does.
    #[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
    fn put(&mut self, task: Task) -> Result<(Arc<Job>, bool)> {
        if self.jobs.len() >= WAITING_MAX {
            return Err(ErrorCode::StorageBusy.into());
        }
        let (answer, round) = (OnceLock::new(), Arc::clone(&self.round));
        let job = Arc::new(Job { task, answer, round, since: Instant::now() });
        self.jobs.push_back(Arc::clone(&job));
        Ok((job, !core::mem::replace(&mut self.is_led, true)))
    }
}

impl Job {
    /// Waits for the answer; nothing where this caller is to commit first, be it for those who came after.
    #[allow(clippy::disallowed_methods, reason = "a wait is measured on the machine's own clock")]
    fn wait(self: &Arc<Self>, log: &Log) -> Option<Result<u64>> {
        let mut began = self.since;
        let mut wants_leader = self.round.lock();
        loop {
            if core::mem::take(&mut *wants_leader) {
                return None;
            }
            if let Some(answer) = self.answer.get() {
                return Some(*answer);
            }
            let Some(left) = WAIT.checked_sub(began.elapsed()) else {
                // Whoever leads stands in the queue for a lock whose holder does not run.
                drop(wants_leader);
                if log.take_back(self) {
                    return Some(Err(ErrorCode::StorageBusy.into()));
                }
                // Somebody has begun: that ends, however long the medium takes.
                began = Instant::now();
                wants_leader = self.round.lock();
                continue;
            };
            let woken = self.round.news.wait_timeout(wants_leader, left);
            wants_leader = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Round {
    fn lock(&self) -> std::sync::MutexGuard<'_, bool> {
        // Nothing can panic under it.
        self.wants_leader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells one of those who wait to commit next.
    fn call_leader(&self) {
        *self.lock() = true;
        self.news.notify_one();
    }

    /// Wakes all who wait, after their answers were given.
    fn end(&self) {
        // Whoever has looked for an answer in vain waits by now.
        drop(self.lock());
        self.news.notify_all();
    }
}

impl Log {
    pub(super) fn new(store: Arc<dyn Store>, home: u32, position: u64) -> Self {
        Self {
            store,
            home,
            queue: Mutex::new(Queue::default()),
            callers: AtomicUsize::new(0),
            ending: Mutex::new(None),
            position: Mutex::new(position),
            known: AtomicU64::new(position),
            applying: Mutex::new(()),
            changed: Mutex::default(),
            crowd: AtomicUsize::new(0),
            has_failed: AtomicBool::new(false),
            is_listening: AtomicBool::new(false),
        }
    }

    /// Begins a call, in the process that opened the engine; until it ends the process does not fork, so that no child
    /// inherits a lock of the engine's that is held.
    pub(super) fn pass(&self) -> Result<Pass> {
        fork::enter(self.home).map_err(|error| match error {
            StoreError::Closed => ErrorCode::EngineIsForked.into(),
            other => other.into(),
        })
    }

    /// How many callers wait for an answer.
    pub(super) fn waiting(&self) -> usize {
        self.callers.load(Ordering::SeqCst)
    }

    /// Refuses where a write has failed.
    pub(super) fn require_writable(&self) -> Result<()> {
        let has_failed = self.has_failed.load(Ordering::Acquire);
        if has_failed { Err(ErrorCode::StorageFailed.into()) } else { Ok(()) }
    }

    /// What a store's error means to a caller; after a failed write nothing more is taken.
    pub(super) fn refuse(&self, error: StoreError) -> Error {
        if error == StoreError::Failed {
            self.has_failed.store(true, Ordering::Release);
        }
        error.into()
    }

    /// Gives way while others come. Those who were just answered most often have more to ask, and stand in line for a processor:
    /// without this each of them would commit alone, which costs ten times as much as being one of a group.
    pub(super) fn gather(&self) {
        let crowd = self.crowd.load(Ordering::Relaxed);
        let mut waiting = self.waiting();
        for _ in 0..STEPS_ASIDE {
            if waiting >= crowd {
                return;
            }
            std::thread::yield_now();
            let before = core::mem::replace(&mut waiting, self.waiting());
            if waiting == before {
                return;
            }
        }
    }

    /// The jobs that the next frame begins with, as far as it is known: nobody has begun with them, and who waits too long may
    /// still take theirs back.
    pub(super) fn ahead(&self, jobs: &[Arc<Job>]) -> Vec<Arc<Job>> {
        let queue = self.queue.lock();
        jobs.iter().chain(&queue.jobs).take(GROUP_MAX).map(Arc::clone).collect()
    }

    /// Adds those who wait to a group.
    pub(super) fn fill(&self, jobs: &mut Vec<Arc<Job>>) {
        let mut queue = self.queue.lock();
        let many = queue.jobs.len().min(GROUP_MAX.saturating_sub(jobs.len()));
        if many > 0 {
            jobs.extend(queue.jobs.drain(..many));
            queue.round = Arc::default();
        }
        // A crowd that has gone is forgotten after some groups.
        let crowd = self.crowd.load(Ordering::Relaxed);
        self.crowd.store(jobs.len().max(crowd - crowd.div_ceil(8)), Ordering::Relaxed);
    }

    /// Takes a job out of the queue again; answers whether nobody had begun with it.
    fn take_back(&self, job: &Arc<Job>) -> bool {
        let mut queue = self.queue.lock();
        let may_go = !*job.round.lock();
        let place = queue.jobs.iter().position(|other| Arc::ptr_eq(other, job));
        place.filter(|_| may_go).is_some_and(|place| queue.jobs.remove(place).is_some())
    }

    /// Tells one of those who have waited longest to commit next, if anybody waits.
    fn hand_over(&self) {
        let mut queue = self.queue.lock();
        let next = queue.jobs.front().map(|next| Arc::clone(&next.round));
        queue.is_led = next.is_some();
        // Under the queue's lock, so that nobody takes their task back once they may be the one who is called.
        if let Some(next) = next {
            next.call_leader();
        }
    }
}

/// A caller who waits for an answer, for as long as this lives.
struct Waits<'l>(&'l Log);

impl<'l> Waits<'l> {
    fn begin(log: &'l Log) -> Self {
        log.callers.fetch_add(1, Ordering::SeqCst);
        Self(log)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.callers.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Inner {
    /// Lets a caller in, or refuses whoever comes once the engine ends, has failed, or belongs to a parent.
    fn admit<'l>(&self, log: &'l Log) -> Result<(Pass, Waits<'l>)> {
        let admitted = (log.pass()?, Waits::begin(log));
        // Whoever comes once it ends is not waited for; whoever came before is, and has been counted.
        if self.is_closed.load(Ordering::SeqCst) {
            return Err(ErrorCode::EngineIsClosed.into());
        }
        log.require_writable()?;
        Ok(admitted)
    }

    /// Puts a task in the queue and waits for its answer, committing for all who wait when it is this caller's turn.
    pub(super) fn submit(&self, log: &Log, task: Task) -> Result<u64> {
        let _admitted = self.admit(log)?;
        let (job, leads) = log.queue.lock().put(task)?;
        if leads {
            self.lead(log);
        }
        self.answer(log, &job)
    }

    /// Puts several tasks in the queue at once, so that one group takes them, and waits for all their answers.
    pub(super) fn submit_all(&self, log: &Log, tasks: Vec<Result<Task>>) -> Vec<Result<u64>> {
        let _admitted = match self.admit(log) {
            Ok(admitted) => admitted,
            Err(refusal) => return vec![Err(refusal); tasks.len()],
        };
        let mut queue = log.queue.lock();
        let put = |task: Result<Task>| queue.put(task?);
        let jobs: Vec<Result<(Arc<Job>, bool)>> = tasks.into_iter().map(put).collect();
        drop(queue);
        if jobs.iter().flatten().any(|(_, leads)| *leads) {
            self.lead(log);
        }
        jobs.into_iter().map(|job| self.answer(log, &job?.0)).collect()
    }

    /// Waits for a job's answer, committing for all who wait when its turn to do so comes. Several jobs of one caller are of one
    /// round, so that whoever waits for the first hears when another's turn has come.
    fn answer(&self, log: &Log, job: &Arc<Job>) -> Result<u64> {
        loop {
            match job.wait(log) {
                Some(answer) => return answer,
                None => self.lead(log),
            }
        }
    }

    /// Commits one group; the next one's leader is told first, so that its append overlaps with these answers.
    fn lead(&self, log: &Log) {
        let mut jobs = Vec::new();
        let committed = catch_unwind(AssertUnwindSafe(|| self.commit_group(log, &mut jobs)));
        let committed = committed.unwrap_or_else(|_| {
            // Whether the log has the group is not known here.
            log.has_failed.store(true, Ordering::Release);
            Err(ErrorCode::StorageFailed.into())
        });
        if committed.is_err() {
            log.fill(&mut jobs);
        }
        log.hand_over();
        let answers = committed.unwrap_or_else(|refusal| vec![Err(refusal); jobs.len()]);
        for (job, answer) in jobs.iter().zip(answers) {
            // Nobody else answers.
            let _ = job.answer.set(answer);
        }
        for group in jobs.chunk_by(|one, next| Arc::ptr_eq(&one.round, &next.round)) {
            if let Some(job) = group.first() {
                job.round.end();
            }
        }
        self.tell_watchers(log);
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::Conflict | StoreError::Busy => ErrorCode::StorageBusy,
            StoreError::Failed => ErrorCode::StorageFailed,
            StoreError::Damaged { position } => {
                let context = ErrorContext::Position { position };
                return Self { code: ErrorCode::StorageIsDamaged, context };
            }
            StoreError::NotRecognized => ErrorCode::StorageNotRecognized,
            StoreError::TooNew => ErrorCode::StorageTooNew,
            StoreError::ReadOnly => ErrorCode::StorageIsReadOnly,
            StoreError::NotFound => ErrorCode::StorageNotFound,
            StoreError::DurabilityNotValid => ErrorCode::DurabilityNotValid,
            StoreError::Closed => ErrorCode::EngineIsClosed,
        };
        code.into()
    }
}
