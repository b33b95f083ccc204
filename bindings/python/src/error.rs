//! Core's refusals as the package's own exceptions, which `cartpool._errors` defines in Python.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cartpool::{Error, ErrorCode, ErrorContext};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};

static CLASSES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();
static WRONG_TYPE: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The exception for a refusal of the engine's.
pub(crate) fn raised(py: Python<'_>, error: Error) -> PyErr {
    exception(py, error, &error.to_string()).unwrap_or_else(|failed| failed)
}

/// The exception for an argument whose value cannot be: `text` says what can.
pub(crate) fn invalid(py: Python<'_>, code: ErrorCode, text: &str) -> PyErr {
    exception(py, code.into(), &format!("{}: {text}", code.name())).unwrap_or_else(|failed| failed)
}

/// The exception for an argument of the wrong type: `text` says what to pass.
pub(crate) fn wrong_type(py: Python<'_>, text: &str) -> PyErr {
    let code = ErrorCode::ArgumentNotValid;
    let made = WRONG_TYPE.import(py, "cartpool._errors", "WrongType").and_then(|class| {
        class.call1((code.name(), code as u16, format!("{}: {text}", code.name()), PyDict::new(py)))
    });
    made.map_or_else(|failed| failed, PyErr::from_value)
}

/// What Rust's `?` does, with the engine's refusal raised.
pub(crate) trait OrRaise<T> {
    /// The value, or the exception.
    fn or_raise(self, py: Python<'_>) -> PyResult<T>;
}

impl<T> OrRaise<T> for cartpool::Result<T> {
    fn or_raise(self, py: Python<'_>) -> PyResult<T> {
        self.map_err(|error| raised(py, error))
    }
}

/// Contains a panic of the engine's: it is `internal_error`, as a refusal like any other.
#[inline]
pub(crate) fn contained<T>(call: impl FnOnce() -> cartpool::Result<T>) -> cartpool::Result<T> {
    let struck = || {
        #[cfg(debug_assertions)]
        faults::strike();
        call()
    };
    catch_unwind(AssertUnwindSafe(struck)).unwrap_or_else(|_| Err(ErrorCode::InternalError.into()))
}

/// Panics at will, in builds for tests alone.
#[cfg(debug_assertions)]
pub(crate) mod faults {
    use std::cell::Cell;

    use pyo3::prelude::*;

    thread_local! { static IS_NEXT: Cell<bool> = const { Cell::new(false) }; }

    /// Makes this thread's next call of the engine panic.
    #[pyfunction]
    pub(crate) fn _panic_next() {
        IS_NEXT.set(true);
    }

    pub(super) fn strike() {
        assert!(!IS_NEXT.replace(false), "a panic that a test asked for");
    }
}

fn exception(py: Python<'_>, error: Error, text: &str) -> PyResult<PyErr> {
    let classes = CLASSES.import(py, "cartpool._errors", "BY_KIND")?;
    let class = classes.as_any().get_item(error.code.kind().name())?;
    let made =
        class.call1((error.code.name(), error.code as u16, text, context(py, error.context)?))?;
    Ok(PyErr::from_value(made))
}

fn context(py: Python<'_>, context: ErrorContext) -> PyResult<Bound<'_, PyDict>> {
    let dict = PyDict::new(py);
    match context {
        ErrorContext::Limit { max } => dict.set_item("max", max)?,
        ErrorContext::Version { expected, actual } => {
            dict.set_item("expected", expected)?;
            dict.set_item("actual", actual)?;
        }
        ErrorContext::Oldest { version } => dict.set_item("version", version)?,
        ErrorContext::Capability(capability) => dict.set_item("capability", capability.name())?,
        ErrorContext::RetryAfter { ms } => dict.set_item("ms", ms)?,
        ErrorContext::Position { position } => dict.set_item("position", position)?,
        _ => {}
    }
    Ok(dict)
}
