//! What a group buy counts, where it is in its life, and what becomes of it at its deadline.

use serde::{Deserialize, Serialize};

/// What a campaign's thresholds count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum CampaignMeasure {
    /// Units.
    #[default]
    Quantity = 0,
    /// Minor units of money, at the campaign's own regular prices, so that a price that falls takes nothing away.
    Money = 1,
    /// Members, each once in all carts.
    Members = 2,
}

impl CampaignMeasure {
    /// Every measure.
    pub const ALL: &'static [Self] = &[Self::Quantity, Self::Money, Self::Members];

    /// The measure's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Money => "money",
            Self::Members => "members",
        }
    }
}

/// Where a campaign is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum CampaignStatus {
    /// It has not opened yet.
    Scheduled = 0,
    /// It takes pledges and is below its minimum.
    #[default]
    Open = 1,
    /// It has reached its minimum, and pledges may still shrink.
    Tipped = 2,
    /// It has reached its minimum, and pledges only grow.
    Filling = 3,
    /// The deadline has passed below the minimum: only its leader may add.
    ToppingUp = 4,
    /// It goes ahead: pledges are binding, nobody waits any more.
    Closed = 5,
    /// The host has ordered it.
    Ordered = 6,
    /// It did not come about: all pledges were released.
    Failed = 7,
    /// It was called off: all pledges were released.
    Cancelled = 8,
}

impl CampaignStatus {
    /// Every status.
    pub const ALL: &'static [Self] = &[
        Self::Scheduled,
        Self::Open,
        Self::Tipped,
        Self::Filling,
        Self::ToppingUp,
        Self::Closed,
        Self::Ordered,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The status's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Open => "open",
            Self::Tipped => "tipped",
            Self::Filling => "filling",
            Self::ToppingUp => "topping_up",
            Self::Closed => "closed",
            Self::Ordered => "ordered",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it goes ahead, so that its pledges may be billed.
    #[must_use]
    pub const fn goes_ahead(self) -> bool {
        matches!(self, Self::Closed | Self::Ordered)
    }

    /// Whether it came to nothing, so that its pledges are released.
    #[must_use]
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled)
    }
}

/// Something about a campaign that everybody is to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum CampaignMomentKind {
    /// It reached its minimum.
    Tipped = 0,
    /// It fell below its minimum again.
    TipLost = 1,
    /// It reached a tier.
    TierReached = 2,
    /// It fell below a tier again.
    TierLost = 3,
    /// Its deadline moved, once.
    Extended = 4,
    /// Its deadline passed, and its leader may add what is missing.
    ToppingUp = 5,
    /// It goes ahead.
    Closed = 6,
    /// The host ordered it.
    Ordered = 7,
    /// It did not come about.
    Failed = 8,
    /// It was called off.
    Cancelled = 9,
}

impl CampaignMomentKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Tipped,
        Self::TipLost,
        Self::TierReached,
        Self::TierLost,
        Self::Extended,
        Self::ToppingUp,
        Self::Closed,
        Self::Ordered,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tipped => "tipped",
            Self::TipLost => "tip_lost",
            Self::TierReached => "tier_reached",
            Self::TierLost => "tier_lost",
            Self::Extended => "extended",
            Self::ToppingUp => "topping_up",
            Self::Closed => "closed",
            Self::Ordered => "ordered",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What becomes of a campaign that is below its minimum at its deadline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum DeadlinePolicy {
    /// It fails, and all pledges are released.
    #[default]
    Fail = 0,
    /// It goes on once for as long again as its extension says, and then fails.
    ExtendOnce = 1,
    /// It goes ahead at the price that was reached.
    OrderAnyway = 2,
    /// Its leader may add what is missing for as long as its extension says, and then it fails.
    LeaderTopsUp = 3,
}

impl DeadlinePolicy {
    /// Every policy.
    pub const ALL: &'static [Self] =
        &[Self::Fail, Self::ExtendOnce, Self::OrderAnyway, Self::LeaderTopsUp];

    /// The policy's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::ExtendOnce => "extend_once",
            Self::OrderAnyway => "order_anyway",
            Self::LeaderTopsUp => "leader_tops_up",
        }
    }
}
