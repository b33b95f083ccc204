//! Cartpool: the shared-cart engine a storefront embeds.
//!
//! Many people change one cart at the same moment; nothing is lost, nobody acts beyond their rights, and everyone sees
//! the same cart. Everything happens in memory and in process; the engine opens with nothing around it.
//!
//! ```
//! use cartpool::{Cursor, Engine, NewCart, Options};
//!
//! let engine = Engine::open(Options::default())?;
//! engine.set_price("TEA", "EUR", "4.50")?;
//! let cart = engine.create_cart(NewCart::new("ana", "EUR"))?;
//!
//! let ana = cart.member("ana");
//! ana.add_member("ben", "editor")?;
//! let ben = cart.member("ben");
//!
//! ana.add_item("TEA", 2)?; // nobody sends a version, nobody is told to try again
//! ben.add_item("TEA", 1)?;
//!
//! let view = ana.view()?;
//! assert_eq!((view.lines.len(), view.total.to_string().as_str()), (1, "13.50 EUR"));
//! assert_eq!(ben.events_since(Cursor::START)?.events().len(), 4);
//! # Ok::<(), cartpool::Error>(())
//! ```
//!
//! `core/ARCHITECTURE.md` says where everything lives and what must never break.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail by panicking"))]

// In reading order.
mod engine;

mod accounts;
mod campaigns;
mod cart;

mod command;
mod error;
mod event;
mod policy;
mod role;
mod view;

mod rules;
mod state;

mod bill;
mod sums;

pub mod audit;
mod feed;
pub mod journal;
mod prices;
mod shards;
mod streams;

#[cfg(feature = "sqlite")]
pub mod tool;

mod clock;
mod currency;
mod id;
mod limits;
mod money;
mod names;

pub use accounts::{Behind, CouponView, LedgerMember, LedgerTransfer, LedgerView};
pub use campaigns::{CampaignSku, CampaignTerms, CampaignTier, CampaignWatch};
pub use cart::{Cart, Member, Watch};
pub use clock::{Clock, ManualClock, Random, SeededRandom, SystemClock, SystemRandom};
pub use command::{BillCommand, Command, Demand, ItemOption};
pub use currency::Currency;
pub use engine::{Call, CommandOptions, Engine, EngineHealth, NewCart, Options, Principal, Swept};
pub use error::{Error, ErrorCode, ErrorContext, ErrorKind, Result};
pub use event::{
    AlreadyInCart, BillEvent, Event, MinorShare, PledgeCut, PriceChange, QuantityTier, SplitPart,
};
pub use feed::{Cursor, Page, PageBody};
pub use id::{CartId, CommandId, LineId, Seat, TextRef, Token, TokenHash};
pub use journal::Durability;
pub use limits::{Limits, Rates};
pub use money::{Money, Price, parse_amount};
pub use policy::{
    AdjustmentKind, AdjustmentRule, BillPolicies, CampaignMeasure, CampaignMomentKind,
    CampaignStatus, DeadlinePolicy, EditPolicy, Policies, Preset, RoundingLevel, RoundingMode,
    SplitRule,
};
pub use prices::Amount;
pub use role::{Capabilities, Capability, ReadyRole};
pub use rules::context::Prices;
pub use rust_decimal::Decimal;
pub use state::coupon::CouponTerms;
pub use view::{
    AdjustmentEntry, Bill, CampaignEntry, CampaignList, CampaignMoment, CampaignRow,
    CampaignSkuEntry, CampaignTierEntry, CampaignTotal, CampaignView, CartStatus, CartView, Cause,
    CellEntry, CellReason, Events, Explanation, InvitationEntry, LineItem, LineOption, LockEntry,
    MemberEntry, PledgeEntry, Recorded, RoleEntry, Settlement, ShareEntry, SponsorEntry,
    TippingPoint, TippingShare, TransferEntry,
};

/// The README's Rust is compiled and run.
#[cfg(all(doctest, feature = "sqlite"))]
#[doc = include_str!("../../README.md")]
struct Readme;
