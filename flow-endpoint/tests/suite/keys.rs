//! Keys in the forms that `openssl` and Python's `cryptography` write.

use flow_endpoint::{KeyError, PrivateKey, PublicKey};

use crate::vectors::VECTORS;

fn passphrase() -> Option<&'static str> {
    Some(&VECTORS.passphrase)
}

#[test]
fn each_form_holds_the_same_key() {
    let public = PublicKey::from_pem(&VECTORS.public_key).unwrap();
    for (form, pem) in &VECTORS.keys {
        let key = PrivateKey::from_pem(pem, passphrase());
        let key = key.unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(key.public_key(), &public, "{form}");
    }
    assert_eq!(public.to_pem(), VECTORS.public_key);
}

#[test]
fn encrypted_keys_need_their_passphrase() {
    let mut encrypted = 0;
    for (form, pem) in VECTORS
        .keys
        .iter()
        .filter(|(_, pem)| pem.contains("ENCRYPTED"))
    {
        let none = PrivateKey::from_pem(pem, None);
        assert!(
            matches!(none, Err(KeyError::NoPassphrase)),
            "{form}: {none:?}"
        );
        let wrong = PrivateKey::from_pem(pem, Some("wrong"));
        assert!(
            matches!(wrong, Err(KeyError::Passphrase)),
            "{form}: {wrong:?}"
        );
        encrypted += 1;
    }
    assert!(encrypted > 3, "{encrypted} keys are encrypted");
}

#[test]
fn other_keys_are_refused_by_their_kind() {
    let error = |name: &str| PrivateKey::from_pem(&VECTORS.refused_keys[name], None).unwrap_err();
    assert!(matches!(error("public"), KeyError::Label(label) if label == "PUBLIC KEY"));
    assert!(matches!(error("elliptic"), KeyError::NotRsa));
    assert!(matches!(error("short"), KeyError::NotRsa));
    assert!(matches!(error("legacy 3des"), KeyError::Encryption));
    assert!(matches!(error("legacy aes"), KeyError::Encryption));
    assert!(matches!(
        PublicKey::from_pem(&VECTORS.keys["pkcs8"]),
        Err(KeyError::Label(_))
    ));
    for pem in ["", "MIIEvQIBADANBg", "-----BEGIN PRIVATE KEY-----"] {
        assert!(
            matches!(PrivateKey::from_pem(pem, None), Err(KeyError::NotPem)),
            "{pem}"
        );
    }
}

#[test]
fn keys_come_from_text_with_other_line_breaks() {
    let pem = &VECTORS.keys["pkcs8"];
    for pem in [
        pem.replace('\n', "\r\n"),
        pem.replace('\n', "\\n"),
        pem.trim_end().to_owned(),
        format!("\n\n{pem}\n\n"),
        format!("Bag Attributes: <No Attributes>\n{pem}"),
        format!("\u{feff}{pem}"),
        format!("\u{feff}{}", pem.replace('\n', "\r\n")),
    ] {
        let key = PrivateKey::from_pem(&pem, None);
        assert!(key.is_ok(), "{:?}: {key:?}", &pem[..60]);
    }
    let public = VECTORS.public_key.replace('\n', "\r\n");
    assert!(PublicKey::from_pem(&format!("\u{feff}{public}")).is_ok());
}

#[test]
fn keys_come_from_files_and_variables() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("endpoint-key.pem");
    std::fs::write(&file, &VECTORS.keys["pkcs8 3des"]).unwrap();
    let key = PrivateKey::from_file(&file, passphrase()).unwrap();
    assert_eq!(key.public_key(), VECTORS.key().public_key());

    let error = PrivateKey::from_file("/no/such/key.pem", None).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the key file /no/such/key.pem cannot be read: ")
    );

    // Cargo sets this one, and it holds no key.
    let error = PrivateKey::from_variable("CARGO_MANIFEST_DIR", None).unwrap_err();
    assert!(matches!(error, KeyError::NotPem));
    let error = PrivateKey::from_variable("NO_SUCH_KEY", None).unwrap_err();
    assert!(matches!(error, KeyError::Variable(name) if name == "NO_SUCH_KEY"));
}
