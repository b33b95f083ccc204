//! Cartpool for Swift and Kotlin, by UniFFI: synchronous verbs, views as one record, a listener that is told *that* a cart
//! changed. What an app cannot decide is not here: prices come from its server's price list.

mod accounts;
mod campaigns;
mod engine;
mod error;
mod feed;
mod generated;
mod member;
mod value;

pub use accounts::{Coupon, CouponTerms, Ledger, LedgerMember};
pub use campaigns::{CampaignSku, CampaignTerms, CampaignTier, CampaignWatch};
pub use engine::{Cart, Engine, Health, NewCart, Token};
pub use error::{CartpoolError, ErrorContext};
pub use feed::{EventRecord, Listener, Page, PageBody, Watch};
pub use generated::*;
pub use member::Member;
pub use value::{Amount, Money};

uniffi::setup_scaffolding!();
