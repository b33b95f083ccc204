//! An office orders lunch: a link admits colleagues, everybody adds, the bill splits to the cent, and one pays for all.
#![allow(clippy::print_stdout, reason = "a story is told there")]

use cartpool::{
    AdjustmentKind, BillCommand, Command, Cursor, Engine, LineId, NewCart, Options, Token,
    parse_amount,
};

fn main() -> cartpool::Result<()> {
    let engine = Engine::open(Options::default())?;
    for (sku, price) in [("PIZZA", "11.50"), ("SALAD", "8.90"), ("WATER", "2.80")] {
        engine.set_price(sku, "EUR", price)?;
    }
    let lunch = NewCart { title: Some("Friday lunch"), ..NewCart::new("ana", "EUR") };
    let cart = engine.create_cart(lunch)?;
    let [ana, ben, cleo, dan] = ["ana", "ben", "cleo", "dan"].map(|name| cart.member(name));

    // The token's text goes into a link; the engine keeps its hash.
    let token = Token::new()?;
    ana.invite(token.hash(), "editor")?;
    ben.accept_invitation(&token.reveal())?;
    cleo.accept_invitation(&token.reveal())?;
    ana.add_member("dan", "viewer")?;

    let pizza = ana.add_item("PIZZA", 1)?;
    ben.adjust_quantity(LineId(pizza), 1)?;
    ana.set_beneficiaries(LineId(pizza), &["ana", "ben"])?;
    let salad = cleo.add_item("SALAD", 1)?;
    cleo.set_beneficiaries(LineId(salad), &["cleo"])?;
    cleo.set_note(LineId(salad), Some("no onions"))?;
    ben.add_item("WATER", 2)?;
    if let Err(refused) = dan.add_item("WATER", 1) {
        println!("dan may only look: {}", refused.code.name());
    }

    let view = ana.view()?;
    println!("{}", view.title.as_deref().unwrap_or_default());
    for line in &view.lines {
        let by = view.member(line.added_by).unwrap_or_default();
        let note = line.note.as_ref().map_or(String::new(), |note| format!(" ({note})"));
        println!("  {} x {} {} by {by}{note}", line.quantity, line.sku, line.line_total);
    }

    // What is for somebody, they pay; the rest is shared, and the tip goes by what each has.
    ana.commit(&Command::Bill(BillCommand::AddAdjustment {
        kind: AdjustmentKind::Tip,
        amount: Some(parse_amount("4.00")?),
        percent: None,
        line: None,
        member: None,
        destination: None,
        label: None,
        included: false,
    }))?;
    ana.fix_bill()?;
    let bill = ana.bill()?;
    ana.record_payment("ana", bill.total.amount())?;
    for share in &bill.shares {
        println!("{} owes {}", bill.member(share.member).unwrap_or_default(), share.total);
    }
    println!("{} in all", bill.total);

    for transfer in ana.settlement()?.transfers {
        let [payer, payee] = [transfer.payer, transfer.payee].map(|seat| bill.member(seat));
        println!("{} pays {} {}", payer.unwrap_or("?"), payee.unwrap_or("?"), transfer.amount);
    }
    println!("{} changes, none lost", ana.events_since(Cursor::START)?.events().iter().count());
    Ok(())
}
