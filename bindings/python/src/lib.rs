//! The native half of the package `cartpool`: it translates, and thinks nothing of its own.

mod accounts;
mod amount;
mod arg;
mod campaign_watch;
mod campaigns;
mod engine;
mod error;
mod feed;
mod generated;
mod member;
mod options;
mod origin;
mod token;
mod tool;
mod value;
mod view;
mod wake;
mod watch;

use pyo3::prelude::*;

/// The native half of the package `cartpool`.
#[pymodule]
mod _cartpool {
    use super::*;

    #[pymodule_export]
    use super::accounts::{Coupon, Ledger, LedgerMember};
    #[pymodule_export]
    use super::campaign_watch::CampaignWatch;
    #[pymodule_export]
    use super::campaigns::{CampaignSku, CampaignTier};
    #[pymodule_export]
    use super::engine::{Cart, Engine, Health, Swept};
    #[pymodule_export]
    use super::feed::{Cursor, Page, Reset, Revoked};
    #[pymodule_export]
    use super::member::{Batch, Member};
    #[pymodule_export]
    use super::origin::{_after_fork_in_child, _after_fork_in_parent, _before_fork};
    #[pymodule_export]
    use super::token::Token;
    #[pymodule_export]
    use super::tool::_tool;
    #[pymodule_export]
    use super::value::Money;
    #[pymodule_export]
    use super::wake::_before_end;
    #[pymodule_export]
    use super::watch::Watch;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.setattr("__version__", env!("CARGO_PKG_VERSION"))?;
        module.setattr("_surface", generated::SURFACE)?;
        #[cfg(debug_assertions)]
        module.setattr("_panic_next", wrap_pyfunction!(error::faults::_panic_next, module)?)?;
        generated::add_classes(module)
    }
}
