//! Whoever holds workers to account: follows every cart as it grows, and compares with what the workers were answered.

use std::collections::BTreeMap;

use cartpool::{Cart, CartId, Cursor, Engine, Event};

use super::{Notes, Orders, name};

/// What a command did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Add { who: u32 },
    Rename { who: u32, number: u32 },
    Other,
}

/// Follows the feed of every cart, each of which must have no gap.
pub(crate) struct Auditor {
    engine: Engine,
    carts: Vec<Followed>,
}

struct Followed {
    cart: Cart,
    cursor: Cursor,
    /// What made each version.
    effects: Vec<Effect>,
    /// Who adds to which line.
    lines: BTreeMap<u64, u32>,
}

impl Auditor {
    pub(crate) fn new(orders: &Orders, carts: &[CartId]) -> Self {
        let engine = orders.engine().unwrap();
        let carts = carts.iter().map(|id| Followed {
            cart: engine.cart(*id),
            cursor: Cursor::START,
            effects: Vec::new(),
            lines: BTreeMap::new(),
        });
        Self { carts: carts.collect(), engine }
    }

    /// Reads what came since; answers with how much there is by now.
    pub(crate) fn follow(&mut self) -> usize {
        self.carts.iter_mut().for_each(Followed::follow);
        self.carts.iter().map(|cart| cart.effects.len()).sum()
    }

    /// Compares what was answered with what is there, by an engine that has seen nothing yet; answers with how many commands
    /// were answered.
    pub(crate) fn hold_to_account(mut self, orders: &Orders) -> usize {
        // Opening first: it rings for a frame whose worker was killed after the commit and before the bell. Nobody was answered
        // from that frame, so until somebody opens or takes a turn, nobody need see it.
        let engine = orders.engine().unwrap();
        self.follow();
        self.engine.close();
        let answered = orders.everybody().map(|who| self.hold_one(orders, who)).sum();
        for followed in &self.carts {
            let cart = engine.cart(followed.cart.id());
            let system = cart.system();
            system.verify().unwrap();
            assert_eq!(system.version().unwrap(), followed.effects.len() as u64);
            let view = system.view().unwrap();
            let lines = followed.lines.iter().map(|(line, who)| (*line, followed.adds(*who)));
            let found = view.lines.iter().map(|line| (line.id.0, u64::from(line.quantity)));
            assert!(found.eq(lines), "quantities are what the feed says");
        }
        engine.close();
        answered
    }

    /// One thread's commands: each has one effect if it was answered, at the version it was told, and at most one if not.
    fn hold_one(&self, orders: &Orders, who: u32) -> usize {
        let notes = Notes::read(&orders.notes(who));
        let followed = &self.carts[who as usize % self.carts.len()];
        for (number, version) in &notes.answers {
            let found = followed.effects[usize::try_from(*version).unwrap() - 1];
            let wanted = if orders.is_rename(*number) {
                Effect::Rename { who, number: *number }
            } else {
                Effect::Add { who }
            };
            assert_eq!(found, wanted, "{} was answered {version} for command {number}", name(who));
        }
        let mut versions: Vec<u64> = notes.answers.iter().map(|(_, version)| *version).collect();
        assert!(versions.is_sorted(), "versions of {} went back", name(who));
        versions.dedup();
        let answered = notes.answers.len();
        assert_eq!(versions.len(), answered, "two commands of {} share a version", name(who));
        assert!(
            notes
                .answers
                .iter()
                .map(|(number, _)| *number)
                .zip(0..)
                .all(|(number, place)| number == place)
        );
        let is_theirs = |effect: &&Effect| match effect {
            Effect::Add { who: one } | Effect::Rename { who: one, .. } => *one == who,
            Effect::Other => false,
        };
        let effects = followed.effects.iter().filter(is_theirs).count();
        let most = answered + usize::from(notes.open.is_some());
        assert!(
            (answered..=most).contains(&effects),
            "{}: {answered} answers, {effects}",
            name(who)
        );
        answered
    }
}

impl Followed {
    fn follow(&mut self) {
        loop {
            let page = self.cart.system().events_since(self.cursor).unwrap();
            let events = match &page.body {
                cartpool::PageBody::Events(events) if !events.is_empty() => events,
                cartpool::PageBody::Events(_) => return,
                other => panic!("the feed starts over: {other:?}"),
            };
            for recorded in events.iter() {
                let version = self.effects.len() as u64 + 1;
                assert_eq!(recorded.version, version, "the feed has a gap");
                let effect = self.effect(version, &recorded.event);
                self.effects.push(effect);
            }
            self.cursor = page.to;
        }
    }

    fn effect(&mut self, version: u64, event: &Event<'_>) -> Effect {
        match event {
            Event::ItemAdded { sku, .. } => {
                let who = sku[1..].parse().unwrap();
                self.lines.insert(version, who);
                Effect::Add { who }
            }
            Event::ItemIncreased { line, .. } => Effect::Add { who: self.lines[&line.0] },
            Event::CartRenamed { title: Some(title), .. } => {
                let (who, number) = title.split_once(' ').unwrap();
                Effect::Rename { who: who.parse().unwrap(), number: number.parse().unwrap() }
            }
            _ => Effect::Other,
        }
    }

    fn adds(&self, who: u32) -> u64 {
        let is_theirs = |effect: &&Effect| **effect == Effect::Add { who };
        self.effects.iter().filter(is_theirs).count() as u64
    }
}
