// @generated from core/src/command.rs by cargo gen
//! Views as structs that borrow from their handle; events as JSON.

#![allow(clippy::needless_borrow, unused_variables, reason = "written alike for every type")]

use cartpool::*;

use crate::input::CartpoolStr;
use crate::json::{Json, Shown};
use crate::output::{Arena, CartpoolMoney, CartpoolOption, Names, bits};

/// What a cart's members agreed on.
#[repr(C)]
pub struct CartpoolPolicies {
    /// Who may edit lines.
    pub edit: u32,
    /// Whether adding what is already there grows that line instead of making another.
    pub merges_lines: bool,
    /// Whether viewers may suggest.
    pub allows_suggestions: bool,
}

fn fill_policies(arena: &mut Arena, names: &Names, it: &Policies) -> CartpoolPolicies {
    CartpoolPolicies {
        edit: it.edit as u32,
        merges_lines: it.merges_lines,
        allows_suggestions: it.allows_suggestions,
    }
}

/// A line of a cart.
#[repr(C)]
pub struct CartpoolLineItem {
    /// The line's id: the version that made it.
    pub id: u64,
    /// The merchant's name for the thing.
    pub sku: CartpoolStr,
    /// How many.
    pub quantity: u32,
    /// The price of one; may be finer than the currency.
    pub unit_price: CartpoolStr,
    /// Quantity times unit price, rounded half up once.
    pub line_total: CartpoolMoney,
    /// Who added it.
    pub added_by: CartpoolStr,
    /// Who changed it last.
    pub changed_by: CartpoolStr,
    /// When it was added, in Unix milliseconds, to the second.
    pub added_at_ms: u64,
    /// What sets it apart, in the order of the keys.
    pub options: *const CartpoolOption,
    /// How many.
    pub options_len: usize,
    /// Why, in a member's words.
    pub note: CartpoolStr,
    /// For whom; none means for everybody.
    pub beneficiaries: *const CartpoolStr,
    /// How many.
    pub beneficiaries_len: usize,
    /// What it is for.
    pub purpose: CartpoolStr,
    /// The project it belongs to.
    pub project: CartpoolStr,
    /// Who bears the cost.
    pub cost_centre: CartpoolStr,
}

fn fill_line_item(arena: &mut Arena, names: &Names, it: &LineItem) -> CartpoolLineItem {
    let options = it.options.iter().map(CartpoolOption::of).collect();
    let (options, options_len) = arena.list(options);
    let beneficiaries = it.beneficiaries.iter().map(|item| names.of(*item)).collect();
    let (beneficiaries, beneficiaries_len) = arena.list(beneficiaries);
    CartpoolLineItem {
        id: it.id.0,
        sku: CartpoolStr::of(&it.sku),
        quantity: it.quantity,
        unit_price: arena.text(&it.unit_price),
        line_total: arena.money(it.line_total),
        added_by: names.of(it.added_by),
        changed_by: names.of(it.changed_by),
        added_at_ms: it.added_at_ms,
        options,
        options_len,
        note: it.note.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        beneficiaries,
        beneficiaries_len,
        purpose: it.purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        project: it.project.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        cost_centre: it
            .cost_centre
            .as_ref()
            .map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
    }
}

/// A member who is present.
#[repr(C)]
pub struct CartpoolMemberEntry {
    /// The member's id.
    pub id: CartpoolStr,
    /// The role's name.
    pub role: CartpoolStr,
}

fn fill_member_entry(arena: &mut Arena, names: &Names, it: &MemberEntry) -> CartpoolMemberEntry {
    CartpoolMemberEntry { id: CartpoolStr::of(&it.id), role: CartpoolStr::of(&it.role) }
}

/// A custom role.
#[repr(C)]
pub struct CartpoolRoleEntry {
    /// The role's name.
    pub name: CartpoolStr,
    /// What it may do.
    pub capabilities: u64,
    /// The most its holder's lines may sum to.
    pub money_cap: *const CartpoolMoney,
    /// The only categories it may add; none means all.
    pub categories_allowed: *const CartpoolStr,
    /// How many.
    pub categories_allowed_len: usize,
    /// Categories it may not add.
    pub categories_denied: *const CartpoolStr,
    /// How many.
    pub categories_denied_len: usize,
}

