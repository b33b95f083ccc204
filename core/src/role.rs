//! Who may: the capabilities, and the ready-made roles as sets of them.

use serde::{Deserialize, Serialize};

macro_rules! capabilities {
    ($($number:literal $variant:ident $name:literal $doc:literal;)*) => {
        /// A single permission. Rules check capabilities, never roles.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        #[serde(rename_all = "snake_case")]
        pub enum Capability {
            $(#[doc = $doc] $variant = $number,)*
        }

        impl Capability {
            /// Every capability, in the table's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The capability's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

capabilities! {
    0 ViewItems "view_items" "See lines and totals.";
    1 ViewPeople "view_people" "See who is in the cart and who did what.";
    2 Comment "comment" "Write comments.";
    3 Suggest "suggest" "Propose changes.";
    4 Vote "vote" "Vote on proposals.";
    5 Veto "veto" "Stop a proposal alone.";
    6 AddItems "add_items" "Add items.";
    7 EditOwnLines "edit_own_lines" "Change and remove the lines one added.";
    8 EditAnyLines "edit_any_lines" "Change and remove anybody's lines.";
    9 LockCart "lock_cart" "Hold the cart so that nobody else edits it.";
    10 ManageCart "manage_cart" "Rename, set policies, break holds, close.";
    11 InviteMembers "invite_members" "Make and revoke invitations.";
    12 ManageMembers "manage_members" "Seat, remove and give roles to members.";
    13 ManageRoles "manage_roles" "Define custom roles.";
    14 OwnCart "own_cart" "Hand the cart over to somebody else.";
    15 SubmitPurchase "submit_purchase" "Submit the cart for approval.";
    16 ApprovePurchase "approve_purchase" "Release or refuse a purchase.";
    17 ManageBudgets "manage_budgets" "Set budgets and caps.";
    18 SplitBill "split_bill" "Choose how the bill is split.";
    19 ApplyCoupons "apply_coupons" "Enter and remove coupons.";
    20 Pledge "pledge" "Pledge to campaigns.";
    21 ManageCampaigns "manage_campaigns" "Open and lead campaigns.";
    22 Checkout "checkout" "Freeze the cart and place the order.";
    23 ExportCart "export_cart" "Export the cart and its history.";
}

/// A set of capabilities; sets compare by inclusion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Capabilities(u64);

impl Capabilities {
    /// No capability at all.
    pub const NONE: Self = Self(0);

    /// The set of the listed capabilities.
    #[must_use]
    pub const fn of(list: &[Capability]) -> Self {
        let mut bits = 0;
        let mut rest = list;
        while let [first, tail @ ..] = rest {
            bits |= 1 << (*first as u8);
            rest = tail;
        }
        Self(bits)
    }

    /// Whether `capability` is in the set.
    #[must_use]
    pub const fn has(self, capability: Capability) -> bool {
        self.0 & (1 << (capability as u8)) != 0
    }

    /// Whether every capability of `other` is in this set.
    #[must_use]
    pub const fn includes(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// The capabilities in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set without the capabilities of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The capabilities in the set, in the table's order.
    pub fn iter(self) -> impl Iterator<Item = Capability> {
        Capability::ALL.iter().copied().filter(move |capability| self.has(*capability))
    }

    /// The first capability of `wanted` that this set lacks.
    #[must_use]
    pub fn first_missing(self, wanted: Self) -> Option<Capability> {
        wanted.without(self).iter().next()
    }
}

impl FromIterator<Capability> for Capabilities {
    fn from_iter<T: IntoIterator<Item = Capability>>(iter: T) -> Self {
        iter.into_iter().fold(Self::NONE, |set, capability| set.union(Self::of(&[capability])))
    }
}

/// The roles every cart has; custom ones come beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
#[serde(rename_all = "snake_case")]
pub enum ReadyRole {
    /// Everything, and ownership. Exactly one member has it.
    Owner = 0,
    /// Everything but ownership.
    Admin = 1,
    /// Sees, comments, decides approvals.
    Approver = 2,
    /// Adds, and edits anybody's lines.
    Editor = 3,
    /// Adds, and edits the lines they added.
    Contributor = 4,
    /// Proposes, votes, comments.
    Suggester = 5,
    /// Sees, comments and suggests.
    Viewer = 6,
    /// Sees items and totals, no people.
    LinkPreview = 7,
}

use Capability as C;

const LINK_PREVIEW: Capabilities = Capabilities::of(&[C::ViewItems]);
const VIEWER: Capabilities =
    LINK_PREVIEW.union(Capabilities::of(&[C::ViewPeople, C::Comment, C::Suggest]));
const SUGGESTER: Capabilities = VIEWER.union(Capabilities::of(&[C::Vote]));
const CONTRIBUTOR: Capabilities = SUGGESTER.union(Capabilities::of(&[
    C::AddItems,
    C::EditOwnLines,
    C::Pledge,
    C::SubmitPurchase,
]));
const EDITOR: Capabilities = CONTRIBUTOR.union(Capabilities::of(&[
    C::EditAnyLines,
    C::LockCart,
    C::ApplyCoupons,
    C::SplitBill,
]));
const APPROVER: Capabilities =
    Capabilities::of(&[C::ViewItems, C::ViewPeople, C::Comment, C::ApprovePurchase]);
const OWNER: Capabilities = Capabilities((1 << Capability::ALL.len()) - 1);
const ADMIN: Capabilities = OWNER.without(Capabilities::of(&[C::OwnCart]));

impl ReadyRole {
    /// Every ready-made role, strongest first.
    pub const ALL: &'static [Self] = &[
        Self::Owner,
        Self::Admin,
        Self::Approver,
        Self::Editor,
        Self::Contributor,
        Self::Suggester,
        Self::Viewer,
        Self::LinkPreview,
    ];

    /// What each role may do, by its number.
    pub(crate) const CAPABILITIES: [Capabilities; 8] = [
        Self::Owner.capabilities(),
        Self::Admin.capabilities(),
        Self::Approver.capabilities(),
        Self::Editor.capabilities(),
        Self::Contributor.capabilities(),
        Self::Suggester.capabilities(),
        Self::Viewer.capabilities(),
        Self::LinkPreview.capabilities(),
    ];

    /// The role's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Approver => "approver",
            Self::Editor => "editor",
            Self::Contributor => "contributor",
            Self::Suggester => "suggester",
            Self::Viewer => "viewer",
            Self::LinkPreview => "link_preview",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// What the role may do.
    #[must_use]
    pub const fn capabilities(self) -> Capabilities {
        match self {
            Self::Owner => OWNER,
            Self::Admin => ADMIN,
            Self::Approver => APPROVER,
            Self::Editor => EDITOR,
            Self::Contributor => CONTRIBUTOR,
            Self::Suggester => SUGGESTER,
            Self::Viewer => VIEWER,
            Self::LinkPreview => LINK_PREVIEW,
        }
    }
}
