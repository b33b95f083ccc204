//! Cartpool for Swift and Kotlin, by UniFFI: synchronous verbs, views as one record, a listener that is told *that* a cart
//! changed.

mod accounts;
mod buffer;
mod campaigns;
mod engine;
mod error;
mod faults;
mod feed;
mod generated;
mod lean;
mod member;
mod packed;
mod value;

pub use accounts::{Coupon, CouponTerms, Ledger, LedgerMember};
pub use campaigns::{CampaignSku, CampaignTerms, CampaignTier, CampaignWatch};
pub use engine::{Cart, Engine, Health, Rates, Swept, Token};
pub use error::{CartpoolError, ErrorContext};
pub use feed::{EventRecord, Listener, Page, PageBody, Watch};
pub use generated::*;
pub use member::Member;
pub use value::{Amount, Count, Delta, Digits, Money, Natural};

uniffi::setup_scaffolding!();

/// The version of the library that is loaded. That it fits the code which calls it is checked when it is loaded.
#[uniffi::export]
pub fn library_version() -> String {
    env!("CARGO_PKG_VERSION").into()
}
