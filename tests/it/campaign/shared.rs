//! Engines on one store are one shop: what a campaign reaches through one, whoever watches it through another hears of.

use std::time::{Duration, Instant};

use cartpool::{CampaignTerms, CampaignTier, Decimal, NewCart};

use crate::shared::homes;

const SOON: Duration = Duration::from_secs(20);

#[test]
#[allow(clippy::disallowed_methods, reason = "a stopwatch, not the engine's time")]
fn a_watch_is_woken_by_what_another_engine_commits() {
    for home in homes() {
        let (one, other) = (home.engine(), home.engine());
        one.set_price("HONEY", "EUR", "9.00").unwrap();
        let tiers = [CampaignTier::percent(10, Decimal::TEN)];
        let closes_at_ms = one.now_ms() + 86_400_000;
        let terms = CampaignTerms::new("EUR", &["HONEY"], &tiers, closes_at_ms).unwrap();
        one.create_campaign("honey", &terms).unwrap();
        let mut watch = other.watch_campaign("honey").unwrap();
        assert!(!watch.view().unwrap().is_tipped);
        let waiting = std::thread::spawn(move || {
            let began = Instant::now();
            while !watch.view().unwrap().is_tipped {
                watch.wait(SOON).unwrap();
                // One whom nobody wakes looks at the end of its time, and then sees it too.
                assert!(began.elapsed() < SOON, "nobody told the watch");
            }
        });
        // By now the watch waits, and nobody but the listener looks at the store for it.
        std::thread::sleep(Duration::from_millis(200));
        let ana = one.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
        ana.pledge("honey", 10).unwrap();
        waiting.join().unwrap();
    }
}
