//! Strict arguments. What Python would quietly convert (a bool as a number, a float as money) is refused with a word on
//! what to pass.

use std::str::FromStr;
use std::time::Duration;

use cartpool::{
    AdjustmentKind, AdjustmentRule, Capability, CommandId, EditPolicy, ErrorCode, ItemOption,
    LineId, Preset, RoundingLevel, RoundingMode, SplitRule, TokenHash,
};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyMapping, PyString};
use rust_decimal::Decimal;

use crate::error::{OrRaise, invalid, wrong_type};
use crate::value::decimal_type;

/// An argument as Python gave it.
pub(crate) type Arg<'a, 'py> = &'a Bound<'py, PyAny>;

/// The most items an iterable may give: more than any command holds, and fewer than would fill the memory.
const ITEMS_MAX: usize = 65_536;

#[cold]
fn refused(name: &str, value: Arg<'_, '_>, wanted: &str) -> PyErr {
    let given = value.get_type().name().map_or_else(|_| "this".to_owned(), |name| name.to_string());
    wrong_type(value.py(), &format!("{name} must be {wanted}, not {given}"))
}

/// Says what to pass in place of a `TypeError`; whatever else was raised is the caller's own.
pub(crate) fn or_refused<T>(
    py: Python<'_>,
    read: PyResult<T>,
    refused: impl FnOnce() -> PyErr,
) -> PyResult<T> {
    read.map_err(|raised| if raised.is_instance_of::<PyTypeError>(py) { refused() } else { raised })
}

/// A str, borrowed; refused where it holds lone surrogates.
#[inline]
pub(crate) fn text<'a>(name: &str, value: Arg<'a, '_>) -> PyResult<&'a str> {
    let text = value.cast::<PyString>().map_err(|_| refused(name, value, "a str"))?;
    text.to_str().map_err(|_| {
        invalid(value.py(), ErrorCode::TextMustBeUtf8, &format!("{name} holds lone surrogates"))
    })
}

/// An int of the range; a bool or a float is none.
#[inline]
pub(crate) fn int<T: TryFrom<i64>>(name: &str, value: Arg<'_, '_>) -> PyResult<T> {
    if !value.is_instance_of::<PyInt>() || value.is_instance_of::<PyBool>() {
        return Err(refused(name, value, "an int"));
    }
    let number = value.extract::<i64>().ok().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| {
        invalid(value.py(), ErrorCode::ArgumentNotValid, &format!("{name} is out of range"))
    })
}

/// A time in seconds: an int or a float, zero or more.
pub(crate) fn seconds(name: &str, value: Arg<'_, '_>) -> PyResult<Duration> {
    let is_number = value.is_instance_of::<PyFloat>() || value.is_instance_of::<PyInt>();
    if !is_number || value.is_instance_of::<PyBool>() {
        return Err(refused(name, value, "a number of seconds"));
    }
    let time = value.extract().ok().and_then(|time| Duration::try_from_secs_f64(time).ok());
    time.ok_or_else(|| {
        let text = format!("{name} must be zero or more seconds");
        invalid(value.py(), ErrorCode::ArgumentNotValid, &text)
    })
}

/// A bool.
pub(crate) fn boolean(name: &str, value: Arg<'_, '_>) -> PyResult<bool> {
    let flag = value.cast::<PyBool>().map_err(|_| refused(name, value, "a bool"))?;
    Ok(flag.is_true())
}

/// A line's id.
pub(crate) fn line(name: &str, value: Arg<'_, '_>) -> PyResult<LineId> {
    int(name, value).map(LineId)
}

/// The hash of a token, as `Token.hash()` gives it.
pub(crate) fn token_hash(name: &str, value: Arg<'_, '_>) -> PyResult<TokenHash> {
    TokenHash::from_str(text(name, value)?).or_raise(value.py())
}

/// A command's id: a str, or a `uuid.UUID`.
pub(crate) fn command_id(name: &str, value: Arg<'_, '_>) -> PyResult<CommandId> {
    let is_uuid = value.get_type().name()? == "UUID";
    let written = if is_uuid { value.str()?.into_any() } else { value.clone() };
    CommandId::from_str(text(name, &written)?).or_raise(value.py())
}

