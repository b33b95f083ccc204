//! A command as tests hold it: owned, without a type of core's, and written the same way in a vector and in a model.

mod bill;

use cartpool::{Capability, Command, EditPolicy, ItemOption, LineId, Preset, Result, parse_amount};

pub(crate) use bill::{BillAsk, VERBS as BILL_VERBS};

/// One command. Money is text, as hosts write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    CreateCart {
        owner: String,
        currency: String,
    },
    AddItem(NewItem),
    AdjustQuantity {
        line: u64,
        delta: i32,
    },
    SetQuantity {
        line: u64,
        quantity: u32,
        seen_quantity: Option<u32>,
    },
    RemoveItem {
        line: u64,
    },
    SetNote {
        line: u64,
        note: Option<String>,
    },
    SetBeneficiaries {
        line: u64,
        beneficiaries: Vec<String>,
    },
    SetReason {
        line: u64,
        purpose: Option<String>,
        project: Option<String>,
        cost_centre: Option<String>,
    },
    AddMember {
        member: String,
        role: String,
    },
    RemoveMember {
        member: String,
    },
    Leave,
    SetRole {
        member: String,
        role: String,
    },
    DefineRole(NewRole),
    OfferOwnership {
        member: String,
    },
    AcceptOwnership,
    DeclineOwnership,
    Invite {
        token_hash: String,
        role: String,
        uses_max: Option<u32>,
        expires_at_ms: Option<u64>,
    },
    RevokeInvitation {
        invitation: u64,
    },
    AcceptInvitation {
        token: String,
    },
    LockCart {
        until_ms: Option<u64>,
    },
    UnlockCart,
    SetPolicies {
        edit: Option<String>,
        merges_lines: Option<bool>,
        allows_suggestions: Option<bool>,
    },
    RenameCart {
        title: Option<String>,
        purpose: Option<String>,
    },
    CloseCart,
    Reprice,
    Bill(BillAsk),
    Pledge {
        campaign: String,
        sku: Option<String>,
        quantity: u32,
    },
    FollowCampaign {
        campaign: String,
    },
}

/// The fields of `add_item`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewItem {
    pub(crate) sku: String,
    pub(crate) quantity: u32,
    pub(crate) unit_price: Option<String>,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) note: Option<String>,
    pub(crate) beneficiaries: Vec<String>,
    pub(crate) separate: bool,
}

/// The fields of `define_role`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewRole {
    pub(crate) name: String,
    pub(crate) capabilities: Vec<String>,
    pub(crate) money_cap: Option<String>,
    pub(crate) categories_allowed: Vec<String>,
    pub(crate) categories_denied: Vec<String>,
}

/// The variant of a unit enum with this name.
pub(crate) fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, wanted: &str) -> T {
    let found = all.iter().copied().find(|one| name(*one) == wanted);
    found.unwrap_or_else(|| panic!("nothing is called {wanted}"))
}

pub(crate) fn preset(name: &str) -> Preset {
    named(Preset::ALL, Preset::name, name)
}

fn texts(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

impl Ask {
    /// What core is asked; fails where a host's own parser would refuse an argument.
    pub(crate) fn command(&self) -> Result<Command<'_>> {
        Ok(match self {
            Self::CreateCart { owner, currency } => Command::CreateCart {
                owner,
                currency,
                preset: Preset::Friends,
                title: None,
                purpose: None,
            },
            Self::AddItem(item) => item.command()?,
            Self::AdjustQuantity { line, delta } => {
                Command::AdjustQuantity { line: LineId(*line), delta: *delta }
            }
            Self::SetQuantity { line, quantity, seen_quantity } => Command::SetQuantity {
                line: LineId(*line),
                quantity: *quantity,
                seen_quantity: *seen_quantity,
            },
            Self::RemoveItem { line } => Command::RemoveItem { line: LineId(*line) },
            Self::SetNote { line, note } => {
                Command::SetNote { line: LineId(*line), note: note.as_deref() }
            }
            Self::SetBeneficiaries { line, beneficiaries } => Command::SetBeneficiaries {
                line: LineId(*line),
                beneficiaries: texts(beneficiaries),
            },
            Self::SetReason { line, purpose, project, cost_centre } => Command::SetReason {
                line: LineId(*line),
                purpose: purpose.as_deref(),
                project: project.as_deref(),
                cost_centre: cost_centre.as_deref(),
            },
            Self::Bill(bill) => bill.command()?,
            Self::Pledge { campaign, sku, quantity } => {
                Command::Pledge { campaign, sku: sku.as_deref(), quantity: *quantity }
            }
            Self::FollowCampaign { campaign } => Command::FollowCampaign { campaign },
            _ => return self.command_about_people(),
        })
    }

    fn command_about_people(&self) -> Result<Command<'_>> {
        Ok(match self {
            Self::AddMember { member, role } => Command::AddMember { member, role },
            Self::RemoveMember { member } => Command::RemoveMember { member },
            Self::Leave => Command::Leave,
            Self::SetRole { member, role } => Command::SetRole { member, role },
            Self::DefineRole(role) => role.command()?,
            Self::OfferOwnership { member } => Command::OfferOwnership { member },
            Self::AcceptOwnership => Command::AcceptOwnership,
            Self::DeclineOwnership => Command::DeclineOwnership,
            Self::Invite { token_hash, role, uses_max, expires_at_ms } => Command::Invite {
                token_hash: token_hash.parse()?,
                role,
                uses_max: *uses_max,
                expires_at_ms: *expires_at_ms,
            },
            Self::RevokeInvitation { invitation } => {
                Command::RevokeInvitation { invitation: *invitation }
            }
            Self::AcceptInvitation { token } => Command::AcceptInvitation { token },
            _ => return Ok(self.command_about_the_cart()),
        })
    }

    fn command_about_the_cart(&self) -> Command<'_> {
        match self {
            Self::LockCart { until_ms } => Command::LockCart { until_ms: *until_ms },
            Self::UnlockCart => Command::UnlockCart,
            Self::SetPolicies { edit, merges_lines, allows_suggestions } => Command::SetPolicies {
                edit: edit.as_deref().map(|name| named(EditPolicy::ALL, EditPolicy::name, name)),
                merges_lines: *merges_lines,
                allows_suggestions: *allows_suggestions,
            },
            Self::RenameCart { title, purpose } => {
                Command::RenameCart { title: title.as_deref(), purpose: purpose.as_deref() }
            }
            Self::CloseCart => Command::CloseCart,
            Self::Reprice => Command::Reprice,
            other => unreachable!("{other:?} is about people or lines"),
        }
    }
}

impl NewItem {
    fn command(&self) -> Result<Command<'_>> {
        Ok(Command::AddItem {
            sku: &self.sku,
            quantity: self.quantity,
            unit_price: self.unit_price.as_deref().map(parse_amount).transpose()?,
            options: self.options.iter().map(|(key, value)| ItemOption { key, value }).collect(),
            note: self.note.as_deref(),
            beneficiaries: texts(&self.beneficiaries),
            separate: self.separate,
        })
    }
}

impl NewRole {
    fn command(&self) -> Result<Command<'_>> {
        let capability = |name: &String| named(Capability::ALL, Capability::name, name);
        Ok(Command::DefineRole {
            name: &self.name,
            capabilities: self.capabilities.iter().map(capability).collect(),
            money_cap: self.money_cap.as_deref().map(parse_amount).transpose()?,
            categories_allowed: texts(&self.categories_allowed),
            categories_denied: texts(&self.categories_denied),
        })
    }
}
