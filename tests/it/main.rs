//! What the engine promises, held against it.
