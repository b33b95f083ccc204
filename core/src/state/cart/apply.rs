//! How events change a cart. Total: whatever was decided can be applied.

use std::sync::Arc;

use super::{CartState, Stamp, Status};
use crate::event::{BillEvent, Event};
use crate::id::{LineId, Seat};
use crate::state::cold::{CustomRole, Extra, Invitation, Joined, Lock, RoleRef};
use crate::state::line::{INDEX_FROM_LINES, Line, LineIndex};
use crate::state::terms::Terms;
use crate::view::Cause;

impl CartState {
    /// Changes one line and keeps the cart's total in step.
    #[inline]
    fn change_line(&mut self, id: LineId, change: impl FnOnce(&mut Line)) {
        let currency = self.money();
        let Some(position) = self.position(id) else { return };
        let Some(line) = self.items_mut().get_mut(position) else { return };
        let (before, quantity) = (line.total(currency), line.quantity);
        change(line);
        let difference = line.total(currency) - before;
        let pledged_to = line.campaign().filter(|_| line.quantity != quantity);
        self.total += difference;
        if let Some(number) = pledged_to {
            self.note_pledges(number);
        }
    }

    /// A campaign is to hear of what has changed on its lines.
    #[cold]
    fn note_pledges(&mut self, number: u8) {
        let version = self.version;
        self.has_news = true;
        if let Some(joined) = self.cold_mut().campaigns.get_mut(usize::from(number)) {
            joined.pledged_at = version;
        }
    }

    #[inline]
    fn set_quantity(&mut self, id: LineId, quantity: u32, stamp: &Stamp<'_>) {
        let by = stamp.author();
        self.change_line(id, |line| {
            line.quantity = quantity;
            line.changed_by = by.unwrap_or(line.changed_by);
        });
    }

    fn change_extra(&mut self, id: LineId, stamp: &Stamp<'_>, change: impl FnOnce(&mut Extra)) {
        let by = stamp.author();
        self.change_line(id, |line| {
            line.changed_by = by.unwrap_or(line.changed_by);
            line.mark_extra();
        });
        self.cold_mut().change_extra(id, change);
    }

    fn insert_line(&mut self, line: Line) {
        self.total += line.total(self.money());
        self.push(line);
        if let Some(index) = self.index.as_deref_mut() {
            index.insert(&line);
        } else if self.items().len() > INDEX_FROM_LINES {
            self.index = Some(Box::new(LineIndex::of(self.items())));
        }
    }

    fn remove_line(&mut self, id: LineId) {
        let Some(position) = self.position(id) else { return };
        let Some(line) = self.items().get(position).copied() else { return };
        self.total -= line.total(self.money());
        if let Some(number) = line.campaign() {
            self.note_pledges(number);
        }
        if let Some(index) = self.index.as_deref_mut() {
            index.remove(&line);
        }
        if line.has_extra() {
            self.let_go_of_note(id);
            self.cold_mut().remove_extra(id);
        }
        if let Some(terms) = self.terms_there() {
            terms.forget_line(id);
        }
        self.remove(position);
    }

    /// From now on only history refers to the line's note.
    fn let_go_of_note(&mut self, line: LineId) {
        let note = self.cold.as_deref().and_then(|cold| cold.extra(line)?.note);
        if let (Some(note), Some(side)) = (note, self.side.as_deref_mut()) {
            side.texts.let_go(note);
        }
    }

    fn seat(&mut self, member: &str, role: RoleRef) {
        let is_new = self.names.seats(member).next().is_none();
        self.names.push(member);
        self.roles.push(role);
        self.members += 1;
        self.is_shared = self.roles.len() > 1;
        let version = self.version;
        let seat = self.roles.len().checked_sub(1).and_then(|seat| u16::try_from(seat).ok());
        // Whoever comes back is late for nothing.
        if let (Some(terms), Some(seat), true) = (self.terms_there(), seat, is_new) {
            terms.note_joiner(Seat(seat), version);
        }
    }

    fn terms_there(&mut self) -> Option<&mut Terms> {
        self.cold.as_deref_mut()?.terms.as_mut().map(Arc::make_mut)
    }

    fn unseat(&mut self, seat: Seat, voided: &[u64], at_ms: u64) {
        self.give_role(seat, RoleRef::GONE);
        self.members -= 1;
        self.void(voided);
        if !self.campaigns().is_empty() {
            self.withdraw(at_ms, |line| line.added_by == seat);
        }
        if let Some(cold) = self.cold.as_deref_mut() {
            cold.lock = cold.lock.filter(|lock| lock.holder != Some(seat));
            cold.ownership_offered_to = cold.ownership_offered_to.filter(|to| *to != seat);
        }
    }

