//! Random bytes.

use zeroize::Zeroizing;

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    aws_lc_rs::rand::fill(bytes.as_mut())
        .expect("AWS-LC ends the process where the system has no randomness");
    bytes
}
