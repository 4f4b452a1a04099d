//! Pages of `docs` whose Rust is compiled, and run where it says so.
//!
//! ```sh
//! cargo test -p pages --all-features --doc
//! ```

#[cfg(all(doctest, feature = "endpoint"))]
#[doc = include_str!("../../../docs/endpoint.md")]
struct Endpoint;
