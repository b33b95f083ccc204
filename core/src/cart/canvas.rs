//! Draws views: what a principal may see of a state.

use std::sync::Arc;

use crate::id::Seat;
use crate::money::Money;
use crate::names::{Names, Texts};
use crate::role::{Capabilities, Capability};
use crate::state::cart::CartState;
use crate::state::cold::{Cold, CustomRole, Joined};
use crate::state::line::Line;
use crate::view::{
    CampaignEntry, CartView, InvitationEntry, LineItem, LineOption, LockEntry, MemberEntry,
    RoleEntry,
};

/// Draws views: a copy of the state, and what else the view shows.
pub(crate) struct Canvas {
    pub(crate) state: CartState,
    pub(crate) texts: Texts,
    pub(crate) capabilities: Capabilities,
    pub(crate) now_ms: u64,
}

impl Canvas {
    /// The view; `skus` holds each line's SKU. Runs without any lock.
    pub(crate) fn view(self, skus: Vec<Arc<str>>) -> CartView {
        let state = &self.state;
        let currency = state.money();
        let cold = state.cold.as_deref();
        let sees_people = self.capabilities.has(Capability::ViewPeople);
        let people = cold.filter(|_| sees_people);
        let plain = state.items().iter().zip(skus).map(|(line, sku)| self.line(line, sku));
        let mut lines: Vec<LineItem> = plain.collect();
        if cold.is_some() {
            self.add_extras(&mut lines, people);
        }
        let subtotal = Money { minor: state.total, currency };
        let total = Money { minor: crate::bill::total(state), currency };
        CartView {
            id: state.id,
            version: state.version,
            status: state.status.into(),
            title: cold.and_then(|cold| owned(cold.title.as_deref())),
            purpose: cold.and_then(|cold| owned(cold.purpose.as_deref())),
            currency,
            preset: state.preset,
            policies: state.policies,
            is_shared: state.is_shared,
            created_at_ms: state.created_at_ms,
            changed_at_ms: state.changed_at_ms,
            prices_version: state.prices_version,
            lines,
            subtotal,
            total,
            members: if sees_people { self.members() } else { Vec::new() },
            roles: people.map_or_else(Vec::new, |cold| self.roles(cold)),
            invitations: self.invitations(),
            lock: people
                .and_then(|_| state.lock_at(self.now_ms))
                .map(|lock| LockEntry { holder: lock.holder, until_ms: lock.until_ms }),
            ownership_offered_to: people.and_then(|cold| cold.ownership_offered_to),
            campaigns: state.campaigns().iter().map(campaign).collect(),
            names: if sees_people { state.names.clone() } else { Names::default() },
        }
    }

    /// A line with nothing but what every line has.
    #[inline]
    fn line(&self, line: &Line, sku: Arc<str>) -> LineItem {
        let currency = self.state.money();
        LineItem {
            id: line.id(),
            sku,
            quantity: line.quantity,
            unit_price: line.unit_price(),
            line_total: Money { minor: line.total(currency), currency },
            added_by: line.added_by,
            changed_by: line.changed_by,
            added_at_ms: self.state.created_at_ms + u64::from(line.added_after_s) * 1_000,
            options: Vec::new(),
            note: None,
            beneficiaries: Vec::new(),
            purpose: None,
            project: None,
            cost_centre: None,
            campaign: None,
        }
    }

    /// Fills in what few lines have.
    #[cold]
    fn add_extras(&self, items: &mut [LineItem], people: Option<&Cold>) {
        let option = |(key, value): &(Box<str>, Box<str>)| LineOption {
            key: key.to_string(),
            value: value.to_string(),
        };
        for (item, line) in items.iter_mut().zip(self.state.items()) {
            let joined = line.campaign().and_then(|number| self.state.campaign_numbered(number));
            item.campaign = joined.map(|joined| joined.id.to_string());
            let Some(extra) = self.state.extra(line) else { continue };
            item.options = extra.options.iter().map(option).collect();
            item.purpose = owned(extra.purpose.as_deref());
            item.project = owned(extra.project.as_deref());
            item.cost_centre = owned(extra.cost_centre.as_deref());
            if people.is_some() {
                item.note = owned(extra.note.and_then(|note| self.texts.get(note)));
                item.beneficiaries.clone_from(&extra.beneficiaries);
            }
        }
    }

    fn members(&self) -> Vec<MemberEntry> {
        let seated = self.state.names.iter().zip((0..).map(Seat));
        let present = seated.filter(|(_, seat)| self.state.is_present(*seat));
        present
            .map(|(name, seat)| MemberEntry {
                seat,
                id: name.to_owned(),
                role: self.state.role_name(self.state.role(seat)),
            })
            .collect()
    }

    fn roles(&self, cold: &Cold) -> Vec<RoleEntry> {
        let currency = self.state.money();
        let money =
            |minor: u64| Money { minor: i64::try_from(minor).unwrap_or(i64::MAX), currency };
        let texts = |list: &[Box<str>]| list.iter().map(ToString::to_string).collect();
        let entry = |role: &CustomRole| RoleEntry {
            name: role.name.to_string(),
            capabilities: role.capabilities,
            money_cap: role.money_cap_minor.map(money),
            categories_allowed: texts(&role.categories_allowed),
            categories_denied: texts(&role.categories_denied),
        };
        cold.roles.iter().map(entry).collect()
    }

    fn invitations(&self) -> Vec<InvitationEntry> {
        if !self.capabilities.has(Capability::InviteMembers) {
            return Vec::new();
        }
        let pending = self.state.invitations().iter();
        pending
            .filter(|one| self.now_ms < one.expires_at_ms)
            .map(|one| InvitationEntry {
                id: one.id,
                role: self.state.role_name(one.role),
                invited_by: one.invited_by,
                uses_left: one.uses_left,
                expires_at_ms: one.expires_at_ms,
            })
            .collect()
    }
}

fn campaign(joined: &Joined) -> CampaignEntry {
    CampaignEntry {
        campaign: joined.id.to_string(),
        campaign_version: joined.version,
        status: joined.status,
        tiers_reached: joined.tiers_reached,
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}
