//! The codes that no rule has: of publishing a flow, of sending it and of running it.

use flow_events::ErrorCode;
use flow_json::table::nearest;

/// A code that Meta's services or a phone give.
pub(crate) struct Code {
    /// The codes as people meet them: one, or all of one meaning.
    pub(crate) names: &'static [&'static str],
    /// Who gives it.
    pub(crate) from: &'static str,
    /// Each cause, and what to do then.
    pub(crate) causes: &'static [(&'static str, &'static str)],
}

const API: &str = "Meta's API for flows, when a flow is made, changed or published";
const HTTP: &str = "the endpoint, as the status of its HTTP answer to the phone";
/// Who gives the codes of messages, which are those of `flow-events`.
pub(crate) const MESSAGE: &str = "Meta, when a message is sent";
const PHONE: &str = "the phone, to the endpoint and as an alert of the account";
const ON_PREMISE: &str = "the retired on-premise API, when a message with a flow is sent";

/// Those that are no codes of messages.
pub(crate) const CODES: &[Code] = &[
    Code {
        names: &["100"],
        from: API,
        causes: &[
            ("a flow of that name exists", "give the flow another name"),
            (
                "the version of Flow JSON or of the Data API is not known",
                "write a version that `cargo flow check` takes",
            ),
            (
                "there is no flow of that id",
                "look up the id in the account that is asked",
            ),
            (
                "`endpoint_uri` is no address, or the flow is older than 3.0",
                "give a whole `https` address, and a flow of 3.0 or newer",
            ),
        ],
    },
    Code {
        names: &["139000"],
        from: API,
        causes: &[(
            "the account is blocked for its integrity",
            "look into the account's quality in WhatsApp Manager, and appeal there",
        )],
    },
    Code {
        names: &["139001"],
        from: API,
        causes: &[
            (
                "the flow cannot be changed in its state",
                "change a draft, or make a new flow; a deprecated flow stays as it is",
            ),
            ("Meta failed to process the JSON", "try again"),
            (
                "`endpoint_uri` is given for a flow before 3.0",
                "write it as `data_channel_uri`, or use a newer version",
            ),
        ],
    },
    Code {
        names: &["139002"],
        from: API,
        causes: &[
            (
                "the flow is no draft",
                "publish a draft only; a published flow is changed first",
            ),
            (
                "the flow has validation errors",
                "ask for its `validation_errors`, or run `cargo flow check`",
            ),
            (
                "the version cannot be published",
                "set `version` to \"7.3\"",
            ),
            (
                "a flow with an endpoint has no `endpoint_uri`",
                "set the address of the endpoint",
            ),
            (
                "no phone number, or none with a signed public key",
                "add a number to the account, and upload the public key for it",
            ),
            (
                "no app is connected",
                "connect the app that owns the endpoint to the flow",
            ),
            (
                "the health check of the endpoint failed",
                "answer `ping` with `{\"data\": {\"status\": \"active\"}}`, encrypted, within ten seconds",
            ),
            (
                "the account is not subscribed to the webhooks of flows",
                "subscribe the app to the field `flows`",
            ),
        ],
    },
    Code {
        names: &["139003"],
        from: API,
        causes: &[(
            "the flow is not published, or deprecated already",
            "deprecate published flows only; delete a draft",
        )],
    },
    Code {
        names: &["139004"],
        from: API,
        causes: &[("a published flow cannot be deleted", "deprecate it")],
    },
    Code {
        names: &["139006"],
        from: API,
        causes: &[(
            "there are too few data for metrics",
            "ask again when more people have used the flow",
        )],
    },
    Code {
        names: &["2064", "2065", "2066", "2067", "2068", "2069", "2070"],
        from: ON_PREMISE,
        causes: &[(
            "in this order: no such flow, no such `flow_message_version`, no such mode, a draft in a message \
             to a customer, blocked, throttled, a version of Flow JSON that is unknown or expired",
            "send with the Cloud API; there 132068 and 132069 stand for a blocked and a throttled flow",
        )],
    },
    Code {
        names: &["421"],
        from: HTTP,
        causes: &[(
            "the request could not be decrypted",
            "nothing, if it comes once: the phone fetches the public key again and repeats the request; \
             if it comes twice, upload the public key that belongs to the private one",
        )],
    },
    Code {
        names: &["427"],
        from: HTTP,
        causes: &[(
            "the flow token is no longer valid; the phone shows `error_msg` of the body and switches the \
             button of the message off",
            "send a new message with a new token",
        )],
    },
    Code {
        names: &["432"],
        from: HTTP,
        causes: &[(
            "the signature of the request is wrong",
            "check `X-Hub-Signature-256` over the raw body with the secret of the app that is connected",
        )],
    },
    Code {
        names: &["invalid-screen-transition"],
        from: PHONE,
        causes: &[
            (
                "the answer names a screen that no route leads to from the screen that asked, in either direction",
                "add the route to `routing_model`, or answer with another screen",
            ),
            (
                "the flow opens on a screen that a route leads to",
                "open it on a screen without one before it, by INIT and in the message",
            ),
        ],
    },
    Code {
        names: &["payload-schema-error"],
        from: PHONE,
        causes: &[(
            "the data of the answer are not what the screen declares: a field is missing, `null`, or of another type",
            "send every declared field, each of its type; numbers that were entered may arrive as text",
        )],
    },
    Code {
        names: &["timeout_error"],
        from: PHONE,
        causes: &[(
            "the endpoint did not answer within ten seconds",
            "answer sooner, and do what takes long after the answer",
        )],
    },
    Code {
        names: &["no_http_response_error", "unexpected_http_status_code"],
        from: PHONE,
        causes: &[(
            "the endpoint gave no HTTP answer, or none with the status 200, 421, 427 or 432",
            "see that its address is reached from outside, and look into its log",
        )],
    },
    Code {
        names: &["response-decryption-error"],
        from: PHONE,
        causes: &[(
            "the phone cannot decrypt the answer",
            "encrypt it by the key of the request and the inverted bits of its initial vector, in base64 as plain text",
        )],
    },
    Code {
        names: &["business-decryption-error"],
        from: PHONE,
        causes: &[(
            "the endpoint cannot decrypt, also after the key was fetched again",
            "upload the public key that belongs to the private one",
        )],
    },
    Code {
        names: &["public-key-missing", "public-key-signiture-verification"],
        from: PHONE,
        causes: &[(
            "the phone number has no public key, or its signature is wrong",
            "upload the public key again for this phone number",
        )],
    },
    Code {
        names: &["missing_capability", "cannot_be_served"],
        from: PHONE,
        causes: &[(
            "the account or the phone cannot be served with this flow",
            "see that the account may send flows and the phone's WhatsApp is new enough",
        )],
    },
];

