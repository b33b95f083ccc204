// @generated from core/src/command.rs by cargo gen
//! Events and views as JSON.

#![allow(
    clippy::match_same_arms,
    clippy::needless_borrow,
    clippy::too_many_lines,
    clippy::wildcard_imports
)]
#![allow(clippy::trivially_copy_pass_by_ref, reason = "written alike for every type")]

use crate::event::*;
use crate::policy::*;
use crate::view::*;

use super::json::{Json, Shown};

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
        Event::Bill(BillEvent::SplitSet { rule, parts, spares_late_joiners }) => {
            json.key("rule");
            json.text(rule.name());
            json.key("parts");
            json.open('[');
            for item in parts {
                write_split_part(json, item, shown);
            }
            json.close(']');
            json.key("spares_late_joiners");
            json.flag(*spares_late_joiners);
        }
        Event::Bill(BillEvent::LineSplitSet { line, rule, parts }) => {
            json.key("line");
            json.number(*line);
            json.key("rule");
            json.text(rule.name());
            json.key("parts");
            json.open('[');
            for item in parts {
                write_split_part(json, item, shown);
            }
            json.close(']');
        }
        Event::Bill(BillEvent::LineSplitCleared { line }) => {
            json.key("line");
            json.number(*line);
        }
        Event::Bill(BillEvent::MembersExcluded { members }) => {
            json.key("members");
            json.open('[');
            for item in members {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
        }
        Event::Bill(BillEvent::SponsorSet { member, amount_max_minor, person_max_minor }) => {
            json.key("member");
            match member {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
            json.key("amount_max_minor");
            match amount_max_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("person_max_minor");
            match person_max_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::ShareMinimumSet { minimum_minor }) => {
            json.key("minimum_minor");
            match minimum_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::AdjustmentSplitSet { adjustment_kind, rule, payer }) => {
            json.key("adjustment_kind");
            json.text(adjustment_kind.name());
            json.key("rule");
            json.text(rule.name());
            json.key("payer");
            match payer {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::AdjustmentAdded {
            adjustment_kind,
            amount_minor,
            percent,
            line,
            member,
            destination,
            label,
            is_included,
        }) => {
            json.key("adjustment_kind");
            json.text(adjustment_kind.name());
            json.key("amount_minor");
            match amount_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("percent");
            match percent {
                Some(item) => {
                    json.plain(*item);
                }
                None => json.null(),
            }
            json.key("line");
            match line {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("member");
            match member {
                Some(item) => {
                    json.maybe_text(shown.member(*item));
                }
                None => json.null(),
            }
            json.key("destination");
            match destination {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("label");
            match label {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("is_included");
            json.flag(*is_included);
        }
        Event::Bill(BillEvent::AdjustmentRemoved { adjustment, coupon }) => {
            json.key("adjustment");
            json.number(*adjustment);
            json.key("coupon");
            match coupon {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
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
        }) => {
            json.key("percent");
            match percent {
                Some(item) => {
                    json.plain(*item);
                }
                None => json.null(),
            }
            json.key("amount_minor");
            match amount_minor {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("tiers");
            json.open('[');
            for item in tiers {
                write_quantity_tier(json, item);
            }
            json.close(']');
            json.key("buy");
            match buy {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("get");
            match get {
                Some(item) => {
                    json.number(*item);
                }
                None => json.null(),
            }
            json.key("skus");
            json.open('[');
            for item in skus {
                json.text(item);
            }
            json.close(']');
            json.key("label");
            match label {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
            json.key("is_exclusive");
            json.flag(*is_exclusive);
            json.key("priority");
            json.number(*priority);
            json.key("coupon");
            match coupon {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::DestinationSet { line, destination }) => {
            json.key("line");
            json.number(*line);
            json.key("destination");
            match destination {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::BillPoliciesSet { old_policies, policies }) => {
            json.key("old_policies");
            write_bill_policies(json, old_policies);
            json.key("policies");
            write_bill_policies(json, policies);
        }
        Event::Bill(BillEvent::GroupSet { group }) => {
            json.key("group");
            match group {
                Some(item) => {
                    json.text(item);
                }
                None => json.null(),
            }
        }
        Event::Bill(BillEvent::BillFixed {
            total_minor,
            shares,
            behind,
            sharing,
            ledger_version,
        }) => {
            json.key("total_minor");
            json.number(*total_minor);
            json.key("shares");
            json.open('[');
            for item in shares {
                write_minor_share(json, item, shown);
            }
            json.close(']');
            json.key("behind");
            json.open('[');
            for item in behind {
                json.number(*item);
            }
            json.close(']');
            json.key("sharing");
            json.open('[');
            for item in sharing {
                json.maybe_text(shown.member(*item));
            }
            json.close(']');
            json.key("ledger_version");
            json.number(*ledger_version);
        }
        Event::Bill(BillEvent::BillReopened) => {}
        Event::Bill(BillEvent::PaymentRecorded { payer, amount_minor }) => {
            json.key("payer");
            json.maybe_text(shown.member(*payer));
            json.key("amount_minor");
            json.number(*amount_minor);
        }
        Event::Bill(BillEvent::TransferRecorded { payer, payee, amount_minor }) => {
            json.key("payer");
            json.maybe_text(shown.member(*payer));
            json.key("payee");
            json.maybe_text(shown.member(*payee));
            json.key("amount_minor");
            json.number(*amount_minor);
        }
        Event::Bill(BillEvent::ItemRefunded { line, quantity, shares }) => {
            json.key("line");
            json.number(*line);
            json.key("quantity");
            json.number(*quantity);
            json.key("shares");
            json.open('[');
            for item in shares {
                write_minor_share(json, item, shown);
            }
            json.close(']');
        }
        Event::Pledged {
            campaign,
            sku,
            quantity,
            unit_price,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
        } => {
            json.key("campaign");
            json.text(campaign);
            json.key("sku");
            json.text(sku);
            json.key("quantity");
            json.number(*quantity);
            json.key("unit_price");
            json.plain(*unit_price);
            json.key("campaign_version");
            json.number(*campaign_version);
            json.key("status");
            json.text(status.name());
            json.key("tiers_reached");
            json.number(*tiers_reached);
            json.key("locks_at_ms");
            json.number(*locks_at_ms);
        }
        Event::CampaignFollowed {
            campaign,
            campaign_version,
            status,
            tiers_reached,
            locks_at_ms,
            changes,
            cuts,
        } => {
            json.key("campaign");
            json.text(campaign);
            json.key("campaign_version");
            json.number(*campaign_version);
            json.key("status");
            json.text(status.name());
            json.key("tiers_reached");
            json.number(*tiers_reached);
            json.key("locks_at_ms");
            json.number(*locks_at_ms);
            json.key("changes");
            json.open('[');
            for item in changes {
                write_price_change(json, item);
            }
            json.close(']');
            json.key("cuts");
            json.open('[');
            for item in cuts {
                write_pledge_cut(json, item);
            }
            json.close(']');
        }
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

fn write_split_part(json: &mut Json, it: &SplitPart, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("value");
    json.plain(it.value);
    json.close('}');
}

fn write_quantity_tier(json: &mut Json, it: &QuantityTier) {
    json.open('{');
    json.key("quantity");
    json.number(it.quantity);
    json.key("percent");
    json.plain(it.percent);
    json.close('}');
}

fn write_bill_policies(json: &mut Json, it: &BillPolicies) {
    json.open('{');
    json.key("rounding");
    json.text(it.rounding.name());
    json.key("level");
    json.text(it.level.name());
    json.key("cash_step_minor");
    json.number(it.cash_step_minor);
    json.key("order_min_minor");
    match &it.order_min_minor {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("order_max_minor");
    match &it.order_max_minor {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("is_hard");
    json.flag(it.is_hard);
    json.close('}');
}

fn write_minor_share(json: &mut Json, it: &MinorShare, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("minor");
    json.number(it.minor);
    json.close('}');
}

fn write_pledge_cut(json: &mut Json, it: &PledgeCut) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("old_quantity");
    json.number(it.old_quantity);
    json.key("quantity");
    json.number(it.quantity);
    json.close('}');
}

fn write_line_item(json: &mut Json, it: &LineItem, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.number(it.id);
    json.key("sku");
    json.text(&it.sku);
    json.key("quantity");
    json.number(it.quantity);
    json.key("unit_price");
    json.plain(it.unit_price);
    json.key("line_total");
    json.money(it.line_total);
    json.key("added_by");
    json.maybe_text(shown.member(it.added_by));
    json.key("changed_by");
    json.maybe_text(shown.member(it.changed_by));
    json.key("added_at_ms");
    json.number(it.added_at_ms);
    json.key("options");
    json.open('{');
    for option in &it.options {
        json.key(&option.key).text(&option.value);
    }
    json.close('}');
    json.key("note");
    match &it.note {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("beneficiaries");
    json.open('[');
    for item in &it.beneficiaries {
        json.maybe_text(shown.member(*item));
    }
    json.close(']');
    json.key("purpose");
    match &it.purpose {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("project");
    match &it.project {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("cost_centre");
    match &it.cost_centre {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("campaign");
    match &it.campaign {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.close('}');
}

fn write_member_entry(json: &mut Json, it: &MemberEntry) {
    json.open('{');
    json.key("id");
    json.text(&it.id);
    json.key("role");
    json.text(&it.role);
    json.close('}');
}

fn write_role_entry(json: &mut Json, it: &RoleEntry) {
    json.open('{');
    json.key("name");
    json.text(&it.name);
    json.key("capabilities");
    json.capabilities(it.capabilities);
    json.key("money_cap");
    match &it.money_cap {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("categories_allowed");
    json.open('[');
    for item in &it.categories_allowed {
        json.text(item);
    }
    json.close(']');
    json.key("categories_denied");
    json.open('[');
    for item in &it.categories_denied {
        json.text(item);
    }
    json.close(']');
    json.close('}');
}

fn write_invitation_entry(json: &mut Json, it: &InvitationEntry, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.number(it.id);
    json.key("role");
    json.text(&it.role);
    json.key("invited_by");
    match &it.invited_by {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("uses_left");
    json.number(it.uses_left);
    json.key("expires_at_ms");
    json.number(it.expires_at_ms);
    json.close('}');
}

fn write_lock_entry(json: &mut Json, it: &LockEntry, shown: &impl Shown) {
    json.open('{');
    json.key("holder");
    match &it.holder {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("until_ms");
    json.number(it.until_ms);
    json.close('}');
}

fn write_campaign_entry(json: &mut Json, it: &CampaignEntry) {
    json.open('{');
    json.key("campaign");
    json.text(&it.campaign);
    json.key("campaign_version");
    json.number(it.campaign_version);
    json.key("status");
    json.text(it.status.name());
    json.key("tiers_reached");
    json.number(it.tiers_reached);
    json.close('}');
}

pub(crate) fn write_cart_view(json: &mut Json, it: &CartView, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.plain(it.id);
    json.key("version");
    json.number(it.version);
    json.key("status");
    json.text(it.status.name());
    json.key("title");
    match &it.title {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("purpose");
    match &it.purpose {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("currency");
    json.plain(it.currency);
    json.key("preset");
    json.text(it.preset.name());
    json.key("policies");
    write_policies(json, &it.policies);
    json.key("is_shared");
    json.flag(it.is_shared);
    json.key("created_at_ms");
    json.number(it.created_at_ms);
    json.key("changed_at_ms");
    json.number(it.changed_at_ms);
    json.key("prices_version");
    json.number(it.prices_version);
    json.key("lines");
    json.open('[');
    for item in &it.lines {
        write_line_item(json, item, shown);
    }
    json.close(']');
    json.key("subtotal");
    json.money(it.subtotal);
    json.key("total");
    json.money(it.total);
    json.key("members");
    json.open('[');
    for item in &it.members {
        write_member_entry(json, item);
    }
    json.close(']');
    json.key("roles");
    json.open('[');
    for item in &it.roles {
        write_role_entry(json, item);
    }
    json.close(']');
    json.key("invitations");
    json.open('[');
    for item in &it.invitations {
        write_invitation_entry(json, item, shown);
    }
    json.close(']');
    json.key("lock");
    match &it.lock {
        Some(item) => {
            write_lock_entry(json, item, shown);
        }
        None => json.null(),
    }
    json.key("ownership_offered_to");
    match &it.ownership_offered_to {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("campaigns");
    json.open('[');
    for item in &it.campaigns {
        write_campaign_entry(json, item);
    }
    json.close(']');
    json.close('}');
}

fn write_adjustment_entry(json: &mut Json, it: &AdjustmentEntry, shown: &impl Shown) {
    json.open('{');
    json.key("id");
    json.number(it.id);
    json.key("kind");
    json.text(it.kind.name());
    json.key("amount");
    json.money(it.amount);
    json.key("percent");
    match &it.percent {
        Some(item) => {
            json.plain(*item);
        }
        None => json.null(),
    }
    json.key("rule");
    json.text(it.rule.name());
    json.key("line");
    match &it.line {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("member");
    match &it.member {
        Some(item) => {
            json.maybe_text(shown.member(*item));
        }
        None => json.null(),
    }
    json.key("destination");
    match &it.destination {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("label");
    match &it.label {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("coupon");
    match &it.coupon {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("is_included");
    json.flag(it.is_included);
    json.close('}');
}

fn write_share_entry(json: &mut Json, it: &ShareEntry, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("lines");
    json.money(it.lines);
    json.key("adjustments");
    json.money(it.adjustments);
    json.key("total");
    json.money(it.total);
    json.key("refunded");
    json.money(it.refunded);
    json.key("paid");
    json.money(it.paid);
    json.key("balance");
    json.money(it.balance);
    json.close('}');
}

fn write_sponsor_entry(json: &mut Json, it: &SponsorEntry, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("amount_max");
    match &it.amount_max {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("person_max");
    match &it.person_max {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.close('}');
}

pub(crate) fn write_bill(json: &mut Json, it: &Bill, shown: &impl Shown) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("ledger_version");
    json.number(it.ledger_version);
    json.key("currency");
    json.plain(it.currency);
    json.key("subtotal");
    json.money(it.subtotal);
    json.key("adjustments");
    json.open('[');
    for item in &it.adjustments {
        write_adjustment_entry(json, item, shown);
    }
    json.close(']');
    json.key("total");
    json.money(it.total);
    json.key("refunded");
    json.money(it.refunded);
    json.key("paid");
    json.money(it.paid);
    json.key("due");
    json.money(it.due);
    json.key("shares");
    json.open('[');
    for item in &it.shares {
        write_share_entry(json, item, shown);
    }
    json.close(']');
    json.key("split");
    json.text(it.split.name());
    json.key("parts");
    json.open('[');
    for item in &it.parts {
        write_split_part(json, item, shown);
    }
    json.close(']');
    json.key("spares_late_joiners");
    json.flag(it.spares_late_joiners);
    json.key("excluded_members");
    json.open('[');
    for item in &it.excluded_members {
        json.maybe_text(shown.member(*item));
    }
    json.close(']');
    json.key("sponsor");
    match &it.sponsor {
        Some(item) => {
            write_sponsor_entry(json, item, shown);
        }
        None => json.null(),
    }
    json.key("share_minimum");
    match &it.share_minimum {
        Some(item) => {
            json.money(*item);
        }
        None => json.null(),
    }
    json.key("group");
    match &it.group {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("policies");
    write_bill_policies(json, &it.policies);
    json.key("is_fixed");
    json.flag(it.is_fixed);
    json.key("is_below_min");
    json.flag(it.is_below_min);
    json.key("is_above_max");
    json.flag(it.is_above_max);
    json.close('}');
}

fn write_cell_entry(json: &mut Json, it: &CellEntry, shown: &impl Shown) {
    json.open('{');
    json.key("member");
    json.maybe_text(shown.member(it.member));
    json.key("line");
    match &it.line {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("adjustment");
    match &it.adjustment {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("amount");
    json.money(it.amount);
    json.key("row");
    json.money(it.row);
    json.key("reason");
    json.text(it.reason.name());
    json.key("part");
    json.number(it.part);
    json.key("parts");
    json.number(it.parts);
    json.key("text");
    json.text(&it.text);
    json.close('}');
}

pub(crate) fn write_explanation(json: &mut Json, it: &Explanation, shown: &impl Shown) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("cells");
    json.open('[');
    for item in &it.cells {
        write_cell_entry(json, item, shown);
    }
    json.close(']');
    json.close('}');
}

fn write_transfer_entry(json: &mut Json, it: &TransferEntry, shown: &impl Shown) {
    json.open('{');
    json.key("payer");
    json.maybe_text(shown.member(it.payer));
    json.key("payee");
    json.maybe_text(shown.member(it.payee));
    json.key("amount");
    json.money(it.amount);
    json.close('}');
}

pub(crate) fn write_settlement(json: &mut Json, it: &Settlement, shown: &impl Shown) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("transfers");
    json.open('[');
    for item in &it.transfers {
        write_transfer_entry(json, item, shown);
    }
    json.close(']');
    json.key("is_exact");
    json.flag(it.is_exact);
    json.close('}');
}

fn write_campaign_sku_entry(json: &mut Json, it: &CampaignSkuEntry) {
    json.open('{');
    json.key("sku");
    json.text(&it.sku);
    json.key("regular_price");
    json.plain(it.regular_price);
    json.key("unit_price");
    json.plain(it.unit_price);
    json.key("quantity");
    json.number(it.quantity);
    json.close('}');
}

fn write_campaign_tier_entry(json: &mut Json, it: &CampaignTierEntry) {
    json.open('{');
    json.key("threshold");
    json.number(it.threshold);
    json.key("is_reached");
    json.flag(it.is_reached);
    json.key("unit_prices");
    json.open('[');
    for item in &it.unit_prices {
        json.plain(*item);
    }
    json.close(']');
    json.close('}');
}

fn write_campaign_moment(json: &mut Json, it: &CampaignMoment) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("at_ms");
    json.number(it.at_ms);
    json.key("kind");
    json.text(it.kind.name());
    json.key("tier");
    json.number(it.tier);
    json.close('}');
}

fn write_tipping_share(json: &mut Json, it: &TippingShare) {
    json.open('{');
    json.key("member");
    json.text(&it.member);
    json.key("now");
    json.money(it.now);
    json.key("then");
    json.money(it.then);
    json.close('}');
}

fn write_tipping_point(json: &mut Json, it: &TippingPoint) {
    json.open('{');
    json.key("threshold");
    json.number(it.threshold);
    json.key("missing");
    json.number(it.missing);
    json.key("tier");
    json.number(it.tier);
    json.key("unit_prices");
    json.open('[');
    for item in &it.unit_prices {
        json.plain(*item);
    }
    json.close(']');
    json.key("likely");
    json.open('[');
    for item in &it.likely {
        json.text(item);
    }
    json.close(']');
    json.key("shares");
    json.open('[');
    for item in &it.shares {
        write_tipping_share(json, item);
    }
    json.close(']');
    json.close('}');
}

fn write_pledge_entry(json: &mut Json, it: &PledgeEntry) {
    json.open('{');
    json.key("line");
    json.number(it.line);
    json.key("member");
    json.text(&it.member);
    json.key("sku");
    json.text(&it.sku);
    json.key("quantity");
    json.number(it.quantity);
    json.key("counted");
    json.number(it.counted);
    json.close('}');
}

pub(crate) fn write_campaign_view(json: &mut Json, it: &CampaignView) {
    json.open('{');
    json.key("id");
    json.text(&it.id);
    json.key("version");
    json.number(it.version);
    json.key("status");
    json.text(it.status.name());
    json.key("currency");
    json.plain(it.currency);
    json.key("measure");
    json.text(it.measure.name());
    json.key("skus");
    json.open('[');
    for item in &it.skus {
        write_campaign_sku_entry(json, item);
    }
    json.close(']');
    json.key("tiers");
    json.open('[');
    for item in &it.tiers {
        write_campaign_tier_entry(json, item);
    }
    json.close(']');
    json.key("minimum");
    json.number(it.minimum);
    json.key("maximum");
    match &it.maximum {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("member_min");
    match &it.member_min {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("member_max");
    match &it.member_max {
        Some(item) => {
            json.number(*item);
        }
        None => json.null(),
    }
    json.key("leader");
    match &it.leader {
        Some(item) => {
            json.text(item);
        }
        None => json.null(),
    }
    json.key("opens_at_ms");
    json.number(it.opens_at_ms);
    json.key("locks_at_ms");
    json.number(it.locks_at_ms);
    json.key("closes_at_ms");
    json.number(it.closes_at_ms);
    json.key("at_deadline");
    json.text(it.at_deadline.name());
    json.key("is_extended");
    json.flag(it.is_extended);
    json.key("reached");
    json.number(it.reached);
    json.key("is_tipped");
    json.flag(it.is_tipped);
    json.key("tiers_reached");
    json.number(it.tiers_reached);
    json.key("quantity");
    json.number(it.quantity);
    json.key("waiting");
    json.number(it.waiting);
    json.key("amount");
    json.money(it.amount);
    json.key("members");
    json.number(it.members);
    json.key("carts");
    json.number(it.carts);
    json.key("moments");
    json.open('[');
    for item in &it.moments {
        write_campaign_moment(json, item);
    }
    json.close(']');
    json.key("next");
    match &it.next {
        Some(item) => {
            write_tipping_point(json, item);
        }
        None => json.null(),
    }
    json.key("pledges");
    json.open('[');
    for item in &it.pledges {
        write_pledge_entry(json, item);
    }
    json.close(']');
    json.close('}');
}

fn write_campaign_row(json: &mut Json, it: &CampaignRow) {
    json.open('{');
    json.key("cart");
    json.plain(it.cart);
    json.key("member");
    json.text(&it.member);
    json.key("sku");
    json.text(&it.sku);
    json.key("quantity");
    json.number(it.quantity);
    json.key("waiting");
    json.number(it.waiting);
    json.key("amount");
    json.money(it.amount);
    json.close('}');
}

fn write_campaign_total(json: &mut Json, it: &CampaignTotal) {
    json.open('{');
    json.key("name");
    json.text(&it.name);
    json.key("quantity");
    json.number(it.quantity);
    json.key("amount");
    json.money(it.amount);
    json.close('}');
}

pub(crate) fn write_campaign_list(json: &mut Json, it: &CampaignList) {
    json.open('{');
    json.key("version");
    json.number(it.version);
    json.key("rows");
    json.open('[');
    for item in &it.rows {
        write_campaign_row(json, item);
    }
    json.close(']');
    json.key("members");
    json.open('[');
    for item in &it.members {
        write_campaign_total(json, item);
    }
    json.close(']');
    json.key("skus");
    json.open('[');
    for item in &it.skus {
        write_campaign_total(json, item);
    }
    json.close(']');
    json.close('}');
}
