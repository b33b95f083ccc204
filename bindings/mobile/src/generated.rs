// @generated from core/src/command.rs by cargo gen
//! Verbs, events, views and codes.

use std::str::FromStr;

use cartpool::{
    AdjustmentKind, AdjustmentRule, CampaignMeasure, CampaignMomentKind, CampaignStatus,
    Capability, CartStatus, CellReason, DeadlinePolicy, EditPolicy, ErrorKind, LineId, Preset,
    RoundingLevel, RoundingMode, SplitRule,
};

use crate::error::CartpoolError;
use crate::member::Member;
use crate::packed::Packed;
use crate::value::{Amount, Count, Delta, Money, Names, Natural, Show};

#[uniffi::export]
impl Member {
    /// Adds `quantity` of `sku` at the price list's price.
    ///
    /// Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows, if
    /// the member may edit it; otherwise, or with `separate`, a new line is made whose id is the new
    /// version. If somebody else already put this SKU in the cart, the event says who, how many and when. A
    /// line holds at most 9,999 and a cart 250 lines unless configured.
    ///
    /// - `sku`: The merchant's name for the thing.
    /// - `quantity`: How many; at least 1.
    /// - `unitPrice`: The price of one, where the engine was opened to take prices from its caller.
    /// - `options`: Choices such as size or colour, in any order.
    /// - `note`: Why, in the member's words.
    /// - `beneficiaries`: For whom; nobody named means for everybody.
    /// - `separate`: Make a line of its own even if the cart merges lines.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
    /// `quantity_must_not_be_zero`, `sku_not_valid`, `exceeds_options_max`, `option_not_valid`,
    /// `exceeds_note_max`, `text_not_valid`, `member_not_found`, `beneficiaries_must_differ`,
    /// `unit_price_not_allowed`, `price_not_valid`, `exceeds_unit_price_max`, `price_not_found`,
    /// `category_not_allowed`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
    /// `exceeds_money_cap`, `exceeds_skus_max`.
    ///
    /// Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
    #[uniffi::method(default(unit_price = None, options = [], note = None, beneficiaries = [], separate = false))]
    #[allow(clippy::too_many_arguments, reason = "most have a default")]
    pub fn add_item(
        &self,
        sku: &str,
        quantity: Count,
        unit_price: Option<Amount>,
        options: Vec<ItemOption>,
        note: Option<String>,
        beneficiaries: Vec<String>,
        separate: bool,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::AddItem {
            sku,
            quantity: quantity.0,
            unit_price: unit_price.map(|it| it.0),
            options: options.iter().map(ItemOption::lend).collect(),
            note: note.as_deref(),
            beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
            separate,
        })
    }

    /// Changes a line's quantity by `delta`; at zero or below the line is removed.
    ///
    /// Parallel adjustments all count. A delta of 0 changes nothing.
    ///
    /// - `line`: The line.
    /// - `delta`: How many more, or fewer if negative.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`, `below_pledge_min`,
    /// `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
    pub fn adjust_quantity(&self, line: Natural, delta: Delta) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::AdjustQuantity { line: LineId(line.0), delta: delta.0 })
    }

    /// Sets a line's quantity; the last writer wins.
    ///
    /// With `seenQuantity`, what the member saw when deciding: if the line changed meanwhile the event is
    /// marked contested for all to see. It never refuses for that.
    ///
    /// - `line`: The line.
    /// - `quantity`: The new quantity; at least 1.
    /// - `seenQuantity`: The quantity the member saw.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`, `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`,
    /// `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`,
    /// `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// Events: `QuantitySet`.
    #[uniffi::method(default(seen_quantity = None))]
    pub fn set_quantity(
        &self,
        line: Natural,
        quantity: Count,
        seen_quantity: Option<Count>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::SetQuantity {
            line: LineId(line.0),
            quantity: quantity.0,
            seen_quantity: seen_quantity.map(|it| it.0),
        })
    }

    /// Removes a line.
    ///
    /// - `line`: The line.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.
    ///
    /// Events: `ItemRemoved`.
    pub fn remove_item(&self, line: Natural) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::RemoveItem { line: LineId(line.0) })
    }

    /// Writes a line's note, or clears it.
    ///
    /// The text is kept beside the log, so that it can be erased.
    ///
    /// - `line`: The line.
    /// - `note`: The note, up to 1,000 characters; nothing clears it.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `exceeds_note_max`, `text_not_valid`.
    ///
    /// Events: `NoteSet`.
    #[uniffi::method(default(note = None))]
    pub fn set_note(&self, line: Natural, note: Option<String>) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::SetNote { line: LineId(line.0), note: note.as_deref() })
    }

    /// Says for whom a line is; an empty list means for everybody.
    ///
    /// - `line`: The line.
    /// - `beneficiaries`: Present members.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`, `member_not_found`, `beneficiaries_must_differ`.
    ///
    /// Events: `BeneficiariesSet`.
    #[uniffi::method(default(beneficiaries = []))]
    pub fn set_beneficiaries(
        &self,
        line: Natural,
        beneficiaries: Vec<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::SetBeneficiaries {
            line: LineId(line.0),
            beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
        })
    }

    /// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing
    /// clears one.
    ///
    /// - `line`: The line.
    /// - `purpose`: What it is for.
    /// - `project`: The project it belongs to.
    /// - `costCentre`: Who bears the cost.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `exceeds_title_max`, `text_not_valid`.
    ///
    /// Events: `ReasonSet`.
    #[uniffi::method(default(purpose = None, project = None, cost_centre = None))]
    pub fn set_reason(
        &self,
        line: Natural,
        purpose: Option<String>,
        project: Option<String>,
        cost_centre: Option<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::SetReason {
            line: LineId(line.0),
            purpose: purpose.as_deref(),
            project: project.as_deref(),
            cost_centre: cost_centre.as_deref(),
        })
    }

    /// Seats a member with a role.
    ///
    /// Nobody grants what they lack. A cart holds at most 50 members unless configured.
    ///
    /// - `member`: An opaque id of the host's, never an e-mail address.
    /// - `role`: A ready-made role or a custom one.
    ///
    /// Errors: `capability_missing`, `member_id_not_valid`, `role_not_found`, `ownership_must_be_offered`,
    /// `capability_missing` (for what the role holds and the actor lacks), `member_already_in_cart`,
    /// `exceeds_members_max`.
    ///
    /// Events: `MemberAdded`.
    pub fn add_member(&self, member: &str, role: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::AddMember { member, role })
    }

    /// Removes a member; their lines stay, their open invitations end.
    ///
    /// - `member`: The member.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `owner_must_stay`, `capability_missing` (for what
    /// their role holds and the actor lacks).
    ///
    /// Events: `MemberRemoved`, with the invitations that ended.
    pub fn remove_member(&self, member: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::RemoveMember { member })
    }

    /// Leaves the cart; one's lines stay, one's open invitations end.
    ///
    /// Errors: `owner_must_stay`.
    ///
    /// Events: `MemberLeft`, with the invitations that ended.
    pub fn leave(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Leave)
    }

    /// Gives a member another role; their open invitations above the new right end.
    ///
    /// - `member`: The member.
    /// - `role`: A ready-made role or a custom one.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `role_not_found`, `ownership_must_be_offered`,
    /// `capability_missing` (for what either role holds and the actor lacks).
    ///
    /// Events: `RoleSet`, with the invitations that ended.
    pub fn set_role(&self, member: &str, role: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::SetRole { member, role })
    }

    /// Defines a custom role of this cart, or defines it anew for all who have it.
    ///
    /// `moneyCap` bounds the sum of the lines a member with this role added; such a member grows only their
    /// own lines. With `categoriesAllowed` only SKUs of these categories may be added; those of
    /// `categoriesDenied` never.
    ///
    /// - `name`: The role's name.
    /// - `capabilities`: What it may do.
    /// - `moneyCap`: The most its holder's lines may sum to, in the cart's currency.
    /// - `categoriesAllowed`: The only categories it may add; none named means all.
    /// - `categoriesDenied`: Categories it may not add.
    ///
    /// Errors: `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`,
    /// `ownership_must_be_offered`, `capability_missing` (for what the role holds or held and the actor
    /// lacks), `price_not_valid`, `exceeds_total_max`, `exceeds_categories_max`, `category_not_valid`,
    /// `exceeds_roles_max`.
    ///
    /// Events: `RoleDefined`, with the invitations that ended.
    #[uniffi::method(default(capabilities = [], money_cap = None, categories_allowed = [], categories_denied = []))]
    pub fn define_role(
        &self,
        name: &str,
        capabilities: Vec<Capability>,
        money_cap: Option<Amount>,
        categories_allowed: Vec<String>,
        categories_denied: Vec<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::DefineRole {
            name,
            capabilities,
            money_cap: money_cap.map(|it| it.0),
            categories_allowed: categories_allowed.iter().map(String::as_str).collect(),
            categories_denied: categories_denied.iter().map(String::as_str).collect(),
        })
    }

    /// Offers ownership to a present member; a later offer replaces an earlier one.
    ///
    /// - `member`: The member.
    ///
    /// Errors: `capability_missing`, `member_not_found`.
    ///
    /// Events: `OwnershipOffered`.
    pub fn offer_ownership(&self, member: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::OfferOwnership { member })
    }

    /// Accepts the ownership offered to oneself; the former owner becomes an admin.
    ///
    /// Errors: `ownership_not_offered`.
    ///
    /// Events: `OwnershipAccepted`.
    pub fn accept_ownership(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::AcceptOwnership)
    }

    /// Takes an offer of ownership back, or declines the one made to oneself.
    ///
    /// Errors: `ownership_not_offered`, `capability_missing`.
    ///
    /// Events: `OwnershipDeclined`.
    pub fn decline_ownership(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::DeclineOwnership)
    }

    /// Makes an invitation by link, whose id is the new version.
    ///
    /// The host makes a `Token`, passes its hash, and puts cart id and token into the link. The default is
    /// 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as editor.
    ///
    /// - `tokenHash`: The token's hash.
    /// - `role`: The role those who join get.
    /// - `usesMax`: How often it may be used.
    /// - `expiresAtMs`: When it expires, in Unix milliseconds.
    ///
    /// Errors: `capability_missing`, `role_not_found`, `invitation_role_too_high`, `capability_missing`
    /// (for what the role holds and the actor lacks), `exceeds_invitation_uses_max`, `deadline_not_valid`,
    /// `exceeds_invitations_max`.
    ///
    /// Events: `Invited`.
    #[uniffi::method(default(uses_max = None, expires_at_ms = None))]
    pub fn invite(
        &self,
        token_hash: &str,
        role: &str,
        uses_max: Option<Count>,
        expires_at_ms: Option<Natural>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Invite {
            token_hash: cartpool::TokenHash::from_str(token_hash)?,
            role,
            uses_max: uses_max.map(|it| it.0),
            expires_at_ms: expires_at_ms.map(|it| it.0),
        })
    }

    /// Ends a pending invitation.
    ///
    /// - `invitation`: The invitation's id: the version that made it.
    ///
    /// Errors: `capability_missing`, `invitation_not_found`.
    ///
    /// Events: `InvitationRevoked`.
    pub fn revoke_invitation(&self, invitation: Natural) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::RevokeInvitation { invitation: invitation.0 })
    }

    /// Joins the cart by an invitation's token: an outsider's only verb.
    ///
    /// Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are
    /// `invitation_not_valid`.
    ///
    /// - `token`: The secret from the link.
    ///
    /// Errors: `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`,
    /// `exceeds_members_max`.
    ///
    /// Events: `InvitationAccepted`.
    pub fn accept_invitation(&self, token: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::AcceptInvitation { token })
    }

    /// Holds the cart: until the deadline nobody else edits lines.
    ///
    /// The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
    ///
    /// - `untilMs`: When the hold ends by itself, in Unix milliseconds.
    ///
    /// Errors: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
    ///
    /// Events: `CartLocked`.
    #[uniffi::method(default(until_ms = None))]
    pub fn lock_cart(&self, until_ms: Option<Natural>) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::LockCart { until_ms: until_ms.map(|it| it.0) })
    }

    /// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
    ///
    /// Errors: `capability_missing`.
    ///
    /// Events: `CartUnlocked`.
    pub fn unlock_cart(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::UnlockCart)
    }

    /// Changes the cart's policies; what is not named stays.
    ///
    /// - `edit`: Who may edit lines.
    /// - `mergesLines`: Whether equal lines merge.
    /// - `allowsSuggestions`: Whether viewers may suggest.
    ///
    /// Errors: `capability_missing`.
    ///
    /// Events: `PoliciesSet`.
    #[uniffi::method(default(edit = None, merges_lines = None, allows_suggestions = None))]
    pub fn set_policies(
        &self,
        edit: Option<EditPolicy>,
        merges_lines: Option<bool>,
        allows_suggestions: Option<bool>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::SetPolicies { edit, merges_lines, allows_suggestions })
    }

    /// Writes the cart's title and purpose; nothing clears one.
    ///
    /// - `title`: What the cart is called.
    /// - `purpose`: What the cart is for.
    ///
    /// Errors: `capability_missing`, `exceeds_title_max`, `text_not_valid`.
    ///
    /// Events: `CartRenamed`.
    #[uniffi::method(default(title = None, purpose = None))]
    pub fn rename_cart(
        &self,
        title: Option<String>,
        purpose: Option<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::RenameCart {
            title: title.as_deref(),
            purpose: purpose.as_deref(),
        })
    }

    /// Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made them
    /// leaves; a cart whose pledges are locked cannot be closed before their campaign is decided.
    ///
    /// Errors: `capability_missing`, `pledge_is_locked`.
    ///
    /// Events: `CartClosed`.
    pub fn close_cart(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::CloseCart)
    }

    /// Brings the cart's prices up to the price list, as every commit and priced read does by itself.
    ///
    /// Errors: `reserved_for_system`.
    ///
    /// Events: `Repriced`.
    pub fn reprice(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Reprice)
    }

    /// Chooses how the lines are shared.
    ///
    /// `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100), or an
    /// amount; for `single_payer` it names the one. Under `exact` whoever is not named shares the rest
    /// equally. A line's own rule and its beneficiaries stand above the cart's rule. With
    /// `sparesLateJoiners`, whoever joins from now on shares only in lines made after they joined.
    ///
    /// - `rule`: How.
    /// - `parts`: Each member's part, as decimal text.
    /// - `sparesLateJoiners`: Whether whoever joins from now on is spared what is in the cart already.
    ///
    /// Errors: `capability_missing`, `split_not_valid`, `member_not_found`, `percents_must_sum_to_hundred`.
    ///
    /// Events: `SplitSet`.
    #[uniffi::method(default(parts = [], spares_late_joiners = false))]
    pub fn set_split(
        &self,
        rule: SplitRule,
        parts: Vec<ItemOption>,
        spares_late_joiners: bool,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetSplit {
            rule,
            parts: parts.iter().map(ItemOption::lend).collect(),
            spares_late_joiners,
        }))
    }

    /// Gives a line a rule of its own.
    ///
    /// - `line`: The line.
    /// - `rule`: How.
    /// - `parts`: Each member's part, as decimal text.
    ///
    /// Errors: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
    /// `percents_must_sum_to_hundred`, `exceeds_splits_max`.
    ///
    /// Events: `LineSplitSet`.
    #[uniffi::method(default(parts = []))]
    pub fn set_line_split(
        &self,
        line: Natural,
        rule: SplitRule,
        parts: Vec<ItemOption>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetLineSplit {
            line: LineId(line.0),
            rule,
            parts: parts.iter().map(ItemOption::lend).collect(),
        }))
    }

    /// Lets a line follow the cart's rule again.
    ///
    /// - `line`: The line.
    ///
    /// Errors: `capability_missing`, `line_not_found`.
    ///
    /// Events: `LineSplitCleared`.
    pub fn clear_line_split(&self, line: Natural) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::ClearLineSplit {
            line: LineId(line.0),
        }))
    }

    /// Says who shares in nothing that is split among everybody. The list replaces the one before.
    ///
    /// - `excludedMembers`: Present members.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named twice).
    ///
    /// Events: `MembersExcluded`.
    #[uniffi::method(default(excluded_members = []))]
    pub fn set_excluded_members(
        &self,
        excluded_members: Vec<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetExcludedMembers {
            excluded_members: excluded_members.iter().map(String::as_str).collect(),
        }))
    }

    /// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
    ///
    /// Somebody else becomes the sponsor only by whoever manages the cart.
    ///
    /// - `sponsor`: Who pays.
    /// - `amountMax`: The most they pay for others in all.
    /// - `personMax`: The most they pay for each.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `capability_missing` (to name another),
    /// `price_not_valid`, `exceeds_total_max`.
    ///
    /// Events: `SponsorSet`.
    #[uniffi::method(default(sponsor = None, amount_max = None, person_max = None))]
    pub fn set_sponsor(
        &self,
        sponsor: Option<String>,
        amount_max: Option<Amount>,
        person_max: Option<Amount>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetSponsor {
            sponsor: sponsor.as_deref(),
            amount_max: amount_max.map(|it| it.0),
            person_max: person_max.map(|it| it.0),
        }))
    }

    /// Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
    ///
    /// What is missing is raised, and the others' shares fall in proportion to what they have above it.
    ///
    /// - `minimum`: The least that each pays.
    ///
    /// Errors: `capability_missing`, `price_not_valid`, `exceeds_total_max`.
    ///
    /// Events: `ShareMinimumSet`.
    #[uniffi::method(default(minimum = None))]
    pub fn set_share_minimum(&self, minimum: Option<Amount>) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetShareMinimum {
            minimum: minimum.map(|it| it.0),
        }))
    }

    /// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart
    /// (unless chosen), or by one payer.
    ///
    /// - `kind`: Which kind.
    /// - `rule`: How.
    /// - `payer`: Who pays, where one does.
    ///
    /// Errors: `capability_missing`, `split_not_valid` (a payer without that rule, or none with it),
    /// `member_not_found`.
    ///
    /// Events: `AdjustmentSplitSet`.
    #[uniffi::method(default(payer = None))]
    pub fn set_adjustment_split(
        &self,
        kind: AdjustmentKind,
        rule: AdjustmentRule,
        payer: Option<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetAdjustmentSplit {
            kind,
            rule,
            payer: payer.as_deref(),
        }))
    }

    /// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a line, a
    /// member or a destination; its id is the new version.
    ///
    /// Percents are of the lines it is for, after discounts; for a member of their part of all lines, but a
    /// tax is of all of them. Amounts are given without a sign: a discount takes off, and never more than
    /// there is. A tax that is `included` is shown and changes no total. Members add tips; the rest is the
    /// host's.
    ///
    /// - `kind`: Which kind.
    /// - `amount`: How much.
    /// - `percent`: Or how many percent.
    /// - `line`: Of this line.
    /// - `member`: For this member.
    /// - `destination`: Of the lines for this destination.
    /// - `label`: What it is called.
    /// - `included`: Whether the prices hold it already: taxes only.
    ///
    /// Errors: `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or both of
    /// amount and percent, more than one target, or `included` on what is no tax), `price_not_valid`,
    /// `percent_not_valid`, `exceeds_total_max`, `line_not_found`, `member_not_found`, `exceeds_title_max`,
    /// `text_not_valid`, `exceeds_adjustments_max`.
    ///
    /// Events: `AdjustmentAdded`.
    #[uniffi::method(default(amount = None, percent = None, line = None, member = None, destination = None, label = None, included = false))]
    #[allow(clippy::too_many_arguments, reason = "most have a default")]
    pub fn add_adjustment(
        &self,
        kind: AdjustmentKind,
        amount: Option<Amount>,
        percent: Option<Amount>,
        line: Option<Natural>,
        member: Option<String>,
        destination: Option<String>,
        label: Option<String>,
        included: bool,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::AddAdjustment {
            kind,
            amount: amount.map(|it| it.0),
            percent: percent.map(|it| it.0),
            line: line.map(|it| LineId(it.0)),
            member: member.as_deref(),
            destination: destination.as_deref(),
            label: label.as_deref(),
            included,
        }))
    }

    /// Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the rest
    /// is the host's.
    ///
    /// - `adjustment`: Its id: the version that made it.
    ///
    /// Errors: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
    ///
    /// Events: `AdjustmentRemoved`.
    pub fn remove_adjustment(&self, adjustment: Natural) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::RemoveAdjustment {
            adjustment: adjustment.0,
        }))
    }

    /// Adds a discount by a rule; its id is the new version.
    ///
    /// Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy` and `get`
    /// (of so many bought, so many more at `percent` off, free unless given; the cheapest are the ones).
    /// Discounts apply one after another, by priority and then age, each to what the ones before left. An
    /// exclusive one stands alone: the best of the exclusive ones, or all others together, whichever takes
    /// off more.
    ///
    /// - `percent`: So many percent off.
    /// - `amount`: So much off.
    /// - `tiers`: From each quantity on, so many percent off: quantity to percent, as text.
    /// - `buy`: Of so many bought …
    /// - `get`: … so many more are discounted.
    /// - `skus`: Only these SKUs; none named means every line.
    /// - `label`: What it is called.
    /// - `exclusive`: Whether it stands alone.
    /// - `priority`: Smaller applies first; 100 unless given.
    ///
    /// Errors: `reserved_for_system`, `discount_not_valid`, `percent_not_valid`, `price_not_valid`,
    /// `exceeds_total_max`, `sku_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_adjustments_max`.
    ///
    /// Events: `DiscountAdded`.
    #[uniffi::method(default(percent = None, amount = None, tiers = [], buy = None, get = None, skus = [], label = None, exclusive = false, priority = None))]
    #[allow(clippy::too_many_arguments, reason = "most have a default")]
    pub fn add_discount(
        &self,
        percent: Option<Amount>,
        amount: Option<Amount>,
        tiers: Vec<ItemOption>,
        buy: Option<Count>,
        get: Option<Count>,
        skus: Vec<String>,
        label: Option<String>,
        exclusive: bool,
        priority: Option<Count>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::AddDiscount {
            percent: percent.map(|it| it.0),
            amount: amount.map(|it| it.0),
            tiers: tiers.iter().map(ItemOption::lend).collect(),
            buy: buy.map(|it| it.0),
            get: get.map(|it| it.0),
            skus: skus.iter().map(String::as_str).collect(),
            label: label.as_deref(),
            exclusive,
            priority: priority.map(|it| it.0),
        }))
    }

    /// Says where a line goes, by a label such as an address's name; nothing clears it.
    ///
    /// - `line`: The line.
    /// - `destination`: The label.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.
    ///
    /// Events: `DestinationSet`.
    #[uniffi::method(default(destination = None))]
    pub fn set_destination(
        &self,
        line: Natural,
        destination: Option<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetDestination {
            line: LineId(line.0),
            destination: destination.as_deref(),
        }))
    }

    /// Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
    ///
    /// A country sets rounding, level and cash step to its practice; what is named beside it goes before. A
    /// step, a minimum or a maximum of 0 ends it.
    ///
    /// - `country`: ISO 3166 alpha-2.
    /// - `rounding`: How half a minor unit and the like are rounded.
    /// - `level`: What is rounded: taxes by line, by unit, by rate, or once.
    /// - `cashStep`: The smallest coin: the total is rounded to it.
    /// - `orderMin`: The least a bill may come to.
    /// - `orderMax`: The most.
    /// - `isHard`: Whether these refuse to fix the bill, or only warn.
    ///
    /// Errors: `reserved_for_system`, `country_not_known`, `price_not_valid`, `exceeds_total_max`.
    ///
    /// Events: `BillPoliciesSet`.
    #[uniffi::method(default(country = None, rounding = None, level = None, cash_step = None, order_min = None, order_max = None, is_hard = None))]
    #[allow(clippy::too_many_arguments, reason = "most have a default")]
    pub fn set_bill_policies(
        &self,
        country: Option<String>,
        rounding: Option<RoundingMode>,
        level: Option<RoundingLevel>,
        cash_step: Option<Amount>,
        order_min: Option<Amount>,
        order_max: Option<Amount>,
        is_hard: Option<bool>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetBillPolicies {
            country: country.as_deref(),
            rounding,
            level,
            cash_step: cash_step.map(|it| it.0),
            order_min: order_min.map(|it| it.0),
            order_max: order_max.map(|it| it.0),
            is_hard,
        }))
    }

    /// Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the host's.
    ///
    /// - `group`: The group's id.
    ///
    /// Errors: `reserved_for_system`, `group_not_valid`.
    ///
    /// Events: `GroupSet`.
    #[uniffi::method(default(group = None))]
    pub fn set_group(&self, group: Option<String>) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::SetGroup {
            group: group.as_deref(),
        }))
    }

    /// Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering it
    /// again changes nothing.
    ///
    /// Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.
    ///
    /// - `code`: What is printed on it.
    ///
    /// Errors: `capability_missing`, `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`,
    /// `version_conflict` (the coupon was defined anew meanwhile), `exceeds_coupons_max`,
    /// `exceeds_adjustments_max`.
    ///
    /// Events: `DiscountAdded`, with the coupon's code.
    pub fn redeem_coupon(&self, code: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::RedeemCoupon { code }))
    }

    /// Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to the
    /// group's ledger.
    ///
    /// Errors: `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`,
    /// `shares_must_sum_to_total`, `below_order_min`, `exceeds_order_max`, `exceeds_total_max`,
    /// `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`, `exceeds_ledger_members_max`,
    /// `exceeds_ledger_carts_max`, `exceeds_balance_max`, `storage_busy` (where the group's ledger is
    /// busy).
    ///
    /// Events: `BillFixed`.
    pub fn fix_bill(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::FixBill))
    }

    /// Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
    ///
    /// Errors: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
    ///
    /// Events: `BillReopened`.
    pub fn reopen_bill(&self) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::ReopenBill))
    }

    /// Records that a member paid the merchant.
    ///
    /// - `payer`: Who paid.
    /// - `amount`: How much.
    ///
    /// Errors: `capability_missing`, `bill_is_not_fixed`, `member_not_found`, `price_not_valid`,
    /// `amount_must_not_be_zero`, `exceeds_amount_due`.
    ///
    /// Events: `PaymentRecorded`.
    pub fn record_payment(&self, payer: &str, amount: Amount) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::RecordPayment {
            payer,
            amount: amount.0,
        }))
    }

    /// Records that one member paid another. The payee says so, or whoever manages the cart. It may be more
    /// than is owed: a transfer the other way takes it back.
    ///
    /// - `payer`: Who paid.
    /// - `payee`: Whom.
    /// - `amount`: How much.
    ///
    /// Errors: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid` (both are
    /// the same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as either's balance of
    /// transfers).
    ///
    /// Events: `TransferRecorded`.
    pub fn record_transfer(
        &self,
        payer: &str,
        payee: &str,
        amount: Amount,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::RecordTransfer {
            payer,
            payee,
            amount: amount.0,
        }))
    }

    /// Gives back what was paid for so many of a line: to each the very cents their share of it was.
    ///
    /// - `line`: The line.
    /// - `quantity`: How many.
    ///
    /// Errors: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`, `quantity_must_not_be_zero`,
    /// `exceeds_refundable_quantity`.
    ///
    /// Events: `ItemRefunded`.
    pub fn refund_item(&self, line: Natural, quantity: Count) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Bill(cartpool::BillCommand::RefundItem {
            line: LineId(line.0),
            quantity: quantity.0,
        }))
    }

    /// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign counts.
    ///
    /// A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change the line,
    /// and the campaign hears of each change: until it locks pledges may shrink, from then on they only
    /// grow. What is beyond the campaign's maximum waits, and leaves the cart when the campaign closes.
    /// Whoever leaves before the lock takes back what they pledged. A price that the campaign reaches or
    /// loses shows at the cart's next read or command; so that nobody else brings a cart above its bound,
    /// what it has pledged counts against `exceeds_total_max` at the highest price of any tier or none.
    ///
    /// - `campaign`: The campaign.
    /// - `quantity`: How many; at least 1.
    /// - `sku`: Which of its SKUs; need not be said where it has one.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
    /// `quantity_must_not_be_zero`, `campaign_not_found`, `sku_not_in_campaign`,
    /// `campaign_takes_no_pledges`, `category_not_allowed`, `below_pledge_min`, `exceeds_pledge_max`,
    /// `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`,
    /// `exceeds_cart_campaigns_max`, `exceeds_skus_max`, `exceeds_campaign_carts_max`.
    ///
    /// Events: `Pledged` for a new line, `ItemIncreased` for one that grew.
    #[uniffi::method(default(sku = None))]
    pub fn pledge(
        &self,
        campaign: &str,
        quantity: Count,
        sku: Option<String>,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::Pledge {
            campaign,
            sku: sku.as_deref(),
            quantity: quantity.0,
        })
    }

    /// Brings the cart up to a campaign it has pledged to, as every commit and priced read does by itself.
    ///
    /// - `campaign`: The campaign.
    ///
    /// Errors: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the campaign is
    /// not decided).
    ///
    /// Events: `CampaignFollowed`.
    pub fn follow_campaign(&self, campaign: &str) -> Result<Natural, CartpoolError> {
        self.commit(&cartpool::Command::FollowCampaign { campaign })
    }
}

