// @generated from core/src/command.rs by cargo gen
//! Verbs, events, views and codes.

use std::str::FromStr;

use cartpool::{Capability, CartStatus, EditPolicy, ErrorKind, LineId, Preset};

use crate::error::CartpoolError;
use crate::member::Member;
use crate::value::{Amount, Money, Names, Show};

#[uniffi::export]
impl Member {
    /// Adds `quantity` of `sku` at the price list's price.
    ///
    /// Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows;
    /// otherwise, or with `separate`, a new line is made whose id is the new version. If somebody else
    /// already put this SKU in the cart, the event says who, how many and when. A line holds at most 9,999
    /// and a cart 250 lines unless configured.
    ///
    /// - `sku`: The merchant's name for the thing.
    /// - `quantity`: How many; at least 1.
    /// - `options`: Choices such as size or colour, in any order.
    /// - `note`: Why, in the member's words.
    /// - `beneficiaries`: For whom; nobody named means for everybody.
    /// - `separate`: Make a line of its own even if the cart merges lines.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `quantity_must_not_be_zero`,
    /// `sku_not_valid`, `exceeds_options_max`, `option_not_valid`, `exceeds_note_max`, `text_not_valid`,
    /// `member_not_found`, `beneficiaries_must_differ`, `unit_price_not_allowed`, `price_not_valid`,
    /// `exceeds_unit_price_max`, `price_not_found`, `category_not_allowed`, `exceeds_quantity_max`,
    /// `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`, `exceeds_skus_max`.
    ///
    /// Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
    #[uniffi::method(default(options = [], note = None, beneficiaries = [], separate = false))]
    pub fn add_item(
        &self,
        sku: &str,
        quantity: u32,
        options: Vec<ItemOption>,
        note: Option<String>,
        beneficiaries: Vec<String>,
        separate: bool,
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::AddItem {
            sku,
            quantity,
            unit_price: None,
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
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
    pub fn adjust_quantity(&self, line: u64, delta: i32) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::AdjustQuantity { line: LineId(line), delta })
    }

