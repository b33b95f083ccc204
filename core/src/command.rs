//! What may be asked: every verb, documented once. Docs travel from here to every host.

mod bill;
mod codec;
mod demand;

use core::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::id::{LineId, TokenHash};
use crate::policy::{EditPolicy, Preset};
use crate::role::Capability;

pub use bill::BillCommand;
pub use demand::Demand;

/// A choice made for a line, such as a size or a colour: part of what makes two lines the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ItemOption<'a> {
    /// What is chosen: 1 to 40 characters.
    pub key: &'a str,
    /// The choice: up to 500 characters.
    pub value: &'a str,
}

/// What may be asked of a cart. One variant is one verb in every language.
///
/// A command makes one event and one new version, or is refused and changes nothing. A command that would change nothing
/// makes no event and answers with the current version.
///
/// Every command may also be refused, before its own errors, with `engine_is_closed`, `exceeds_command_bytes_max`,
/// `command_id_not_valid`, `cart_not_found` (also for whoever is no member), `cart_is_damaged`, `rate_exceeded`,
/// `command_id_reused`, `command_id_too_old`, `version_conflict`, `cart_is_closed`; and after them with
/// `exceeds_memory_max`, `exceeds_cart_bytes_max`, `exceeds_event_bytes_max`, `exceeds_events_max`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command<'a> {
    /// Makes a cart: version 1, with its owner seated. Only the host does this, through
    /// [`Engine::create_cart`](crate::Engine::create_cart).
    ///
    /// # Errors
    /// `reserved_for_system`, `cart_already_exists`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`,
    /// `text_not_valid`.
    ///
    /// # Events
    /// `CartCreated`.
    CreateCart {
        /// The member who owns the cart.
        owner: &'a str,
        /// The ISO 4217 code of the cart's one currency.
        currency: &'a str,
        /// The setting that decides the first policies.
        preset: Preset,
        /// What the cart is called.
        title: Option<&'a str>,
        /// What the cart is for.
        purpose: Option<&'a str>,
    },
    /// Adds `quantity` of `sku` at the price list's price.
    ///
    /// Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows, if the member may edit
    /// it; otherwise, or with `separate`, a new line is made whose id is the new version. If somebody else already put this SKU
    /// in the cart, the event says who, how many and when. A line holds at most 9,999 and a cart 250 lines unless configured.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`, `quantity_must_not_be_zero`,
    /// `sku_not_valid`, `exceeds_options_max`, `option_not_valid`, `exceeds_note_max`, `text_not_valid`,
    /// `member_not_found`, `beneficiaries_must_differ`, `unit_price_not_allowed`, `price_not_valid`,
    /// `exceeds_unit_price_max`, `price_not_found`, `category_not_allowed`, `exceeds_quantity_max`, `exceeds_lines_max`,
    /// `exceeds_total_max`, `exceeds_money_cap`, `exceeds_skus_max`.
    ///
    /// # Events
    /// `ItemAdded` for a new line, `ItemIncreased` for one that grew.
    ///
    /// # Examples
    /// ```
    /// # let engine = cartpool::Engine::open(Default::default())?;
    /// engine.set_price("TEA", "EUR", "4.50")?;
    /// let cart = engine.create_cart(cartpool::NewCart::new("ana", "EUR"))?;
    /// let ana = cart.member("ana");
    /// assert_eq!(ana.add_item("TEA", 2)?, 2);
    /// assert_eq!(ana.view()?.total.to_string(), "9.00 EUR");
    /// # Ok::<(), cartpool::Error>(())
    /// ```
    AddItem {
        /// The merchant's name for the thing.
        sku: &'a str,
        /// How many; at least 1.
        quantity: u32,
        /// The price of one, where the engine was opened to take prices from its caller.
        #[serde(with = "rust_decimal::serde::str_option")]
        unit_price: Option<Decimal>,
        /// Choices such as size or colour, in any order.
        options: Vec<ItemOption<'a>>,
        /// Why, in the member's words.
        note: Option<&'a str>,
        /// For whom; nobody named means for everybody.
        beneficiaries: Vec<&'a str>,
        /// Make a line of its own even if the cart merges lines.
        separate: bool,
    },
    /// Changes a line's quantity by `delta`; at zero or below the line is removed.
    ///
    /// Parallel adjustments all count. A delta of 0 changes nothing.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`; of a pledge
    /// `campaign_takes_no_pledges`, `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`,
    /// `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// # Events
    /// `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
    AdjustQuantity {
        /// The line.
        line: LineId,
        /// How many more, or fewer if negative.
        delta: i32,
    },
    /// Sets a line's quantity; the last writer wins.
    ///
    /// With `seen_quantity`, what the member saw when deciding: if the line changed meanwhile the event is marked contested
    /// for all to see. It never refuses for that.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`,
    /// `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`, `below_pledge_min`,
    /// `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// # Events
    /// `QuantitySet`.
    SetQuantity {
        /// The line.
        line: LineId,
        /// The new quantity; at least 1.
        quantity: u32,
        /// The quantity the member saw.
        seen_quantity: Option<u32>,
    },
    /// Removes a line.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`; of a pledge
    /// `campaign_takes_no_pledges`, `pledge_is_locked`.
    ///
    /// # Events
    /// `ItemRemoved`.
    RemoveItem {
        /// The line.
        line: LineId,
    },
    /// Writes a line's note, or clears it.
    ///
    /// The text is kept beside the log, so that it can be erased.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `exceeds_note_max`,
    /// `text_not_valid`.
    ///
    /// # Events
    /// `NoteSet`.
    SetNote {
        /// The line.
        line: LineId,
        /// The note, up to 1,000 characters; nothing clears it.
        note: Option<&'a str>,
    },
    /// Says for whom a line is; an empty list means for everybody.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `bill_is_fixed`,
    /// `member_not_found`, `beneficiaries_must_differ`.
    ///
    /// # Events
    /// `BeneficiariesSet`.
    SetBeneficiaries {
        /// The line.
        line: LineId,
        /// Present members.
        beneficiaries: Vec<&'a str>,
    },
    /// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing clears one.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`, `exceeds_title_max`,
    /// `text_not_valid`.
    ///
    /// # Events
    /// `ReasonSet`.
    SetReason {
        /// The line.
        line: LineId,
        /// What it is for.
        purpose: Option<&'a str>,
        /// The project it belongs to.
        project: Option<&'a str>,
        /// Who bears the cost.
        cost_centre: Option<&'a str>,
    },
    /// Seats a member with a role.
    ///
    /// Nobody grants what they lack. A cart holds at most 50 members unless configured.
    ///
    /// # Errors
    /// `capability_missing`, `member_id_not_valid`, `role_not_found`, `ownership_must_be_offered`, `capability_missing`
    /// (for what the role holds and the actor lacks), `member_already_in_cart`, `exceeds_members_max`.
    ///
    /// # Events
    /// `MemberAdded`.
    AddMember {
        /// An opaque id of the host's, never an e-mail address.
        member: &'a str,
        /// A ready-made role or a custom one.
        role: &'a str,
    },
    /// Removes a member; their lines stay, their open invitations end.
    ///
    /// # Errors
    /// `capability_missing`, `member_not_found`, `owner_must_stay`, `capability_missing` (for what their role holds and
    /// the actor lacks).
    ///
    /// # Events
    /// `MemberRemoved`, with the invitations that ended.
    RemoveMember {
        /// The member.
        member: &'a str,
    },
    /// Leaves the cart; one's lines stay, one's open invitations end.
    ///
    /// # Errors
    /// `owner_must_stay`.
    ///
    /// # Events
    /// `MemberLeft`, with the invitations that ended.
    Leave,
    /// Gives a member another role; their open invitations above the new right end.
    ///
    /// # Errors
    /// `capability_missing`, `member_not_found`, `role_not_found`, `ownership_must_be_offered`, `capability_missing` (for
    /// what either role holds and the actor lacks).
    ///
    /// # Events
    /// `RoleSet`, with the invitations that ended.
    SetRole {
        /// The member.
        member: &'a str,
        /// A ready-made role or a custom one.
        role: &'a str,
    },
    /// Defines a custom role of this cart, or defines it anew for all who have it.
    ///
    /// `money_cap` bounds the sum of the lines a member with this role added; such a member grows only their own lines.
    /// With `categories_allowed` only SKUs of these categories may be added; those of `categories_denied` never.
    ///
    /// # Errors
    /// `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`, `ownership_must_be_offered`,
    /// `capability_missing` (for what the role holds or held and the actor lacks), `price_not_valid`,
    /// `exceeds_total_max`, `exceeds_categories_max`, `category_not_valid`, `exceeds_roles_max`.
    ///
    /// # Events
    /// `RoleDefined`, with the invitations that ended.
    DefineRole {
        /// The role's name.
        name: &'a str,
        /// What it may do.
        capabilities: Vec<Capability>,
        /// The most its holder's lines may sum to, in the cart's currency.
        #[serde(with = "rust_decimal::serde::str_option")]
        money_cap: Option<Decimal>,
        /// The only categories it may add; none named means all.
        categories_allowed: Vec<&'a str>,
        /// Categories it may not add.
        categories_denied: Vec<&'a str>,
    },
    /// Offers ownership to a present member; a later offer replaces an earlier one.
    ///
    /// # Errors
    /// `capability_missing`, `member_not_found`.
    ///
    /// # Events
    /// `OwnershipOffered`.
    OfferOwnership {
        /// The member.
        member: &'a str,
    },
    /// Accepts the ownership offered to oneself; the former owner becomes an admin.
    ///
    /// # Errors
    /// `ownership_not_offered`.
    ///
    /// # Events
    /// `OwnershipAccepted`.
    AcceptOwnership,
    /// Takes an offer of ownership back, or declines the one made to oneself.
    ///
    /// # Errors
    /// `ownership_not_offered`, `capability_missing`.
    ///
    /// # Events
    /// `OwnershipDeclined`.
    DeclineOwnership,
    /// Makes an invitation by link, whose id is the new version.
    ///
    /// The host makes a [`Token`](crate::Token), passes its hash, and puts cart id and token into the link. The default is
    /// 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as editor.
    ///
    /// # Errors
    /// `capability_missing`, `role_not_found`, `invitation_role_too_high`, `capability_missing` (for what the role holds
    /// and the actor lacks), `exceeds_invitation_uses_max`, `deadline_not_valid`, `exceeds_invitations_max`.
    ///
    /// # Events
    /// `Invited`.
    Invite {
        /// The token's hash.
        token_hash: TokenHash,
        /// The role those who join get.
        role: &'a str,
        /// How often it may be used.
        uses_max: Option<u32>,
        /// When it expires, in Unix milliseconds.
        expires_at_ms: Option<u64>,
    },
    /// Ends a pending invitation.
    ///
    /// # Errors
    /// `capability_missing`, `invitation_not_found`.
    ///
    /// # Events
    /// `InvitationRevoked`.
    RevokeInvitation {
        /// The invitation's id: the version that made it.
        invitation: u64,
    },
    /// Joins the cart by an invitation's token: an outsider's only verb.
    ///
    /// Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are `invitation_not_valid`.
    ///
    /// # Errors
    /// `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`, `exceeds_members_max`.
    ///
    /// # Events
    /// `InvitationAccepted`.
    AcceptInvitation {
        /// The secret from the link.
        token: &'a str,
    },
    /// Holds the cart: until the deadline nobody else edits lines.
    ///
    /// The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
    ///
    /// # Errors
    /// `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
    ///
    /// # Events
    /// `CartLocked`.
    LockCart {
        /// When the hold ends by itself, in Unix milliseconds.
        until_ms: Option<u64>,
    },
    /// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
    ///
    /// # Errors
    /// `capability_missing`.
    ///
    /// # Events
    /// `CartUnlocked`.
    UnlockCart,
    /// Changes the cart's policies; what is not named stays.
    ///
    /// # Errors
    /// `capability_missing`.
    ///
    /// # Events
    /// `PoliciesSet`.
    SetPolicies {
        /// Who may edit lines.
        edit: Option<EditPolicy>,
        /// Whether equal lines merge.
        merges_lines: Option<bool>,
        /// Whether viewers may suggest.
        allows_suggestions: Option<bool>,
    },
    /// Writes the cart's title and purpose; nothing clears one.
    ///
    /// # Errors
    /// `capability_missing`, `exceeds_title_max`, `text_not_valid`.
    ///
    /// # Events
    /// `CartRenamed`.
    RenameCart {
        /// What the cart is called.
        title: Option<&'a str>,
        /// What the cart is for.
        purpose: Option<&'a str>,
    },
    /// Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made them leaves; a cart whose
    /// pledges are locked cannot be closed before their campaign is decided.
    ///
    /// # Errors
    /// `capability_missing`, `pledge_is_locked`.
    ///
    /// # Events
    /// `CartClosed`.
    CloseCart,
    /// Brings the cart's prices up to the price list, as every commit and priced read does by itself.
    ///
    /// # Errors
    /// `reserved_for_system`.
    ///
    /// # Events
    /// `Repriced`.
    Reprice,
    /// A verb of the bill.
    #[serde(borrow)]
    Bill(BillCommand<'a>),
    /// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign counts.
    ///
    /// A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change the line, and the campaign
    /// hears of each change: until it locks pledges may shrink, from then on they only grow. What is beyond the campaign's
    /// maximum waits, and leaves the cart when the campaign closes. Whoever leaves before the lock takes back what they pledged.
    /// A price that the campaign reaches or loses shows at the cart's next read or command; so that nobody else brings a cart
    /// above its bound, what it has pledged counts against `exceeds_total_max` at the highest price of any tier or none.
    ///
    /// # Errors
    /// `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`, `quantity_must_not_be_zero`,
    /// `campaign_not_found`, `sku_not_in_campaign`, `campaign_takes_no_pledges`, `category_not_allowed`, `below_pledge_min`,
    /// `exceeds_pledge_max`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`,
    /// `exceeds_cart_campaigns_max`, `exceeds_skus_max`, `exceeds_campaign_carts_max`.
    ///
    /// # Events
    /// `Pledged` for a new line, `ItemIncreased` for one that grew.
    ///
    /// # Examples
    /// ```
    /// # use cartpool::*;
    /// # let engine = Engine::open(Options::default())?;
    /// engine.set_price("HONEY", "EUR", "9.00")?;
    /// let ten_off = CampaignTier::percent(10, Decimal::TEN);
    /// let closes_at_ms = engine.now_ms() + 86_400_000;
    /// engine.create_campaign("honey", &CampaignTerms::new("EUR", &["HONEY"], &[ten_off], closes_at_ms)?)?;
    /// let ana = engine.create_cart(NewCart::new("ana", "EUR"))?.member("ana");
    /// ana.pledge("honey", 9)?;
    /// assert_eq!(ana.view()?.total.to_string(), "81.00 EUR");
    /// ana.pledge("honey", 1)?;
    /// assert_eq!(ana.view()?.total.to_string(), "81.00 EUR");
    /// # Ok::<(), Error>(())
    /// ```
    Pledge {
        /// The campaign.
        campaign: &'a str,
        /// Which of its SKUs; need not be said where it has one.
        sku: Option<&'a str>,
        /// How many; at least 1.
        quantity: u32,
    },
    /// Brings the cart up to a campaign it has pledged to, as every commit and priced read does by itself.
    ///
    /// # Errors
    /// `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the campaign is not decided).
    ///
    /// # Events
    /// `CampaignFollowed`.
    FollowCampaign {
        /// The campaign.
        campaign: &'a str,
    },
}

impl fmt::Debug for Command<'_> {
    /// The verb alone: a log must hold no token and no personal text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.verb()).finish_non_exhaustive()
    }
}