/// A verb as data, for `Member.batch`.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Command {
    /// As `Member.add_item`.
    AddItem {
        /// The merchant's name for the thing.
        sku: String,
        /// How many; at least 1.
        quantity: Count,
        /// The price of one, where the engine was opened to take prices from its caller.
        #[uniffi(default = None)]
        unit_price: Option<Amount>,
        /// Choices such as size or colour, in any order.
        #[uniffi(default = [])]
        options: Vec<ItemOption>,
        /// Why, in the member's words.
        #[uniffi(default = None)]
        note: Option<String>,
        /// For whom; nobody named means for everybody.
        #[uniffi(default = [])]
        beneficiaries: Vec<String>,
        /// Make a line of its own even if the cart merges lines.
        #[uniffi(default = false)]
        separate: bool,
    },
    /// As `Member.adjust_quantity`.
    AdjustQuantity {
        /// The line.
        line: Natural,
        /// How many more, or fewer if negative.
        delta: Delta,
    },
    /// As `Member.set_quantity`.
    SetQuantity {
        /// The line.
        line: Natural,
        /// The new quantity; at least 1.
        quantity: Count,
        /// The quantity the member saw.
        #[uniffi(default = None)]
        seen_quantity: Option<Count>,
    },
    /// As `Member.remove_item`.
    RemoveItem {
        /// The line.
        line: Natural,
    },
    /// As `Member.set_note`.
    SetNote {
        /// The line.
        line: Natural,
        /// The note, up to 1,000 characters; nothing clears it.
        #[uniffi(default = None)]
        note: Option<String>,
    },
    /// As `Member.set_beneficiaries`.
    SetBeneficiaries {
        /// The line.
        line: Natural,
        /// Present members.
        #[uniffi(default = [])]
        beneficiaries: Vec<String>,
    },
    /// As `Member.set_reason`.
    SetReason {
        /// The line.
        line: Natural,
        /// What it is for.
        #[uniffi(default = None)]
        purpose: Option<String>,
        /// The project it belongs to.
        #[uniffi(default = None)]
        project: Option<String>,
        /// Who bears the cost.
        #[uniffi(default = None)]
        cost_centre: Option<String>,
    },
    /// As `Member.add_member`.
    AddMember {
        /// An opaque id of the host's, never an e-mail address.
        member: String,
        /// A ready-made role or a custom one.
        role: String,
    },
    /// As `Member.remove_member`.
    RemoveMember {
        /// The member.
        member: String,
    },
    /// As `Member.leave`.
    Leave,
    /// As `Member.set_role`.
    SetRole {
        /// The member.
        member: String,
        /// A ready-made role or a custom one.
        role: String,
    },
    /// As `Member.define_role`.
    DefineRole {
        /// The role's name.
        name: String,
        /// What it may do.
        #[uniffi(default = [])]
        capabilities: Vec<Capability>,
        /// The most its holder's lines may sum to, in the cart's currency.
        #[uniffi(default = None)]
        money_cap: Option<Amount>,
        /// The only categories it may add; none named means all.
        #[uniffi(default = [])]
        categories_allowed: Vec<String>,
        /// Categories it may not add.
        #[uniffi(default = [])]
        categories_denied: Vec<String>,
    },
    /// As `Member.offer_ownership`.
    OfferOwnership {
        /// The member.
        member: String,
    },
    /// As `Member.accept_ownership`.
    AcceptOwnership,
    /// As `Member.decline_ownership`.
    DeclineOwnership,
    /// As `Member.invite`.
    Invite {
        /// The token's hash.
        token_hash: String,
        /// The role those who join get.
        role: String,
        /// How often it may be used.
        #[uniffi(default = None)]
        uses_max: Option<Count>,
        /// When it expires, in Unix milliseconds.
        #[uniffi(default = None)]
        expires_at_ms: Option<Natural>,
    },
    /// As `Member.revoke_invitation`.
    RevokeInvitation {
        /// The invitation's id: the version that made it.
        invitation: Natural,
    },
    /// As `Member.accept_invitation`.
    AcceptInvitation {
        /// The secret from the link.
        token: String,
    },
    /// As `Member.lock_cart`.
    LockCart {
        /// When the hold ends by itself, in Unix milliseconds.
        #[uniffi(default = None)]
        until_ms: Option<Natural>,
    },
    /// As `Member.unlock_cart`.
    UnlockCart,
    /// As `Member.set_policies`.
    SetPolicies {
        /// Who may edit lines.
        #[uniffi(default = None)]
        edit: Option<EditPolicy>,
        /// Whether equal lines merge.
        #[uniffi(default = None)]
        merges_lines: Option<bool>,
        /// Whether viewers may suggest.
        #[uniffi(default = None)]
        allows_suggestions: Option<bool>,
    },
    /// As `Member.rename_cart`.
    RenameCart {
        /// What the cart is called.
        #[uniffi(default = None)]
        title: Option<String>,
        /// What the cart is for.
        #[uniffi(default = None)]
        purpose: Option<String>,
    },
    /// As `Member.close_cart`.
    CloseCart,
    /// As `Member.reprice`.
    Reprice,
    /// As `Member.set_split`.
    SetSplit {
        /// How.
        rule: SplitRule,
        /// Each member's part, as decimal text.
        #[uniffi(default = [])]
        parts: Vec<ItemOption>,
        /// Whether whoever joins from now on is spared what is in the cart already.
        #[uniffi(default = false)]
        spares_late_joiners: bool,
    },
    /// As `Member.set_line_split`.
    SetLineSplit {
        /// The line.
        line: Natural,
        /// How.
        rule: SplitRule,
        /// Each member's part, as decimal text.
        #[uniffi(default = [])]
        parts: Vec<ItemOption>,
    },
    /// As `Member.clear_line_split`.
    ClearLineSplit {
        /// The line.
        line: Natural,
    },
    /// As `Member.set_excluded_members`.
    SetExcludedMembers {
        /// Present members.
        #[uniffi(default = [])]
        excluded_members: Vec<String>,
    },
    /// As `Member.set_sponsor`.
    SetSponsor {
        /// Who pays.
        #[uniffi(default = None)]
        sponsor: Option<String>,
        /// The most they pay for others in all.
        #[uniffi(default = None)]
        amount_max: Option<Amount>,
        /// The most they pay for each.
        #[uniffi(default = None)]
        person_max: Option<Amount>,
    },
    /// As `Member.set_share_minimum`.
    SetShareMinimum {
        /// The least that each pays.
        #[uniffi(default = None)]
        minimum: Option<Amount>,
    },
    /// As `Member.set_adjustment_split`.
    SetAdjustmentSplit {
        /// Which kind.
        kind: AdjustmentKind,
        /// How.
        rule: AdjustmentRule,
        /// Who pays, where one does.
        #[uniffi(default = None)]
        payer: Option<String>,
    },
    /// As `Member.add_adjustment`.
    AddAdjustment {
        /// Which kind.
        kind: AdjustmentKind,
        /// How much.
        #[uniffi(default = None)]
        amount: Option<Amount>,
        /// Or how many percent.
        #[uniffi(default = None)]
        percent: Option<Amount>,
        /// Of this line.
        #[uniffi(default = None)]
        line: Option<Natural>,
        /// For this member.
        #[uniffi(default = None)]
        member: Option<String>,
        /// Of the lines for this destination.
        #[uniffi(default = None)]
        destination: Option<String>,
        /// What it is called.
        #[uniffi(default = None)]
        label: Option<String>,
        /// Whether the prices hold it already: taxes only.
        #[uniffi(default = false)]
        included: bool,
    },
    /// As `Member.remove_adjustment`.
    RemoveAdjustment {
        /// Its id: the version that made it.
        adjustment: Natural,
    },
    /// As `Member.add_discount`.
    AddDiscount {
        /// So many percent off.
        #[uniffi(default = None)]
        percent: Option<Amount>,
        /// So much off.
        #[uniffi(default = None)]
        amount: Option<Amount>,
        /// From each quantity on, so many percent off: quantity to percent, as text.
        #[uniffi(default = [])]
        tiers: Vec<ItemOption>,
        /// Of so many bought …
        #[uniffi(default = None)]
        buy: Option<Count>,
        /// … so many more are discounted.
        #[uniffi(default = None)]
        get: Option<Count>,
        /// Only these SKUs; none named means every line.
        #[uniffi(default = [])]
        skus: Vec<String>,
        /// What it is called.
        #[uniffi(default = None)]
        label: Option<String>,
        /// Whether it stands alone.
        #[uniffi(default = false)]
        exclusive: bool,
        /// Smaller applies first; 100 unless given.
        #[uniffi(default = None)]
        priority: Option<Count>,
    },
    /// As `Member.set_destination`.
    SetDestination {
        /// The line.
        line: Natural,
        /// The label.
        #[uniffi(default = None)]
        destination: Option<String>,
    },
    /// As `Member.set_bill_policies`.
    SetBillPolicies {
        /// ISO 3166 alpha-2.
        #[uniffi(default = None)]
        country: Option<String>,
        /// How half a minor unit and the like are rounded.
        #[uniffi(default = None)]
        rounding: Option<RoundingMode>,
        /// What is rounded: taxes by line, by unit, by rate, or once.
        #[uniffi(default = None)]
        level: Option<RoundingLevel>,
        /// The smallest coin: the total is rounded to it.
        #[uniffi(default = None)]
        cash_step: Option<Amount>,
        /// The least a bill may come to.
        #[uniffi(default = None)]
        order_min: Option<Amount>,
        /// The most.
        #[uniffi(default = None)]
        order_max: Option<Amount>,
        /// Whether these refuse to fix the bill, or only warn.
        #[uniffi(default = None)]
        is_hard: Option<bool>,
    },
    /// As `Member.set_group`.
    SetGroup {
        /// The group's id.
        #[uniffi(default = None)]
        group: Option<String>,
    },
    /// As `Member.redeem_coupon`.
    RedeemCoupon {
        /// What is printed on it.
        code: String,
    },
    /// As `Member.fix_bill`.
    FixBill,
    /// As `Member.reopen_bill`.
    ReopenBill,
    /// As `Member.record_payment`.
    RecordPayment {
        /// Who paid.
        payer: String,
        /// How much.
        amount: Amount,
    },
    /// As `Member.record_transfer`.
    RecordTransfer {
        /// Who paid.
        payer: String,
        /// Whom.
        payee: String,
        /// How much.
        amount: Amount,
    },
    /// As `Member.refund_item`.
    RefundItem {
        /// The line.
        line: Natural,
        /// How many.
        quantity: Count,
    },
    /// As `Member.pledge`.
    Pledge {
        /// The campaign.
        campaign: String,
        /// How many; at least 1.
        quantity: Count,
        /// Which of its SKUs; need not be said where it has one.
        #[uniffi(default = None)]
        sku: Option<String>,
    },
    /// As `Member.follow_campaign`.
    FollowCampaign {
        /// The campaign.
        campaign: String,
    },
}