    /// Sets a line's quantity; the last writer wins.
    ///
    /// With `seen_quantity`, what the member saw when deciding: if the line changed meanwhile the event is
    /// marked contested for all to see. It never refuses for that.
    ///
    /// - `line`: The line.
    /// - `quantity`: The new quantity; at least 1.
    /// - `seen_quantity`: The quantity the member saw.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `quantity_must_not_be_zero`, `exceeds_quantity_max`, `exceeds_total_max`, `exceeds_money_cap`.
    ///
    /// Events: `QuantitySet`.
    #[uniffi::method(default(seen_quantity = None))]
    pub fn set_quantity(
        &self,
        line: u64,
        quantity: u32,
        seen_quantity: Option<u32>,
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::SetQuantity { line: LineId(line), quantity, seen_quantity })
    }

    /// Removes a line.
    ///
    /// - `line`: The line.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`.
    ///
    /// Events: `ItemRemoved`.
    pub fn remove_item(&self, line: u64) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::RemoveItem { line: LineId(line) })
    }

    /// Writes a line's note, or clears it.
    ///
    /// The text is kept beside the log, so that it can be erased.
    ///
    /// - `line`: The line.
    /// - `note`: The note, up to 1,000 characters; nothing clears it.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `exceeds_note_max`, `text_not_valid`.
    ///
    /// Events: `NoteSet`.
    #[uniffi::method(default(note = None))]
    pub fn set_note(&self, line: u64, note: Option<String>) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::SetNote { line: LineId(line), note: note.as_deref() })
    }

    /// Says for whom a line is; an empty list means for everybody.
    ///
    /// - `line`: The line.
    /// - `beneficiaries`: Present members.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `member_not_found`, `beneficiaries_must_differ`.
    ///
    /// Events: `BeneficiariesSet`.
    #[uniffi::method(default(beneficiaries = []))]
    pub fn set_beneficiaries(
        &self,
        line: u64,
        beneficiaries: Vec<String>,
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::SetBeneficiaries {
            line: LineId(line),
            beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
        })
    }

    /// Says what a line is bought for: purpose, project and cost centre, each up to 255 characters; nothing
    /// clears one.
    ///
    /// - `line`: The line.
    /// - `purpose`: What it is for.
    /// - `project`: The project it belongs to.
    /// - `cost_centre`: Who bears the cost.
    ///
    /// Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `line_not_found`,
    /// `exceeds_title_max`, `text_not_valid`.
    ///
    /// Events: `ReasonSet`.
    #[uniffi::method(default(purpose = None, project = None, cost_centre = None))]
    pub fn set_reason(
        &self,
        line: u64,
        purpose: Option<String>,
        project: Option<String>,
        cost_centre: Option<String>,
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::SetReason {
            line: LineId(line),
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
    pub fn add_member(&self, member: &str, role: &str) -> Result<u64, CartpoolError> {
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
    pub fn remove_member(&self, member: &str) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::RemoveMember { member })
    }

    /// Leaves the cart; one's lines stay, one's open invitations end.
    ///
    /// Errors: `owner_must_stay`.
    ///
    /// Events: `MemberLeft`, with the invitations that ended.
    pub fn leave(&self) -> Result<u64, CartpoolError> {
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
    pub fn set_role(&self, member: &str, role: &str) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::SetRole { member, role })
    }

    /// Defines a custom role of this cart, or defines it anew for all who have it.
    ///
    /// `money_cap` bounds the sum of the lines a member with this role added; such a member grows only
    /// their own lines. With `categories_allowed` only SKUs of these categories may be added; those of
    /// `categories_denied` never.
    ///
    /// - `name`: The role's name.
    /// - `capabilities`: What it may do.
    /// - `money_cap`: The most its holder's lines may sum to, in the cart's currency.
    /// - `categories_allowed`: The only categories it may add; none named means all.
    /// - `categories_denied`: Categories it may not add.
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
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::DefineRole {
            name,
            capabilities,
            money_cap: money_cap.map(|amount| amount.0),
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
    pub fn offer_ownership(&self, member: &str) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::OfferOwnership { member })
    }

    /// Accepts the ownership offered to oneself; the former owner becomes an admin.
    ///
    /// Errors: `ownership_not_offered`.
    ///
    /// Events: `OwnershipAccepted`.
    pub fn accept_ownership(&self) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::AcceptOwnership)
    }

    /// Takes an offer of ownership back, or declines the one made to oneself.
    ///
    /// Errors: `ownership_not_offered`, `capability_missing`.
    ///
    /// Events: `OwnershipDeclined`.
    pub fn decline_ownership(&self) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::DeclineOwnership)
    }

    /// Makes an invitation by link, whose id is the new version.
    ///
    /// The host makes a `Token`, passes its hash, and puts cart id and token into the link. The default is
    /// 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as editor.
    ///
    /// - `token_hash`: The token's hash.
    /// - `role`: The role those who join get.
    /// - `uses_max`: How often it may be used.
    /// - `expires_at_ms`: When it expires, in Unix milliseconds.
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
        uses_max: Option<u32>,
        expires_at_ms: Option<u64>,
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::Invite {
            token_hash: cartpool::TokenHash::from_str(token_hash)?,
            role,
            uses_max,
            expires_at_ms,
        })
    }

    /// Ends a pending invitation.
    ///
    /// - `invitation`: The invitation's id: the version that made it.
    ///
    /// Errors: `capability_missing`, `invitation_not_found`.
    ///
    /// Events: `InvitationRevoked`.
    pub fn revoke_invitation(&self, invitation: u64) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::RevokeInvitation { invitation })
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
    pub fn accept_invitation(&self, token: &str) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::AcceptInvitation { token })
    }

    /// Holds the cart: until the deadline nobody else edits lines.
    ///
    /// The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
    ///
    /// - `until_ms`: When the hold ends by itself, in Unix milliseconds.
    ///
    /// Errors: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
    ///
    /// Events: `CartLocked`.
    #[uniffi::method(default(until_ms = None))]
    pub fn lock_cart(&self, until_ms: Option<u64>) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::LockCart { until_ms })
    }

    /// Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.
    ///
    /// Errors: `capability_missing`.
    ///
    /// Events: `CartUnlocked`.
    pub fn unlock_cart(&self) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::UnlockCart)
    }

    /// Changes the cart's policies; what is not named stays.
    ///
    /// - `edit`: Who may edit lines.
    /// - `merges_lines`: Whether equal lines merge.
    /// - `allows_suggestions`: Whether viewers may suggest.
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
    ) -> Result<u64, CartpoolError> {
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
    ) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::RenameCart {
            title: title.as_deref(),
            purpose: purpose.as_deref(),
        })
    }

    /// Closes the cart for good; it can still be read.
    ///
    /// Errors: `capability_missing`.
    ///
    /// Events: `CartClosed`.
    pub fn close_cart(&self) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::CloseCart)
    }

    /// Brings the cart's prices up to the price list, as every commit and priced read does by itself.
    ///
    /// Errors: `reserved_for_system`.
    ///
    /// Events: `Repriced`.
    pub fn reprice(&self) -> Result<u64, CartpoolError> {
        self.commit(&cartpool::Command::Reprice)
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
        quantity: u32,
        /// Choices such as size or colour, in any order.
        options: Vec<ItemOption>,
        /// Why, in the member's words.
        note: Option<String>,
        /// For whom; nobody named means for everybody.
        beneficiaries: Vec<String>,
        /// Make a line of its own even if the cart merges lines.
        separate: bool,
    },
    /// As `Member.adjust_quantity`.
    AdjustQuantity {
        /// The line.
        line: u64,
        /// How many more, or fewer if negative.
        delta: i32,
    },
    /// As `Member.set_quantity`.
    SetQuantity {
        /// The line.
        line: u64,
        /// The new quantity; at least 1.
        quantity: u32,
        /// The quantity the member saw.
        seen_quantity: Option<u32>,
    },
    /// As `Member.remove_item`.
    RemoveItem {
        /// The line.
        line: u64,
    },
    /// As `Member.set_note`.
    SetNote {
        /// The line.
        line: u64,
        /// The note, up to 1,000 characters; nothing clears it.
        note: Option<String>,
    },
    /// As `Member.set_beneficiaries`.
    SetBeneficiaries {
        /// The line.
        line: u64,
        /// Present members.
        beneficiaries: Vec<String>,
    },
    /// As `Member.set_reason`.
    SetReason {
        /// The line.
        line: u64,
        /// What it is for.
        purpose: Option<String>,
        /// The project it belongs to.
        project: Option<String>,
        /// Who bears the cost.
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
        capabilities: Vec<Capability>,
        /// The most its holder's lines may sum to, in the cart's currency.
        money_cap: Option<Amount>,
        /// The only categories it may add; none named means all.
        categories_allowed: Vec<String>,
        /// Categories it may not add.
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
        uses_max: Option<u32>,
        /// When it expires, in Unix milliseconds.
        expires_at_ms: Option<u64>,
    },
    /// As `Member.revoke_invitation`.
    RevokeInvitation {
        /// The invitation's id: the version that made it.
        invitation: u64,
    },
    /// As `Member.accept_invitation`.
    AcceptInvitation {
        /// The secret from the link.
        token: String,
    },
    /// As `Member.lock_cart`.
    LockCart {
        /// When the hold ends by itself, in Unix milliseconds.
        until_ms: Option<u64>,
    },
    /// As `Member.unlock_cart`.
    UnlockCart,
    /// As `Member.set_policies`.
    SetPolicies {
        /// Who may edit lines.
        edit: Option<EditPolicy>,
        /// Whether equal lines merge.
        merges_lines: Option<bool>,
        /// Whether viewers may suggest.
        allows_suggestions: Option<bool>,
    },
    /// As `Member.rename_cart`.
    RenameCart {
        /// What the cart is called.
        title: Option<String>,
        /// What the cart is for.
        purpose: Option<String>,
    },
    /// As `Member.close_cart`.
    CloseCart,
    /// As `Member.reprice`.
    Reprice,
}

