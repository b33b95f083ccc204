// @generated from core/src/command.rs by cargo gen
//! Verbs, events and views.

use std::sync::Arc;

use cartpool::{CartView as CoreView, Command, Event, Events, Limits, Recorded};
use pyo3::prelude::*;

use crate::arg::{self, Arg};
use crate::member::{Batch, Member};
use crate::value::{self, Amount, Mapping, Money, Show, Tuple};

#[pymethods]
impl Member {
    /// Adds `quantity` of `sku` at the price list's price.
    ///
    /// Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows;
    /// otherwise, or with `separate`, a new line is made whose id is the new version. If somebody else
    /// already put this SKU in the cart, the event says who, how many and when. A line holds at most
    /// 9,999 and a cart 250 lines unless configured.
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`,
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `quantity_must_not_be_zero`, `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`.
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `member_not_found`, `beneficiaries_must_differ`.
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
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

    /// Closes the cart for good; it can still be read.
    ///
    /// Errors: `capability_missing`.
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

    /// Closes the cart for good; it can still be read.
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
        "lock_ms_max" => limits.lock_ms_max = arg::int(name, value)?,
        "invitation_ms_max" => limits.invitation_ms_max = arg::int(name, value)?,
        "accounts_max" => limits.accounts_max = arg::int(name, value)?,
        "coupon_members_max" => limits.coupon_members_max = arg::int(name, value)?,
        "coupon_uses_max" => limits.coupon_uses_max = arg::int(name, value)?,
        "ledger_members_max" => limits.ledger_members_max = arg::int(name, value)?,
        "ledger_carts_max" => limits.ledger_carts_max = arg::int(name, value)?,
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

impl Show for cartpool::CartStatus {
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
    edit: &'static str,
    /// Whether adding what is already there grows that line instead of making another.
    merges_lines: bool,
    /// Whether viewers may suggest.
    allows_suggestions: bool,
}

#[pymethods]
impl Policies {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "Policies", &["edit", "merges_lines", "allows_suggestions"])
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
    line: u64,
    /// Who added it.
    member: Option<String>,
    /// How many it held before.
    quantity: u32,
    /// How many seconds before this event it was added.
    added_ago_s: u32,
}

#[pymethods]
impl AlreadyInCart {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "AlreadyInCart", &["line", "member", "quantity", "added_ago_s"])
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
    line: u64,
    /// Its price before.
    old_unit_price: Amount,
    /// Its price now.
    unit_price: Amount,
}

#[pymethods]
impl PriceChange {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "PriceChange", &["line", "old_unit_price", "unit_price"])
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

/// A hold on the cart.
#[pyclass(frozen, eq, get_all, module = "cartpool")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LockEntry {
    /// Who holds it; nobody where the host does.
    holder: Option<Option<String>>,
    /// When it ends by itself, in Unix milliseconds.
    until_ms: u64,
}

#[pymethods]
impl LockEntry {
    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        value::repr(slf, "LockEntry", &["holder", "until_ms"])
    }
}

impl Show for cartpool::LockEntry {
    type Shown = LockEntry;
    fn show(&self, names: &dyn value::Names) -> LockEntry {
        LockEntry { holder: self.holder.show(names), until_ms: self.until_ms.show(names) }
    }
}

/// A cart at one version, as one principal may see it.
///
/// Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer
/// in it.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct CartView {
    pub(crate) inner: Arc<CoreView>,
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
    fn lines(&self) -> Tuple<LineItem> {
        LineItem::all(&self.inner)
    }

    /// The sum of the line totals.
    #[getter]
    fn subtotal(&self) -> Money {
        self.inner.subtotal.show(&*self.inner)
    }

    /// What is to be paid; the subtotal until adjustments exist.
    #[getter]
    fn total(&self) -> Money {
        self.inner.total.show(&*self.inner)
    }

    /// The members present, in the order they joined.
    #[getter]
    fn members(&self) -> Tuple<MemberEntry> {
        MemberEntry::all(&self.inner)
    }

    /// The custom roles.
    #[getter]
    fn roles(&self) -> Tuple<RoleEntry> {
        RoleEntry::all(&self.inner)
    }

    /// The pending invitations.
    #[getter]
    fn invitations(&self) -> Tuple<InvitationEntry> {
        InvitationEntry::all(&self.inner)
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
}

/// A line of a cart.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct LineItem {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl LineItem {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Tuple<Self> {
        Tuple((0..view.lines.len()).map(|at| Self { view: Arc::clone(view), at }).collect())
    }

    fn get(&self) -> &cartpool::LineItem {
        &self.view.lines[self.at]
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
            ],
        )
    }
}

/// A member who is present.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct MemberEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl MemberEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Tuple<Self> {
        Tuple((0..view.members.len()).map(|at| Self { view: Arc::clone(view), at }).collect())
    }

    fn get(&self) -> &cartpool::MemberEntry {
        &self.view.members[self.at]
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
}

/// A custom role.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct RoleEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl RoleEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Tuple<Self> {
        Tuple((0..view.roles.len()).map(|at| Self { view: Arc::clone(view), at }).collect())
    }

    fn get(&self) -> &cartpool::RoleEntry {
        &self.view.roles[self.at]
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
}

/// A pending invitation; only those who may invite see it.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct InvitationEntry {
    pub(crate) view: Arc<CoreView>,
    pub(crate) at: usize,
}

impl InvitationEntry {
    /// All of a view's, in its order.
    pub(crate) fn all(view: &Arc<CoreView>) -> Tuple<Self> {
        Tuple((0..view.invitations.len()).map(|at| Self { view: Arc::clone(view), at }).collect())
    }

    fn get(&self) -> &cartpool::InvitationEntry {
        &self.view.invitations[self.at]
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
    })
}

/// Adds every generated class to the module.
pub(crate) fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<CartView>()?;
    module.add_class::<LineItem>()?;
    module.add_class::<MemberEntry>()?;
    module.add_class::<RoleEntry>()?;
    module.add_class::<InvitationEntry>()?;
    module.add_class::<Policies>()?;
    module.add_class::<AlreadyInCart>()?;
    module.add_class::<PriceChange>()?;
    module.add_class::<LockEntry>()?;
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
    Ok(())
}
