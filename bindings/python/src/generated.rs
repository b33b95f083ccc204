// @generated from core/src/command.rs by cargo gen
//! Verbs, events and views.

use std::sync::Arc;

use cartpool::{
    BillCommand, BillEvent, CartView as CoreView, Command, Event, Events, Limits, Recorded,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::arg::{self, Arg};
use crate::member::{Batch, Member};
use crate::value::{self, Amount, Mapping, Money, Show, Tuple};

/// Which surface this is: the Python half has the same word.
pub(crate) const SURFACE: &str = "131c432a8fb13f1b";

#[pymethods]
impl Member {
    /// Adds `quantity` of `sku` at the price list's price.
    ///
    /// Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows,
    /// if the member may edit it; otherwise, or with `separate`, a new line is made whose id is the new
    /// version. If somebody else already put this SKU in the cart, the event says who, how many and
    /// when. A line holds at most 9,999 and a cart 250 lines unless configured.
    ///
    /// Args:
    ///     sku: The merchant's name for the thing.
    ///     quantity: How many; at least 1.
    ///     unit_price: The price of one, where the engine was opened to take prices from its
    ///         caller.
    ///     options: Choices such as size or colour, in any order.
    ///     note: Why, in the member's words.
    ///     beneficiaries: For whom; nobody named means for everybody.
    ///     separate: Make a line of its own even if the cart merges lines.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
    /// `quantity_must_not_be_zero`, `sku_not_valid`, `exceeds_options_max`, `option_not_valid`,
    /// `exceeds_note_max`, `text_not_valid`, `member_not_found`, `beneficiaries_must_differ`,
    /// `unit_price_not_allowed`, `price_not_valid`, `exceeds_unit_price_max`, `price_not_found`,
    /// `category_not_allowed`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
    /// `exceeds_money_cap`, `exceeds_skus_max`.
    ///
    /// Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (sku, quantity, unit_price=None, *, options=None, note=None, beneficiaries=None, separate=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn add_item(
        &self,
        py: Python<'_>,
        sku: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
        unit_price: Option<Arg<'_, '_>>,
        options: Option<Arg<'_, '_>>,
        note: Option<Arg<'_, '_>>,
        beneficiaries: Option<Arg<'_, '_>>,
        separate: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let options = arg::pairs("options", options)?;
        let beneficiaries = arg::texts("beneficiaries", beneficiaries)?;
        self.commit(
            py,
            &Command::AddItem {
                sku: arg::text("sku", sku)?,
                quantity: arg::int("quantity", quantity)?,
                unit_price: arg::optional("unit_price", unit_price, arg::decimal)?,
                options: arg::item_options(&options),
                note: arg::optional("note", note, arg::text)?,
                beneficiaries: arg::borrowed(&beneficiaries),
                separate: arg::optional("separate", separate, arg::boolean)?.unwrap_or_default(),
            },
        )
    }

    /// Changes a line's quantity by `delta`; at zero or below the line is removed.
    ///
    /// Parallel adjustments all count. A delta of 0 changes nothing.
    ///
    /// Args:
    ///     line: The line.
    ///     delta: How many more, or fewer if negative.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`,
    /// `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`,
    /// `exceeds_money_cap`.
    ///
    /// Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, delta))]
    fn adjust_quantity(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        delta: Arg<'_, '_>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::AdjustQuantity {
                line: arg::line("line", line)?,
                delta: arg::int("delta", delta)?,
            },
        )
    }

    /// Sets a line's quantity; the last writer wins.
    ///
    /// With `seen_quantity`, what the member saw when deciding: if the line changed meanwhile the event
    /// is marked contested for all to see. It never refuses for that.
    ///
    /// Args:
    ///     line: The line.
    ///     quantity: The new quantity; at least 1.
    ///     seen_quantity: The quantity the member saw.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`, `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`,
    /// `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`,
    /// `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// Events: `QuantitySet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, quantity, seen_quantity=None))]
    fn set_quantity(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
        seen_quantity: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::SetQuantity {
                line: arg::line("line", line)?,
                quantity: arg::int("quantity", quantity)?,
                seen_quantity: arg::optional("seen_quantity", seen_quantity, arg::int)?,
            },
        )
    }

    /// Removes a line.
    ///
    /// Args:
    ///     line: The line.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.
    ///
    /// Events: `ItemRemoved`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line))]
    fn remove_item(&self, py: Python<'_>, line: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(py, &Command::RemoveItem { line: arg::line("line", line)? })
    }

    /// Writes a line's note, or clears it.
    ///
    /// The text is kept beside the log, so that it can be erased.
    ///
    /// Args:
    ///     line: The line.
    ///     note: The note, up to 1,000 characters; nothing clears it.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `exceeds_note_max`, `text_not_valid`.
    ///
    /// Events: `NoteSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, note=None))]
    fn set_note(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        note: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::SetNote {
                line: arg::line("line", line)?,
                note: arg::optional("note", note, arg::text)?,
            },
        )
    }

    /// Says for whom a line is; an empty list means for everybody.
    ///
    /// Args:
    ///     line: The line.
    ///     beneficiaries: Present members.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `bill_is_fixed`, `member_not_found`, `beneficiaries_must_differ`.
    ///
    /// Events: `BeneficiariesSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, beneficiaries=None))]
    fn set_beneficiaries(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        beneficiaries: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let beneficiaries = arg::texts("beneficiaries", beneficiaries)?;
        self.commit(
            py,
            &Command::SetBeneficiaries {
                line: arg::line("line", line)?,
                beneficiaries: arg::borrowed(&beneficiaries),
            },
        )
    }

    /// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters;
    /// nothing clears one.
    ///
    /// Args:
    ///     line: The line.
    ///     purpose: What it is for.
    ///     project: The project it belongs to.
    ///     cost_centre: Who bears the cost.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `exceeds_title_max`, `text_not_valid`.
    ///
    /// Events: `ReasonSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, purpose=None, *, project=None, cost_centre=None))]
    fn set_reason(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        purpose: Option<Arg<'_, '_>>,
        project: Option<Arg<'_, '_>>,
        cost_centre: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::SetReason {
                line: arg::line("line", line)?,
                purpose: arg::optional("purpose", purpose, arg::text)?,
                project: arg::optional("project", project, arg::text)?,
                cost_centre: arg::optional("cost_centre", cost_centre, arg::text)?,
            },
        )
    }

    /// Seats a member with a role.
    ///
    /// Nobody grants what they lack. A cart holds at most 50 members unless configured.
    ///
    /// Args:
    ///     member: An opaque id of the host's, never an e-mail address.
    ///     role: A ready-made role or a custom one.
    ///
    /// Errors: `capability_missing`, `member_id_not_valid`, `role_not_found`,
    /// `ownership_must_be_offered`, `capability_missing` (for what the role holds and the actor lacks),
    /// `member_already_in_cart`, `exceeds_members_max`.
    ///
    /// Events: `MemberAdded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (member, role))]
    fn add_member(&self, py: Python<'_>, member: Arg<'_, '_>, role: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::AddMember {
                member: arg::text("member", member)?,
                role: arg::text("role", role)?,
            },
        )
    }

    /// Removes a member; their lines stay, their open invitations end.
    ///
    /// Args:
    ///     member: The member.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `owner_must_stay`, `capability_missing` (for
    /// what their role holds and the actor lacks).
    ///
    /// Events: `MemberRemoved`, with the invitations that ended.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (member))]
    fn remove_member(&self, py: Python<'_>, member: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(py, &Command::RemoveMember { member: arg::text("member", member)? })
    }

    /// Leaves the cart; one's lines stay, one's open invitations end.
    ///
    /// Errors: `owner_must_stay`.
    ///
    /// Events: `MemberLeft`, with the invitations that ended.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn leave(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::Leave)
    }

    /// Gives a member another role; their open invitations above the new right end.
    ///
    /// Args:
    ///     member: The member.
    ///     role: A ready-made role or a custom one.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `role_not_found`, `ownership_must_be_offered`,
    /// `capability_missing` (for what either role holds and the actor lacks).
    ///
    /// Events: `RoleSet`, with the invitations that ended.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (member, role))]
    fn set_role(&self, py: Python<'_>, member: Arg<'_, '_>, role: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::SetRole {
                member: arg::text("member", member)?,
                role: arg::text("role", role)?,
            },
        )
    }

    /// Defines a custom role of this cart, or defines it anew for all who have it.
    ///
    /// `money_cap` bounds the sum of the lines a member with this role added; such a member grows only
    /// their own lines. With `categories_allowed` only SKUs of these categories may be added; those of
    /// `categories_denied` never.
    ///
    /// Args:
    ///     name: The role's name.
    ///     capabilities: What it may do.
    ///     money_cap: The most its holder's lines may sum to, in the cart's currency.
    ///     categories_allowed: The only categories it may add; none named means all.
    ///     categories_denied: Categories it may not add.
    ///
    /// Errors: `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`,
    /// `ownership_must_be_offered`, `capability_missing` (for what the role holds or held and the actor
    /// lacks), `price_not_valid`, `exceeds_total_max`, `exceeds_categories_max`, `category_not_valid`,
    /// `exceeds_roles_max`.
    ///
    /// Events: `RoleDefined`, with the invitations that ended.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (name, capabilities=None, *, money_cap=None, categories_allowed=None, categories_denied=None))]
    fn define_role(
        &self,
        py: Python<'_>,
        name: Arg<'_, '_>,
        capabilities: Option<Arg<'_, '_>>,
        money_cap: Option<Arg<'_, '_>>,
        categories_allowed: Option<Arg<'_, '_>>,
        categories_denied: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let categories_allowed = arg::texts("categories_allowed", categories_allowed)?;
        let categories_denied = arg::texts("categories_denied", categories_denied)?;
        self.commit(
            py,
            &Command::DefineRole {
                name: arg::text("name", name)?,
                capabilities: arg::list("capabilities", capabilities, arg::capability)?,
                money_cap: arg::optional("money_cap", money_cap, arg::decimal)?,
                categories_allowed: arg::borrowed(&categories_allowed),
                categories_denied: arg::borrowed(&categories_denied),
            },
        )
    }

    /// Offers ownership to a present member; a later offer replaces an earlier one.
    ///
    /// Args:
    ///     member: The member.
    ///
    /// Errors: `capability_missing`, `member_not_found`.
    ///
    /// Events: `OwnershipOffered`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (member))]
    fn offer_ownership(&self, py: Python<'_>, member: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(py, &Command::OfferOwnership { member: arg::text("member", member)? })
    }

    /// Accepts the ownership offered to oneself; the former owner becomes an admin.
    ///
    /// Errors: `ownership_not_offered`.
    ///
    /// Events: `OwnershipAccepted`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn accept_ownership(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::AcceptOwnership)
    }

    /// Takes an offer of ownership back, or declines the one made to oneself.
    ///
    /// Errors: `ownership_not_offered`, `capability_missing`.
    ///
    /// Events: `OwnershipDeclined`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn decline_ownership(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::DeclineOwnership)
    }

    /// Makes an invitation by link, whose id is the new version.
    ///
    /// The host makes a `Token`, passes its hash, and puts cart id and token into the link. The default
    /// is 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as editor.
    ///
    /// Args:
    ///     token_hash: The token's hash.
    ///     role: The role those who join get.
    ///     uses_max: How often it may be used.
    ///     expires_at_ms: When it expires, in Unix milliseconds.
    ///
    /// Errors: `capability_missing`, `role_not_found`, `invitation_role_too_high`, `capability_missing`
    /// (for what the role holds and the actor lacks), `exceeds_invitation_uses_max`,
    /// `deadline_not_valid`, `exceeds_invitations_max`.
    ///
    /// Events: `Invited`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (token_hash, role, uses_max=None, *, expires_at_ms=None))]
    fn invite(
        &self,
        py: Python<'_>,
        token_hash: Arg<'_, '_>,
        role: Arg<'_, '_>,
        uses_max: Option<Arg<'_, '_>>,
        expires_at_ms: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Invite {
                token_hash: arg::token_hash("token_hash", token_hash)?,
                role: arg::text("role", role)?,
                uses_max: arg::optional("uses_max", uses_max, arg::int)?,
                expires_at_ms: arg::optional("expires_at_ms", expires_at_ms, arg::int)?,
            },
        )
    }

    /// Ends a pending invitation.
    ///
    /// Args:
    ///     invitation: The invitation's id: the version that made it.
    ///
    /// Errors: `capability_missing`, `invitation_not_found`.
    ///
    /// Events: `InvitationRevoked`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (invitation))]
    fn revoke_invitation(&self, py: Python<'_>, invitation: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::RevokeInvitation { invitation: arg::int("invitation", invitation)? },
        )
    }

    /// Joins the cart by an invitation's token: an outsider's only verb.
    ///
    /// Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are
    /// `invitation_not_valid`.
    ///
    /// Args:
    ///     token: The secret from the link.
    ///
    /// Errors: `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`,
    /// `exceeds_members_max`.
    ///
    /// Events: `InvitationAccepted`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (token))]
    fn accept_invitation(&self, py: Python<'_>, token: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(py, &Command::AcceptInvitation { token: arg::text("token", token)? })
    }

    /// Holds the cart: until the deadline nobody else edits lines.
    ///
    /// The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
    ///
    /// Args:
    ///     until_ms: When the hold ends by itself, in Unix milliseconds.
    ///
    /// Errors: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
    ///
    /// Events: `CartLocked`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (until_ms=None))]
    fn lock_cart(&self, py: Python<'_>, until_ms: Option<Arg<'_, '_>>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::LockCart { until_ms: arg::optional("until_ms", until_ms, arg::int)? },
        )
    }

    /// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
    ///
    /// Errors: `capability_missing`.
    ///
    /// Events: `CartUnlocked`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn unlock_cart(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::UnlockCart)
    }

    /// Changes the cart's policies; what is not named stays.
    ///
    /// Args:
    ///     edit: Who may edit lines.
    ///     merges_lines: Whether equal lines merge.
    ///     allows_suggestions: Whether viewers may suggest.
    ///
    /// Errors: `capability_missing`.
    ///
    /// Events: `PoliciesSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (edit=None, *, merges_lines=None, allows_suggestions=None))]
    fn set_policies(
        &self,
        py: Python<'_>,
        edit: Option<Arg<'_, '_>>,
        merges_lines: Option<Arg<'_, '_>>,
        allows_suggestions: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::SetPolicies {
                edit: arg::optional("edit", edit, arg::edit_policy)?,
                merges_lines: arg::optional("merges_lines", merges_lines, arg::boolean)?,
                allows_suggestions: arg::optional(
                    "allows_suggestions",
                    allows_suggestions,
                    arg::boolean,
                )?,
            },
        )
    }

    /// Writes the cart's title and purpose; nothing clears one.
    ///
    /// Args:
    ///     title: What the cart is called.
    ///     purpose: What the cart is for.
    ///
    /// Errors: `capability_missing`, `exceeds_title_max`, `text_not_valid`.
    ///
    /// Events: `CartRenamed`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (title=None, *, purpose=None))]
    fn rename_cart(
        &self,
        py: Python<'_>,
        title: Option<Arg<'_, '_>>,
        purpose: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::RenameCart {
                title: arg::optional("title", title, arg::text)?,
                purpose: arg::optional("purpose", purpose, arg::text)?,
            },
        )
    }

    /// Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made
    /// them leaves; a cart whose pledges are locked cannot be closed before their campaign is decided.
    ///
    /// Errors: `capability_missing`, `pledge_is_locked`.
    ///
    /// Events: `CartClosed`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn close_cart(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::CloseCart)
    }

    /// Brings the cart's prices up to the price list, as every commit and priced read does by itself.
    ///
    /// Errors: `reserved_for_system`.
    ///
    /// Events: `Repriced`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn reprice(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::Reprice)
    }

    /// Chooses how the lines are shared.
    ///
    /// `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100), or an
    /// amount; for `single_payer` it names the one. Under `exact` whoever is not named shares the rest
    /// equally. A line's own rule and its beneficiaries stand above the cart's rule. With
    /// `spares_late_joiners`, whoever joins from now on shares only in lines made after they joined.
    ///
    /// Args:
    ///     rule: How.
    ///     parts: Each member's part, as decimal text.
    ///     spares_late_joiners: Whether whoever joins from now on is spared what is in the cart
    ///         already.
    ///
    /// Errors: `capability_missing`, `split_not_valid`, `member_not_found`,
    /// `percents_must_sum_to_hundred`.
    ///
    /// Events: `SplitSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (rule, parts=None, *, spares_late_joiners=None))]
    fn set_split(
        &self,
        py: Python<'_>,
        rule: Arg<'_, '_>,
        parts: Option<Arg<'_, '_>>,
        spares_late_joiners: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let parts = arg::decimals("parts", parts)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::SetSplit {
                rule: arg::split_rule("rule", rule)?,
                parts: arg::item_options(&parts),
                spares_late_joiners: arg::optional(
                    "spares_late_joiners",
                    spares_late_joiners,
                    arg::boolean,
                )?
                .unwrap_or_default(),
            }),
        )
    }

    /// Gives a line a rule of its own.
    ///
    /// Args:
    ///     line: The line.
    ///     rule: How.
    ///     parts: Each member's part, as decimal text.
    ///
    /// Errors: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
    /// `percents_must_sum_to_hundred`, `exceeds_splits_max`.
    ///
    /// Events: `LineSplitSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, rule, parts=None))]
    fn set_line_split(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        rule: Arg<'_, '_>,
        parts: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let parts = arg::decimals("parts", parts)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::SetLineSplit {
                line: arg::line("line", line)?,
                rule: arg::split_rule("rule", rule)?,
                parts: arg::item_options(&parts),
            }),
        )
    }

    /// Lets a line follow the cart's rule again.
    ///
    /// Args:
    ///     line: The line.
    ///
    /// Errors: `capability_missing`, `line_not_found`.
    ///
    /// Events: `LineSplitCleared`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line))]
    fn clear_line_split(&self, py: Python<'_>, line: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::ClearLineSplit { line: arg::line("line", line)? }),
        )
    }

    /// Says who shares in nothing that is split among everybody. The list replaces the one before.
    ///
    /// Args:
    ///     excluded_members: Present members.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named twice).
    ///
    /// Events: `MembersExcluded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (excluded_members=None))]
    fn set_excluded_members(
        &self,
        py: Python<'_>,
        excluded_members: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let excluded_members = arg::texts("excluded_members", excluded_members)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::SetExcludedMembers {
                excluded_members: arg::borrowed(&excluded_members),
            }),
        )
    }

    /// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
    ///
    /// Somebody else becomes the sponsor only by whoever manages the cart.
    ///
    /// Args:
    ///     sponsor: Who pays.
    ///     amount_max: The most they pay for others in all.
    ///     person_max: The most they pay for each.
    ///
    /// Errors: `capability_missing`, `member_not_found`, `capability_missing` (to name another),
    /// `price_not_valid`, `exceeds_total_max`.
    ///
    /// Events: `SponsorSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (sponsor=None, *, amount_max=None, person_max=None))]
    fn set_sponsor(
        &self,
        py: Python<'_>,
        sponsor: Option<Arg<'_, '_>>,
        amount_max: Option<Arg<'_, '_>>,
        person_max: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetSponsor {
                sponsor: arg::optional("sponsor", sponsor, arg::text)?,
                amount_max: arg::optional("amount_max", amount_max, arg::decimal)?,
                person_max: arg::optional("person_max", person_max, arg::decimal)?,
            }),
        )
    }

    /// Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
    ///
    /// What is missing is raised, and the others' shares fall in proportion to what they have above it.
    ///
    /// Args:
    ///     minimum: The least that each pays.
    ///
    /// Errors: `capability_missing`, `price_not_valid`, `exceeds_total_max`.
    ///
    /// Events: `ShareMinimumSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (minimum=None))]
    fn set_share_minimum(&self, py: Python<'_>, minimum: Option<Arg<'_, '_>>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetShareMinimum {
                minimum: arg::optional("minimum", minimum, arg::decimal)?,
            }),
        )
    }

    /// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart
    /// (unless chosen), or by one payer.
    ///
    /// Args:
    ///     kind: Which kind.
    ///     rule: How.
    ///     payer: Who pays, where one does.
    ///
    /// Errors: `capability_missing`, `split_not_valid` (a payer without that rule, or none with it),
    /// `member_not_found`.
    ///
    /// Events: `AdjustmentSplitSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (kind, rule, payer=None))]
    fn set_adjustment_split(
        &self,
        py: Python<'_>,
        kind: Arg<'_, '_>,
        rule: Arg<'_, '_>,
        payer: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetAdjustmentSplit {
                kind: arg::adjustment_kind("kind", kind)?,
                rule: arg::adjustment_rule("rule", rule)?,
                payer: arg::optional("payer", payer, arg::text)?,
            }),
        )
    }

    /// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a
    /// line, a member or a destination; its id is the new version.
    ///
    /// Percents are of the lines it is for, after discounts; for a member of their part of all lines,
    /// but a tax is of all of them. Amounts are given without a sign: a discount takes off, and never
    /// more than there is. A tax that is `included` is shown and changes no total. Members add tips;
    /// the rest is the host's.
    ///
    /// Args:
    ///     kind: Which kind.
    ///     amount: How much.
    ///     percent: Or how many percent.
    ///     line: Of this line.
    ///     member: For this member.
    ///     destination: Of the lines for this destination.
    ///     label: What it is called.
    ///     included: Whether the prices hold it already: taxes only.
    ///
    /// Errors: `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or both of
    /// amount and percent, more than one target, or `included` on what is no tax), `price_not_valid`,
    /// `percent_not_valid`, `exceeds_total_max`, `line_not_found`, `member_not_found`,
    /// `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.
    ///
    /// Events: `AdjustmentAdded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (kind, amount=None, *, percent=None, line=None, member=None, destination=None, label=None, included=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn add_adjustment(
        &self,
        py: Python<'_>,
        kind: Arg<'_, '_>,
        amount: Option<Arg<'_, '_>>,
        percent: Option<Arg<'_, '_>>,
        line: Option<Arg<'_, '_>>,
        member: Option<Arg<'_, '_>>,
        destination: Option<Arg<'_, '_>>,
        label: Option<Arg<'_, '_>>,
        included: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::AddAdjustment {
                kind: arg::adjustment_kind("kind", kind)?,
                amount: arg::optional("amount", amount, arg::decimal)?,
                percent: arg::optional("percent", percent, arg::decimal)?,
                line: arg::optional("line", line, arg::line)?,
                member: arg::optional("member", member, arg::text)?,
                destination: arg::optional("destination", destination, arg::text)?,
                label: arg::optional("label", label, arg::text)?,
                included: arg::optional("included", included, arg::boolean)?.unwrap_or_default(),
            }),
        )
    }

    /// Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the
    /// rest is the host's.
    ///
    /// Args:
    ///     adjustment: Its id: the version that made it.
    ///
    /// Errors: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
    ///
    /// Events: `AdjustmentRemoved`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (adjustment))]
    fn remove_adjustment(&self, py: Python<'_>, adjustment: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RemoveAdjustment {
                adjustment: arg::int("adjustment", adjustment)?,
            }),
        )
    }

    /// Adds a discount by a rule; its id is the new version.
    ///
    /// Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy` and
    /// `get` (of so many bought, so many more at `percent` off, free unless given; the cheapest are the
    /// ones). Discounts apply one after another, by priority and then age, each to what the ones before
    /// left. An exclusive one stands alone: the best of the exclusive ones, or all others together,
    /// whichever takes off more.
    ///
    /// Args:
    ///     percent: So many percent off.
    ///     amount: So much off.
    ///     tiers: From each quantity on, so many percent off: quantity to percent, as text.
    ///     buy: Of so many bought …
    ///     get: … so many more are discounted.
    ///     skus: Only these SKUs; none named means every line.
    ///     label: What it is called.
    ///     exclusive: Whether it stands alone.
    ///     priority: Smaller applies first; 100 unless given.
    ///
    /// Errors: `reserved_for_system`, `discount_not_valid`, `percent_not_valid`, `price_not_valid`,
    /// `exceeds_total_max`, `sku_not_valid`, `exceeds_title_max`, `text_not_valid`,
    /// `exceeds_adjustments_max`.
    ///
    /// Events: `DiscountAdded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (percent=None, *, amount=None, tiers=None, buy=None, get=None, skus=None, label=None, exclusive=None, priority=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn add_discount(
        &self,
        py: Python<'_>,
        percent: Option<Arg<'_, '_>>,
        amount: Option<Arg<'_, '_>>,
        tiers: Option<Arg<'_, '_>>,
        buy: Option<Arg<'_, '_>>,
        get: Option<Arg<'_, '_>>,
        skus: Option<Arg<'_, '_>>,
        label: Option<Arg<'_, '_>>,
        exclusive: Option<Arg<'_, '_>>,
        priority: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        let tiers = arg::steps("tiers", tiers)?;
        let skus = arg::texts("skus", skus)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::AddDiscount {
                percent: arg::optional("percent", percent, arg::decimal)?,
                amount: arg::optional("amount", amount, arg::decimal)?,
                tiers: arg::item_options(&tiers),
                buy: arg::optional("buy", buy, arg::int)?,
                get: arg::optional("get", get, arg::int)?,
                skus: arg::borrowed(&skus),
                label: arg::optional("label", label, arg::text)?,
                exclusive: arg::optional("exclusive", exclusive, arg::boolean)?.unwrap_or_default(),
                priority: arg::optional("priority", priority, arg::int)?,
            }),
        )
    }

    /// Says where a line goes, by a label such as an address's name; nothing clears it.
    ///
    /// Args:
    ///     line: The line.
    ///     destination: The label.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
    /// `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.
    ///
    /// Events: `DestinationSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, destination=None))]
    fn set_destination(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        destination: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetDestination {
                line: arg::line("line", line)?,
                destination: arg::optional("destination", destination, arg::text)?,
            }),
        )
    }

    /// Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
    ///
    /// A country sets rounding, level and cash step to its practice; what is named beside it goes
    /// before. A step, a minimum or a maximum of 0 ends it.
    ///
    /// Args:
    ///     country: ISO 3166 alpha-2.
    ///     rounding: How half a minor unit and the like are rounded.
    ///     level: What is rounded: taxes by line, by unit, by rate, or once.
    ///     cash_step: The smallest coin: the total is rounded to it.
    ///     order_min: The least a bill may come to.
    ///     order_max: The most.
    ///     is_hard: Whether these refuse to fix the bill, or only warn.
    ///
    /// Errors: `reserved_for_system`, `country_not_known`, `price_not_valid`, `exceeds_total_max`.
    ///
    /// Events: `BillPoliciesSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (country=None, *, rounding=None, level=None, cash_step=None, order_min=None, order_max=None, is_hard=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn set_bill_policies(
        &self,
        py: Python<'_>,
        country: Option<Arg<'_, '_>>,
        rounding: Option<Arg<'_, '_>>,
        level: Option<Arg<'_, '_>>,
        cash_step: Option<Arg<'_, '_>>,
        order_min: Option<Arg<'_, '_>>,
        order_max: Option<Arg<'_, '_>>,
        is_hard: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetBillPolicies {
                country: arg::optional("country", country, arg::text)?,
                rounding: arg::optional("rounding", rounding, arg::rounding_mode)?,
                level: arg::optional("level", level, arg::rounding_level)?,
                cash_step: arg::optional("cash_step", cash_step, arg::decimal)?,
                order_min: arg::optional("order_min", order_min, arg::decimal)?,
                order_max: arg::optional("order_max", order_max, arg::decimal)?,
                is_hard: arg::optional("is_hard", is_hard, arg::boolean)?,
            }),
        )
    }

    /// Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the
    /// host's.
    ///
    /// Args:
    ///     group: The group's id.
    ///
    /// Errors: `reserved_for_system`, `group_not_valid`.
    ///
    /// Events: `GroupSet`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (group=None))]
    fn set_group(&self, py: Python<'_>, group: Option<Arg<'_, '_>>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetGroup {
                group: arg::optional("group", group, arg::text)?,
            }),
        )
    }

    /// Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering
    /// it again changes nothing.
    ///
    /// Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.
    ///
    /// Args:
    ///     code: What is printed on it.
    ///
    /// Errors: `capability_missing`, `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`,
    /// `version_conflict` (the coupon was defined anew meanwhile), `exceeds_coupons_max`,
    /// `exceeds_adjustments_max`.
    ///
    /// Events: `DiscountAdded`, with the coupon's code.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (code))]
    fn redeem_coupon(&self, py: Python<'_>, code: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RedeemCoupon { code: arg::text("code", code)? }),
        )
    }

    /// Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to
    /// the group's ledger.
    ///
    /// Errors: `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`,
    /// `shares_must_sum_to_total`, `below_order_min`, `exceeds_order_max`, `exceeds_total_max`,
    /// `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`, `exceeds_ledger_members_max`,
    /// `exceeds_ledger_carts_max`, `exceeds_balance_max`, `storage_busy` (where the group's ledger is
    /// busy).
    ///
    /// Events: `BillFixed`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn fix_bill(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::Bill(BillCommand::FixBill))
    }

    /// Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
    ///
    /// Errors: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
    ///
    /// Events: `BillReopened`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = ())]
    fn reopen_bill(&self, py: Python<'_>) -> PyResult<u64> {
        self.commit(py, &Command::Bill(BillCommand::ReopenBill))
    }

    /// Records that a member paid the merchant.
    ///
    /// Args:
    ///     payer: Who paid.
    ///     amount: How much.
    ///
    /// Errors: `capability_missing`, `bill_is_not_fixed`, `member_not_found`, `price_not_valid`,
    /// `amount_must_not_be_zero`, `exceeds_amount_due`.
    ///
    /// Events: `PaymentRecorded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (payer, amount))]
    fn record_payment(
        &self,
        py: Python<'_>,
        payer: Arg<'_, '_>,
        amount: Arg<'_, '_>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RecordPayment {
                payer: arg::text("payer", payer)?,
                amount: arg::decimal("amount", amount)?,
            }),
        )
    }

    /// Records that one member paid another. The payee says so, or whoever manages the cart. It may be
    /// more than is owed: a transfer the other way takes it back.
    ///
    /// Args:
    ///     payer: Who paid.
    ///     payee: Whom.
    ///     amount: How much.
    ///
    /// Errors: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid` (both
    /// are the same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as either's
    /// balance of transfers).
    ///
    /// Events: `TransferRecorded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (payer, payee, amount))]
    fn record_transfer(
        &self,
        py: Python<'_>,
        payer: Arg<'_, '_>,
        payee: Arg<'_, '_>,
        amount: Arg<'_, '_>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RecordTransfer {
                payer: arg::text("payer", payer)?,
                payee: arg::text("payee", payee)?,
                amount: arg::decimal("amount", amount)?,
            }),
        )
    }

    /// Gives back what was paid for so many of a line: to each the very cents their share of it was.
    ///
    /// Args:
    ///     line: The line.
    ///     quantity: How many.
    ///
    /// Errors: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`,
    /// `quantity_must_not_be_zero`, `exceeds_refundable_quantity`.
    ///
    /// Events: `ItemRefunded`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (line, quantity))]
    fn refund_item(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RefundItem {
                line: arg::line("line", line)?,
                quantity: arg::int("quantity", quantity)?,
            }),
        )
    }

    /// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign
    /// counts.
    ///
    /// A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change the
    /// line, and the campaign hears of each change: until it locks pledges may shrink, from then on
    /// they only grow. What is beyond the campaign's maximum waits, and leaves the cart when the
    /// campaign closes. Whoever leaves before the lock takes back what they pledged. A price that the
    /// campaign reaches or loses shows at the cart's next read or command; so that nobody else brings a
    /// cart above its bound, what it has pledged counts against `exceeds_total_max` at the highest
    /// price of any tier or none.
    ///
    /// Args:
    ///     campaign: The campaign.
    ///     sku: Which of its SKUs; need not be said where it has one.
    ///     quantity: How many; at least 1.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
    /// `quantity_must_not_be_zero`, `campaign_not_found`, `sku_not_in_campaign`,
    /// `campaign_takes_no_pledges`, `category_not_allowed`, `below_pledge_min`, `exceeds_pledge_max`,
    /// `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`,
    /// `exceeds_cart_campaigns_max`, `exceeds_skus_max`, `exceeds_campaign_carts_max`.
    ///
    /// Events: `Pledged` for a new line, `ItemIncreased` for one that grew.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (campaign, quantity, sku=None))]
    fn pledge(
        &self,
        py: Python<'_>,
        campaign: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
        sku: Option<Arg<'_, '_>>,
    ) -> PyResult<u64> {
        self.commit(
            py,
            &Command::Pledge {
                campaign: arg::text("campaign", campaign)?,
                sku: arg::optional("sku", sku, arg::text)?,
                quantity: arg::int("quantity", quantity)?,
            },
        )
    }

    /// Brings the cart up to a campaign it has pledged to, as every commit and priced read does by
    /// itself.
    ///
    /// Args:
    ///     campaign: The campaign.
    ///
    /// Errors: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the
    /// campaign is not decided).
    ///
    /// Events: `CampaignFollowed`.
    ///
    /// Returns the cart's new version.
    #[pyo3(signature = (campaign))]
    fn follow_campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<u64> {
        self.commit(py, &Command::FollowCampaign { campaign: arg::text("campaign", campaign)? })
    }
}

