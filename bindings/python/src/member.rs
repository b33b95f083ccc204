//! A principal: the hand-written half. Its verbs are in `generated.rs`.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use cartpool::{CartId, Command, CommandOptions};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::arg::{self, Arg};
use crate::error::OrRaise;
use crate::feed::{self, Cursor, Page};
use crate::generated::{Bill, CampaignView, CartView, Explanation, Settlement, TippingPoint};
use crate::origin::Origin;
use crate::value::{self, Money, Nameless, Show};
use crate::watch::Watch;

/// Somebody in a cart, or the host itself: every verb and every read sits here.
///
/// A verb returns the cart's new version, which is also the id of what it made. Handles of the same member are equal, whatever
/// options they carry.
#[pyclass(frozen, eq, module = "cartpool")]
pub(crate) struct Member {
    inner: cartpool::Member,
    origin: Origin,
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin && self.who() == other.who()
    }
}

impl Member {
    pub(crate) const fn new(inner: cartpool::Member, origin: Origin) -> Self {
        Self { inner, origin }
    }

    fn who(&self) -> (CartId, &str) {
        (self.inner.cart(), self.inner.id())
    }

    pub(crate) fn commit(&self, py: Python<'_>, command: &Command<'_>) -> PyResult<u64> {
        self.origin.call(py, || self.inner.commit(command))
    }
}

#[pymethods]
impl Member {
    /// The member's id; empty for the host itself.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    /// The id of the cart.
    #[getter]
    fn cart(&self) -> String {
        self.inner.cart().to_string()
    }

    /// The same member, whose next commands carry these options.
    ///
    /// Args:
    ///     command_id: A UUID of version 7 from `Engine.command_id`: a retry with the same id has one effect.
    ///     expect_version: Refuse with `version_conflict` unless the cart is at this version.
    ///
    /// Errors: `command_id_not_valid`.
    #[pyo3(signature = (*, command_id=None, expect_version=None))]
    fn with_(
        &self,
        command_id: Option<Arg<'_, '_>>,
        expect_version: Option<Arg<'_, '_>>,
    ) -> PyResult<Self> {
        let command_id = arg::optional("command_id", command_id, arg::command_id)?;
        let expect_version = arg::optional("expect_version", expect_version, arg::int)?;
        let options = CommandOptions { command_id, expect_version };
        Ok(Self::new(self.inner.with(options), self.origin))
    }

    /// Gathers commands that are done together at the end of a `with` block: all of them, or none.
    ///
    /// Errors, at the block's end: those of each command, and `batch_must_not_be_empty`, `exceeds_batch_max`,
    /// `exceeds_batch_bytes_max`, `not_allowed_in_batch`.
    fn batch(&self) -> Batch {
        Batch {
            member: self.inner.clone(),
            origin: self.origin,
            state: Mutex::new(State::default()),
        }
    }

    /// The cart as it is now.
    ///
    /// Errors: `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
    fn view(&self, py: Python<'_>) -> PyResult<CartView> {
        self.origin.call(py, || self.inner.view().map(Arc::new)).map(CartView::new)
    }

    /// The cart as it was at `version`.
    ///
    /// Errors: as `view`, and `version_not_found`, `version_no_longer_kept`.
    fn view_at(&self, py: Python<'_>, version: Arg<'_, '_>) -> PyResult<CartView> {
        let version = arg::int("version", version)?;
        self.origin.call(py, || self.inner.view_at(version).map(Arc::new)).map(CartView::new)
    }

    /// The bill: what is to be paid, and by whom.
    ///
    /// Errors: as `view`.
    fn bill(&self, py: Python<'_>) -> PyResult<Bill> {
        let bill = self.origin.call(py, || self.inner.bill())?;
        Ok(bill.show(&bill))
    }

    /// Why each owes what they owe: every cell of the bill's table, as data and as a sentence.
    ///
    /// Errors: as `view`.
    fn explain(&self, py: Python<'_>) -> PyResult<Explanation> {
        let explanation = self.origin.call(py, || self.inner.explain())?;
        Ok(explanation.show(&explanation))
    }

    /// Who pays whom, so that everybody has paid what they owe.
    ///
    /// Errors: as `view`.
    fn settlement(&self, py: Python<'_>) -> PyResult<Settlement> {
        let settlement = self.origin.call(py, || self.inner.settlement())?;
        Ok(settlement.show(&settlement))
    }

    /// A campaign as it is, with what this cart has pledged to it, and what would bring it further.
    ///
    /// Errors: as `view`, and `campaign_not_found`.
    fn campaign(&self, py: Python<'_>, campaign: Arg<'_, '_>) -> PyResult<CampaignView> {
        let campaign = arg::text("campaign", campaign)?;
        Ok(self.origin.call(py, || self.inner.campaign(campaign))?.show(&Nameless))
    }

