//! The engine and the floor, filled with the workload's carts.

use cartpool::{Cart, CartId, Engine, Limits, Member, NewCart, Options, Result};

use crate::floor::{EDITOR, Floor, Item};
use crate::workload::{
    EVENTS, LINES, MEMBERS, SKUS, Target, cents, person, person_id, sku, sku_id,
};

/// The version that made a cart's first line: the cart's own, then one a further member.
pub const LINE_FIRST: u32 = MEMBERS + 1;

/// An engine with carts in it.
pub struct World {
    /// The engine.
    pub engine: Engine,
    /// The carts' ids by their numbers.
    pub ids: Vec<CartId>,
}

impl World {
    /// An engine that knows the prices of all SKUs and holds `carts`.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    pub fn open(carts: u32) -> Result<Self> {
        let mut world = Self { engine: engine()?, ids: Vec::new() };
        world.grow(carts)?;
        Ok(world)
    }

    /// Makes carts until there are `carts`.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    pub fn grow(&mut self, carts: u32) -> Result<()> {
        for cart in self.ids.len() as u32..carts {
            self.ids.push(fill(&self.engine, cart)?.id());
        }
        Ok(())
    }

    /// How many carts there are.
    #[must_use]
    pub fn carts(&self) -> u32 {
        self.ids.len() as u32
    }

    /// The member in a cart's seat, resolved: its seat is known, as in any handle that was used before.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    pub fn member(&self, cart: u32, seat: u32) -> Result<Member> {
        let id = self.ids[cart as usize];
        let member = self.engine.cart(id).member(&person_id(person(cart, seat)));
        member.version()?;
        Ok(member)
    }

    /// The members who send `targets`, in order.
    ///
    /// # Errors
    /// Whatever the engine refuses.
    pub fn members(&self, targets: &[Target]) -> Result<Vec<Member>> {
        targets.iter().map(|target| self.member(target.cart, target.seat)).collect()
    }

    /// A floor with the same carts, after as many adds.
    #[must_use]
    pub fn floor(&self) -> Floor {
        let floor = Floor::default();
        self.grow_floor(&floor, 0);
        floor
    }

    /// Puts the carts from the number `first` on into `floor` too.
    ///
    /// # Panics
    /// Where the floor does not hold what was put into it.
    pub fn grow_floor(&self, floor: &Floor, first: u32) {
        for (cart, id) in (0..).zip(&self.ids).skip(first as usize) {
            let items: Vec<Item> = (0..LINES).map(|slot| item(sku(cart, slot))).collect();
            floor.insert(id.0, &[EDITOR; MEMBERS as usize], &items);
            for event in 0..EVENTS {
                let added = floor.add(id.0, 0, sku(cart, event % LINES), 1);
                assert!(added.is_some(), "the floor holds the line");
            }
        }
    }
}

fn item(sku: u32) -> Item {
    Item { sku, quantity: 1, unit_price: i64::from(cents(sku)) }
}

/// An engine that knows the prices of all SKUs; its bounds are wide enough for any run.
///
/// # Errors
/// Whatever the engine refuses.
pub fn engine() -> Result<Engine> {
    let Limits { quantity_max, total_max, lines_max, cart_bytes_max, .. } = Limits::HARD;
    let limits = Limits { quantity_max, total_max, lines_max, cart_bytes_max, ..Limits::default() };
    let engine = Engine::open(Options { limits, ..Options::default() })?;
    for sku in 0..SKUS {
        let cents = cents(sku);
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        engine.set_price(&sku_id(sku), "EUR", amount.as_str())?;
    }
    Ok(engine)
}

/// Makes the cart with this number: [`MEMBERS`], [`LINES`] and [`EVENTS`].
///
/// # Errors
/// Whatever the engine refuses.
pub fn fill(engine: &Engine, number: u32) -> Result<Cart> {
    let seats: Vec<String> = (0..MEMBERS).map(|seat| person_id(person(number, seat))).collect();
    let cart = engine.create_cart(NewCart::new(&seats[0], "EUR"))?;
    for seat in &seats[1..] {
        cart.system().add_member(seat, "editor")?;
    }
    let members: Vec<Member> = seats.iter().map(|seat| cart.member(seat)).collect();
    for event in LINE_FIRST - 1..EVENTS {
        let slot = (event + 1 - LINE_FIRST) % LINES;
        members[(slot % MEMBERS) as usize].add_item(&sku_id(sku(number, slot)), 1)?;
    }
    Ok(cart)
}

/// Makes a cart of `lines` lines, and its owner.
///
/// # Errors
/// Whatever the engine refuses.
pub fn wide_cart(engine: &Engine, lines: u32) -> Result<Member> {
    let owner = person_id(0);
    let member = engine.create_cart(NewCart::new(&owner, "EUR"))?.member(&owner);
    for line in 0..lines {
        member.add_item(&sku_id(line), 1)?;
    }
    Ok(member)
}