#[pymethods]
impl Batch {
    /// Adds `quantity` of `sku` at the price list's price.
    ///
    /// As `Member.add_item`, when the batch is committed.
    #[pyo3(signature = (sku, quantity, unit_price=None, *, options=None, note=None, beneficiaries=None, separate=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn add_item(
        &self,
        py: Python<'_>,
        sku: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
        unit_price: Option<Arg<'_, '_>>,
        options: Option<Arg<'_, '_>>,
        note: Option<Arg<'_, '_>>,
        beneficiaries: Option<Arg<'_, '_>>,
        separate: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let options = arg::pairs("options", options)?;
        let beneficiaries = arg::texts("beneficiaries", beneficiaries)?;
        self.commit(
            py,
            &Command::AddItem {
                sku: arg::text("sku", sku)?,
                quantity: arg::int("quantity", quantity)?,
                unit_price: arg::optional("unit_price", unit_price, arg::decimal)?,
                options: arg::item_options(&options),
                note: arg::optional("note", note, arg::text)?,
                beneficiaries: arg::borrowed(&beneficiaries),
                separate: arg::optional("separate", separate, arg::boolean)?.unwrap_or_default(),
            },
        )
    }

    /// Changes a line's quantity by `delta`; at zero or below the line is removed.
    ///
    /// As `Member.adjust_quantity`, when the batch is committed.
    #[pyo3(signature = (line, delta))]
    fn adjust_quantity(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        delta: Arg<'_, '_>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::AdjustQuantity {
                line: arg::line("line", line)?,
                delta: arg::int("delta", delta)?,
            },
        )
    }

    /// Sets a line's quantity; the last writer wins.
    ///
    /// As `Member.set_quantity`, when the batch is committed.
    #[pyo3(signature = (line, quantity, seen_quantity=None))]
    fn set_quantity(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
        seen_quantity: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::SetQuantity {
                line: arg::line("line", line)?,
                quantity: arg::int("quantity", quantity)?,
                seen_quantity: arg::optional("seen_quantity", seen_quantity, arg::int)?,
            },
        )
    }

    /// Removes a line.
    ///
    /// As `Member.remove_item`, when the batch is committed.
    #[pyo3(signature = (line))]
    fn remove_item(&self, py: Python<'_>, line: Arg<'_, '_>) -> PyResult<()> {
        self.commit(py, &Command::RemoveItem { line: arg::line("line", line)? })
    }

    /// Writes a line's note, or clears it.
    ///
    /// As `Member.set_note`, when the batch is committed.
    #[pyo3(signature = (line, note=None))]
    fn set_note(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        note: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::SetNote {
                line: arg::line("line", line)?,
                note: arg::optional("note", note, arg::text)?,
            },
        )
    }

    /// Says for whom a line is; an empty list means for everybody.
    ///
    /// As `Member.set_beneficiaries`, when the batch is committed.
    #[pyo3(signature = (line, beneficiaries=None))]
    fn set_beneficiaries(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        beneficiaries: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let beneficiaries = arg::texts("beneficiaries", beneficiaries)?;
        self.commit(
            py,
            &Command::SetBeneficiaries {
                line: arg::line("line", line)?,
                beneficiaries: arg::borrowed(&beneficiaries),
            },
        )
    }

    /// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters;
    /// nothing clears one.
    ///
    /// As `Member.set_reason`, when the batch is committed.
    #[pyo3(signature = (line, purpose=None, *, project=None, cost_centre=None))]
    fn set_reason(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        purpose: Option<Arg<'_, '_>>,
        project: Option<Arg<'_, '_>>,
        cost_centre: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::SetReason {
                line: arg::line("line", line)?,
                purpose: arg::optional("purpose", purpose, arg::text)?,
                project: arg::optional("project", project, arg::text)?,
                cost_centre: arg::optional("cost_centre", cost_centre, arg::text)?,
            },
        )
    }

    /// Seats a member with a role.
    ///
    /// As `Member.add_member`, when the batch is committed.
    #[pyo3(signature = (member, role))]
    fn add_member(&self, py: Python<'_>, member: Arg<'_, '_>, role: Arg<'_, '_>) -> PyResult<()> {
        self.commit(
            py,
            &Command::AddMember {
                member: arg::text("member", member)?,
                role: arg::text("role", role)?,
            },
        )
    }

    /// Removes a member; their lines stay, their open invitations end.
    ///
    /// As `Member.remove_member`, when the batch is committed.
    #[pyo3(signature = (member))]
    fn remove_member(&self, py: Python<'_>, member: Arg<'_, '_>) -> PyResult<()> {
        self.commit(py, &Command::RemoveMember { member: arg::text("member", member)? })
    }

    /// Leaves the cart; one's lines stay, one's open invitations end.
    ///
    /// As `Member.leave`, when the batch is committed.
    #[pyo3(signature = ())]
    fn leave(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::Leave)
    }

    /// Gives a member another role; their open invitations above the new right end.
    ///
    /// As `Member.set_role`, when the batch is committed.
    #[pyo3(signature = (member, role))]
    fn set_role(&self, py: Python<'_>, member: Arg<'_, '_>, role: Arg<'_, '_>) -> PyResult<()> {
        self.commit(
            py,
            &Command::SetRole {
                member: arg::text("member", member)?,
                role: arg::text("role", role)?,
            },
        )
    }

    /// Defines a custom role of this cart, or defines it anew for all who have it.
    ///
    /// As `Member.define_role`, when the batch is committed.
    #[pyo3(signature = (name, capabilities=None, *, money_cap=None, categories_allowed=None, categories_denied=None))]
    fn define_role(
        &self,
        py: Python<'_>,
        name: Arg<'_, '_>,
        capabilities: Option<Arg<'_, '_>>,
        money_cap: Option<Arg<'_, '_>>,
        categories_allowed: Option<Arg<'_, '_>>,
        categories_denied: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let categories_allowed = arg::texts("categories_allowed", categories_allowed)?;
        let categories_denied = arg::texts("categories_denied", categories_denied)?;
        self.commit(
            py,
            &Command::DefineRole {
                name: arg::text("name", name)?,
                capabilities: arg::list("capabilities", capabilities, arg::capability)?,
                money_cap: arg::optional("money_cap", money_cap, arg::decimal)?,
                categories_allowed: arg::borrowed(&categories_allowed),
                categories_denied: arg::borrowed(&categories_denied),
            },
        )
    }

    /// Offers ownership to a present member; a later offer replaces an earlier one.
    ///
    /// As `Member.offer_ownership`, when the batch is committed.
    #[pyo3(signature = (member))]
    fn offer_ownership(&self, py: Python<'_>, member: Arg<'_, '_>) -> PyResult<()> {
        self.commit(py, &Command::OfferOwnership { member: arg::text("member", member)? })
    }

    /// Accepts the ownership offered to oneself; the former owner becomes an admin.
    ///
    /// As `Member.accept_ownership`, when the batch is committed.
    #[pyo3(signature = ())]
    fn accept_ownership(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::AcceptOwnership)
    }

    /// Takes an offer of ownership back, or declines the one made to oneself.
    ///
    /// As `Member.decline_ownership`, when the batch is committed.
    #[pyo3(signature = ())]
    fn decline_ownership(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::DeclineOwnership)
    }

    /// Makes an invitation by link, whose id is the new version.
    ///
    /// As `Member.invite`, when the batch is committed.
    #[pyo3(signature = (token_hash, role, uses_max=None, *, expires_at_ms=None))]
    fn invite(
        &self,
        py: Python<'_>,
        token_hash: Arg<'_, '_>,
        role: Arg<'_, '_>,
        uses_max: Option<Arg<'_, '_>>,
        expires_at_ms: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Invite {
                token_hash: arg::token_hash("token_hash", token_hash)?,
                role: arg::text("role", role)?,
                uses_max: arg::optional("uses_max", uses_max, arg::int)?,
                expires_at_ms: arg::optional("expires_at_ms", expires_at_ms, arg::int)?,
            },
        )
    }

    /// Ends a pending invitation.
    ///
    /// As `Member.revoke_invitation`, when the batch is committed.
    #[pyo3(signature = (invitation))]
    fn revoke_invitation(&self, py: Python<'_>, invitation: Arg<'_, '_>) -> PyResult<()> {
        self.commit(
            py,
            &Command::RevokeInvitation { invitation: arg::int("invitation", invitation)? },
        )
    }

    /// Joins the cart by an invitation's token: an outsider's only verb.
    ///
    /// As `Member.accept_invitation`, when the batch is committed.
    #[pyo3(signature = (token))]
    fn accept_invitation(&self, py: Python<'_>, token: Arg<'_, '_>) -> PyResult<()> {
        self.commit(py, &Command::AcceptInvitation { token: arg::text("token", token)? })
    }

    /// Holds the cart: until the deadline nobody else edits lines.
    ///
    /// As `Member.lock_cart`, when the batch is committed.
    #[pyo3(signature = (until_ms=None))]
    fn lock_cart(&self, py: Python<'_>, until_ms: Option<Arg<'_, '_>>) -> PyResult<()> {
        self.commit(
            py,
            &Command::LockCart { until_ms: arg::optional("until_ms", until_ms, arg::int)? },
        )
    }

    /// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
    ///
    /// As `Member.unlock_cart`, when the batch is committed.
    #[pyo3(signature = ())]
    fn unlock_cart(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::UnlockCart)
    }

    /// Changes the cart's policies; what is not named stays.
    ///
    /// As `Member.set_policies`, when the batch is committed.
    #[pyo3(signature = (edit=None, *, merges_lines=None, allows_suggestions=None))]
    fn set_policies(
        &self,
        py: Python<'_>,
        edit: Option<Arg<'_, '_>>,
        merges_lines: Option<Arg<'_, '_>>,
        allows_suggestions: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::SetPolicies {
                edit: arg::optional("edit", edit, arg::edit_policy)?,
                merges_lines: arg::optional("merges_lines", merges_lines, arg::boolean)?,
                allows_suggestions: arg::optional(
                    "allows_suggestions",
                    allows_suggestions,
                    arg::boolean,
                )?,
            },
        )
    }

    /// Writes the cart's title and purpose; nothing clears one.
    ///
    /// As `Member.rename_cart`, when the batch is committed.
    #[pyo3(signature = (title=None, *, purpose=None))]
    fn rename_cart(
        &self,
        py: Python<'_>,
        title: Option<Arg<'_, '_>>,
        purpose: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::RenameCart {
                title: arg::optional("title", title, arg::text)?,
                purpose: arg::optional("purpose", purpose, arg::text)?,
            },
        )
    }

    /// Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made
    /// them leaves; a cart whose pledges are locked cannot be closed before their campaign is decided.
    ///
    /// As `Member.close_cart`, when the batch is committed.
    #[pyo3(signature = ())]
    fn close_cart(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::CloseCart)
    }

    /// Brings the cart's prices up to the price list, as every commit and priced read does by itself.
    ///
    /// As `Member.reprice`, when the batch is committed.
    #[pyo3(signature = ())]
    fn reprice(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::Reprice)
    }

    /// Chooses how the lines are shared.
    ///
    /// As `Member.set_split`, when the batch is committed.
    #[pyo3(signature = (rule, parts=None, *, spares_late_joiners=None))]
    fn set_split(
        &self,
        py: Python<'_>,
        rule: Arg<'_, '_>,
        parts: Option<Arg<'_, '_>>,
        spares_late_joiners: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let parts = arg::decimals("parts", parts)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::SetSplit {
                rule: arg::split_rule("rule", rule)?,
                parts: arg::item_options(&parts),
                spares_late_joiners: arg::optional(
                    "spares_late_joiners",
                    spares_late_joiners,
                    arg::boolean,
                )?
                .unwrap_or_default(),
            }),
        )
    }

    /// Gives a line a rule of its own.
    ///
    /// As `Member.set_line_split`, when the batch is committed.
    #[pyo3(signature = (line, rule, parts=None))]
    fn set_line_split(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        rule: Arg<'_, '_>,
        parts: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let parts = arg::decimals("parts", parts)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::SetLineSplit {
                line: arg::line("line", line)?,
                rule: arg::split_rule("rule", rule)?,
                parts: arg::item_options(&parts),
            }),
        )
    }

    /// Lets a line follow the cart's rule again.
    ///
    /// As `Member.clear_line_split`, when the batch is committed.
    #[pyo3(signature = (line))]
    fn clear_line_split(&self, py: Python<'_>, line: Arg<'_, '_>) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::ClearLineSplit { line: arg::line("line", line)? }),
        )
    }

    /// Says who shares in nothing that is split among everybody. The list replaces the one before.
    ///
    /// As `Member.set_excluded_members`, when the batch is committed.
    #[pyo3(signature = (excluded_members=None))]
    fn set_excluded_members(
        &self,
        py: Python<'_>,
        excluded_members: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let excluded_members = arg::texts("excluded_members", excluded_members)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::SetExcludedMembers {
                excluded_members: arg::borrowed(&excluded_members),
            }),
        )
    }

    /// Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
    ///
    /// As `Member.set_sponsor`, when the batch is committed.
    #[pyo3(signature = (sponsor=None, *, amount_max=None, person_max=None))]
    fn set_sponsor(
        &self,
        py: Python<'_>,
        sponsor: Option<Arg<'_, '_>>,
        amount_max: Option<Arg<'_, '_>>,
        person_max: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetSponsor {
                sponsor: arg::optional("sponsor", sponsor, arg::text)?,
                amount_max: arg::optional("amount_max", amount_max, arg::decimal)?,
                person_max: arg::optional("person_max", person_max, arg::decimal)?,
            }),
        )
    }

    /// Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.
    ///
    /// As `Member.set_share_minimum`, when the batch is committed.
    #[pyo3(signature = (minimum=None))]
    fn set_share_minimum(&self, py: Python<'_>, minimum: Option<Arg<'_, '_>>) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetShareMinimum {
                minimum: arg::optional("minimum", minimum, arg::decimal)?,
            }),
        )
    }

    /// Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart
    /// (unless chosen), or by one payer.
    ///
    /// As `Member.set_adjustment_split`, when the batch is committed.
    #[pyo3(signature = (kind, rule, payer=None))]
    fn set_adjustment_split(
        &self,
        py: Python<'_>,
        kind: Arg<'_, '_>,
        rule: Arg<'_, '_>,
        payer: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetAdjustmentSplit {
                kind: arg::adjustment_kind("kind", kind)?,
                rule: arg::adjustment_rule("rule", rule)?,
                payer: arg::optional("payer", payer, arg::text)?,
            }),
        )
    }

    /// Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a
    /// line, a member or a destination; its id is the new version.
    ///
    /// As `Member.add_adjustment`, when the batch is committed.
    #[pyo3(signature = (kind, amount=None, *, percent=None, line=None, member=None, destination=None, label=None, included=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn add_adjustment(
        &self,
        py: Python<'_>,
        kind: Arg<'_, '_>,
        amount: Option<Arg<'_, '_>>,
        percent: Option<Arg<'_, '_>>,
        line: Option<Arg<'_, '_>>,
        member: Option<Arg<'_, '_>>,
        destination: Option<Arg<'_, '_>>,
        label: Option<Arg<'_, '_>>,
        included: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::AddAdjustment {
                kind: arg::adjustment_kind("kind", kind)?,
                amount: arg::optional("amount", amount, arg::decimal)?,
                percent: arg::optional("percent", percent, arg::decimal)?,
                line: arg::optional("line", line, arg::line)?,
                member: arg::optional("member", member, arg::text)?,
                destination: arg::optional("destination", destination, arg::text)?,
                label: arg::optional("label", label, arg::text)?,
                included: arg::optional("included", included, arg::boolean)?.unwrap_or_default(),
            }),
        )
    }

    /// Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the
    /// rest is the host's.
    ///
    /// As `Member.remove_adjustment`, when the batch is committed.
    #[pyo3(signature = (adjustment))]
    fn remove_adjustment(&self, py: Python<'_>, adjustment: Arg<'_, '_>) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RemoveAdjustment {
                adjustment: arg::int("adjustment", adjustment)?,
            }),
        )
    }

    /// Adds a discount by a rule; its id is the new version.
    ///
    /// As `Member.add_discount`, when the batch is committed.
    #[pyo3(signature = (percent=None, *, amount=None, tiers=None, buy=None, get=None, skus=None, label=None, exclusive=None, priority=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn add_discount(
        &self,
        py: Python<'_>,
        percent: Option<Arg<'_, '_>>,
        amount: Option<Arg<'_, '_>>,
        tiers: Option<Arg<'_, '_>>,
        buy: Option<Arg<'_, '_>>,
        get: Option<Arg<'_, '_>>,
        skus: Option<Arg<'_, '_>>,
        label: Option<Arg<'_, '_>>,
        exclusive: Option<Arg<'_, '_>>,
        priority: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        let tiers = arg::steps("tiers", tiers)?;
        let skus = arg::texts("skus", skus)?;
        self.commit(
            py,
            &Command::Bill(BillCommand::AddDiscount {
                percent: arg::optional("percent", percent, arg::decimal)?,
                amount: arg::optional("amount", amount, arg::decimal)?,
                tiers: arg::item_options(&tiers),
                buy: arg::optional("buy", buy, arg::int)?,
                get: arg::optional("get", get, arg::int)?,
                skus: arg::borrowed(&skus),
                label: arg::optional("label", label, arg::text)?,
                exclusive: arg::optional("exclusive", exclusive, arg::boolean)?.unwrap_or_default(),
                priority: arg::optional("priority", priority, arg::int)?,
            }),
        )
    }

    /// Says where a line goes, by a label such as an address's name; nothing clears it.
    ///
    /// As `Member.set_destination`, when the batch is committed.
    #[pyo3(signature = (line, destination=None))]
    fn set_destination(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        destination: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetDestination {
                line: arg::line("line", line)?,
                destination: arg::optional("destination", destination, arg::text)?,
            }),
        )
    }

    /// Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.
    ///
    /// As `Member.set_bill_policies`, when the batch is committed.
    #[pyo3(signature = (country=None, *, rounding=None, level=None, cash_step=None, order_min=None, order_max=None, is_hard=None))]
    #[allow(clippy::too_many_arguments, reason = "Python passes most of them by keyword")]
    fn set_bill_policies(
        &self,
        py: Python<'_>,
        country: Option<Arg<'_, '_>>,
        rounding: Option<Arg<'_, '_>>,
        level: Option<Arg<'_, '_>>,
        cash_step: Option<Arg<'_, '_>>,
        order_min: Option<Arg<'_, '_>>,
        order_max: Option<Arg<'_, '_>>,
        is_hard: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetBillPolicies {
                country: arg::optional("country", country, arg::text)?,
                rounding: arg::optional("rounding", rounding, arg::rounding_mode)?,
                level: arg::optional("level", level, arg::rounding_level)?,
                cash_step: arg::optional("cash_step", cash_step, arg::decimal)?,
                order_min: arg::optional("order_min", order_min, arg::decimal)?,
                order_max: arg::optional("order_max", order_max, arg::decimal)?,
                is_hard: arg::optional("is_hard", is_hard, arg::boolean)?,
            }),
        )
    }

    /// Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the
    /// host's.
    ///
    /// As `Member.set_group`, when the batch is committed.
    #[pyo3(signature = (group=None))]
    fn set_group(&self, py: Python<'_>, group: Option<Arg<'_, '_>>) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::SetGroup {
                group: arg::optional("group", group, arg::text)?,
            }),
        )
    }

    /// Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering
    /// it again changes nothing.
    ///
    /// As `Member.redeem_coupon`, when the batch is committed.
    #[pyo3(signature = (code))]
    fn redeem_coupon(&self, py: Python<'_>, code: Arg<'_, '_>) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RedeemCoupon { code: arg::text("code", code)? }),
        )
    }

    /// Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to
    /// the group's ledger.
    ///
    /// As `Member.fix_bill`, when the batch is committed.
    #[pyo3(signature = ())]
    fn fix_bill(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::Bill(BillCommand::FixBill))
    }

    /// Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
    ///
    /// As `Member.reopen_bill`, when the batch is committed.
    #[pyo3(signature = ())]
    fn reopen_bill(&self, py: Python<'_>) -> PyResult<()> {
        self.commit(py, &Command::Bill(BillCommand::ReopenBill))
    }

    /// Records that a member paid the merchant.
    ///
    /// As `Member.record_payment`, when the batch is committed.
    #[pyo3(signature = (payer, amount))]
    fn record_payment(
        &self,
        py: Python<'_>,
        payer: Arg<'_, '_>,
        amount: Arg<'_, '_>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RecordPayment {
                payer: arg::text("payer", payer)?,
                amount: arg::decimal("amount", amount)?,
            }),
        )
    }

    /// Records that one member paid another. The payee says so, or whoever manages the cart. It may be
    /// more than is owed: a transfer the other way takes it back.
    ///
    /// As `Member.record_transfer`, when the batch is committed.
    #[pyo3(signature = (payer, payee, amount))]
    fn record_transfer(
        &self,
        py: Python<'_>,
        payer: Arg<'_, '_>,
        payee: Arg<'_, '_>,
        amount: Arg<'_, '_>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RecordTransfer {
                payer: arg::text("payer", payer)?,
                payee: arg::text("payee", payee)?,
                amount: arg::decimal("amount", amount)?,
            }),
        )
    }

    /// Gives back what was paid for so many of a line: to each the very cents their share of it was.
    ///
    /// As `Member.refund_item`, when the batch is committed.
    #[pyo3(signature = (line, quantity))]
    fn refund_item(
        &self,
        py: Python<'_>,
        line: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Bill(BillCommand::RefundItem {
                line: arg::line("line", line)?,
                quantity: arg::int("quantity", quantity)?,
            }),
        )
    }

    /// Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign
    /// counts.
    ///
    /// As `Member.pledge`, when the batch is committed.
    #[pyo3(signature = (campaign, quantity, sku=None))]
    fn pledge(
        &self,
        py: Python<'_>,
        campaign: Arg<'_, '_>,
        quantity: Arg<'_, '_>,
        sku: Option<Arg<'_, '_>>,
    ) -> PyResult<()> {
        self.commit(
            py,
            &Command::Pledge {
                campaign: arg::text("campaign", campaign)?,
                sku: arg::optional("sku", sku, arg::text)?,
                quantity: arg::int("quantity", quantity)?,
            },
        )
    }

    /// Brings the cart up to a campaign it has pledged to, as every commit and priced read does by
    /// itself.
    ///
    /// As `Member.follow_campaign`, when the batch is committed.
    #[pyo3(signature = (campaign))]
    fn follow_campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<()> {
        self.commit(py, &Command::FollowCampaign { campaign: arg::text("campaign", campaign)? })
    }
}

