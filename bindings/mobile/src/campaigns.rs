//! Campaigns, and watches of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use cartpool::{CampaignMeasure, DeadlinePolicy};

use crate::engine::Engine;
use crate::error::CartpoolError;
use crate::faults;
use crate::feed::{Listener, Told};
use crate::generated::{CampaignList, CampaignView};
use crate::value::{Amount, Count, Nameless, Natural, Show};

/// Something a campaign is for.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CampaignSku {
    /// The merchant's name for the thing.
    pub sku: String,
    /// What one costs while no tier is reached; the price list's price now unless given.
    #[uniffi(default = None)]
    pub unit_price: Option<Amount>,
}

/// A price that a campaign reaches: so many percent off, or for a campaign of one SKU a price.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CampaignTier {
    /// From how much on: units, members, or minor units of money.
    pub threshold: Natural,
    /// So many percent off the regular prices, rounded half up to the minor unit.
    #[uniffi(default = None)]
    pub percent: Option<Amount>,
    /// Or this price.
    #[uniffi(default = None)]
    pub unit_price: Option<Amount>,
}

/// What a campaign offers, to whom, and until when.
#[derive(Clone, Debug, Default, uniffi::Record)]
pub struct CampaignTerms {
    /// What it is for.
    pub skus: Vec<CampaignSku>,
    /// Its price tiers, lowest first; there may be none.
    pub tiers: Vec<CampaignTier>,
    /// Its deadline, in Unix milliseconds, at most a year ahead.
    pub closes_at_ms: Natural,
    /// What thresholds count; units unless given.
    #[uniffi(default = None)]
    pub measure: Option<CampaignMeasure>,
    /// At how much it tips; the first tier's threshold unless given, or 1 without tiers.
    #[uniffi(default = None)]
    pub minimum: Option<Natural>,
    /// Units it takes in all; what is beyond waits.
    #[uniffi(default = None)]
    pub maximum: Option<Natural>,
    /// Units a pledge has at least.
    #[uniffi(default = None)]
    pub member_min: Option<Count>,
    /// Units one member may pledge, over all carts.
    #[uniffi(default = None)]
    pub member_max: Option<Count>,
    /// Who leads it: who may top up.
    #[uniffi(default = None)]
    pub leader: Option<String>,
    /// When it opens, in Unix milliseconds; at once unless given.
    #[uniffi(default = None)]
    pub opens_at_ms: Option<Natural>,
    /// From when on pledges only grow, in Unix milliseconds; the deadline unless given.
    #[uniffi(default = None)]
    pub locks_at_ms: Option<Natural>,
    /// What becomes of it below its minimum at its deadline; it fails unless given.
    #[uniffi(default = None)]
    pub at_deadline: Option<DeadlinePolicy>,
    /// By how many milliseconds it is extended, or how long its leader may top up.
    #[uniffi(default = None)]
    pub extension_ms: Option<Natural>,
}

impl CampaignTerms {
    fn to_core(&self, currency: &str) -> cartpool::Result<cartpool::CampaignTerms> {
        let price = |amount: Option<Amount>| amount.map(|amount| amount.0);
        let sku = |it: &CampaignSku| cartpool::CampaignSku {
            sku: it.sku.as_str().into(),
            unit_price: price(it.unit_price),
        };
        let tier = |it: &CampaignTier| cartpool::CampaignTier {
            threshold: it.threshold.0,
            percent: price(it.percent),
            unit_price: price(it.unit_price),
        };
        Ok(cartpool::CampaignTerms {
            currency: currency.parse()?,
            measure: self.measure.unwrap_or_default(),
            skus: self.skus.iter().map(sku).collect(),
            tiers: self.tiers.iter().map(tier).collect(),
            minimum: self.minimum.map(|it| it.0),
            maximum: self.maximum.map(|it| it.0),
            member_min: self.member_min.map(|it| it.0),
            member_max: self.member_max.map(|it| it.0),
            leader: self.leader.as_deref().map(Into::into),
            opens_at_ms: self.opens_at_ms.map(|it| it.0),
            locks_at_ms: self.locks_at_ms.map(|it| it.0),
            closes_at_ms: self.closes_at_ms.0,
            at_deadline: self.at_deadline.unwrap_or_default(),
            extension_ms: self.extension_ms.map(|it| it.0),
        })
    }
}