impl Command {
    /// The command that core takes.
    pub(crate) fn lend(&self) -> Result<cartpool::Command<'_>, CartpoolError> {
        Ok(match self {
            Self::AddItem { sku, quantity, unit_price, options, note, beneficiaries, separate } => {
                cartpool::Command::AddItem {
                    sku,
                    quantity: quantity.0,
                    unit_price: unit_price.map(|it| it.0),
                    options: options.iter().map(ItemOption::lend).collect(),
                    note: note.as_deref(),
                    beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
                    separate: *separate,
                }
            }
            Self::AdjustQuantity { line, delta } => {
                cartpool::Command::AdjustQuantity { line: LineId(line.0), delta: delta.0 }
            }
            Self::SetQuantity { line, quantity, seen_quantity } => cartpool::Command::SetQuantity {
                line: LineId(line.0),
                quantity: quantity.0,
                seen_quantity: seen_quantity.map(|it| it.0),
            },
            Self::RemoveItem { line } => cartpool::Command::RemoveItem { line: LineId(line.0) },
            Self::SetNote { line, note } => {
                cartpool::Command::SetNote { line: LineId(line.0), note: note.as_deref() }
            }
            Self::SetBeneficiaries { line, beneficiaries } => cartpool::Command::SetBeneficiaries {
                line: LineId(line.0),
                beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
            },
            Self::SetReason { line, purpose, project, cost_centre } => {
                cartpool::Command::SetReason {
                    line: LineId(line.0),
                    purpose: purpose.as_deref(),
                    project: project.as_deref(),
                    cost_centre: cost_centre.as_deref(),
                }
            }
            Self::AddMember { member, role } => cartpool::Command::AddMember { member, role },
            Self::RemoveMember { member } => cartpool::Command::RemoveMember { member },
            Self::Leave => cartpool::Command::Leave,
            Self::SetRole { member, role } => cartpool::Command::SetRole { member, role },
            Self::DefineRole {
                name,
                capabilities,
                money_cap,
                categories_allowed,
                categories_denied,
            } => cartpool::Command::DefineRole {
                name,
                capabilities: capabilities.clone(),
                money_cap: money_cap.map(|it| it.0),
                categories_allowed: categories_allowed.iter().map(String::as_str).collect(),
                categories_denied: categories_denied.iter().map(String::as_str).collect(),
            },
            Self::OfferOwnership { member } => cartpool::Command::OfferOwnership { member },
            Self::AcceptOwnership => cartpool::Command::AcceptOwnership,
            Self::DeclineOwnership => cartpool::Command::DeclineOwnership,
            Self::Invite { token_hash, role, uses_max, expires_at_ms } => {
                cartpool::Command::Invite {
                    token_hash: cartpool::TokenHash::from_str(token_hash)?,
                    role,
                    uses_max: uses_max.map(|it| it.0),
                    expires_at_ms: expires_at_ms.map(|it| it.0),
                }
            }
            Self::RevokeInvitation { invitation } => {
                cartpool::Command::RevokeInvitation { invitation: invitation.0 }
            }
            Self::AcceptInvitation { token } => cartpool::Command::AcceptInvitation { token },
            Self::LockCart { until_ms } => {
                cartpool::Command::LockCart { until_ms: until_ms.map(|it| it.0) }
            }
            Self::UnlockCart => cartpool::Command::UnlockCart,
            Self::SetPolicies { edit, merges_lines, allows_suggestions } => {
                cartpool::Command::SetPolicies {
                    edit: *edit,
                    merges_lines: *merges_lines,
                    allows_suggestions: *allows_suggestions,
                }
            }
            Self::RenameCart { title, purpose } => cartpool::Command::RenameCart {
                title: title.as_deref(),
                purpose: purpose.as_deref(),
            },
            Self::CloseCart => cartpool::Command::CloseCart,
            Self::Reprice => cartpool::Command::Reprice,
            Self::SetSplit { rule, parts, spares_late_joiners } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetSplit {
                    rule: *rule,
                    parts: parts.iter().map(ItemOption::lend).collect(),
                    spares_late_joiners: *spares_late_joiners,
                })
            }
            Self::SetLineSplit { line, rule, parts } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetLineSplit {
                    line: LineId(line.0),
                    rule: *rule,
                    parts: parts.iter().map(ItemOption::lend).collect(),
                })
            }
            Self::ClearLineSplit { line } => {
                cartpool::Command::Bill(cartpool::BillCommand::ClearLineSplit {
                    line: LineId(line.0),
                })
            }
            Self::SetExcludedMembers { excluded_members } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetExcludedMembers {
                    excluded_members: excluded_members.iter().map(String::as_str).collect(),
                })
            }
            Self::SetSponsor { sponsor, amount_max, person_max } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetSponsor {
                    sponsor: sponsor.as_deref(),
                    amount_max: amount_max.map(|it| it.0),
                    person_max: person_max.map(|it| it.0),
                })
            }
            Self::SetShareMinimum { minimum } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetShareMinimum {
                    minimum: minimum.map(|it| it.0),
                })
            }
            Self::SetAdjustmentSplit { kind, rule, payer } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetAdjustmentSplit {
                    kind: *kind,
                    rule: *rule,
                    payer: payer.as_deref(),
                })
            }
            Self::AddAdjustment {
                kind,
                amount,
                percent,
                line,
                member,
                destination,
                label,
                included,
            } => cartpool::Command::Bill(cartpool::BillCommand::AddAdjustment {
                kind: *kind,
                amount: amount.map(|it| it.0),
                percent: percent.map(|it| it.0),
                line: line.map(|it| LineId(it.0)),
                member: member.as_deref(),
                destination: destination.as_deref(),
                label: label.as_deref(),
                included: *included,
            }),
            Self::RemoveAdjustment { adjustment } => {
                cartpool::Command::Bill(cartpool::BillCommand::RemoveAdjustment {
                    adjustment: adjustment.0,
                })
            }
            Self::AddDiscount {
                percent,
                amount,
                tiers,
                buy,
                get,
                skus,
                label,
                exclusive,
                priority,
            } => cartpool::Command::Bill(cartpool::BillCommand::AddDiscount {
                percent: percent.map(|it| it.0),
                amount: amount.map(|it| it.0),
                tiers: tiers.iter().map(ItemOption::lend).collect(),
                buy: buy.map(|it| it.0),
                get: get.map(|it| it.0),
                skus: skus.iter().map(String::as_str).collect(),
                label: label.as_deref(),
                exclusive: *exclusive,
                priority: priority.map(|it| it.0),
            }),
            Self::SetDestination { line, destination } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetDestination {
                    line: LineId(line.0),
                    destination: destination.as_deref(),
                })
            }
            Self::SetBillPolicies {
                country,
                rounding,
                level,
                cash_step,
                order_min,
                order_max,
                is_hard,
            } => cartpool::Command::Bill(cartpool::BillCommand::SetBillPolicies {
                country: country.as_deref(),
                rounding: *rounding,
                level: *level,
                cash_step: cash_step.map(|it| it.0),
                order_min: order_min.map(|it| it.0),
                order_max: order_max.map(|it| it.0),
                is_hard: *is_hard,
            }),
            Self::SetGroup { group } => {
                cartpool::Command::Bill(cartpool::BillCommand::SetGroup { group: group.as_deref() })
            }
            Self::RedeemCoupon { code } => {
                cartpool::Command::Bill(cartpool::BillCommand::RedeemCoupon { code })
            }
            Self::FixBill => cartpool::Command::Bill(cartpool::BillCommand::FixBill),
            Self::ReopenBill => cartpool::Command::Bill(cartpool::BillCommand::ReopenBill),
            Self::RecordPayment { payer, amount } => {
                cartpool::Command::Bill(cartpool::BillCommand::RecordPayment {
                    payer,
                    amount: amount.0,
                })
            }
            Self::RecordTransfer { payer, payee, amount } => {
                cartpool::Command::Bill(cartpool::BillCommand::RecordTransfer {
                    payer,
                    payee,
                    amount: amount.0,
                })
            }
            Self::RefundItem { line, quantity } => {
                cartpool::Command::Bill(cartpool::BillCommand::RefundItem {
                    line: LineId(line.0),
                    quantity: quantity.0,
                })
            }
            Self::Pledge { campaign, quantity, sku } => {
                cartpool::Command::Pledge { campaign, sku: sku.as_deref(), quantity: quantity.0 }
            }
            Self::FollowCampaign { campaign } => cartpool::Command::FollowCampaign { campaign },
        })
    }
}

/// The next command of a packed batch, of which each is its place in the vocabulary and its fields.
pub(crate) fn unpack<'a>(packed: &mut Packed<'a>) -> Result<cartpool::Command<'a>, CartpoolError> {
    Ok(match packed.tag()? {
        0 => cartpool::Command::AddItem {
            sku: packed.text()?,
            quantity: packed.number()?,
            unit_price: packed.maybe(Packed::decimal)?,
            options: packed.list(item_option)?,
            note: packed.maybe(Packed::text)?,
            beneficiaries: packed.list(Packed::text)?,
            separate: packed.flag()?,
        },
        1 => cartpool::Command::AdjustQuantity { line: packed.line()?, delta: packed.number()? },
        2 => cartpool::Command::SetQuantity {
            line: packed.line()?,
            quantity: packed.number()?,
            seen_quantity: packed.maybe(Packed::number)?,
        },
        3 => cartpool::Command::RemoveItem { line: packed.line()? },
        4 => cartpool::Command::SetNote { line: packed.line()?, note: packed.maybe(Packed::text)? },
        5 => cartpool::Command::SetBeneficiaries {
            line: packed.line()?,
            beneficiaries: packed.list(Packed::text)?,
        },
        6 => cartpool::Command::SetReason {
            line: packed.line()?,
            purpose: packed.maybe(Packed::text)?,
            project: packed.maybe(Packed::text)?,
            cost_centre: packed.maybe(Packed::text)?,
        },
        7 => cartpool::Command::AddMember { member: packed.text()?, role: packed.text()? },
        8 => cartpool::Command::RemoveMember { member: packed.text()? },
        9 => cartpool::Command::Leave,
        10 => cartpool::Command::SetRole { member: packed.text()?, role: packed.text()? },
        11 => cartpool::Command::DefineRole {
            name: packed.text()?,
            capabilities: packed.list(capability)?,
            money_cap: packed.maybe(Packed::decimal)?,
            categories_allowed: packed.list(Packed::text)?,
            categories_denied: packed.list(Packed::text)?,
        },
        12 => cartpool::Command::OfferOwnership { member: packed.text()? },
        13 => cartpool::Command::AcceptOwnership,
        14 => cartpool::Command::DeclineOwnership,
        15 => cartpool::Command::Invite {
            token_hash: packed.token_hash()?,
            role: packed.text()?,
            uses_max: packed.maybe(Packed::number)?,
            expires_at_ms: packed.maybe(Packed::number)?,
        },
        16 => cartpool::Command::RevokeInvitation { invitation: packed.number()? },
        17 => cartpool::Command::AcceptInvitation { token: packed.text()? },
        18 => cartpool::Command::LockCart { until_ms: packed.maybe(Packed::number)? },
        19 => cartpool::Command::UnlockCart,
        20 => cartpool::Command::SetPolicies {
            edit: packed.maybe(edit_policy)?,
            merges_lines: packed.maybe(Packed::flag)?,
            allows_suggestions: packed.maybe(Packed::flag)?,
        },
        21 => cartpool::Command::RenameCart {
            title: packed.maybe(Packed::text)?,
            purpose: packed.maybe(Packed::text)?,
        },
        22 => cartpool::Command::CloseCart,
        23 => cartpool::Command::Reprice,
        24 => cartpool::Command::Bill(cartpool::BillCommand::SetSplit {
            rule: split_rule(packed)?,
            parts: packed.list(item_option)?,
            spares_late_joiners: packed.flag()?,
        }),
        25 => cartpool::Command::Bill(cartpool::BillCommand::SetLineSplit {
            line: packed.line()?,
            rule: split_rule(packed)?,
            parts: packed.list(item_option)?,
        }),
        26 => {
            cartpool::Command::Bill(cartpool::BillCommand::ClearLineSplit { line: packed.line()? })
        }
        27 => cartpool::Command::Bill(cartpool::BillCommand::SetExcludedMembers {
            excluded_members: packed.list(Packed::text)?,
        }),
        28 => cartpool::Command::Bill(cartpool::BillCommand::SetSponsor {
            sponsor: packed.maybe(Packed::text)?,
            amount_max: packed.maybe(Packed::decimal)?,
            person_max: packed.maybe(Packed::decimal)?,
        }),
        29 => cartpool::Command::Bill(cartpool::BillCommand::SetShareMinimum {
            minimum: packed.maybe(Packed::decimal)?,
        }),
        30 => cartpool::Command::Bill(cartpool::BillCommand::SetAdjustmentSplit {
            kind: adjustment_kind(packed)?,
            rule: adjustment_rule(packed)?,
            payer: packed.maybe(Packed::text)?,
        }),
        31 => cartpool::Command::Bill(cartpool::BillCommand::AddAdjustment {
            kind: adjustment_kind(packed)?,
            amount: packed.maybe(Packed::decimal)?,
            percent: packed.maybe(Packed::decimal)?,
            line: packed.maybe(Packed::line)?,
            member: packed.maybe(Packed::text)?,
            destination: packed.maybe(Packed::text)?,
            label: packed.maybe(Packed::text)?,
            included: packed.flag()?,
        }),
        32 => cartpool::Command::Bill(cartpool::BillCommand::RemoveAdjustment {
            adjustment: packed.number()?,
        }),
        33 => cartpool::Command::Bill(cartpool::BillCommand::AddDiscount {
            percent: packed.maybe(Packed::decimal)?,
            amount: packed.maybe(Packed::decimal)?,
            tiers: packed.list(item_option)?,
            buy: packed.maybe(Packed::number)?,
            get: packed.maybe(Packed::number)?,
            skus: packed.list(Packed::text)?,
            label: packed.maybe(Packed::text)?,
            exclusive: packed.flag()?,
            priority: packed.maybe(Packed::number)?,
        }),
        34 => cartpool::Command::Bill(cartpool::BillCommand::SetDestination {
            line: packed.line()?,
            destination: packed.maybe(Packed::text)?,
        }),
        35 => cartpool::Command::Bill(cartpool::BillCommand::SetBillPolicies {
            country: packed.maybe(Packed::text)?,
            rounding: packed.maybe(rounding_mode)?,
            level: packed.maybe(rounding_level)?,
            cash_step: packed.maybe(Packed::decimal)?,
            order_min: packed.maybe(Packed::decimal)?,
            order_max: packed.maybe(Packed::decimal)?,
            is_hard: packed.maybe(Packed::flag)?,
        }),
        36 => cartpool::Command::Bill(cartpool::BillCommand::SetGroup {
            group: packed.maybe(Packed::text)?,
        }),
        37 => cartpool::Command::Bill(cartpool::BillCommand::RedeemCoupon { code: packed.text()? }),
        38 => cartpool::Command::Bill(cartpool::BillCommand::FixBill),
        39 => cartpool::Command::Bill(cartpool::BillCommand::ReopenBill),
        40 => cartpool::Command::Bill(cartpool::BillCommand::RecordPayment {
            payer: packed.text()?,
            amount: packed.decimal()?,
        }),
        41 => cartpool::Command::Bill(cartpool::BillCommand::RecordTransfer {
            payer: packed.text()?,
            payee: packed.text()?,
            amount: packed.decimal()?,
        }),
        42 => cartpool::Command::Bill(cartpool::BillCommand::RefundItem {
            line: packed.line()?,
            quantity: packed.number()?,
        }),
        43 => cartpool::Command::Pledge {
            campaign: packed.text()?,
            sku: packed.maybe(Packed::text)?,
            quantity: packed.number()?,
        },
        44 => cartpool::Command::FollowCampaign { campaign: packed.text()? },
        _ => return Err(Packed::refused()),
    })
}

fn adjustment_kind(packed: &mut Packed<'_>) -> Result<AdjustmentKind, CartpoolError> {
    Ok(match packed.tag()? {
        0 => AdjustmentKind::Discount,
        1 => AdjustmentKind::Fee,
        2 => AdjustmentKind::Shipping,
        3 => AdjustmentKind::Tax,
        4 => AdjustmentKind::Tip,
        5 => AdjustmentKind::CashRounding,
        _ => return Err(Packed::refused()),
    })
}

fn adjustment_rule(packed: &mut Packed<'_>) -> Result<AdjustmentRule, CartpoolError> {
    Ok(match packed.tag()? {
        0 => AdjustmentRule::Proportional,
        1 => AdjustmentRule::Equal,
        2 => AdjustmentRule::Payer,
        _ => return Err(Packed::refused()),
    })
}

fn capability(packed: &mut Packed<'_>) -> Result<Capability, CartpoolError> {
    Ok(match packed.tag()? {
        0 => Capability::ViewItems,
        1 => Capability::ViewPeople,
        2 => Capability::Comment,
        3 => Capability::Suggest,
        4 => Capability::Vote,
        5 => Capability::Veto,
        6 => Capability::AddItems,
        7 => Capability::EditOwnLines,
        8 => Capability::EditAnyLines,
        9 => Capability::LockCart,
        10 => Capability::ManageCart,
        11 => Capability::InviteMembers,
        12 => Capability::ManageMembers,
        13 => Capability::ManageRoles,
        14 => Capability::OwnCart,
        15 => Capability::SubmitPurchase,
        16 => Capability::ApprovePurchase,
        17 => Capability::ManageBudgets,
        18 => Capability::SplitBill,
        19 => Capability::ApplyCoupons,
        20 => Capability::Pledge,
        21 => Capability::ManageCampaigns,
        22 => Capability::Checkout,
        23 => Capability::ExportCart,
        _ => return Err(Packed::refused()),
    })
}

fn edit_policy(packed: &mut Packed<'_>) -> Result<EditPolicy, CartpoolError> {
    Ok(match packed.tag()? {
        0 => EditPolicy::Open,
        1 => EditPolicy::OwnLines,
        2 => EditPolicy::OwnerOnly,
        3 => EditPolicy::SuggestOnly,
        _ => return Err(Packed::refused()),
    })
}

fn item_option<'a>(packed: &mut Packed<'a>) -> Result<cartpool::ItemOption<'a>, CartpoolError> {
    Ok(cartpool::ItemOption { key: packed.text()?, value: packed.text()? })
}

fn rounding_level(packed: &mut Packed<'_>) -> Result<RoundingLevel, CartpoolError> {
    Ok(match packed.tag()? {
        0 => RoundingLevel::Line,
        1 => RoundingLevel::Unit,
        2 => RoundingLevel::TaxRate,
        3 => RoundingLevel::Total,
        _ => return Err(Packed::refused()),
    })
}

