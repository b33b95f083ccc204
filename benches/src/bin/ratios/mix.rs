//! The mix, 40 add, 20 set, 10 remove, 30 read total, against a hand-rolled map; and each operation alone.

use cartpool::{LineId, Member, Result};
use cartpool_benches::peers::hand_rolled::HandRolled;
use cartpool_benches::workload::{
    Kind, LINES, Mix, MixCommand, Rng, SkuTape, Spread, person, person_id, sku, sku_id,
};
use cartpool_benches::world::{LINE_FIRST, World};

use crate::pair::SPREADS;
use crate::report::{self, Goal};
use crate::timing::{median, ns_each, paired};
use crate::{Outcome, Scale};

pub(crate) fn measure(scale: Scale) -> Outcome {
    let carts = scale.middle_carts();
    for spread in SPREADS {
        mix(carts, spread, scale)?;
    }
    alone(&World::open(carts)?, scale)
}

/// A round of the mix, laid out for either side.
struct Round {
    commands: Vec<MixCommand>,
    tape: SkuTape,
    members: Vec<Member>,
    /// Cart and member as a hand-rolled map takes them.
    names: Vec<(String, String)>,
}

impl Round {
    fn new(world: &World, mix: &mut Mix, count: usize) -> Result<Self> {
        let commands: Vec<MixCommand> = (0..count).map(|_| mix.next_command()).collect();
        let tape = SkuTape::new(commands.iter().map(|command| sku(command.cart, command.slot)));
        let member = |command: &MixCommand| world.member(command.cart, command.seat);
        let names = |command: &MixCommand| {
            let cart = world.ids[command.cart as usize].to_string();
            (cart, person_id(person(command.cart, command.seat)))
        };
        let members: Result<Vec<Member>> = commands.iter().map(member).collect();
        let names = commands.iter().map(names).collect();
        Ok(Self { members: members?, names, tape, commands })
    }

    fn play(&self) {
        for ((command, member), sku) in
            self.commands.iter().zip(&self.members).zip(self.tape.iter())
        {
            let line = LineId(command.line.into());
            let done = match command.kind {
                Kind::Add => member.add_item(sku, 1),
                Kind::Set => member.set_quantity(line, command.quantity),
                Kind::Remove => member.remove_item(line),
                Kind::Total => member.total().map(|total| total.minor as u64),
            };
            done.expect("members may edit");
        }
    }

    fn play_by_hand(&self, carts: &HandRolled) {
        let names = self.names.iter().zip(self.tape.iter());
        for (command, ((cart, member), sku)) in self.commands.iter().zip(names) {
            let line = command.line.into();
            let done = match command.kind {
                Kind::Add => carts.add(cart, member, sku, 1),
                Kind::Set => carts.set(cart, member, line, command.quantity),
                Kind::Remove => carts.remove(cart, member, line),
                Kind::Total => carts.total(cart, member).map(|total| total as u64),
            };
            done.expect("members may edit");
        }
    }
}

fn mix(carts: u32, spread: Spread, scale: Scale) -> Outcome {
    let world = World::open(carts)?;
    let by_hand = HandRolled::default();
    for (cart, id) in (0..).zip(&world.ids) {
        by_hand.fill(&id.to_string(), cart).map_err(|refusal| format!("{refusal:?}"))?;
    }
    let mut mix = Mix::new(carts, spread, LINE_FIRST);
    let count = scale.pick(100_000, 5_000);
    let rounds: Result<Vec<Round>> =
        (0..scale.rounds()).map(|_| Round::new(&world, &mut mix, count)).collect();
    let rounds = rounds?;
    let found = paired(
        rounds.len(),
        |round| ns_each(count, || rounds[round].play_by_hand(&by_hand)),
        |round| ns_each(count, || rounds[round].play()),
    );
    let name = format!("mix_{carts}_{}", spread.name());
    report::row(&name, found.ours, "ns", Goal::None);
    report::row(&format!("{name}_hand_rolled"), found.base, "ns", Goal::None);
    report::row(&format!("{name}_vs_hand_rolled"), found.ratio, "x", Goal::AtMost(1.0));
    Ok(())
}

/// Each operation over different carts in random order; a line is removed that was made for it just before.
fn alone(world: &World, scale: Scale) -> Outcome {
    let mut rng = Rng::new(5);
    let mut carts: Vec<u32> = (0..world.carts()).collect();
    let count = scale.pick(50_000, 5_000);
    let mut times = [const { Vec::new() }; 4];
    for round in 0..scale.rounds() {
        rng.shuffle(&mut carts);
        let chosen = carts.iter().take(count);
        let members: Result<Vec<Member>> =
            chosen.clone().map(|cart| world.member(*cart, 0)).collect();
        let members = members?;
        times[0].push(ns_each(count, || members.iter().for_each(total)));
        // Never the quantity that is there.
        let quantity = 500_000 + round as u32;
        times[1].push(ns_each(count, || members.iter().for_each(|member| set(member, quantity))));
        let skus: Vec<String> = chosen.map(|cart| sku_id(sku(*cart, LINES))).collect();
        let mut lines = Vec::with_capacity(count);
        let add = |(member, sku): (&Member, &String)| member.add_item(sku, 1).map(LineId);
        times[2].push(ns_each(count, || lines.extend(members.iter().zip(&skus).map(add))));
        let lines: Result<Vec<LineId>> = lines.into_iter().collect();
        let lines = lines?;
        times[3].push(ns_each(count, || members.iter().zip(&lines).for_each(remove)));
    }
    let carts = world.carts();
    for (name, times) in ["total", "set", "add_new_line", "remove"].iter().zip(times) {
        report::row(&format!("{name}_{carts}_uniform"), median(times), "ns", Goal::None);
    }
    Ok(())
}

fn total(member: &Member) {
    member.total().expect("members may look");
}

fn set(member: &Member, quantity: u32) {
    member.set_quantity(LineId(LINE_FIRST.into()), quantity).expect("members may edit");
}

fn remove((member, line): (&Member, &LineId)) {
    member.remove_item(*line).expect("members may edit");
}
