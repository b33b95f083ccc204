//! Group buying: campaigns that span carts.

mod basics;
mod shared;
mod shown;
mod stored;
