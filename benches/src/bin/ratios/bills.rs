//! Bills: drawn anew after a change, split among few and many, settled, and against what a back end would write.

use std::error::Error;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use cartpool::{Engine, LineId, Member, NewCart, SplitRule};
use cartpool_benches::workload::sku_id;
use cartpool_benches::world::engine;

use crate::report::{self, Goal};
use crate::timing::{median, ns_each, paired};
use crate::{Outcome, Scale};

pub(crate) fn measure(scale: Scale) -> Outcome {
    let engine = engine()?;
    let few = cart(&engine, 8, 4)?;
    let many = cart(&engine, 250, 50)?;
    let turns = scale.pick(2_000, 50);
    let bill = |member: &Member, turns: usize| {
        ns_each(turns, || {
            for _ in 0..turns {
                drop(member.bill().expect("members may look"));
            }
        })
    };
    let rounds = scale.rounds();
    for (rule, name) in [(SplitRule::Equal, "equal"), (SplitRule::ByWeight, "by_weight")] {
        weigh(&few, rule, 4)?;
        weigh(&many, rule, 50)?;
        let found = paired(rounds, |_| bill(&few, turns), |_| bill(&many, turns / 20));
        report::row(
            &format!("bill_8_lines_4_members_{name}"),
            found.base,
            "ns",
            Goal::AtMost(1_000.0),
        );
        let micros = found.ours / 1_000.0;
        report::row(&format!("bill_250_lines_50_members_{name}"), micros, "us", Goal::AtMost(60.0));
    }
    after_a_change(&engine, scale)?;
    explained(&many, scale);
    settled(&engine, scale)?;
    peers(&few, &many, scale)
}

/// A cart of so many lines that so many members share.
fn cart(engine: &Engine, lines: u32, members: u32) -> Result<Member, Box<dyn Error>> {
    let cart = engine.create_cart(NewCart::new("m0", "EUR"))?;
    for member in 1..members {
        cart.system().add_member(&format!("m{member}"), "editor")?;
    }
    let owner = cart.member("m0");
    for line in 0..lines {
        owner.add_item(&sku_id(line), 1)?;
    }
    Ok(owner)
}

fn weigh(member: &Member, rule: SplitRule, members: u32) -> Outcome {
    let ids: Vec<String> = (0..members).map(|member| format!("m{member}")).collect();
    let weights: Vec<String> = (1..=members).map(|weight| weight.to_string()).collect();
    let parts: Vec<(&str, &str)> =
        ids.iter().zip(&weights).map(|(id, weight)| (id.as_str(), weight.as_str())).collect();
    let parts = if rule == SplitRule::Equal { &[][..] } else { &parts };
    member.set_split(rule, parts)?;
    Ok(())
}

/// A line changes, and the bill is asked for: among the same members, of few lines and of many.
fn after_a_change(engine: &Engine, scale: Scale) -> Outcome {
    let carts = [8, 250, 10_000].map(|lines| cart(engine, lines, 4));
    let [few, some, most] = carts;
    let (few, some, most) = (few?, some?, most?);
    let turns = scale.pick(2_000, 50);
    let change = |member: &Member, round: usize| {
        let line = LineId(member.view().expect("members may look").lines[0].id.0);
        ns_each(turns, || {
            for turn in 0..turns {
                let quantity = 1 + u32::try_from((turn + round) % 7).unwrap_or(0);
                member.set_quantity(line, quantity).expect("members may edit");
                drop(member.bill().expect("members may look"));
            }
        })
    };
    for (name, member) in [("250", &some), ("10000", &most)] {
        let found = paired(scale.rounds(), |at| change(&few, at), |at| change(member, at));
        let name = format!("change_and_bill_{name}_lines_vs_8");
        report::row(&name, found.ratio, "x", Goal::AtMost(1.5));
    }
    Ok(())
}

fn explained(many: &Member, scale: Scale) {
    let explain = |_| ns_each(1, || drop(many.explain().expect("members may look")));
    let found = median((0..scale.rounds()).map(explain));
    report::row("explain_250_lines_50_members", found / 1_000.0, "us", Goal::None);
}

/// Twelve people of whom no few settle among themselves.
fn settled(engine: &Engine, scale: Scale) -> Outcome {
    let owner = cart(engine, 12, 12)?;
    let host = engine.cart(owner.cart()).system();
    host.fix_bill()?;
    let total = host.bill()?.total.minor;
    let mut left = total;
    for member in 0..11_i64 {
        let paid = left.min(total / 40 * (member * member + 1) / 12 + member + 1);
        let amount = format!("{}.{:02}", paid / 100, paid % 100);
        host.record_payment(&format!("m{member}"), amount.as_str())?;
        left -= paid;
    }
    let settle = |_| ns_each(1, || drop(owner.settlement().expect("members may look")));
    let found = median((0..scale.rounds()).map(settle));
    assert!(owner.settlement()?.is_exact, "twelve are settled exactly");
    report::row("settle_12_members_exactly", found / 1_000_000.0, "ms", Goal::AtMost(5.0));
    Ok(())
}

/// The same splits by dinero.js, and by the Decimal code of a Python back end: each line equally among all.
fn peers(few: &Member, many: &Member, scale: Scale) -> Outcome {
    weigh(few, SplitRule::ByWeight, 4)?;
    weigh(many, SplitRule::ByWeight, 50)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
    let has_dinero = Process::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--silent"])
        .stdout(Stdio::null())
        .current_dir(&folder)
        .status()
        .is_ok_and(|status| status.success());
    let sizes = [(few, 8, 4, 2_000), (many, 250, 50, 20)];
    for (member, lines, members, turns) in sizes {
        let turns = scale.pick(turns, 5);
        let ours = median((0..scale.rounds()).map(|_| {
            ns_each(turns, || {
                for _ in 0..turns {
                    drop(member.bill().expect("members may look"));
                }
            })
        }));
        for (peer, program, file) in
            [("dinero_js", "node", "bill.mjs"), ("python_decimal", "python3", "bill.py")]
        {
            let name = format!("bill_{lines}_lines_{members}_members_vs_{peer}");
            let arguments = [lines, members, turns].map(|number: usize| number.to_string());
            let answer =
                Process::new(program).arg(folder.join(file)).args(arguments).output().ok().filter(
                    |answer| answer.status.success() && (has_dinero || peer != "dinero_js"),
                );
            let theirs = answer.and_then(|answer| {
                String::from_utf8_lossy(&answer.stdout).trim().parse::<f64>().ok()
            });
            match theirs {
                Some(theirs) => report::row(&name, theirs / ours, "x faster", Goal::None),
                None => report::not_measured(&name, "x faster"),
            }
        }
    }
    Ok(())
}
