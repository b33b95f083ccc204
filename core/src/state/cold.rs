//! What few carts have and no hot command touches.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::{LineId, Seat, TextRef, TokenHash};
use crate::policy::CampaignStatus;
use crate::role::{Capabilities, ReadyRole};
use crate::state::terms::Terms;

/// The cold part of a cart, allocated when something first needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cold {
    pub(crate) title: Option<Box<str>>,
    pub(crate) purpose: Option<Box<str>>,
    pub(crate) roles: Vec<CustomRole>,
    /// Ordered by id.
    pub(crate) invitations: Vec<Invitation>,
    pub(crate) lock: Option<Lock>,
    pub(crate) ownership_offered_to: Option<Seat>,
    /// Ordered by line.
    extras: Vec<(LineId, Extra)>,
    extras_bytes: usize,
    /// Saved apart: carts from before there were bills have none. Copies of the cart share them until they change.
    #[serde(skip)]
    pub(crate) terms: Option<Arc<Terms>>,
    /// Campaigns that the cart has pledged to; lines name them by their places. Saved apart: older carts have none.
    #[serde(skip)]
    pub(crate) campaigns: Vec<Joined>,
}

/// A campaign that a cart has pledged to, as the cart knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Joined {
    pub(crate) id: Box<str>,
    /// The campaign's version that the cart knows.
    pub(crate) version: u64,
    pub(crate) status: CampaignStatus,
    pub(crate) tiers_reached: u32,
    pub(crate) locks_at_ms: u64,
    /// The cart's version that last changed what it has pledged.
    pub(crate) pledged_at: u64,
}

impl Joined {
    /// Whether what is pledged may be taken back before the lock.
    pub(crate) const fn may_shrink(&self) -> bool {
        matches!(self.status, CampaignStatus::Open | CampaignStatus::Tipped)
    }

    /// Whether it is over, and holds nothing of the cart's.
    pub(crate) const fn is_over(&self) -> bool {
        self.status.is_off() || matches!(self.status, CampaignStatus::Ordered)
    }
}

/// A role of this cart's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomRole {
    pub(crate) name: Box<str>,
    pub(crate) capabilities: Capabilities,
    pub(crate) money_cap_minor: Option<u64>,
    pub(crate) categories_allowed: Vec<Box<str>>,
    pub(crate) categories_denied: Vec<Box<str>>,
}

/// A pending invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invitation {
    pub(crate) id: u64,
    pub(crate) token_hash: TokenHash,
    pub(crate) role: RoleRef,
    /// Who made it; nobody where the host did.
    pub(crate) invited_by: Option<Seat>,
    pub(crate) uses_left: u32,
    pub(crate) expires_at_ms: u64,
}

/// A hold on the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lock {
    /// Who holds it; nobody where the host does.
    pub(crate) holder: Option<Seat>,
    pub(crate) until_ms: u64,
}

/// What sets a line apart from a plain one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Extra {
    /// Ordered by key.
    pub(crate) options: Vec<(Box<str>, Box<str>)>,
    pub(crate) note: Option<TextRef>,
    /// Ordered by seat.
    pub(crate) beneficiaries: Vec<Seat>,
    pub(crate) purpose: Option<Box<str>>,
    pub(crate) project: Option<Box<str>>,
    pub(crate) cost_centre: Option<Box<str>>,
}

/// A role of one cart in a byte: a ready-made one, or the number of a custom one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoleRef(pub(crate) u8);

const READY_ROLES: u8 = 8;

impl RoleRef {
    /// An empty seat: whoever had it is gone.
    pub(crate) const GONE: Self = Self(u8::MAX);
    pub(crate) const OWNER: Self = Self(ReadyRole::Owner as u8);
    pub(crate) const ADMIN: Self = Self(ReadyRole::Admin as u8);

    pub(crate) fn custom(index: usize) -> Self {
        Self(READY_ROLES + u8::try_from(index).expect("limits bound a cart to 16 roles"))
    }

    pub(crate) fn ready(self) -> Option<ReadyRole> {
        ReadyRole::ALL.get(usize::from(self.0)).copied()
    }

    pub(crate) fn custom_index(self) -> Option<usize> {
        self.0.checked_sub(READY_ROLES).map(usize::from)
    }
}

impl Cold {
    pub(crate) fn extra(&self, line: LineId) -> Option<&Extra> {
        let index = self.extras.binary_search_by_key(&line, |(id, _)| *id).ok()?;
        self.extras.get(index).map(|(_, extra)| extra)
    }

    /// A copy of what a bill is drawn from that does not go by lines.
    pub(crate) fn without_lines(&self) -> Self {
        let (roles, terms) = (self.roles.clone(), self.terms.clone());
        Self { roles, terms, ..Self::default() }
    }

    /// What sets lines apart, ordered by line.
    pub(crate) fn extras(&self) -> &[(LineId, Extra)] {
        &self.extras
    }

    /// Changes the line's extra, made if there is none.
    pub(crate) fn change_extra(&mut self, line: LineId, change: impl FnOnce(&mut Extra)) {
        let index = match self.extras.binary_search_by_key(&line, |(id, _)| *id) {
            Ok(index) => index,
            Err(index) => {
                self.extras.insert(index, (line, Extra::default()));
                self.extras_bytes += Extra::default().bytes();
                index
            }
        };
        let (_, extra) = self.extras.get_mut(index).expect("it was found or inserted here");
        let before = extra.bytes();
        change(extra);
        self.extras_bytes = self.extras_bytes + extra.bytes() - before;
    }

    pub(crate) fn remove_extra(&mut self, line: LineId) {
        if let Ok(index) = self.extras.binary_search_by_key(&line, |(id, _)| *id) {
            let (_, extra) = self.extras.remove(index);
            self.extras_bytes -= extra.bytes();
        }
    }

    /// Whether any line refers to this text.
    pub(crate) fn refers_to(&self, text: TextRef) -> bool {
        self.extras.iter().any(|(_, extra)| extra.note == Some(text))
    }

    /// Bytes on the heap, about.
    pub(crate) fn bytes(&self) -> usize {
        let texts = |list: &[Box<str>]| list.iter().map(|text| text.len() + 16).sum::<usize>();
        let roles = self.roles.iter().map(|role| {
            size_of::<CustomRole>()
                + role.name.len()
                + texts(&role.categories_allowed)
                + texts(&role.categories_denied)
        });
        size_of::<Self>()
            + text_bytes(self.title.as_deref())
            + text_bytes(self.purpose.as_deref())
            + self.extras_bytes
            + roles.sum::<usize>()
            + self.invitations.len() * size_of::<Invitation>()
            + self.terms.as_deref().map_or(0, Terms::bytes)
            + self.campaigns.iter().map(|it| size_of::<Joined>() + it.id.len()).sum::<usize>()
    }
}

impl Extra {
    fn bytes(&self) -> usize {
        let options = self.options.iter().map(|(key, value)| key.len() + value.len() + 32);
        size_of::<(LineId, Self)>()
            + options.sum::<usize>()
            + self.beneficiaries.len() * size_of::<Seat>()
            + text_bytes(self.purpose.as_deref())
            + text_bytes(self.project.as_deref())
            + text_bytes(self.cost_centre.as_deref())
    }
}

fn text_bytes(text: Option<&str>) -> usize {
    text.map_or(0, str::len)
}
