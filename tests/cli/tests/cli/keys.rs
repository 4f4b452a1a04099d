//! `key new` and `key check`.

use std::path::Path;
use std::process::Command;

use flow_local::LocalService;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Done, builder, end_of, program, program_for, run, service};

const PASSPHRASE: &str = "correct horse battery";
const ARN: &str = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// Runs a command in a folder.
async fn done(mut command: Command, folder: &TempDir) -> Done {
    command.current_dir(folder.path());
    command.env("PASSPHRASE", PASSPHRASE);
    let done = end_of(command).await;
    assert!(
        !done.stdout.contains(PASSPHRASE) && !done.stderr.contains(PASSPHRASE),
        "{done:?}"
    );
    done
}

fn read(folder: &TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

async fn new(folder: &TempDir, arguments: &str) -> Done {
    done(program(&format!("key new {arguments}")), folder).await
}

#[tokio::test]
async fn a_new_pair_is_put_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let made = new(&folder, "--passphrase-variable PASSPHRASE --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(made["is_encrypted"], true);
    let private = read(&folder, "private.pem");
    assert!(
        private.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"),
        "{private}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = std::fs::metadata(folder.path().join("private.pem")).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }

    let service = service().await;
    let run = |arguments: &str| done(program_for(&service, arguments), &folder);
    let check = "key check --pem public.pem";
    run(check)
        .await
        .exits(1)
        .says(&["has no public key: put this one by `key put`"]);
    run("key put --pem public.pem").await.exits(0);
    run(check)
        .await
        .exits(0)
        .says(&["has this key: phones encrypt for the endpoint"]);
    let same = run(&format!("{check} --output json")).await.exits(0).json();
    assert_eq!(
        (&same["verdict"], &same["signature_status"]),
        (&"same".into(), &"VALID".into())
    );
    assert_eq!(
        same["business_public_key"],
        Value::from(read(&folder, "public.pem"))
    );

    new(
        &folder,
        "--private other.pem --public other.pub --no-passphrase",
    )
    .await
    .exits(0);
    assert!(read(&folder, "other.pem").starts_with("-----BEGIN PRIVATE KEY-----\n"));
    run("key check --pem other.pub")
        .await
        .exits(1)
        .says(&["has another key"]);
    let refused = run("key check --pem other.pem").await.exits(2);
    refused.says(&["holds a private key, which stays with you"]);
    std::fs::write(folder.path().join("empty"), "").unwrap();
    run("key check --pem empty")
        .await
        .exits(2)
        .says(&["holds no public key in PEM"]);
    run("key check").await.exits(2);
}

#[tokio::test]
async fn no_key_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("private.pem"), "mine").unwrap();
    let refused = new(&folder, "--no-passphrase").await.exits(3);
    refused.says(&["`private.pem` is there, and no file is written over"]);
    assert_eq!(read(&folder, "private.pem"), "mine");
    assert!(!Path::new(&folder.path().join("public.pem")).exists());

    std::fs::write(folder.path().join("public.pem"), "mine").unwrap();
    new(&folder, "--private new.pem --no-passphrase")
        .await
        .exits(3);
    assert_eq!(read(&folder, "public.pem"), "mine");
    assert!(!Path::new(&folder.path().join("new.pem")).exists());

    new(
        &folder,
        "--private none/new.pem --public new.pub --no-passphrase",
    )
    .await
    .exits(1);
    assert!(!Path::new(&folder.path().join("new.pub")).exists());
    new(&folder, "")
        .await
        .exits(2)
        .says(&["--passphrase-variable", "--no-passphrase"]);
    new(&folder, "--no-passphrase --passphrase-file private.pem")
        .await
        .exits(2);
    let unset = new(
        &folder,
        "--private a --public b --passphrase-variable UNSET",
    )
    .await
    .exits(2);
    unset.says(&["the variable `UNSET` is not set"]);
    std::fs::write(folder.path().join("empty"), "").unwrap();
    let empty = new(&folder, "--private a --public b --passphrase-file empty")
        .await
        .exits(2);
    empty.says(&["the passphrase is empty"]);
}

#[test]
fn how_to_make_a_key_in_kms() {
    let said = run("key new --kms").exits(0);
    said.says(&[
        "--key-spec RSA_2048",
        "kms:GetPublicKey",
        "key put --kms-key-arn ARN",
    ]);
    let json = run("key new --kms --output json").exits(0).json();
    assert_eq!(json["policy_statements"][1]["Action"], "kms:Decrypt");
}

/// A service with a key in KMS, of which the program asks for the public half alone.
async fn with_kms(der: &[u8]) -> LocalService {
    builder().kms_key(ARN, der, |_| None).start().await.unwrap()
}

#[tokio::test]
async fn a_key_in_kms_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let service = with_kms(b"the public half").await;
    let run = |arguments: &str| {
        let mut command = program_for(&service, arguments);
        command.env("AWS_ENDPOINT_URL_KMS", service.endpoint());
        done(command, &folder)
    };
    let check = format!("key check --kms-key-id {ARN}");
    run(&check).await.exits(1).says(&["has no public key"]);
    run(&format!("key put --kms-key-arn {ARN}")).await.exits(0);
    run(&check).await.exits(0).says(&["has this key"]);
    let missing = run("key check --kms-key-id other").await.exits(1);
    missing.says(&[
        "NotFoundException",
        "check the id and the Region of the key",
    ]);
    let local = done(program(&format!("{check} --local")), &folder)
        .await
        .exits(2);
    local.says(&["has no keys in KMS"]);
}