    fn give_role(&mut self, seat: Seat, role: RoleRef) {
        if let Some(slot) = self.roles.get_mut(seat.index()) {
            *slot = role;
        }
    }

    fn void(&mut self, invitations: &[u64]) {
        if let Some(cold) = self.cold.as_deref_mut().filter(|_| !invitations.is_empty()) {
            cold.invitations.retain(|invitation| !invitations.contains(&invitation.id));
        }
    }

    fn use_invitation(&mut self, id: u64) {
        let cold = self.cold_mut();
        if let Some(used) = cold.invitations.iter_mut().find(|invitation| invitation.id == id) {
            used.uses_left -= 1;
        }
        cold.invitations.retain(|invitation| invitation.uses_left > 0);
    }

    /// Takes over what happened: the only way a cart changes. Total: whatever was decided can be applied.
    #[inline]
    pub(crate) fn apply_event(&mut self, event: &Event<'_>, stamp: &Stamp<'_>) {
        self.version += 1;
        self.changed_at_ms = stamp.at_ms;
        match event {
            Event::ItemIncreased { line, quantity, .. }
            | Event::QuantityAdjusted { line, quantity, .. }
            | Event::QuantitySet { line, quantity, .. } => {
                self.set_quantity(*line, *quantity, stamp);
            }
            Event::ItemRemoved { line, .. } => self.remove_line(*line),
            Event::ItemAdded { .. } => self.apply_item_added(event, stamp),
            Event::NoteSet { .. } | Event::BeneficiariesSet { .. } | Event::ReasonSet { .. } => {
                self.apply_to_extra(event, stamp);
            }
            Event::Repriced { prices_version, changes } => {
                self.prices_version = *prices_version;
                for change in changes {
                    self.change_line(change.line, |line| line.set_unit_price(change.unit_price));
                }
            }
            _ => self.apply_rare(event, stamp),
        }
    }

    fn apply_item_added(&mut self, event: &Event<'_>, stamp: &Stamp<'_>) {
        let Event::ItemAdded { sku, quantity, unit_price, options, note, beneficiaries, .. } =
            event
        else {
            return;
        };
        let by = stamp.author().unwrap_or_else(|| self.owner());
        let id = LineId(self.version);
        let mut line = Line::new(id, stamp.skus.number(sku), *quantity, *unit_price, by);
        let age_ms = stamp.at_ms.saturating_sub(self.created_at_ms);
        line.added_after_s = u32::try_from(age_ms / 1_000).unwrap_or(u32::MAX);
        if matches!(event, Event::ItemAdded { is_callers_price: true, .. }) {
            line.mark_callers_price();
        }
        if !options.is_empty() || note.is_some() || !beneficiaries.is_empty() {
            line.mark_extra();
            self.cold_mut().change_extra(id, |extra| {
                extra.options = options.iter().map(|o| (o.key.into(), o.value.into())).collect();
                extra.note = *note;
                extra.beneficiaries.clone_from(beneficiaries);
            });
        }
        self.insert_line(line);
    }

    fn apply_to_extra(&mut self, event: &Event<'_>, stamp: &Stamp<'_>) {
        match event {
            Event::NoteSet { line, note } => {
                self.let_go_of_note(*line);
                self.change_extra(*line, stamp, |extra| extra.note = *note);
            }
            Event::BeneficiariesSet { line, beneficiaries } => {
                self.change_extra(*line, stamp, |extra| {
                    extra.beneficiaries.clone_from(beneficiaries);
                });
            }
            Event::ReasonSet { line, purpose, project, cost_centre } => {
                self.change_extra(*line, stamp, |extra| {
                    extra.purpose = purpose.map(Into::into);
                    extra.project = project.map(Into::into);
                    extra.cost_centre = cost_centre.map(Into::into);
                });
            }
            _ => {}
        }
    }

