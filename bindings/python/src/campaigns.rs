//! Campaigns: what hosts offer, and what they read of it.

use cartpool::{CampaignMeasure, CampaignTerms, DeadlinePolicy, Decimal};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::arg::{self, Arg};
use crate::campaign_watch::CampaignWatch;
use crate::engine::Engine;
use crate::error::wrong_type;
use crate::generated::{CampaignList, CampaignView};
use crate::value::{self, Amount, Nameless, Show};

#[pymethods]
impl Engine {
    /// Opens a campaign, which carts then pledge to. Returns the campaign's version; asked again with the same terms it changes
    /// nothing. A price left to the price list is worked out now: once the list gives another, the same terms are
    /// `campaign_already_exists`.
    ///
    /// Args:
    ///     campaign: The campaign's id.
    ///     currency: The currency of the carts it is for.
    ///     skus: What it is for: SKUs at the price list's prices now, or `CampaignSku` with a price of its own.
    ///     tiers: Its price tiers, lowest first; there may be none.
    ///     closes_at_ms: Its deadline, in Unix milliseconds, at most a year ahead.
    ///     measure: What thresholds count: "quantity" unless given.
    ///     minimum: At how much it tips; the first tier's threshold unless given, or 1 without tiers.
    ///     maximum: Units it takes in all; what is beyond waits.
    ///     member_min: Units a pledge has at least.
    ///     member_max: Units one member may pledge, over all carts.
    ///     leader: Who leads it: who may top up.
    ///     opens_at_ms: When it opens, in Unix milliseconds; at once unless given.
    ///     locks_at_ms: From when on pledges only grow, in Unix milliseconds; the deadline unless given.
    ///     at_deadline: What becomes of it below its minimum at its deadline: "fail" unless given.
    ///     extension_ms: By how long it is extended, or how long its leader may top up.
    ///
    /// Errors: `engine_is_closed`, `campaign_id_not_valid`, `currency_not_valid`, `price_not_found`, `price_not_valid`,
    /// `exceeds_unit_price_max`, `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`,
    /// `exceeds_campaign_skus_max`, `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`,
    /// `exceeds_memory_max`.
    #[pyo3(signature = (
        campaign, currency, skus, tiers, closes_at_ms, *, measure=None, minimum=None, maximum=None, member_min=None,
        member_max=None, leader=None, opens_at_ms=None, locks_at_ms=None, at_deadline=None, extension_ms=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn create_campaign(
        &self,
        py: Python<'_>,
        campaign: Arg<'_, '_>,
        currency: Arg<'_, '_>,
        skus: Arg<'_, '_>,
        tiers: Arg<'_, '_>,
        closes_at_ms: Arg<'_, '_>,
        measure: Option<Arg<'_, '_>>,
        minimum: Option<Arg<'_, '_>>,
        maximum: Option<Arg<'_, '_>>,
        member_min: Option<Arg<'_, '_>>,
        member_max: Option<Arg<'_, '_>>,
        leader: Option<Arg<'_, '_>>,
        opens_at_ms: Option<Arg<'_, '_>>,
        locks_at_ms: Option<Arg<'_, '_>>,
        at_deadline: Option<Arg<'_, '_>>,
        extension_ms: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let campaign = arg::text("campaign", campaign)?;
        let currency = arg::text("currency", currency)?;
        let skus = arg::list("skus", Some(skus), sku)?;
        let tiers = arg::list("tiers", Some(tiers), tier)?;
        let closes_at_ms = arg::int("closes_at_ms", closes_at_ms)?;
        let measure = arg::optional("measure", measure, |name, value| {
            arg::word(name, value, CampaignMeasure::ALL, CampaignMeasure::name)
        })?;
        let minimum = arg::optional("minimum", minimum, arg::int)?;
        let maximum = arg::optional("maximum", maximum, arg::int)?;
        let member_min = arg::optional("member_min", member_min, arg::int)?;
        let member_max = arg::optional("member_max", member_max, arg::int)?;
        let leader = arg::optional("leader", leader, arg::text)?.map(Into::into);
        let opens_at_ms = arg::optional("opens_at_ms", opens_at_ms, arg::int)?;
        let locks_at_ms = arg::optional("locks_at_ms", locks_at_ms, arg::int)?;
        let at_deadline = arg::optional("at_deadline", at_deadline, |name, value| {
            arg::word(name, value, DeadlinePolicy::ALL, DeadlinePolicy::name)
        })?;
        let extension_ms = arg::optional("extension_ms", extension_ms, arg::int)?;
        self.origin.call(py, || {
            let terms = CampaignTerms {
                measure: measure.unwrap_or_default(),
                skus,
                minimum,
                maximum,
                member_min,
                member_max,
                leader,
                opens_at_ms,
                locks_at_ms,
                at_deadline: at_deadline.unwrap_or_default(),
                extension_ms,
                ..CampaignTerms::new(currency, &[], &tiers, closes_at_ms)?
            };
            self.inner.create_campaign(campaign, &terms)
        })
    }