/// An exact decimal: a `decimal.Decimal`, or a str of digits with an optional point.
pub(crate) fn decimal(name: &str, value: Arg<'_, '_>) -> PyResult<Decimal> {
    let py = value.py();
    if let Ok(written) = value.cast::<PyString>() {
        return cartpool::parse_amount(text(name, written)?).or_raise(py);
    }
    if !value.is_instance(decimal_type(py)?)? {
        return Err(refused(name, value, "a decimal.Decimal or a str such as \"4.50\""));
    }
    let not_valid = || {
        invalid(
            py,
            ErrorCode::PriceNotValid,
            &format!("{name} must be finite and of at most 28 digits"),
        )
    };
    if !value.call_method0("is_finite")?.is_truthy()? {
        return Err(not_valid());
    }
    // Bounded before it is written out: Decimal("1E+999999") is short, its digits are not.
    let magnitude = value.call_method0("adjusted")?.extract();
    let magnitude: i64 = or_refused(py, magnitude, not_valid)?;
    if !(-28..=28).contains(&magnitude) && value.is_truthy()? {
        return Err(not_valid());
    }
    let written = value.call_method1("__format__", ("f",))?;
    Decimal::from_str_exact(text(name, &written)?).map_err(|_| not_valid())
}

/// One of the words of `all`.
pub(crate) fn word<T: Copy>(
    name: &str,
    value: Arg<'_, '_>,
    all: &[T],
    name_of: fn(T) -> &'static str,
) -> PyResult<T> {
    let given = text(name, value)?;
    all.iter().copied().find(|one| name_of(*one) == given).ok_or_else(|| {
        let words: Vec<_> = all.iter().map(|one| name_of(*one)).collect();
        let text = format!("{name} must be one of {}", words.join(", "));
        invalid(value.py(), ErrorCode::ArgumentNotValid, &text)
    })
}

/// A capability by its name.
pub(crate) fn capability(name: &str, value: Arg<'_, '_>) -> PyResult<Capability> {
    word(name, value, Capability::ALL, Capability::name)
}

/// An edit policy by its name.
pub(crate) fn edit_policy(name: &str, value: Arg<'_, '_>) -> PyResult<EditPolicy> {
    word(name, value, EditPolicy::ALL, EditPolicy::name)
}

/// A preset by its name.
pub(crate) fn preset(name: &str, value: Arg<'_, '_>) -> PyResult<Preset> {
    word(name, value, Preset::ALL, Preset::name)
}

/// How a bill is split, by its name.
pub(crate) fn split_rule(name: &str, value: Arg<'_, '_>) -> PyResult<SplitRule> {
    word(name, value, SplitRule::ALL, SplitRule::name)
}

/// A kind of adjustment by its name.
pub(crate) fn adjustment_kind(name: &str, value: Arg<'_, '_>) -> PyResult<AdjustmentKind> {
    word(name, value, AdjustmentKind::ALL, AdjustmentKind::name)
}

/// How an adjustment is shared, by its name.
pub(crate) fn adjustment_rule(name: &str, value: Arg<'_, '_>) -> PyResult<AdjustmentRule> {
    word(name, value, AdjustmentRule::ALL, AdjustmentRule::name)
}

/// A rounding mode by its name.
pub(crate) fn rounding_mode(name: &str, value: Arg<'_, '_>) -> PyResult<RoundingMode> {
    word(name, value, RoundingMode::ALL, RoundingMode::name)
}

/// What is rounded, by its name.
pub(crate) fn rounding_level(name: &str, value: Arg<'_, '_>) -> PyResult<RoundingLevel> {
    word(name, value, RoundingLevel::ALL, RoundingLevel::name)
}

/// What may be left out or `None`.
#[inline]
pub(crate) fn optional<'a, 'py, T>(
    name: &str,
    value: Option<Arg<'a, 'py>>,
    read: impl FnOnce(&str, Arg<'a, 'py>) -> PyResult<T>,
) -> PyResult<Option<T>> {
    value.filter(|value| !value.is_none()).map(|value| read(name, value)).transpose()
}

/// Each of an iterable; a str is refused, whose letters nobody means. Most calls give none, and read none.
#[inline]
pub(crate) fn list<T>(
    name: &str,
    value: Option<Arg<'_, '_>>,
    read: impl Fn(&str, Arg<'_, '_>) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    if_given(value, |value| every(name, value, read))
}

