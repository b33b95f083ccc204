//! What a sweep does for campaigns: their deadlines, and on a store the carts that have to take over what became of them.

use core::sync::atomic::AtomicU32;
use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use super::log::{CartTask, Log, Task};
use super::pledging::page;
use super::{Engine, NO_SEAT, Request, Who};
use crate::command::Command;
use crate::engine::{CommandOptions, Principal, Swept};
use crate::error::{ErrorCode, Result};
use crate::id::CartId;
use crate::shards::Place;
use crate::state::account::Account;
use crate::state::campaign::CampaignState;
use crate::state::saved::CAMPAIGNS;
use crate::streams::restored;

/// So many carts of a campaign are brought up in one go.
const CARTS: usize = 256;
/// So many campaigns are read at a time when the first sweep looks for those that are not decided.
const CAMPAIGNS_PAGE: usize = 256;
/// Of a campaign that ended no longer ago than this when an engine opens, carts may still have to hear.
const LATELY_MS: u64 = 86_400_000;

type Key = Box<[u8]>;

/// What sweeps remember of campaigns.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    /// Whether those that a store keeps were looked through.
    has_begun: bool,
    /// How often campaigns had told carts something when that was last looked at.
    moved: Option<u64>,
    /// Up to which of a campaign's news its carts were brought up; not there where it had none but its terms.
    brought: HashMap<Key, u64, FixedState>,
    /// Campaigns whose carts are to be brought up: to which news, and the cart after which to go on.
    waiting: BTreeMap<Key, (u64, Option<CartId>)>,
    /// Campaigns from before the engine opened, whose carts whoever died may have left untold: the cart after which to go on.
    unasked: Vec<(Key, Option<CartId>)>,
}

impl Engine {
    /// Works off what campaigns have to do; answers whether nothing is left, which only happens on a store.
    pub(super) fn sweep_campaigns(&self, carts_max: u32, swept: &mut Swept) -> bool {
        let inner = &*self.0;
        // Whoever sweeps at the same time does it all.
        let Some(mut rounds) = inner.rounds.try_lock() else { return true };
        if let Some(log) = &inner.log {
            inner.freshen(log);
            self.bring_campaigns(log, &mut rounds);
        }
        let are_asked = self.ask_some(&mut rounds, carts_max);
        for campaign in self.due_campaigns() {
            self.settle_campaign(&campaign);
            swept.settled += 1;
        }
        let Some(log) = &inner.log else { return true };
        self.gather(&mut rounds);
        while swept.looked_at < carts_max
            && let Some((key, (news, after))) = rounds.waiting.pop_first()
        {
            match self.bring_up(log, &key, (news, after), carts_max, swept) {
                Ok(None) => drop(rounds.brought.insert(key, news)),
                Ok(after) => drop(rounds.waiting.insert(key, (news, after))),
                // It is tried again by the next sweep.
                Err(_) => {
                    rounds.waiting.insert(key, (news, after));
                    break;
                }
            }
        }
        rounds.waiting.is_empty() && are_asked
    }

    fn due_campaigns(&self) -> Vec<Box<str>> {
        let now_ms = self.now_ms();
        let mut due = Vec::new();
        self.visit_campaigns(|state| {
            if state.news().is_some_and(|news| news.is_due(now_ms)) {
                due.push(core::str::from_utf8(state.id()).unwrap_or_default().into());
            }
        });
        due
    }

    fn visit_campaigns(&self, mut visit: impl FnMut(&CampaignState)) {
        let mut place = Some(Place::default());
        while let Some(from) = place {
            place = self.0.accounts.campaigns().visit(from, &mut visit);
        }
    }

    /// Brings in what must be known of on a store: at first all that is not decided, or was lately, and then what others
    /// made meanwhile.
    fn bring_campaigns(&self, log: &Log, rounds: &mut Rounds) {
        let mut keys = self.0.accounts.take_heard_of();
        if !rounds.has_begun {
            let found = self.undecided_campaigns(log);
            // What is damaged is told to whoever comes to it.
            rounds.has_begun =
                found.as_ref().err().is_none_or(|error| error.code == ErrorCode::StorageIsDamaged);
            let found = found.unwrap_or_default();
            rounds.unasked.extend(found.iter().map(|key| (key.clone(), None)));
            keys.extend(found);
        }
        if !keys.is_empty() {
            rounds.moved = None;
        }
        for key in keys {
            if self.0.bring_account::<CampaignState>(log, &key).is_err() {
                self.0.accounts.hear_of(&key);
            }
        }
    }