fn fill_role_entry(arena: &mut Arena, names: &Names, it: &RoleEntry) -> CartpoolRoleEntry {
    let categories_allowed =
        it.categories_allowed.iter().map(|item| CartpoolStr::of(&item)).collect();
    let (categories_allowed, categories_allowed_len) = arena.list(categories_allowed);
    let categories_denied =
        it.categories_denied.iter().map(|item| CartpoolStr::of(&item)).collect();
    let (categories_denied, categories_denied_len) = arena.list(categories_denied);
    CartpoolRoleEntry {
        name: CartpoolStr::of(&it.name),
        capabilities: bits(it.capabilities),
        money_cap: match &it.money_cap {
            Some(item) => {
                let item = arena.money(*item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        categories_allowed,
        categories_allowed_len,
        categories_denied,
        categories_denied_len,
    }
}

/// A pending invitation; only those who may invite see it.
#[repr(C)]
pub struct CartpoolInvitationEntry {
    /// The invitation's id: the version that made it.
    pub id: u64,
    /// The role those who join get.
    pub role: CartpoolStr,
    /// Who made it; nobody where the host did.
    pub invited_by: CartpoolStr,
    /// How often it may still be used.
    pub uses_left: u32,
    /// When it expires, in Unix milliseconds.
    pub expires_at_ms: u64,
}

fn fill_invitation_entry(
    arena: &mut Arena,
    names: &Names,
    it: &InvitationEntry,
) -> CartpoolInvitationEntry {
    CartpoolInvitationEntry {
        id: it.id,
        role: CartpoolStr::of(&it.role),
        invited_by: it.invited_by.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        uses_left: it.uses_left,
        expires_at_ms: it.expires_at_ms,
    }
}

/// A hold on the cart.
#[repr(C)]
pub struct CartpoolLockEntry {
    /// Who holds it; nobody where the host does.
    pub holder: CartpoolStr,
    /// When it ends by itself, in Unix milliseconds.
    pub until_ms: u64,
}

fn fill_lock_entry(arena: &mut Arena, names: &Names, it: &LockEntry) -> CartpoolLockEntry {
    CartpoolLockEntry {
        holder: it.holder.as_ref().map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
        until_ms: it.until_ms,
    }
}

/// A cart at one version, as one principal may see it.
///
/// Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership
/// offer in it.
#[repr(C)]
pub struct CartpoolCartView {
    /// The cart's id.
    pub id: CartpoolStr,
    /// The version this is.
    pub version: u64,
    /// Where the cart is in its life.
    pub status: u32,
    /// What the cart is called.
    pub title: CartpoolStr,
    /// What the cart is for.
    pub purpose: CartpoolStr,
    /// The cart's one currency.
    pub currency: CartpoolStr,
    /// The setting it started from.
    pub preset: u32,
    /// The policies in force.
    pub policies: CartpoolPolicies,
    /// Whether anybody but the owner ever joined.
    pub is_shared: bool,
    /// When it was made, in Unix milliseconds.
    pub created_at_ms: u64,
    /// When it last changed, in Unix milliseconds.
    pub changed_at_ms: u64,
    /// The version of the price list the prices are of; 0 before the first repricing.
    pub prices_version: u64,
    /// The lines, oldest first.
    pub lines: *const CartpoolLineItem,
    /// How many.
    pub lines_len: usize,
    /// The sum of the line totals.
    pub subtotal: CartpoolMoney,
    /// What is to be paid; the subtotal until adjustments exist.
    pub total: CartpoolMoney,
    /// The members present, in the order they joined.
    pub members: *const CartpoolMemberEntry,
    /// How many.
    pub members_len: usize,
    /// The custom roles.
    pub roles: *const CartpoolRoleEntry,
    /// How many.
    pub roles_len: usize,
    /// The pending invitations.
    pub invitations: *const CartpoolInvitationEntry,
    /// How many.
    pub invitations_len: usize,
    /// The hold on the cart, if one is in force.
    pub lock: *const CartpoolLockEntry,
    /// To whom ownership is offered.
    pub ownership_offered_to: CartpoolStr,
}

pub(crate) fn fill_cart_view(arena: &mut Arena, names: &Names, it: &CartView) -> CartpoolCartView {
    let lines = it.lines.iter().map(|item| fill_line_item(arena, names, &item)).collect();
    let (lines, lines_len) = arena.list(lines);
    let members = it.members.iter().map(|item| fill_member_entry(arena, names, &item)).collect();
    let (members, members_len) = arena.list(members);
    let roles = it.roles.iter().map(|item| fill_role_entry(arena, names, &item)).collect();
    let (roles, roles_len) = arena.list(roles);
    let invitations =
        it.invitations.iter().map(|item| fill_invitation_entry(arena, names, &item)).collect();
    let (invitations, invitations_len) = arena.list(invitations);
    CartpoolCartView {
        id: arena.text(&it.id),
        version: it.version,
        status: it.status as u32,
        title: it.title.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        purpose: it.purpose.as_ref().map_or(CartpoolStr::ABSENT, |item| CartpoolStr::of(&item)),
        currency: arena.text(&it.currency),
        preset: it.preset as u32,
        policies: fill_policies(arena, names, &it.policies),
        is_shared: it.is_shared,
        created_at_ms: it.created_at_ms,
        changed_at_ms: it.changed_at_ms,
        prices_version: it.prices_version,
        lines,
        lines_len,
        subtotal: arena.money(it.subtotal),
        total: arena.money(it.total),
        members,
        members_len,
        roles,
        roles_len,
        invitations,
        invitations_len,
        lock: match &it.lock {
            Some(item) => {
                let item = fill_lock_entry(arena, names, &item);
                arena.one(item)
            }
            None => core::ptr::null(),
        },
        ownership_offered_to: it
            .ownership_offered_to
            .as_ref()
            .map_or(CartpoolStr::ABSENT, |item| names.of(*item)),
    }
}

/// Writes the fields of `event` after those every event has.
pub(crate) fn event_fields(json: &mut Json, event: &Event<'_>, shown: &impl Shown) {
    match event {
        Event::CartCreated { owner, currency, preset, policies, title, purpose } => {
            json.key("owner");
            json.text(owner);
            json.key("currency");
            json.plain(*currency);
            json.key("preset");
            json.text(preset.name());
            json.key("policies");
            write_policies(json, policies);
            json.key("title");
            match title {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("purpose");
            match purpose {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::ItemAdded {
            sku,
            quantity,
            unit_price,
            is_callers_price,
            already_in_cart,
            options,
            note,
            beneficiaries,
        } => {
            json.key("sku");
            json.text(sku);
            json.key("quantity");
            json.number(*quantity);
            json.key("unit_price");
            json.plain(*unit_price);
            json.key("is_callers_price");
            json.flag(*is_callers_price);
            json.key("already_in_cart");
            match already_in_cart {
                Some(item) => {
                    write_already_in_cart(json, item, shown);
                }
                None => json.null(),
            }
            json.key("options");
            json.open('{');
            for option in options {
                json.key(&option.key).text(&option.value);
            }
            json.close('}');
            json.key("note");
            match note {
                Some(item) => {
                    json.maybe_text(shown.text(*item));
                }
                None => json.null(),
            }
            json.key("beneficiaries");
            json.open('[');
            for item in beneficiaries {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
        }
        Event::ItemIncreased { line, added, quantity, already_in_cart } => {
            json.key("line");
            json.number(*line);
            json.key("added");
            json.number(*added);
            json.key("quantity");
            json.number(*quantity);
            json.key("already_in_cart");
            match already_in_cart {
                Some(item) => {
                    write_already_in_cart(json, item, shown);
                }
                None => json.null(),
            }
        }
        Event::QuantityAdjusted { line, delta, quantity } => {
            json.key("line");
            json.number(*line);
            json.key("delta");
            json.number(*delta);
            json.key("quantity");
            json.number(*quantity);
        }
        Event::QuantitySet { line, old_quantity, quantity, is_contested } => {
            json.key("line");
            json.number(*line);
            json.key("old_quantity");
            json.number(*old_quantity);
            json.key("quantity");
            json.number(*quantity);
            json.key("is_contested");
            json.flag(*is_contested);
        }
        Event::ItemRemoved { line, old_quantity } => {
            json.key("line");
            json.number(*line);
            json.key("old_quantity");
            json.number(*old_quantity);
        }
        Event::NoteSet { line, note } => {
            json.key("line");
            json.number(*line);
            json.key("note");
            match note {
                Some(item) => {
                    json.maybe_text(shown.text(*item));
                }
                None => json.null(),
            }
        }
        Event::BeneficiariesSet { line, beneficiaries } => {
            json.key("line");
            json.number(*line);
            json.key("beneficiaries");
            json.open('[');
            for item in beneficiaries {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
        }
        Event::ReasonSet { line, purpose, project, cost_centre } => {
            json.key("line");
            json.number(*line);
            json.key("purpose");
            match purpose {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("project");
            match project {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("cost_centre");
            match cost_centre {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Repriced { prices_version, changes } => {
            json.key("prices_version");
            json.number(*prices_version);
            json.key("changes");
            json.open('[');
            for item in changes {
                write_price_change(json, item);
            }
            json.close(']');
        }
        Event::MemberAdded { member, role } => {
            json.key("member");
            json.text(member);
            json.key("role");
            json.text(role);
        }
        Event::MemberRemoved { member, voided } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::MemberLeft { voided } => {
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::RoleSet { member, old_role, role, voided } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
            json.key("old_role");
            json.text(old_role);
            json.key("role");
            json.text(role);
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::RoleDefined {
            name,
            capabilities,
            money_cap_minor,
            categories_allowed,
            categories_denied,
            voided,
        } => {
            json.key("name");
            json.text(name);
            json.key("capabilities");
            json.capabilities(*capabilities);
            json.key("money_cap_minor");
            match money_cap_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("categories_allowed");
            json.open('[');
            for item in categories_allowed {
                json.text(item);
            }
            json.close(']');
            json.key("categories_denied");
            json.open('[');
            for item in categories_denied {
                json.text(item);
            }
            json.close(']');
            json.key("voided");
            json.open('[');
            for item in voided {
                json.number(*item);
            }
            json.close(']');
        }
        Event::OwnershipOffered { member } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
        }
        Event::OwnershipAccepted { old_owner } => {
            json.key("old_owner");
            json.maybe_text(shown.member(*old_owner));
        }
        Event::OwnershipDeclined { member } => {
            json.key("member");
            json.maybe_text(shown.member(*member));
        }
        Event::Invited { token_hash, role, uses_max, expires_at_ms } => {
            json.key("token_hash");
            json.text(&token_hash.text());
            json.key("role");
            json.text(role);
            json.key("uses_max");
            json.number(*uses_max);
            json.key("expires_at_ms");
            json.number(*expires_at_ms);
        }
        Event::InvitationRevoked { invitation } => {
            json.key("invitation");
            json.number(*invitation);
        }
        Event::InvitationAccepted { invitation, member, role } => {
            json.key("invitation");
            json.number(*invitation);
            json.key("member");
            json.text(member);
            json.key("role");
            json.text(role);
        }
        Event::CartLocked { until_ms } => {
            json.key("until_ms");
            json.number(*until_ms);
        }
        Event::CartUnlocked { holder } => {
            json.key("holder");
            match holder {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
        }
        Event::PoliciesSet { old_policies, policies } => {
            json.key("old_policies");
            write_policies(json, old_policies);
            json.key("policies");
            write_policies(json, policies);
        }
        Event::CartRenamed { title, purpose } => {
            json.key("title");
            match title {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("purpose");
            match purpose {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::CartClosed => {}
    }
}

fn write_policies(json: &mut Json, it: &Policies) {
    json.open('{');
    json.key("edit");
    json.text(it.edit.name());
    json.key("merges_lines");
    json.flag(it.merges_lines);
    json.key("allows_suggestions");
    json.flag(it.allows_suggestions);
    json.close('}');
}

fn write_already_in_cart(json: &mut Json, it: &AlreadyInCart, shown: &impl Shown) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("quantity");
    json.number(it.quantity);
    json.key("added_ago_s");
    json.number(it.added_ago_s);
    json.close('}');
}

fn write_price_change(json: &mut Json, it: &PriceChange) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("old_unit_price");
    json.plain(it.old_unit_price);
    json.key("unit_price");
    json.plain(it.unit_price);
    json.close('}');
}