/// Sets the bound `name`; answers whether there is one.
pub(crate) fn set_limit(limits: &mut Limits, name: &str, value: Arg<'_, '_>) -> PyResult<bool> {
    match name {
        "lines_max" => limits.lines_max = arg::int(name, value)?,
        "quantity_max" => limits.quantity_max = arg::int(name, value)?,
        "unit_price_max" => limits.unit_price_max = arg::int(name, value)?,
        "total_max" => limits.total_max = arg::int(name, value)?,
        "members_max" => limits.members_max = arg::int(name, value)?,
        "seats_max" => limits.seats_max = arg::int(name, value)?,
        "invitations_max" => limits.invitations_max = arg::int(name, value)?,
        "invitation_uses_max" => limits.invitation_uses_max = arg::int(name, value)?,
        "roles_max" => limits.roles_max = arg::int(name, value)?,
        "role_categories_max" => limits.role_categories_max = arg::int(name, value)?,
        "id_bytes_max" => limits.id_bytes_max = arg::int(name, value)?,
        "title_chars_max" => limits.title_chars_max = arg::int(name, value)?,
        "note_chars_max" => limits.note_chars_max = arg::int(name, value)?,
        "options_max" => limits.options_max = arg::int(name, value)?,
        "option_key_chars_max" => limits.option_key_chars_max = arg::int(name, value)?,
        "option_value_chars_max" => limits.option_value_chars_max = arg::int(name, value)?,
        "batch_commands_max" => limits.batch_commands_max = arg::int(name, value)?,
        "batch_bytes_max" => limits.batch_bytes_max = arg::int(name, value)?,
        "command_bytes_max" => limits.command_bytes_max = arg::int(name, value)?,
        "event_bytes_max" => limits.event_bytes_max = arg::int(name, value)?,
        "cart_bytes_max" => limits.cart_bytes_max = arg::int(name, value)?,
        "history_events_max" => limits.history_events_max = arg::int(name, value)?,
        "command_ids_max" => limits.command_ids_max = arg::int(name, value)?,
        "refused_ids_max" => limits.refused_ids_max = arg::int(name, value)?,
        "skus_max" => limits.skus_max = arg::int(name, value)?,
        "cart_watches_max" => limits.cart_watches_max = arg::int(name, value)?,
        "engine_watches_max" => limits.engine_watches_max = arg::int(name, value)?,
        "page_events_max" => limits.page_events_max = arg::int(name, value)?,
        "adjustments_max" => limits.adjustments_max = arg::int(name, value)?,
        "coupons_max" => limits.coupons_max = arg::int(name, value)?,
        "splits_max" => limits.splits_max = arg::int(name, value)?,
        "lock_ms_max" => limits.lock_ms_max = arg::int(name, value)?,
        "invitation_ms_max" => limits.invitation_ms_max = arg::int(name, value)?,
        "accounts_max" => limits.accounts_max = arg::int(name, value)?,
        "coupon_members_max" => limits.coupon_members_max = arg::int(name, value)?,
        "coupon_uses_max" => limits.coupon_uses_max = arg::int(name, value)?,
        "ledger_members_max" => limits.ledger_members_max = arg::int(name, value)?,
        "ledger_carts_max" => limits.ledger_carts_max = arg::int(name, value)?,
        "cart_campaigns_max" => limits.cart_campaigns_max = arg::int(name, value)?,
        "campaign_skus_max" => limits.campaign_skus_max = arg::int(name, value)?,
        "campaign_tiers_max" => limits.campaign_tiers_max = arg::int(name, value)?,
        "campaign_carts_max" => limits.campaign_carts_max = arg::int(name, value)?,
        "reservation_ms_max" => limits.reservation_ms_max = arg::int(name, value)?,
        _ => return Ok(false),
    }
    Ok(true)
}

