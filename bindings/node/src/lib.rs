//! The Node.js host: plain functions on integer handles.
