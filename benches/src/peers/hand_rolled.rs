//! What one writes in an afternoon: one lock, one map, strings for ids. It does the same work as the engine's basic verbs:
//! role, line, exact total, version, bounded history.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::workload::{EVENTS, LINES, MEMBERS, SKUS, cents, person, person_id, sku, sku_id};

const HISTORY_MAX: usize = 1_024;

/// Why a call was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No cart has this id.
    CartNotFound,
    /// The member is none, or may not.
    NotAllowed,
    /// The cart has no such line.
    LineNotFound,
    /// The price list has no such SKU.
    PriceNotFound,
    /// The arithmetic overflowed.
    TooMuch,
}

#[derive(PartialEq, Eq)]
enum Role {
    Owner,
    Editor,
}

struct Line {
    id: u64,
    sku: String,
    unit_price: i64,
    quantity: u32,
    changed_by: String,
}

#[allow(dead_code, reason = "a history is there to be kept, and nobody reads it here")]
struct Event {
    version: u64,
    at: SystemTime,
    member: String,
    what: What,
}

#[allow(dead_code, reason = "a history is there to be kept, and nobody reads it here")]
enum What {
    Added { sku: String, quantity: u32 },
    Set { line: u64, quantity: u32 },
    Removed { line: u64 },
}

#[derive(Default)]
struct Cart {
    version: u64,
    total: i64,
    members: HashMap<String, Role>,
    lines: Vec<Line>,
    history: VecDeque<Event>,
}

impl Cart {
    fn record(&mut self, member: &str, what: What) -> u64 {
        self.version += 1;
        if self.history.len() == HISTORY_MAX {
            self.history.pop_front();
        }
        let (version, at) = (self.version, SystemTime::now());
        self.history.push_back(Event { version, at, member: member.to_owned(), what });
        self.version
    }

    fn add(&mut self, member: &str, sku: &str, quantity: u32, price: i64) -> Result<u64, Refusal> {
        let total = price
            .checked_mul(i64::from(quantity))
            .and_then(|more| self.total.checked_add(more))
            .ok_or(Refusal::TooMuch)?;
        if let Some(line) = self.lines.iter_mut().find(|line| line.sku == sku) {
            line.quantity = line.quantity.checked_add(quantity).ok_or(Refusal::TooMuch)?;
            member.clone_into(&mut line.changed_by);
        } else {
            let (sku, changed_by) = (sku.to_owned(), member.to_owned());
            let id = self.version + 1;
            self.lines.push(Line { id, sku, unit_price: price, quantity, changed_by });
        }
        self.total = total;
        Ok(self.record(member, What::Added { sku: sku.to_owned(), quantity }))
    }

    fn set(&mut self, member: &str, line: u64, quantity: u32) -> Result<u64, Refusal> {
        let found = self.lines.iter_mut().find(|found| found.id == line);
        let found = found.ok_or(Refusal::LineNotFound)?;
        let more = i64::from(quantity) - i64::from(found.quantity);
        let more = found.unit_price.checked_mul(more).ok_or(Refusal::TooMuch)?;
        self.total = self.total.checked_add(more).ok_or(Refusal::TooMuch)?;
        found.quantity = quantity;
        member.clone_into(&mut found.changed_by);
        Ok(self.record(member, What::Set { line, quantity }))
    }

    fn remove(&mut self, member: &str, line: u64) -> Result<u64, Refusal> {
        let at = self.lines.iter().position(|found| found.id == line);
        let gone = self.lines.remove(at.ok_or(Refusal::LineNotFound)?);
        self.total -= gone.unit_price * i64::from(gone.quantity);
        Ok(self.record(member, What::Removed { line }))
    }
}

#[derive(Default)]
struct State {
    carts: HashMap<String, Cart>,
    prices: HashMap<String, i64>,
}

/// Carts behind one lock.
pub struct HandRolled {
    state: Mutex<State>,
}

impl Default for HandRolled {
    /// Knows the prices of all SKUs.
    fn default() -> Self {
        let prices = (0..SKUS).map(|sku| (sku_id(sku), i64::from(cents(sku)))).collect();
        Self { state: Mutex::new(State { carts: HashMap::new(), prices }) }
    }
}

impl HandRolled {
    /// Makes a cart with these members; the first owns it.
    pub fn create(&self, id: &str, members: &[String]) {
        let role = |seat| if seat == 0 { Role::Owner } else { Role::Editor };
        let members = members.iter().enumerate().map(|(seat, id)| (id.clone(), role(seat)));
        let cart = Cart { version: MEMBERS.into(), members: members.collect(), ..Cart::default() };
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.carts.insert(id.to_owned(), cart);
    }

    /// Makes the workload's cart with this number.
    ///
    /// # Errors
    /// Whatever is refused.
    pub fn fill(&self, id: &str, number: u32) -> Result<(), Refusal> {
        let seats: Vec<String> = (0..MEMBERS).map(|seat| person_id(person(number, seat))).collect();
        self.create(id, &seats);
        for event in 0..EVENTS - MEMBERS {
            let slot = event % LINES;
            self.add(id, &seats[(slot % MEMBERS) as usize], &sku_id(sku(number, slot)), 1)?;
        }
        Ok(())
    }

    /// Adds to the line of this SKU, or makes it.
    ///
    /// # Errors
    /// Whatever is refused.
    pub fn add(&self, id: &str, member: &str, sku: &str, quantity: u32) -> Result<u64, Refusal> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let price = *state.prices.get(sku).ok_or(Refusal::PriceNotFound)?;
        editable(&mut state.carts, id, member)?.add(member, sku, quantity, price)
    }

    /// Sets a line's quantity.
    ///
    /// # Errors
    /// Whatever is refused.
    pub fn set(&self, id: &str, member: &str, line: u64, quantity: u32) -> Result<u64, Refusal> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        editable(&mut state.carts, id, member)?.set(member, line, quantity)
    }

    /// Removes a line.
    ///
    /// # Errors
    /// Whatever is refused.
    pub fn remove(&self, id: &str, member: &str, line: u64) -> Result<u64, Refusal> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        editable(&mut state.carts, id, member)?.remove(member, line)
    }

    /// The cart's total in cents.
    ///
    /// # Errors
    /// Whatever is refused.
    pub fn total(&self, id: &str, member: &str) -> Result<i64, Refusal> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        editable(&mut state.carts, id, member).map(|cart| cart.total)
    }
}

fn editable<'a>(
    carts: &'a mut HashMap<String, Cart>,
    id: &str,
    member: &str,
) -> Result<&'a mut Cart, Refusal> {
    let cart = carts.get_mut(id).ok_or(Refusal::CartNotFound)?;
    match cart.members.get(member) {
        Some(Role::Owner | Role::Editor) => Ok(cart),
        None => Err(Refusal::NotAllowed),
    }
}