impl Show for cartpool::Preset {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::EditPolicy {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::SplitRule {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::AdjustmentKind {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::AdjustmentRule {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::RoundingMode {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::RoundingLevel {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::CampaignStatus {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::CartStatus {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::CellReason {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::CampaignMeasure {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::DeadlinePolicy {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::CampaignMomentKind {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::ErrorKind {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

impl Show for cartpool::Capability {
    type Shown = &'static str;
    fn show(&self, _: &dyn value::Names) -> Self::Shown {
        self.name()
    }
}

/// What a cart's members agreed on.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Policies {
    /// Who may edit lines.
    pub(crate) edit: &'static str,
    /// Whether adding what is already there grows that line instead of making another.
    pub(crate) merges_lines: bool,
    /// Whether viewers may suggest.
    pub(crate) allows_suggestions: bool,
}

#[pymethods]
impl Policies {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Policies", &["edit", "merges_lines", "allows_suggestions"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.edit)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::Policies {
    type Shown = Policies;
    fn show(&self, names: &dyn value::Names) -> Policies {
        Policies {
            edit: self.edit.show(names),
            merges_lines: self.merges_lines.show(names),
            allows_suggestions: self.allows_suggestions.show(names),
        }
    }
}

/// What was in the cart already when somebody added the same SKU.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AlreadyInCart {
    /// The oldest line with this SKU that somebody else added.
    pub(crate) line: u64,
    /// Who added it.
    pub(crate) member: Option<String>,
    /// How many it held before.
    pub(crate) quantity: u32,
    /// How many seconds before this event it was added.
    pub(crate) added_ago_s: u32,
}

#[pymethods]
impl AlreadyInCart {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "AlreadyInCart", &["line", "member", "quantity", "added_ago_s"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.line)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::AlreadyInCart {
    type Shown = AlreadyInCart;
    fn show(&self, names: &dyn value::Names) -> AlreadyInCart {
        AlreadyInCart {
            line: self.line.show(names),
            member: self.member.show(names),
            quantity: self.quantity.show(names),
            added_ago_s: self.added_ago_s.show(names),
        }
    }
}

/// A line whose price the price list changed.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PriceChange {
    /// The line.
    pub(crate) line: u64,
    /// Its price before.
    pub(crate) old_unit_price: Amount,
    /// Its price now.
    pub(crate) unit_price: Amount,
}

#[pymethods]
impl PriceChange {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "PriceChange", &["line", "old_unit_price", "unit_price"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.line)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::PriceChange {
    type Shown = PriceChange;
    fn show(&self, names: &dyn value::Names) -> PriceChange {
        PriceChange {
            line: self.line.show(names),
            old_unit_price: self.old_unit_price.show(names),
            unit_price: self.unit_price.show(names),
        }
    }
}

/// A member's part of a split.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SplitPart {
    /// The member.
    pub(crate) member: Option<String>,
    /// Their weight, percent or amount.
    pub(crate) value: Amount,
}

#[pymethods]
impl SplitPart {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "SplitPart", &["member", "value"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.member)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::SplitPart {
    type Shown = SplitPart;
    fn show(&self, names: &dyn value::Names) -> SplitPart {
        SplitPart { member: self.member.show(names), value: self.value.show(names) }
    }
}

/// A step of a discount by quantity.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuantityTier {
    /// From this quantity on …
    pub(crate) quantity: u32,
    /// … so many percent off.
    pub(crate) percent: Amount,
}

#[pymethods]
impl QuantityTier {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "QuantityTier", &["quantity", "percent"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.quantity)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::QuantityTier {
    type Shown = QuantityTier;
    fn show(&self, names: &dyn value::Names) -> QuantityTier {
        QuantityTier { quantity: self.quantity.show(names), percent: self.percent.show(names) }
    }
}

/// How a bill is rounded, and what it may come to.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BillPolicies {
    /// How what is no whole minor unit is rounded.
    pub(crate) rounding: &'static str,
    /// What of a tax in percent is rounded.
    pub(crate) level: &'static str,
    /// The total is rounded to this many minor units; 1 changes nothing.
    pub(crate) cash_step_minor: u32,
    /// The least a bill may come to, in minor units.
    pub(crate) order_min_minor: Option<u64>,
    /// The most a bill may come to, in minor units.
    pub(crate) order_max_minor: Option<u64>,
    /// Whether a bill beyond these cannot be fixed, or only says so.
    pub(crate) is_hard: bool,
}

#[pymethods]
impl BillPolicies {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "BillPolicies",
            &[
                "rounding",
                "level",
                "cash_step_minor",
                "order_min_minor",
                "order_max_minor",
                "is_hard",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.rounding)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::BillPolicies {
    type Shown = BillPolicies;
    fn show(&self, names: &dyn value::Names) -> BillPolicies {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MinorShare {
    /// The member.
    pub(crate) member: Option<String>,
    /// How much.
    pub(crate) minor: i64,
}

#[pymethods]
impl MinorShare {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "MinorShare", &["member", "minor"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.member)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::MinorShare {
    type Shown = MinorShare;
    fn show(&self, names: &dyn value::Names) -> MinorShare {
        MinorShare { member: self.member.show(names), minor: self.minor.show(names) }
    }
}

/// A pledge that a campaign did not take in full, when it closed or came to nothing.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PledgeCut {
    /// The line.
    pub(crate) line: u64,
    /// How many it held.
    pub(crate) old_quantity: u32,
    /// How many it holds now; at 0 the line is gone.
    pub(crate) quantity: u32,
}

#[pymethods]
impl PledgeCut {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "PledgeCut", &["line", "old_quantity", "quantity"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.line)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::PledgeCut {
    type Shown = PledgeCut;
    fn show(&self, names: &dyn value::Names) -> PledgeCut {
        PledgeCut {
            line: self.line.show(names),
            old_quantity: self.old_quantity.show(names),
            quantity: self.quantity.show(names),
        }
    }
}

/// A hold on the cart.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LockEntry {
    /// Who holds it; nobody where the host does.
    pub(crate) holder: Option<Option<String>>,
    /// When it ends by itself, in Unix milliseconds.
    pub(crate) until_ms: u64,
}

#[pymethods]
impl LockEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "LockEntry", &["holder", "until_ms"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.holder)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::LockEntry {
    type Shown = LockEntry;
    fn show(&self, names: &dyn value::Names) -> LockEntry {
        LockEntry { holder: self.holder.show(names), until_ms: self.until_ms.show(names) }
    }
}

/// Something that is added to the lines, or taken off.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AdjustmentEntry {
    /// Its id: the version that made it; 0 for the rounding to the smallest coin.
    pub(crate) id: u64,
    /// Which kind.
    pub(crate) kind: &'static str,
    /// What it adds, or takes off where it is negative.
    pub(crate) amount: Money,
    /// How many percent, where it is given so.
    pub(crate) percent: Option<Amount>,
    /// How it is shared.
    pub(crate) rule: &'static str,
    /// The line it is of.
    pub(crate) line: Option<u64>,
    /// The member it is for.
    pub(crate) member: Option<Option<String>>,
    /// The destination it is of.
    pub(crate) destination: Option<String>,
    /// What it is called.
    pub(crate) label: Option<String>,
    /// The code of the coupon that brought it.
    pub(crate) coupon: Option<String>,
    /// Whether the prices hold it already: then it adds nothing.
    pub(crate) is_included: bool,
}

#[pymethods]
impl AdjustmentEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "AdjustmentEntry",
            &[
                "id",
                "kind",
                "amount",
                "percent",
                "rule",
                "line",
                "member",
                "destination",
                "label",
                "coupon",
                "is_included",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::AdjustmentEntry {
    type Shown = AdjustmentEntry;
    fn show(&self, names: &dyn value::Names) -> AdjustmentEntry {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShareEntry {
    /// The member.
    pub(crate) member: Option<String>,
    /// Their part of the lines.
    pub(crate) lines: Money,
    /// Their part of the adjustments, and what a sponsor or a minimum changes.
    pub(crate) adjustments: Money,
    /// What they pay in all.
    pub(crate) total: Money,
    /// What of it was given back.
    pub(crate) refunded: Money,
    /// What they paid the merchant, and the other members.
    pub(crate) paid: Money,
    /// What they are owed by the others, or owe where it is negative. Zero before anybody paid.
    pub(crate) balance: Money,
}

#[pymethods]
impl ShareEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ShareEntry",
            &["member", "lines", "adjustments", "total", "refunded", "paid", "balance"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.member)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::ShareEntry {
    type Shown = ShareEntry;
    fn show(&self, names: &dyn value::Names) -> ShareEntry {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SponsorEntry {
    /// The member.
    pub(crate) member: Option<String>,
    /// The most they pay for others in all.
    pub(crate) amount_max: Option<Money>,
    /// The most they pay for each.
    pub(crate) person_max: Option<Money>,
}

#[pymethods]
impl SponsorEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "SponsorEntry", &["member", "amount_max", "person_max"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.member)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::SponsorEntry {
    type Shown = SponsorEntry;
    fn show(&self, names: &dyn value::Names) -> SponsorEntry {
        SponsorEntry {
            member: self.member.show(names),
            amount_max: self.amount_max.show(names),
            person_max: self.person_max.show(names),
        }
    }
}

/// A cart's bill at one version: a pure function of that version, and of the ledger's where the
/// cart has a group.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bill {
    /// The cart's version.
    pub(crate) version: u64,
    /// The version of the group's ledger whose spare cents it counts; 0 without a group.
    pub(crate) ledger_version: u64,
    /// The currency.
    pub(crate) currency: String,
    /// The sum of the line totals.
    pub(crate) subtotal: Money,
    /// What is added and taken off, in the order in which it is counted.
    pub(crate) adjustments: Tuple<AdjustmentEntry>,
    /// What is to be paid.
    pub(crate) total: Money,
    /// What was given back.
    pub(crate) refunded: Money,
    /// What the merchant got.
    pub(crate) paid: Money,
    /// What the merchant still gets, or has to give back where it is negative.
    pub(crate) due: Money,
    /// What each owes, in the order in which they joined.
    pub(crate) shares: Tuple<ShareEntry>,
    /// How the lines are shared.
    pub(crate) split: &'static str,
    /// Each member's part of that; hidden like every name from those who may not see people.
    pub(crate) parts: Tuple<SplitPart>,
    /// Whether whoever joins late is spared what was in the cart before.
    pub(crate) spares_late_joiners: bool,
    /// Who shares in nothing that is split among everybody.
    pub(crate) excluded_members: Tuple<Option<String>>,
    /// Who pays for others.
    pub(crate) sponsor: Option<SponsorEntry>,
    /// The least that each pays.
    pub(crate) share_minimum: Option<Money>,
    /// The group whose ledger the cart belongs to.
    pub(crate) group: Option<String>,
    /// How it is rounded and bounded.
    pub(crate) policies: BillPolicies,
    /// Whether it is fixed.
    pub(crate) is_fixed: bool,
    /// Whether it is below the order's minimum.
    pub(crate) is_below_min: bool,
    /// Whether it is above the order's maximum.
    pub(crate) is_above_max: bool,
}

#[pymethods]
impl Bill {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "Bill",
            &[
                "version",
                "ledger_version",
                "currency",
                "subtotal",
                "adjustments",
                "total",
                "refunded",
                "paid",
                "due",
                "shares",
                "split",
                "parts",
                "spares_late_joiners",
                "excluded_members",
                "sponsor",
                "share_minimum",
                "group",
                "policies",
                "is_fixed",
                "is_below_min",
                "is_above_max",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::Bill {
    type Shown = Bill;
    fn show(&self, names: &dyn value::Names) -> Bill {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CellEntry {
    /// The member.
    pub(crate) member: Option<String>,
    /// The line, where the row is one.
    pub(crate) line: Option<u64>,
    /// The adjustment, where the row is one.
    pub(crate) adjustment: Option<u64>,
    /// What they pay of it.
    pub(crate) amount: Money,
    /// The whole row.
    pub(crate) row: Money,
    /// Why.
    pub(crate) reason: &'static str,
    /// Their part …
    pub(crate) part: u64,
    /// … of so many.
    pub(crate) parts: u64,
    /// The same as a sentence, without a name.
    pub(crate) text: String,
}

#[pymethods]
impl CellEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CellEntry",
            &["member", "line", "adjustment", "amount", "row", "reason", "part", "parts", "text"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.member)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CellEntry {
    type Shown = CellEntry;
    fn show(&self, names: &dyn value::Names) -> CellEntry {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// The cart's version.
    pub(crate) version: u64,
    /// The cells, row by row, and in a row in the order in which members joined.
    pub(crate) cells: Tuple<CellEntry>,
}

#[pymethods]
impl Explanation {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Explanation", &["version", "cells"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::Explanation {
    type Shown = Explanation;
    fn show(&self, names: &dyn value::Names) -> Explanation {
        Explanation { version: self.version.show(names), cells: self.cells.show(names) }
    }
}

/// A payment between two members.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TransferEntry {
    /// Who pays.
    pub(crate) payer: Option<String>,
    /// Whom.
    pub(crate) payee: Option<String>,
    /// How much.
    pub(crate) amount: Money,
}

#[pymethods]
impl TransferEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "TransferEntry", &["payer", "payee", "amount"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.payer)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::TransferEntry {
    type Shown = TransferEntry;
    fn show(&self, names: &dyn value::Names) -> TransferEntry {
        TransferEntry {
            payer: self.payer.show(names),
            payee: self.payee.show(names),
            amount: self.amount.show(names),
        }
    }
}

/// Who pays whom, so that everybody has paid what they owe.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settlement {
    /// The cart's version.
    pub(crate) version: u64,
    /// The payments.
    pub(crate) transfers: Tuple<TransferEntry>,
    /// Whether there is no way with fewer payments; large groups get a good way instead of the best.
    pub(crate) is_exact: bool,
}

#[pymethods]
impl Settlement {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Settlement", &["version", "transfers", "is_exact"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::Settlement {
    type Shown = Settlement;
    fn show(&self, names: &dyn value::Names) -> Settlement {
        Settlement {
            version: self.version.show(names),
            transfers: self.transfers.show(names),
            is_exact: self.is_exact.show(names),
        }
    }
}

/// A SKU of a campaign.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignSkuEntry {
    /// The merchant's name for the thing.
    pub(crate) sku: String,
    /// What one costs while no tier is reached.
    pub(crate) regular_price: Amount,
    /// What one costs now.
    pub(crate) unit_price: Amount,
    /// Units that count.
    pub(crate) quantity: u64,
}

#[pymethods]
impl CampaignSkuEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignSkuEntry", &["sku", "regular_price", "unit_price", "quantity"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.sku)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignSkuEntry {
    type Shown = CampaignSkuEntry;
    fn show(&self, names: &dyn value::Names) -> CampaignSkuEntry {
        CampaignSkuEntry {
            sku: self.sku.show(names),
            regular_price: self.regular_price.show(names),
            unit_price: self.unit_price.show(names),
            quantity: self.quantity.show(names),
        }
    }
}

/// A price tier of a campaign.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignTierEntry {
    /// From how much on, in the campaign's measure.
    pub(crate) threshold: u64,
    /// Whether it is reached.
    pub(crate) is_reached: bool,
    /// What one of each SKU then costs, in the campaign's order.
    pub(crate) unit_prices: Tuple<Amount>,
}

#[pymethods]
impl CampaignTierEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignTierEntry", &["threshold", "is_reached", "unit_prices"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.threshold)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignTierEntry {
    type Shown = CampaignTierEntry;
    fn show(&self, names: &dyn value::Names) -> CampaignTierEntry {
        CampaignTierEntry {
            threshold: self.threshold.show(names),
            is_reached: self.is_reached.show(names),
            unit_prices: self.unit_prices.show(names),
        }
    }
}

/// Something that everybody is to hear of.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignMoment {
    /// The campaign's version that made it.
    pub(crate) version: u64,
    /// When, in Unix milliseconds.
    pub(crate) at_ms: u64,
    /// What.
    pub(crate) kind: &'static str,
    /// Which tier, counted from 1, where it is about one; else 0.
    pub(crate) tier: u32,
}

#[pymethods]
impl CampaignMoment {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignMoment", &["version", "at_ms", "kind", "tier"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignMoment {
    type Shown = CampaignMoment;
    fn show(&self, names: &dyn value::Names) -> CampaignMoment {
        CampaignMoment {
            version: self.version.show(names),
            at_ms: self.at_ms.show(names),
            kind: self.kind.show(names),
            tier: self.tier.show(names),
        }
    }
}

/// What somebody pays for what they have pledged, now and if the campaign got further.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TippingShare {
    /// Who.
    pub(crate) member: String,
    /// Now.
    pub(crate) now: Money,
    /// Then.
    pub(crate) then: Money,
}

#[pymethods]
impl TippingShare {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "TippingShare", &["member", "now", "then"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.member)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::TippingShare {
    type Shown = TippingShare;
    fn show(&self, names: &dyn value::Names) -> TippingShare {
        TippingShare {
            member: self.member.show(names),
            now: self.now.show(names),
            then: self.then.show(names),
        }
    }
}

/// What would bring a campaign further: to its minimum or to its next tier, whichever is nearer.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TippingPoint {
    /// What must be reached, in the campaign's measure.
    pub(crate) threshold: u64,
    /// How much is missing.
    pub(crate) missing: u64,
    /// Which tier would be reached, counted from 1; 0 where only the minimum would.
    pub(crate) tier: u32,
    /// What one of each SKU would then cost, in the campaign's order.
    pub(crate) unit_prices: Tuple<Amount>,
    /// From whom it may come: members of the cart who may pledge and have pledged nothing yet.
    pub(crate) likely: Tuple<String>,
    /// What each in the cart who has pledged pays.
    pub(crate) shares: Tuple<TippingShare>,
}

#[pymethods]
impl TippingPoint {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "TippingPoint",
            &["threshold", "missing", "tier", "unit_prices", "likely", "shares"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.threshold)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::TippingPoint {
    type Shown = TippingPoint;
    fn show(&self, names: &dyn value::Names) -> TippingPoint {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PledgeEntry {
    /// The line.
    pub(crate) line: u64,
    /// Who pledged; empty where people may not be seen.
    pub(crate) member: String,
    /// The merchant's name for the thing.
    pub(crate) sku: String,
    /// How many.
    pub(crate) quantity: u32,
    /// How many of them the campaign takes as it is; the others wait.
    pub(crate) counted: u32,
}

#[pymethods]
impl PledgeEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "PledgeEntry", &["line", "member", "sku", "quantity", "counted"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.line)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::PledgeEntry {
    type Shown = PledgeEntry;
    fn show(&self, names: &dyn value::Names) -> PledgeEntry {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignView {
    /// Its id.
    pub(crate) id: String,
    /// How many events it has had.
    pub(crate) version: u64,
    /// Where it is in its life.
    pub(crate) status: &'static str,
    /// The currency of the carts it is for.
    pub(crate) currency: String,
    /// What its thresholds count.
    pub(crate) measure: &'static str,
    /// What it is for.
    pub(crate) skus: Tuple<CampaignSkuEntry>,
    /// Its price tiers, lowest first.
    pub(crate) tiers: Tuple<CampaignTierEntry>,
    /// At how much it tips, in its measure.
    pub(crate) minimum: u64,
    /// Units it takes in all.
    pub(crate) maximum: Option<u64>,
    /// Units a pledge has at least.
    pub(crate) member_min: Option<u32>,
    /// Units one member may pledge, over all carts.
    pub(crate) member_max: Option<u32>,
    /// Who leads it; nothing to members who do not see people.
    pub(crate) leader: Option<String>,
    /// When it opens, in Unix milliseconds; 0 where it was open from the beginning.
    pub(crate) opens_at_ms: u64,
    /// From when on pledges only grow, in Unix milliseconds.
    pub(crate) locks_at_ms: u64,
    /// Its deadline, in Unix milliseconds.
    pub(crate) closes_at_ms: u64,
    /// What becomes of it below its minimum at its deadline.
    pub(crate) at_deadline: &'static str,
    /// Whether its deadline was moved.
    pub(crate) is_extended: bool,
    /// How much it has reached, in its measure.
    pub(crate) reached: u64,
    /// Whether it has reached its minimum.
    pub(crate) is_tipped: bool,
    /// How many of its tiers are reached.
    pub(crate) tiers_reached: u32,
    /// Units that count.
    pub(crate) quantity: u64,
    /// Units that wait because the campaign, or a member, has the most there may be.
    pub(crate) waiting: u64,
    /// What the units that count come to now.
    pub(crate) amount: Money,
    /// Who holds pledges. Somebody who does so in two carts counts once where the campaign counts
    /// members or bounds what each may pledge, and twice elsewhere.
    pub(crate) members: u64,
    /// Carts that have pledged or were about to.
    pub(crate) carts: u64,
    /// What everybody was to hear of, oldest first: the last 256.
    pub(crate) moments: Tuple<CampaignMoment>,
    /// What would bring it further; nothing where it is decided or all is reached.
    pub(crate) next: Option<TippingPoint>,
    /// What the reader's cart has pledged; nothing for the host.
    pub(crate) pledges: Tuple<PledgeEntry>,
}

#[pymethods]
impl CampaignView {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CampaignView",
            &[
                "id",
                "version",
                "status",
                "currency",
                "measure",
                "skus",
                "tiers",
                "minimum",
                "maximum",
                "member_min",
                "member_max",
                "leader",
                "opens_at_ms",
                "locks_at_ms",
                "closes_at_ms",
                "at_deadline",
                "is_extended",
                "reached",
                "is_tipped",
                "tiers_reached",
                "quantity",
                "waiting",
                "amount",
                "members",
                "carts",
                "moments",
                "next",
                "pledges",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignView {
    type Shown = CampaignView;
    fn show(&self, names: &dyn value::Names) -> CampaignView {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignRow {
    /// The cart.
    pub(crate) cart: String,
    /// Who pledged.
    pub(crate) member: String,
    /// The merchant's name for the thing.
    pub(crate) sku: String,
    /// How many the campaign takes.
    pub(crate) quantity: u32,
    /// How many wait.
    pub(crate) waiting: u32,
    /// What those it takes cost now.
    pub(crate) amount: Money,
}

#[pymethods]
impl CampaignRow {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignRow", &["cart", "member", "sku", "quantity", "waiting", "amount"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.cart)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignRow {
    type Shown = CampaignRow;
    fn show(&self, names: &dyn value::Names) -> CampaignRow {
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
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignTotal {
    /// The member's id, or the SKU.
    pub(crate) name: String,
    /// How many the campaign takes.
    pub(crate) quantity: u64,
    /// What they cost now.
    pub(crate) amount: Money,
}

#[pymethods]
impl CampaignTotal {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignTotal", &["name", "quantity", "amount"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.name)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignTotal {
    type Shown = CampaignTotal;
    fn show(&self, names: &dyn value::Names) -> CampaignTotal {
        CampaignTotal {
            name: self.name.show(names),
            quantity: self.quantity.show(names),
            amount: self.amount.show(names),
        }
    }
}

/// What is to be ordered: for each cart and member, and in all.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CampaignList {
    /// The campaign's version when the list was begun.
    pub(crate) version: u64,
    /// By cart, and within it by line.
    pub(crate) rows: Tuple<CampaignRow>,
    /// By member, over all carts, in the order of their ids.
    pub(crate) members: Tuple<CampaignTotal>,
    /// By SKU, in the campaign's order.
    pub(crate) skus: Tuple<CampaignTotal>,
}

#[pymethods]
impl CampaignList {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CampaignList", &["version", "rows", "members", "skus"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

impl Show for cartpool::CampaignList {
    type Shown = CampaignList;
    fn show(&self, names: &dyn value::Names) -> CampaignList {
        CampaignList {
            version: self.version.show(names),
            rows: self.rows.show(names),
            members: self.members.show(names),
            skus: self.skus.show(names),
        }
    }
}

/// A cart at one version, as one principal may see it.
///
/// Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer
/// in it.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct CartView {
    pub(crate) inner: Arc<CoreView>,
    lines: value::Kept,
    members: value::Kept,
    roles: value::Kept,
    invitations: value::Kept,
    campaigns: value::Kept,
}

impl CartView {
    /// A view that makes its lists when they are first read.
    pub(crate) fn new(inner: Arc<CoreView>) -> Self {
        Self {
            inner,
            lines: value::Kept::new(),
            members: value::Kept::new(),
            roles: value::Kept::new(),
            invitations: value::Kept::new(),
            campaigns: value::Kept::new(),
        }
    }
}

impl PartialEq for CartView {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

#[pymethods]
impl CartView {
    /// The cart's id.
    #[getter]
    fn id(&self) -> String {
        self.inner.id.show(&*self.inner)
    }

    /// The version this is.
    #[getter]
    fn version(&self) -> u64 {
        self.inner.version.show(&*self.inner)
    }

    /// Where the cart is in its life.
    #[getter]
    fn status(&self) -> &'static str {
        self.inner.status.show(&*self.inner)
    }

    /// What the cart is called.
    #[getter]
    fn title(&self) -> Option<String> {
        self.inner.title.show(&*self.inner)
    }

    /// What the cart is for.
    #[getter]
    fn purpose(&self) -> Option<String> {
        self.inner.purpose.show(&*self.inner)
    }

    /// The cart's one currency.
    #[getter]
    fn currency(&self) -> String {
        self.inner.currency.show(&*self.inner)
    }

    /// The setting it started from.
    #[getter]
    fn preset(&self) -> &'static str {
        self.inner.preset.show(&*self.inner)
    }

    /// The policies in force.
    #[getter]
    fn policies(&self) -> Policies {
        self.inner.policies.show(&*self.inner)
    }

    /// Whether anybody but the owner ever joined.
    #[getter]
    fn is_shared(&self) -> bool {
        self.inner.is_shared.show(&*self.inner)
    }

    /// When it was made, in Unix milliseconds.
    #[getter]
    fn created_at_ms(&self) -> u64 {
        self.inner.created_at_ms.show(&*self.inner)
    }

    /// When it last changed, in Unix milliseconds.
    #[getter]
    fn changed_at_ms(&self) -> u64 {
        self.inner.changed_at_ms.show(&*self.inner)
    }

    /// The version of the price list the prices are of; 0 before the first repricing.
    #[getter]
    fn prices_version(&self) -> u64 {
        self.inner.prices_version.show(&*self.inner)
    }

    /// The lines, oldest first.
    #[getter]
    fn lines<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.lines.tuple(py, || LineItem::all(&self.inner))
    }

    /// The sum of the line totals.
    #[getter]
    fn subtotal(&self) -> Money {
        self.inner.subtotal.show(&*self.inner)
    }

    /// What is to be paid: the subtotal with all adjustments.
    #[getter]
    fn total(&self) -> Money {
        self.inner.total.show(&*self.inner)
    }

    /// The members present, in the order they joined.
    #[getter]
    fn members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.members.tuple(py, || MemberEntry::all(&self.inner))
    }

    /// The custom roles.
    #[getter]
    fn roles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.roles.tuple(py, || RoleEntry::all(&self.inner))
    }

    /// The pending invitations.
    #[getter]
    fn invitations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.invitations.tuple(py, || InvitationEntry::all(&self.inner))
    }

    /// The hold on the cart, if one is in force.
    #[getter]
    fn lock(&self) -> Option<LockEntry> {
        self.inner.lock.show(&*self.inner)
    }

    /// To whom ownership is offered.
    #[getter]
    fn ownership_offered_to(&self) -> Option<Option<String>> {
        self.inner.ownership_offered_to.show(&*self.inner)
    }

    /// The campaigns that the cart has pledged to.
    #[getter]
    fn campaigns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.campaigns.tuple(py, || CampaignEntry::all(&self.inner))
    }
}

#[pymethods]
impl CartView {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CartView",
            &[
                "id",
                "version",
                "status",
                "title",
                "purpose",
                "currency",
                "preset",
                "policies",
                "is_shared",
                "created_at_ms",
                "changed_at_ms",
                "prices_version",
                "subtotal",
                "total",
                "lock",
                "ownership_offered_to",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.inner.id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line of a cart.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct LineItem {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl LineItem {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Vec<Self> {
        (0..view.lines.len()).map(|at| Self { view: Arc::clone(view), at }).collect()
    }

    fn get(&self) -> &cartpool::LineItem {
        &self.view.lines[self.at]
    }
}

impl PartialEq for LineItem {
    /// Seats are numbers of one cart: the same in another cart may be somebody else.
    fn eq(&self, other: &Self) -> bool {
        self.view.id == other.view.id && self.get() == other.get()
    }
}

#[pymethods]
impl LineItem {
    /// The line's id: the version that made it.
    #[getter]
    fn id(&self) -> u64 {
        self.get().id.show(&*self.view)
    }

    /// The merchant's name for the thing.
    #[getter]
    fn sku(&self) -> String {
        self.get().sku.show(&*self.view)
    }

    /// How many.
    #[getter]
    fn quantity(&self) -> u32 {
        self.get().quantity.show(&*self.view)
    }

    /// The price of one; may be finer than the currency.
    #[getter]
    fn unit_price(&self) -> Amount {
        self.get().unit_price.show(&*self.view)
    }

    /// Quantity times unit price, rounded half up once.
    #[getter]
    fn line_total(&self) -> Money {
        self.get().line_total.show(&*self.view)
    }

    /// Who added it.
    #[getter]
    fn added_by(&self) -> Option<String> {
        self.get().added_by.show(&*self.view)
    }

    /// Who changed it last.
    #[getter]
    fn changed_by(&self) -> Option<String> {
        self.get().changed_by.show(&*self.view)
    }

    /// When it was added, in Unix milliseconds, to the second.
    #[getter]
    fn added_at_ms(&self) -> u64 {
        self.get().added_at_ms.show(&*self.view)
    }

    /// What sets it apart, in the order of the keys.
    #[getter]
    fn options(&self) -> Mapping {
        Mapping::of(&self.get().options)
    }

    /// Why, in a member's words.
    #[getter]
    fn note(&self) -> Option<String> {
        self.get().note.show(&*self.view)
    }

    /// For whom; none means for everybody.
    #[getter]
    fn beneficiaries(&self) -> Tuple<Option<String>> {
        self.get().beneficiaries.show(&*self.view)
    }

    /// What it is for.
    #[getter]
    fn purpose(&self) -> Option<String> {
        self.get().purpose.show(&*self.view)
    }

    /// The project it belongs to.
    #[getter]
    fn project(&self) -> Option<String> {
        self.get().project.show(&*self.view)
    }

    /// Who bears the cost.
    #[getter]
    fn cost_centre(&self) -> Option<String> {
        self.get().cost_centre.show(&*self.view)
    }

    /// The campaign it is pledged to.
    #[getter]
    fn campaign(&self) -> Option<String> {
        self.get().campaign.show(&*self.view)
    }
}

#[pymethods]
impl LineItem {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "LineItem",
            &[
                "id",
                "sku",
                "quantity",
                "unit_price",
                "line_total",
                "added_by",
                "changed_by",
                "added_at_ms",
                "options",
                "note",
                "beneficiaries",
                "purpose",
                "project",
                "cost_centre",
                "campaign",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.get().id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member who is present.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct MemberEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl MemberEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Vec<Self> {
        (0..view.members.len()).map(|at| Self { view: Arc::clone(view), at }).collect()
    }

    fn get(&self) -> &cartpool::MemberEntry {
        &self.view.members[self.at]
    }
}

impl PartialEq for MemberEntry {
    /// Seats are numbers of one cart: the same in another cart may be somebody else.
    fn eq(&self, other: &Self) -> bool {
        self.view.id == other.view.id && self.get() == other.get()
    }
}

#[pymethods]
impl MemberEntry {
    /// The member's id.
    #[getter]
    fn id(&self) -> String {
        self.get().id.show(&*self.view)
    }

    /// The role's name.
    #[getter]
    fn role(&self) -> String {
        self.get().role.show(&*self.view)
    }
}

#[pymethods]
impl MemberEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "MemberEntry", &["id", "role"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.get().id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A custom role.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct RoleEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl RoleEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Vec<Self> {
        (0..view.roles.len()).map(|at| Self { view: Arc::clone(view), at }).collect()
    }

    fn get(&self) -> &cartpool::RoleEntry {
        &self.view.roles[self.at]
    }
}

impl PartialEq for RoleEntry {
    /// Seats are numbers of one cart: the same in another cart may be somebody else.
    fn eq(&self, other: &Self) -> bool {
        self.view.id == other.view.id && self.get() == other.get()
    }
}

#[pymethods]
impl RoleEntry {
    /// The role's name.
    #[getter]
    fn name(&self) -> String {
        self.get().name.show(&*self.view)
    }

    /// What it may do.
    #[getter]
    fn capabilities(&self) -> Tuple<&'static str> {
        self.get().capabilities.show(&*self.view)
    }

    /// The most its holder's lines may sum to.
    #[getter]
    fn money_cap(&self) -> Option<Money> {
        self.get().money_cap.show(&*self.view)
    }

    /// The only categories it may add; none means all.
    #[getter]
    fn categories_allowed(&self) -> Tuple<String> {
        self.get().categories_allowed.show(&*self.view)
    }

    /// Categories it may not add.
    #[getter]
    fn categories_denied(&self) -> Tuple<String> {
        self.get().categories_denied.show(&*self.view)
    }
}

#[pymethods]
impl RoleEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "RoleEntry",
            &["name", "capabilities", "money_cap", "categories_allowed", "categories_denied"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.get().name)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A pending invitation; only those who may invite see it.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct InvitationEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl InvitationEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Vec<Self> {
        (0..view.invitations.len()).map(|at| Self { view: Arc::clone(view), at }).collect()
    }

    fn get(&self) -> &cartpool::InvitationEntry {
        &self.view.invitations[self.at]
    }
}

impl PartialEq for InvitationEntry {
    /// Seats are numbers of one cart: the same in another cart may be somebody else.
    fn eq(&self, other: &Self) -> bool {
        self.view.id == other.view.id && self.get() == other.get()
    }
}

#[pymethods]
impl InvitationEntry {
    /// The invitation's id: the version that made it.
    #[getter]
    fn id(&self) -> u64 {
        self.get().id.show(&*self.view)
    }

    /// The role those who join get.
    #[getter]
    fn role(&self) -> String {
        self.get().role.show(&*self.view)
    }

    /// Who made it; nobody where the host did.
    #[getter]
    fn invited_by(&self) -> Option<Option<String>> {
        self.get().invited_by.show(&*self.view)
    }

    /// How often it may still be used.
    #[getter]
    fn uses_left(&self) -> u32 {
        self.get().uses_left.show(&*self.view)
    }

    /// When it expires, in Unix milliseconds.
    #[getter]
    fn expires_at_ms(&self) -> u64 {
        self.get().expires_at_ms.show(&*self.view)
    }
}

#[pymethods]
impl InvitationEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "InvitationEntry",
            &["id", "role", "invited_by", "uses_left", "expires_at_ms"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.get().id)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A campaign that a cart has pledged to, as the cart knows it.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct CampaignEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl CampaignEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Vec<Self> {
        (0..view.campaigns.len()).map(|at| Self { view: Arc::clone(view), at }).collect()
    }

    fn get(&self) -> &cartpool::CampaignEntry {
        &self.view.campaigns[self.at]
    }
}

impl PartialEq for CampaignEntry {
    /// Seats are numbers of one cart: the same in another cart may be somebody else.
    fn eq(&self, other: &Self) -> bool {
        self.view.id == other.view.id && self.get() == other.get()
    }
}

#[pymethods]
impl CampaignEntry {
    /// The campaign's id.
    #[getter]
    fn campaign(&self) -> String {
        self.get().campaign.show(&*self.view)
    }

    /// The campaign's version that the cart knows.
    #[getter]
    fn campaign_version(&self) -> u64 {
        self.get().campaign_version.show(&*self.view)
    }

    /// Where the campaign is in its life, without regard to the time of day.
    #[getter]
    fn status(&self) -> &'static str {
        self.get().status.show(&*self.view)
    }

    /// How many of its tiers are reached.
    #[getter]
    fn tiers_reached(&self) -> u32 {
        self.get().tiers_reached.show(&*self.view)
    }
}

#[pymethods]
impl CampaignEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CampaignEntry",
            &["campaign", "campaign_version", "status", "tiers_reached"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.get().campaign)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart was made and its owner seated.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct CartCreated {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The owner's id; the owner has seat 0.
    owner: String,
    /// The cart's one currency.
    currency: String,
    /// The setting it started from.
    preset: &'static str,
    /// The policies it started with.
    policies: Policies,
    /// What the cart is called.
    title: Option<String>,
    /// What the cart is for.
    purpose: Option<String>,
}

#[pymethods]
impl CartCreated {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "cart_created"
    }
}

#[pymethods]
impl CartCreated {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CartCreated",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "owner",
                "currency",
                "preset",
                "policies",
                "title",
                "purpose",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A new line; its id is this event's version.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct ItemAdded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The merchant's name for the thing.
    sku: String,
    /// How many.
    quantity: u32,
    /// The price of one.
    unit_price: Amount,
    /// Whether the caller gave the price, which the price list then leaves alone.
    is_callers_price: bool,
    /// What was in the cart already, if somebody else had put it there.
    already_in_cart: Option<AlreadyInCart>,
    /// Options, note and beneficiaries, where there are any.
    options: Mapping,
    /// The note.
    note: Option<Option<String>>,
    /// For whom.
    beneficiaries: Tuple<Option<String>>,
}

#[pymethods]
impl ItemAdded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "item_added"
    }
}

#[pymethods]
impl ItemAdded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ItemAdded",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "sku",
                "quantity",
                "unit_price",
                "is_callers_price",
                "already_in_cart",
                "options",
                "note",
                "beneficiaries",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// An added item merged into a line.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct ItemIncreased {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// How many were added.
    added: u32,
    /// How many it holds now.
    quantity: u32,
    /// What was in the cart already, if somebody else had put it there.
    already_in_cart: Option<AlreadyInCart>,
}

#[pymethods]
impl ItemIncreased {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "item_increased"
    }
}

#[pymethods]
impl ItemIncreased {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ItemIncreased",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "line",
                "added",
                "quantity",
                "already_in_cart",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line's quantity was changed by a difference.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct QuantityAdjusted {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// The difference.
    delta: i32,
    /// How many it holds now.
    quantity: u32,
}

#[pymethods]
impl QuantityAdjusted {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "quantity_adjusted"
    }
}

#[pymethods]
impl QuantityAdjusted {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "QuantityAdjusted",
            &["version", "at_ms", "actor", "is_system", "line", "delta", "quantity"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line's quantity was set.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct QuantitySet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// How many it held.
    old_quantity: u32,
    /// How many it holds now.
    quantity: u32,
    /// Whether the member had seen another quantity than the line held.
    is_contested: bool,
}

#[pymethods]
impl QuantitySet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "quantity_set"
    }
}

#[pymethods]
impl QuantitySet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "QuantitySet",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "line",
                "old_quantity",
                "quantity",
                "is_contested",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line was removed.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct ItemRemoved {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// How many it held.
    old_quantity: u32,
}

#[pymethods]
impl ItemRemoved {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "item_removed"
    }
}

#[pymethods]
impl ItemRemoved {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ItemRemoved",
            &["version", "at_ms", "actor", "is_system", "line", "old_quantity"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line's note was written or cleared.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct NoteSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// The note.
    note: Option<Option<String>>,
}

#[pymethods]
impl NoteSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "note_set"
    }
}

#[pymethods]
impl NoteSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "NoteSet", &["version", "at_ms", "actor", "is_system", "line", "note"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line's beneficiaries were named.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct BeneficiariesSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// For whom; none means for everybody.
    beneficiaries: Tuple<Option<String>>,
}

#[pymethods]
impl BeneficiariesSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "beneficiaries_set"
    }
}

#[pymethods]
impl BeneficiariesSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "BeneficiariesSet",
            &["version", "at_ms", "actor", "is_system", "line", "beneficiaries"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line's reason was written.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct ReasonSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// What it is for.
    purpose: Option<String>,
    /// The project it belongs to.
    project: Option<String>,
    /// Who bears the cost.
    cost_centre: Option<String>,
}

#[pymethods]
impl ReasonSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "reason_set"
    }
}

#[pymethods]
impl ReasonSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ReasonSet",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "line",
                "purpose",
                "project",
                "cost_centre",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// Lines took over the price list's new prices.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct Repriced {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The version of the price list the cart now knows.
    prices_version: u64,
    /// The lines that changed.
    changes: Tuple<PriceChange>,
}

#[pymethods]
impl Repriced {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "repriced"
    }
}

#[pymethods]
impl Repriced {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "Repriced",
            &["version", "at_ms", "actor", "is_system", "prices_version", "changes"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member was seated.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct MemberAdded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The member's id; the seat is the next free one.
    member: String,
    /// The role's name.
    role: String,
}

#[pymethods]
impl MemberAdded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "member_added"
    }
}

#[pymethods]
impl MemberAdded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "MemberAdded",
            &["version", "at_ms", "actor", "is_system", "member", "role"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member was removed.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct MemberRemoved {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The member.
    member: Option<String>,
    /// The invitations that ended with it.
    voided: Tuple<u64>,
}

#[pymethods]
impl MemberRemoved {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "member_removed"
    }
}

#[pymethods]
impl MemberRemoved {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "MemberRemoved",
            &["version", "at_ms", "actor", "is_system", "member", "voided"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member left.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct MemberLeft {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The invitations that ended with it.
    voided: Tuple<u64>,
}

#[pymethods]
impl MemberLeft {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "member_left"
    }
}

#[pymethods]
impl MemberLeft {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "MemberLeft", &["version", "at_ms", "actor", "is_system", "voided"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member got another role.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct RoleSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The member.
    member: Option<String>,
    /// The role's name before.
    old_role: String,
    /// The role's name now.
    role: String,
    /// The invitations that ended with it.
    voided: Tuple<u64>,
}

#[pymethods]
impl RoleSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "role_set"
    }
}

#[pymethods]
impl RoleSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "RoleSet",
            &["version", "at_ms", "actor", "is_system", "member", "old_role", "role", "voided"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A custom role was defined, or defined anew.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct RoleDefined {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The role's name.
    name: String,
    /// What it may do.
    capabilities: Tuple<&'static str>,
    /// The most its holder's lines may sum to, in minor units.
    money_cap_minor: Option<u64>,
    /// The only categories it may add; none means all.
    categories_allowed: Tuple<String>,
    /// Categories it may not add.
    categories_denied: Tuple<String>,
    /// The invitations that ended with it.
    voided: Tuple<u64>,
}

#[pymethods]
impl RoleDefined {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "role_defined"
    }
}

#[pymethods]
impl RoleDefined {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "RoleDefined",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "name",
                "capabilities",
                "money_cap_minor",
                "categories_allowed",
                "categories_denied",
                "voided",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// Ownership was offered.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct OwnershipOffered {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// To whom.
    member: Option<String>,
}

#[pymethods]
impl OwnershipOffered {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "ownership_offered"
    }
}

#[pymethods]
impl OwnershipOffered {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "OwnershipOffered", &["version", "at_ms", "actor", "is_system", "member"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// Ownership was accepted; the former owner is an admin.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct OwnershipAccepted {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The former owner.
    old_owner: Option<String>,
}

#[pymethods]
impl OwnershipAccepted {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "ownership_accepted"
    }
}

#[pymethods]
impl OwnershipAccepted {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "OwnershipAccepted",
            &["version", "at_ms", "actor", "is_system", "old_owner"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The offer of ownership was declined or taken back.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct OwnershipDeclined {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// To whom it had been made.
    member: Option<String>,
}

#[pymethods]
impl OwnershipDeclined {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "ownership_declined"
    }
}

#[pymethods]
impl OwnershipDeclined {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "OwnershipDeclined", &["version", "at_ms", "actor", "is_system", "member"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// An invitation was made; its id is this event's version.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct Invited {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The token's hash.
    token_hash: String,
    /// The role those who join get.
    role: String,
    /// How often it may be used.
    uses_max: u32,
    /// When it expires, in Unix milliseconds.
    expires_at_ms: u64,
}

#[pymethods]
impl Invited {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "invited"
    }
}

#[pymethods]
impl Invited {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "Invited",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "token_hash",
                "role",
                "uses_max",
                "expires_at_ms",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// An invitation was ended.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct InvitationRevoked {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The invitation's id.
    invitation: u64,
}

#[pymethods]
impl InvitationRevoked {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "invitation_revoked"
    }
}

#[pymethods]
impl InvitationRevoked {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "InvitationRevoked",
            &["version", "at_ms", "actor", "is_system", "invitation"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// Somebody joined by an invitation.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct InvitationAccepted {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The invitation's id.
    invitation: u64,
    /// The member's id; the seat is the next free one.
    member: String,
    /// The role's name.
    role: String,
}

#[pymethods]
impl InvitationAccepted {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "invitation_accepted"
    }
}

#[pymethods]
impl InvitationAccepted {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "InvitationAccepted",
            &["version", "at_ms", "actor", "is_system", "invitation", "member", "role"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart was locked, or its lock's deadline moved.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct CartLocked {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// When the hold ends by itself, in Unix milliseconds.
    until_ms: u64,
}

#[pymethods]
impl CartLocked {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "cart_locked"
    }
}

#[pymethods]
impl CartLocked {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CartLocked", &["version", "at_ms", "actor", "is_system", "until_ms"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart's lock was ended.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct CartUnlocked {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Who held it.
    holder: Option<Option<String>>,
}

#[pymethods]
impl CartUnlocked {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "cart_unlocked"
    }
}

#[pymethods]
impl CartUnlocked {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CartUnlocked", &["version", "at_ms", "actor", "is_system", "holder"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart's policies changed.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct PoliciesSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The policies before.
    old_policies: Policies,
    /// The policies now.
    policies: Policies,
}

#[pymethods]
impl PoliciesSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "policies_set"
    }
}

