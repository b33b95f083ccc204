//! The sums of a bill: pure, exact, and the same under any order of what they are given.

#![allow(dead_code, reason = "the rules that make bills come next")]

pub(crate) mod countries;
pub(crate) mod discount;
pub(crate) mod rounding;
pub(crate) mod settle;
