//! Cartpool for Swift and Kotlin.
