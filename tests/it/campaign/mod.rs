//! Group buying: campaigns that span carts.

mod basics;
mod shared;
mod shown;
mod stored;
mod races;
mod stops;

// The naive model, and what plays scripts on both.
mod carts;
mod interleave;
mod model;
mod script;