fn rounding_mode(packed: &mut Packed<'_>) -> Result<RoundingMode, CartpoolError> {
    Ok(match packed.tag()? {
        0 => RoundingMode::HalfUp,
        1 => RoundingMode::HalfEven,
        2 => RoundingMode::HalfDown,
        3 => RoundingMode::Up,
        4 => RoundingMode::Down,
        _ => return Err(Packed::refused()),
    })
}

fn split_rule(packed: &mut Packed<'_>) -> Result<SplitRule, CartpoolError> {
    Ok(match packed.tag()? {
        0 => SplitRule::Equal,
        1 => SplitRule::ByLine,
        2 => SplitRule::ByWeight,
        3 => SplitRule::ByPercent,
        4 => SplitRule::Exact,
        5 => SplitRule::SinglePayer,
        _ => return Err(Packed::refused()),
    })
}

/// A setting a cart starts from; `Preset::policies` shows all it decides.
#[uniffi::remote(Enum)]
pub enum Preset {
    /// A household: anybody edits any line.
    Family,
    /// Friends: anybody edits any line.
    Friends,
    /// Colleagues: each edits their own lines.
    Team,
    /// A buyer's order: only those who manage it edit.
    Wholesale,
    /// A group buy: each edits their own lines, lines stay apart.
    GroupBuy,
    /// A public wish: changed by suggestion only.
    Public,
}

