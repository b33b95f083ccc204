//! What several groups measure in: an engine beside a floor, and adds laid out for either.

use cartpool::{Member, Result};
use cartpool_benches::floor::Floor;
use cartpool_benches::workload::{Picker, Rng, SkuTape, Spread, Target, sku, targets};
use cartpool_benches::world::World;

/// An engine and a floor that hold the same carts.
pub(crate) struct Pair {
    pub(crate) world: World,
    pub(crate) floor: Floor,
}

impl Pair {
    pub(crate) fn open(carts: u32) -> Result<Self> {
        let world = World::open(carts)?;
        let floor = world.floor();
        Ok(Self { world, floor })
    }

    pub(crate) fn grow(&mut self, carts: u32) -> Result<()> {
        let first = self.world.carts();
        self.world.grow(carts)?;
        self.world.grow_floor(&self.floor, first);
        Ok(())
    }

    /// A round's adds, spread over the first `carts`.
    pub(crate) fn round(&self, picker: &Picker, rng: &mut Rng, count: usize) -> Result<Round> {
        let targets = targets(picker, rng, count);
        let tape = SkuTape::new(targets.iter().map(|target| sku(target.cart, target.slot)));
        let bare = targets.iter().map(|target| {
            let id = self.world.ids[target.cart as usize].0;
            BareAdd { id, seat: target.seat as u16, sku: sku(target.cart, target.slot) }
        });
        let bare = bare.collect();
        Ok(Round { members: self.world.members(&targets)?, bare, tape, targets })
    }
}

/// An add as the floor takes it.
#[derive(Clone, Copy)]
pub(crate) struct BareAdd {
    pub(crate) id: u128,
    pub(crate) seat: u16,
    pub(crate) sku: u32,
}

/// Adds that are laid out for the engine and for the floor, so that reading them costs either the same.
pub(crate) struct Round {
    pub(crate) members: Vec<Member>,
    pub(crate) tape: SkuTape,
    pub(crate) bare: Vec<BareAdd>,
    pub(crate) targets: Vec<Target>,
}

impl Round {
    /// Sends the adds to the engine.
    pub(crate) fn play(&self) {
        for (member, sku) in self.members.iter().zip(self.tape.iter()) {
            member.add_item(sku, 1).expect("members may add");
        }
    }

    /// Sends the adds to the floor.
    pub(crate) fn play_bare(&self, floor: &Floor) {
        for add in &self.bare {
            floor.add(add.id, add.seat, add.sku, 1).expect("editors may add");
        }
    }

    /// Sends the adds to the engine, each only when the one before has answered.
    pub(crate) fn play_one_by_one(&self) {
        let mut place = 0;
        while let Some(member) = self.members.get(place) {
            let version = member.add_item(self.tape.get(place), 1).expect("members may add");
            place += step(version);
        }
    }

    /// Sends the adds to the floor, each only when the one before has answered.
    pub(crate) fn play_bare_one_by_one(&self, floor: &Floor) {
        let mut place = 0;
        while let Some(add) = self.bare.get(place) {
            let version = floor.add(add.id, add.seat, add.sku, 1).expect("editors may add");
            place += step(version);
        }
    }
}

/// How far the next add is: by one, but neither compiler nor processor knows before the answer.
fn step(version: u64) -> usize {
    1 + (version >> 40) as usize
}

/// The spreads that figures are named after.
pub(crate) const SPREADS: [Spread; 2] = [Spread::Uniform, Spread::Zipf];
