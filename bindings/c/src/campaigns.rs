//! Campaigns, and watches of them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use cartpool::{
    CampaignMeasure, CampaignSku, CampaignTerms, CampaignTier, CampaignWatch, DeadlinePolicy,
};
use parking_lot::Mutex;

use crate::engine::{CartpoolEngine, CartpoolHandle, engine};
use crate::input::{
    self, CartpoolOptionalU32, CartpoolOptionalU64, CartpoolStr, Options, numbered,
};
use crate::member::{CartpoolMember, MEMBERS, read};
use crate::output::Owner;
use crate::records::{CartpoolCampaignList, CartpoolCampaignView, CartpoolTippingPoint};
use crate::status::{Answer, answer, number};
use crate::table::Table;

/// What follows one campaign.
pub type CartpoolCampaignWatch = u64;

static WATCHES: Table<Mutex<CampaignWatch>> = Table::new(7);

/// Releases `handle` if it is a watch of a campaign.
pub(crate) fn release(handle: u64) -> bool {
    WATCHES.release(handle)
}

/// Holds the watches' lock for a fork.
pub(crate) fn hold() -> Box<dyn Any> {
    WATCHES.hold()
}

/// Something a campaign is for.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignSku {
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// What one costs while no tier is reached; the price list's price now unless told.
    pub unit_price: CartpoolStr,
}

/// A price that a campaign reaches: so many percent off, or for a campaign of one SKU a price.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignTier {
    /// From how much on: units, members, or minor units of money.
    pub threshold: u64,
    /// So many percent off the regular prices, rounded half up to the minor unit.
    pub percent: CartpoolStr,
    /// Or this price.
    pub unit_price: CartpoolStr,
}

/// What a campaign offers, to whom, and until when.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CartpoolCampaignTerms {
    /// What it is for.
    pub skus: *const CartpoolCampaignSku,
    /// How many.
    pub skus_len: usize,
    /// Its price tiers, lowest first; there may be none.
    pub tiers: *const CartpoolCampaignTier,
    /// How many.
    pub tiers_len: usize,
    /// Its deadline, in Unix milliseconds, at most a year ahead.
    pub closes_at_ms: u64,
    /// What thresholds count: a `CARTPOOL_CAMPAIGN_MEASURE_…`; units for 0.
    pub measure: u32,
    /// What becomes of it below its minimum at its deadline: a `CARTPOOL_DEADLINE_POLICY_…`; it fails for 0.
    pub at_deadline: u32,
    /// By how many milliseconds it is extended, or how long its leader may top up.
    pub extension_ms: CartpoolOptionalU64,
    /// At how much it tips; the first tier's threshold unless told, or 1 without tiers.
    pub minimum: CartpoolOptionalU64,
    /// Units it takes in all; what is beyond waits.
    pub maximum: CartpoolOptionalU64,
    /// Units a pledge has at least.
    pub member_min: CartpoolOptionalU32,
    /// Units one member may pledge, over all carts.
    pub member_max: CartpoolOptionalU32,
    /// Who leads it: who may top up.
    pub leader: CartpoolStr,
    /// When it opens, in Unix milliseconds; at once unless told.
    pub opens_at_ms: CartpoolOptionalU64,
    /// From when on pledges only grow, in Unix milliseconds; the deadline unless told.
    pub locks_at_ms: CartpoolOptionalU64,
}

// SAFETY: all zeros are null pointers, numbers of 0 and false.
unsafe impl Options for CartpoolCampaignTerms {}

impl CartpoolCampaignTerms {
    /// # Safety
    /// Texts and lists are as the header says.
    unsafe fn read(&self, currency: CartpoolStr) -> Answer<CampaignTerms> {
        let sku = |sku: &CartpoolCampaignSku| {
            // SAFETY: the caller's promise.
            let (sku, unit_price) = unsafe { (sku.sku.required()?, sku.unit_price.amount()?) };
            Ok(CampaignSku { sku: sku.into(), unit_price })
        };
        let tier = |tier: &CartpoolCampaignTier| {
            // SAFETY: the caller's promise.
            let (percent, unit_price) =
                unsafe { (tier.percent.amount()?, tier.unit_price.amount()?) };
            Ok(CampaignTier { threshold: tier.threshold, percent, unit_price })
        };
        // SAFETY: the caller's promise.
        let (skus, tiers, leader, currency) = unsafe {
            let skus = input::list(self.skus, self.skus_len)?;
            let tiers = input::list(self.tiers, self.tiers_len)?;
            (skus, tiers, self.leader.optional()?, currency.required()?)
        };
        Ok(CampaignTerms {
            currency: currency.parse()?,
            measure: numbered(CampaignMeasure::ALL, self.measure)?,
            skus: skus.iter().map(sku).collect::<Answer<_>>()?,
            tiers: tiers.iter().map(tier).collect::<Answer<_>>()?,
            minimum: self.minimum.get(),
            maximum: self.maximum.get(),
            member_min: self.member_min.get(),
            member_max: self.member_max.get(),
            leader: leader.map(Into::into),
            opens_at_ms: self.opens_at_ms.get(),
            locks_at_ms: self.locks_at_ms.get(),
            closes_at_ms: self.closes_at_ms,
            at_deadline: numbered(DeadlinePolicy::ALL, self.at_deadline)?,
            extension_ms: self.extension_ms.get(),
        })
    }
}

