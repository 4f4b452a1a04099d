//! The behaviour of a phone, rule by rule. The numbers are those of `docs/simulator.md`.

#[cfg(test)]
mod build;
mod endpoint;
#[cfg(test)]
mod expressions;
mod footer;
mod inputs;
mod moving;
mod select;