impl Command {
    /// The command that core takes.
    pub(crate) fn lend(&self) -> Result<cartpool::Command<'_>, CartpoolError> {
        Ok(match self {
            Self::AddItem { sku, quantity, options, note, beneficiaries, separate } => {
                cartpool::Command::AddItem {
                    sku,
                    quantity: *quantity,
                    unit_price: None,
                    options: options.iter().map(ItemOption::lend).collect(),
                    note: note.as_deref(),
                    beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
                    separate: *separate,
                }
            }
            Self::AdjustQuantity { line, delta } => {
                cartpool::Command::AdjustQuantity { line: LineId(*line), delta: *delta }
            }
            Self::SetQuantity { line, quantity, seen_quantity } => cartpool::Command::SetQuantity {
                line: LineId(*line),
                quantity: *quantity,
                seen_quantity: *seen_quantity,
            },
            Self::RemoveItem { line } => cartpool::Command::RemoveItem { line: LineId(*line) },
            Self::SetNote { line, note } => {
                cartpool::Command::SetNote { line: LineId(*line), note: note.as_deref() }
            }
            Self::SetBeneficiaries { line, beneficiaries } => cartpool::Command::SetBeneficiaries {
                line: LineId(*line),
                beneficiaries: beneficiaries.iter().map(String::as_str).collect(),
            },
            Self::SetReason { line, purpose, project, cost_centre } => {
                cartpool::Command::SetReason {
                    line: LineId(*line),
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
                money_cap: money_cap.as_ref().map(|amount| amount.0),
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
                    uses_max: *uses_max,
                    expires_at_ms: *expires_at_ms,
                }
            }
            Self::RevokeInvitation { invitation } => {
                cartpool::Command::RevokeInvitation { invitation: *invitation }
            }
            Self::AcceptInvitation { token } => cartpool::Command::AcceptInvitation { token },
            Self::LockCart { until_ms } => cartpool::Command::LockCart { until_ms: *until_ms },
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
        })
    }
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

