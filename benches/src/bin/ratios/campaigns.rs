//! Group buys: a pledge against a plain add, a price that tips in very many carts, and what a pledge takes in memory.

use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use cartpool::{CampaignTerms, CampaignTier, Command, Decimal, Engine, Member, NewCart, Options};
use cartpool_benches::workload::{Picker, Rng, Spread};

use crate::counting::counted;
use crate::report::{self, Goal};
use crate::timing::{ns_each, paired};
use crate::{Outcome, Scale};

/// Pledges of a cart, each of a SKU of its own.
const LINES: u32 = 10;

pub(crate) fn measure(scale: Scale) -> Outcome {
    pledges(scale)?;
    bytes(scale)?;
    tips(scale)
}

/// An engine with a campaign that tips at so many units.
fn shop(minimum: u64) -> Result<Engine, Box<dyn Error>> {
    let engine = Engine::open(Options::default())?;
    let skus: Vec<String> = (0..LINES).map(|number| format!("SKU-{number}")).collect();
    let skus: Vec<&str> = skus.iter().map(String::as_str).collect();
    for sku in &skus {
        engine.set_price(sku, "EUR", "9.00")?;
    }
    engine.set_price("TEA", "EUR", "4.50")?;
    let tier = CampaignTier::percent(minimum, Decimal::TEN);
    let terms = CampaignTerms::new("EUR", &skus, &[tier], engine.now_ms() + 86_400_000)?;
    engine.create_campaign("group", &terms)?;
    Ok(engine)
}

fn owner(engine: &Engine, number: u32) -> cartpool::Result<Member> {
    let owner = format!("owner-{number}");
    let member = engine.create_cart(NewCart::new(&owner, "EUR"))?.member(&owner);
    member.version()?;
    Ok(member)
}

fn pledge(member: &Member, line: u32) -> cartpool::Result<u64> {
    let sku = format!("SKU-{line}");
    member.commit(&Command::Pledge { campaign: "group", sku: Some(&sku), quantity: 1 })
}

/// One more of what is there: pledged, and in the cart as anything else.
fn pledges(scale: Scale) -> Outcome {
    let carts = 1_000;
    let engine = shop(u64::MAX)?;
    let members = (0..carts).map(|number| {
        let member = owner(&engine, number)?;
        member.add_item("TEA", 1)?;
        pledge(&member, 0)?;
        Ok(member)
    });
    let members: Vec<Member> = members.collect::<cartpool::Result<_>>()?;
    let picker = Picker::new(carts, Spread::Uniform);
    let mut rng = Rng::new(11);
    let count = scale.pick(50_000, 1_000);
    let targets: Vec<usize> = (0..count).map(|_| picker.pick(&mut rng) as usize).collect();
    let found = paired(
        scale.rounds(),
        |_| {
            ns_each(count, || {
                for target in &targets {
                    members[*target].add_item("TEA", 1).expect("members may add");
                }
            })
        },
        |_| {
            let command = Command::Pledge { campaign: "group", sku: Some("SKU-0"), quantity: 1 };
            ns_each(count, || {
                for target in &targets {
                    members[*target].commit(&command).expect("members may pledge");
                }
            })
        },
    );
    report::row("pledge_vs_add", found.ratio, "x", Goal::AtMost(4.0));
    report::row("pledge", found.ours, "ns", Goal::None);
    Ok(())
}

/// What pledged lines take beyond plain ones, in the carts and in the campaign.
fn bytes(scale: Scale) -> Outcome {
    let carts = scale.pick(10_000, 500);
    let fill = |is_pledged: bool| -> Result<i64, Box<dyn Error>> {
        let engine = shop(u64::MAX)?;
        let (filled, counts) = counted(|| -> cartpool::Result<()> {
            for number in 0..carts {
                let member = owner(&engine, number)?;
                for line in 0..LINES {
                    if is_pledged {
                        pledge(&member, line)?;
                    } else {
                        member.add_item(&format!("SKU-{line}"), 1)?;
                    }
                }
            }
            Ok(())
        });
        filled?;
        Ok(counts.bytes)
    };
    let beyond = fill(true)? - fill(false)?;
    let each = beyond as f64 / f64::from(carts * LINES);
    report::row("bytes_a_pledge_beyond_its_line", each, "bytes", Goal::AtMost(64.0));
    Ok(())
}

/// One pledge tips the price of very many carts; meanwhile somebody else goes on.
fn tips(scale: Scale) -> Outcome {
    let carts = scale.pick(100_000, 2_000);
    let engine = shop(u64::from(carts))?;
    let members = (1..carts).map(|number| {
        let member = owner(&engine, number)?;
        pledge(&member, 0)?;
        Ok(member)
    });
    let members: Vec<Member> = members.collect::<cartpool::Result<_>>()?;
    let (last, other) = (owner(&engine, 0)?, owner(&engine, carts)?);
    while !engine.sweep(u32::MAX)?.is_done {}
    let alone = longest(&other, &AtomicBool::new(false), 100_000)?;
    let is_over = AtomicBool::new(false);
    let (tipped, swept, meanwhile) = std::thread::scope(|scope| {
        let other = scope.spawn(|| longest(&other, &is_over, usize::MAX));
        let begun = Instant::now();
        let tipped = pledge(&last, 0).map(|_| begun.elapsed());
        let swept = loop {
            match engine.sweep(u32::MAX) {
                Ok(swept) if !swept.is_done => {}
                Ok(_) => break Ok(begun.elapsed()),
                Err(error) => break Err(error),
            }
        };
        is_over.store(true, Ordering::Relaxed);
        (tipped, swept, other.join().expect("it goes on"))
    });
    for member in members.iter().step_by(997) {
        assert_eq!(member.version()?, 3, "the price is in the history");
        assert_eq!(member.view()?.total.minor, 810, "the price has tipped");
    }
    report::row(
        &format!("tip_{carts}_carts"),
        tipped?.as_secs_f64() * 1e6,
        "us",
        Goal::AtMost(1_000.0),
    );
    report::row(
        &format!("histories_of_{carts}_carts"),
        swept?.as_secs_f64() * 1e3,
        "ms",
        Goal::AtMost(1_000.0),
    );
    report::row("longest_add_elsewhere_meanwhile", meanwhile? * 1e3, "ms", Goal::AtMost(1.0));
    report::row("longest_add_elsewhere_before", alone * 1e3, "ms", Goal::None);
    Ok(())
}

/// The longest of many adds to one cart, in seconds.
fn longest(member: &Member, is_over: &AtomicBool, count: usize) -> cartpool::Result<f64> {
    let mut longest = 0.0_f64;
    let mut line = 0;
    for number in 0..count {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        if number % 5_000 == 0 {
            member.add_item("TEA", 1)?;
            line = member.view()?.lines[0].id.0;
        }
        let delta = if number % 2 == 0 { 1 } else { -1 };
        let begun = Instant::now();
        member.adjust_quantity(cartpool::LineId(line), delta)?;
        longest = longest.max(begun.elapsed().as_secs_f64());
    }
    Ok(longest)
}
