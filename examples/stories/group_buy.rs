//! Sneakers with friends: three carts pledge to one campaign, its price tips for all of them, is lost, and tips again.
#![allow(clippy::print_stdout, reason = "a story is told there")]

use cartpool::{
    CampaignTerms, CampaignTier, CommandOptions, Decimal, Engine, LineId, NewCart, Options,
};

const DAY_MS: u64 = 86_400_000;

fn main() -> cartpool::Result<()> {
    let engine = Engine::open(Options::default())?;
    engine.set_price("SNEAKER", "EUR", "80.00")?;
    let tiers = [(5, 10), (10, 25)]
        .map(|(units, percent)| CampaignTier::percent(units, Decimal::from(percent)));
    let terms = CampaignTerms::new("EUR", &["SNEAKER"], &tiers, engine.now_ms() + DAY_MS)?;
    engine.create_campaign("sneakers", &terms)?;

    let cart_of =
        |name| engine.create_cart(NewCart::new(name, "EUR")).map(|cart| cart.member(name));
    let [ana, ben, cleo] = [cart_of("ana")?, cart_of("ben")?, cart_of("cleo")?];
    let progress = |said: &str| -> cartpool::Result<()> {
        let seen = engine.campaign("sneakers")?;
        let price =
            seen.skus.first().map_or_else(String::new, |entry| entry.unit_price.to_string());
        println!("{said}: {} pledged, {price} each", seen.quantity);
        Ok(())
    };

    let pair = ana.pledge("sneakers", 2)?;
    progress("ana takes 2")?;

    // The connection broke before the answer came: the same command id again has no second effect.
    let command_id = Some(engine.command_id());
    let retrying = ben.with(CommandOptions { command_id, ..CommandOptions::default() });
    assert_eq!(retrying.pledge("sneakers", 2)?, retrying.pledge("sneakers", 2)?);
    progress("ben takes 2, sent twice")?;

    if let Some(next) = ana.what_would_tip("sneakers")? {
        println!("{} more would tip it", next.missing);
        for share in &next.shares {
            println!("  {} would pay {} instead of {}", share.member, share.then, share.now);
        }
    }
    cleo.pledge("sneakers", 6)?;
    progress("cleo takes 6")?;
    ana.set_quantity(LineId(pair), 1)?;
    progress("ana gives one back")?;
    ana.adjust_quantity(LineId(pair), 1)?;
    progress("ana thinks better of it")?;

    println!("what everybody heard:");
    for moment in engine.campaign("sneakers")?.moments {
        println!("  {} {}", moment.kind.name(), moment.tier);
    }
    for (name, member) in [("ana", &ana), ("ben", &ben), ("cleo", &cleo)] {
        println!("{name} pays {}", member.total()?);
    }
    let list = engine.campaign_list("sneakers")?;
    for row in &list.skus {
        println!("to order: {} x {}, {}", row.quantity, row.name, row.amount);
    }
    Ok(())
}
