//! Tests against vectors that other implementations made, and against chance.

mod fuzz;
mod keys;
mod media;
mod requests;
mod secrets;
mod vectors;
