//! How long a signature takes: of a request without a body, and of an upload of 100 KB.
//!
//! `cargo bench -p flow-deploy --bench signing`; the figures of one machine stand in
//! `docs/benchmarks.md`.

use std::hint::black_box;
use std::time::{Duration, UNIX_EPOCH};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flow_deploy::{Credentials, signing};

const LIST: &str = "https://social-messaging.eu-west-1.amazonaws.com/v1/whatsapp/flow/list?id=waba-0123456789abcdef0123456789abcdef";
const UPLOAD: &str =
    "https://social-messaging.eu-west-1.amazonaws.com/v1/whatsapp/flow/assets/update";

fn sign(criterion: &mut Criterion) {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let scope = signing::Scope {
        region: "eu-west-1",
        service: signing::SERVICE,
    };
    let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
    let body = vec![b'A'; 100_000];
    let json: &[_] = &[("content-type", "application/json")];
    let mut group = criterion.benchmark_group("sign");
    for (name, method, url, headers, body) in [
        ("list", "GET", LIST, &[][..], &[][..]),
        ("upload", "POST", UPLOAD, json, &body),
    ] {
        let request = signing::Request {
            method,
            url,
            headers,
            body,
        };
        if !body.is_empty() {
            group.throughput(Throughput::Bytes(body.len() as u64));
        }
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(signing::sign(&request, &credentials, scope, time)));
        });
    }
    group.finish();
}

criterion_group!(benches, sign);
criterion_main!(benches);