    #[cold]
    fn apply_rare(&mut self, event: &Event<'_>, stamp: &Stamp<'_>) {
        match event {
            Event::CartCreated { owner, currency, preset, policies, title, purpose } => {
                self.created_at_ms = stamp.at_ms;
                self.currency = Some(*currency);
                self.preset = *preset;
                self.policies = *policies;
                self.seat(owner, RoleRef::OWNER);
                self.retitle(*title, *purpose);
            }
            Event::CartRenamed { title, purpose } => self.retitle(*title, *purpose),
            Event::PoliciesSet { policies, .. } => self.policies = *policies,
            Event::CartClosed => {
                self.status = Status::Closed;
                if !self.campaigns().is_empty() {
                    self.withdraw(stamp.at_ms, |_| true);
                }
                if let Some(cold) = self.cold.as_deref_mut() {
                    cold.lock = None;
                    cold.ownership_offered_to = None;
                    cold.invitations.clear();
                }
            }
            Event::CartLocked { until_ms } => {
                let lock = Lock { holder: stamp.author(), until_ms: *until_ms };
                self.cold_mut().lock = Some(lock);
            }
            Event::CartUnlocked { .. } => self.cold_mut().lock = None,
            Event::Bill(event) => {
                let version = self.version;
                let terms = self.cold_mut().terms.get_or_insert_default();
                Arc::make_mut(terms).apply(event, version, stamp);
                if matches!(event, BillEvent::BillReopened) {
                    // A fixed cart took over no price and was marked as if it had: it has to look anew.
                    self.prices_checked = u64::MAX;
                }
            }
            Event::Pledged { .. } => self.apply_pledged(event, stamp),
            Event::CampaignFollowed { .. } => self.apply_followed(event),
            _ => self.apply_to_people(event, stamp),
        }
    }

    /// Takes pledges back whose campaigns have not locked yet.
    fn withdraw(&mut self, at_ms: u64, is_meant: impl Fn(&Line) -> bool) {
        let version = self.version;
        let joined = self.campaigns().iter();
        let binds_from = |it: &Joined| if it.may_shrink() { it.locks_at_ms } else { 0 };
        let mut locks: Vec<(u64, bool)> = joined.map(|it| (binds_from(it), false)).collect();
        for line in self.items_mut() {
            let lock = line.campaign().and_then(|number| locks.get_mut(usize::from(number)));
            if let Some((locks_at_ms, is_touched)) = lock
                && at_ms < *locks_at_ms
                && !line.is_withdrawn()
                && is_meant(line)
            {
                line.mark_withdrawn();
                *is_touched = true;
            }
        }
        let joined = self.cold_mut().campaigns.iter_mut().zip(locks);
        let mut has_news = false;
        for (joined, _) in joined.filter(|(_, (_, is_touched))| *is_touched) {
            joined.pledged_at = version;
            has_news = true;
        }
        self.has_news |= has_news;
    }

    fn apply_pledged(&mut self, event: &Event<'_>, stamp: &Stamp<'_>) {
        let Event::Pledged {
            campaign,
            sku,
            quantity,
            unit_price,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
        } = event
        else {
            return;
        };
        let joined = Joined {
            id: (*campaign).into(),
            version: *campaign_version,
            status: *status,
            tiers_reached: *tiers_reached,
            locks_at_ms: *locks_at_ms,
            pledged_at: self.version,
        };
        let number = self.join(joined);
        let by = stamp.author().unwrap_or_else(|| self.owner());
        let id = LineId(self.version);
        let mut line = Line::new(id, stamp.skus.number(sku), *quantity, *unit_price, by);
        let age_ms = stamp.at_ms.saturating_sub(self.created_at_ms);
        line.added_after_s = u32::try_from(age_ms / 1_000).unwrap_or(u32::MAX);
        line.mark_pledged(number);
        self.insert_line(line);
        self.has_news = true;
    }

    /// The place of a campaign: its own, one that has become free, or a new one.
    fn join(&mut self, joined: Joined) -> u8 {
        let known = self.campaign(&joined.id).map(|(number, _)| number);
        let free = || {
            let mut numbered = (0..).zip(self.campaigns());
            numbered.find(|(number, known)| self.is_free(*number, known)).map(|(number, _)| number)
        };
        let number = known.or_else(free);
        let campaigns = &mut self.cold_mut().campaigns;
        let slot =
            number.and_then(|number| Some((number, campaigns.get_mut(usize::from(number))?)));
        if let Some((number, slot)) = slot {
            *slot = joined;
            return number;
        }
        // Most carts pledge to one.
        campaigns.reserve_exact(1);
        campaigns.push(joined);
        u8::try_from(campaigns.len() - 1).expect("limits bound a cart to 15 campaigns")
    }