impl Show for Preset {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Who may edit lines.
#[uniffi::remote(Enum)]
pub enum EditPolicy {
    /// Editors edit any line.
    Open,
    /// Each edits the lines they added; others' lines need `manage_cart`.
    OwnLines,
    /// Any edit needs `manage_cart`.
    OwnerOnly,
    /// Nobody edits directly; changes are proposed.
    SuggestOnly,
}

impl Show for EditPolicy {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// How lines are shared.
#[uniffi::remote(Enum)]
pub enum SplitRule {
    /// Everybody who may add items pays the same, a line's beneficiaries where any are named.
    Equal,
    /// Each pays the lines they added; a line's beneficiaries where any are named.
    ByLine,
    /// In proportion to weights.
    ByWeight,
    /// By percents, which sum to 100.
    ByPercent,
    /// Those named pay these amounts, and the others share the rest equally.
    Exact,
    /// One pays all.
    SinglePayer,
}

impl Show for SplitRule {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// What is added to the lines, or taken off.
#[uniffi::remote(Enum)]
pub enum AdjustmentKind {
    /// Takes off.
    Discount,
    /// A fee, such as for service or a deposit.
    Fee,
    /// What delivery costs.
    Shipping,
    /// A tax.
    Tax,
    /// A tip.
    Tip,
    /// What rounding to the smallest coin adds or takes.
    CashRounding,
}

impl Show for AdjustmentKind {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// How an adjustment is shared.
#[uniffi::remote(Enum)]
pub enum AdjustmentRule {
    /// In proportion to what each has in the lines it is for.
    Proportional,
    /// Everybody the same.
    Equal,
    /// One pays it.
    Payer,
}

impl Show for AdjustmentRule {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Which way what is between two minor units goes.
#[uniffi::remote(Enum)]
pub enum RoundingMode {
    /// To the nearer; half a unit goes away from zero.
    HalfUp,
    /// To the nearer; half a unit goes to the even one.
    HalfEven,
    /// To the nearer; half a unit goes toward zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Toward zero.
    Down,
}

impl Show for RoundingMode {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Where tax is rounded; what is summed up to there is exact.
#[uniffi::remote(Enum)]
pub enum RoundingLevel {
    /// Once a line.
    Line,
    /// Once for one unit of a line, times its quantity.
    Unit,
    /// Once for everything that has the same tax rate.
    TaxRate,
    /// Once a bill.
    Total,
}

impl Show for RoundingLevel {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Where a campaign is in its life.
#[uniffi::remote(Enum)]
pub enum CampaignStatus {
    /// It has not opened yet.
    Scheduled,
    /// It takes pledges and is below its minimum.
    Open,
    /// It has reached its minimum, and pledges may still shrink.
    Tipped,
    /// It has reached its minimum, and pledges only grow.
    Filling,
    /// The deadline has passed below the minimum: only its leader may add.
    ToppingUp,
    /// It goes ahead: pledges are binding, nobody waits any more.
    Closed,
    /// The host has ordered it.
    Ordered,
    /// It did not come about: all pledges were released.
    Failed,
    /// It was called off: all pledges were released.
    Cancelled,
}

impl Show for CampaignStatus {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Where a cart is in its life.
#[uniffi::remote(Enum)]
pub enum CartStatus {
    /// It can be changed.
    Open,
    /// It can only be read.
    Closed,
}

impl Show for CartStatus {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Why a member pays a part of a row.
#[uniffi::remote(Enum)]
pub enum CellReason {
    /// Everybody pays the same.
    Equal,
    /// They added the line.
    Own,
    /// The line is for them.
    Beneficiary,
    /// By their weight.
    Weight,
    /// By their percent.
    Percent,
    /// By the amount they were named with, or their part of the rest.
    Exact,
    /// They pay all of it.
    Payer,
    /// In proportion to what they have in the lines it is for.
    Proportional,
    /// A sponsor pays for others.
    Sponsor,
    /// Nobody's share is below the minimum.
    Minimum,
    /// It was given back.
    Refund,
}

impl Show for CellReason {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// What a campaign's thresholds count.
#[uniffi::remote(Enum)]
pub enum CampaignMeasure {
    /// Units.
    Quantity,
    /// Minor units of money, at the campaign's own regular prices, so that a price that falls takes nothing
    /// away.
    Money,
    /// Members, each once in all carts.
    Members,
}

impl Show for CampaignMeasure {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// What becomes of a campaign that is below its minimum at its deadline.
#[uniffi::remote(Enum)]
pub enum DeadlinePolicy {
    /// It fails, and all pledges are released.
    Fail,
    /// It goes on once for as long again as its extension says, and then fails.
    ExtendOnce,
    /// It goes ahead at the price that was reached.
    OrderAnyway,
    /// Its leader may add what is missing for as long as its extension says, and then it fails.
    LeaderTopsUp,
}

impl Show for DeadlinePolicy {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Something about a campaign that everybody is to hear of.
#[uniffi::remote(Enum)]
pub enum CampaignMomentKind {
    /// It reached its minimum.
    Tipped,
    /// It fell below its minimum again.
    TipLost,
    /// It reached a tier.
    TierReached,
    /// It fell below a tier again.
    TierLost,
    /// Its deadline moved, once.
    Extended,
    /// Its deadline passed, and its leader may add what is missing.
    ToppingUp,
    /// It goes ahead.
    Closed,
    /// The host ordered it.
    Ordered,
    /// It did not come about.
    Failed,
    /// It was called off.
    Cancelled,
}

impl Show for CampaignMomentKind {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// What kind of trouble a code is; hosts map each kind to one error class.
#[uniffi::remote(Enum)]
pub enum ErrorKind {
    /// An argument is malformed: the same call can never succeed.
    Invalid,
    /// The thing named does not exist, or not for this principal.
    NotFound,
    /// The principal lacks the right.
    Denied,
    /// The cart's present state forbids it.
    Conflict,
    /// A documented bound was reached.
    Limit,
    /// A bug in the engine, contained.
    Internal,
    /// What keeps the log cannot take more: not now, or not at all.
    Storage,
}

impl Show for ErrorKind {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// A single permission.
#[uniffi::remote(Enum)]
pub enum Capability {
    /// See lines and totals.
    ViewItems,
    /// See who is in the cart and who did what.
    ViewPeople,
    /// Write comments.
    Comment,
    /// Propose changes.
    Suggest,
    /// Vote on proposals.
    Vote,
    /// Stop a proposal alone.
    Veto,
    /// Add items.
    AddItems,
    /// Change and remove the lines one added.
    EditOwnLines,
    /// Change and remove anybody's lines.
    EditAnyLines,
    /// Hold the cart so that nobody else edits it.
    LockCart,
    /// Rename, set policies, break holds, close.
    ManageCart,
    /// Make and revoke invitations.
    InviteMembers,
    /// Seat, remove and give roles to members.
    ManageMembers,
    /// Define custom roles.
    ManageRoles,
    /// Hand the cart over to somebody else.
    OwnCart,
    /// Submit the cart for approval.
    SubmitPurchase,
    /// Release or refuse a purchase.
    ApprovePurchase,
    /// Set budgets and caps.
    ManageBudgets,
    /// Choose how the bill is split.
    SplitBill,
    /// Enter and remove coupons.
    ApplyCoupons,
    /// Pledge to campaigns.
    Pledge,
    /// Open and lead campaigns.
    ManageCampaigns,
    /// Freeze the cart and place the order.
    Checkout,
    /// Export the cart and its history.
    ExportCart,
}

impl Show for Capability {
    type Shown = Self;
    fn show(&self, _: &dyn Names) -> Self {
        *self
    }
}

/// Why a call was refused; its value is the code's frozen number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
#[repr(u16)]
pub enum ErrorCode {
    /// the engine met a bug of its own; nothing was changed
    InternalError = 1,
    /// the engine has been closed
    EngineIsClosed = 2,
    /// this cart met a bug while changing and is out of use; others go on
    CartIsDamaged = 3,
    /// a limit is zero or above its hard cap
    LimitsNotValid = 4,
    /// the engine's memory bound is reached; removals still work
    ExceedsMemoryMax = 5,
    /// too many commands in too short a time; try again
    RateExceeded = 6,
    /// this handle is closed or was never issued
    HandleNotValid = 7,
    /// text must be well-formed UTF-8
    TextMustBeUtf8 = 8,
    /// an argument has the wrong type or is out of range
    ArgumentNotValid = 9,
    /// no such cart for this principal
    CartNotFound = 10,
    /// the cart is closed
    CartIsClosed = 11,
    /// another member holds the cart's lock
    CartIsLocked = 12,
    /// the cart is not at the expected version
    VersionConflict = 13,
    /// the cart has not reached this version
    VersionNotFound = 14,
    /// the history no longer reaches back to this version
    VersionNoLongerKept = 15,
    /// the cart has reached its bound in bytes
    ExceedsCartBytesMax = 16,
    /// the cart has had as many events as it may
    ExceedsEventsMax = 17,
    /// a cart id is 32 hexadecimal digits
    CartIdNotValid = 18,
    /// a cart with this id exists
    CartAlreadyExists = 19,
    /// the member lacks the capability
    CapabilityMissing = 20,
    /// only the host itself may do this
    ReservedForSystem = 21,
    /// no such member in this cart
    MemberNotFound = 22,
    /// this member is already in the cart
    MemberAlreadyInCart = 23,
    /// a member id is 1 to 64 bytes without control characters
    MemberIdNotValid = 24,
    /// the cart has the maximum number of members
    ExceedsMembersMax = 25,
    /// no such role in this cart
    RoleNotFound = 26,
    /// a role name is 1 to 64 bytes without control characters
    RoleNameNotValid = 27,
    /// the cart has the maximum number of custom roles
    ExceedsRolesMax = 28,
    /// a ready-made role cannot be redefined
    ReadyRoleIsFixed = 29,
    /// ownership moves only by offer and acceptance
    OwnershipMustBeOffered = 30,
    /// ownership has not been offered to this member
    OwnershipNotOffered = 31,
    /// a cart always has an owner
    OwnerMustStay = 32,
    /// a role lists the maximum number of categories
    ExceedsCategoriesMax = 33,
    /// a category is 1 to 64 bytes without control characters
    CategoryNotValid = 34,
    /// no such line in this cart
    LineNotFound = 40,
    /// quantity must be at least 1
    QuantityMustNotBeZero = 41,
    /// the line would hold more than the maximum quantity
    ExceedsQuantityMax = 42,
    /// the cart has the maximum number of lines
    ExceedsLinesMax = 43,
    /// a SKU is 1 to 64 bytes without control characters
    SkuNotValid = 44,
    /// this cart is changed by suggestion only
    SuggestionRequired = 45,
    /// the member's role caps the money they may add
    ExceedsMoneyCap = 46,
    /// the member's role excludes this category
    CategoryNotAllowed = 47,
    /// the note is too long
    ExceedsNoteMax = 48,
    /// the line has too many options
    ExceedsOptionsMax = 49,
    /// an option is a distinct key of 1 to 40 and a value of up to 500 characters
    OptionNotValid = 50,
    /// a beneficiary is listed twice
    BeneficiariesMustDiffer = 51,
    /// the text is longer than a title may be
    ExceedsTitleMax = 52,
    /// text holds a control character
    TextNotValid = 53,
    /// the deadline has passed or is too far ahead
    DeadlineNotValid = 54,
    /// the price list has no price for this SKU and currency
    PriceNotFound = 60,
    /// this engine takes prices from its price list only
    UnitPriceNotAllowed = 61,
    /// a price is zero or more, with at most 4 digits beyond the currency's own
    PriceNotValid = 62,
    /// the unit price is above its bound
    ExceedsUnitPriceMax = 63,
    /// the cart's total would pass its bound
    ExceedsTotalMax = 64,
    /// a currency is an ISO 4217 code of three capital letters with minor units
    CurrencyNotValid = 65,
    /// the engine knows the maximum number of SKUs
    ExceedsSkusMax = 66,
    /// no such invitation, or no longer
    InvitationNotValid = 70,
    /// no such pending invitation in this cart
    InvitationNotFound = 71,
    /// the cart has the maximum number of pending invitations
    ExceedsInvitationsMax = 72,
    /// a link admits at most as editor
    InvitationRoleTooHigh = 73,
    /// an invitation may be used 1 to 100 times
    ExceedsInvitationUsesMax = 74,
    /// a token hash is 43 characters of base64url
    TokenHashNotValid = 75,
    /// a command id is a UUID of version 7 at most 5 minutes ahead of the clock
    CommandIdNotValid = 80,
    /// this command id was used for something else
    CommandIdReused = 81,
    /// this command id is older than the ids still remembered
    CommandIdTooOld = 82,
    /// the batch holds too many commands
    ExceedsBatchMax = 83,
    /// a batch holds at least one command
    BatchMustNotBeEmpty = 84,
    /// the batch is too large in bytes
    ExceedsBatchBytesMax = 85,
    /// this command cannot be part of a batch
    NotAllowedInBatch = 86,
    /// the command is too large in bytes
    ExceedsCommandBytesMax = 87,
    /// the event would be too large in bytes
    ExceedsEventBytesMax = 88,
    /// these bytes are not a command of this engine
    CommandNotValid = 89,
    /// a cursor is epoch and version, as a page gave it
    CursorNotValid = 90,
    /// the cart or the engine has the maximum number of watches
    ExceedsWatchesMax = 91,
    /// the storage is busy; nothing was changed, try again
    StorageBusy = 95,
    /// writing failed and the outcome is unknown; nothing more is taken until the engine is opened anew
    StorageFailed = 96,
    /// what lies in the storage is not what was written
    StorageIsDamaged = 97,
    /// this file is not a journal of this engine's
    StorageNotRecognized = 98,
    /// this journal was written by a newer release
    StorageTooNew = 99,
    /// the journal cannot be written
    StorageIsReadOnly = 100,
    /// the journal's folder does not exist or cannot be read
    StorageNotFound = 101,
    /// durability is synced or buffered
    DurabilityNotValid = 102,
    /// this engine belongs to the process this one was forked from; open another here
    EngineIsForked = 103,
    /// this rule takes other parts: each member once, above zero, as decimal text
    SplitNotValid = 110,
    /// the percents of a split sum to 100
    PercentsMustSumToHundred = 111,
    /// exact amounts leave a rest that nobody pays, or are more than there is
    SharesMustSumToTotal = 112,
    /// the cart has the maximum number of lines with a rule or a destination of their own
    ExceedsSplitsMax = 113,
    /// no such adjustment in this cart
    AdjustmentNotFound = 114,
    /// an adjustment has an amount or a percent, one target at most, and only a tax is included
    AdjustmentNotValid = 115,
    /// a discount has exactly one rule, whose steps and counts are above zero
    DiscountNotValid = 116,
    /// a percent is above 0 and at most 100, with at most 6 decimals
    PercentNotValid = 117,
    /// the cart has the maximum number of adjustments
    ExceedsAdjustmentsMax = 118,
    /// the cart has the maximum number of coupons
    ExceedsCouponsMax = 119,
    /// no rounding practice is known for this country
    CountryNotKnown = 120,
    /// the bill is fixed
    BillIsFixed = 122,
    /// the bill is not fixed yet
    BillIsNotFixed = 123,
    /// somebody has paid already
    BillIsPaid = 124,
    /// there is nothing on the bill
    BillMustNotBeEmpty = 125,
    /// the bill is below the order's minimum
    BelowOrderMin = 126,
    /// the bill is above the order's maximum
    ExceedsOrderMax = 127,
    /// an amount must be above zero
    AmountMustNotBeZero = 128,
    /// this is more than is still due
    ExceedsAmountDue = 129,
    /// no such coupon, or not now
    CouponNotValid = 130,
    /// the coupon has been used as often as it may be
    CouponUsedUp = 131,
    /// the member has used the coupon as often as they may
    CouponUsedByMember = 132,
    /// no coupon has this code
    CouponNotFound = 133,
    /// a coupon's code is 1 to 64 bytes without control characters
    CouponCodeNotValid = 134,
    /// a coupon's terms end before they begin
    CouponTermsNotValid = 135,
    /// the coupon is used by the maximum number of members
    ExceedsCouponMembersMax = 136,
    /// the coupon has the maximum number of uses that are kept
    ExceedsCouponUsesMax = 137,
    /// a group's id is 1 to 64 bytes without control characters
    GroupNotValid = 138,
    /// what a cart puts into a ledger must sum to zero
    LedgerMustBalance = 139,
    /// the ledger has the maximum number of members
    ExceedsLedgerMembersMax = 140,
    /// the ledger has the maximum number of carts that are not settled
    ExceedsLedgerCartsMax = 141,
    /// a balance would pass its bound
    ExceedsBalanceMax = 142,
    /// a transfer moves more than nothing from one member to another
    TransferNotValid = 143,
    /// the engine has the maximum number of coupons or of ledgers
    ExceedsAccountsMax = 144,
    /// this is more than was paid for and not given back yet
    ExceedsRefundableQuantity = 150,
    /// no campaign with this id takes this cart's currency
    CampaignNotFound = 160,
    /// a campaign's id is 1 to 64 bytes without control characters
    CampaignIdNotValid = 161,
    /// a campaign's terms do not fit together: SKUs, rising tiers, minimum, bounds, and dates in their order
    CampaignTermsNotValid = 162,
    /// a campaign with this id and other terms exists
    CampaignAlreadyExists = 163,
    /// the campaign is not open for this, or no longer
    CampaignTakesNoPledges = 164,
    /// pledges only grow from here on
    PledgeIsLocked = 165,
    /// a member pledges at least the campaign's minimum, or nothing
    BelowPledgeMin = 166,
    /// the member would pledge more than the campaign takes of one
    ExceedsPledgeMax = 167,
    /// the campaign is not for this SKU, or for several and none was named
    SkuNotInCampaign = 168,
    /// a campaign that this cart has pledged to has not been decided yet
    CampaignIsUndecided = 169,
    /// the campaign was ordered, failed or was cancelled
    CampaignIsOver = 170,
    /// the campaign has not closed yet
    CampaignIsNotClosed = 171,
    /// the cart has pledged to the maximum number of campaigns
    ExceedsCartCampaignsMax = 172,
    /// the campaign spans the maximum number of carts
    ExceedsCampaignCartsMax = 173,
    /// the campaign has too many SKUs
    ExceedsCampaignSkusMax = 174,
    /// the campaign has too many tiers
    ExceedsCampaignTiersMax = 175,
}

impl From<cartpool::ErrorCode> for ErrorCode {
    fn from(code: cartpool::ErrorCode) -> Self {
        match code {
            cartpool::ErrorCode::InternalError => Self::InternalError,
            cartpool::ErrorCode::EngineIsClosed => Self::EngineIsClosed,
            cartpool::ErrorCode::CartIsDamaged => Self::CartIsDamaged,
            cartpool::ErrorCode::LimitsNotValid => Self::LimitsNotValid,
            cartpool::ErrorCode::ExceedsMemoryMax => Self::ExceedsMemoryMax,
            cartpool::ErrorCode::RateExceeded => Self::RateExceeded,
            cartpool::ErrorCode::HandleNotValid => Self::HandleNotValid,
            cartpool::ErrorCode::TextMustBeUtf8 => Self::TextMustBeUtf8,
            cartpool::ErrorCode::ArgumentNotValid => Self::ArgumentNotValid,
            cartpool::ErrorCode::CartNotFound => Self::CartNotFound,
            cartpool::ErrorCode::CartIsClosed => Self::CartIsClosed,
            cartpool::ErrorCode::CartIsLocked => Self::CartIsLocked,
            cartpool::ErrorCode::VersionConflict => Self::VersionConflict,
            cartpool::ErrorCode::VersionNotFound => Self::VersionNotFound,
            cartpool::ErrorCode::VersionNoLongerKept => Self::VersionNoLongerKept,
            cartpool::ErrorCode::ExceedsCartBytesMax => Self::ExceedsCartBytesMax,
            cartpool::ErrorCode::ExceedsEventsMax => Self::ExceedsEventsMax,
            cartpool::ErrorCode::CartIdNotValid => Self::CartIdNotValid,
            cartpool::ErrorCode::CartAlreadyExists => Self::CartAlreadyExists,
            cartpool::ErrorCode::CapabilityMissing => Self::CapabilityMissing,
            cartpool::ErrorCode::ReservedForSystem => Self::ReservedForSystem,
            cartpool::ErrorCode::MemberNotFound => Self::MemberNotFound,
            cartpool::ErrorCode::MemberAlreadyInCart => Self::MemberAlreadyInCart,
            cartpool::ErrorCode::MemberIdNotValid => Self::MemberIdNotValid,
            cartpool::ErrorCode::ExceedsMembersMax => Self::ExceedsMembersMax,
            cartpool::ErrorCode::RoleNotFound => Self::RoleNotFound,
            cartpool::ErrorCode::RoleNameNotValid => Self::RoleNameNotValid,
            cartpool::ErrorCode::ExceedsRolesMax => Self::ExceedsRolesMax,
            cartpool::ErrorCode::ReadyRoleIsFixed => Self::ReadyRoleIsFixed,
            cartpool::ErrorCode::OwnershipMustBeOffered => Self::OwnershipMustBeOffered,
            cartpool::ErrorCode::OwnershipNotOffered => Self::OwnershipNotOffered,
            cartpool::ErrorCode::OwnerMustStay => Self::OwnerMustStay,
            cartpool::ErrorCode::ExceedsCategoriesMax => Self::ExceedsCategoriesMax,
            cartpool::ErrorCode::CategoryNotValid => Self::CategoryNotValid,
            cartpool::ErrorCode::LineNotFound => Self::LineNotFound,
            cartpool::ErrorCode::QuantityMustNotBeZero => Self::QuantityMustNotBeZero,
            cartpool::ErrorCode::ExceedsQuantityMax => Self::ExceedsQuantityMax,
            cartpool::ErrorCode::ExceedsLinesMax => Self::ExceedsLinesMax,
            cartpool::ErrorCode::SkuNotValid => Self::SkuNotValid,
            cartpool::ErrorCode::SuggestionRequired => Self::SuggestionRequired,
            cartpool::ErrorCode::ExceedsMoneyCap => Self::ExceedsMoneyCap,
            cartpool::ErrorCode::CategoryNotAllowed => Self::CategoryNotAllowed,
            cartpool::ErrorCode::ExceedsNoteMax => Self::ExceedsNoteMax,
            cartpool::ErrorCode::ExceedsOptionsMax => Self::ExceedsOptionsMax,
            cartpool::ErrorCode::OptionNotValid => Self::OptionNotValid,
            cartpool::ErrorCode::BeneficiariesMustDiffer => Self::BeneficiariesMustDiffer,
            cartpool::ErrorCode::ExceedsTitleMax => Self::ExceedsTitleMax,
            cartpool::ErrorCode::TextNotValid => Self::TextNotValid,
            cartpool::ErrorCode::DeadlineNotValid => Self::DeadlineNotValid,
            cartpool::ErrorCode::PriceNotFound => Self::PriceNotFound,
            cartpool::ErrorCode::UnitPriceNotAllowed => Self::UnitPriceNotAllowed,
            cartpool::ErrorCode::PriceNotValid => Self::PriceNotValid,
            cartpool::ErrorCode::ExceedsUnitPriceMax => Self::ExceedsUnitPriceMax,
            cartpool::ErrorCode::ExceedsTotalMax => Self::ExceedsTotalMax,
            cartpool::ErrorCode::CurrencyNotValid => Self::CurrencyNotValid,
            cartpool::ErrorCode::ExceedsSkusMax => Self::ExceedsSkusMax,
            cartpool::ErrorCode::InvitationNotValid => Self::InvitationNotValid,
            cartpool::ErrorCode::InvitationNotFound => Self::InvitationNotFound,
            cartpool::ErrorCode::ExceedsInvitationsMax => Self::ExceedsInvitationsMax,
            cartpool::ErrorCode::InvitationRoleTooHigh => Self::InvitationRoleTooHigh,
            cartpool::ErrorCode::ExceedsInvitationUsesMax => Self::ExceedsInvitationUsesMax,
            cartpool::ErrorCode::TokenHashNotValid => Self::TokenHashNotValid,
            cartpool::ErrorCode::CommandIdNotValid => Self::CommandIdNotValid,
            cartpool::ErrorCode::CommandIdReused => Self::CommandIdReused,
            cartpool::ErrorCode::CommandIdTooOld => Self::CommandIdTooOld,
            cartpool::ErrorCode::ExceedsBatchMax => Self::ExceedsBatchMax,
            cartpool::ErrorCode::BatchMustNotBeEmpty => Self::BatchMustNotBeEmpty,
            cartpool::ErrorCode::ExceedsBatchBytesMax => Self::ExceedsBatchBytesMax,
            cartpool::ErrorCode::NotAllowedInBatch => Self::NotAllowedInBatch,
            cartpool::ErrorCode::ExceedsCommandBytesMax => Self::ExceedsCommandBytesMax,
            cartpool::ErrorCode::ExceedsEventBytesMax => Self::ExceedsEventBytesMax,
            cartpool::ErrorCode::CommandNotValid => Self::CommandNotValid,
            cartpool::ErrorCode::CursorNotValid => Self::CursorNotValid,
            cartpool::ErrorCode::ExceedsWatchesMax => Self::ExceedsWatchesMax,
            cartpool::ErrorCode::StorageBusy => Self::StorageBusy,
            cartpool::ErrorCode::StorageFailed => Self::StorageFailed,
            cartpool::ErrorCode::StorageIsDamaged => Self::StorageIsDamaged,
            cartpool::ErrorCode::StorageNotRecognized => Self::StorageNotRecognized,
            cartpool::ErrorCode::StorageTooNew => Self::StorageTooNew,
            cartpool::ErrorCode::StorageIsReadOnly => Self::StorageIsReadOnly,
            cartpool::ErrorCode::StorageNotFound => Self::StorageNotFound,
            cartpool::ErrorCode::DurabilityNotValid => Self::DurabilityNotValid,
            cartpool::ErrorCode::EngineIsForked => Self::EngineIsForked,
            cartpool::ErrorCode::SplitNotValid => Self::SplitNotValid,
            cartpool::ErrorCode::PercentsMustSumToHundred => Self::PercentsMustSumToHundred,
            cartpool::ErrorCode::SharesMustSumToTotal => Self::SharesMustSumToTotal,
            cartpool::ErrorCode::ExceedsSplitsMax => Self::ExceedsSplitsMax,
            cartpool::ErrorCode::AdjustmentNotFound => Self::AdjustmentNotFound,
            cartpool::ErrorCode::AdjustmentNotValid => Self::AdjustmentNotValid,
            cartpool::ErrorCode::DiscountNotValid => Self::DiscountNotValid,
            cartpool::ErrorCode::PercentNotValid => Self::PercentNotValid,
            cartpool::ErrorCode::ExceedsAdjustmentsMax => Self::ExceedsAdjustmentsMax,
            cartpool::ErrorCode::ExceedsCouponsMax => Self::ExceedsCouponsMax,
            cartpool::ErrorCode::CountryNotKnown => Self::CountryNotKnown,
            cartpool::ErrorCode::BillIsFixed => Self::BillIsFixed,
            cartpool::ErrorCode::BillIsNotFixed => Self::BillIsNotFixed,
            cartpool::ErrorCode::BillIsPaid => Self::BillIsPaid,
            cartpool::ErrorCode::BillMustNotBeEmpty => Self::BillMustNotBeEmpty,
            cartpool::ErrorCode::BelowOrderMin => Self::BelowOrderMin,
            cartpool::ErrorCode::ExceedsOrderMax => Self::ExceedsOrderMax,
            cartpool::ErrorCode::AmountMustNotBeZero => Self::AmountMustNotBeZero,
            cartpool::ErrorCode::ExceedsAmountDue => Self::ExceedsAmountDue,
            cartpool::ErrorCode::CouponNotValid => Self::CouponNotValid,
            cartpool::ErrorCode::CouponUsedUp => Self::CouponUsedUp,
            cartpool::ErrorCode::CouponUsedByMember => Self::CouponUsedByMember,
            cartpool::ErrorCode::CouponNotFound => Self::CouponNotFound,
            cartpool::ErrorCode::CouponCodeNotValid => Self::CouponCodeNotValid,
            cartpool::ErrorCode::CouponTermsNotValid => Self::CouponTermsNotValid,
            cartpool::ErrorCode::ExceedsCouponMembersMax => Self::ExceedsCouponMembersMax,
            cartpool::ErrorCode::ExceedsCouponUsesMax => Self::ExceedsCouponUsesMax,
            cartpool::ErrorCode::GroupNotValid => Self::GroupNotValid,
            cartpool::ErrorCode::LedgerMustBalance => Self::LedgerMustBalance,
            cartpool::ErrorCode::ExceedsLedgerMembersMax => Self::ExceedsLedgerMembersMax,
            cartpool::ErrorCode::ExceedsLedgerCartsMax => Self::ExceedsLedgerCartsMax,
            cartpool::ErrorCode::ExceedsBalanceMax => Self::ExceedsBalanceMax,
            cartpool::ErrorCode::TransferNotValid => Self::TransferNotValid,
            cartpool::ErrorCode::ExceedsAccountsMax => Self::ExceedsAccountsMax,
            cartpool::ErrorCode::ExceedsRefundableQuantity => Self::ExceedsRefundableQuantity,
            cartpool::ErrorCode::CampaignNotFound => Self::CampaignNotFound,
            cartpool::ErrorCode::CampaignIdNotValid => Self::CampaignIdNotValid,
            cartpool::ErrorCode::CampaignTermsNotValid => Self::CampaignTermsNotValid,
            cartpool::ErrorCode::CampaignAlreadyExists => Self::CampaignAlreadyExists,
            cartpool::ErrorCode::CampaignTakesNoPledges => Self::CampaignTakesNoPledges,
            cartpool::ErrorCode::PledgeIsLocked => Self::PledgeIsLocked,
            cartpool::ErrorCode::BelowPledgeMin => Self::BelowPledgeMin,
            cartpool::ErrorCode::ExceedsPledgeMax => Self::ExceedsPledgeMax,
            cartpool::ErrorCode::SkuNotInCampaign => Self::SkuNotInCampaign,
            cartpool::ErrorCode::CampaignIsUndecided => Self::CampaignIsUndecided,
            cartpool::ErrorCode::CampaignIsOver => Self::CampaignIsOver,
            cartpool::ErrorCode::CampaignIsNotClosed => Self::CampaignIsNotClosed,
            cartpool::ErrorCode::ExceedsCartCampaignsMax => Self::ExceedsCartCampaignsMax,
            cartpool::ErrorCode::ExceedsCampaignCartsMax => Self::ExceedsCampaignCartsMax,
            cartpool::ErrorCode::ExceedsCampaignSkusMax => Self::ExceedsCampaignSkusMax,
            cartpool::ErrorCode::ExceedsCampaignTiersMax => Self::ExceedsCampaignTiersMax,
            _ => Self::InternalError,
        }
    }
}

/// A choice made for a line, such as a size or a colour: part of what makes two lines the same.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct ItemOption {
    /// What is chosen: 1 to 40 characters.
    pub key: String,
    /// The choice: up to 500 characters.
    pub value: String,
}

impl Show for cartpool::ItemOption<'_> {
    type Shown = ItemOption;
    fn show(&self, names: &dyn Names) -> ItemOption {
        ItemOption { key: self.key.show(names), value: self.value.show(names) }
    }
}

impl ItemOption {
    fn lend(&self) -> cartpool::ItemOption<'_> {
        cartpool::ItemOption { key: &self.key, value: &self.value }
    }
}

/// What a cart's members agreed on.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Policies {
    /// Who may edit lines.
    pub edit: EditPolicy,
    /// Whether adding what is already there grows that line instead of making another.
    pub merges_lines: bool,
    /// Whether viewers may suggest.
    pub allows_suggestions: bool,
}

impl Show for cartpool::Policies {
    type Shown = Policies;
    fn show(&self, names: &dyn Names) -> Policies {
        Policies {
            edit: self.edit.show(names),
            merges_lines: self.merges_lines.show(names),
            allows_suggestions: self.allows_suggestions.show(names),
        }
    }
}

/// What was in the cart already when somebody added the same SKU.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct AlreadyInCart {
    /// The oldest line with this SKU that somebody else added.
    pub line: Natural,
    /// Who added it.
    pub member: Option<String>,
    /// How many it held before.
    pub quantity: Count,
    /// How many seconds before this event it was added.
    pub added_ago_s: Count,
}

impl Show for cartpool::AlreadyInCart {
    type Shown = AlreadyInCart;
    fn show(&self, names: &dyn Names) -> AlreadyInCart {
        AlreadyInCart {
            line: self.line.show(names),
            member: self.member.show(names),
            quantity: self.quantity.show(names),
            added_ago_s: self.added_ago_s.show(names),
        }
    }
}

/// A line whose price the price list changed.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct PriceChange {
    /// The line.
    pub line: Natural,
    /// Its price before.
    pub old_unit_price: Amount,
    /// Its price now.
    pub unit_price: Amount,
}

impl Show for cartpool::PriceChange {
    type Shown = PriceChange;
    fn show(&self, names: &dyn Names) -> PriceChange {
        PriceChange {
            line: self.line.show(names),
            old_unit_price: self.old_unit_price.show(names),
            unit_price: self.unit_price.show(names),
        }
    }
}

/// A member's part of a split.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SplitPart {
    /// The member.
    pub member: Option<String>,
    /// Their weight, percent or amount.
    pub value: Amount,
}

impl Show for cartpool::SplitPart {
    type Shown = SplitPart;
    fn show(&self, names: &dyn Names) -> SplitPart {
        SplitPart { member: self.member.show(names), value: self.value.show(names) }
    }
}

/// A step of a discount by quantity.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct QuantityTier {
    /// From this quantity on …
    pub quantity: Count,
    /// … so many percent off.
    pub percent: Amount,
}

impl Show for cartpool::QuantityTier {
    type Shown = QuantityTier;
    fn show(&self, names: &dyn Names) -> QuantityTier {
        QuantityTier { quantity: self.quantity.show(names), percent: self.percent.show(names) }
    }
}

/// How a bill is rounded, and what it may come to.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct BillPolicies {
    /// How what is no whole minor unit is rounded.
    pub rounding: RoundingMode,
    /// What of a tax in percent is rounded.
    pub level: RoundingLevel,
    /// The total is rounded to this many minor units; 1 changes nothing.
    pub cash_step_minor: Count,
    /// The least a bill may come to, in minor units.
    pub order_min_minor: Option<Natural>,
    /// The most a bill may come to, in minor units.
    pub order_max_minor: Option<Natural>,
    /// Whether a bill beyond these cannot be fixed, or only says so.
    pub is_hard: bool,
}

impl Show for cartpool::BillPolicies {
    type Shown = BillPolicies;
    fn show(&self, names: &dyn Names) -> BillPolicies {
        BillPolicies {
            rounding: self.rounding.show(names),
            level: self.level.show(names),
            cash_step_minor: self.cash_step_minor.show(names),
            order_min_minor: self.order_min_minor.show(names),
            order_max_minor: self.order_max_minor.show(names),
            is_hard: self.is_hard.show(names),
        }
    }
}

/// What a member pays, or gets back, in minor units.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MinorShare {
    /// The member.
    pub member: Option<String>,
    /// How much.
    pub minor: i64,
}

impl Show for cartpool::MinorShare {
    type Shown = MinorShare;
    fn show(&self, names: &dyn Names) -> MinorShare {
        MinorShare { member: self.member.show(names), minor: self.minor.show(names) }
    }
}

/// A pledge that a campaign did not take in full, when it closed or came to nothing.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct PledgeCut {
    /// The line.
    pub line: Natural,
    /// How many it held.
    pub old_quantity: Count,
    /// How many it holds now; at 0 the line is gone.
    pub quantity: Count,
}

impl Show for cartpool::PledgeCut {
    type Shown = PledgeCut;
    fn show(&self, names: &dyn Names) -> PledgeCut {
        PledgeCut {
            line: self.line.show(names),
            old_quantity: self.old_quantity.show(names),
            quantity: self.quantity.show(names),
        }
    }
}

/// An option of a line.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct LineOption {
    /// What is chosen.
    pub key: String,
    /// The choice.
    pub value: String,
}

impl Show for cartpool::LineOption {
    type Shown = LineOption;
    fn show(&self, names: &dyn Names) -> LineOption {
        LineOption { key: self.key.show(names), value: self.value.show(names) }
    }
}

/// A line of a cart.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct LineItem {
    /// The line's id: the version that made it.
    pub id: Natural,
    /// The merchant's name for the thing.
    pub sku: String,
    /// How many.
    pub quantity: Count,
    /// The price of one; may be finer than the currency.
    pub unit_price: Amount,
    /// Quantity times unit price, rounded half up once.
    pub line_total: Money,
    /// Who added it.
    pub added_by: Option<String>,
    /// Who changed it last.
    pub changed_by: Option<String>,
    /// When it was added, in Unix milliseconds, to the second.
    pub added_at_ms: Natural,
    /// What sets it apart, in the order of the keys.
    pub options: Vec<LineOption>,
    /// Why, in a member's words.
    pub note: Option<String>,
    /// For whom; none means for everybody.
    pub beneficiaries: Vec<Option<String>>,
    /// What it is for.
    pub purpose: Option<String>,
    /// The project it belongs to.
    pub project: Option<String>,
    /// Who bears the cost.
    pub cost_centre: Option<String>,
    /// The campaign it is pledged to.
    pub campaign: Option<String>,
}

impl Show for cartpool::LineItem {
    type Shown = LineItem;
    fn show(&self, names: &dyn Names) -> LineItem {
        LineItem {
            id: self.id.show(names),
            sku: self.sku.show(names),
            quantity: self.quantity.show(names),
            unit_price: self.unit_price.show(names),
            line_total: self.line_total.show(names),
            added_by: self.added_by.show(names),
            changed_by: self.changed_by.show(names),
            added_at_ms: self.added_at_ms.show(names),
            options: self.options.show(names),
            note: self.note.show(names),
            beneficiaries: self.beneficiaries.show(names),
            purpose: self.purpose.show(names),
            project: self.project.show(names),
            cost_centre: self.cost_centre.show(names),
            campaign: self.campaign.show(names),
        }
    }
}

/// A member who is present.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct MemberEntry {
    /// The member's id.
    pub id: String,
    /// The role's name.
    pub role: String,
}

