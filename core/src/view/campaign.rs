//! What callers see of a campaign: how far it is, what would bring it further, and what is to be ordered.

use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::id::{CartId, LineId};
use crate::money::{Money, Price};
use crate::policy::{CampaignMeasure, CampaignMomentKind, CampaignStatus, DeadlinePolicy};

/// A campaign that a cart has pledged to, as the cart knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignEntry {
    /// The campaign's id.
    pub campaign: String,
    /// The campaign's version that the cart knows.
    pub campaign_version: u64,
    /// Where the campaign is in its life, without regard to the time of day.
    pub status: CampaignStatus,
    /// How many of its tiers are reached.
    pub tiers_reached: u32,
}

/// Something that everybody is to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignMoment {
    /// The campaign's version that made it.
    pub version: u64,
    /// When, in Unix milliseconds.
    pub at_ms: u64,
    /// What.
    pub kind: CampaignMomentKind,
    /// Which tier, counted from 1, where it is about one; else 0.
    pub tier: u32,
}

/// A SKU of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignSkuEntry {
    /// The merchant's name for the thing.
    pub sku: String,
    /// What one costs while no tier is reached.
    pub regular_price: Price,
    /// What one costs now.
    pub unit_price: Price,
    /// Units that count.
    pub quantity: u64,
}

/// A price tier of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignTierEntry {
    /// From how much on, in the campaign's measure.
    pub threshold: u64,
    /// Whether it is reached.
    pub is_reached: bool,
    /// What one of each SKU then costs, in the campaign's order.
    pub unit_prices: Vec<Price>,
}

/// What a cart has pledged on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeEntry {
    /// The line.
    pub line: LineId,
    /// Who pledged; empty where people may not be seen.
    pub member: String,
    /// The merchant's name for the thing.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// How many of them the campaign takes as it is; the others wait.
    pub counted: u32,
}

/// What somebody pays for what they have pledged, now and if the campaign got further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TippingShare {
    /// Who.
    pub member: String,
    /// Now.
    pub now: Money,
    /// Then.
    pub then: Money,
}

/// What would bring a campaign further: to its minimum or to its next tier, whichever is nearer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TippingPoint {
    /// What must be reached, in the campaign's measure.
    pub threshold: u64,
    /// How much is missing.
    pub missing: u64,
    /// Which tier would be reached, counted from 1; 0 where only the minimum would.
    pub tier: u32,
    /// What one of each SKU would then cost, in the campaign's order.
    pub unit_prices: Vec<Price>,
    /// From whom it may come: members of the cart who may pledge and have pledged nothing yet.
    pub likely: Vec<String>,
    /// What each in the cart who has pledged pays.
    pub shares: Vec<TippingShare>,
}

/// A campaign at one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignView {
    /// Its id.
    pub id: String,
    /// How many events it has had.
    pub version: u64,
    /// Where it is in its life.
    pub status: CampaignStatus,
    /// The currency of the carts it is for.
    pub currency: Currency,
    /// What its thresholds count.
    pub measure: CampaignMeasure,
    /// What it is for.
    pub skus: Vec<CampaignSkuEntry>,
    /// Its price tiers, lowest first.
    pub tiers: Vec<CampaignTierEntry>,
    /// At how much it tips, in its measure.
    pub minimum: u64,
    /// Units it takes in all.
    pub maximum: Option<u64>,
    /// Units a pledge has at least.
    pub member_min: Option<u32>,
    /// Units one member may pledge, over all carts.
    pub member_max: Option<u32>,
    /// Who leads it; nothing to members who do not see people.
    pub leader: Option<String>,
    /// When it opens, in Unix milliseconds; 0 where it was open from the beginning.
    pub opens_at_ms: u64,
    /// From when on pledges only grow, in Unix milliseconds.
    pub locks_at_ms: u64,
    /// Its deadline, in Unix milliseconds.
    pub closes_at_ms: u64,
    /// What becomes of it below its minimum at its deadline.
    pub at_deadline: DeadlinePolicy,
    /// Whether its deadline was moved.
    pub is_extended: bool,
    /// How much it has reached, in its measure.
    pub reached: u64,
    /// Whether it has reached its minimum.
    pub is_tipped: bool,
    /// How many of its tiers are reached.
    pub tiers_reached: u32,
    /// Units that count.
    pub quantity: u64,
    /// Units that wait because the campaign, or a member, has the most there may be.
    pub waiting: u64,
    /// What the units that count come to now.
    pub amount: Money,
    /// Who holds pledges. Somebody who does so in two carts counts once where the campaign counts members or bounds what
    /// each may pledge, and twice elsewhere.
    pub members: u64,
    /// Carts that have pledged or were about to.
    pub carts: u64,
    /// What everybody was to hear of, oldest first: the last 256.
    pub moments: Vec<CampaignMoment>,
    /// What would bring it further; nothing where it is decided or all is reached.
    pub next: Option<TippingPoint>,
    /// What the reader's cart has pledged; nothing for the host.
    pub pledges: Vec<PledgeEntry>,
}

/// What a member of a cart gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRow {
    /// The cart.
    pub cart: CartId,
    /// Who pledged.
    pub member: String,
    /// The merchant's name for the thing.
    pub sku: String,
    /// How many the campaign takes.
    pub quantity: u32,
    /// How many wait.
    pub waiting: u32,
    /// What those it takes cost now.
    pub amount: Money,
}

/// What a member, or a SKU, comes to over all carts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignTotal {
    /// The member's id, or the SKU.
    pub name: String,
    /// How many the campaign takes.
    pub quantity: u64,
    /// What they cost now.
    pub amount: Money,
}

/// What is to be ordered: for each cart and member, and in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignList {
    /// The campaign's version when the list was begun.
    pub version: u64,
    /// By cart, and within it by line.
    pub rows: Vec<CampaignRow>,
    /// By member, over all carts, in the order of their ids.
    pub members: Vec<CampaignTotal>,
    /// By SKU, in the campaign's order.
    pub skus: Vec<CampaignTotal>,
}