/// Why a call was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ErrorCode {
    /// the engine met a bug of its own; nothing was changed
    InternalError,
    /// the engine has been closed
    EngineIsClosed,
    /// this cart met a bug while changing and is out of use; others go on
    CartIsDamaged,
    /// a limit is zero or above its hard cap
    LimitsNotValid,
    /// the engine's memory bound is reached; removals still work
    ExceedsMemoryMax,
    /// too many commands in too short a time; try again
    RateExceeded,
    /// this handle is closed or was never issued
    HandleNotValid,
    /// text must be well-formed UTF-8
    TextMustBeUtf8,
    /// an argument has the wrong type or is out of range
    ArgumentNotValid,
    /// no such cart for this principal
    CartNotFound,
    /// the cart is closed
    CartIsClosed,
    /// another member holds the cart's lock
    CartIsLocked,
    /// the cart is not at the expected version
    VersionConflict,
    /// the cart has not reached this version
    VersionNotFound,
    /// the history no longer reaches back to this version
    VersionNoLongerKept,
    /// the cart has reached its bound in bytes
    ExceedsCartBytesMax,
    /// the cart has had as many events as it may
    ExceedsEventsMax,
    /// a cart id is 32 hexadecimal digits
    CartIdNotValid,
    /// a cart with this id exists
    CartAlreadyExists,
    /// the member lacks the capability
    CapabilityMissing,
    /// only the host itself may do this
    ReservedForSystem,
    /// no such member in this cart
    MemberNotFound,
    /// this member is already in the cart
    MemberAlreadyInCart,
    /// a member id is 1 to 64 bytes without control characters
    MemberIdNotValid,
    /// the cart has the maximum number of members
    ExceedsMembersMax,
    /// no such role in this cart
    RoleNotFound,
    /// a role name is 1 to 64 bytes without control characters
    RoleNameNotValid,
    /// the cart has the maximum number of custom roles
    ExceedsRolesMax,
    /// a ready-made role cannot be redefined
    ReadyRoleIsFixed,
    /// ownership moves only by offer and acceptance
    OwnershipMustBeOffered,
    /// ownership has not been offered to this member
    OwnershipNotOffered,
    /// a cart always has an owner
    OwnerMustStay,
    /// a role lists the maximum number of categories
    ExceedsCategoriesMax,
    /// a category is 1 to 64 bytes without control characters
    CategoryNotValid,
    /// no such line in this cart
    LineNotFound,
    /// quantity must be at least 1
    QuantityMustNotBeZero,
    /// the line would hold more than the maximum quantity
    ExceedsQuantityMax,
    /// the cart has the maximum number of lines
    ExceedsLinesMax,
    /// a SKU is 1 to 64 bytes without control characters
    SkuNotValid,
    /// this cart is changed by suggestion only
    SuggestionRequired,
    /// the member's role caps the money they may add
    ExceedsMoneyCap,
    /// the member's role excludes this category
    CategoryNotAllowed,
    /// the note is too long
    ExceedsNoteMax,
    /// the line has too many options
    ExceedsOptionsMax,
    /// an option is a distinct key of 1 to 40 and a value of up to 500 characters
    OptionNotValid,
    /// a beneficiary is listed twice
    BeneficiariesMustDiffer,
    /// the text is longer than a title may be
    ExceedsTitleMax,
    /// text holds a control character
    TextNotValid,
    /// the deadline has passed or is too far ahead
    DeadlineNotValid,
    /// the price list has no price for this SKU and currency
    PriceNotFound,
    /// this engine takes prices from its price list only
    UnitPriceNotAllowed,
    /// a price is zero or more, with at most 4 digits beyond the currency's own
    PriceNotValid,
    /// the unit price is above its bound
    ExceedsUnitPriceMax,
    /// the cart's total would pass its bound
    ExceedsTotalMax,
    /// a currency is an ISO 4217 code of three capital letters with minor units
    CurrencyNotValid,
    /// the engine knows the maximum number of SKUs
    ExceedsSkusMax,
    /// no such invitation, or no longer
    InvitationNotValid,
    /// no such pending invitation in this cart
    InvitationNotFound,
    /// the cart has the maximum number of pending invitations
    ExceedsInvitationsMax,
    /// a link admits at most as editor
    InvitationRoleTooHigh,
    /// an invitation may be used 1 to 100 times
    ExceedsInvitationUsesMax,
    /// a token hash is 43 characters of base64url
    TokenHashNotValid,
    /// a command id is a UUID of version 7 at most 5 minutes ahead of the clock
    CommandIdNotValid,
    /// this command id was used for something else
    CommandIdReused,
    /// this command id is older than the ids still remembered
    CommandIdTooOld,
    /// the batch holds too many commands
    ExceedsBatchMax,
    /// a batch holds at least one command
    BatchMustNotBeEmpty,
    /// the batch is too large in bytes
    ExceedsBatchBytesMax,
    /// this command cannot be part of a batch
    NotAllowedInBatch,
    /// the command is too large in bytes
    ExceedsCommandBytesMax,
    /// the event would be too large in bytes
    ExceedsEventBytesMax,
    /// these bytes are not a command of this engine
    CommandNotValid,
    /// a cursor is epoch and version, as a page gave it
    CursorNotValid,
    /// the cart or the engine has the maximum number of watches
    ExceedsWatchesMax,
    /// the storage is busy; nothing was changed, try again
    StorageBusy,
    /// writing failed and the outcome is unknown; nothing more is taken until the engine is opened anew
    StorageFailed,
    /// what lies in the storage is not what was written
    StorageIsDamaged,
    /// this file is not a journal of this engine's
    StorageNotRecognized,
    /// this journal was written by a newer release
    StorageTooNew,
    /// the journal cannot be written
    StorageIsReadOnly,
    /// the journal's folder does not exist or cannot be read
    StorageNotFound,
    /// durability is synced or buffered
    DurabilityNotValid,
    /// this engine belongs to the process this one was forked from; open another here
    EngineIsForked,
    /// no such coupon, or not now
    CouponNotValid,
    /// the coupon has been used as often as it may be
    CouponUsedUp,
    /// the member has used the coupon as often as they may
    CouponUsedByMember,
    /// no coupon has this code
    CouponNotFound,
    /// a coupon's code is 1 to 64 bytes without control characters
    CouponCodeNotValid,
    /// a coupon's terms end before they begin
    CouponTermsNotValid,
    /// the coupon is used by the maximum number of members
    ExceedsCouponMembersMax,
    /// the coupon has the maximum number of uses that are kept
    ExceedsCouponUsesMax,
    /// a group's id is 1 to 64 bytes without control characters
    GroupNotValid,
    /// what a cart puts into a ledger must sum to zero
    LedgerMustBalance,
    /// the ledger has the maximum number of members
    ExceedsLedgerMembersMax,
    /// the ledger has the maximum number of carts that are not settled
    ExceedsLedgerCartsMax,
    /// a balance would pass its bound
    ExceedsBalanceMax,
    /// a transfer moves more than nothing from one member to another
    TransferNotValid,
    /// the engine has the maximum number of coupons or of ledgers
    ExceedsAccountsMax,
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
    pub line: u64,
    /// Who added it.
    pub member: Option<String>,
    /// How many it held before.
    pub quantity: u32,
    /// How many seconds before this event it was added.
    pub added_ago_s: u32,
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
    pub line: u64,
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
    pub id: u64,
    /// The merchant's name for the thing.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// The price of one; may be finer than the currency.
    pub unit_price: Amount,
    /// Quantity times unit price, rounded half up once.
    pub line_total: Money,
    /// Who added it.
    pub added_by: Option<String>,
    /// Who changed it last.
    pub changed_by: Option<String>,
    /// When it was added, in Unix milliseconds, to the second.
    pub added_at_ms: u64,
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
    pub id: u64,
    /// The role those who join get.
    pub role: String,
    /// Who made it; nobody where the host did.
    pub invited_by: Option<String>,
    /// How often it may still be used.
    pub uses_left: u32,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: u64,
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
    pub until_ms: u64,
}

