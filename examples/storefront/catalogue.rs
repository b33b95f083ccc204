//! What is sold: a small shop whose prices live in the engine's price list.

use cartpool::Engine;
use serde::Serialize;

/// The currency of the shop and of every cart in it.
pub(crate) const CURRENCY: &str = "EUR";

/// Something one can put in a cart.
#[derive(Serialize)]
pub(crate) struct Item {
    pub(crate) sku: &'static str,
    pub(crate) name: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) category: &'static str,
    pub(crate) price: &'static str,
    pub(crate) picture: &'static str,
}

const fn item(
    category: &'static str,
    sku: &'static str,
    price: &'static str,
    picture: &'static str,
    name: &'static str,
    detail: &'static str,
) -> Item {
    Item { sku, name, detail, category, price, picture }
}

/// Everything on the shelves.
pub(crate) const ITEMS: &[Item] = &[
    item("Groceries", "BREAD-RYE", "3.95", "🍞", "Rye sourdough", "750 g, baked daily"),
    item("Groceries", "MILK-OAT", "2.29", "🥛", "Oat drink", "1 l, barista"),
    item("Groceries", "EGGS-10", "3.79", "🥚", "Free-range eggs", "10, size M"),
    item("Groceries", "CHEESE-GOUDA", "6.49", "🧀", "Aged gouda", "300 g, 18 months"),
    item("Groceries", "APPLE-KG", "2.99", "🍎", "Braeburn apples", "1 kg, regional"),
    item("Groceries", "BANANA-KG", "1.89", "🍌", "Bananas", "1 kg, fair trade"),
    item("Groceries", "TOMATO-500", "2.49", "🍅", "Vine tomatoes", "500 g"),
    item("Groceries", "AVOCADO", "1.35", "🥑", "Avocado", "ripe to eat"),
    item("Groceries", "PASTA-500", "1.79", "🍝", "Spaghetti", "500 g, bronze-cut"),
    item("Groceries", "COFFEE-1KG", "17.90", "☕️", "Espresso beans", "1 kg, dark roast"),
    item("Groceries", "TEA-GREEN", "4.50", "🍵", "Green tea", "100 g, loose leaf"),
    item("Groceries", "CHOCOLATE-70", "2.35", "🍫", "Dark chocolate", "100 g, 70 % cocoa"),
    item("Household", "SOAP-HAND", "2.95", "🧼", "Olive oil soap", "2 bars"),
    item("Household", "PAPER-ROLL", "4.75", "🧻", "Toilet paper", "8 rolls, recycled"),
    item("Household", "SPONGE-4", "1.99", "🧽", "Kitchen sponges", "pack of 4"),
    item("Household", "BULB-LED", "5.99", "💡", "LED bulb", "E27, 806 lm, warm"),
    item("Household", "CANDLE", "7.20", "🕯️", "Beeswax candle", "burns 30 hours"),
    item("Household", "PLANT-POTHOS", "12.50", "🪴", "Golden pothos", "12 cm pot"),
    item("Outdoor", "TENT-3P", "189.00", "⛺️", "Trail tent", "3 people, 2.9 kg"),
    item("Outdoor", "PACK-45", "119.95", "🎒", "Hiking backpack", "45 l, rain cover"),
    item("Outdoor", "COMPASS", "24.90", "🧭", "Field compass", "with sighting mirror"),
    item("Outdoor", "TORCH-400", "34.50", "🔦", "Hand torch", "400 lm, rechargeable"),
    item("Outdoor", "ROPE-20M", "42.00", "🪢", "Utility rope", "20 m, 6 mm"),
    item("Outdoor", "KETTLE-CAMP", "27.80", "🫖", "Camp kettle", "0.9 l, aluminium"),
];

/// Puts every item's price and category into the engine's price list. What is there already is no change: a shop that comes
/// back to its carts reprices none of them.
pub(crate) fn stock(engine: &Engine) -> cartpool::Result<()> {
    for item in ITEMS {
        engine.set_price(item.sku, CURRENCY, item.price)?;
        engine.set_category(item.sku, Some(item.category))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use cartpool::Options;
    use cartpool::journal::{MemoryStore, Store};

    use super::*;

    #[test]
    fn a_shop_that_comes_back_changes_no_price() {
        let store = Arc::new(MemoryStore::new());
        let open = || {
            let options = Options { store: Some(Arc::clone(&store) as _), ..Options::default() };
            let engine = Engine::open(options).expect("the store is there");
            stock(&engine).expect("the shelves are in order");
            (engine.prices_version(), store.head().expect("the store is there"))
        };
        let first = open();
        assert_eq!(first.0, 2 * ITEMS.len() as u64);
        assert_eq!(open(), first);
    }
}