impl Show for cartpool::MemberEntry {
    type Shown = MemberEntry;
    fn show(&self, names: &dyn Names) -> MemberEntry {
        MemberEntry { id: self.id.show(names), role: self.role.show(names) }
    }
}

/// A custom role.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct RoleEntry {
    /// The role's name.
    pub name: String,
    /// What it may do.
    pub capabilities: Vec<Capability>,
    /// The most its holder's lines may sum to.
    pub money_cap: Option<Money>,
    /// The only categories it may add; none means all.
    pub categories_allowed: Vec<String>,
    /// Categories it may not add.
    pub categories_denied: Vec<String>,
}

impl Show for cartpool::RoleEntry {
    type Shown = RoleEntry;
    fn show(&self, names: &dyn Names) -> RoleEntry {
        RoleEntry {
            name: self.name.show(names),
            capabilities: self.capabilities.show(names),
            money_cap: self.money_cap.show(names),
            categories_allowed: self.categories_allowed.show(names),
            categories_denied: self.categories_denied.show(names),
        }
    }
}

/// A pending invitation; only those who may invite see it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct InvitationEntry {
    /// The invitation's id: the version that made it.
    pub id: Natural,
    /// The role those who join get.
    pub role: String,
    /// Who made it; nobody where the host did.
    pub invited_by: Option<String>,
    /// How often it may still be used.
    pub uses_left: Count,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: Natural,
}

impl Show for cartpool::InvitationEntry {
    type Shown = InvitationEntry;
    fn show(&self, names: &dyn Names) -> InvitationEntry {
        InvitationEntry {
            id: self.id.show(names),
            role: self.role.show(names),
            invited_by: self.invited_by.show(names),
            uses_left: self.uses_left.show(names),
            expires_at_ms: self.expires_at_ms.show(names),
        }
    }
}

/// A hold on the cart.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct LockEntry {
    /// Who holds it; nobody where the host does.
    pub holder: Option<String>,
    /// When it ends by itself, in Unix milliseconds.
    pub until_ms: Natural,
}

impl Show for cartpool::LockEntry {
    type Shown = LockEntry;
    fn show(&self, names: &dyn Names) -> LockEntry {
        LockEntry { holder: self.holder.show(names), until_ms: self.until_ms.show(names) }
    }
}

/// A campaign that a cart has pledged to, as the cart knows it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignEntry {
    /// The campaign's id.
    pub campaign: String,
    /// The campaign's version that the cart knows.
    pub campaign_version: Natural,
    /// Where the campaign is in its life, without regard to the time of day.
    pub status: CampaignStatus,
    /// How many of its tiers are reached.
    pub tiers_reached: Count,
}

impl Show for cartpool::CampaignEntry {
    type Shown = CampaignEntry;
    fn show(&self, names: &dyn Names) -> CampaignEntry {
        CampaignEntry {
            campaign: self.campaign.show(names),
            campaign_version: self.campaign_version.show(names),
            status: self.status.show(names),
            tiers_reached: self.tiers_reached.show(names),
        }
    }
}

/// A cart at one version, as one principal may see it.
///
/// Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer in
/// it.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CartView {
    /// The cart's id.
    pub id: String,
    /// The version this is.
    pub version: Natural,
    /// Where the cart is in its life.
    pub status: CartStatus,
    /// What the cart is called.
    pub title: Option<String>,
    /// What the cart is for.
    pub purpose: Option<String>,
    /// The cart's one currency.
    pub currency: String,
    /// The setting it started from.
    pub preset: Preset,
    /// The policies in force.
    pub policies: Policies,
    /// Whether anybody but the owner ever joined.
    pub is_shared: bool,
    /// When it was made, in Unix milliseconds.
    pub created_at_ms: Natural,
    /// When it last changed, in Unix milliseconds.
    pub changed_at_ms: Natural,
    /// The version of the price list the prices are of; 0 before the first repricing.
    pub prices_version: Natural,
    /// The lines, oldest first.
    pub lines: Vec<LineItem>,
    /// The sum of the line totals.
    pub subtotal: Money,
    /// What is to be paid: the subtotal with all adjustments.
    pub total: Money,
    /// The members present, in the order they joined.
    pub members: Vec<MemberEntry>,
    /// The custom roles.
    pub roles: Vec<RoleEntry>,
    /// The pending invitations.
    pub invitations: Vec<InvitationEntry>,
    /// The hold on the cart, if one is in force.
    pub lock: Option<LockEntry>,
    /// To whom ownership is offered.
    pub ownership_offered_to: Option<String>,
    /// The campaigns that the cart has pledged to.
    pub campaigns: Vec<CampaignEntry>,
}

impl Show for cartpool::CartView {
    type Shown = CartView;
    fn show(&self, names: &dyn Names) -> CartView {
        CartView {
            id: self.id.show(names),
            version: self.version.show(names),
            status: self.status.show(names),
            title: self.title.show(names),
            purpose: self.purpose.show(names),
            currency: self.currency.show(names),
            preset: self.preset.show(names),
            policies: self.policies.show(names),
            is_shared: self.is_shared.show(names),
            created_at_ms: self.created_at_ms.show(names),
            changed_at_ms: self.changed_at_ms.show(names),
            prices_version: self.prices_version.show(names),
            lines: self.lines.show(names),
            subtotal: self.subtotal.show(names),
            total: self.total.show(names),
            members: self.members.show(names),
            roles: self.roles.show(names),
            invitations: self.invitations.show(names),
            lock: self.lock.show(names),
            ownership_offered_to: self.ownership_offered_to.show(names),
            campaigns: self.campaigns.show(names),
        }
    }
}

/// Something that is added to the lines, or taken off.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct AdjustmentEntry {
    /// Its id: the version that made it; 0 for the rounding to the smallest coin.
    pub id: Natural,
    /// Which kind.
    pub kind: AdjustmentKind,
    /// What it adds, or takes off where it is negative.
    pub amount: Money,
    /// How many percent, where it is given so.
    pub percent: Option<Amount>,
    /// How it is shared.
    pub rule: AdjustmentRule,
    /// The line it is of.
    pub line: Option<Natural>,
    /// The member it is for.
    pub member: Option<String>,
    /// The destination it is of.
    pub destination: Option<String>,
    /// What it is called.
    pub label: Option<String>,
    /// The code of the coupon that brought it.
    pub coupon: Option<String>,
    /// Whether the prices hold it already: then it adds nothing.
    pub is_included: bool,
}

impl Show for cartpool::AdjustmentEntry {
    type Shown = AdjustmentEntry;
    fn show(&self, names: &dyn Names) -> AdjustmentEntry {
        AdjustmentEntry {
            id: self.id.show(names),
            kind: self.kind.show(names),
            amount: self.amount.show(names),
            percent: self.percent.show(names),
            rule: self.rule.show(names),
            line: self.line.show(names),
            member: self.member.show(names),
            destination: self.destination.show(names),
            label: self.label.show(names),
            coupon: self.coupon.show(names),
            is_included: self.is_included.show(names),
        }
    }
}

/// What one member owes.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct ShareEntry {
    /// The member.
    pub member: Option<String>,
    /// Their part of the lines.
    pub lines: Money,
    /// Their part of the adjustments, and what a sponsor or a minimum changes.
    pub adjustments: Money,
    /// What they pay in all.
    pub total: Money,
    /// What of it was given back.
    pub refunded: Money,
    /// What they paid the merchant, and the other members.
    pub paid: Money,
    /// What they are owed by the others, or owe where it is negative. Zero before anybody paid.
    pub balance: Money,
}

impl Show for cartpool::ShareEntry {
    type Shown = ShareEntry;
    fn show(&self, names: &dyn Names) -> ShareEntry {
        ShareEntry {
            member: self.member.show(names),
            lines: self.lines.show(names),
            adjustments: self.adjustments.show(names),
            total: self.total.show(names),
            refunded: self.refunded.show(names),
            paid: self.paid.show(names),
            balance: self.balance.show(names),
        }
    }
}

/// Who pays for others.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SponsorEntry {
    /// The member.
    pub member: Option<String>,
    /// The most they pay for others in all.
    pub amount_max: Option<Money>,
    /// The most they pay for each.
    pub person_max: Option<Money>,
}

impl Show for cartpool::SponsorEntry {
    type Shown = SponsorEntry;
    fn show(&self, names: &dyn Names) -> SponsorEntry {
        SponsorEntry {
            member: self.member.show(names),
            amount_max: self.amount_max.show(names),
            person_max: self.person_max.show(names),
        }
    }
}

/// A cart's bill at one version: a pure function of that version, and of the ledger's where the cart
/// has a group.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Bill {
    /// The cart's version.
    pub version: Natural,
    /// The version of the group's ledger whose spare cents it counts; 0 without a group.
    pub ledger_version: Natural,
    /// The currency.
    pub currency: String,
    /// The sum of the line totals.
    pub subtotal: Money,
    /// What is added and taken off, in the order in which it is counted.
    pub adjustments: Vec<AdjustmentEntry>,
    /// What is to be paid.
    pub total: Money,
    /// What was given back.
    pub refunded: Money,
    /// What the merchant got.
    pub paid: Money,
    /// What the merchant still gets, or has to give back where it is negative.
    pub due: Money,
    /// What each owes, in the order in which they joined.
    pub shares: Vec<ShareEntry>,
    /// How the lines are shared.
    pub split: SplitRule,
    /// Each member's part of that; hidden like every name from those who may not see people.
    pub parts: Vec<SplitPart>,
    /// Whether whoever joins late is spared what was in the cart before.
    pub spares_late_joiners: bool,
    /// Who shares in nothing that is split among everybody.
    pub excluded_members: Vec<Option<String>>,
    /// Who pays for others.
    pub sponsor: Option<SponsorEntry>,
    /// The least that each pays.
    pub share_minimum: Option<Money>,
    /// The group whose ledger the cart belongs to.
    pub group: Option<String>,
    /// How it is rounded and bounded.
    pub policies: BillPolicies,
    /// Whether it is fixed.
    pub is_fixed: bool,
    /// Whether it is below the order's minimum.
    pub is_below_min: bool,
    /// Whether it is above the order's maximum.
    pub is_above_max: bool,
}

impl Show for cartpool::Bill {
    type Shown = Bill;
    fn show(&self, names: &dyn Names) -> Bill {
        Bill {
            version: self.version.show(names),
            ledger_version: self.ledger_version.show(names),
            currency: self.currency.show(names),
            subtotal: self.subtotal.show(names),
            adjustments: self.adjustments.show(names),
            total: self.total.show(names),
            refunded: self.refunded.show(names),
            paid: self.paid.show(names),
            due: self.due.show(names),
            shares: self.shares.show(names),
            split: self.split.show(names),
            parts: self.parts.show(names),
            spares_late_joiners: self.spares_late_joiners.show(names),
            excluded_members: self.excluded_members.show(names),
            sponsor: self.sponsor.show(names),
            share_minimum: self.share_minimum.show(names),
            group: self.group.show(names),
            policies: self.policies.show(names),
            is_fixed: self.is_fixed.show(names),
            is_below_min: self.is_below_min.show(names),
            is_above_max: self.is_above_max.show(names),
        }
    }
}

/// What one member pays of one row of the bill, and why.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CellEntry {
    /// The member.
    pub member: Option<String>,
    /// The line, where the row is one.
    pub line: Option<Natural>,
    /// The adjustment, where the row is one.
    pub adjustment: Option<Natural>,
    /// What they pay of it.
    pub amount: Money,
    /// The whole row.
    pub row: Money,
    /// Why.
    pub reason: CellReason,
    /// Their part …
    pub part: Natural,
    /// … of so many.
    pub parts: Natural,
    /// The same as a sentence, without a name.
    pub text: String,
}

impl Show for cartpool::CellEntry {
    type Shown = CellEntry;
    fn show(&self, names: &dyn Names) -> CellEntry {
        CellEntry {
            member: self.member.show(names),
            line: self.line.show(names),
            adjustment: self.adjustment.show(names),
            amount: self.amount.show(names),
            row: self.row.show(names),
            reason: self.reason.show(names),
            part: self.part.show(names),
            parts: self.parts.show(names),
            text: self.text.show(names),
        }
    }
}

/// Why each owes what they owe: every cell of the bill's table that is not zero.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Explanation {
    /// The cart's version.
    pub version: Natural,
    /// The cells, row by row, and in a row in the order in which members joined.
    pub cells: Vec<CellEntry>,
}

impl Show for cartpool::Explanation {
    type Shown = Explanation;
    fn show(&self, names: &dyn Names) -> Explanation {
        Explanation { version: self.version.show(names), cells: self.cells.show(names) }
    }
}

/// A payment between two members.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TransferEntry {
    /// Who pays.
    pub payer: Option<String>,
    /// Whom.
    pub payee: Option<String>,
    /// How much.
    pub amount: Money,
}

impl Show for cartpool::TransferEntry {
    type Shown = TransferEntry;
    fn show(&self, names: &dyn Names) -> TransferEntry {
        TransferEntry {
            payer: self.payer.show(names),
            payee: self.payee.show(names),
            amount: self.amount.show(names),
        }
    }
}

/// Who pays whom, so that everybody has paid what they owe.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct Settlement {
    /// The cart's version.
    pub version: Natural,
    /// The payments.
    pub transfers: Vec<TransferEntry>,
    /// Whether there is no way with fewer payments; large groups get a good way instead of the best.
    pub is_exact: bool,
}

impl Show for cartpool::Settlement {
    type Shown = Settlement;
    fn show(&self, names: &dyn Names) -> Settlement {
        Settlement {
            version: self.version.show(names),
            transfers: self.transfers.show(names),
            is_exact: self.is_exact.show(names),
        }
    }
}

/// A SKU of a campaign.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignSkuEntry {
    /// The merchant's name for the thing.
    pub sku: String,
    /// What one costs while no tier is reached.
    pub regular_price: Amount,
    /// What one costs now.
    pub unit_price: Amount,
    /// Units that count.
    pub quantity: Natural,
}

impl Show for cartpool::CampaignSkuEntry {
    type Shown = CampaignSkuEntry;
    fn show(&self, names: &dyn Names) -> CampaignSkuEntry {
        CampaignSkuEntry {
            sku: self.sku.show(names),
            regular_price: self.regular_price.show(names),
            unit_price: self.unit_price.show(names),
            quantity: self.quantity.show(names),
        }
    }
}

/// A price tier of a campaign.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignTierEntry {
    /// From how much on, in the campaign's measure.
    pub threshold: Natural,
    /// Whether it is reached.
    pub is_reached: bool,
    /// What one of each SKU then costs, in the campaign's order.
    pub unit_prices: Vec<Amount>,
}

impl Show for cartpool::CampaignTierEntry {
    type Shown = CampaignTierEntry;
    fn show(&self, names: &dyn Names) -> CampaignTierEntry {
        CampaignTierEntry {
            threshold: self.threshold.show(names),
            is_reached: self.is_reached.show(names),
            unit_prices: self.unit_prices.show(names),
        }
    }
}

/// Something that everybody is to hear of.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignMoment {
    /// The campaign's version that made it.
    pub version: Natural,
    /// When, in Unix milliseconds.
    pub at_ms: Natural,
    /// What.
    pub kind: CampaignMomentKind,
    /// Which tier, counted from 1, where it is about one; else 0.
    pub tier: Count,
}

impl Show for cartpool::CampaignMoment {
    type Shown = CampaignMoment;
    fn show(&self, names: &dyn Names) -> CampaignMoment {
        CampaignMoment {
            version: self.version.show(names),
            at_ms: self.at_ms.show(names),
            kind: self.kind.show(names),
            tier: self.tier.show(names),
        }
    }
}

/// What somebody pays for what they have pledged, now and if the campaign got further.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TippingShare {
    /// Who.
    pub member: String,
    /// Now.
    pub now: Money,
    /// Then.
    pub then: Money,
}

impl Show for cartpool::TippingShare {
    type Shown = TippingShare;
    fn show(&self, names: &dyn Names) -> TippingShare {
        TippingShare {
            member: self.member.show(names),
            now: self.now.show(names),
            then: self.then.show(names),
        }
    }
}

/// What would bring a campaign further: to its minimum or to its next tier, whichever is nearer.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct TippingPoint {
    /// What must be reached, in the campaign's measure.
    pub threshold: Natural,
    /// How much is missing.
    pub missing: Natural,
    /// Which tier would be reached, counted from 1; 0 where only the minimum would.
    pub tier: Count,
    /// What one of each SKU would then cost, in the campaign's order.
    pub unit_prices: Vec<Amount>,
    /// From whom it may come: members of the cart who may pledge and have pledged nothing yet.
    pub likely: Vec<String>,
    /// What each in the cart who has pledged pays.
    pub shares: Vec<TippingShare>,
}

impl Show for cartpool::TippingPoint {
    type Shown = TippingPoint;
    fn show(&self, names: &dyn Names) -> TippingPoint {
        TippingPoint {
            threshold: self.threshold.show(names),
            missing: self.missing.show(names),
            tier: self.tier.show(names),
            unit_prices: self.unit_prices.show(names),
            likely: self.likely.show(names),
            shares: self.shares.show(names),
        }
    }
}

/// What a cart has pledged on one line.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct PledgeEntry {
    /// The line.
    pub line: Natural,
    /// Who pledged; empty where people may not be seen.
    pub member: String,
    /// The merchant's name for the thing.
    pub sku: String,
    /// How many.
    pub quantity: Count,
    /// How many of them the campaign takes as it is; the others wait.
    pub counted: Count,
}

impl Show for cartpool::PledgeEntry {
    type Shown = PledgeEntry;
    fn show(&self, names: &dyn Names) -> PledgeEntry {
        PledgeEntry {
            line: self.line.show(names),
            member: self.member.show(names),
            sku: self.sku.show(names),
            quantity: self.quantity.show(names),
            counted: self.counted.show(names),
        }
    }
}

/// A campaign at one version.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignView {
    /// Its id.
    pub id: String,
    /// How many events it has had.
    pub version: Natural,
    /// Where it is in its life.
    pub status: CampaignStatus,
    /// The currency of the carts it is for.
    pub currency: String,
    /// What its thresholds count.
    pub measure: CampaignMeasure,
    /// What it is for.
    pub skus: Vec<CampaignSkuEntry>,
    /// Its price tiers, lowest first.
    pub tiers: Vec<CampaignTierEntry>,
    /// At how much it tips, in its measure.
    pub minimum: Natural,
    /// Units it takes in all.
    pub maximum: Option<Natural>,
    /// Units a pledge has at least.
    pub member_min: Option<Count>,
    /// Units one member may pledge, over all carts.
    pub member_max: Option<Count>,
    /// Who leads it; nothing to members who do not see people.
    pub leader: Option<String>,
    /// When it opens, in Unix milliseconds; 0 where it was open from the beginning.
    pub opens_at_ms: Natural,
    /// From when on pledges only grow, in Unix milliseconds.
    pub locks_at_ms: Natural,
    /// Its deadline, in Unix milliseconds.
    pub closes_at_ms: Natural,
    /// What becomes of it below its minimum at its deadline.
    pub at_deadline: DeadlinePolicy,
    /// Whether its deadline was moved.
    pub is_extended: bool,
    /// How much it has reached, in its measure.
    pub reached: Natural,
    /// Whether it has reached its minimum.
    pub is_tipped: bool,
    /// How many of its tiers are reached.
    pub tiers_reached: Count,
    /// Units that count.
    pub quantity: Natural,
    /// Units that wait because the campaign, or a member, has the most there may be.
    pub waiting: Natural,
    /// What the units that count come to now.
    pub amount: Money,
    /// Who holds pledges. Somebody who does so in two carts counts once where the campaign counts members
    /// or bounds what each may pledge, and twice elsewhere.
    pub members: Natural,
    /// Carts that have pledged or were about to.
    pub carts: Natural,
    /// What everybody was to hear of, oldest first: the last 256.
    pub moments: Vec<CampaignMoment>,
    /// What would bring it further; nothing where it is decided or all is reached.
    pub next: Option<TippingPoint>,
    /// What the reader's cart has pledged; nothing for the host.
    pub pledges: Vec<PledgeEntry>,
}

