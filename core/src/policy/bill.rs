//! What a cart's members and its merchant agreed on about the bill.

use serde::{Deserialize, Serialize};

/// How lines are shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum SplitRule {
    /// Everybody who may add items pays the same, a line's beneficiaries where any are named.
    #[default]
    Equal = 0,
    /// Each pays the lines they added; a line's beneficiaries where any are named.
    ByLine = 1,
    /// In proportion to weights.
    ByWeight = 2,
    /// By percents, which sum to 100.
    ByPercent = 3,
    /// Those named pay these amounts, and the others share the rest equally.
    Exact = 4,
    /// One pays all.
    SinglePayer = 5,
}

impl SplitRule {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::Equal,
        Self::ByLine,
        Self::ByWeight,
        Self::ByPercent,
        Self::Exact,
        Self::SinglePayer,
    ];

    /// The rule's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::ByLine => "by_line",
            Self::ByWeight => "by_weight",
            Self::ByPercent => "by_percent",
            Self::Exact => "exact",
            Self::SinglePayer => "single_payer",
        }
    }
}

/// What is added to the lines, or taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// Takes off.
    Discount = 0,
    /// A fee, such as for service or a deposit.
    Fee = 1,
    /// What delivery costs.
    Shipping = 2,
    /// A tax.
    Tax = 3,
    /// A tip.
    Tip = 4,
    /// What rounding to the smallest coin adds or takes.
    CashRounding = 5,
}

impl AdjustmentKind {
    /// Every kind, in the order in which a bill counts them.
    pub const ALL: &'static [Self] =
        &[Self::Discount, Self::Fee, Self::Shipping, Self::Tax, Self::Tip, Self::CashRounding];

    /// The kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Fee => "fee",
            Self::Shipping => "shipping",
            Self::Tax => "tax",
            Self::Tip => "tip",
            Self::CashRounding => "cash_rounding",
        }
    }
}

/// How an adjustment is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentRule {
    /// In proportion to what each has in the lines it is for.
    #[default]
    Proportional = 0,
    /// Everybody the same.
    Equal = 1,
    /// One pays it.
    Payer = 2,
}

impl AdjustmentRule {
    /// Every rule.
    pub const ALL: &'static [Self] = &[Self::Proportional, Self::Equal, Self::Payer];

    /// The rule's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::Equal => "equal",
            Self::Payer => "payer",
        }
    }
}

/// Which way what is between two minor units goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// To the nearer; half a unit goes away from zero.
    #[default]
    HalfUp = 0,
    /// To the nearer; half a unit goes to the even one.
    HalfEven = 1,
    /// To the nearer; half a unit goes toward zero.
    HalfDown = 2,
    /// Away from zero.
    Up = 3,
    /// Toward zero.
    Down = 4,
}

impl RoundingMode {
    /// Every mode.
    pub const ALL: &'static [Self] =
        &[Self::HalfUp, Self::HalfEven, Self::HalfDown, Self::Up, Self::Down];

    /// The mode's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::HalfDown => "half_down",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// Where tax is rounded; what is summed up to there is exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum RoundingLevel {
    /// Once a line.
    #[default]
    Line = 0,
    /// Once for one unit of a line, times its quantity.
    Unit = 1,
    /// Once for everything that has the same tax rate.
    TaxRate = 2,
    /// Once a bill.
    Total = 3,
}

impl RoundingLevel {
    /// Every level.
    pub const ALL: &'static [Self] = &[Self::Line, Self::Unit, Self::TaxRate, Self::Total];

    /// The level's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Unit => "unit",
            Self::TaxRate => "tax_rate",
            Self::Total => "total",
        }
    }
}

/// How a bill is rounded, and what it may come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillPolicies {
    /// How what is no whole minor unit is rounded.
    pub rounding: RoundingMode,
    /// What of a tax in percent is rounded.
    pub level: RoundingLevel,
    /// The total is rounded to this many minor units; 1 changes nothing.
    pub cash_step_minor: u32,
    /// The least a bill may come to, in minor units.
    pub order_min_minor: Option<u64>,
    /// The most a bill may come to, in minor units.
    pub order_max_minor: Option<u64>,
    /// Whether a bill beyond these cannot be fixed, or only says so.
    pub is_hard: bool,
}

impl Default for BillPolicies {
    fn default() -> Self {
        Self {
            rounding: RoundingMode::HalfUp,
            level: RoundingLevel::Total,
            cash_step_minor: 1,
            order_min_minor: None,
            order_max_minor: None,
            is_hard: false,
        }
    }
}