/// Opens a campaign, which carts then pledge to; writes the campaign's version. Asked again with the same terms it changes
/// nothing. A price left to the price list is worked out now: once the list gives another, the
/// same terms are `campaign_already_exists`.
///
/// Refusals: `engine_is_closed`, `campaign_id_not_valid`, `currency_not_valid`, `price_not_found`, `price_not_valid`,
/// `exceeds_unit_price_max`, `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`,
/// `exceeds_campaign_skus_max`, `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`,
/// `exceeds_memory_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_create_campaign(
    engine: CartpoolEngine,
    campaign: CartpoolStr,
    currency: CartpoolStr,
    terms: *const CartpoolCampaignTerms,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        number(out_version, || {
            let terms = input::options(terms).read(currency)?;
            self::engine(engine)?.create_campaign(campaign.required()?, &terms)
        })
    }
}

/// A campaign as it is; where its deadline has passed, that is worked off first. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: `engine_is_closed`, `campaign_not_found`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_campaign(
    engine: CartpoolEngine,
    campaign: CartpoolStr,
    out_handle: *mut CartpoolHandle,
    out_campaign: *mut *const CartpoolCampaignView,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        read(out_handle, out_campaign, |owner| {
            let view = self::engine(engine)?.campaign(campaign.required()?)?;
            Ok(owner.campaign(view))
        })
    }
}

/// What is to be ordered of a campaign: for each cart and member, and in all. While pledges change it is of no one moment;
/// once the campaign has closed it is final. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_campaign`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_campaign_list(
    engine: CartpoolEngine,
    campaign: CartpoolStr,
    out_handle: *mut CartpoolHandle,
    out_list: *mut *const CartpoolCampaignList,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        read(out_handle, out_list, |owner| {
            let list = self::engine(engine)?.campaign_list(campaign.required()?)?;
            Ok(owner.campaign_list(list))
        })
    }
}

/// Calls a campaign off: all pledges leave their carts. Writes the campaign's version.
///
/// Refusals: as `cartpool_campaign`, and `campaign_is_over` where it was ordered or has failed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_cancel_campaign(
    engine: CartpoolEngine,
    campaign: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_version, || self::engine(engine)?.cancel_campaign(campaign.required()?)) }
}

/// Says that a campaign which goes ahead has been ordered. Writes the campaign's version.
///
/// Refusals: as `cartpool_campaign`, and `campaign_is_over` where it has failed or was cancelled, `campaign_is_not_closed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_order_campaign(
    engine: CartpoolEngine,
    campaign: CartpoolStr,
    out_version: *mut u64,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { number(out_version, || self::engine(engine)?.order_campaign(campaign.required()?)) }
}

/// A campaign as it is, with what the member's cart has pledged to it, and what would bring it further. It lives until
/// `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_view`, and `campaign_not_found`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_member_campaign(
    member: CartpoolMember,
    campaign: CartpoolStr,
    out_handle: *mut CartpoolHandle,
    out_campaign: *mut *const CartpoolCampaignView,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_campaign, |owner| seen(owner, member, campaign)) }
}

/// How many more a campaign takes to its minimum or next tier, from whom in the cart they may come, and what each would then
/// pay; null where it is decided or all is reached. It lives until `cartpool_free(*out_handle)`.
///
/// Refusals: as `cartpool_member_campaign`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_what_would_tip(
    member: CartpoolMember,
    campaign: CartpoolStr,
    out_handle: *mut CartpoolHandle,
    out_point: *mut *const CartpoolTippingPoint,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract; what is read was made here, and its owner keeps it.
    unsafe { read(out_handle, out_point, |owner| Ok((*seen(owner, member, campaign)?).next)) }
}

/// # Safety
/// The text is as the header says.
unsafe fn seen(
    owner: &mut Owner,
    member: CartpoolMember,
    campaign: CartpoolStr,
) -> Answer<*const CartpoolCampaignView> {
    // SAFETY: the caller's promise.
    let campaign = unsafe { campaign.required()? };
    Ok(owner.campaign(MEMBERS.find(member)?.campaign(campaign)?))
}

/// Follows a campaign. A watch serves one thread at a time; another one's call waits.
///
/// Refusals: as `cartpool_campaign`, and `exceeds_watches_max`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_watch_campaign(
    engine: CartpoolEngine,
    campaign: CartpoolStr,
    out_watch: *mut CartpoolCampaignWatch,
) -> u16 {
    // SAFETY: the caller keeps to the header's contract.
    unsafe {
        answer(out_watch, || {
            let watch = self::engine(engine)?.watch_campaign(campaign.required()?)?;
            WATCHES.keep(Mutex::new(watch))
        })
    }
}

/// The campaign as it is; the watch waits for what comes after. It lives until `cartpool_free(*out_handle)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_campaign_watch_view(
    watch: CartpoolCampaignWatch,
    out_handle: *mut CartpoolHandle,
    out_campaign: *mut *const CartpoolCampaignView,
) -> u16 {
    let view = |owner: &mut Owner| {
        let view = find(watch)?.lock().view()?;
        Ok(owner.campaign(view))
    };
    // SAFETY: the caller keeps to the header's contract.
    unsafe { read(out_handle, out_campaign, view) }
}

/// Waits until the campaign has changed since the watch last viewed it, at most `timeout_ms`; writes whether it has.
///
/// Refusals: `engine_is_closed`, `campaign_not_found`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cartpool_campaign_watch_wait(
    watch: CartpoolCampaignWatch,
    timeout_ms: u64,
    out_changed: *mut bool,
) -> u16 {
    let wait = || find(watch)?.lock().wait(Duration::from_millis(timeout_ms));
    // SAFETY: the caller keeps to the header's contract.
    unsafe { answer(out_changed, wait) }
}

fn find(watch: CartpoolCampaignWatch) -> Answer<Arc<Mutex<CampaignWatch>>> {
    WATCHES.find(watch)
}