#[pymethods]
impl PoliciesSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "PoliciesSet",
            &["version", "at_ms", "actor", "is_system", "old_policies", "policies"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart's title or purpose changed.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct CartRenamed {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// What the cart is called.
    title: Option<String>,
    /// What the cart is for.
    purpose: Option<String>,
}

#[pymethods]
impl CartRenamed {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "cart_renamed"
    }
}

#[pymethods]
impl CartRenamed {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CartRenamed",
            &["version", "at_ms", "actor", "is_system", "title", "purpose"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart was closed for good.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct CartClosed {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,
}

#[pymethods]
impl CartClosed {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "cart_closed"
    }
}

#[pymethods]
impl CartClosed {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "CartClosed", &["version", "at_ms", "actor", "is_system"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart's split was chosen.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct SplitSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// How.
    rule: &'static str,
    /// Each member's part.
    parts: Tuple<SplitPart>,
    /// Whether whoever joins from now on is spared what is in the cart already.
    spares_late_joiners: bool,
}

#[pymethods]
impl SplitSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "split_set"
    }
}

#[pymethods]
impl SplitSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "SplitSet",
            &["version", "at_ms", "actor", "is_system", "rule", "parts", "spares_late_joiners"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line got a rule of its own.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct LineSplitSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// How.
    rule: &'static str,
    /// Each member's part.
    parts: Tuple<SplitPart>,
}

