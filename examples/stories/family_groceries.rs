//! The week's groceries: a cart in a file, a child with a budget, what happened to a line, and going on after a restart.
#![allow(clippy::print_stdout, reason = "a story is told there")]

use cartpool::{
    Capability, Command, Cursor, Durability, Engine, LineId, NewCart, Options, Preset, SplitRule,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("family-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let path = folder.join("carts.db");

    let engine = Engine::open(Options::on_file(&path, Durability::Synced)?)?;
    for (sku, price, category) in [
        ("MILK", "1.19", "dairy"),
        ("BREAD", "3.40", "bakery"),
        ("SWEETS", "2.50", "sweets"),
        ("ICE", "4.20", "frozen"),
    ] {
        engine.set_price(sku, "EUR", price)?;
        engine.set_category(sku, Some(category))?;
    }
    let family = NewCart { preset: Preset::Family, ..NewCart::new("mum", "EUR") };
    let cart = engine.create_cart(family)?;
    let [mum, dad, kim] = ["mum", "dad", "kim"].map(|name| cart.member(name));
    mum.add_member("dad", "editor")?;
    mum.commit(&Command::DefineRole {
        name: "child",
        capabilities: vec![Capability::ViewItems, Capability::AddItems],
        money_cap: Some("10.00".parse()?),
        categories_allowed: Vec::new(),
        categories_denied: vec!["sweets"],
    })?;
    mum.add_member("kim", "child")?;

    let milk = LineId(mum.add_item("MILK", 2)?);
    dad.batch(&[
        Command::AdjustQuantity { line: milk, delta: 2 },
        Command::SetNote { line: milk, note: Some("the fresh one") },
    ])?;
    for (sku, quantity) in [("SWEETS", 1), ("ICE", 3), ("ICE", 2)] {
        let answer = match kim.add_item(sku, quantity) {
            Ok(_) => "she gets it",
            Err(refused) => refused.code.name(),
        };
        println!("kim asks for {quantity} x {sku}: {answer}");
    }
    let seen = dad.events_since(Cursor::START)?.to;
    println!("saved at {}", mum.total()?);
    let id = cart.id();
    engine.close();

    // Another day, another process: the same file, the same cart.
    let engine = Engine::open(Options::on_file(&path, Durability::Synced)?)?;
    let cart = engine.cart(id);
    let [mum, dad] = ["mum", "dad"].map(|name| cart.member(name));
    let before = mum.version()?;
    mum.set_quantity(milk, 3)?;
    mum.add_item("BREAD", 1)?;
    let page = dad.events_since(seen)?;
    let news: Vec<&str> = page.events().iter().map(|it| it.event.name()).collect();
    println!("since then: {}", news.join(", "));

    println!("what happened to the milk:");
    for it in dad.blame(milk)?.iter() {
        println!("  {}", it.event.name());
    }
    println!("{} then, {} now", mum.view_at(before)?.total, mum.total()?);

    mum.set_split(SplitRule::ByWeight, &[("mum", "2"), ("dad", "1")])?;
    let bill = mum.bill()?;
    for share in &bill.shares {
        println!("{} owes {}", bill.member(share.member).unwrap_or_default(), share.total);
    }
    engine.close();
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
