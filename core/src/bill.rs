//! A cart's bill: a pure function of the cart at one version, and of how far its members are behind in spare cents.

mod classes;
mod drawing;
mod explain;
mod paid;
mod reductions;
mod targets;
mod taxes;

pub(crate) use drawing::{Drawing, From};
pub(crate) use paid::Account;

use crate::policy::{AdjustmentKind, RoundingLevel, SplitRule};
use crate::state::cart::CartState;
use crate::state::terms::{Adjustment, Discount, Terms};

/// What a cart's bill comes to, without drawing whose it is where nothing is added or taken off.
pub(crate) fn total(cart: &CartState) -> i64 {
    let changes_total = |terms: &Terms| {
        let has_step = terms.policies.cash_step_minor > 1;
        has_step || !terms.adjustments.is_empty() || !terms.discounts.is_empty()
    };
    if cart.terms().is_some_and(changes_total) {
        Drawing::of(cart, &|_| 0).total
    } else {
        cart.total
    }
}

/// Whether a cart's bill can only be drawn line by line; otherwise it takes no longer for many lines than for few.
pub(crate) fn goes_by_lines(cart: &CartState) -> bool {
    let extras = cart.cold.as_deref().map_or(&[][..], |cold| cold.extras());
    let has_beneficiaries = extras.iter().any(|(_, extra)| !extra.beneficiaries.is_empty());
    has_beneficiaries || cart.terms().is_some_and(terms_go_by_lines)
}

fn terms_go_by_lines(terms: &Terms) -> bool {
    let is_plain = match terms.split.rule {
        SplitRule::Equal => terms.late.is_empty(),
        SplitRule::SinglePayer => true,
        SplitRule::ByLine | SplitRule::ByWeight | SplitRule::ByPercent | SplitRule::Exact => false,
    };
    let by_count =
        |one: &Discount| !one.skus.is_empty() || !one.tiers.is_empty() || one.buy.is_some();
    let rounds_lines = matches!(terms.policies.level, RoundingLevel::Line | RoundingLevel::Unit);
    let of_some = |one: &Adjustment| {
        let is_rated = one.kind == AdjustmentKind::Tax && one.percent.is_some();
        one.line.is_some() || one.destination.is_some() || (is_rated && rounds_lines)
    };
    !is_plain
        || !terms.line_splits.is_empty()
        || terms.discounts.iter().any(by_count)
        || terms.adjustments.iter().any(of_some)
}
