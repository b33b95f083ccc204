//! Watches: pages are pulled; one unreferenced wake a thread says which watch has something to pull.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use napi::bindgen_prelude::Function;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Env, Status};
use napi_derive::napi;

use crate::args::{Number, Text};
use crate::handles::{self, find, keep, with};
use crate::json::Json;
use crate::reads::{cursor_of, write_page};
use crate::refusal::{answer, number};
use crate::registers;

/// Calls into JavaScript from whichever thread made the change; weak, so that it keeps no process alive.
type Call = ThreadsafeFunction<f64, (), f64, Status, false, true>;

/// The way into one thread's JavaScript. It is taken away under the lock before that JavaScript ends, so that no late change
/// calls into what is gone. A package that was evaluated twice waits in two places.
#[derive(Default)]
struct Bell(Mutex<Vec<Call>>);

impl Bell {
    fn ring(&self, watch: f64) {
        let calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for call in calls.iter() {
            call.call(watch, ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    fn silence(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// One armed watch: it rings once, with its handle.
struct Alarm {
    watch: f64,
    bell: Arc<Bell>,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.bell.ring(self.watch);
    }
}

thread_local! {
    static BELL: RefCell<Option<Arc<Bell>>> = const { RefCell::new(None) };
}

/// Prepares this thread: its handles are dropped when its JavaScript ends. With `on_change`, armed watches call it.
#[napi(catch_unwind)]
pub fn attach(env: Env, on_change: Option<Function<'_, f64, ()>>) -> napi::Result<()> {
    let call = on_change
        .map(|on_change| on_change.build_threadsafe_function().weak::<true>().build())
        .transpose()?;
    let bell = BELL.with_borrow_mut(|bell| bell.get_or_insert_default().clone());
    bell.0.lock().unwrap_or_else(PoisonError::into_inner).extend(call);
    env.add_env_cleanup_hook(bell, |bell| {
        bell.silence();
        BELL.replace(None);
        handles::clear();
        registers::forget();
    })?;
    Ok(())
}

#[napi(catch_unwind)]
pub fn member_watch(member: Number, cursor: Option<Text>) -> f64 {
    number(|| {
        let cursor = cursor_of(cursor.as_ref())?;
        with(|handles| {
            let watch = find(&handles.members, member.handle())?.watch(cursor)?;
            keep(&mut handles.watches, watch)
        })
    })
}

#[napi(catch_unwind)]
pub fn watch_page(watch: Number) -> Option<String> {
    answer(|| {
        let page = with(|handles| {
            let watch = handles.watches.get_mut(watch.handle());
            Ok(watch.ok_or(cartpool::ErrorCode::HandleNotValid)?.page()?)
        })?;
        let mut json = Json::default();
        write_page(&mut json, &page);
        Ok(json.into_text())
    })
}

#[napi(catch_unwind)]
pub fn watch_cursor(watch: Number) -> Option<String> {
    answer(|| with(|handles| Ok(find(&handles.watches, watch.handle())?.cursor().to_string())))
}

/// Whether there is something to pull: 1 now; 0 not yet, and then `on_change` gets the watch's handle when there is.
#[napi(catch_unwind)]
pub fn watch_arm(watch: Number) -> f64 {
    number(|| {
        let handle = watch.handle();
        let waker = waker(handle);
        with(|handles| {
            let context = &mut Context::from_waker(&waker);
            let polled = match handles.campaign_watches.get(handle) {
                Some(watch) => watch.poll_changed(context),
                None => find(&handles.watches, handle)?.poll_changed(context),
            };
            match polled {
                Poll::Ready(outcome) => Ok(outcome.map(|()| 1)?),
                Poll::Pending => Ok(0),
            }
        })
    })
}

#[allow(clippy::cast_precision_loss, reason = "a handle has 52 bits")]
fn waker(handle: u64) -> Waker {
    let bell = BELL.with_borrow(Clone::clone);
    bell.map_or_else(
        || Waker::noop().clone(),
        |bell| Arc::new(Alarm { watch: handle as f64, bell }).into(),
    )
}
