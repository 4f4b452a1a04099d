use super::*;

fn violations(check: impl FnOnce(&mut Checks)) -> Vec<String> {
    let mut checks = Checks::default();
    check(&mut checks);
    checks
        .into_violations()
        .iter()
        .map(Violation::to_string)
        .collect()
}

#[test]
fn lengths_at_the_edge_and_one_over() {
    type Check = fn(&mut Checks, usize);
    fn start(text: &str, length: usize) -> String {
        let filled = text.chars().chain(std::iter::repeat('x'));
        filled.take(length).collect()
    }
    let table: [(&str, usize, usize, Check); 13] = [
        ("id", 1, 115, |c, n| c.account_id("id", &start("waba-", n))),
        ("originationPhoneNumberId", 1, 115, |c, n| {
            c.phone_number_id("originationPhoneNumberId", &start("phone-number-id-", n))
        }),
        ("flowId", 1, 100, |c, n| c.flow_id("flowId", &"1".repeat(n))),
        ("cloneFlowId", 1, 100, |c, n| {
            c.flow_id("cloneFlowId", &"9".repeat(n))
        }),
        // Characters, not bytes.
        ("flowName", 1, 200, |c, n| {
            c.flow_name("flowName", &"☕".repeat(n))
        }),
        ("categories", 1, 9, |c, n| {
            c.categories("categories", &vec![Category::Other; n])
        }),
        ("flowJson", 1, 10_485_760, |c, n| {
            c.flow_json("flowJson", &vec![b'x'; n])
        }),
        ("endpointUri", 1, 2048, |c, n| {
            c.endpoint_uri("endpointUri", &start("https://a/", n))
        }),
        ("metaAppId", 1, 100, |c, n| {
            c.meta_app_id("metaAppId", &"x".repeat(n))
        }),
        ("nextToken", 1, 600, |c, n| {
            c.page_token("nextToken", &"+".repeat(n))
        }),
        ("businessPublicKey", 1, 8192, |c, n| {
            c.business_public_key(
                "businessPublicKey",
                &start("-----BEGIN PUBLIC KEY-----\n", n),
            )
        }),
        ("message", 1, 2_048_000, |c, n| {
            c.message("message", &vec![b'x'; n])
        }),
        ("kmsKeyArn", 1, 256, |c, n| {
            c.kms_key_arn(
                "kmsKeyArn",
                &start("arn:aws:kms:eu-west-1:123456789012:key/x", n),
            )
        }),
    ];
    for (member, min, max, check) in table {
        assert_eq!(violations(|c| check(c, max)), [""; 0], "{member}");
        for outside in [min - 1, max + 1] {
            let found = violations(|c| check(c, outside));
            assert_eq!(found.len(), 1, "{member}: {found:?}");
            assert!(
                found[0].starts_with(&format!("`{member}` must have {min} to {max} ")),
                "{found:?}"
            );
            assert!(
                found[0].ends_with(&format!("but has {outside}")),
                "{found:?}"
            );
        }
    }
}

#[test]
fn account_ids() {
    for good in [
        "waba-",
        "waba-0123456789abcdef0123456789abcdef",
        "arn:aws:social-messaging:eu-west-1:123456789012:waba/0123456789abcdefABC",
    ] {
        assert_eq!(violations(|c| c.account_id("id", good)), [""; 0], "{good}");
    }
    for bad in [
        "123",
        "WABA-1",
        " waba-1",
        "waba-1\n2",
        "arn:aws:social-messaging:eu-west-1:1:waba/",
        "arn:aws:social-messaging:eu-west-1:1:waba/a-b",
        "arn:aws:social-messaging:eu-west-1:1:phone-number-id/1",
    ] {
        let found = violations(|c| c.account_id("id", bad));
        assert_eq!(found.len(), 1, "{bad}: {found:?}");
        assert!(found[0].contains("`waba-`"), "{found:?}");
    }
}

#[test]
fn sizes_of_pages() {
    for good in [1, 100] {
        assert_eq!(violations(|c| c.page_size("maxResults", &good)), [""; 0]);
    }
    for bad in [0, 101] {
        let found = violations(|c| c.page_size("maxResults", &bad));
        assert_eq!(
            found,
            [format!("`maxResults` must be from 1 to 100, but is {bad}")]
        );
    }
}