    fn apply_followed(&mut self, event: &Event<'_>) {
        let Event::CampaignFollowed {
            campaign,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
            changes,
            cuts,
        } = event
        else {
            return;
        };
        for change in changes {
            self.change_line(change.line, |line| line.set_unit_price(change.unit_price));
        }
        for cut in cuts {
            if cut.quantity == 0 {
                self.remove_line(cut.line);
            } else {
                self.change_line(cut.line, |line| line.quantity = cut.quantity);
            }
        }
        let joined = self.cold_mut().campaigns.iter_mut().find(|joined| *joined.id == **campaign);
        let Some(joined) = joined else { return };
        joined.version = *campaign_version;
        joined.status = *status;
        joined.tiers_reached = *tiers_reached;
        joined.locks_at_ms = *locks_at_ms;
    }

    fn retitle(&mut self, title: Option<&str>, purpose: Option<&str>) {
        if title.is_some() || purpose.is_some() || self.cold.is_some() {
            let cold = self.cold_mut();
            cold.title = title.map(Into::into);
            cold.purpose = purpose.map(Into::into);
        }
    }

    fn apply_to_people(&mut self, event: &Event<'_>, stamp: &Stamp<'_>) {
        match (event, stamp.cause) {
            (Event::MemberAdded { member, role }, _) => {
                let role = self.role_named(role).unwrap_or(RoleRef::GONE);
                self.seat(member, role);
            }
            (Event::InvitationAccepted { invitation, member, role }, _) => {
                let role = self.role_named(role).unwrap_or(RoleRef::GONE);
                self.use_invitation(*invitation);
                self.seat(member, role);
            }
            (Event::MemberRemoved { member, voided }, _) => {
                self.unseat(*member, voided, stamp.at_ms);
            }
            (Event::MemberLeft { voided }, Cause::Member(seat)) => {
                self.unseat(seat, voided, stamp.at_ms);
            }
            (Event::RoleSet { member, role, voided, .. }, _) => {
                let role = self.role_named(role).unwrap_or(RoleRef::GONE);
                self.give_role(*member, role);
                self.void(voided);
            }
            (Event::RoleDefined { .. }, _) => self.apply_role_defined(event),
            (Event::OwnershipOffered { member }, _) => {
                self.cold_mut().ownership_offered_to = Some(*member);
            }
            (Event::OwnershipAccepted { old_owner }, Cause::Member(seat)) => {
                self.give_role(*old_owner, RoleRef::ADMIN);
                self.give_role(seat, RoleRef::OWNER);
                self.cold_mut().ownership_offered_to = None;
            }
            (Event::OwnershipDeclined { .. }, _) => self.cold_mut().ownership_offered_to = None,
            (Event::Invited { token_hash, role, uses_max, expires_at_ms }, _) => {
                let invitation = Invitation {
                    id: self.version,
                    token_hash: *token_hash,
                    role: self.role_named(role).unwrap_or(RoleRef::GONE),
                    invited_by: stamp.author(),
                    uses_left: *uses_max,
                    expires_at_ms: *expires_at_ms,
                };
                self.drop_expired_invitations(stamp.at_ms);
                self.cold_mut().invitations.push(invitation);
            }
            (Event::InvitationRevoked { invitation }, _) => self.void(&[*invitation]),
            _ => {}
        }
    }

    /// A new invitation takes the place of those that no longer admit.
    fn drop_expired_invitations(&mut self, at_ms: u64) {
        let pending = &mut self.cold_mut().invitations;
        pending.retain(|invitation| at_ms < invitation.expires_at_ms);
    }

    fn apply_role_defined(&mut self, event: &Event<'_>) {
        let Event::RoleDefined {
            name,
            capabilities,
            money_cap_minor,
            categories_allowed,
            categories_denied,
            voided,
        } = event
        else {
            return;
        };
        let role = CustomRole {
            name: (*name).into(),
            capabilities: *capabilities,
            money_cap_minor: *money_cap_minor,
            categories_allowed: categories_allowed.iter().map(|c| (*c).into()).collect(),
            categories_denied: categories_denied.iter().map(|c| (*c).into()).collect(),
        };
        let known = self.role_named(name).and_then(RoleRef::custom_index);
        let roles = &mut self.cold_mut().roles;
        match known.and_then(|index| roles.get_mut(index)) {
            Some(slot) => *slot = role,
            None => roles.push(role),
        }
        self.void(voided);
    }
}
