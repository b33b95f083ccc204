//! Pledges: the cart commits, then the campaign hears of it. It was told before that the cart might, so that whatever stops in
//! between, the cart is asked before the campaign is decided.

use smallvec::SmallVec;

use super::Engine;
use super::flows::Sending;
use crate::error::{ErrorCode, Result};
use crate::id::CartId;
use crate::rules::context::Brought;
use crate::state::campaign::{CampaignCommand, CampaignState, Told, ToldLine};
use crate::state::cart::CartState;
use crate::state::line::Line;

/// What a cart has to say to which campaigns; mostly to one.
pub(super) type Tidings = SmallVec<[(Box<str>, Told); 1]>;

/// So many carts of a campaign are looked at in one go.
const CARTS: usize = 256;

/// What a cart has to say to the campaigns that are to hear what changed after `version`.
pub(super) fn told(cart: &CartState, version: u64) -> Tidings {
    let numbered = (0..).zip(cart.campaigns());
    let changed = numbered.filter(|(_, joined)| joined.pledged_at > version);
    let told = changed.map(|(number, joined)| {
        let line = |line: &Line| ToldLine {
            line: u32::try_from(line.id().0).unwrap_or(u32::MAX),
            quantity: line.quantity,
            sku: line.sku,
            seat: line.added_by,
        };
        let lines = cart.pledged(number).map(line).collect();
        let told = Told { cart_version: joined.pledged_at, names: cart.names.clone(), lines };
        (joined.id.clone(), told)
    });
    told.collect()
}

/// Some carts of a campaign, after this one.
pub(super) fn page(state: &CampaignState, after: Option<CartId>) -> Vec<CartId> {
    state.carts_after(after).take(CARTS).map(|(cart, _)| *cart).collect()
}

/// Remembers with the cart that a campaign has not heard of it, unless it has.
struct Untold<'e> {
    engine: &'e Engine,
    cart: CartId,
    is_told: bool,
}

impl Drop for Untold<'_> {
    fn drop(&mut self) {
        if !self.is_told {
            self.engine.peek(self.cart, |cart, _| cart.has_news = true);
        }
    }
}

impl Sending<'_, '_> {
    /// Before a cart's first pledge its campaign is told that the cart might, unless the cart refuses anyway.
    pub(super) fn pledge(&self, campaign: &str) -> Result<u64> {
        let answer = self.send(None);
        let is_first = answer.is_err_and(|error| error.code == ErrorCode::StorageBusy);
        if !is_first {
            return answer;
        }
        let expect = CampaignCommand::Expect { cart: self.id };
        if let Err(refusal) = self.engine.ask_campaign(campaign.as_bytes(), expect) {
            return self.refuse(refusal);
        }
        #[cfg(test)]
        super::faults::strike(super::faults::Fault::Expect);
        self.send(Some(Brought::Expected))
    }
}

impl Engine {
    /// Tells campaigns what a cart has pledged; answers whether all have heard. Told again it changes nothing; where one cannot
    /// be told, whoever next changes the cart, sweeps or decides the campaign does.
    pub(super) fn tell_campaigns(&self, cart: CartId, told: Tidings) -> bool {
        let mut untold = Untold { engine: self, cart, is_told: false };
        let mut is_told = true;
        for (campaign, told) in told {
            #[cfg(test)]
            super::faults::strike(super::faults::Fault::Tell);
            let observe = CampaignCommand::Observe { cart, told };
            is_told &= self.ask_campaign(campaign.as_bytes(), observe).is_ok();
        }
        untold.is_told = is_told;
        is_told
    }

    /// Tells campaigns what they have not heard of a cart yet; answers whether all have.
    #[cold]
    pub(super) fn tell_missed(&self, cart: CartId) -> bool {
        self.tell_campaigns(cart, self.untold(cart))
    }

    /// The same where the cart knows that it has something to say.
    pub(super) fn tell_news(&self, cart: CartId) {
        if self.peek(cart, |cart, _| cart.has_news) == Some(true) {
            self.tell_missed(cart);
        }
    }

    /// What campaigns have not heard of a cart yet.
    pub(super) fn untold(&self, id: CartId) -> Tidings {
        let told = self.peek(id, |cart, _| {
            cart.has_news = false;
            told(cart, 0)
        });
        let mut told: Tidings = told.unwrap_or_default();
        told.retain(|(campaign, told)| {
            let is_missing = |state: &CampaignState| {
                let is_running = state.news().is_some_and(|news| news.is_running());
                let version = state.cart(id).map_or(0, |known| u64::from(known.version));
                is_running && version < told.cart_version
            };
            // One that cannot be read cannot be told either.
            self.see_campaign(campaign.as_bytes(), is_missing) != Ok(Some(false))
        });
        told
    }

    /// Works off a campaign's deadlines that have passed: pledges change no more, every cart that has or may have pledged is
    /// asked, and only then it is decided. What cannot be done now, whoever comes next does.
    pub(crate) fn settle_campaign(&self, campaign: &str) {
        /// It may be extended, and then be over.
        const DEADLINES: usize = 2;
        let (key, now_ms) = (campaign.as_bytes(), self.now_ms());
        let is_due = |state: &CampaignState| state.news().is_some_and(|news| news.is_due(now_ms));
        let asked_at = |state: &CampaignState| state.news().map_or(0, |news| news.asked_at);
        for _ in 0..DEADLINES {
            if self.see_campaign(key, is_due) != Ok(Some(true))
                || self.ask_campaign(key, CampaignCommand::Ask).is_err()
            {
                return;
            }
            let Ok(Some(asked_at)) = self.see_campaign(key, asked_at) else { return };
            if !self.ask_carts(key) {
                return;
            }
            #[cfg(test)]
            super::faults::strike(super::faults::Fault::Settle);
            let _ = self.ask_campaign(key, CampaignCommand::Settle { asked_at });
        }
    }

    /// Asks all carts of a campaign what they have pledged, without any lock; answers whether all were asked.
    fn ask_carts(&self, key: &[u8]) -> bool {
        let mut after = None;
        loop {
            let Ok(Some(page)) = self.see_campaign(key, |state| page(state, after)) else {
                return false;
            };
            let Some(last) = page.last() else { return true };
            after = Some(*last);
            if !page.into_iter().all(|cart| self.can_read(cart) && self.tell_missed(cart)) {
                return false;
            }
        }
    }

    /// Whether a cart can be read now, or never.
    fn can_read(&self, cart: CartId) -> bool {
        let Some(log) = &self.0.log else { return true };
        let brought = log.pass().and_then(|_pass| self.0.bring(log, cart));
        brought.map_or_else(
            |error| matches!(error.code, ErrorCode::CartNotFound | ErrorCode::StorageIsDamaged),
            |()| true,
        )
    }
}
