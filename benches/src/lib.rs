//! What the engine is measured with: the frozen floor it is compared to, the workload that both play, and the peers.

pub mod baskets;
pub mod floor;
pub mod peers;
pub mod workload;
pub mod world;
