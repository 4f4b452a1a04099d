//! The compiler whose messages are kept.

use std::process::Command;

/// The versions of rustc word their messages differently, and the kept ones are those of this.
const COMPILER: &str = "1.95";

/// Whether it is the compiler of these tests. Says so if it is not.
pub(crate) fn is_the_one_of_the_messages() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version.expect("cargo has just run it").stdout;
    let version = String::from_utf8_lossy(&version);
    let is_it = version.starts_with(&format!("rustc {COMPILER}."));
    if !is_it {
        println!(
            "skipped: the messages are those of rustc {COMPILER}, and this is {}",
            version.trim()
        );
    }
    is_it
}
