//! Lines: who may edit them, and what becomes of them.

use std::collections::BTreeSet;

use super::{Done, Line, Price, Turn, decimal, line_total, require, units};
use crate::ask::{Ask, NewItem};
use crate::facts::Sheet;

impl Turn<'_> {
    /// The edit policy, then the lock; the host passes both.
    fn may_edit(&self, line: Option<u64>) -> Done {
        let Some(by) = self.by else { return Ok(()) };
        self.needs(if line.is_some() { "edit_own_lines" } else { "add_items" })?;
        let policy = self.cart.policies.edit.as_str();
        require(policy != "suggest_only", "suggestion_required")?;
        if policy == "owner_only" {
            self.needs("manage_cart")?;
        }
        if let Some(id) = line {
            let line = self.cart.lines.iter().find(|line| line.id == id).ok_or("line_not_found")?;
            if line.by != by {
                self.may_edit_others()?;
            }
        }
        let holder = self.cart.lock.filter(|(_, until_ms)| self.now_ms < *until_ms);
        require(holder.is_none_or(|(holder, _)| holder == Some(by)), "cart_is_locked")
    }

    fn may_edit_others(&self) -> Done {
        let policy = self.cart.policies.edit.as_str();
        self.needs(if policy == "open" { "edit_any_lines" } else { "manage_cart" })
    }

    fn cap(&self) -> Option<i128> {
        self.cart.custom_role(self.by?)?.cap
    }

    /// What bounds a line that would grow to `quantity` at `price`; `line` is where it grows.
    fn bounded(&self, line: Option<&Line>, quantity: i64, price: Price) -> Done {
        require(quantity <= self.bounds.quantity, "exceeds_quantity_max")?;
        if line.is_none() {
            require(self.cart.lines.len() < self.bounds.lines, "exceeds_lines_max")?;
        }
        let before = line.map_or(0, |line| line_total(line.price, line.quantity));
        let growth = line_total(price, quantity) - before;
        let total = self.cart.total() + growth;
        require(growth <= 0 || total <= self.bounds.total, "exceeds_total_max")?;
        if let (Some(cap), Some(by)) = (self.cap(), self.by) {
            // Also what they added before they left and came again.
            let name = |seat: usize| &self.cart.seats[seat].0;
            let own = self.cart.lines.iter().filter(|line| name(line.by) == name(by));
            let own: i128 = own.map(|line| line_total(line.price, line.quantity)).sum();
            let is_own = line.is_none_or(|line| line.by == by);
            require(growth <= 0 || (is_own && own + growth <= cap), "exceeds_money_cap")?;
        }
        Ok(())
    }

    fn beneficiaries(&self, names: &[String]) -> Result<Vec<usize>, &'static str> {
        let mut seats = Vec::new();
        for name in names {
            seats.push(self.cart.seat(name).ok_or("member_not_found")?);
        }
        let distinct: BTreeSet<_> = seats.iter().copied().collect();
        require(distinct.len() == seats.len(), "beneficiaries_must_differ")?;
        Ok(distinct.into_iter().collect())
    }

    pub(super) fn add_item(
        &mut self,
        item: &NewItem,
        takes_callers_prices: bool,
        listed: Option<Price>,
        category: Option<&String>,
    ) -> Done {
        self.may_edit(None)?;
        require(item.quantity > 0, "quantity_must_not_be_zero")?;
        require((1..=64).contains(&item.sku.len()), "sku_not_valid")?;
        let mut options = item.options.clone();
        options.sort();
        let keys: BTreeSet<_> = options.iter().map(|(key, _)| key).collect();
        let is_fit = keys.len() == options.len() && keys.iter().all(|key| !key.is_empty());
        require(is_fit, "option_not_valid")?;
        let beneficiaries = self.beneficiaries(&item.beneficiaries)?;
        let is_callers = item.unit_price.is_some();
        require(takes_callers_prices || !is_callers, "unit_price_not_allowed")?;
        let price = match &item.unit_price {
            Some(text) => units(text, self.cart.digits as usize + 4).ok_or("price_not_valid")?,
            None => listed.ok_or("price_not_found")?,
        };
        if let Some(role) = self.by.and_then(|by| self.cart.custom_role(by)) {
            let is_in = |list: &[String]| category.is_some_and(|one| list.contains(one));
            let is_allowed = role.allowed.is_empty() || is_in(&role.allowed);
            require(is_allowed && !is_in(&role.denied), "category_not_allowed")?;
        }
        let hint = self.already_in_cart(&item.sku);
        let owner = || {
            let mut seats = self.cart.seats.iter();
            seats.position(|(_, role)| role.as_deref() == Some("owner")).expect("carts have owners")
        };
        let by = self.by.unwrap_or_else(owner);
        let may_edit = |line: &Line| {
            let may_edit_others = || self.cap().is_none() && self.may_edit_others().is_ok();
            self.by.is_none_or(|by| line.by == by) || may_edit_others()
        };
        let merges = self.cart.policies.merges && !item.separate && item.note.is_none();
        let same = self.cart.lines.iter().find(|line| {
            merges
                && (line.sku == item.sku && line.options == options && line.price == price)
                && (line.beneficiaries == beneficiaries && line.is_callers == is_callers)
                && may_edit(line)
        });
        if let Some(line) = same {
            let (id, quantity) = (line.id, line.quantity + i64::from(item.quantity));
            self.bounded(Some(line), quantity, price)?;
            self.cart.touch(id, self.by).quantity = quantity;
            return self.happened("item_increased", |sheet| {
                sheet.put("line", id);
                sheet.put("added", item.quantity);
                sheet.put("quantity", quantity);
                hint(sheet);
            });
        }
        self.bounded(None, i64::from(item.quantity), price)?;
        let names: Vec<_> =
            beneficiaries.iter().map(|seat| self.cart.seats[*seat].0.clone()).collect();
        let at_ms = self.now_ms.max(self.cart.changed_ms);
        let age_ms = at_ms - self.cart.created_ms;
        self.cart.lines.push(Line {
            id: self.cart.version + 1,
            sku: item.sku.clone(),
            quantity: i64::from(item.quantity),
            price,
            is_callers,
            by,
            changed_by: by,
            at_ms: self.cart.created_ms + age_ms / 1_000 * 1_000,
            options: options.clone(),
            note: item.note.clone(),
            beneficiaries,
            reason: [None, None, None],
        });
        let digits = self.cart.digits;
        self.happened("item_added", |sheet| {
            sheet.put("sku", &item.sku);
            sheet.put("quantity", item.quantity);
            sheet.put("unit_price", decimal(price, digits + 4, digits));
            sheet.put("is_callers_price", is_callers);
            hint(sheet);
            sheet.list("options", options.iter().map(|(key, value)| format!("{key}:{value}")));
            sheet.maybe("note", item.note.as_ref());
            sheet.list("beneficiaries", names);
        })
    }

    /// The oldest line with this SKU that somebody else added.
    fn already_in_cart(&self, sku: &str) -> impl FnOnce(&mut Sheet) + use<> {
        let others = |line: &&Line| line.sku == sku && self.by.is_some_and(|by| line.by != by);
        let found = self.cart.lines.iter().find(others).cloned();
        let now_ms = self.now_ms.max(self.cart.changed_ms);
        let name = found.as_ref().map(|line| self.cart.seats[line.by].0.clone());
        move |sheet| match (found, name) {
            (Some(line), Some(name)) => sheet.within("already_in_cart", |sheet| {
                sheet.put("line", line.id);
                sheet.put("member", name);
                sheet.put("quantity", line.quantity);
                sheet.put("added_ago_s", (now_ms - line.at_ms) / 1_000);
            }),
            _ => sheet.put("already_in_cart", "null"),
        }
    }

    pub(super) fn edit_line(&mut self, id: u64, ask: &Ask) -> Done {
        self.may_edit(Some(id))?;
        let line =
            self.cart.lines.iter().find(|line| line.id == id).ok_or("line_not_found")?.clone();
        match ask {
            Ask::AdjustQuantity { delta: 0, .. } => Ok(()),
            Ask::AdjustQuantity { delta, .. } => {
                let quantity = line.quantity + i64::from(*delta);
                if quantity <= 0 {
                    return self.remove(&line);
                }
                self.bounded(Some(&line), quantity, line.price)?;
                self.cart.touch(id, self.by).quantity = quantity;
                self.happened("quantity_adjusted", |sheet| {
                    sheet.put("line", id);
                    sheet.put("delta", delta);
                    sheet.put("quantity", quantity);
                })
            }
            Ask::SetQuantity { quantity, seen_quantity, .. } => {
                require(*quantity > 0, "quantity_must_not_be_zero")?;
                let quantity = i64::from(*quantity);
                if quantity == line.quantity {
                    return Ok(());
                }
                self.bounded(Some(&line), quantity, line.price)?;
                self.cart.touch(id, self.by).quantity = quantity;
                let is_contested =
                    seen_quantity.is_some_and(|seen| i64::from(seen) != line.quantity);
                self.happened("quantity_set", |sheet| {
                    sheet.put("line", id);
                    sheet.put("old_quantity", line.quantity);
                    sheet.put("quantity", quantity);
                    sheet.put("is_contested", is_contested);
                })
            }
            Ask::RemoveItem { .. } => self.remove(&line),
            _ => self.describe(&line, ask),
        }
    }

    fn remove(&mut self, line: &Line) -> Done {
        self.cart.lines.retain(|one| one.id != line.id);
        self.happened("item_removed", |sheet| {
            sheet.put("line", line.id);
            sheet.put("old_quantity", line.quantity);
        })
    }

    fn describe(&mut self, line: &Line, ask: &Ask) -> Done {
        match ask {
            Ask::SetNote { note, .. } => {
                if *note == line.note {
                    return Ok(());
                }
                self.cart.touch(line.id, self.by).note.clone_from(note);
                self.happened("note_set", |sheet| {
                    sheet.put("line", line.id);
                    sheet.maybe("note", note.as_ref());
                })
            }
            Ask::SetBeneficiaries { beneficiaries, .. } => {
                let seats = self.beneficiaries(beneficiaries)?;
                if seats == line.beneficiaries {
                    return Ok(());
                }
                let names: Vec<_> =
                    seats.iter().map(|seat| self.cart.seats[*seat].0.clone()).collect();
                self.cart.touch(line.id, self.by).beneficiaries = seats;
                self.happened("beneficiaries_set", |sheet| {
                    sheet.put("line", line.id);
                    sheet.list("beneficiaries", names);
                })
            }
            Ask::SetReason { purpose, project, cost_centre, .. } => {
                let reason = [purpose.clone(), project.clone(), cost_centre.clone()];
                if reason == line.reason {
                    return Ok(());
                }
                self.cart.touch(line.id, self.by).reason = reason;
                self.happened("reason_set", |sheet| {
                    sheet.put("line", line.id);
                    sheet.maybe("purpose", purpose.as_ref());
                    sheet.maybe("project", project.as_ref());
                    sheet.maybe("cost_centre", cost_centre.as_ref());
                })
            }
            other => unreachable!("{other:?} describes no line"),
        }
    }
}