    /// How many more a campaign takes to its minimum or next tier, from whom in this cart they may come, and what each would
    /// then pay; `None` where it is decided or all is reached.
    ///
    /// Errors: as `campaign`.
    fn what_would_tip(
        &self,
        py: Python<'_>,
        campaign: Arg<'_, '_>,
    ) -> PyResult<Option<TippingPoint>> {
        let campaign = arg::text("campaign", campaign)?;
        Ok(self.origin.call(py, || self.inner.what_would_tip(campaign))?.show(&Nameless))
    }

    /// What is to be paid.
    ///
    /// Errors: as `view`.
    fn total(&self, py: Python<'_>) -> PyResult<Money> {
        self.origin.call(py, || self.inner.total()).map(Money)
    }

    /// The cart's version.
    ///
    /// Errors: as `view`.
    fn version(&self, py: Python<'_>) -> PyResult<u64> {
        self.origin.call(py, || self.inner.version())
    }

    /// What made `version`.
    ///
    /// Errors: as `view_at`.
    fn event<'py>(&self, py: Python<'py>, version: Arg<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let version = arg::int("version", version)?;
        let events = self.origin.call(py, || self.inner.event(version))?;
        feed::first(py, &events)
    }

    /// Everything that happened to a line, oldest first.
    ///
    /// Errors: as `view`, and `line_not_found`, `version_no_longer_kept`.
    fn blame<'py>(&self, py: Python<'py>, line: Arg<'_, 'py>) -> PyResult<Bound<'py, PyTuple>> {
        let line = arg::line("line", line)?;
        let events = self.origin.call(py, || self.inner.blame(line))?;
        feed::all(py, &events)
    }

    /// What happened since `cursor`, or since the cart was made.
    ///
    /// Errors: as `view`, and `cursor_not_valid`.
    #[pyo3(signature = (cursor=None))]
    fn events_since(&self, py: Python<'_>, cursor: Option<Arg<'_, '_>>) -> PyResult<Page> {
        let cursor = Cursor::read(cursor)?;
        Ok(Page::new(self.origin.call(py, || self.inner.events_since(cursor))?))
    }

    /// Watches the cart from `cursor` on, or from its first event.
    ///
    /// Iterate over it, plainly or with `async for`.
    ///
    /// Errors: as `events_since`, and `exceeds_watches_max`.
    #[pyo3(signature = (cursor=None))]
    fn watch(&self, py: Python<'_>, cursor: Option<Arg<'_, '_>>) -> PyResult<Watch> {
        let cursor = Cursor::read(cursor)?;
        let watch = self.origin.call(py, || self.inner.watch(cursor))?;
        Ok(Watch::new(watch, self.origin))
    }

    /// Checks the cart in full: sums recounted, the kept history replayed to the same state.
    ///
    /// Errors: as `view`, and `cart_is_damaged` where anything disagrees.
    fn verify(&self, py: Python<'_>) -> PyResult<()> {
        self.origin.wait(py, || self.inner.verify())
    }

    fn __repr__(&self) -> String {
        let (id, cart) = (self.inner.id(), self.inner.cart());
        if id.is_empty() {
            format!("<Member system of {cart}>")
        } else {
            format!("<Member {id:?} of {cart}>")
        }
    }

    fn __hash__(&self) -> u64 {
        value::hash(&self.who())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::handle_not_pickled(slf)
    }
}

/// Commands that are done together: all of them, or none.
///
/// It has a member's verbs, which return nothing; the `with` block's end commits.
#[pyclass(frozen, module = "cartpool")]
pub(crate) struct Batch {
    member: cartpool::Member,
    origin: Origin,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    commands: Vec<Vec<u8>>,
    version: Option<u64>,
}

impl Batch {
    pub(crate) fn commit(&self, _: Python<'_>, command: &Command<'_>) -> PyResult<()> {
        self.with_state(|state| state.commands.push(command.encode()));
        Ok(())
    }

    fn with_state<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[pymethods]
impl Batch {
    /// The cart's version after the batch; nothing before it is committed.
    #[getter]
    fn version(&self) -> Option<u64> {
        self.with_state(|state| state.version)
    }

    fn __len__(&self) -> usize {
        self.with_state(|state| state.commands.len())
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    /// Commits, unless the block raised: then nothing is done.
    #[pyo3(signature = (exception_type, *_exception))]
    fn __exit__(
        &self,
        py: Python<'_>,
        exception_type: &Bound<'_, PyAny>,
        _exception: &Bound<'_, PyTuple>,
    ) -> PyResult<()> {
        let encoded = self.with_state(|state| mem::take(&mut state.commands));
        if !exception_type.is_none() {
            return Ok(());
        }
        let commands =
            encoded.iter().map(|bytes| Command::decode(bytes)).collect::<Result<Vec<_>, _>>();
        let commands = commands.or_raise(py)?;
        let version = self.origin.call(py, || self.member.batch(&commands))?;
        self.with_state(|state| state.version = Some(version));
        Ok(())
    }

    fn __repr__(&self) -> String {
        format!("<Batch of {}>", self.__len__())
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {
        value::handle_not_pickled(slf)
    }
}
