//! Pledges: the cart commits, then the campaign hears of it. It was told before that the cart might, so that whatever stops in
//! between, the cart is asked before the campaign is decided.

use super::Engine;
use super::flows::Sending;
use crate::error::{ErrorCode, Result};
use crate::id::CartId;
use crate::rules::context::Brought;
use crate::state::campaign::{CampaignCommand, CampaignState, Told, ToldLine};
use crate::state::cart::CartState;
use crate::state::line::Line;

/// So many carts of a campaign are looked at in one go.
const CARTS: usize = 256;

/// What a cart has to say to the campaigns that are to hear what changed after `version`.
pub(super) fn told(cart: &CartState, version: u64) -> Vec<(Box<str>, Told)> {
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

impl Sending<'_, '_> {
    /// Before a cart's first pledge its campaign is told that the cart might, unless the cart refuses anyway.
    pub(super) fn pledge(&self, campaign: &str) -> Result<u64> {
        let answer = self.send(None);
        let is_first = answer.is_err_and(|error| error.code == ErrorCode::StorageBusy);
        if !is_first {
            return answer;
        }
        let expect = CampaignCommand::Expect { cart: self.id };
        self.engine.ask_campaign(campaign.as_bytes(), expect)?;
        self.send(Some(Brought::Expected))
    }
}

impl Engine {
    /// Tells campaigns what a cart has pledged. Told again it changes nothing; where one cannot be told, whoever next changes
    /// the cart or decides the campaign does.
    pub(super) fn tell_campaigns(&self, cart: CartId, told: Vec<(Box<str>, Told)>) {
        for (campaign, told) in told {
            let observe = CampaignCommand::Observe { cart, told };
            let _ = self.ask_campaign(campaign.as_bytes(), observe);
        }
    }

    /// Tells campaigns what they have not heard of a cart yet.
    #[cold]
    pub(super) fn tell_missed(&self, id: CartId) {
        self.tell_campaigns(id, self.untold(id));
    }

    /// What campaigns have not heard of a cart yet.
    pub(super) fn untold(&self, id: CartId) -> Vec<(Box<str>, Told)> {
        let told = self.peek(id, |cart, _| {
            cart.has_news = false;
            told(cart, 0)
        });
        let mut told = told.unwrap_or_default();
        told.retain(|(campaign, told)| {
            let has_heard = |state: &CampaignState| {
                let is_over = !state.news().is_some_and(|news| news.is_running());
                let version = state.cart(id).map_or(0, |known| u64::from(known.version));
                is_over || version >= told.cart_version
            };
            self.see_campaign(campaign.as_bytes(), has_heard) == Ok(Some(false))
        });
        told
    }

    /// Works off a campaign's deadline where it has passed: first every cart that has or may have pledged is asked.
    pub(crate) fn settle_campaign(&self, campaign: &str) {
        let (key, now_ms) = (campaign.as_bytes(), self.now_ms());
        let is_due = |state: &CampaignState| state.news().is_some_and(|news| news.is_due(now_ms));
        // One that was extended may be due again.
        for _ in 0..2 {
            if self.see_campaign(key, is_due) != Ok(Some(true)) {
                return;
            }
            self.visit_carts(key, |cart| self.tell_missed(cart));
            let _ = self.ask_campaign(key, CampaignCommand::Settle);
        }
    }

    /// Goes through the carts of a campaign, without any lock.
    fn visit_carts(&self, key: &[u8], mut visit: impl FnMut(CartId)) {
        let mut after = None;
        loop {
            let page = |state: &CampaignState| {
                let carts = state.carts_after(after).take(CARTS);
                carts.map(|(cart, _)| *cart).collect::<Vec<CartId>>()
            };
            let Ok(Some(page)) = self.see_campaign(key, page) else { return };
            let Some(last) = page.last() else { return };
            after = Some(*last);
            page.into_iter().for_each(&mut visit);
        }
    }
}