#[pymethods]
impl LineSplitSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "line_split_set"
    }
}

#[pymethods]
impl LineSplitSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "LineSplitSet",
            &["version", "at_ms", "actor", "is_system", "line", "rule", "parts"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line follows the cart's rule again.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct LineSplitCleared {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
}

#[pymethods]
impl LineSplitCleared {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "line_split_cleared"
    }
}

#[pymethods]
impl LineSplitCleared {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "LineSplitCleared", &["version", "at_ms", "actor", "is_system", "line"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// These members share in nothing that is split among everybody.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct MembersExcluded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Who; nobody else.
    members: Tuple<Option<String>>,
}

#[pymethods]
impl MembersExcluded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "members_excluded"
    }
}

#[pymethods]
impl MembersExcluded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "MembersExcluded", &["version", "at_ms", "actor", "is_system", "members"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A sponsor was named, or there is none any more.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct SponsorSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Who pays.
    member: Option<Option<String>>,
    /// The most they pay for others in all, in minor units.
    amount_max_minor: Option<u64>,
    /// The most they pay for each, in minor units.
    person_max_minor: Option<u64>,
}

#[pymethods]
impl SponsorSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "sponsor_set"
    }
}

#[pymethods]
impl SponsorSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "SponsorSet",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "member",
                "amount_max_minor",
                "person_max_minor",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The least that each pays was set.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct ShareMinimumSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// In minor units.
    minimum_minor: Option<u64>,
}

