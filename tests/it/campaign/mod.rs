//! Group buying: campaigns that span carts.

mod basics;
mod shown;
mod stored;
mod shared;