impl Show for cartpool::LockEntry {
    type Shown = LockEntry;
    fn show(&self, names: &dyn Names) -> LockEntry {
        LockEntry { holder: self.holder.show(names), until_ms: self.until_ms.show(names) }
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
    pub version: u64,
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
    pub created_at_ms: u64,
    /// When it last changed, in Unix milliseconds.
    pub changed_at_ms: u64,
    /// The version of the price list the prices are of; 0 before the first repricing.
    pub prices_version: u64,
    /// The lines, oldest first.
    pub lines: Vec<LineItem>,
    /// The sum of the line totals.
    pub subtotal: Money,
    /// What is to be paid; the subtotal until adjustments exist.
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
        quantity: u32,
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
        line: u64,
        /// How many were added.
        added: u32,
        /// How many it holds now.
        quantity: u32,
        /// What was in the cart already, if somebody else had put it there.
        already_in_cart: Option<AlreadyInCart>,
    },
    /// A line's quantity was changed by a difference.
    QuantityAdjusted {
        /// The line.
        line: u64,
        /// The difference.
        delta: i32,
        /// How many it holds now.
        quantity: u32,
    },
    /// A line's quantity was set.
    QuantitySet {
        /// The line.
        line: u64,
        /// How many it held.
        old_quantity: u32,
        /// How many it holds now.
        quantity: u32,
        /// Whether the member had seen another quantity than the line held.
        is_contested: bool,
    },
    /// A line was removed.
    ItemRemoved {
        /// The line.
        line: u64,
        /// How many it held.
        old_quantity: u32,
    },
    /// A line's note was written or cleared.
    NoteSet {
        /// The line.
        line: u64,
        /// The note.
        note: Option<String>,
    },
    /// A line's beneficiaries were named.
    BeneficiariesSet {
        /// The line.
        line: u64,
        /// For whom; none means for everybody.
        beneficiaries: Vec<Option<String>>,
    },
    /// A line's reason was written.
    ReasonSet {
        /// The line.
        line: u64,
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
        prices_version: u64,
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
        voided: Vec<u64>,
    },
    /// A member left.
    MemberLeft {
        /// The invitations that ended with it.
        voided: Vec<u64>,
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
        voided: Vec<u64>,
    },
    /// A custom role was defined, or defined anew.
    RoleDefined {
        /// The role's name.
        name: String,
        /// What it may do.
        capabilities: Vec<Capability>,
        /// The most its holder's lines may sum to, in minor units.
        money_cap_minor: Option<u64>,
        /// The only categories it may add; none means all.
        categories_allowed: Vec<String>,
        /// Categories it may not add.
        categories_denied: Vec<String>,
        /// The invitations that ended with it.
        voided: Vec<u64>,
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
        uses_max: u32,
        /// When it expires, in Unix milliseconds.
        expires_at_ms: u64,
    },
    /// An invitation was ended.
    InvitationRevoked {
        /// The invitation's id.
        invitation: u64,
    },
    /// Somebody joined by an invitation.
    InvitationAccepted {
        /// The invitation's id.
        invitation: u64,
        /// The member's id; the seat is the next free one.
        member: String,
        /// The role's name.
        role: String,
    },
    /// The cart was locked, or its lock's deadline moved.
    CartLocked {
        /// When the hold ends by itself, in Unix milliseconds.
        until_ms: u64,
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
}

impl Show for cartpool::Event<'_> {
    type Shown = Event;
    fn show(&self, names: &dyn Names) -> Event {
        match self {
            Self::CartCreated { owner, currency, preset, policies, title, purpose } => {
                Event::CartCreated {
                    owner: owner.show(names),
                    currency: currency.show(names),
                    preset: preset.show(names),
                    policies: policies.show(names),
                    title: title.show(names),
                    purpose: purpose.show(names),
                }
            }
            Self::ItemAdded {
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
            Self::ItemIncreased { line, added, quantity, already_in_cart } => {
                Event::ItemIncreased {
                    line: line.show(names),
                    added: added.show(names),
                    quantity: quantity.show(names),
                    already_in_cart: already_in_cart.show(names),
                }
            }
            Self::QuantityAdjusted { line, delta, quantity } => Event::QuantityAdjusted {
                line: line.show(names),
                delta: delta.show(names),
                quantity: quantity.show(names),
            },
            Self::QuantitySet { line, old_quantity, quantity, is_contested } => {
                Event::QuantitySet {
                    line: line.show(names),
                    old_quantity: old_quantity.show(names),
                    quantity: quantity.show(names),
                    is_contested: is_contested.show(names),
                }
            }
            Self::ItemRemoved { line, old_quantity } => Event::ItemRemoved {
                line: line.show(names),
                old_quantity: old_quantity.show(names),
            },
            Self::NoteSet { line, note } => {
                Event::NoteSet { line: line.show(names), note: note.show(names) }
            }
            Self::BeneficiariesSet { line, beneficiaries } => Event::BeneficiariesSet {
                line: line.show(names),
                beneficiaries: beneficiaries.show(names),
            },
            Self::ReasonSet { line, purpose, project, cost_centre } => Event::ReasonSet {
                line: line.show(names),
                purpose: purpose.show(names),
                project: project.show(names),
                cost_centre: cost_centre.show(names),
            },
            Self::Repriced { prices_version, changes } => Event::Repriced {
                prices_version: prices_version.show(names),
                changes: changes.show(names),
            },
            Self::MemberAdded { member, role } => {
                Event::MemberAdded { member: member.show(names), role: role.show(names) }
            }
            Self::MemberRemoved { member, voided } => {
                Event::MemberRemoved { member: member.show(names), voided: voided.show(names) }
            }
            Self::MemberLeft { voided } => Event::MemberLeft { voided: voided.show(names) },
            Self::RoleSet { member, old_role, role, voided } => Event::RoleSet {
                member: member.show(names),
                old_role: old_role.show(names),
                role: role.show(names),
                voided: voided.show(names),
            },
            Self::RoleDefined {
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
            Self::OwnershipOffered { member } => {
                Event::OwnershipOffered { member: member.show(names) }
            }
            Self::OwnershipAccepted { old_owner } => {
                Event::OwnershipAccepted { old_owner: old_owner.show(names) }
            }
            Self::OwnershipDeclined { member } => {
                Event::OwnershipDeclined { member: member.show(names) }
            }
            Self::Invited { token_hash, role, uses_max, expires_at_ms } => Event::Invited {
                token_hash: token_hash.show(names),
                role: role.show(names),
                uses_max: uses_max.show(names),
                expires_at_ms: expires_at_ms.show(names),
            },
            Self::InvitationRevoked { invitation } => {
                Event::InvitationRevoked { invitation: invitation.show(names) }
            }
            Self::InvitationAccepted { invitation, member, role } => Event::InvitationAccepted {
                invitation: invitation.show(names),
                member: member.show(names),
                role: role.show(names),
            },
            Self::CartLocked { until_ms } => Event::CartLocked { until_ms: until_ms.show(names) },
            Self::CartUnlocked { holder } => Event::CartUnlocked { holder: holder.show(names) },
            Self::PoliciesSet { old_policies, policies } => Event::PoliciesSet {
                old_policies: old_policies.show(names),
                policies: policies.show(names),
            },
            Self::CartRenamed { title, purpose } => {
                Event::CartRenamed { title: title.show(names), purpose: purpose.show(names) }
            }
            Self::CartClosed => Event::CartClosed,
        }
    }
}

/// The engine's bounds; what is left out keeps its default.
#[derive(Clone, Debug, Default, uniffi::Record)]
pub struct Limits {
    /// Lines in a cart.
    #[uniffi(default = None)]
    pub lines_max: Option<u32>,
    /// Quantity of a line.
    #[uniffi(default = None)]
    pub quantity_max: Option<u32>,
    /// Unit price, in minor units.
    #[uniffi(default = None)]
    pub unit_price_max: Option<u64>,
    /// A cart's total, in minor units.
    #[uniffi(default = None)]
    pub total_max: Option<u64>,
    /// Members present in a cart.
    #[uniffi(default = None)]
    pub members_max: Option<u32>,
    /// Seats a cart ever gives out; ex-members keep theirs.
    #[uniffi(default = None)]
    pub seats_max: Option<u32>,
    /// Pending invitations of a cart.
    #[uniffi(default = None)]
    pub invitations_max: Option<u32>,
    /// Uses of one invitation.
    #[uniffi(default = None)]
    pub invitation_uses_max: Option<u32>,
    /// Custom roles of a cart.
    #[uniffi(default = None)]
    pub roles_max: Option<u32>,
    /// Categories a role allows, and categories it denies.
    #[uniffi(default = None)]
    pub role_categories_max: Option<u32>,
    /// Bytes of a SKU, a member id, a role name or a category.
    #[uniffi(default = None)]
    pub id_bytes_max: Option<u32>,
    /// Characters of a title, a purpose, a project or a cost centre.
    #[uniffi(default = None)]
    pub title_chars_max: Option<u32>,
    /// Characters of a note.
    #[uniffi(default = None)]
    pub note_chars_max: Option<u32>,
    /// Options of a line.
    #[uniffi(default = None)]
    pub options_max: Option<u32>,
    /// Characters of an option's key.
    #[uniffi(default = None)]
    pub option_key_chars_max: Option<u32>,
    /// Characters of an option's value.
    #[uniffi(default = None)]
    pub option_value_chars_max: Option<u32>,
    /// Commands in a batch.
    #[uniffi(default = None)]
    pub batch_commands_max: Option<u32>,
    /// Encoded bytes of a batch.
    #[uniffi(default = None)]
    pub batch_bytes_max: Option<u32>,
    /// Encoded bytes of a command.
    #[uniffi(default = None)]
    pub command_bytes_max: Option<u32>,
    /// Encoded bytes of an event.
    #[uniffi(default = None)]
    pub event_bytes_max: Option<u32>,
    /// Bytes of a cart's state, without its history.
    #[uniffi(default = None)]
    pub cart_bytes_max: Option<u32>,
    /// Events a cart keeps in memory, in blocks of 256.
    #[uniffi(default = None)]
    pub history_events_max: Option<u32>,
    /// Applied command ids a cart remembers.
    #[uniffi(default = None)]
    pub command_ids_max: Option<u32>,
    /// Refused command ids a cart remembers.
    #[uniffi(default = None)]
    pub refused_ids_max: Option<u32>,
    /// SKUs the engine knows.
    #[uniffi(default = None)]
    pub skus_max: Option<u32>,
    /// Watches of one cart.
    #[uniffi(default = None)]
    pub cart_watches_max: Option<u32>,
    /// Watches of the engine.
    #[uniffi(default = None)]
    pub engine_watches_max: Option<u32>,
    /// Events in one page of the feed.
    #[uniffi(default = None)]
    pub page_events_max: Option<u32>,
    /// How far ahead a lock's deadline may be.
    #[uniffi(default = None)]
    pub lock_ms_max: Option<u64>,
    /// How far ahead an invitation may expire.
    #[uniffi(default = None)]
    pub invitation_ms_max: Option<u64>,
    /// Coupons of an engine without a store, and its ledgers.
    #[uniffi(default = None)]
    pub accounts_max: Option<u32>,
    /// Members who use one coupon.
    #[uniffi(default = None)]
    pub coupon_members_max: Option<u32>,
    /// Uses of one coupon, whatever its terms allow.
    #[uniffi(default = None)]
    pub coupon_uses_max: Option<u32>,
    /// Members in a group's ledger.
    #[uniffi(default = None)]
    pub ledger_members_max: Option<u32>,
    /// Carts in a group's ledger that are not folded into its sums.
    #[uniffi(default = None)]
    pub ledger_carts_max: Option<u32>,
    /// How far ahead a reservation's deadline may be.
    #[uniffi(default = None)]
    pub reservation_ms_max: Option<u64>,
}

impl Limits {
    /// Core's bounds.
    pub(crate) fn to_core(&self) -> cartpool::Limits {
        let limits = cartpool::Limits::default();
        cartpool::Limits {
            lines_max: self.lines_max.unwrap_or(limits.lines_max),
            quantity_max: self.quantity_max.unwrap_or(limits.quantity_max),
            unit_price_max: self.unit_price_max.unwrap_or(limits.unit_price_max),
            total_max: self.total_max.unwrap_or(limits.total_max),
            members_max: self.members_max.unwrap_or(limits.members_max),
            seats_max: self.seats_max.unwrap_or(limits.seats_max),
            invitations_max: self.invitations_max.unwrap_or(limits.invitations_max),
            invitation_uses_max: self.invitation_uses_max.unwrap_or(limits.invitation_uses_max),
            roles_max: self.roles_max.unwrap_or(limits.roles_max),
            role_categories_max: self.role_categories_max.unwrap_or(limits.role_categories_max),
            id_bytes_max: self.id_bytes_max.unwrap_or(limits.id_bytes_max),
            title_chars_max: self.title_chars_max.unwrap_or(limits.title_chars_max),
            note_chars_max: self.note_chars_max.unwrap_or(limits.note_chars_max),
            options_max: self.options_max.unwrap_or(limits.options_max),
            option_key_chars_max: self.option_key_chars_max.unwrap_or(limits.option_key_chars_max),
            option_value_chars_max: self
                .option_value_chars_max
                .unwrap_or(limits.option_value_chars_max),
            batch_commands_max: self.batch_commands_max.unwrap_or(limits.batch_commands_max),
            batch_bytes_max: self.batch_bytes_max.unwrap_or(limits.batch_bytes_max),
            command_bytes_max: self.command_bytes_max.unwrap_or(limits.command_bytes_max),
            event_bytes_max: self.event_bytes_max.unwrap_or(limits.event_bytes_max),
            cart_bytes_max: self.cart_bytes_max.unwrap_or(limits.cart_bytes_max),
            history_events_max: self.history_events_max.unwrap_or(limits.history_events_max),
            command_ids_max: self.command_ids_max.unwrap_or(limits.command_ids_max),
            refused_ids_max: self.refused_ids_max.unwrap_or(limits.refused_ids_max),
            skus_max: self.skus_max.unwrap_or(limits.skus_max),
            cart_watches_max: self.cart_watches_max.unwrap_or(limits.cart_watches_max),
            engine_watches_max: self.engine_watches_max.unwrap_or(limits.engine_watches_max),
            page_events_max: self.page_events_max.unwrap_or(limits.page_events_max),
            lock_ms_max: self.lock_ms_max.unwrap_or(limits.lock_ms_max),
            invitation_ms_max: self.invitation_ms_max.unwrap_or(limits.invitation_ms_max),
            accounts_max: self.accounts_max.unwrap_or(limits.accounts_max),
            coupon_members_max: self.coupon_members_max.unwrap_or(limits.coupon_members_max),
            coupon_uses_max: self.coupon_uses_max.unwrap_or(limits.coupon_uses_max),
            ledger_members_max: self.ledger_members_max.unwrap_or(limits.ledger_members_max),
            ledger_carts_max: self.ledger_carts_max.unwrap_or(limits.ledger_carts_max),
            reservation_ms_max: self.reservation_ms_max.unwrap_or(limits.reservation_ms_max),
        }
    }
}
