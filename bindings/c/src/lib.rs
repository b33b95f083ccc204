//! The C host: status codes and integer handles.
