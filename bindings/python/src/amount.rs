//! Exact decimals as Python's own.

use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use rust_decimal::Decimal;

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The class `decimal.Decimal`.
pub(crate) fn decimal_type(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    DECIMAL.import(py, "decimal", "Decimal")
}

/// An exact decimal, which Python gets as a `decimal.Decimal` with the same digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Amount(pub(crate) Decimal);

impl<'py> IntoPyObject<'py> for Amount {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let place = Place::of(self.0);
        if let Some(found) = place.found(py) {
            return Ok(found);
        }
        let made = decimal_type(py)?.call1((self.0.to_string(),))?;
        place.keep(&made);
        Ok(made)
    }
}

/// How many amounts are remembered: a shop's prices and what is read of its carts just now. About 150 bytes each.
const REMEMBERED: usize = 1_024;

/// Amounts that were made lately. Prices and totals are read far more often than they change, a decimal made from text costs
/// ten times as much as one that is there, and decimals never change.
static LATELY: Mutex<[Remembered; REMEMBERED]> = Mutex::new([const { None }; REMEMBERED]);

type Remembered = Option<(Digits, Py<PyAny>)>;

/// The digits and where the point is: `4.5` and `4.50` are equal, and two.
type Digits = (i128, u32);

/// Where an amount stands among the remembered ones, in the stead of any other of the same place.
struct Place {
    digits: Digits,
    at: usize,
}

impl Place {
    fn of(amount: Decimal) -> Self {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let digits = (amount.mantissa(), amount.scale());
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a hash takes what bits there are"
        )]
        let bits = (digits.0 as u64 ^ u64::from(digits.1) << 56).wrapping_mul(MIX);
        let at = usize::try_from(bits >> (64 - REMEMBERED.ilog2())).unwrap_or_default();
        Self { digits, at }
    }

    fn found<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
        let lately = LATELY.lock().unwrap_or_else(PoisonError::into_inner);
        let (digits, made) = lately.get(self.at)?.as_ref()?;
        (*digits == self.digits).then(|| made.bind(py).clone())
    }

    fn keep(&self, made: &Bound<'_, PyAny>) {
        let kept = Some((self.digits, made.clone().unbind()));
        let mut lately = LATELY.lock().unwrap_or_else(PoisonError::into_inner);
        let before = lately.get_mut(self.at).map(|place| std::mem::replace(place, kept));
        drop(lately);
        // Dropped without the lock: who knows what it runs.
        drop(before);
    }
}
