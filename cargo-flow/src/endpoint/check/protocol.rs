//! What can be tried without the flow: encryption, signatures, pings and notices.

use std::time::SystemTime;

use flow_endpoint::{AppSecret, PrivateKey, PublicKey, RemoteError, Reply};
use serde_json::{Value, json};

use super::Tester;
use super::trial::{Tried, Verdict, attempt, explain, failed, passed, warning};

impl Tester {
    pub(super) async fn ping(&self) -> Tried {
        let asking = self.remote.ask(json!({ "action": "ping" }));
        attempt("ping", None, asking, |answer| match answer {
            Ok(answer) if answer["data"]["status"] == "active" => passed("it is active"),
            Ok(_) => failed("it does not answer with `data: { status: \"active\" }`"),
            Err(error) => failed(explain(&error)),
        })
        .await
    }

    pub(super) async fn protocol(&self, tried: &mut Vec<Tried>) {
        if let Some(old) = &self.old_key {
            let body = body(old, &self.plain_ping());
            let judge = |reply| match reply {
                Ok(Reply { status: 200, .. }) => passed("it still takes the old key"),
                Ok(reply) => failed(format!(
                    "it answers with the status {}: give it both keys while phones may have the old one",
                    reply.status
                )),
                Err(error) => failed(explain(&error)),
            };
            tried.push(self.sent("old-key", body, judge).await);
        }
        if let Some(secret) = &self.secret {
            self.signatures(secret, tried).await;
        }
        self.keys(tried).await;
        self.bodies(tried).await;
        tried.push(self.error_notice().await);
    }

    /// Signatures that are none must be refused with 432.
    async fn signatures(&self, secret: &AppSecret, tried: &mut Vec<Tried>) {
        let ping = self.plain_ping();
        let body = || body(&self.key, &ping);
        let wrong = AppSecret::new("no app has this secret");
        let other = body();
        let cases = [
            ("no-signature", other.clone(), None),
            (
                "wrong-secret",
                other.clone(),
                Some(wrong.sign(other.as_bytes())),
            ),
            (
                "signature-of-another-body",
                body(),
                Some(secret.sign(other.as_bytes())),
            ),
        ];
        for (name, body, signature) in cases {
            let asking = self.remote.send(body, signature.as_deref());
            let judge = |reply| refused(reply, 432, "whoever has the public key can make requests");
            tried.push(attempt(name, None, asking, judge).await);
        }
        if self.version != "3.0" {
            let request = json!({
                "action": "INIT", "data": {}, "flow_token": self.flow_token,
                "flow_token_signature": wrong.sign_flow_token(&self.flow_token, SystemTime::now()),
            });
            let asking = self.remote.ask(request);
            let judge = |answer| match answer {
                Ok(_) => warning("it does not look at `flow_token_signature`"),
                Err(RemoteError::Status { status: 432, .. }) => passed("it is refused with 432"),
                Err(error) => warning(format!("{error}, and not with 432")),
            };
            tried.push(attempt("wrong-token-signature", None, asking, judge).await);
        }
    }

    /// What cannot be decrypted must be answered with 421, so that phones fetch the key again.
    async fn keys(&self, tried: &mut Vec<Tried>) {
        let why = "phones fetch a new key after 421 alone";
        let other = body(PrivateKey::generate().public_key(), &self.plain_ping());
        let mut broken_key = envelope(&self.key, &self.plain_ping());
        broken_key["encrypted_aes_key"] = envelope(&self.key, "{}")["encrypted_aes_key"].take();
        let mut broken_data = envelope(&self.key, &self.plain_ping());
        broken_data["encrypted_flow_data"] = flipped(&broken_data["encrypted_flow_data"]);
        for (name, body) in [
            ("unknown-key", other),
            ("wrong-aes-key", broken_key.to_string()),
            ("changed-data", broken_data.to_string()),
        ] {
            tried.push(
                self.sent(name, body, |reply| refused(reply, 421, why))
                    .await,
            );
        }
    }

    /// Bodies that are no requests.
    async fn bodies(&self, tried: &mut Vec<Tried>) {
        let mut no_vector = envelope(&self.key, &self.plain_ping());
        no_vector
            .as_object_mut()
            .map(|fields| fields.remove("initial_vector"));
        let mut short_vector = envelope(&self.key, &self.plain_ping());
        short_vector["initial_vector"] = "AAAAAAAAAAAAAAAA".into();
        let unknown = json!({ "version": self.version, "action": "dance" }).to_string();
        for (name, body) in [
            ("no-json", "{".to_owned()),
            ("missing-field", no_vector.to_string()),
            ("short-vector", short_vector.to_string()),
            ("no-request", body(&self.key, "no JSON")),
            ("unknown-action", body(&self.key, &unknown)),
        ] {
            tried.push(self.sent(name, body, unreadable).await);
        }
    }

    async fn error_notice(&self) -> Tried {
        let asking = self.remote.ask(json!({
            "action": "data_exchange", "screen": "", "flow_token": self.flow_token,
            "data": { "error": "payload-schema-error", "error_message": "a notice of `cargo flow`" },
        }));
        attempt("error-notice", None, asking, |answer| match answer {
            Ok(answer) if answer["data"]["acknowledged"] == true => passed("it is acknowledged"),
            Ok(_) => failed("it does not answer with `data: { acknowledged: true }`"),
            Err(error) => failed(explain(&error)),
        })
        .await
    }

    /// Sends a body with its signature.
    async fn sent(
        &self,
        name: &'static str,
        body: String,
        judge: impl FnOnce(Result<Reply, RemoteError>) -> Verdict,
    ) -> Tried {
        let secret = self.secret.as_ref();
        let signature = secret.map(|secret| secret.sign(body.as_bytes()));
        attempt(
            name,
            None,
            self.remote.send(body, signature.as_deref()),
            judge,
        )
        .await
    }

    fn plain_ping(&self) -> String {
        json!({ "version": self.version, "action": "ping" }).to_string()
    }
}

fn body(key: &PublicKey, plain: &str) -> String {
    key.encrypt(plain.as_bytes()).0.to_json()
}

fn envelope(key: &PublicKey, plain: &str) -> Value {
    serde_json::from_str(&body(key, plain)).expect("an envelope is JSON")
}

/// Base64 of which one letter is another.
fn flipped(base64: &Value) -> Value {
    let text = base64.as_str().unwrap_or_default();
    let (first, rest) = text.split_at(1);
    let other = if first == "A" { "B" } else { "A" };
    Value::String(format!("{other}{rest}"))
}

/// A request that must be refused with this status.
fn refused(reply: Result<Reply, RemoteError>, status: u16, why: &str) -> Verdict {
    match reply {
        Ok(reply) if reply.status == status => passed(format!("it is refused with {status}")),
        Ok(reply) if reply.status == 200 => failed(format!("it is answered: {why}")),
        Ok(reply) => failed(format!(
            "it is answered with {}, where {status} belongs: {why}",
            reply.status
        )),
        Err(error) => failed(error.to_string()),
    }
}

/// A body that is no request. Meta names no status for it.
fn unreadable(reply: Result<Reply, RemoteError>) -> Verdict {
    match reply {
        Ok(reply) if (400..500).contains(&reply.status) => {
            passed(format!("it is refused with {}", reply.status))
        }
        Ok(reply) if reply.status == 200 => warning("it is answered as if it were a request"),
        Ok(reply) => warning(format!(
            "it is answered with {}: what anyone can send should be no failure of the endpoint",
            reply.status
        )),
        Err(error) => failed(error.to_string()),
    }
}
