//! Group buying: campaigns that span carts.

mod attacks;
mod basics;
mod limits;
mod races;
mod shared;
mod shown;
mod stops;
mod stored;

// The naive model, and what plays scripts on both.
mod carts;
mod interleave;
mod model;
mod script;