    fn undecided_campaigns(&self, log: &Log) -> Result<Vec<Key>> {
        let since_ms = self.now_ms().saturating_sub(LATELY_MS);
        let ended_lately =
            |state: &CampaignState| state.moments().last().is_some_and(|it| it.at_ms >= since_ms);
        let (mut keys, mut after) = (Vec::new(), None);
        loop {
            let page = log.store.streams(CAMPAIGNS, after.as_ref(), CAMPAIGNS_PAGE)?;
            for (stream, stored) in &page {
                let state = restored::<CampaignState>(stream.key(), stored);
                if state.is_some_and(|state| state.stays() || ended_lately(&state)) {
                    keys.push(stream.key().into());
                }
            }
            match page.into_iter().next_back() {
                Some((last, _)) => after = Some(last),
                None => return Ok(keys),
            }
        }
    }

    /// Asks some carts of campaigns that were there before the engine opened; answers whether all were asked.
    fn ask_some(&self, rounds: &mut Rounds, carts_max: u32) -> bool {
        let mut left = carts_max as usize;
        while let Some((key, after)) = rounds.unasked.pop() {
            let page = self.see_campaign(&key, |state| page(state, after));
            let Ok(Some(page)) = page else { continue };
            let Some(last) = page.last().copied() else { continue };
            left = left.saturating_sub(page.len());
            for cart in page {
                self.tell_missed(cart);
            }
            rounds.unasked.push((key, Some(last)));
            if left == 0 {
                return false;
            }
        }
        true
    }

    /// Notes the campaigns that have told carts something since these were last brought up.
    fn gather(&self, rounds: &mut Rounds) {
        let moved = self.0.accounts.campaigns().moved();
        if rounds.moved.replace(moved) == Some(moved) {
            return;
        }
        let mut here: HashSet<Key, FixedState> = HashSet::default();
        self.visit_campaigns(|state| {
            here.insert(state.id().into());
            let known = rounds.brought.get(state.id()).copied().unwrap_or(1);
            if state.told() > known {
                // Begun anew: those that were brought up have something to hear again.
                rounds.waiting.insert(state.id().into(), (state.told(), None));
            }
        });
        rounds.brought.retain(|key, _| here.contains(key));
    }

    /// Brings up carts of a campaign, one page after another; answers with the cart after which to go on, nothing where all
    /// are done.
    fn bring_up(
        &self,
        log: &Log,
        key: &[u8],
        (news, mut after): (u64, Option<CartId>),
        carts_max: u32,
        swept: &mut Swept,
    ) -> Result<Option<CartId>> {
        let campaign = core::str::from_utf8(key).unwrap_or_default();
        let who = Who { principal: Principal::System, seat: &AtomicU32::new(NO_SEAT) };
        let task = |id| {
            let request = Request::One(&Command::Reprice);
            Task::Cart(CartTask::new(id, &who, &CommandOptions::default(), &request))
        };
        while swept.looked_at < carts_max {
            let many = CARTS.min((carts_max - swept.looked_at) as usize);
            let page = |state: &CampaignState| {
                let carts = state.carts_after(after).take(many);
                carts.map(|(cart, _)| *cart).collect::<Vec<CartId>>()
            };
            let page = self.see_campaign(key, page)?.unwrap_or_default();
            let Some(last) = page.last().copied() else { return Ok(None) };
            swept.looked_at += u32::try_from(page.len()).unwrap_or(u32::MAX);
            let version = |id: &CartId| {
                let version = self.peek(*id, |cart, _| {
                    let joined = cart.campaign(campaign).map(|(_, joined)| joined.version);
                    let is_behind = !cart.is_closed() && joined.is_some_and(|known| known < news);
                    is_behind.then_some(cart.version)
                });
                Some((*id, version.flatten()?))
            };
            let behind: Vec<(CartId, u64)> = page.iter().filter_map(version).collect();
            let tasks = behind.iter().map(|(id, _)| Ok(task(*id))).collect();
            let answers = self.0.submit_all(log, tasks);
            for (answer, (_, before)) in answers.into_iter().zip(&behind) {
                match answer {
                    Ok(version) => swept.repriced += u32::from(version > *before),
                    Err(error) if is_of_the_store(error.code) => return Err(error),
                    // It stays as it is, and whoever comes to it hears why.
                    Err(_) => {}
                }
            }
            after = Some(last);
        }
        Ok(after)
    }
}

/// Whether it is the store that cannot do it now.
pub(super) const fn is_of_the_store(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::StorageBusy
            | ErrorCode::StorageFailed
            | ErrorCode::StorageIsReadOnly
            | ErrorCode::EngineIsClosed
            | ErrorCode::EngineIsForked
    )
}
