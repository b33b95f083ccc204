//! What a cart's members agreed on, and the settings a cart starts from.

mod bill;
mod campaign;

use serde::{Deserialize, Serialize};

pub use bill::{
    AdjustmentKind, AdjustmentRule, BillPolicies, RoundingLevel, RoundingMode, SplitRule,
};
pub use campaign::{CampaignMeasure, CampaignMomentKind, CampaignStatus, DeadlinePolicy};

/// Who may edit lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum EditPolicy {
    /// Editors edit any line.
    #[default]
    Open = 0,
    /// Each edits the lines they added; others' lines need `manage_cart`.
    OwnLines = 1,
    /// Any edit needs `manage_cart`.
    OwnerOnly = 2,
    /// Nobody edits directly; changes are proposed.
    SuggestOnly = 3,
}

impl EditPolicy {
    /// Every policy.
    pub const ALL: &'static [Self] =
        &[Self::Open, Self::OwnLines, Self::OwnerOnly, Self::SuggestOnly];

    /// The policy's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::OwnLines => "own_lines",
            Self::OwnerOnly => "owner_only",
            Self::SuggestOnly => "suggest_only",
        }
    }
}

/// A setting a cart starts from; [`Preset::policies`] shows all it decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// A household: anybody edits any line.
    Family = 0,
    /// Friends: anybody edits any line.
    #[default]
    Friends = 1,
    /// Colleagues: each edits their own lines.
    Team = 2,
    /// A buyer's order: only those who manage it edit.
    Wholesale = 3,
    /// A group buy: each edits their own lines, lines stay apart.
    GroupBuy = 4,
    /// A public wish: changed by suggestion only.
    Public = 5,
}

impl Preset {
    /// Every preset.
    pub const ALL: &'static [Self] =
        &[Self::Family, Self::Friends, Self::Team, Self::Wholesale, Self::GroupBuy, Self::Public];

    /// The preset's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Friends => "friends",
            Self::Team => "team",
            Self::Wholesale => "wholesale",
            Self::GroupBuy => "group_buy",
            Self::Public => "public",
        }
    }

    /// The policies a cart of this preset starts with; [`Command::SetPolicies`](crate::Command::SetPolicies) changes each.
    #[must_use]
    pub const fn policies(self) -> Policies {
        let (edit, merges_lines, allows_suggestions) = match self {
            Self::Family | Self::Friends => (EditPolicy::Open, true, true),
            Self::Team => (EditPolicy::OwnLines, false, true),
            Self::Wholesale => (EditPolicy::OwnerOnly, true, true),
            Self::GroupBuy => (EditPolicy::OwnLines, false, false),
            Self::Public => (EditPolicy::SuggestOnly, false, true),
        };
        Policies { edit, merges_lines, allows_suggestions }
    }
}
/// What a cart's members agreed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policies {
    /// Who may edit lines.
    pub edit: EditPolicy,
    /// Whether adding what is already there grows that line instead of making another.
    pub merges_lines: bool,
    /// Whether viewers may suggest.
    pub allows_suggestions: bool,
}