#[inline(never)]
fn every<T>(
    name: &str,
    value: Arg<'_, '_>,
    read: impl Fn(&str, Arg<'_, '_>) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    if value.is_instance_of::<PyString>() {
        return Err(refused(name, value, "an iterable of them"));
    }
    let refused = || refused(name, value, "an iterable of them");
    let items = or_refused(value.py(), value.try_iter(), refused)?;
    let mut all = Vec::new();
    for item in items {
        if all.len() == ITEMS_MAX {
            let text = format!("{name} has more than {ITEMS_MAX} items");
            return Err(invalid(value.py(), ErrorCode::ArgumentNotValid, &text));
        }
        all.push(read(name, &item?)?);
    }
    Ok(all)
}

/// Strings, owned: the command borrows from them.
#[inline]
pub(crate) fn texts(name: &str, value: Option<Arg<'_, '_>>) -> PyResult<Vec<String>> {
    list(name, value, owned)
}

/// What a command borrows.
#[inline]
pub(crate) fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// The items of a mapping, or pairs: the engine says whether a key may come twice.
#[inline(never)]
fn items(
    name: &str,
    value: Arg<'_, '_>,
    wanted: &str,
    read_key: impl Fn(&str, Arg<'_, '_>) -> PyResult<String>,
    read_value: impl Fn(&str, Arg<'_, '_>) -> PyResult<String>,
) -> PyResult<Vec<(String, String)>> {
    let items = match value.cast::<PyMapping>() {
        Ok(mapping) => mapping.items()?.into_any(),
        Err(_) => value.clone(),
    };
    let (key_name, value_name) = (format!("a key of {name}"), format!("a value of {name}"));
    every(name, &items, |name, item| {
        let pair: (Bound<'_, PyAny>, Bound<'_, PyAny>) =
            item.extract().map_err(|_| refused(name, item, wanted))?;
        Ok((read_key(&key_name, &pair.0)?, read_value(&value_name, &pair.1)?))
    })
}

/// Nothing where nothing was given: most calls give none.
#[inline]
fn if_given<'a, 'py, T>(
    value: Option<Arg<'a, 'py>>,
    read: impl FnOnce(Arg<'a, 'py>) -> PyResult<Vec<T>>,
) -> PyResult<Vec<T>> {
    match value {
        Some(value) if !value.is_none() => read(value),
        _ => Ok(Vec::new()),
    }
}

fn owned(name: &str, value: Arg<'_, '_>) -> PyResult<String> {
    text(name, value).map(str::to_owned)
}

/// Words by words.
#[inline]
pub(crate) fn pairs(name: &str, value: Option<Arg<'_, '_>>) -> PyResult<Vec<(String, String)>> {
    let wanted = "a mapping of str to str, or pairs of str";
    if_given(value, |value| items(name, value, wanted, owned, owned))
}

/// Exact decimals by words: a `decimal.Decimal`, an int, or a str, which the engine reads.
pub(crate) fn decimals(name: &str, value: Option<Arg<'_, '_>>) -> PyResult<Vec<(String, String)>> {
    let wanted = "a mapping of str to decimal.Decimal, int or str, or pairs of them";
    if_given(value, |value| items(name, value, wanted, owned, decimal_text))
}

/// Exact decimals by whole numbers: an int or a str of digits.
pub(crate) fn steps(name: &str, value: Option<Arg<'_, '_>>) -> PyResult<Vec<(String, String)>> {
    let wanted = "a mapping of int to decimal.Decimal, int or str, or pairs of them";
    if_given(value, |value| items(name, value, wanted, number_text, decimal_text))
}

fn number_text(name: &str, value: Arg<'_, '_>) -> PyResult<String> {
    if value.is_instance_of::<PyInt>() {
        return int::<i64>(name, value).map(|number| number.to_string());
    }
    owned(name, value)
}

fn decimal_text(name: &str, value: Arg<'_, '_>) -> PyResult<String> {
    if value.is_instance(decimal_type(value.py())?)? {
        return decimal(name, value).map(|amount| amount.to_string());
    }
    if value.is_instance_of::<PyInt>() || value.is_instance_of::<PyString>() {
        return number_text(name, value);
    }
    Err(refused(name, value, "a decimal.Decimal, an int or a str such as \"2.5\""))
}

/// What a command borrows.
#[inline]
pub(crate) fn item_options(pairs: &[(String, String)]) -> Vec<ItemOption<'_>> {
    pairs.iter().map(|(key, value)| ItemOption { key, value }).collect()
}
