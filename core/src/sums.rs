//! The sums of a bill: pure, exact, and the same under any order of what they are given.

pub(crate) mod countries;
pub(crate) mod discount;
pub(crate) mod rounding;
pub(crate) mod settle;
pub(crate) mod split;
