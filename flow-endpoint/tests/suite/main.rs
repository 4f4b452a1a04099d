//! Tests against vectors that other implementations made, and against chance.

mod booking;
mod fuzz;
mod http;
mod keys;
mod log;
mod media;
mod odd;
mod requests;
mod secrets;
mod service;
mod vectors;