#[test]
fn phone_numbers() {
    for (id, good) in [
        ("phone-number-id-1", true),
        (
            "arn:aws:social-messaging:eu-west-1:1:phone-number-id/1a",
            true,
        ),
        ("waba-1", false),
        ("+31612345678", false),
        ("arn:aws:social-messaging:eu-west-1:1:waba/1", false),
    ] {
        assert_eq!(
            violations(|c| c.phone_number_id("originationPhoneNumberId", id)).is_empty(),
            good,
            "{id}"
        );
    }
}

#[test]
fn a_private_key_is_refused_and_not_shown() {
    for begin in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
        let pem = format!("-----BEGIN {begin}-----\nhidden\n-----END {begin}-----\n");
        let found = violations(|c| c.business_public_key("businessPublicKey", &pem));
        assert_eq!(found.len(), 1);
        assert!(!found[0].contains("hidden"), "{found:?}");
    }
    let both = "-----BEGIN PUBLIC KEY-----\nx\n-----BEGIN PRIVATE KEY-----\nhidden";
    assert!(
        !violations(|c| c.business_public_key("businessPublicKey", both))[0].contains("hidden")
    );
    assert!(
        !violations(|c| c.business_public_key("businessPublicKey", "hidden"))[0].contains("hidden")
    );
    let public = "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----\n";
    assert_eq!(
        violations(|c| c.business_public_key("businessPublicKey", public)),
        [""; 0]
    );
}

#[test]
fn keys_in_kms() {
    let arn = "arn:aws:kms:eu-west-1:123456789012:";
    for good in ["key/a-1", "alias/a/b"] {
        assert_eq!(
            violations(|c| c.kms_key_arn("kmsKeyArn", &format!("{arn}{good}"))),
            [""; 0]
        );
    }
    for bad in ["key/", "alias", "grant/1", ""] {
        assert_eq!(
            violations(|c| c.kms_key_arn("kmsKeyArn", &format!("{arn}{bad}"))).len(),
            1,
            "{bad}"
        );
    }
    for bad in [
        "alias/a",
        "arn:aws:kms::123456789012:key/1",
        "arn:aws:kms:eu-west-1:1234:key/1",
        "arn:aws:s3:eu-west-1:123456789012:key/1",
    ] {
        assert_eq!(
            violations(|c| c.kms_key_arn("kmsKeyArn", bad)).len(),
            1,
            "{bad}"
        );
    }
}

#[test]
fn flow_ids_are_ascii_digits() {
    for bad in ["12a", " 1", "-1", "1.0", "١٢"] {
        let found = violations(|c| c.flow_id("flowId", bad));
        assert_eq!(
            found,
            [format!("`flowId` must be digits only, but is {bad:?}")]
        );
    }
}

#[test]
fn endpoints_are_https() {
    assert_eq!(
        violations(|c| c.endpoint_uri("endpointUri", "HTTPS://example.com/a?b")),
        [""; 0]
    );
    for bad in ["http://example.com", "example.com", "https://", "ftp://x"] {
        assert_eq!(
            violations(|c| c.endpoint_uri("endpointUri", bad)).len(),
            1,
            "{bad}"
        );
    }
}

#[test]
fn a_long_value_is_shown_in_part() {
    let found = violations(|c| c.flow_id("flowId", &"x".repeat(100)));
    assert!(
        found[0].ends_with(&format!("{}…\"", "x".repeat(80))),
        "{found:?}"
    );
}

#[test]
fn versions_of_the_api_of_meta() {
    let found = |version: &str| violations(|c| c.meta_api_version("metaApiVersion", version));
    assert_eq!(found("v20.0"), [""; 0]);
    for wrong in ["20.0", "v20", "v.0", "v20.", "v20.x"] {
        assert_eq!(
            found(wrong),
            [format!(
                "`metaApiVersion` must be a version like `v20.0`, but is {wrong:?}"
            )]
        );
    }
}

#[test]
fn a_masked_text_shows_its_ends() {
    assert_eq!(masked("+447700900123"), "+44…23");
    assert_eq!(masked("+447700"), "…");
    assert_eq!(masked(""), "…");
}
