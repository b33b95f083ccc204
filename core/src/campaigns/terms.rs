//! What a host says of a campaign, and what it comes to.

use rust_decimal::Decimal;

use crate::currency::Currency;
use crate::engine::Engine;
use crate::error::{ErrorCode, Result};
use crate::money::Price;
use crate::policy::{CampaignMeasure, DeadlinePolicy, RoundingMode};
use crate::state::campaign::CampaignOffer;
use crate::sums::rounding::{RATE_DIGITS_MAX, Rate, round_ratio};

/// Something a campaign is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignSku {
    /// The merchant's name for the thing.
    pub sku: Box<str>,
    /// What one costs while no tier is reached; the price list's price now where nothing is said.
    pub unit_price: Option<Decimal>,
}

/// A price that a campaign reaches: a percentage off, or for a campaign of one SKU a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignTier {
    /// From how much on: units, members, or minor units of money.
    pub threshold: u64,
    /// So many percent off the regular prices, rounded half up to the minor unit.
    pub percent: Option<Decimal>,
    /// Or this price.
    pub unit_price: Option<Decimal>,
}

impl CampaignTier {
    /// So many percent off from a threshold on.
    #[must_use]
    pub const fn percent(threshold: u64, percent: Decimal) -> Self {
        Self { threshold, percent: Some(percent), unit_price: None }
    }

    /// A price from a threshold on.
    #[must_use]
    pub const fn unit_price(threshold: u64, unit_price: Decimal) -> Self {
        Self { threshold, percent: None, unit_price: Some(unit_price) }
    }
}

/// What a campaign offers, to whom, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignTerms {
    /// The currency of the carts it is for.
    pub currency: Currency,
    /// What thresholds count.
    pub measure: CampaignMeasure,
    /// What it is for: at least one SKU, at most 50 unless configured, each once.
    pub skus: Vec<CampaignSku>,
    /// Price tiers with rising thresholds, at most 20 unless configured. There may be none.
    pub tiers: Vec<CampaignTier>,
    /// At how much it tips; the first tier's threshold where nothing is said, or 1 without tiers.
    pub minimum: Option<u64>,
    /// Units it takes in all; what is beyond waits.
    pub maximum: Option<u64>,
    /// Units a pledge has at least.
    pub member_min: Option<u32>,
    /// Units one member may pledge, over all carts.
    pub member_max: Option<u32>,
    /// Who leads it: who may top up.
    pub leader: Option<Box<str>>,
    /// When it opens, in Unix milliseconds; at once where nothing is said.
    pub opens_at_ms: Option<u64>,
    /// From when on pledges only grow, in Unix milliseconds; the deadline where nothing is said.
    pub locks_at_ms: Option<u64>,
    /// Its deadline, in Unix milliseconds, at most a year ahead.
    pub closes_at_ms: u64,
    /// What becomes of it below its minimum at its deadline.
    pub at_deadline: DeadlinePolicy,
    /// By how many milliseconds it is extended, or how long its leader may top up; only for those policies.
    pub extension_ms: Option<u64>,
}

impl CampaignTerms {
    /// A campaign that counts units of these SKUs, at the price list's prices, and fails below its first tier.
    ///
    /// # Errors
    /// `currency_not_valid`.
    pub fn new(
        currency: &str,
        skus: &[&str],
        tiers: &[CampaignTier],
        closes_at_ms: u64,
    ) -> Result<Self> {
        let sku = |sku: &&str| CampaignSku { sku: (*sku).into(), unit_price: None };
        Ok(Self {
            currency: currency.parse()?,
            measure: CampaignMeasure::Quantity,
            skus: skus.iter().map(sku).collect(),
            tiers: tiers.to_vec(),
            minimum: None,
            maximum: None,
            member_min: None,
            member_max: None,
            leader: None,
            opens_at_ms: None,
            locks_at_ms: None,
            closes_at_ms,
            at_deadline: DeadlinePolicy::Fail,
            extension_ms: None,
        })
    }
}

impl Engine {
    /// The terms with every price worked out.
    pub(super) fn offer_of(&self, terms: &CampaignTerms) -> Result<CampaignOffer> {
        let CampaignTerms { currency, measure, .. } = *terms;
        let skus = terms.skus.iter().map(|one| {
            let price = match one.unit_price {
                Some(price) => Price::new(price, currency, self.limits().unit_price_max)?,
                None => self.price(&one.sku, currency.code())?,
            };
            Ok((one.sku.clone(), price))
        });
        let skus: Vec<(Box<str>, Price)> = skus.collect::<Result<_>>()?;
        let tiers = terms
            .tiers
            .iter()
            .map(|tier| Ok((tier.threshold, self.prices(tier, &skus, currency)?)));
        let tiers: Vec<(u64, Vec<Price>)> = tiers.collect::<Result<_>>()?;
        let first = tiers.first().map_or(1, |(threshold, _)| *threshold);
        Ok(CampaignOffer {
            currency,
            measure,
            skus,
            tiers,
            minimum: terms.minimum.unwrap_or(first),
            maximum: terms.maximum,
            member_min: terms.member_min,
            member_max: terms.member_max,
            leader: terms.leader.clone(),
            opens_at_ms: terms.opens_at_ms.unwrap_or(0),
            locks_at_ms: terms.locks_at_ms.unwrap_or(terms.closes_at_ms),
            closes_at_ms: terms.closes_at_ms,
            at_deadline: terms.at_deadline,
            extension_ms: terms.extension_ms.unwrap_or(0),
        })
    }

    /// What one of each SKU costs at a tier.
    fn prices(
        &self,
        tier: &CampaignTier,
        skus: &[(Box<str>, Price)],
        currency: Currency,
    ) -> Result<Vec<Price>> {
        match (tier.percent, tier.unit_price) {
            (Some(percent), None) => {
                let is_rate = percent > Decimal::ZERO
                    && percent <= Decimal::ONE_HUNDRED
                    && percent.normalize().scale() <= RATE_DIGITS_MAX;
                if !is_rate {
                    return Err(ErrorCode::PercentNotValid.into());
                }
                let left = Rate::of_percent(Decimal::ONE_HUNDRED - percent);
                skus.iter().map(|(_, price)| self.reduced(*price, left, currency)).collect()
            }
            (None, Some(price)) if skus.len() == 1 => {
                Ok(vec![Price::new(price, currency, self.limits().unit_price_max)?])
            }
            _ => Err(ErrorCode::CampaignTermsNotValid.into()),
        }
    }

    /// What is left of a price, to the minor unit.
    fn reduced(&self, price: Price, left: Rate, currency: Currency) -> Result<Price> {
        let (units, digits) = price.parts();
        let finer = 10i128.pow(u32::from(digits.saturating_sub(currency.digits())));
        let exact = i128::from(units) * left.parts;
        let minor = round_ratio(exact, left.whole * finer, RoundingMode::HalfUp);
        let minor = i64::try_from(minor).map_err(|_| ErrorCode::InternalError)?;
        let decimal = Decimal::new(minor, u32::from(currency.digits()));
        Price::new(decimal, currency, self.limits().unit_price_max)
    }
}
