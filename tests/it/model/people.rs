//! Members, roles, invitations, ownership, and the cart as a whole.

use super::{Done, Invitation, Names, Role, Turn, ready_role, require, set, units};
use crate::ask::{Ask, NewRole};

impl Turn<'_> {
    pub(super) fn people(&mut self, ask: &Ask) -> Done {
        match ask {
            Ask::AddMember { member, role } => self.add_member(member, role),
            Ask::RemoveMember { member } => self.remove_member(member),
            Ask::Leave => self.leave(),
            Ask::SetRole { member, role } => self.set_role(member, role),
            Ask::DefineRole(role) => self.define_role(role),
            Ask::OfferOwnership { member } => self.offer_ownership(member),
            Ask::AcceptOwnership => self.accept_ownership(),
            Ask::DeclineOwnership => self.decline_ownership(),
            Ask::Invite { token_hash, role, uses_max, expires_at_ms } => {
                self.invite(token_hash, role, *uses_max, *expires_at_ms)
            }
            Ask::RevokeInvitation { invitation } => self.revoke_invitation(*invitation),
            Ask::LockCart { until_ms } => self.lock_cart(*until_ms),
            Ask::UnlockCart => self.unlock_cart(),
            Ask::SetPolicies { .. } => self.set_policies(ask),
            Ask::RenameCart { title, purpose } => {
                self.rename_cart(title.as_ref(), purpose.as_ref())
            }
            _ => self.close_cart(),
        }
    }

    fn member(&self, name: &str) -> Result<usize, &'static str> {
        self.cart.seat(name).ok_or("member_not_found")
    }

    /// What a role that may be given holds.
    fn grantable(&self, role: &str) -> Result<(), &'static str> {
        let may = self.cart.role(role).ok_or("role_not_found")?;
        require(role != "owner", "ownership_must_be_offered")?;
        self.needs_all(&may)
    }

    fn has_room(&self) -> Done {
        let present = self.cart.seats.iter().filter(|(_, role)| role.is_some()).count();
        let fits = present < self.bounds.members && self.cart.seats.len() < self.bounds.seats;
        require(fits, "exceeds_members_max")
    }

    fn add_member(&mut self, member: &str, role: &str) -> Done {
        self.needs("manage_members")?;
        require((1..=64).contains(&member.len()), "member_id_not_valid")?;
        self.grantable(role)?;
        require(self.cart.seat(member).is_none(), "member_already_in_cart")?;
        self.has_room()?;
        self.cart.seats.push((member.to_owned(), Some(role.to_owned())));
        self.happened("member_added", |sheet| {
            sheet.put("event.member", member);
            sheet.put("role", role);
        })
    }

    fn remove_member(&mut self, name: &str) -> Done {
        self.needs("manage_members")?;
        let member = self.member(name)?;
        let role = self.cart.role_of(member);
        require(role != "owner", "owner_must_stay")?;
        self.needs_all(&self.cart.may(member))?;
        let voided = self.unseat(member);
        self.happened("member_removed", |sheet| {
            sheet.put("event.member", name);
            sheet.list("voided", voided);
        })
    }

    fn leave(&mut self) -> Done {
        let member = self.by.ok_or("member_not_found")?;
        require(self.cart.role_of(member) != "owner", "owner_must_stay")?;
        let voided = self.unseat(member);
        self.happened("member_left", |sheet| sheet.list("voided", voided))
    }

    fn unseat(&mut self, member: usize) -> Vec<u64> {
        self.cart.seats[member].1 = None;
        self.cart.lock = self.cart.lock.filter(|(holder, _)| *holder != Some(member));
        self.cart.offered_to = self.cart.offered_to.filter(|to| *to != member);
        self.void(|invitation, _| invitation.by == Some(member))
    }

    /// Ends the invitations that `ends` says, and names them.
    fn void(&mut self, ends: impl Fn(&Invitation, &super::Cart) -> bool) -> Vec<u64> {
        let cart = &*self.cart;
        let ended = cart.invitations.iter().filter(|one| ends(one, cart));
        let ended: Vec<u64> = ended.map(|one| one.id).collect();
        self.cart.invitations.retain(|one| !ended.contains(&one.id));
        ended
    }

    fn set_role(&mut self, name: &str, role: &str) -> Done {
        self.needs("manage_members")?;
        let member = self.member(name)?;
        require(self.cart.role(role).is_some(), "role_not_found")?;
        let old = self.cart.role_of(member).to_owned();
        require(role != "owner" && old != "owner", "ownership_must_be_offered")?;
        self.grantable(role)?;
        self.needs_all(&self.cart.may(member))?;
        if old == role {
            return Ok(());
        }
        self.cart.seats[member].1 = Some(role.to_owned());
        let right = self.cart.may(member);
        let voided = self.void(|one, cart| {
            one.by == Some(member) && !covers(&right, cart.role(&one.role).as_ref())
        });
        self.happened("role_set", |sheet| {
            sheet.put("event.member", name);
            sheet.put("old_role", old);
            sheet.put("role", role);
            sheet.list("voided", voided);
        })
    }

    fn define_role(&mut self, wanted: &NewRole) -> Done {
        self.needs("manage_roles")?;
        require((1..=64).contains(&wanted.name.len()), "role_name_not_valid")?;
        require(ready_role(&wanted.name).is_none(), "ready_role_is_fixed")?;
        let may: Names = wanted.capabilities.iter().cloned().collect();
        require(!may.contains("own_cart"), "ownership_must_be_offered")?;
        self.needs_all(&may)?;
        self.needs_all(&self.cart.role(&wanted.name).unwrap_or_default())?;
        let digits = self.cart.digits as usize;
        let cap = wanted.money_cap.as_ref();
        let cap = cap.map(|text| units(text, digits).ok_or("price_not_valid")).transpose()?;
        require(cap.is_none_or(|cap| cap <= self.bounds.total), "exceeds_total_max")?;
        let role = Role {
            name: wanted.name.clone(),
            may,
            cap,
            allowed: wanted.categories_allowed.clone(),
            denied: wanted.categories_denied.clone(),
        };
        match self.cart.roles.iter().position(|one| one.name == role.name) {
            Some(place) if self.cart.roles[place] == role => return Ok(()),
            Some(place) => self.cart.roles[place] = role.clone(),
            None => {
                let fits = self.cart.roles.len() < self.bounds.roles;
                require(fits, "exceeds_roles_max")?;
                self.cart.roles.push(role.clone());
            }
        }
        let voided = self.void(|one, cart| {
            let given = cart.role(&one.role);
            let is_above = one.by.is_some_and(|by| !covers(&cart.may(by), given.as_ref()));
            is_above || !given.is_some_and(|given| given.is_subset(&set(super::EDITOR)))
        });
        self.happened("role_defined", |sheet| {
            sheet.put("event.name", &role.name);
            sheet.list(
                "capabilities",
                super::ALL.split_whitespace().filter(|one| role.may.contains(*one)),
            );
            sheet.maybe("money_cap_minor", role.cap);
            sheet.list("categories_allowed", &role.allowed);
            sheet.list("categories_denied", &role.denied);
            sheet.list("voided", voided);
        })
    }

    fn offer_ownership(&mut self, name: &str) -> Done {
        self.needs("own_cart")?;
        let member = self.member(name)?;
        if self.cart.role_of(member) == "owner" || self.cart.offered_to == Some(member) {
            return Ok(());
        }
        self.cart.offered_to = Some(member);
        self.happened("ownership_offered", |sheet| sheet.put("event.member", name))
    }

    fn accept_ownership(&mut self) -> Done {
        let member = self
            .by
            .filter(|by| self.cart.offered_to == Some(*by))
            .ok_or("ownership_not_offered")?;
        let owner = self.cart.seats.iter().position(|(_, role)| role.as_deref() == Some("owner"));
        let owner = owner.expect("a cart always has an owner");
        self.cart.seats[owner].1 = Some("admin".to_owned());
        self.cart.seats[member].1 = Some("owner".to_owned());
        self.cart.offered_to = None;
        let name = self.cart.seats[owner].0.clone();
        self.happened("ownership_accepted", |sheet| sheet.put("old_owner", name))
    }

    fn decline_ownership(&mut self) -> Done {
        let member = self.cart.offered_to.ok_or("ownership_not_offered")?;
        if self.by != Some(member) {
            self.needs("own_cart")?;
        }
        self.cart.offered_to = None;
        let name = self.cart.seats[member].0.clone();
        self.happened("ownership_declined", |sheet| sheet.put("event.member", name))
    }

    fn invite(&mut self, hash: &str, role: &str, uses: Option<u32>, until_ms: Option<u64>) -> Done {
        self.needs("invite_members")?;
        let given = self.cart.role(role).ok_or("role_not_found")?;
        require(given.is_subset(&set(super::EDITOR)), "invitation_role_too_high")?;
        self.needs_all(&given)?;
        let uses = uses.unwrap_or(10);
        require((1..=100).contains(&uses), "exceeds_invitation_uses_max")?;
        let until_ms = until_ms.unwrap_or(self.now_ms + 7 * 86_400_000);
        let is_fit = self.now_ms < until_ms && until_ms <= self.now_ms + 30 * 86_400_000;
        require(is_fit, "deadline_not_valid")?;
        let pending = self.cart.invitations.iter().filter(|one| self.now_ms < one.until_ms).count();
        require(pending < self.bounds.invitations, "exceeds_invitations_max")?;
        let invitation = Invitation {
            id: self.cart.version + 1,
            hash: hash.to_owned(),
            role: role.to_owned(),
            by: self.by,
            uses,
            until_ms,
        };
        let at_ms = self.now_ms.max(self.cart.changed_ms);
        self.cart.invitations.retain(|one| at_ms < one.until_ms);
        self.cart.invitations.push(invitation);
        self.happened("invited", |sheet| {
            sheet.put("token_hash", hash);
            sheet.put("role", role);
            sheet.put("uses_max", uses);
            sheet.put("expires_at_ms", until_ms);
        })
    }

    fn revoke_invitation(&mut self, id: u64) -> Done {
        self.needs("invite_members")?;
        let now_ms = self.now_ms;
        let is_pending =
            self.cart.invitations.iter().any(|one| one.id == id && now_ms < one.until_ms);
        require(is_pending, "invitation_not_found")?;
        self.cart.invitations.retain(|one| one.id != id);
        self.happened("invitation_revoked", |sheet| sheet.put("invitation", id))
    }

    pub(super) fn accept_invitation(&mut self, actor: &str, hash: Option<&str>) -> Done {
        let now_ms = self.now_ms;
        let mut pending = self.cart.invitations.iter_mut();
        let found = pending.find(|one| Some(one.hash.as_str()) == hash && now_ms < one.until_ms);
        let invitation = found.ok_or("invitation_not_valid")?.clone();
        require(actor != "system", "member_id_not_valid")?;
        require(self.by.is_none(), "member_already_in_cart")?;
        require((1..=64).contains(&actor.len()), "member_id_not_valid")?;
        self.has_room()?;
        for one in self.cart.invitations.iter_mut().filter(|one| one.id == invitation.id) {
            one.uses -= 1;
        }
        self.cart.invitations.retain(|one| one.uses > 0);
        self.by = Some(self.cart.seats.len());
        self.cart.seats.push((actor.to_owned(), Some(invitation.role.clone())));
        self.happened("invitation_accepted", |sheet| {
            sheet.put("invitation", invitation.id);
            sheet.put("event.member", actor);
            sheet.put("role", invitation.role);
        })
    }

    fn lock_cart(&mut self, until_ms: Option<u64>) -> Done {
        self.needs("lock_cart")?;
        let held = self.cart.lock.filter(|(_, until_ms)| self.now_ms < *until_ms);
        require(held.is_none_or(|(holder, _)| holder == self.by), "cart_is_locked")?;
        let until_ms = until_ms.unwrap_or(self.now_ms + 900_000);
        let is_fit = self.now_ms < until_ms && until_ms <= self.now_ms + 86_400_000;
        require(is_fit, "deadline_not_valid")?;
        if held == Some((self.by, until_ms)) {
            return Ok(());
        }
        self.cart.lock = Some((self.by, until_ms));
        self.happened("cart_locked", |sheet| sheet.put("until_ms", until_ms))
    }

    fn unlock_cart(&mut self) -> Done {
        let held = self.cart.lock.filter(|(_, until_ms)| self.now_ms < *until_ms);
        let Some((holder, _)) = held else { return Ok(()) };
        if holder != self.by {
            self.needs("manage_cart")?;
        }
        self.cart.lock = None;
        let name = holder.map(|holder| self.cart.seats[holder].0.clone());
        self.happened("cart_unlocked", |sheet| sheet.maybe("holder", name))
    }

    fn set_policies(&mut self, ask: &Ask) -> Done {
        let Ask::SetPolicies { edit, merges_lines, allows_suggestions } = ask else {
            return Ok(());
        };
        self.needs("manage_cart")?;
        let old = self.cart.policies.clone();
        let new = super::Policies {
            edit: edit.clone().unwrap_or_else(|| old.edit.clone()),
            merges: merges_lines.unwrap_or(old.merges),
            suggestions: allows_suggestions.unwrap_or(old.suggestions),
        };
        if new == old {
            return Ok(());
        }
        self.cart.policies = new.clone();
        self.happened("policies_set", |sheet| {
            sheet.within("old_policies", |sheet| old.put(sheet));
            sheet.within("policies", |sheet| new.put(sheet));
        })
    }

    fn rename_cart(&mut self, title: Option<&String>, purpose: Option<&String>) -> Done {
        self.needs("manage_cart")?;
        let is_new = title != self.cart.title.as_ref() || purpose != self.cart.purpose.as_ref();
        if !is_new {
            return Ok(());
        }
        (self.cart.title, self.cart.purpose) = (title.cloned(), purpose.cloned());
        self.happened("cart_renamed", |sheet| {
            sheet.maybe("title", title);
            sheet.maybe("purpose", purpose);
        })
    }

    fn close_cart(&mut self) -> Done {
        self.needs("manage_cart")?;
        self.cart.is_closed = true;
        self.cart.lock = None;
        self.cart.offered_to = None;
        self.cart.invitations.clear();
        self.happened("cart_closed", |_| {})
    }
}

/// Whether whoever has `right` may invite into a role of `given`.
fn covers(right: &Names, given: Option<&Names>) -> bool {
    right.contains("invite_members") && given.is_some_and(|given| given.is_subset(right))
}
