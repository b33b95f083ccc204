//! Group buying: campaigns that span carts.

mod basics;
