//! The verbs that are called most, for the wrappers to take where nothing rarer is asked: nothing is allocated on the way.

use cartpool::{Command, ErrorCode, LineId};

use crate::error::CartpoolError;
use crate::member::Member;
use crate::value::{Count, Natural};

#[uniffi::export]
impl Member {
    /// `add_item` of a SKU, which is UTF-8, and a quantity alone.
    pub fn lean_add_item(&self, sku: &[u8], quantity: Count) -> Result<Natural, CartpoolError> {
        let sku = str::from_utf8(sku).map_err(|_| ErrorCode::TextMustBeUtf8)?;
        self.commit(&Command::AddItem {
            sku,
            quantity: quantity.0,
            unit_price: None,
            options: Vec::new(),
            note: None,
            beneficiaries: Vec::new(),
            separate: false,
        })
    }

    /// `set_quantity` of a line and a quantity alone.
    pub fn lean_set_quantity(
        &self,
        line: Natural,
        quantity: Count,
    ) -> Result<Natural, CartpoolError> {
        self.commit(&Command::SetQuantity {
            line: LineId(line.0),
            quantity: quantity.0,
            seen_quantity: None,
        })
    }
}
