//! Every bound in one place. Over a bound a call is refused, never clamped.

use crate::error::{Error, ErrorCode, Result};

macro_rules! limits {
    ($($field:ident : $type:ty = $default:literal, $cap:literal, $doc:literal;)*) => {
        /// The engine's bounds; a refusal names the bound and its value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Limits { $(#[doc = $doc] pub $field: $type,)* }

        impl Limits {
            /// The highest values [`Engine::open`](crate::Engine::open) takes.
            pub const HARD: Self = Self { $($field: $cap,)* };

            /// Each bound's name, value and hard cap.
            #[must_use]
            pub fn table(&self) -> Vec<(&'static str, u64, u64)> {
                vec![$((stringify!($field), u64::from(self.$field), u64::from(Self::HARD.$field)),)*]
            }

            /// Sets the bound called `name`, as hosts that take bounds by name do.
            ///
            /// # Errors
            /// `limits_not_valid`: no bound has this name, or its type cannot hold the value.
            pub fn set(&mut self, name: &str, value: u64) -> Result<()> {
                let invalid = || Error::from(ErrorCode::LimitsNotValid);
                match name {
                    $(stringify!($field) => {
                        self.$field = value.try_into().map_err(|_| invalid())?;
                    })*
                    _ => return Err(invalid()),
                }
                Ok(())
            }
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }
    };
}

limits! {
    lines_max: u32 = 250, 10_000, "Lines in a cart.";
    quantity_max: u32 = 9_999, 1_000_000, "Quantity of a line.";
    unit_price_max: u64 = 99_999_999, 99_999_999_999, "Unit price, in minor units.";
    total_max: u64 = 999_999_999_999, 999_999_999_999_999, "A cart's total, in minor units.";
    members_max: u32 = 50, 10_000, "Members present in a cart.";
    seats_max: u32 = 1_000, 20_000, "Seats a cart ever gives out; ex-members keep theirs.";
    invitations_max: u32 = 50, 1_000, "Pending invitations of a cart.";
    invitation_uses_max: u32 = 100, 100, "Uses of one invitation.";
    roles_max: u32 = 16, 16, "Custom roles of a cart.";
    role_categories_max: u32 = 32, 256, "Categories a role allows, and categories it denies.";
    id_bytes_max: u32 = 64, 255, "Bytes of a SKU, a member id, a role name or a category.";
    title_chars_max: u32 = 255, 255, "Characters of a title, a purpose, a project or a cost centre.";
    note_chars_max: u32 = 1_000, 5_000, "Characters of a note.";
    options_max: u32 = 20, 50, "Options of a line.";
    option_key_chars_max: u32 = 40, 40, "Characters of an option's key.";
    option_value_chars_max: u32 = 500, 500, "Characters of an option's value.";
    batch_commands_max: u32 = 100, 250, "Commands in a batch.";
    batch_bytes_max: u32 = 262_144, 1_048_576, "Encoded bytes of a batch.";
    command_bytes_max: u32 = 16_384, 65_536, "Encoded bytes of a command.";
    event_bytes_max: u32 = 16_384, 65_536, "Encoded bytes of an event.";
    cart_bytes_max: u32 = 262_144, 2_097_152, "Bytes of a cart's state, without its history.";
    history_events_max: u32 = 1_024, 65_536, "Events a cart keeps in memory, in blocks of 256.";
    command_ids_max: u32 = 1_024, 100_000, "Applied command ids a cart remembers.";
    refused_ids_max: u32 = 256, 100_000, "Refused command ids a cart remembers.";
    skus_max: u32 = 1_000_000, 100_000_000, "SKUs the engine knows.";
    cart_watches_max: u32 = 1_000, 1_000_000, "Watches of one cart.";
    engine_watches_max: u32 = 100_000, 10_000_000, "Watches of the engine.";
    page_events_max: u32 = 1_024, 65_536, "Events in one page of the feed.";
    adjustments_max: u32 = 50, 250, "Adjustments, discounts and coupons of a cart.";
    coupons_max: u32 = 5, 10, "Coupons of a cart.";
    splits_max: u32 = 250, 10_000, "Lines of a cart with a rule, and lines with a destination of their own.";
    lock_ms_max: u64 = 86_400_000, 86_400_000, "How far ahead a lock's deadline may be.";
    invitation_ms_max: u64 = 2_592_000_000, 2_592_000_000, "How far ahead an invitation may expire.";
    accounts_max: u32 = 1_000_000, 100_000_000, "Coupons of an engine without a store, its ledgers, and its campaigns.";
    coupon_members_max: u32 = 100_000, 1_000_000, "Members who use one coupon.";
    coupon_uses_max: u32 = 100_000, 1_000_000, "Uses of one coupon, whatever its terms allow.";
    ledger_members_max: u32 = 1_000, 10_000, "Members in a group's ledger.";
    ledger_carts_max: u32 = 10_000, 100_000, "Carts in a group's ledger that are not folded into its sums.";
    cart_campaigns_max: u32 = 8, 15, "Campaigns that a cart has pledged to and that are not over.";
    campaign_skus_max: u32 = 50, 1_000, "SKUs of a campaign.";
    campaign_tiers_max: u32 = 20, 100, "Price tiers of a campaign.";
    campaign_carts_max: u32 = 1_000_000, 10_000_000, "Carts that a campaign spans.";
    reservation_ms_max: u64 = 86_400_000, 86_400_000, "How far ahead a reservation's deadline may be.";
}

/// How long a lock holds where its holder names no deadline: 15 minutes.
pub(crate) const LOCK_MS_DEFAULT: u64 = 900_000;
/// How long an invitation is valid where no expiry is named: 7 days.
pub(crate) const INVITATION_MS_DEFAULT: u64 = 604_800_000;
/// How often an invitation may be used where nothing is named.
pub(crate) const INVITATION_USES_DEFAULT: u32 = 10;
/// How far a command id may be ahead of the clock: 5 minutes.
pub(crate) const COMMAND_ID_AHEAD_MS_MAX: u64 = 300_000;
/// The highest version a cart can reach.
pub(crate) const EVENTS_MAX: u64 = u32::MAX as u64;

/// Token buckets; off unless the host asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Commands a second that one member may sustain.
    pub member_per_second: u32,
    /// Commands one member may send at once.
    pub member_burst: u32,
    /// Commands a second that one cart may sustain.
    pub cart_per_second: u32,
    /// Commands one cart may take at once.
    pub cart_burst: u32,
}

impl Default for Rates {
    /// 20 a second a member in bursts of 100; 200 a second a cart in bursts of 1,000.
    fn default() -> Self {
        Self { member_per_second: 20, member_burst: 100, cart_per_second: 200, cart_burst: 1_000 }
    }
}

impl Limits {
    /// Refuses bounds of zero or above their hard cap.
    ///
    /// # Errors
    /// `limits_not_valid`.
    pub(crate) fn validate(&self) -> Result<()> {
        let is_valid = self.table().iter().all(|(_, value, cap)| (1..=*cap).contains(value));
        if is_valid { Ok(()) } else { Err(ErrorCode::LimitsNotValid.into()) }
    }
}