impl Show for cartpool::CampaignView {
    type Shown = CampaignView;
    fn show(&self, names: &dyn Names) -> CampaignView {
        CampaignView {
            id: self.id.show(names),
            version: self.version.show(names),
            status: self.status.show(names),
            currency: self.currency.show(names),
            measure: self.measure.show(names),
            skus: self.skus.show(names),
            tiers: self.tiers.show(names),
            minimum: self.minimum.show(names),
            maximum: self.maximum.show(names),
            member_min: self.member_min.show(names),
            member_max: self.member_max.show(names),
            leader: self.leader.show(names),
            opens_at_ms: self.opens_at_ms.show(names),
            locks_at_ms: self.locks_at_ms.show(names),
            closes_at_ms: self.closes_at_ms.show(names),
            at_deadline: self.at_deadline.show(names),
            is_extended: self.is_extended.show(names),
            reached: self.reached.show(names),
            is_tipped: self.is_tipped.show(names),
            tiers_reached: self.tiers_reached.show(names),
            quantity: self.quantity.show(names),
            waiting: self.waiting.show(names),
            amount: self.amount.show(names),
            members: self.members.show(names),
            carts: self.carts.show(names),
            moments: self.moments.show(names),
            next: self.next.show(names),
            pledges: self.pledges.show(names),
        }
    }
}

/// What a member of a cart gets.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignRow {
    /// The cart.
    pub cart: String,
    /// Who pledged.
    pub member: String,
    /// The merchant's name for the thing.
    pub sku: String,
    /// How many the campaign takes.
    pub quantity: Count,
    /// How many wait.
    pub waiting: Count,
    /// What those it takes cost now.
    pub amount: Money,
}

impl Show for cartpool::CampaignRow {
    type Shown = CampaignRow;
    fn show(&self, names: &dyn Names) -> CampaignRow {
        CampaignRow {
            cart: self.cart.show(names),
            member: self.member.show(names),
            sku: self.sku.show(names),
            quantity: self.quantity.show(names),
            waiting: self.waiting.show(names),
            amount: self.amount.show(names),
        }
    }
}

/// What a member, or a SKU, comes to over all carts.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignTotal {
    /// The member's id, or the SKU.
    pub name: String,
    /// How many the campaign takes.
    pub quantity: Natural,
    /// What they cost now.
    pub amount: Money,
}

impl Show for cartpool::CampaignTotal {
    type Shown = CampaignTotal;
    fn show(&self, names: &dyn Names) -> CampaignTotal {
        CampaignTotal {
            name: self.name.show(names),
            quantity: self.quantity.show(names),
            amount: self.amount.show(names),
        }
    }
}

/// What is to be ordered: for each cart and member, and in all.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CampaignList {
    /// The campaign's version when the list was begun.
    pub version: Natural,
    /// By cart, and within it by line.
    pub rows: Vec<CampaignRow>,
    /// By member, over all carts, in the order of their ids.
    pub members: Vec<CampaignTotal>,
    /// By SKU, in the campaign's order.
    pub skus: Vec<CampaignTotal>,
}

impl Show for cartpool::CampaignList {
    type Shown = CampaignList;
    fn show(&self, names: &dyn Names) -> CampaignList {
        CampaignList {
            version: self.version.show(names),
            rows: self.rows.show(names),
            members: self.members.show(names),
            skus: self.skus.show(names),
        }
    }
}

/// What happened in a cart.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Event {
    /// The cart was made and its owner seated.
    CartCreated {
        /// The owner's id; the owner has seat 0.
        owner: String,
        /// The cart's one currency.
        currency: String,
        /// The setting it started from.
        preset: Preset,
        /// The policies it started with.
        policies: Policies,
        /// What the cart is called.
        title: Option<String>,
        /// What the cart is for.
        purpose: Option<String>,
    },
    /// A new line; its id is this event's version.
    ItemAdded {
        /// The merchant's name for the thing.
        sku: String,
        /// How many.
        quantity: Count,
        /// The price of one.
        unit_price: Amount,
        /// Whether the caller gave the price, which the price list then leaves alone.
        is_callers_price: bool,
        /// What was in the cart already, if somebody else had put it there.
        already_in_cart: Option<AlreadyInCart>,
        /// Options, note and beneficiaries, where there are any.
        options: Vec<ItemOption>,
        /// The note.
        note: Option<String>,
        /// For whom.
        beneficiaries: Vec<Option<String>>,
    },
    /// An added item merged into a line.
    ItemIncreased {
        /// The line.
        line: Natural,
        /// How many were added.
        added: Count,
        /// How many it holds now.
        quantity: Count,
        /// What was in the cart already, if somebody else had put it there.
        already_in_cart: Option<AlreadyInCart>,
    },
    /// A line's quantity was changed by a difference.
    QuantityAdjusted {
        /// The line.
        line: Natural,
        /// The difference.
        delta: Delta,
        /// How many it holds now.
        quantity: Count,
    },
    /// A line's quantity was set.
    QuantitySet {
        /// The line.
        line: Natural,
        /// How many it held.
        old_quantity: Count,
        /// How many it holds now.
        quantity: Count,
        /// Whether the member had seen another quantity than the line held.
        is_contested: bool,
    },
    /// A line was removed.
    ItemRemoved {
        /// The line.
        line: Natural,
        /// How many it held.
        old_quantity: Count,
    },
    /// A line's note was written or cleared.
    NoteSet {
        /// The line.
        line: Natural,
        /// The note.
        note: Option<String>,
    },
    /// A line's beneficiaries were named.
    BeneficiariesSet {
        /// The line.
        line: Natural,
        /// For whom; none means for everybody.
        beneficiaries: Vec<Option<String>>,
    },
    /// A line's reason was written.
    ReasonSet {
        /// The line.
        line: Natural,
        /// What it is for.
        purpose: Option<String>,
        /// The project it belongs to.
        project: Option<String>,
        /// Who bears the cost.
        cost_centre: Option<String>,
    },
    /// Lines took over the price list's new prices.
    Repriced {
        /// The version of the price list the cart now knows.
        prices_version: Natural,
        /// The lines that changed.
        changes: Vec<PriceChange>,
    },
    /// A member was seated.
    MemberAdded {
        /// The member's id; the seat is the next free one.
        member: String,
        /// The role's name.
        role: String,
    },
    /// A member was removed.
    MemberRemoved {
        /// The member.
        member: Option<String>,
        /// The invitations that ended with it.
        voided: Vec<Natural>,
    },
    /// A member left.
    MemberLeft {
        /// The invitations that ended with it.
        voided: Vec<Natural>,
    },
    /// A member got another role.
    RoleSet {
        /// The member.
        member: Option<String>,
        /// The role's name before.
        old_role: String,
        /// The role's name now.
        role: String,
        /// The invitations that ended with it.
        voided: Vec<Natural>,
    },
    /// A custom role was defined, or defined anew.
    RoleDefined {
        /// The role's name.
        name: String,
        /// What it may do.
        capabilities: Vec<Capability>,
        /// The most its holder's lines may sum to, in minor units.
        money_cap_minor: Option<Natural>,
        /// The only categories it may add; none means all.
        categories_allowed: Vec<String>,
        /// Categories it may not add.
        categories_denied: Vec<String>,
        /// The invitations that ended with it.
        voided: Vec<Natural>,
    },
    /// Ownership was offered.
    OwnershipOffered {
        /// To whom.
        member: Option<String>,
    },
    /// Ownership was accepted; the former owner is an admin.
    OwnershipAccepted {
        /// The former owner.
        old_owner: Option<String>,
    },
    /// The offer of ownership was declined or taken back.
    OwnershipDeclined {
        /// To whom it had been made.
        member: Option<String>,
    },
    /// An invitation was made; its id is this event's version.
    Invited {
        /// The token's hash.
        token_hash: String,
        /// The role those who join get.
        role: String,
        /// How often it may be used.
        uses_max: Count,
        /// When it expires, in Unix milliseconds.
        expires_at_ms: Natural,
    },
    /// An invitation was ended.
    InvitationRevoked {
        /// The invitation's id.
        invitation: Natural,
    },
    /// Somebody joined by an invitation.
    InvitationAccepted {
        /// The invitation's id.
        invitation: Natural,
        /// The member's id; the seat is the next free one.
        member: String,
        /// The role's name.
        role: String,
    },
    /// The cart was locked, or its lock's deadline moved.
    CartLocked {
        /// When the hold ends by itself, in Unix milliseconds.
        until_ms: Natural,
    },
    /// The cart's lock was ended.
    CartUnlocked {
        /// Who held it.
        holder: Option<String>,
    },
    /// The cart's policies changed.
    PoliciesSet {
        /// The policies before.
        old_policies: Policies,
        /// The policies now.
        policies: Policies,
    },
    /// The cart's title or purpose changed.
    CartRenamed {
        /// What the cart is called.
        title: Option<String>,
        /// What the cart is for.
        purpose: Option<String>,
    },
    /// The cart was closed for good.
    CartClosed,
    /// The cart's split was chosen.
    SplitSet {
        /// How.
        rule: SplitRule,
        /// Each member's part.
        parts: Vec<SplitPart>,
        /// Whether whoever joins from now on is spared what is in the cart already.
        spares_late_joiners: bool,
    },
    /// A line got a rule of its own.
    LineSplitSet {
        /// The line.
        line: Natural,
        /// How.
        rule: SplitRule,
        /// Each member's part.
        parts: Vec<SplitPart>,
    },
    /// A line follows the cart's rule again.
    LineSplitCleared {
        /// The line.
        line: Natural,
    },
    /// These members share in nothing that is split among everybody.
    MembersExcluded {
        /// Who; nobody else.
        members: Vec<Option<String>>,
    },
    /// A sponsor was named, or there is none any more.
    SponsorSet {
        /// Who pays.
        member: Option<String>,
        /// The most they pay for others in all, in minor units.
        amount_max_minor: Option<Natural>,
        /// The most they pay for each, in minor units.
        person_max_minor: Option<Natural>,
    },
    /// The least that each pays was set.
    ShareMinimumSet {
        /// In minor units.
        minimum_minor: Option<Natural>,
    },
    /// How a kind of adjustment is shared was chosen.
    AdjustmentSplitSet {
        /// Which kind.
        adjustment_kind: AdjustmentKind,
        /// How.
        rule: AdjustmentRule,
        /// Who pays, where one does.
        payer: Option<String>,
    },
    /// An adjustment was added; its id is this event's version.
    AdjustmentAdded {
        /// Which kind.
        adjustment_kind: AdjustmentKind,
        /// How much, in minor units.
        amount_minor: Option<Natural>,
        /// Or how many percent.
        percent: Option<Amount>,
        /// Of this line.
        line: Option<Natural>,
        /// For this member.
        member: Option<String>,
        /// Of the lines for this destination.
        destination: Option<String>,
        /// What it is called.
        label: Option<String>,
        /// Whether the prices hold it already.
        is_included: bool,
    },
    /// An adjustment, a discount or a coupon was taken out.
    AdjustmentRemoved {
        /// Its id.
        adjustment: Natural,
        /// The coupon that is free again.
        coupon: Option<String>,
    },
    /// A discount was added, by the host or by a coupon; its id is this event's version.
    DiscountAdded {
        /// So many percent off.
        percent: Option<Amount>,
        /// So much off, in minor units.
        amount_minor: Option<Natural>,
        /// From each quantity on, so many percent off.
        tiers: Vec<QuantityTier>,
        /// Of so many bought …
        buy: Option<Count>,
        /// … so many more are discounted.
        get: Option<Count>,
        /// Only these SKUs; none means every line.
        skus: Vec<String>,
        /// What it is called.
        label: Option<String>,
        /// Whether it stands alone.
        is_exclusive: bool,
        /// Smaller applies first.
        priority: Count,
        /// The code of the coupon that brought it.
        coupon: Option<String>,
    },
    /// A line's destination was named or cleared.
    DestinationSet {
        /// The line.
        line: Natural,
        /// The label.
        destination: Option<String>,
    },
    /// How the bill is rounded and bounded was set.
    BillPoliciesSet {
        /// As it was.
        old_policies: BillPolicies,
        /// As it is.
        policies: BillPolicies,
    },
    /// The cart belongs to this group's ledger, or to none.
    GroupSet {
        /// The group's id.
        group: Option<String>,
    },
    /// The bill was fixed.
    BillFixed {
        /// What it comes to, in minor units.
        total_minor: i64,
        /// What each pays, everybody who is on the bill.
        shares: Vec<MinorShare>,
        /// How far each was behind in spare cents before, in 2^-32 minor units.
        behind: Vec<i64>,
        /// Who shares in what is split among everybody.
        sharing: Vec<Option<String>>,
        /// The version of the group's ledger in which the spare cents stand; 0 without a group.
        ledger_version: Natural,
    },
    /// The fixing was taken back.
    BillReopened,
    /// A member paid the merchant.
    PaymentRecorded {
        /// Who.
        payer: Option<String>,
        /// How much, in minor units.
        amount_minor: Natural,
    },
    /// A member paid another.
    TransferRecorded {
        /// Who.
        payer: Option<String>,
        /// Whom.
        payee: Option<String>,
        /// How much, in minor units.
        amount_minor: Natural,
    },
    /// What was paid for some of a line was given back.
    ItemRefunded {
        /// The line.
        line: Natural,
        /// How many.
        quantity: Count,
        /// What each gets back.
        shares: Vec<MinorShare>,
    },
    /// A new line, pledged to a campaign; its id is this event's version.
    Pledged {
        /// The campaign.
        campaign: String,
        /// The merchant's name for the thing.
        sku: String,
        /// How many.
        quantity: Count,
        /// The price of one, at the tier that the campaign had reached.
        unit_price: Amount,
        /// The campaign's version that the cart then knew.
        campaign_version: Natural,
        /// Where the campaign was in its life.
        status: CampaignStatus,
        /// How many of its tiers were reached.
        tiers_reached: Count,
        /// From when on pledges only grow, in Unix milliseconds.
        locks_at_ms: Natural,
    },
    /// The cart took over what became of a campaign it has pledged to.
    CampaignFollowed {
        /// The campaign.
        campaign: String,
        /// The campaign's version that the cart now knows.
        campaign_version: Natural,
        /// Where the campaign is in its life.
        status: CampaignStatus,
        /// How many of its tiers are reached.
        tiers_reached: Count,
        /// From when on pledges only grow, in Unix milliseconds.
        locks_at_ms: Natural,
        /// The lines whose price changed with it.
        changes: Vec<PriceChange>,
        /// The pledges that it does not take in full.
        cuts: Vec<PledgeCut>,
    },
}

