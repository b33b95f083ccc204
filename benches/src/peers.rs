//! What one would use instead.

pub mod hand_rolled;
pub mod postgres;
pub mod redis;
