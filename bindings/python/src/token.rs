//! Invitations' secrets.

use pyo3::prelude::*;

use crate::error::OrRaise;
use crate::value;

/// An invitation's secret. The engine is told its hash; the link carries the token itself, shown once.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct Token(cartpool::Token);

#[pymethods]
impl Token {
    /// A fresh token from the operating system's randomness.
    #[new]
    fn new(py: Python<'_>) -> PyResult<Self> {
        cartpool::Token::new().or_raise(py).map(Self)
    }

    /// The token's text: 43 characters. Show it once; never log it.
    fn reveal(&self) -> String {
        self.0.reveal()
    }

    /// What `Member.invite` takes.
    fn hash(&self) -> String {
        self.0.hash().text()
    }

    fn __repr__(&self) -> &'static str {
        "<Token>"
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::secret_not_pickled(slf)
    }
}
