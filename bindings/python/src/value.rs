//! How core's values show themselves to Python: members and texts as strings, money as exact decimals, lists as tuples.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use cartpool::{
    Bill, Capabilities, CartId, CartView, Cause, Currency, Events, Explanation, ItemOption, LineId,
    LineOption, Price, Seat, Settlement, TextRef, TokenHash,
};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};
use rust_decimal::Decimal;

pub(crate) use crate::amount::{Amount, decimal_type};

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
    Capabilities => Tuple<&'static str>: |value, _| value.iter().map(|one| one.name()).collect();
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
        self.iter().map(|value| value.show(names)).collect()
    }
}

/// A tuple that is made when it is first read, and then is the same object.
pub(crate) struct Kept(PyOnceLock<Py<PyTuple>>);

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Kept {
    pub(crate) const fn new() -> Self {
        Self(PyOnceLock::new())
    }

    pub(crate) fn tuple<'py, T: IntoPyObject<'py>>(
        &self,
        py: Python<'py>,
        items: impl FnOnce() -> Vec<T>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let make = || PyTuple::new(py, items()).map(Bound::unbind);
        Ok(self.0.get_or_try_init(py, make)?.bind(py).clone())
    }
}

/// A list that Python gets as a tuple: what is frozen has no list in it.
#[derive(Debug)]
pub(crate) struct Tuple<T> {
    items: Vec<T>,
    kept: Kept,
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect(), kept: Kept::new() }
    }
}

impl<T> Deref for Tuple<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T: Clone> Clone for Tuple<T> {
    fn clone(&self) -> Self {
        self.iter().cloned().collect()
    }
}

impl<T: PartialEq> PartialEq for Tuple<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Tuple<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, self.items)
    }
}

/// What a field is read by: the second time it is there.
impl<'py, T: Clone + IntoPyObject<'py>> IntoPyObject<'py> for &Tuple<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.kept.tuple(py, || self.items.clone())
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

/// An amount of one currency, exact. A pattern may name the amount and the currency by position.
#[pyclass(frozen, eq, hash, module = "cartpool")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Money(pub(crate) cartpool::Money);

#[pymethods]
impl Money {
    #[classattr]
    fn __match_args__() -> (&'static str, &'static str) {
        ("amount", "currency")
    }

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

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value_not_pickled(slf)
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

/// Python's hash of what tells a value apart.
pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Why what the engine showed is not pickled.
#[cold]
pub(crate) fn value_not_pickled<T>(object: &Bound<'_, T>) -> PyResult<()> {
    not_pickled(object, "send what it says, or read it anew where it is needed")
}

/// Why what belongs to an engine is not pickled.
#[cold]
pub(crate) fn handle_not_pickled<T>(object: &Bound<'_, T>) -> PyResult<()> {
    not_pickled(
        object,
        "it belongs to this process's engine; send ids, and ask the other process's own",
    )
}

/// Why a secret is not pickled.
#[cold]
pub(crate) fn secret_not_pickled<T>(object: &Bound<'_, T>) -> PyResult<()> {
    not_pickled(object, "it is a secret; whoever needs its text asks for it by `reveal()`")
}

fn not_pickled<T>(object: &Bound<'_, T>, instead: &str) -> PyResult<()> {
    let class = object.as_any().get_type().name()?;
    Err(PyTypeError::new_err(format!("cannot pickle {class}: {instead}")))
}
