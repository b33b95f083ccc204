//! Lines and money: quantities follow from the line, prices from the price list, totals from both.

use super::Breach;
use super::fold::Step;
use super::skus::{Skus, is_price};
use crate::event::{Event, PriceChange};
use crate::id::{LineId, Seat, TextRef};
use crate::state::cart::{CartState, SkuNumbers};
use crate::state::cold::CustomRole;
use crate::state::line::{Line, SkuId};
use crate::view::Cause;

/// Amounts stay exact in JSON and JavaScript.
const MINOR_MAX: i64 = (1 << 53) - 1;

impl Step<'_> {
    /// I23, I24 and I27, in the cart as it was.
    pub(super) fn check_lines(&self, find: &mut dyn FnMut(Breach)) {
        let checked = match self.event {
            Event::ItemAdded { .. } => {
                self.check_added(find);
                Ok(())
            }
            Event::ItemIncreased { line, added, quantity, .. } => {
                self.check_increased(*line, *added, *quantity, find)
            }
            Event::Pledged { .. } => {
                self.check_pledged(find);
                Ok(())
            }
            Event::CampaignFollowed { .. } => {
                self.check_followed(find);
                Ok(())
            }
            Event::QuantityAdjusted { line, delta, quantity } => self.line(*line).map(|line| {
                let wanted = i64::from(line.quantity) + i64::from(*delta);
                require(wanted == i64::from(*quantity), Breach::QuantityDoesNotFollow, find);
                self.check_pledge_changed(line, *quantity, find);
            }),
            Event::QuantitySet { line, old_quantity, quantity, .. } => {
                self.line(*line).map(|line| {
                    require(line.quantity == *old_quantity, Breach::QuantityDoesNotFollow, find);
                    self.check_pledge_changed(line, *quantity, find);
                })
            }
            Event::ItemRemoved { line, old_quantity } => self.line(*line).map(|line| {
                require(line.quantity == *old_quantity, Breach::QuantityDoesNotFollow, find);
                self.check_pledge_changed(line, 0, find);
            }),
            Event::NoteSet { line, note } => self.line(*line).map(|_| self.check_note(*note, find)),
            Event::BeneficiariesSet { line, beneficiaries } => {
                self.line(*line).map(|_| self.check_beneficiaries(beneficiaries, find))
            }
            Event::ReasonSet { line, .. } => self.line(*line).map(|_| ()),
            Event::Repriced { prices_version, changes } => {
                require(*prices_version == self.skus.version, Breach::PriceNotListed, find);
                changes.iter().try_for_each(|change| self.check_change(change, find))
            }
            _ => Ok(()),
        };
        if let Err(breach) = checked {
            find(breach);
        }
    }

    fn line(&self, id: LineId) -> Result<&Line, Breach> {
        self.state.line(id).ok_or(Breach::LineNotFound)
    }

    fn check_added(&self, find: &mut dyn FnMut(Breach)) {
        let Event::ItemAdded { sku, unit_price, is_callers_price, note, beneficiaries, .. } =
            self.event
        else {
            return;
        };
        let number = self.skus.number(sku);
        let currency = self.state.money();
        require(is_price(*unit_price, currency), Breach::MoneyOutOfRange, find);
        if *is_callers_price {
            find(Breach::PriceFromCaller);
        } else {
            let is_listed = self.skus.price(number, currency) == Some(*unit_price);
            require(is_listed, Breach::PriceNotListed, find);
        }
        self.check_category(number, find);
        self.check_note(*note, find);
        self.check_beneficiaries(beneficiaries, find);
    }

    fn check_increased(
        &self,
        line: LineId,
        added: u32,
        quantity: u32,
        find: &mut dyn FnMut(Breach),
    ) -> Result<(), Breach> {
        let line = self.line(line)?;
        let follows = added > 0 && line.quantity.checked_add(added) == Some(quantity);
        require(follows, Breach::QuantityDoesNotFollow, find);
        self.check_category(line.sku, find);
        if line.campaign().is_some() {
            self.check_pledge_increased(line, find);
            self.check_pledge_changed(line, quantity, find);
            return Ok(());
        }
        // It merged because it cost the same.
        let listed = || self.skus.price(line.sku, self.state.money());
        let is_listed = line.has_callers_price() || listed() == Some(line.unit_price());
        require(is_listed, Breach::PriceNotListed, find);
        Ok(())
    }

    fn check_change(
        &self,
        change: &PriceChange,
        find: &mut dyn FnMut(Breach),
    ) -> Result<(), Breach> {
        let line = self.line(change.line)?;
        require(line.unit_price() == change.old_unit_price, Breach::FactDiffers, find);
        let listed = self.skus.price(line.sku, self.state.money());
        let is_listed = line.is_listed() && listed == Some(change.unit_price);
        require(is_listed, Breach::PriceNotListed, find);
        Ok(())
    }

    /// A text's reference is the version of the event that wrote it.
    fn check_note(&self, note: Option<TextRef>, find: &mut dyn FnMut(Breach)) {
        let is_own = note.is_none_or(|note| note.0 == self.state.version + 1);
        require(is_own, Breach::FactDiffers, find);
    }

    fn check_beneficiaries(&self, seats: &[Seat], find: &mut dyn FnMut(Breach)) {
        let are_present = seats.iter().all(|seat| self.state.is_present(*seat));
        require(are_present, Breach::FactDiffers, find);
    }

    pub(super) fn check_category(&self, sku: SkuId, find: &mut dyn FnMut(Breach)) {
        let Some(role) = custom_role(self.state, self.cause) else { return };
        let category = self.skus.category(sku);
        let is_in = |list: &[Box<str>]| list.iter().any(|one| Some(&**one) == category.as_deref());
        let is_allowed = role.categories_allowed.is_empty() || is_in(&role.categories_allowed);
        let is_allowed = is_allowed && !is_in(&role.categories_denied);
        require(is_allowed, Breach::CategoryNotAllowed, find);
    }
}

