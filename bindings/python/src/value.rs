//! How core's values show themselves to Python: members and texts as strings, money as exact decimals, lists as tuples.

use std::borrow::Cow;
use std::fmt::Write;
use std::sync::Arc;

use cartpool::{
    Bill, Capabilities, CartId, CartView, Cause, Currency, Events, Explanation, ItemOption, LineId,
    LineOption, Price, Seat, Settlement, TextRef, TokenHash,
};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use rust_decimal::Decimal;

/// What seats and text references are turned into: the page or view that carries them knows.
pub(crate) trait Names {
    /// The id of the member in `seat`.
    fn member(&self, seat: Seat) -> Option<&str>;
    /// The text that `text` refers to.
    fn text(&self, text: TextRef) -> Option<&str>;
}

impl Names for Events {
    fn member(&self, seat: Seat) -> Option<&str> {
        self.member(seat)
    }

    fn text(&self, text: TextRef) -> Option<&str> {
        self.text(text)
    }
}

macro_rules! named_by {
    ($($view:ty),*) => {
        $(impl Names for $view {
            fn member(&self, seat: Seat) -> Option<&str> {
                self.member(seat)
            }

            /// A view carries its texts themselves.
            fn text(&self, _: TextRef) -> Option<&str> {
                None
            }
        })*
    };
}

named_by!(CartView, Bill, Explanation, Settlement);

/// What knows nobody, for views that hold members as text.
pub(crate) struct Nameless;

impl Names for Nameless {
    fn member(&self, _: Seat) -> Option<&str> {
        None
    }

    fn text(&self, _: TextRef) -> Option<&str> {
        None
    }
}

/// Who caused an event: the member's id where it may be seen, and whether it was the host.
pub(crate) fn cause(names: &dyn Names, cause: Cause) -> (Option<String>, bool) {
    match cause {
        Cause::System => (None, true),
        Cause::Member(seat) => (names.member(seat).map(str::to_owned), false),
    }
}

/// A value of core's vocabulary as what PyO3 converts.
pub(crate) trait Show {
    /// What PyO3 converts.
    type Shown;
    /// Shows the value; `names` knows members and texts.
    fn show(&self, names: &dyn Names) -> Self::Shown;
}

macro_rules! shown {
    ($($type:ty => $shown:ty: |$value:ident, $names:pat_param| $show:expr;)*) => {
        $(impl Show for $type {
            type Shown = $shown;
            fn show(&self, $names: &dyn Names) -> $shown {
                let $value = self;
                $show
            }
        })*
    };
}

shown! {
    bool => bool: |value, _| *value;
    u32 => u32: |value, _| *value;
    u64 => u64: |value, _| *value;
    i32 => i32: |value, _| *value;
    i64 => i64: |value, _| *value;
    str => String: |value, _| value.to_owned();
    String => String: |value, _| value.clone();
    LineId => u64: |value, _| value.0;
    CartId => String: |value, _| value.to_string();
    Currency => String: |value, _| value.to_string();
    TokenHash => String: |value, _| value.text();
    Price => Amount: |value, _| Amount(value.amount());
    Decimal => Amount: |value, _| Amount(*value);
    cartpool::Money => Money: |value, _| Money(*value);
    Seat => Option<String>: |value, names| names.member(*value).map(str::to_owned);
    TextRef => Option<String>: |value, names| names.text(*value).map(str::to_owned);
    Capabilities => Tuple<&'static str>: |value, _| Tuple(value.iter().map(|one| one.name()).collect());
}

impl<T: Show + ?Sized> Show for &T {
    type Shown = T::Shown;
    fn show(&self, names: &dyn Names) -> T::Shown {
        (**self).show(names)
    }
}

impl Show for Cow<'_, str> {
    type Shown = String;
    fn show(&self, _: &dyn Names) -> String {
        self.clone().into_owned()
    }
}

impl Show for Box<str> {
    type Shown = String;
    fn show(&self, _: &dyn Names) -> String {
        self.to_string()
    }
}

impl<T: Show + ?Sized> Show for Arc<T> {
    type Shown = T::Shown;
    fn show(&self, names: &dyn Names) -> T::Shown {
        (**self).show(names)
    }
}

impl<T: Show> Show for Option<T> {
    type Shown = Option<T::Shown>;
    fn show(&self, names: &dyn Names) -> Self::Shown {
        self.as_ref().map(|value| value.show(names))
    }
}

impl<T: Show> Show for Vec<T> {
    type Shown = Tuple<T::Shown>;
    fn show(&self, names: &dyn Names) -> Self::Shown {
        Tuple(self.iter().map(|value| value.show(names)).collect())
    }
}

/// A list that Python gets as a tuple: what is frozen has no list in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tuple<T>(pub(crate) Vec<T>);

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Tuple<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, self.0)
    }
}

/// Keys and values that Python gets as a dict of its own, in the keys' order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mapping(Vec<(String, String)>);

impl Mapping {
    /// The mapping these pairs make.
    pub(crate) fn of<T: Pair>(pairs: &[T]) -> Self {
        Self(
            pairs
                .iter()
                .map(|pair| pair.pair())
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
        )
    }
}

/// A key and its value.
pub(crate) trait Pair {
    /// The key and its value.
    fn pair(&self) -> (&str, &str);
}

impl Pair for ItemOption<'_> {
    fn pair(&self) -> (&str, &str) {
        (self.key, self.value)
    }
}

impl Pair for LineOption {
    fn pair(&self) -> (&str, &str) {
        (&self.key, &self.value)
    }
}

impl<'py> IntoPyObject<'py> for Mapping {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let dict = PyDict::new(py);
        for (key, value) in self.0 {
            dict.set_item(key, value)?;
        }
        Ok(dict)
    }
}

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The class `decimal.Decimal`.
pub(crate) fn decimal_type(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    DECIMAL.import(py, "decimal", "Decimal")
}

/// An exact decimal, which Python gets as a `decimal.Decimal` with the same digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount(pub(crate) Decimal);

impl<'py> IntoPyObject<'py> for Amount {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        decimal_type(py)?.call1((self.0.to_string(),))
    }
}

/// An amount of one currency, exact.
#[pyclass(frozen, eq, hash, module = "cartpool")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Money(pub(crate) cartpool::Money);

#[pymethods]
impl Money {
    /// The amount as an exact decimal, with the currency's digits.
    #[getter]
    fn amount(&self) -> Amount {
        Amount(self.0.amount())
    }

    /// The amount in the currency's minor units: cents for EUR, yen for JPY.
    #[getter]
    fn minor(&self) -> i64 {
        self.0.minor
    }

    /// The ISO 4217 code.
    #[getter]
    fn currency(&self) -> String {
        self.0.currency.to_string()
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("<Money {}>", self.0)
    }
}

/// A representation that names each field.
pub(crate) fn repr<T>(object: &Bound<'_, T>, class: &str, fields: &[&str]) -> PyResult<String> {
    let mut text = format!("{class}(");
    for (at, field) in fields.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let value = object.as_any().getattr(*field)?.repr()?;
        let _ = write!(text, "{comma}{field}={value}");
    }
    text.push(')');
    Ok(text)
}