/// The code of that name. Upper and lower case are the same.
pub(crate) fn find(wanted: &str) -> Option<&'static Code> {
    let wanted = wanted.trim();
    let is_it = |name: &&str| name.eq_ignore_ascii_case(wanted);
    CODES.iter().find(|code| code.names.iter().any(is_it))
}

/// What the code of a message means, and what to do.
pub(crate) fn hint(wanted: &str) -> Option<&'static str> {
    ErrorCode::from(wanted.trim().parse::<i64>().ok()?).hint()
}

/// The names of all codes. That of a message may be another one, too.
pub(crate) fn names() -> Vec<String> {
    let known = CODES.iter().flat_map(|code| code.names);
    let mut names: Vec<_> = known.map(ToString::to_string).collect();
    for code in ErrorCode::ALL {
        let name = code.number().to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The code with a name near that one. Numbers are always near each other.
pub(crate) fn near(wanted: &str) -> Option<&'static str> {
    let words = CODES.iter().flat_map(|code| code.names).copied();
    nearest(
        wanted,
        words.filter(|name| name.contains(char::is_alphabetic)),
    )
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// `UPDATE=1 cargo test -p cargo-flow --bins codes` writes it anew.
    #[test]
    fn the_page_of_errors_is_up_to_date() {
        let Some(repository) = std::env::var_os("FLOW_REPOSITORY") else {
            println!("skipped: FLOW_REPOSITORY is not set");
            return;
        };
        let path = std::path::Path::new(&repository).join("docs/errors.md");
        let page = page();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == page,
            "docs/errors.md is stale: run this test with UPDATE=1"
        );
    }

    fn page() -> String {
        let mut page = String::from(
            "# Errors when flows are published, sent and run\n\n\
             The codes of Meta's services and of phones, with their causes and what to do. `cargo flow explain\n\
             139002` prints one of them. The errors that Meta finds in the Flow JSON itself are the\n\
             [rules](rules.md). This page is made by `UPDATE=1 cargo test -p cargo-flow --bins codes`.\n",
        );
        for code in CODES {
            let _ = writeln!(
                page,
                "\n## {}\n\nFrom {}.\n",
                code.names.join(", "),
                code.from
            );
            for (cause, remedy) in code.causes {
                let _ = writeln!(page, "- {}: {remedy}.", super::super::capital(cause));
            }
        }
        let _ = write!(page, "\n## Messages\n\nFrom {MESSAGE}.\n\n");
        for code in ErrorCode::ALL {
            let hint = super::super::sentence(code.hint().expect("it has a name"));
            let _ = writeln!(page, "- **{}**: {hint}", code.number());
        }
        page
    }
}
