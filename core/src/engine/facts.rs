//! What carts may know of what lies outside them: the price list and campaigns.

use std::sync::Arc;

use super::Inner;
use crate::currency::Currency;
use crate::error::Result;
use crate::id::{CartId, LineId};
use crate::money::Price;
use crate::rules::context::{Facts, Offer};
use crate::state::account::SkuTexts;
use crate::state::campaign::{CampaignNews, CampaignState};
use crate::state::line::SkuId;

impl Inner {
    fn look_at_campaign<T>(
        &self,
        campaign: &str,
        look: impl FnOnce(&CampaignState) -> Option<T>,
    ) -> Option<T> {
        self.accounts.campaigns().look(campaign.as_bytes(), look).flatten()
    }
}

impl SkuTexts for Inner {
    fn sku_text(&self, sku: SkuId) -> Option<Arc<str>> {
        self.prices.text(sku)
    }
}

impl Facts for Inner {
    #[inline]
    fn offer(&self, sku: &str, currency: Currency) -> Option<Offer> {
        self.prices.offer(sku, currency)
    }

    fn category(&self, sku: &str) -> Option<Arc<str>> {
        self.prices.category(sku)
    }

    fn price_of(&self, sku: SkuId, currency: Currency) -> Option<Price> {
        self.prices.price_of(sku, currency)
    }

    fn campaign(&self, campaign: &str) -> Option<Arc<CampaignNews>> {
        self.look_at_campaign(campaign, |state| state.news().map(Arc::clone))
    }

    fn room_of(&self, campaign: &str, member: &str) -> Option<u32> {
        self.look_at_campaign(campaign, |state| state.room_of(member))
    }

    fn granted(&self, campaign: &str, cart: CartId) -> Vec<(LineId, u32)> {
        let granted = |state: &CampaignState| {
            let pledges = state.cart(cart)?.list.iter();
            let granted =
                pledges.map(|one| (LineId(u64::from(one.line)), state.granted(cart, one)));
            Some(granted.collect())
        };
        self.look_at_campaign(campaign, granted).unwrap_or_default()
    }

    fn require_room(&self) -> Result<()> {
        self.prices.require_room()
    }
}
