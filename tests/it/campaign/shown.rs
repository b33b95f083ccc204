//! Campaigns in the `cartpool` command.

use std::sync::Arc;

use cartpool::journal::{Durability, SqliteStore};
use cartpool::tool::{FAILED, USAGE};
use cartpool::{
    CampaignTerms, CampaignTier, Decimal, Engine, LineId, ManualClock, NewCart, Options,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::tool::{fine, ran};

const START_MS: u64 = 1_800_000_000_000;

#[test]
fn the_command_shows_campaigns() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let clock = Arc::new(ManualClock::at(START_MS));
    let store = SqliteStore::open(&path, Durability::Buffered).unwrap();
    let options = Options { store: Some(Arc::new(store)), clock, ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.set_price("HONEY", "EUR", "9.00").unwrap();
    let tiers = [CampaignTier::percent(10, Decimal::TEN)];
    let terms = CampaignTerms::new("EUR", &["HONEY"], &tiers, START_MS + 1_000).unwrap();
    engine.create_campaign("honey", &CampaignTerms { maximum: Some(11), ..terms }).unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let (ana, id) = (cart.member("ana"), cart.id());
    let line = LineId(ana.pledge("honey", 12).unwrap());
    ana.adjust_quantity(line, -3).unwrap();
    engine.cancel_campaign("honey").unwrap();
    assert_eq!(ana.total().unwrap().minor, 0);
    engine.close();

    let path = path.to_str().unwrap();
    let seen: Value = serde_json::from_str(&fine(&["inspect", path, "--json"])).unwrap();
    assert_eq!([&seen["campaigns"], &seen["campaign_events"]], [1, 5]);
    assert!(fine(&["inspect", path]).contains("campaigns   1 (5 events)\n"));
    assert!(fine(&["verify", path]).contains("\n1 campaigns\n"));
    let seen: Value = serde_json::from_str(&fine(&["verify", path, "--json"])).unwrap();
    assert_eq!((&seen["campaigns"], &seen["is_sound"]), (&Value::from(1), &Value::from(true)));
    let lines = fine(&["export", path]);
    let lines: Vec<&str> = lines.lines().filter(|line| line.contains("\"campaign\":")).collect();
    let of = |version: u64, position: u64, event: &str, fields: &str| {
        format!(
            r#"{{"position":{position},"campaign":"honey","version":{version},"at_ms":1800000000000,"event":"{event}","fields":{{{fields}}}}}"#
        )
    };
    let terms = r#""currency":"EUR","measure":"quantity","skus":[{"sku":"HONEY","unit_price":"9.00"}],"tiers":[{"threshold":10,"unit_prices":["8.10"]}],"minimum":10,"maximum":11,"member_min":null,"member_max":null,"leader":null,"opens_at_ms":0,"locks_at_ms":1800000001000,"closes_at_ms":1800000001000,"at_deadline":"fail","extension_ms":0"#;
    let change = |version: u64, old: u32, new: u32| {
        format!(
            r#""cart":"{id}","cart_version":{version},"changes":[{{"line":2,"sku_place":0,"old_quantity":{old},"quantity":{new}}}]"#
        )
    };
    let name = r#""campaign":"honey""#;
    let cart_line = |position: u64, version: u64, actor: &str, event: &str, fields: &str| {
        format!(
            r#"{{"position":{position},"cart":"{id}","version":{version},"at_ms":1800000000000,"actor":{actor},"event":"{event}","fields":{{{name},{fields}}}}}"#
        )
    };
    let wanted = [
        of(1, 2, "campaign_created", terms),
        of(2, 4, "campaign_expected", &format!(r#""cart":"{id}""#)),
        cart_line(
            5,
            2,
            r#""ana""#,
            "pledged",
            r#""sku":"HONEY","quantity":12,"unit_price":"9.00","campaign_version":1,"status":"open","tiers_reached":0,"locks_at_ms":1800000001000"#,
        ),
        of(3, 6, "campaign_observed", &change(2, 0, 12)),
        cart_line(
            7,
            3,
            "null",
            "campaign_followed",
            r#""campaign_version":3,"status":"tipped","tiers_reached":1,"locks_at_ms":1800000001000,"changes":[{"line":2,"old_unit_price":"9.00","unit_price":"8.10"}],"cuts":[]"#,
        ),
        of(4, 8, "campaign_observed", &change(4, 12, 9)),
        of(5, 9, "campaign_cancelled", ""),
        cart_line(
            10,
            5,
            "null",
            "campaign_followed",
            r#""campaign_version":5,"status":"cancelled","tiers_reached":0,"locks_at_ms":1800000001000,"changes":[],"cuts":[{"line":2,"old_quantity":9,"quantity":0}]"#,
        ),
    ];
    assert_eq!(lines, wanted);
    one_campaign_is_shown(path, &id.to_string());
}

fn one_campaign_is_shown(path: &str, cart: &str) {
    let seen = fine(&["inspect", path, "--campaign", "honey", "--json"]);
    let seen: Value = serde_json::from_str(&seen).unwrap();
    let moments = seen["moments"].as_array().unwrap();
    let kinds: Vec<&str> = moments.iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["tier_reached", "tipped", "tip_lost", "tier_lost", "cancelled"]);
    assert_eq!((&seen["status"], &seen["reached"]), (&"cancelled".into(), &9.into()));
    let text = fine(&["inspect", path, "--campaign", "honey"]);
    let wanted = [
        "campaign  \"honey\"\nversion   5\nstatus    cancelled\nreached   9 of 10 (quantity)\n",
        "units     9, 0 wait\namount    81.00 EUR\nmembers   1 in 1 carts\n",
        "sku       9 x \"HONEY\" at 9.00, regular 9.00\ntier 1    from 10: 8.10\n",
        "     5  1800000000000  cancelled\n",
    ];
    for wanted in wanted {
        assert!(text.contains(wanted), "{text}");
    }
    let list = fine(&["inspect", path, "--campaign", "honey", "--list"]);
    let wanted = format!(
        "{cart}  ana  9 x \"HONEY\" = 81.00 EUR, 0 wait\n\
         member    ana: 9, 81.00 EUR\nsku       \"HONEY\": 9, 81.00 EUR\n"
    );
    assert_eq!(list, wanted);
    let list = fine(&["inspect", path, "--campaign", "honey", "--list", "--json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["rows"][0]["member"], "ana");
    let missing = ran(&["inspect", path, "--campaign", "wax"]);
    assert_eq!(missing.code, FAILED);
    assert!(missing.err.contains("campaign_not_found"), "{}", missing.err);
    for words in [
        &["inspect", path, "--list"][..],
        &["inspect", path, cart, "--campaign", "honey"],
        &["inspect", path, "--campaign", "honey", "--bill"],
    ] {
        assert_eq!(ran(words).code, USAGE, "{words:?}");
    }
}
