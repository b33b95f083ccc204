//! Group buying: campaigns that span carts.

mod attacks;
mod basics;
mod shared;
mod shown;
mod stored;
mod limits;
mod races;
mod stops;

// The naive model, and what plays scripts on both.
mod carts;
mod interleave;
mod model;
mod script;
