//! What an engine is opened with, as Python passes it.

use std::path::PathBuf;

use cartpool::{Durability, ErrorCode, Limits, Prices, Rates};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict};

use crate::arg::{self, Arg};
use crate::error::{invalid, wrong_type};
use crate::generated::set_limit;

/// A str, or whatever names a path (`os.PathLike`).
pub(crate) fn path(name: &str, value: Arg<'_, '_>) -> PyResult<PathBuf> {
    let refused = || wrong_type(value.py(), &format!("{name} must be a str or an os.PathLike"));
    arg::or_refused(value.py(), value.extract(), refused)
}

pub(crate) fn durability(name: &str, value: Arg<'_, '_>) -> PyResult<Durability> {
    arg::word(name, value, &[Durability::Synced, Durability::Buffered], Durability::name)
}

pub(crate) fn prices(name: &str, value: Arg<'_, '_>) -> PyResult<Prices> {
    let word = |prices| match prices {
        Prices::List => "list",
        Prices::Caller => "caller",
    };
    arg::word(name, value, &[Prices::List, Prices::Caller], word)
}

pub(crate) fn limits(name: &str, value: Arg<'_, '_>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    for (key, bound) in by_name(name, value)? {
        if !set_limit(&mut limits, &key, &bound)? {
            let text = format!("{name} has no bound called {key}");
            return Err(invalid(value.py(), ErrorCode::ArgumentNotValid, &text));
        }
    }
    Ok(limits)
}

pub(crate) fn rates(name: &str, value: Arg<'_, '_>) -> PyResult<Option<Rates>> {
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(flag.is_true().then(Rates::default));
    }
    let mut rates = Rates::default();
    for (key, rate) in by_name(name, value)? {
        let field = match key.as_str() {
            "member_per_second" => &mut rates.member_per_second,
            "member_burst" => &mut rates.member_burst,
            "cart_per_second" => &mut rates.cart_per_second,
            "cart_burst" => &mut rates.cart_burst,
            _ => {
                let text = format!("{name} has no rate called {key}");
                return Err(invalid(value.py(), ErrorCode::ArgumentNotValid, &text));
            }
        };
        *field = arg::int(&key, &rate)?;
    }
    Ok(Some(rates))
}

fn by_name<'py>(name: &str, value: Arg<'_, 'py>) -> PyResult<Vec<(String, Bound<'py, PyAny>)>> {
    let dict = value
        .cast::<PyDict>()
        .map_err(|_| wrong_type(value.py(), &format!("{name} must be a dict of int by name")))?;
    dict.iter().map(|(key, value)| Ok((arg::text(name, &key)?.to_owned(), value))).collect()
}