    /// A campaign as it is. Where its deadline has passed, that is worked off first.
    ///
    /// Errors: `engine_is_closed`, `campaign_not_found`.
    fn campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<CampaignView> {
        let campaign = arg::text("campaign", campaign)?;
        Ok(self.origin.call(py, || self.inner.campaign(campaign))?.show(&Nameless))
    }

    /// The consolidated list of a campaign: what is to be ordered, for each cart and member, and in all.
    ///
    /// While pledges change it is of no one moment; once the campaign has closed it is final.
    ///
    /// Errors: as `campaign`.
    fn campaign_list(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<CampaignList> {
        let campaign = arg::text("campaign", campaign)?;
        Ok(self.origin.call(py, || self.inner.campaign_list(campaign))?.show(&Nameless))
    }

    /// Calls a campaign off: all pledges leave their carts. Returns the campaign's version.
    ///
    /// Errors: as `campaign`, and `campaign_is_over` where it was ordered or has failed.
    fn cancel_campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<u64> {
        let campaign = arg::text("campaign", campaign)?;
        self.origin.call(py, || self.inner.cancel_campaign(campaign))
    }

    /// Says that a campaign which goes ahead has been ordered. Returns the campaign's version.
    ///
    /// Errors: as `campaign`, and `campaign_is_over` where it has failed or was cancelled, `campaign_is_not_closed`.
    fn order_campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<u64> {
        let campaign = arg::text("campaign", campaign)?;
        self.origin.call(py, || self.inner.order_campaign(campaign))
    }

    /// Watches a campaign. Iterate over it, plainly or with `async for`: it gives the campaign as it is, and anew after each
    /// change.
    ///
    /// Errors: as `campaign`, and `exceeds_watches_max`.
    fn watch_campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<CampaignWatch> {
        let campaign = arg::text("campaign", campaign)?;
        let watch = self.origin.call(py, || self.inner.watch_campaign(campaign))?;
        Ok(CampaignWatch::new(watch, self.origin))
    }
}

fn sku(name: &str, value: Arg<'_, '_>) -> PyResult<cartpool::CampaignSku> {
    if let Ok(sku) = value.cast::<CampaignSku>() {
        let CampaignSku { sku, unit_price } = sku.get();
        let unit_price = unit_price.map(|price| price.0);
        return Ok(cartpool::CampaignSku { sku: sku.as_str().into(), unit_price });
    }
    Ok(cartpool::CampaignSku { sku: arg::text(name, value)?.into(), unit_price: None })
}

fn tier(name: &str, value: Arg<'_, '_>) -> PyResult<cartpool::CampaignTier> {
    let tier = value.cast::<CampaignTier>().map_err(|_| {
        wrong_type(value.py(), &format!("{name} must be CampaignTier(10, percent=\"5\") and such"))
    })?;
    let CampaignTier { threshold, percent, unit_price } = *tier.get();
    let [percent, unit_price] = [percent, unit_price].map(|it| it.map(|amount| amount.0));
    Ok(cartpool::CampaignTier { threshold, percent, unit_price })
}

fn decimal(name: &str, value: Option<Arg<'_, '_>>) -> PyResult<Option<Amount>> {
    let read: Option<Decimal> = arg::optional(name, value, arg::decimal)?;
    Ok(read.map(Amount))
}

/// A SKU of a campaign, with a regular price of its own.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignSku {
    /// The merchant's name for the thing.
    sku: String,
    /// What one costs while no tier is reached; the price list's price unless given.
    unit_price: Option<Amount>,
}

#[pymethods]
impl CampaignSku {
    #[new]
    #[pyo3(signature = (sku, unit_price=None))]
    fn new(sku: Arg<'_, '_>, unit_price: Option<Arg<'_, '_>>) -> PyResult<Self> {
        let (sku, unit_price) = (arg::text("sku", sku)?, decimal("unit_price", unit_price)?);
        Ok(Self { sku: sku.to_owned(), unit_price })
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignSku", &["sku", "unit_price"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.sku)
    }

    fn __getnewargs__(&self) -> (String, Option<Amount>) {
        (self.sku.clone(), self.unit_price)
    }
}

/// A price that a campaign reaches: so many percent off, or for a campaign of one SKU a price.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignTier {
    /// From how much on: units, members, or minor units of money.
    threshold: u64,
    /// So many percent off the regular prices, rounded half up to the minor unit.
    percent: Option<Amount>,
    /// Or this price.
    unit_price: Option<Amount>,
}

#[pymethods]
impl CampaignTier {
    #[new]
    #[pyo3(signature = (threshold, *, percent=None, unit_price=None))]
    fn new(
        threshold: Arg<'_, '_>,
        percent: Option<Arg<'_, '_>>,
        unit_price: Option<Arg<'_, '_>>,
    ) -> PyResult<Self> {
        let threshold = arg::int("threshold", threshold)?;
        let percent = decimal("percent", percent)?;
        Ok(Self { threshold, percent, unit_price: decimal("unit_price", unit_price)? })
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignTier", &["threshold", "percent", "unit_price"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.threshold)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((u64,), Bound<'py, PyDict>)> {
        let named = PyDict::new(py);
        named.set_item("percent", self.percent)?;
        named.set_item("unit_price", self.unit_price)?;
        Ok(((self.threshold,), named))
    }
}
