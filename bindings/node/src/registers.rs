//! Arguments of the verbs that are called most, in memory that JavaScript writes and native code reads: looking at one argument
//! through Node-API takes as long as all that the engine does with it.

use std::cell::Cell;
use std::ptr::{self, NonNull};

use cartpool::ErrorCode;
use napi::bindgen_prelude::{FromNapiValue, Object, TypeName, Unknown};
use napi::{Env, Error, Result, Status, ValueType, sys};
use napi_derive::napi;

use crate::args::Number;
use crate::refusal::{Answer, Refusal};
use crate::{generated, reads};

/// `lib/registers.js` lays them out: a handle, two numbers and the text's length, as doubles, and then the text.
const DOUBLES: usize = 4;
const TEXT_BYTES: usize = 96;
const BYTES: usize = DOUBLES * size_of::<f64>() + TEXT_BYTES;

thread_local! {
    static SHARED: Cell<*mut [u8; BYTES]> = const { Cell::new(ptr::null_mut()) };
    static PIN: Cell<sys::napi_ref> = const { Cell::new(ptr::null_mut()) };
}

/// A function of Node-API that takes nothing and gives nothing: all is in the block.
pub(crate) type Quick =
    unsafe extern "C" fn(sys::napi_env, sys::napi_callback_info) -> sys::napi_value;

/// What JavaScript laid out for this call. It is read where it lies: a copy would wait for what was just written byte by byte.
pub(crate) struct Registers(NonNull<[u8; BYTES]>);

impl Registers {
    /// Calls with what is laid out, and lays the answer out: -1, or not a number, for a refusal.
    pub(crate) fn answer(call: impl FnOnce(&Self) -> f64) -> sys::napi_value {
        Self::answers(|registers| [call(registers)])
    }

    /// The same where the answer is several numbers.
    pub(crate) fn answers<const N: usize>(call: impl FnOnce(&Self) -> [f64; N]) -> sys::napi_value {
        const { assert!(N <= DOUBLES) };
        if let Some(block) = NonNull::new(SHARED.get()) {
            let answers = call(&Self(block)).map(f64::to_ne_bytes);
            // SAFETY: as for `bytes`, and there is room for so many; what `call` borrowed has ended.
            unsafe { block.cast().write(answers) };
        }
        ptr::null_mut()
    }

    pub(crate) fn handle(&self) -> u64 {
        self.integer(0).handle()
    }

    /// The first or second number.
    pub(crate) fn number(&self, place: usize) -> Number {
        self.integer(1 + place)
    }

    pub(crate) fn text(&self, name: &'static str) -> Answer<&str> {
        let text = self.bytes().get(DOUBLES * size_of::<f64>()..).and_then(|bytes| {
            let length = usize::try_from(self.integer(3).handle()).ok()?;
            std::str::from_utf8(bytes.get(..length)?).ok()
        });
        text.ok_or_else(|| Refusal::argument(ErrorCode::TextMustBeUtf8, name, "a string"))
    }

    fn integer(&self, place: usize) -> Number {
        let (doubles, _) = self.bytes().as_chunks::<{ size_of::<f64>() }>();
        Number::of(doubles.get(place).map_or(f64::NAN, |bytes| f64::from_ne_bytes(*bytes)))
    }

    fn bytes(&self) -> &[u8; BYTES] {
        // SAFETY: the block is this thread's alone, whose JavaScript does not run during a call; it is pinned by a reference until
        // that JavaScript ends, and is forgotten then.
        unsafe { self.0.as_ref() }
    }
}

/// Takes the block in which this thread's JavaScript lays arguments out, and gives the functions that read it. They are made
/// without the macro, which gives each call more than these need. Where a module system evaluates the package anew, there are two
/// of it in one thread: then the first one's block is given to both.
#[napi(catch_unwind)]
#[allow(clippy::needless_pass_by_value, reason = "arguments come by value")]
pub fn quick(env: Env, block: Block) -> Result<Object<'static>> {
    let functions = env.raw();
    let mut object = Object::new(&env)?;
    for (name, callback) in generated::QUICK.iter().chain(&[("total", reads::total_quick as Quick)])
    {
        let mut function = ptr::null_mut();
        // SAFETY: env is napi's own, and the name is as long as stated.
        let status = unsafe {
            let length = name.len().cast_signed();
            let name = name.as_ptr().cast();
            sys::napi_create_function(
                functions,
                name,
                length,
                Some(*callback),
                ptr::null_mut(),
                &raw mut function,
            )
        };
        if status != sys::Status::napi_ok {
            return Err(Error::from_status(Status::from(status)));
        }
        // SAFETY: the function was just made in this environment.
        object.set(name, unsafe { Unknown::from_napi_value(functions, function)? })?;
    }
    object.set("block", block.pinned(functions)?)?;
    Ok(object)
}

/// Forgets the block, before it goes with this thread's JavaScript.
pub(crate) fn forget() {
    SHARED.set(ptr::null_mut());
    PIN.set(ptr::null_mut());
}

/// An `ArrayBuffer` of the right length.
pub struct Block {
    value: sys::napi_value,
    start: *mut [u8; BYTES],
}

impl Block {
    /// This thread's one block: this one, which then stays where it is, if there was none.
    fn pinned(self, env: sys::napi_env) -> Result<Unknown<'static>> {
        let mut value = self.value;
        // SAFETY: env and value are napi's own; the reference is never given back, so that the block outlives every call.
        unsafe {
            let status = match NonNull::new(PIN.get()) {
                Some(pin) => sys::napi_get_reference_value(env, pin.as_ptr(), &raw mut value),
                None => {
                    let mut pin = ptr::null_mut();
                    let status = sys::napi_create_reference(env, value, 1, &raw mut pin);
                    PIN.set(pin);
                    SHARED.set(self.start);
                    status
                }
            };
            if status != sys::Status::napi_ok {
                return Err(Error::from_status(Status::from(status)));
            }
            Unknown::from_napi_value(env, value)
        }
    }
}

impl TypeName for Block {
    fn type_name() -> &'static str {
        "ArrayBuffer"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl FromNapiValue for Block {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        let (mut start, mut length) = (ptr::null_mut(), 0);
        // SAFETY: env and value are napi's own.
        let status =
            unsafe { sys::napi_get_arraybuffer_info(env, value, &raw mut start, &raw mut length) };
        if status != sys::Status::napi_ok || length != BYTES {
            let expected = format!("{BYTES} bytes are shared");
            return Err(Error::new(Status::ArrayBufferExpected, expected));
        }
        Ok(Self { value, start: start.cast() })
    }
}
