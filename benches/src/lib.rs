//! What the engine is measured with: the frozen floor it is compared to, and the workload both play.

pub mod floor;