#[pymethods]
impl ShareMinimumSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "share_minimum_set"
    }
}

#[pymethods]
impl ShareMinimumSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ShareMinimumSet",
            &["version", "at_ms", "actor", "is_system", "minimum_minor"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// How a kind of adjustment is shared was chosen.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct AdjustmentSplitSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Which kind.
    adjustment_kind: &'static str,
    /// How.
    rule: &'static str,
    /// Who pays, where one does.
    payer: Option<Option<String>>,
}

#[pymethods]
impl AdjustmentSplitSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "adjustment_split_set"
    }
}

#[pymethods]
impl AdjustmentSplitSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "AdjustmentSplitSet",
            &["version", "at_ms", "actor", "is_system", "adjustment_kind", "rule", "payer"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// An adjustment was added; its id is this event's version.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct AdjustmentAdded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Which kind.
    adjustment_kind: &'static str,
    /// How much, in minor units.
    amount_minor: Option<u64>,
    /// Or how many percent.
    percent: Option<Amount>,
    /// Of this line.
    line: Option<u64>,
    /// For this member.
    member: Option<Option<String>>,
    /// Of the lines for this destination.
    destination: Option<String>,
    /// What it is called.
    label: Option<String>,
    /// Whether the prices hold it already.
    is_included: bool,
}

#[pymethods]
impl AdjustmentAdded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "adjustment_added"
    }
}

#[pymethods]
impl AdjustmentAdded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "AdjustmentAdded",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "adjustment_kind",
                "amount_minor",
                "percent",
                "line",
                "member",
                "destination",
                "label",
                "is_included",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// An adjustment, a discount or a coupon was taken out.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct AdjustmentRemoved {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Its id.
    adjustment: u64,
    /// The coupon that is free again.
    coupon: Option<String>,
}

#[pymethods]
impl AdjustmentRemoved {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "adjustment_removed"
    }
}

#[pymethods]
impl AdjustmentRemoved {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "AdjustmentRemoved",
            &["version", "at_ms", "actor", "is_system", "adjustment", "coupon"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A discount was added, by the host or by a coupon; its id is this event's version.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct DiscountAdded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// So many percent off.
    percent: Option<Amount>,
    /// So much off, in minor units.
    amount_minor: Option<u64>,
    /// From each quantity on, so many percent off.
    tiers: Tuple<QuantityTier>,
    /// Of so many bought …
    buy: Option<u32>,
    /// … so many more are discounted.
    get: Option<u32>,
    /// Only these SKUs; none means every line.
    skus: Tuple<String>,
    /// What it is called.
    label: Option<String>,
    /// Whether it stands alone.
    is_exclusive: bool,
    /// Smaller applies first.
    priority: u32,
    /// The code of the coupon that brought it.
    coupon: Option<String>,
}

#[pymethods]
impl DiscountAdded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "discount_added"
    }
}

#[pymethods]
impl DiscountAdded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "DiscountAdded",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "percent",
                "amount_minor",
                "tiers",
                "buy",
                "get",
                "skus",
                "label",
                "is_exclusive",
                "priority",
                "coupon",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A line's destination was named or cleared.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct DestinationSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// The label.
    destination: Option<String>,
}

#[pymethods]
impl DestinationSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "destination_set"
    }
}

#[pymethods]
impl DestinationSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "DestinationSet",
            &["version", "at_ms", "actor", "is_system", "line", "destination"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// How the bill is rounded and bounded was set.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct BillPoliciesSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// As it was.
    old_policies: BillPolicies,
    /// As it is.
    policies: BillPolicies,
}

#[pymethods]
impl BillPoliciesSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "bill_policies_set"
    }
}

#[pymethods]
impl BillPoliciesSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "BillPoliciesSet",
            &["version", "at_ms", "actor", "is_system", "old_policies", "policies"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart belongs to this group's ledger, or to none.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct GroupSet {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The group's id.
    group: Option<String>,
}

#[pymethods]
impl GroupSet {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "group_set"
    }
}

#[pymethods]
impl GroupSet {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "GroupSet", &["version", "at_ms", "actor", "is_system", "group"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The bill was fixed.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct BillFixed {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// What it comes to, in minor units.
    total_minor: i64,
    /// What each pays, everybody who is on the bill.
    shares: Tuple<MinorShare>,
    /// How far each was behind in spare cents before, in 2^-32 minor units.
    behind: Tuple<i64>,
    /// Who shares in what is split among everybody.
    sharing: Tuple<Option<String>>,
    /// The version of the group's ledger in which the spare cents stand; 0 without a group.
    ledger_version: u64,
}

#[pymethods]
impl BillFixed {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "bill_fixed"
    }
}

#[pymethods]
impl BillFixed {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "BillFixed",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "total_minor",
                "shares",
                "behind",
                "sharing",
                "ledger_version",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The fixing was taken back.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct BillReopened {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,
}

#[pymethods]
impl BillReopened {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "bill_reopened"
    }
}

#[pymethods]
impl BillReopened {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "BillReopened", &["version", "at_ms", "actor", "is_system"])
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member paid the merchant.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct PaymentRecorded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Who.
    payer: Option<String>,
    /// How much, in minor units.
    amount_minor: u64,
}

#[pymethods]
impl PaymentRecorded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "payment_recorded"
    }
}

#[pymethods]
impl PaymentRecorded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "PaymentRecorded",
            &["version", "at_ms", "actor", "is_system", "payer", "amount_minor"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A member paid another.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct TransferRecorded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// Who.
    payer: Option<String>,
    /// Whom.
    payee: Option<String>,
    /// How much, in minor units.
    amount_minor: u64,
}

#[pymethods]
impl TransferRecorded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "transfer_recorded"
    }
}

#[pymethods]
impl TransferRecorded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "TransferRecorded",
            &["version", "at_ms", "actor", "is_system", "payer", "payee", "amount_minor"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// What was paid for some of a line was given back.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct ItemRefunded {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The line.
    line: u64,
    /// How many.
    quantity: u32,
    /// What each gets back.
    shares: Tuple<MinorShare>,
}

#[pymethods]
impl ItemRefunded {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "item_refunded"
    }
}

#[pymethods]
impl ItemRefunded {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "ItemRefunded",
            &["version", "at_ms", "actor", "is_system", "line", "quantity", "shares"],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// A new line, pledged to a campaign; its id is this event's version.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct Pledged {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The campaign.
    campaign: String,
    /// The merchant's name for the thing.
    sku: String,
    /// How many.
    quantity: u32,
    /// The price of one, at the tier that the campaign had reached.
    unit_price: Amount,
    /// The campaign's version that the cart then knew.
    campaign_version: u64,
    /// Where the campaign was in its life.
    status: &'static str,
    /// How many of its tiers were reached.
    tiers_reached: u32,
    /// From when on pledges only grow, in Unix milliseconds.
    locks_at_ms: u64,
}

#[pymethods]
impl Pledged {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "pledged"
    }
}

#[pymethods]
impl Pledged {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "Pledged",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "campaign",
                "sku",
                "quantity",
                "unit_price",
                "campaign_version",
                "status",
                "tiers_reached",
                "locks_at_ms",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The cart took over what became of a campaign it has pledged to.
#[pyclass(frozen, eq, get_all, module = "cartpool.events")]
#[derive(Debug, PartialEq)]
pub(crate) struct CampaignFollowed {
    /// The version the event made.
    version: u64,
    /// When, in Unix milliseconds.
    at_ms: u64,
    /// The member who caused it; nobody where the host did, or where people may not be seen.
    actor: Option<String>,
    /// Whether the host itself caused it.
    is_system: bool,

    /// The campaign.
    campaign: String,
    /// The campaign's version that the cart now knows.
    campaign_version: u64,
    /// Where the campaign is in its life.
    status: &'static str,
    /// How many of its tiers are reached.
    tiers_reached: u32,
    /// From when on pledges only grow, in Unix milliseconds.
    locks_at_ms: u64,
    /// The lines whose price changed with it.
    changes: Tuple<PriceChange>,
    /// The pledges that it does not take in full.
    cuts: Tuple<PledgeCut>,
}

#[pymethods]
impl CampaignFollowed {
    /// The event's name.
    #[classattr]
    fn kind() -> &'static str {
        "campaign_followed"
    }
}