fn require(holds: bool, breach: Breach, find: &mut dyn FnMut(Breach)) {
    if !holds {
        find(breach);
    }
}

fn custom_role(state: &CartState, cause: Cause) -> Option<&CustomRole> {
    let Cause::Member(seat) = cause else { return None };
    state.custom_role(state.role(seat))
}

/// I23, I24 and I27, in the cart as it is now; `before` is what its total was.
pub(super) fn check_after(
    state: &CartState,
    event: &Event<'_>,
    cause: Cause,
    skus: &Skus,
    before: i64,
    find: &mut dyn FnMut(Breach),
) {
    let changed = match event {
        Event::ItemAdded { quantity, .. } | Event::Pledged { quantity, .. } => {
            (LineId(state.version), *quantity)
        }
        Event::ItemIncreased { line, quantity, .. }
        | Event::QuantityAdjusted { line, quantity, .. }
        | Event::QuantitySet { line, quantity, .. } => (*line, *quantity),
        Event::Repriced { .. } => {
            check_repriced(state, skus, find);
            return require_range(state, find);
        }
        Event::CampaignFollowed { .. } => return require_range(state, find),
        _ => return,
    };
    let (line, quantity) = changed;
    require(quantity > 0, Breach::QuantityDoesNotFollow, find);
    require_range(state, find);
    if state.total > before {
        check_cap(state, line, cause, find);
    }
}

fn require_range(state: &CartState, find: &mut dyn FnMut(Breach)) {
    require((0..=MINOR_MAX).contains(&state.total), Breach::MoneyOutOfRange, find);
}

/// After a repricing every listed line costs what the price list says.
fn check_repriced(state: &CartState, skus: &Skus, find: &mut dyn FnMut(Breach)) {
    let is_listed = |line: &Line| {
        let listed = skus.price(line.sku, state.money());
        !line.is_listed() || listed.is_none_or(|price| price == line.unit_price())
    };
    require(state.items().iter().all(is_listed), Breach::PriceNotListed, find);
}

/// Who has a cap grows their own lines only, and up to it.
fn check_cap(state: &CartState, id: LineId, cause: Cause, find: &mut dyn FnMut(Breach)) {
    let (Cause::Member(seat), Some(line)) = (cause, state.line(id)) else { return };
    let Some(cap) = custom_role(state, cause).and_then(|role| role.money_cap_minor) else { return };
    let currency = state.money();
    let own = state.items().iter().filter(|line| line.added_by == seat);
    let sum: i128 = own.map(|line| i128::from(line.total(currency))).sum();
    let is_within = line.added_by == seat && sum <= i128::from(cap);
    require(is_within, Breach::ExceedsMoneyCap, find);
}