impl Show for cartpool::Event<'_> {
    type Shown = Event;
    fn show(&self, names: &dyn Names) -> Event {
        match self {
            cartpool::Event::CartCreated { owner, currency, preset, policies, title, purpose } => {
                Event::CartCreated {
                    owner: owner.show(names),
                    currency: currency.show(names),
                    preset: preset.show(names),
                    policies: policies.show(names),
                    title: title.show(names),
                    purpose: purpose.show(names),
                }
            }
            cartpool::Event::ItemAdded {
                sku,
                quantity,
                unit_price,
                is_callers_price,
                already_in_cart,
                options,
                note,
                beneficiaries,
            } => Event::ItemAdded {
                sku: sku.show(names),
                quantity: quantity.show(names),
                unit_price: unit_price.show(names),
                is_callers_price: is_callers_price.show(names),
                already_in_cart: already_in_cart.show(names),
                options: options.show(names),
                note: note.show(names),
                beneficiaries: beneficiaries.show(names),
            },
            cartpool::Event::ItemIncreased { line, added, quantity, already_in_cart } => {
                Event::ItemIncreased {
                    line: line.show(names),
                    added: added.show(names),
                    quantity: quantity.show(names),
                    already_in_cart: already_in_cart.show(names),
                }
            }
            cartpool::Event::QuantityAdjusted { line, delta, quantity } => {
                Event::QuantityAdjusted {
                    line: line.show(names),
                    delta: delta.show(names),
                    quantity: quantity.show(names),
                }
            }
            cartpool::Event::QuantitySet { line, old_quantity, quantity, is_contested } => {
                Event::QuantitySet {
                    line: line.show(names),
                    old_quantity: old_quantity.show(names),
                    quantity: quantity.show(names),
                    is_contested: is_contested.show(names),
                }
            }
            cartpool::Event::ItemRemoved { line, old_quantity } => Event::ItemRemoved {
                line: line.show(names),
                old_quantity: old_quantity.show(names),
            },
            cartpool::Event::NoteSet { line, note } => {
                Event::NoteSet { line: line.show(names), note: note.show(names) }
            }
            cartpool::Event::BeneficiariesSet { line, beneficiaries } => Event::BeneficiariesSet {
                line: line.show(names),
                beneficiaries: beneficiaries.show(names),
            },
            cartpool::Event::ReasonSet { line, purpose, project, cost_centre } => {
                Event::ReasonSet {
                    line: line.show(names),
                    purpose: purpose.show(names),
                    project: project.show(names),
                    cost_centre: cost_centre.show(names),
                }
            }
            cartpool::Event::Repriced { prices_version, changes } => Event::Repriced {
                prices_version: prices_version.show(names),
                changes: changes.show(names),
            },
            cartpool::Event::MemberAdded { member, role } => {
                Event::MemberAdded { member: member.show(names), role: role.show(names) }
            }
            cartpool::Event::MemberRemoved { member, voided } => {
                Event::MemberRemoved { member: member.show(names), voided: voided.show(names) }
            }
            cartpool::Event::MemberLeft { voided } => {
                Event::MemberLeft { voided: voided.show(names) }
            }
            cartpool::Event::RoleSet { member, old_role, role, voided } => Event::RoleSet {
                member: member.show(names),
                old_role: old_role.show(names),
                role: role.show(names),
                voided: voided.show(names),
            },
            cartpool::Event::RoleDefined {
                name,
                capabilities,
                money_cap_minor,
                categories_allowed,
                categories_denied,
                voided,
            } => Event::RoleDefined {
                name: name.show(names),
                capabilities: capabilities.show(names),
                money_cap_minor: money_cap_minor.show(names),
                categories_allowed: categories_allowed.show(names),
                categories_denied: categories_denied.show(names),
                voided: voided.show(names),
            },
            cartpool::Event::OwnershipOffered { member } => {
                Event::OwnershipOffered { member: member.show(names) }
            }
            cartpool::Event::OwnershipAccepted { old_owner } => {
                Event::OwnershipAccepted { old_owner: old_owner.show(names) }
            }
            cartpool::Event::OwnershipDeclined { member } => {
                Event::OwnershipDeclined { member: member.show(names) }
            }
            cartpool::Event::Invited { token_hash, role, uses_max, expires_at_ms } => {
                Event::Invited {
                    token_hash: token_hash.show(names),
                    role: role.show(names),
                    uses_max: uses_max.show(names),
                    expires_at_ms: expires_at_ms.show(names),
                }
            }
            cartpool::Event::InvitationRevoked { invitation } => {
                Event::InvitationRevoked { invitation: invitation.show(names) }
            }
            cartpool::Event::InvitationAccepted { invitation, member, role } => {
                Event::InvitationAccepted {
                    invitation: invitation.show(names),
                    member: member.show(names),
                    role: role.show(names),
                }
            }
            cartpool::Event::CartLocked { until_ms } => {
                Event::CartLocked { until_ms: until_ms.show(names) }
            }
            cartpool::Event::CartUnlocked { holder } => {
                Event::CartUnlocked { holder: holder.show(names) }
            }
            cartpool::Event::PoliciesSet { old_policies, policies } => Event::PoliciesSet {
                old_policies: old_policies.show(names),
                policies: policies.show(names),
            },
            cartpool::Event::CartRenamed { title, purpose } => {
                Event::CartRenamed { title: title.show(names), purpose: purpose.show(names) }
            }
            cartpool::Event::CartClosed => Event::CartClosed,
            cartpool::Event::Bill(cartpool::BillEvent::SplitSet {
                rule,
                parts,
                spares_late_joiners,
            }) => Event::SplitSet {
                rule: rule.show(names),
                parts: parts.show(names),
                spares_late_joiners: spares_late_joiners.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::LineSplitSet { line, rule, parts }) => {
                Event::LineSplitSet {
                    line: line.show(names),
                    rule: rule.show(names),
                    parts: parts.show(names),
                }
            }
            cartpool::Event::Bill(cartpool::BillEvent::LineSplitCleared { line }) => {
                Event::LineSplitCleared { line: line.show(names) }
            }
            cartpool::Event::Bill(cartpool::BillEvent::MembersExcluded { members }) => {
                Event::MembersExcluded { members: members.show(names) }
            }
            cartpool::Event::Bill(cartpool::BillEvent::SponsorSet {
                member,
                amount_max_minor,
                person_max_minor,
            }) => Event::SponsorSet {
                member: member.show(names),
                amount_max_minor: amount_max_minor.show(names),
                person_max_minor: person_max_minor.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::ShareMinimumSet { minimum_minor }) => {
                Event::ShareMinimumSet { minimum_minor: minimum_minor.show(names) }
            }
            cartpool::Event::Bill(cartpool::BillEvent::AdjustmentSplitSet {
                adjustment_kind,
                rule,
                payer,
            }) => Event::AdjustmentSplitSet {
                adjustment_kind: adjustment_kind.show(names),
                rule: rule.show(names),
                payer: payer.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::AdjustmentAdded {
                adjustment_kind,
                amount_minor,
                percent,
                line,
                member,
                destination,
                label,
                is_included,
            }) => Event::AdjustmentAdded {
                adjustment_kind: adjustment_kind.show(names),
                amount_minor: amount_minor.show(names),
                percent: percent.show(names),
                line: line.show(names),
                member: member.show(names),
                destination: destination.show(names),
                label: label.show(names),
                is_included: is_included.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::AdjustmentRemoved {
                adjustment,
                coupon,
            }) => Event::AdjustmentRemoved {
                adjustment: adjustment.show(names),
                coupon: coupon.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::DiscountAdded {
                percent,
                amount_minor,
                tiers,
                buy,
                get,
                skus,
                label,
                is_exclusive,
                priority,
                coupon,
            }) => Event::DiscountAdded {
                percent: percent.show(names),
                amount_minor: amount_minor.show(names),
                tiers: tiers.show(names),
                buy: buy.show(names),
                get: get.show(names),
                skus: skus.show(names),
                label: label.show(names),
                is_exclusive: is_exclusive.show(names),
                priority: priority.show(names),
                coupon: coupon.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::DestinationSet { line, destination }) => {
                Event::DestinationSet {
                    line: line.show(names),
                    destination: destination.show(names),
                }
            }
            cartpool::Event::Bill(cartpool::BillEvent::BillPoliciesSet {
                old_policies,
                policies,
            }) => Event::BillPoliciesSet {
                old_policies: old_policies.show(names),
                policies: policies.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::GroupSet { group }) => {
                Event::GroupSet { group: group.show(names) }
            }
            cartpool::Event::Bill(cartpool::BillEvent::BillFixed {
                total_minor,
                shares,
                behind,
                sharing,
                ledger_version,
            }) => Event::BillFixed {
                total_minor: total_minor.show(names),
                shares: shares.show(names),
                behind: behind.show(names),
                sharing: sharing.show(names),
                ledger_version: ledger_version.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::BillReopened) => Event::BillReopened,
            cartpool::Event::Bill(cartpool::BillEvent::PaymentRecorded { payer, amount_minor }) => {
                Event::PaymentRecorded {
                    payer: payer.show(names),
                    amount_minor: amount_minor.show(names),
                }
            }
            cartpool::Event::Bill(cartpool::BillEvent::TransferRecorded {
                payer,
                payee,
                amount_minor,
            }) => Event::TransferRecorded {
                payer: payer.show(names),
                payee: payee.show(names),
                amount_minor: amount_minor.show(names),
            },
            cartpool::Event::Bill(cartpool::BillEvent::ItemRefunded { line, quantity, shares }) => {
                Event::ItemRefunded {
                    line: line.show(names),
                    quantity: quantity.show(names),
                    shares: shares.show(names),
                }
            }
            cartpool::Event::Pledged {
                campaign,
                sku,
                quantity,
                unit_price,
                campaign_version,
                status,
                tiers_reached,
                locks_at_ms,
            } => Event::Pledged {
                campaign: campaign.show(names),
                sku: sku.show(names),
                quantity: quantity.show(names),
                unit_price: unit_price.show(names),
                campaign_version: campaign_version.show(names),
                status: status.show(names),
                tiers_reached: tiers_reached.show(names),
                locks_at_ms: locks_at_ms.show(names),
            },
            cartpool::Event::CampaignFollowed {
                campaign,
                campaign_version,
                status,
                tiers_reached,
                locks_at_ms,
                changes,
                cuts,
            } => Event::CampaignFollowed {
                campaign: campaign.show(names),
                campaign_version: campaign_version.show(names),
                status: status.show(names),
                tiers_reached: tiers_reached.show(names),
                locks_at_ms: locks_at_ms.show(names),
                changes: changes.show(names),
                cuts: cuts.show(names),
            },
        }
    }
}

/// The engine's bounds; what is left out keeps its default.
#[derive(Clone, Debug, Default, uniffi::Record)]
pub struct Limits {
    /// Lines in a cart.
    #[uniffi(default = None)]
    pub lines_max: Option<Count>,
    /// Quantity of a line.
    #[uniffi(default = None)]
    pub quantity_max: Option<Count>,
    /// Unit price, in minor units.
    #[uniffi(default = None)]
    pub unit_price_max: Option<Natural>,
    /// A cart's total, in minor units.
    #[uniffi(default = None)]
    pub total_max: Option<Natural>,
    /// Members present in a cart.
    #[uniffi(default = None)]
    pub members_max: Option<Count>,
    /// Seats a cart ever gives out; ex-members keep theirs.
    #[uniffi(default = None)]
    pub seats_max: Option<Count>,
    /// Pending invitations of a cart.
    #[uniffi(default = None)]
    pub invitations_max: Option<Count>,
    /// Uses of one invitation.
    #[uniffi(default = None)]
    pub invitation_uses_max: Option<Count>,
    /// Custom roles of a cart.
    #[uniffi(default = None)]
    pub roles_max: Option<Count>,
    /// Categories a role allows, and categories it denies.
    #[uniffi(default = None)]
    pub role_categories_max: Option<Count>,
    /// Bytes of a SKU, a member id, a role name or a category.
    #[uniffi(default = None)]
    pub id_bytes_max: Option<Count>,
    /// Characters of a title, a purpose, a project or a cost centre.
    #[uniffi(default = None)]
    pub title_chars_max: Option<Count>,
    /// Characters of a note.
    #[uniffi(default = None)]
    pub note_chars_max: Option<Count>,
    /// Options of a line.
    #[uniffi(default = None)]
    pub options_max: Option<Count>,
    /// Characters of an option's key.
    #[uniffi(default = None)]
    pub option_key_chars_max: Option<Count>,
    /// Characters of an option's value.
    #[uniffi(default = None)]
    pub option_value_chars_max: Option<Count>,
    /// Commands in a batch.
    #[uniffi(default = None)]
    pub batch_commands_max: Option<Count>,
    /// Encoded bytes of a batch.
    #[uniffi(default = None)]
    pub batch_bytes_max: Option<Count>,
    /// Encoded bytes of a command.
    #[uniffi(default = None)]
    pub command_bytes_max: Option<Count>,
    /// Encoded bytes of an event.
    #[uniffi(default = None)]
    pub event_bytes_max: Option<Count>,
    /// Bytes of a cart's state, without its history.
    #[uniffi(default = None)]
    pub cart_bytes_max: Option<Count>,
    /// Events a cart keeps in memory, in blocks of 256.
    #[uniffi(default = None)]
    pub history_events_max: Option<Count>,
    /// Applied command ids a cart remembers.
    #[uniffi(default = None)]
    pub command_ids_max: Option<Count>,
    /// Refused command ids a cart remembers.
    #[uniffi(default = None)]
    pub refused_ids_max: Option<Count>,
    /// SKUs the engine knows.
    #[uniffi(default = None)]
    pub skus_max: Option<Count>,
    /// Watches of one cart.
    #[uniffi(default = None)]
    pub cart_watches_max: Option<Count>,
    /// Watches of the engine.
    #[uniffi(default = None)]
    pub engine_watches_max: Option<Count>,
    /// Events in one page of the feed.
    #[uniffi(default = None)]
    pub page_events_max: Option<Count>,
    /// Adjustments, discounts and coupons of a cart.
    #[uniffi(default = None)]
    pub adjustments_max: Option<Count>,
    /// Coupons of a cart.
    #[uniffi(default = None)]
    pub coupons_max: Option<Count>,
    /// Lines of a cart with a rule, and lines with a destination of their own.
    #[uniffi(default = None)]
    pub splits_max: Option<Count>,
    /// How far ahead a lock's deadline may be.
    #[uniffi(default = None)]
    pub lock_ms_max: Option<Natural>,
    /// How far ahead an invitation may expire.
    #[uniffi(default = None)]
    pub invitation_ms_max: Option<Natural>,
    /// Coupons of an engine without a store, its ledgers, and its campaigns.
    #[uniffi(default = None)]
    pub accounts_max: Option<Count>,
    /// Members who use one coupon.
    #[uniffi(default = None)]
    pub coupon_members_max: Option<Count>,
    /// Uses of one coupon, whatever its terms allow.
    #[uniffi(default = None)]
    pub coupon_uses_max: Option<Count>,
    /// Members in a group's ledger.
    #[uniffi(default = None)]
    pub ledger_members_max: Option<Count>,
    /// Carts in a group's ledger that are not folded into its sums.
    #[uniffi(default = None)]
    pub ledger_carts_max: Option<Count>,
    /// Campaigns that a cart has pledged to and that are not over.
    #[uniffi(default = None)]
    pub cart_campaigns_max: Option<Count>,
    /// SKUs of a campaign.
    #[uniffi(default = None)]
    pub campaign_skus_max: Option<Count>,
    /// Price tiers of a campaign.
    #[uniffi(default = None)]
    pub campaign_tiers_max: Option<Count>,
    /// Carts that a campaign spans.
    #[uniffi(default = None)]
    pub campaign_carts_max: Option<Count>,
    /// How far ahead a reservation's deadline may be.
    #[uniffi(default = None)]
    pub reservation_ms_max: Option<Natural>,
}

impl Limits {
    /// Core's bounds.
    pub(crate) fn to_core(&self) -> cartpool::Limits {
        let limits = cartpool::Limits::default();
        cartpool::Limits {
            lines_max: self.lines_max.map_or(limits.lines_max, |bound| bound.0),
            quantity_max: self.quantity_max.map_or(limits.quantity_max, |bound| bound.0),
            unit_price_max: self.unit_price_max.map_or(limits.unit_price_max, |bound| bound.0),
            total_max: self.total_max.map_or(limits.total_max, |bound| bound.0),
            members_max: self.members_max.map_or(limits.members_max, |bound| bound.0),
            seats_max: self.seats_max.map_or(limits.seats_max, |bound| bound.0),
            invitations_max: self.invitations_max.map_or(limits.invitations_max, |bound| bound.0),
            invitation_uses_max: self
                .invitation_uses_max
                .map_or(limits.invitation_uses_max, |bound| bound.0),
            roles_max: self.roles_max.map_or(limits.roles_max, |bound| bound.0),
            role_categories_max: self
                .role_categories_max
                .map_or(limits.role_categories_max, |bound| bound.0),
            id_bytes_max: self.id_bytes_max.map_or(limits.id_bytes_max, |bound| bound.0),
            title_chars_max: self.title_chars_max.map_or(limits.title_chars_max, |bound| bound.0),
            note_chars_max: self.note_chars_max.map_or(limits.note_chars_max, |bound| bound.0),
            options_max: self.options_max.map_or(limits.options_max, |bound| bound.0),
            option_key_chars_max: self
                .option_key_chars_max
                .map_or(limits.option_key_chars_max, |bound| bound.0),
            option_value_chars_max: self
                .option_value_chars_max
                .map_or(limits.option_value_chars_max, |bound| bound.0),
            batch_commands_max: self
                .batch_commands_max
                .map_or(limits.batch_commands_max, |bound| bound.0),
            batch_bytes_max: self.batch_bytes_max.map_or(limits.batch_bytes_max, |bound| bound.0),
            command_bytes_max: self
                .command_bytes_max
                .map_or(limits.command_bytes_max, |bound| bound.0),
            event_bytes_max: self.event_bytes_max.map_or(limits.event_bytes_max, |bound| bound.0),
            cart_bytes_max: self.cart_bytes_max.map_or(limits.cart_bytes_max, |bound| bound.0),
            history_events_max: self
                .history_events_max
                .map_or(limits.history_events_max, |bound| bound.0),
            command_ids_max: self.command_ids_max.map_or(limits.command_ids_max, |bound| bound.0),
            refused_ids_max: self.refused_ids_max.map_or(limits.refused_ids_max, |bound| bound.0),
            skus_max: self.skus_max.map_or(limits.skus_max, |bound| bound.0),
            cart_watches_max: self
                .cart_watches_max
                .map_or(limits.cart_watches_max, |bound| bound.0),
            engine_watches_max: self
                .engine_watches_max
                .map_or(limits.engine_watches_max, |bound| bound.0),
            page_events_max: self.page_events_max.map_or(limits.page_events_max, |bound| bound.0),
            adjustments_max: self.adjustments_max.map_or(limits.adjustments_max, |bound| bound.0),
            coupons_max: self.coupons_max.map_or(limits.coupons_max, |bound| bound.0),
            splits_max: self.splits_max.map_or(limits.splits_max, |bound| bound.0),
            lock_ms_max: self.lock_ms_max.map_or(limits.lock_ms_max, |bound| bound.0),
            invitation_ms_max: self
                .invitation_ms_max
                .map_or(limits.invitation_ms_max, |bound| bound.0),
            accounts_max: self.accounts_max.map_or(limits.accounts_max, |bound| bound.0),
            coupon_members_max: self
                .coupon_members_max
                .map_or(limits.coupon_members_max, |bound| bound.0),
            coupon_uses_max: self.coupon_uses_max.map_or(limits.coupon_uses_max, |bound| bound.0),
            ledger_members_max: self
                .ledger_members_max
                .map_or(limits.ledger_members_max, |bound| bound.0),
            ledger_carts_max: self
                .ledger_carts_max
                .map_or(limits.ledger_carts_max, |bound| bound.0),
            cart_campaigns_max: self
                .cart_campaigns_max
                .map_or(limits.cart_campaigns_max, |bound| bound.0),
            campaign_skus_max: self
                .campaign_skus_max
                .map_or(limits.campaign_skus_max, |bound| bound.0),
            campaign_tiers_max: self
                .campaign_tiers_max
                .map_or(limits.campaign_tiers_max, |bound| bound.0),
            campaign_carts_max: self
                .campaign_carts_max
                .map_or(limits.campaign_carts_max, |bound| bound.0),
            reservation_ms_max: self
                .reservation_ms_max
                .map_or(limits.reservation_ms_max, |bound| bound.0),
        }
    }

    /// Bounds in force, every one of them.
    pub(crate) fn of(limits: &cartpool::Limits) -> Self {
        Self {
            lines_max: Some(Count(limits.lines_max)),
            quantity_max: Some(Count(limits.quantity_max)),
            unit_price_max: Some(Natural(limits.unit_price_max)),
            total_max: Some(Natural(limits.total_max)),
            members_max: Some(Count(limits.members_max)),
            seats_max: Some(Count(limits.seats_max)),
            invitations_max: Some(Count(limits.invitations_max)),
            invitation_uses_max: Some(Count(limits.invitation_uses_max)),
            roles_max: Some(Count(limits.roles_max)),
            role_categories_max: Some(Count(limits.role_categories_max)),
            id_bytes_max: Some(Count(limits.id_bytes_max)),
            title_chars_max: Some(Count(limits.title_chars_max)),
            note_chars_max: Some(Count(limits.note_chars_max)),
            options_max: Some(Count(limits.options_max)),
            option_key_chars_max: Some(Count(limits.option_key_chars_max)),
            option_value_chars_max: Some(Count(limits.option_value_chars_max)),
            batch_commands_max: Some(Count(limits.batch_commands_max)),
            batch_bytes_max: Some(Count(limits.batch_bytes_max)),
            command_bytes_max: Some(Count(limits.command_bytes_max)),
            event_bytes_max: Some(Count(limits.event_bytes_max)),
            cart_bytes_max: Some(Count(limits.cart_bytes_max)),
            history_events_max: Some(Count(limits.history_events_max)),
            command_ids_max: Some(Count(limits.command_ids_max)),
            refused_ids_max: Some(Count(limits.refused_ids_max)),
            skus_max: Some(Count(limits.skus_max)),
            cart_watches_max: Some(Count(limits.cart_watches_max)),
            engine_watches_max: Some(Count(limits.engine_watches_max)),
            page_events_max: Some(Count(limits.page_events_max)),
            adjustments_max: Some(Count(limits.adjustments_max)),
            coupons_max: Some(Count(limits.coupons_max)),
            splits_max: Some(Count(limits.splits_max)),
            lock_ms_max: Some(Natural(limits.lock_ms_max)),
            invitation_ms_max: Some(Natural(limits.invitation_ms_max)),
            accounts_max: Some(Count(limits.accounts_max)),
            coupon_members_max: Some(Count(limits.coupon_members_max)),
            coupon_uses_max: Some(Count(limits.coupon_uses_max)),
            ledger_members_max: Some(Count(limits.ledger_members_max)),
            ledger_carts_max: Some(Count(limits.ledger_carts_max)),
            cart_campaigns_max: Some(Count(limits.cart_campaigns_max)),
            campaign_skus_max: Some(Count(limits.campaign_skus_max)),
            campaign_tiers_max: Some(Count(limits.campaign_tiers_max)),
            campaign_carts_max: Some(Count(limits.campaign_carts_max)),
            reservation_ms_max: Some(Natural(limits.reservation_ms_max)),
        }
    }
}
