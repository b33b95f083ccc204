//! Pledges: the cart commits, then the campaign hears of it. It was told before that the cart might, so that whatever stops in
//! between, the cart is asked before the campaign is decided.

use super::Engine;
use super::flows::Sending;
use crate::engine::Swept;
use crate::error::Result;
use crate::id::{CartId, Seat};
use crate::names::Names;
use crate::shards::Place;
use crate::state::campaign::{CampaignCommand, CampaignState, Pledge};
use crate::state::cart::CartState;
use crate::state::line::{Line, SkuId};

/// So many carts of a campaign are looked at in one go.
const CARTS: usize = 256;

/// What a cart has to say to one campaign.
struct Told {
    campaign: Box<str>,
    cart_version: u64,
    names: Names,
    /// Line, quantity, SKU, seat.
    lines: Vec<(u32, u32, SkuId, Seat)>,
}

/// All that a cart has to say to campaigns.
fn told(cart: &CartState) -> Vec<Told> {
    let told = (0..).zip(cart.campaigns()).map(|(number, joined)| {
        let line = |line: &Line| {
            let id = u32::try_from(line.id().0).unwrap_or(u32::MAX);
            (id, line.quantity, line.sku, line.added_by)
        };
        Told {
            campaign: joined.id.clone(),
            cart_version: joined.pledged_at,
            names: cart.names.clone(),
            lines: cart.pledged(number).map(line).collect(),
        }
    });
    told.collect()
}

impl Sending<'_, '_> {
    /// The campaign is told first that the cart might pledge, unless the cart would refuse.
    pub(super) fn pledge(&self, campaign: &str) -> Result<u64> {
        let is_expected = |state: &CampaignState| state.cart(self.id).is_some();
        let is_expected = self.engine.see_campaign(campaign.as_bytes(), is_expected)?;
        if is_expected == Some(false) && matches!(self.asked(), Some(Ok(()))) {
            let expect = CampaignCommand::Expect { cart: self.id };
            self.engine.ask_campaign(campaign.as_bytes(), expect)?;
        }
        self.send(None)
    }
}

impl Engine {
    /// Tells campaigns what a cart has pledged, where they have not heard of it. Told again it changes nothing; where one
    /// cannot be told, whoever next changes the cart or decides the campaign does.
    #[cold]
    pub(super) fn tell_campaigns(&self, id: CartId) {
        let told = self.peek(id, |cart, _| {
            cart.has_news = false;
            told(cart)
        });
        for Told { campaign, cart_version, names, lines } in told.unwrap_or_default() {
            let key = campaign.as_bytes();
            let heard = |state: &CampaignState| {
                let offer = state.news().map(|news| std::sync::Arc::clone(&news.offer));
                let heard = state.cart(id).is_some_and(|it| u64::from(it.version) >= cart_version);
                (offer, heard)
            };
            let Ok(Some((Some(offer), false))) = self.see_campaign(key, heard) else { continue };
            let place = |sku: SkuId| match offer.skus.len() {
                1 => Some(0),
                _ => self.price_list().text(sku).and_then(|sku| offer.place(&sku)),
            };
            let pledge = |(line, quantity, sku, seat)| {
                let place = u16::try_from(place(sku)?).ok()?;
                Some(Pledge::held(line, quantity, place, seat))
            };
            let pledges = lines.into_iter().filter_map(pledge).collect();
            let observe = CampaignCommand::Observe { cart: id, cart_version, pledges, names };
            let _ = self.ask_campaign(key, observe);
        }
    }

    /// Works off a campaign's deadline where it has passed: first every cart that has or may have pledged is asked.
    pub(crate) fn settle_campaign(&self, campaign: &str) {
        let (key, now_ms) = (campaign.as_bytes(), self.now_ms());
        let is_due = |state: &CampaignState| state.news().is_some_and(|news| news.is_due(now_ms));
        if !matches!(self.see_campaign(key, is_due), Ok(Some(true))) {
            return;
        }
        self.visit_carts(key, |cart| self.tell_campaigns(cart));
        let _ = self.ask_campaign(key, CampaignCommand::Settle);
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

    /// Works off what campaigns have to do: deadlines, and what a thread that died left untold.
    pub(super) fn sweep_campaigns(&self, swept: &mut Swept) {
        let now_ms = self.now_ms();
        let mut due = Vec::new();
        let mut place = Some(Place::default());
        while let Some(from) = place {
            place = self.0.accounts.campaigns().visit(from, |state| {
                if state.news().is_some_and(|news| news.is_due(now_ms)) {
                    due.push(Box::from(core::str::from_utf8(state.id()).unwrap_or_default()));
                }
            });
        }
        let due: Vec<Box<str>> = due;
        for campaign in due {
            self.settle_campaign(&campaign);
            swept.settled += 1;
        }
    }
}