#[uniffi::export]
impl Engine {
    /// Opens a campaign, which carts then pledge to. Returns the campaign's version; asked again with the same terms it
    /// changes nothing. A price left to the price list is worked out now: once the list gives another, the same terms are
    /// `campaign_already_exists`.
    ///
    /// Errors: `engine_is_closed`, `campaign_id_not_valid`, `currency_not_valid`, `price_not_found`, `price_not_valid`,
    /// `exceeds_unit_price_max`, `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`,
    /// `exceeds_campaign_skus_max`, `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`,
    /// `exceeds_memory_max`.
    #[allow(clippy::needless_pass_by_value, reason = "a record crosses by value")]
    pub fn create_campaign(
        &self,
        campaign: &str,
        currency: &str,
        terms: CampaignTerms,
    ) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().create_campaign(campaign, &terms.to_core(currency)?)?))
    }

    /// A campaign as it is. Where its deadline has passed, that is worked off first.
    ///
    /// Errors: `engine_is_closed`, `campaign_not_found`.
    pub fn campaign(&self, campaign: &str) -> Result<CampaignView, CartpoolError> {
        Ok(self.core().campaign(campaign)?.show(&Nameless))
    }

    /// What is to be ordered: for each cart and member, and in all. While pledges change it is of no one moment; once the
    /// campaign has closed it is final.
    ///
    /// Errors: as `campaign`.
    pub fn campaign_list(&self, campaign: &str) -> Result<CampaignList, CartpoolError> {
        Ok(self.core().campaign_list(campaign)?.show(&Nameless))
    }

    /// Calls a campaign off: all pledges leave their carts. Returns the campaign's version.
    ///
    /// Errors: as `campaign`, and `campaign_is_over` where it was ordered or has failed.
    pub fn cancel_campaign(&self, campaign: &str) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().cancel_campaign(campaign)?))
    }

    /// Says that a campaign which goes ahead has been ordered. Returns the campaign's version.
    ///
    /// Errors: as `campaign`, and `campaign_is_over` where it has failed or was cancelled, `campaign_is_not_closed`.
    pub fn order_campaign(&self, campaign: &str) -> Result<Natural, CartpoolError> {
        Ok(Natural(self.core().order_campaign(campaign)?))
    }

    /// Watches a campaign.
    ///
    /// Errors: as `campaign`, and `exceeds_watches_max`.
    pub fn watch_campaign(&self, campaign: &str) -> Result<Arc<CampaignWatch>, CartpoolError> {
        Ok(Arc::new(CampaignWatch(Mutex::new(self.core().watch_campaign(campaign)?))))
    }
}

/// A campaign that is being watched.
#[derive(uniffi::Object)]
pub struct CampaignWatch(Mutex<cartpool::CampaignWatch>);

impl CampaignWatch {
    fn lock(&self) -> MutexGuard<'_, cartpool::CampaignWatch> {
        faults::here();
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl CampaignWatch {
    /// The campaign as it is; the watch waits for what comes after.
    ///
    /// Errors: `engine_is_closed`.
    pub fn view(&self) -> Result<CampaignView, CartpoolError> {
        let view = self.lock().view()?;
        Ok(view.show(&Nameless))
    }

    /// Whether the campaign has changed since it was last viewed; if not, `listener` is called once when it may have.
    ///
    /// Errors: `engine_is_closed`, `campaign_not_found`.
    pub fn poll(&self, listener: Arc<dyn Listener>) -> Result<bool, CartpoolError> {
        let waker = Waker::from(Arc::new(Told(listener)));
        let polled = self.lock().poll_changed(&mut Context::from_waker(&waker));
        match polled {
            Poll::Ready(ready) => Ok(ready.map(|()| true)?),
            Poll::Pending => Ok(false),
        }
    }
}