#[pymethods]
impl CampaignFollowed {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(
            slf,
            "CampaignFollowed",
            &[
                "version",
                "at_ms",
                "actor",
                "is_system",
                "campaign",
                "campaign_version",
                "status",
                "tiers_reached",
                "locks_at_ms",
                "changes",
                "cuts",
            ],
        )
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.version)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::value_not_pickled(slf)
    }
}

/// The Python object of a recorded event.
pub(crate) fn event<'py>(
    py: Python<'py>,
    names: &Events,
    recorded: &Recorded<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    let (version, at_ms) = (recorded.version, recorded.at_ms);
    let (actor, is_system) = value::cause(names, recorded.cause);
    Ok(match &recorded.event {
        Event::CartCreated { owner, currency, preset, policies, title, purpose } => Bound::new(
            py,
            CartCreated {
                version,
                at_ms,
                actor,
                is_system,
                owner: owner.show(names),
                currency: currency.show(names),
                preset: preset.show(names),
                policies: policies.show(names),
                title: title.show(names),
                purpose: purpose.show(names),
            },
        )?
        .into_any(),
        Event::ItemAdded {
            sku,
            quantity,
            unit_price,
            is_callers_price,
            already_in_cart,
            options,
            note,
            beneficiaries,
        } => Bound::new(
            py,
            ItemAdded {
                version,
                at_ms,
                actor,
                is_system,
                sku: sku.show(names),
                quantity: quantity.show(names),
                unit_price: unit_price.show(names),
                is_callers_price: is_callers_price.show(names),
                already_in_cart: already_in_cart.show(names),
                options: Mapping::of(options),
                note: note.show(names),
                beneficiaries: beneficiaries.show(names),
            },
        )?
        .into_any(),
        Event::ItemIncreased { line, added, quantity, already_in_cart } => Bound::new(
            py,
            ItemIncreased {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                added: added.show(names),
                quantity: quantity.show(names),
                already_in_cart: already_in_cart.show(names),
            },
        )?
        .into_any(),
        Event::QuantityAdjusted { line, delta, quantity } => Bound::new(
            py,
            QuantityAdjusted {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                delta: delta.show(names),
                quantity: quantity.show(names),
            },
        )?
        .into_any(),
        Event::QuantitySet { line, old_quantity, quantity, is_contested } => Bound::new(
            py,
            QuantitySet {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                old_quantity: old_quantity.show(names),
                quantity: quantity.show(names),
                is_contested: is_contested.show(names),
            },
        )?
        .into_any(),
        Event::ItemRemoved { line, old_quantity } => Bound::new(
            py,
            ItemRemoved {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                old_quantity: old_quantity.show(names),
            },
        )?
        .into_any(),
        Event::NoteSet { line, note } => Bound::new(
            py,
            NoteSet {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                note: note.show(names),
            },
        )?
        .into_any(),
        Event::BeneficiariesSet { line, beneficiaries } => Bound::new(
            py,
            BeneficiariesSet {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                beneficiaries: beneficiaries.show(names),
            },
        )?
        .into_any(),
        Event::ReasonSet { line, purpose, project, cost_centre } => Bound::new(
            py,
            ReasonSet {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                purpose: purpose.show(names),
                project: project.show(names),
                cost_centre: cost_centre.show(names),
            },
        )?
        .into_any(),
        Event::Repriced { prices_version, changes } => Bound::new(
            py,
            Repriced {
                version,
                at_ms,
                actor,
                is_system,
                prices_version: prices_version.show(names),
                changes: changes.show(names),
            },
        )?
        .into_any(),
        Event::MemberAdded { member, role } => Bound::new(
            py,
            MemberAdded {
                version,
                at_ms,
                actor,
                is_system,
                member: member.show(names),
                role: role.show(names),
            },
        )?
        .into_any(),
        Event::MemberRemoved { member, voided } => Bound::new(
            py,
            MemberRemoved {
                version,
                at_ms,
                actor,
                is_system,
                member: member.show(names),
                voided: voided.show(names),
            },
        )?
        .into_any(),
        Event::MemberLeft { voided } => Bound::new(
            py,
            MemberLeft { version, at_ms, actor, is_system, voided: voided.show(names) },
        )?
        .into_any(),
        Event::RoleSet { member, old_role, role, voided } => Bound::new(
            py,
            RoleSet {
                version,
                at_ms,
                actor,
                is_system,
                member: member.show(names),
                old_role: old_role.show(names),
                role: role.show(names),
                voided: voided.show(names),
            },
        )?
        .into_any(),
        Event::RoleDefined {
            name,
            capabilities,
            money_cap_minor,
            categories_allowed,
            categories_denied,
            voided,
        } => Bound::new(
            py,
            RoleDefined {
                version,
                at_ms,
                actor,
                is_system,
                name: name.show(names),
                capabilities: capabilities.show(names),
                money_cap_minor: money_cap_minor.show(names),
                categories_allowed: categories_allowed.show(names),
                categories_denied: categories_denied.show(names),
                voided: voided.show(names),
            },
        )?
        .into_any(),
        Event::OwnershipOffered { member } => Bound::new(
            py,
            OwnershipOffered { version, at_ms, actor, is_system, member: member.show(names) },
        )?
        .into_any(),
        Event::OwnershipAccepted { old_owner } => Bound::new(
            py,
            OwnershipAccepted {
                version,
                at_ms,
                actor,
                is_system,
                old_owner: old_owner.show(names),
            },
        )?
        .into_any(),
        Event::OwnershipDeclined { member } => Bound::new(
            py,
            OwnershipDeclined { version, at_ms, actor, is_system, member: member.show(names) },
        )?
        .into_any(),
        Event::Invited { token_hash, role, uses_max, expires_at_ms } => Bound::new(
            py,
            Invited {
                version,
                at_ms,
                actor,
                is_system,
                token_hash: token_hash.show(names),
                role: role.show(names),
                uses_max: uses_max.show(names),
                expires_at_ms: expires_at_ms.show(names),
            },
        )?
        .into_any(),
        Event::InvitationRevoked { invitation } => Bound::new(
            py,
            InvitationRevoked {
                version,
                at_ms,
                actor,
                is_system,
                invitation: invitation.show(names),
            },
        )?
        .into_any(),
        Event::InvitationAccepted { invitation, member, role } => Bound::new(
            py,
            InvitationAccepted {
                version,
                at_ms,
                actor,
                is_system,
                invitation: invitation.show(names),
                member: member.show(names),
                role: role.show(names),
            },
        )?
        .into_any(),
        Event::CartLocked { until_ms } => Bound::new(
            py,
            CartLocked { version, at_ms, actor, is_system, until_ms: until_ms.show(names) },
        )?
        .into_any(),
        Event::CartUnlocked { holder } => Bound::new(
            py,
            CartUnlocked { version, at_ms, actor, is_system, holder: holder.show(names) },
        )?
        .into_any(),
        Event::PoliciesSet { old_policies, policies } => Bound::new(
            py,
            PoliciesSet {
                version,
                at_ms,
                actor,
                is_system,
                old_policies: old_policies.show(names),
                policies: policies.show(names),
            },
        )?
        .into_any(),
        Event::CartRenamed { title, purpose } => Bound::new(
            py,
            CartRenamed {
                version,
                at_ms,
                actor,
                is_system,
                title: title.show(names),
                purpose: purpose.show(names),
            },
        )?
        .into_any(),
        Event::CartClosed => {
            Bound::new(py, CartClosed { version, at_ms, actor, is_system })?.into_any()
        }
        Event::Bill(BillEvent::SplitSet { rule, parts, spares_late_joiners }) => Bound::new(
            py,
            SplitSet {
                version,
                at_ms,
                actor,
                is_system,
                rule: rule.show(names),
                parts: parts.show(names),
                spares_late_joiners: spares_late_joiners.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::LineSplitSet { line, rule, parts }) => Bound::new(
            py,
            LineSplitSet {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                rule: rule.show(names),
                parts: parts.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::LineSplitCleared { line }) => Bound::new(
            py,
            LineSplitCleared { version, at_ms, actor, is_system, line: line.show(names) },
        )?
        .into_any(),
        Event::Bill(BillEvent::MembersExcluded { members }) => Bound::new(
            py,
            MembersExcluded { version, at_ms, actor, is_system, members: members.show(names) },
        )?
        .into_any(),
        Event::Bill(BillEvent::SponsorSet { member, amount_max_minor, person_max_minor }) => {
            Bound::new(
                py,
                SponsorSet {
                    version,
                    at_ms,
                    actor,
                    is_system,
                    member: member.show(names),
                    amount_max_minor: amount_max_minor.show(names),
                    person_max_minor: person_max_minor.show(names),
                },
            )?
            .into_any()
        }
        Event::Bill(BillEvent::ShareMinimumSet { minimum_minor }) => Bound::new(
            py,
            ShareMinimumSet {
                version,
                at_ms,
                actor,
                is_system,
                minimum_minor: minimum_minor.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::AdjustmentSplitSet { adjustment_kind, rule, payer }) => Bound::new(
            py,
            AdjustmentSplitSet {
                version,
                at_ms,
                actor,
                is_system,
                adjustment_kind: adjustment_kind.show(names),
                rule: rule.show(names),
                payer: payer.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::AdjustmentAdded {
            adjustment_kind,
            amount_minor,
            percent,
            line,
            member,
            destination,
            label,
            is_included,
        }) => Bound::new(
            py,
            AdjustmentAdded {
                version,
                at_ms,
                actor,
                is_system,
                adjustment_kind: adjustment_kind.show(names),
                amount_minor: amount_minor.show(names),
                percent: percent.show(names),
                line: line.show(names),
                member: member.show(names),
                destination: destination.show(names),
                label: label.show(names),
                is_included: is_included.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::AdjustmentRemoved { adjustment, coupon }) => Bound::new(
            py,
            AdjustmentRemoved {
                version,
                at_ms,
                actor,
                is_system,
                adjustment: adjustment.show(names),
                coupon: coupon.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::DiscountAdded {
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
        }) => Bound::new(
            py,
            DiscountAdded {
                version,
                at_ms,
                actor,
                is_system,
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
        )?
        .into_any(),
        Event::Bill(BillEvent::DestinationSet { line, destination }) => Bound::new(
            py,
            DestinationSet {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                destination: destination.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::BillPoliciesSet { old_policies, policies }) => Bound::new(
            py,
            BillPoliciesSet {
                version,
                at_ms,
                actor,
                is_system,
                old_policies: old_policies.show(names),
                policies: policies.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::GroupSet { group }) => {
            Bound::new(py, GroupSet { version, at_ms, actor, is_system, group: group.show(names) })?
                .into_any()
        }
        Event::Bill(BillEvent::BillFixed {
            total_minor,
            shares,
            behind,
            sharing,
            ledger_version,
        }) => Bound::new(
            py,
            BillFixed {
                version,
                at_ms,
                actor,
                is_system,
                total_minor: total_minor.show(names),
                shares: shares.show(names),
                behind: behind.show(names),
                sharing: sharing.show(names),
                ledger_version: ledger_version.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::BillReopened) => {
            Bound::new(py, BillReopened { version, at_ms, actor, is_system })?.into_any()
        }
        Event::Bill(BillEvent::PaymentRecorded { payer, amount_minor }) => Bound::new(
            py,
            PaymentRecorded {
                version,
                at_ms,
                actor,
                is_system,
                payer: payer.show(names),
                amount_minor: amount_minor.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::TransferRecorded { payer, payee, amount_minor }) => Bound::new(
            py,
            TransferRecorded {
                version,
                at_ms,
                actor,
                is_system,
                payer: payer.show(names),
                payee: payee.show(names),
                amount_minor: amount_minor.show(names),
            },
        )?
        .into_any(),
        Event::Bill(BillEvent::ItemRefunded { line, quantity, shares }) => Bound::new(
            py,
            ItemRefunded {
                version,
                at_ms,
                actor,
                is_system,
                line: line.show(names),
                quantity: quantity.show(names),
                shares: shares.show(names),
            },
        )?
        .into_any(),
        Event::Pledged {
            campaign,
            sku,
            quantity,
            unit_price,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
        } => Bound::new(
            py,
            Pledged {
                version,
                at_ms,
                actor,
                is_system,
                campaign: campaign.show(names),
                sku: sku.show(names),
                quantity: quantity.show(names),
                unit_price: unit_price.show(names),
                campaign_version: campaign_version.show(names),
                status: status.show(names),
                tiers_reached: tiers_reached.show(names),
                locks_at_ms: locks_at_ms.show(names),
            },
        )?
        .into_any(),
        Event::CampaignFollowed {
            campaign,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
            changes,
            cuts,
        } => Bound::new(
            py,
            CampaignFollowed {
                version,
                at_ms,
                actor,
                is_system,
                campaign: campaign.show(names),
                campaign_version: campaign_version.show(names),
                status: status.show(names),
                tiers_reached: tiers_reached.show(names),
                locks_at_ms: locks_at_ms.show(names),
                changes: changes.show(names),
                cuts: cuts.show(names),
            },
        )?
        .into_any(),
    })
}

/// Adds every generated class to the module.
pub(crate) fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<CartView>()?;
    module.add_class::<LineItem>()?;
    module.add_class::<MemberEntry>()?;
    module.add_class::<RoleEntry>()?;
    module.add_class::<InvitationEntry>()?;
    module.add_class::<CampaignEntry>()?;
    module.add_class::<Policies>()?;
    module.add_class::<AlreadyInCart>()?;
    module.add_class::<PriceChange>()?;
    module.add_class::<SplitPart>()?;
    module.add_class::<QuantityTier>()?;
    module.add_class::<BillPolicies>()?;
    module.add_class::<MinorShare>()?;
    module.add_class::<PledgeCut>()?;
    module.add_class::<LockEntry>()?;
    module.add_class::<AdjustmentEntry>()?;
    module.add_class::<ShareEntry>()?;
    module.add_class::<SponsorEntry>()?;
    module.add_class::<Bill>()?;
    module.add_class::<CellEntry>()?;
    module.add_class::<Explanation>()?;
    module.add_class::<TransferEntry>()?;
    module.add_class::<Settlement>()?;
    module.add_class::<CampaignSkuEntry>()?;
    module.add_class::<CampaignTierEntry>()?;
    module.add_class::<CampaignMoment>()?;
    module.add_class::<TippingShare>()?;
    module.add_class::<TippingPoint>()?;
    module.add_class::<PledgeEntry>()?;
    module.add_class::<CampaignView>()?;
    module.add_class::<CampaignRow>()?;
    module.add_class::<CampaignTotal>()?;
    module.add_class::<CampaignList>()?;
    module.add_class::<CartCreated>()?;
    module.add_class::<ItemAdded>()?;
    module.add_class::<ItemIncreased>()?;
    module.add_class::<QuantityAdjusted>()?;
    module.add_class::<QuantitySet>()?;
    module.add_class::<ItemRemoved>()?;
    module.add_class::<NoteSet>()?;
    module.add_class::<BeneficiariesSet>()?;
    module.add_class::<ReasonSet>()?;
    module.add_class::<Repriced>()?;
    module.add_class::<MemberAdded>()?;
    module.add_class::<MemberRemoved>()?;
    module.add_class::<MemberLeft>()?;
    module.add_class::<RoleSet>()?;
    module.add_class::<RoleDefined>()?;
    module.add_class::<OwnershipOffered>()?;
    module.add_class::<OwnershipAccepted>()?;
    module.add_class::<OwnershipDeclined>()?;
    module.add_class::<Invited>()?;
    module.add_class::<InvitationRevoked>()?;
    module.add_class::<InvitationAccepted>()?;
    module.add_class::<CartLocked>()?;
    module.add_class::<CartUnlocked>()?;
    module.add_class::<PoliciesSet>()?;
    module.add_class::<CartRenamed>()?;
    module.add_class::<CartClosed>()?;
    module.add_class::<SplitSet>()?;
    module.add_class::<LineSplitSet>()?;
    module.add_class::<LineSplitCleared>()?;
    module.add_class::<MembersExcluded>()?;
    module.add_class::<SponsorSet>()?;
    module.add_class::<ShareMinimumSet>()?;
    module.add_class::<AdjustmentSplitSet>()?;
    module.add_class::<AdjustmentAdded>()?;
    module.add_class::<AdjustmentRemoved>()?;
    module.add_class::<DiscountAdded>()?;
    module.add_class::<DestinationSet>()?;
    module.add_class::<BillPoliciesSet>()?;
    module.add_class::<GroupSet>()?;
    module.add_class::<BillFixed>()?;
    module.add_class::<BillReopened>()?;
    module.add_class::<PaymentRecorded>()?;
    module.add_class::<TransferRecorded>()?;
    module.add_class::<ItemRefunded>()?;
    module.add_class::<Pledged>()?;
    module.add_class::<CampaignFollowed>()?;
    Ok(())
}
