use super::*;
use crate::error::{NoAnswer, NoAnswerReason};

fn failure(class: Class) -> Failure {
    Failure {
        class,
        retry_after: None,
    }
}

fn service_error(status: u16, code: Option<&str>) -> Error {
    let body = br#"{"message":"m"}"#;
    let mut headers = http::HeaderMap::new();
    if let Some(code) = code {
        headers.insert(crate::header::ERROR_TYPE, code.parse().unwrap());
    }
    let answer = crate::answer::Answer {
        status: http::StatusCode::from_u16(status).unwrap(),
        headers,
        body: bytes::Bytes::from_static(body),
    };
    answer.read("Operation", None, |_| Ok(())).unwrap_err()
}

#[test]
fn what_is_tried_again() {
    let modelled = |kind: ServiceErrorKind| service_error(kind.status().unwrap(), kind.code());
    for (error, class) in [
        (
            modelled(ServiceErrorKind::ThrottledRequest),
            Some(Class::Throttling),
        ),
        (
            modelled(ServiceErrorKind::InternalService),
            Some(Class::Transient),
        ),
        (
            modelled(ServiceErrorKind::Dependency),
            Some(Class::Transient),
        ),
        (modelled(ServiceErrorKind::Validation), None),
        (modelled(ServiceErrorKind::InvalidParameters), None),
        (modelled(ServiceErrorKind::AccessDenied), None),
        (modelled(ServiceErrorKind::AccessDeniedByMeta), None),
        (modelled(ServiceErrorKind::ResourceNotFound), None),
        (service_error(429, None), Some(Class::Throttling)),
        (service_error(429, Some("New")), Some(Class::Throttling)),
        (
            service_error(400, Some("ThrottlingException")),
            Some(Class::Throttling),
        ),
        (
            service_error(503, Some("SlowDown")),
            Some(Class::Throttling),
        ),
        (
            service_error(400, Some("RequestTimeout")),
            Some(Class::Transient),
        ),
        (service_error(500, None), Some(Class::Transient)),
        (service_error(503, None), Some(Class::Transient)),
        (service_error(504, None), Some(Class::Transient)),
        (service_error(501, None), None),
        (service_error(403, Some("InvalidSignatureException")), None),
        (service_error(204, None), None),
        (service_error(302, None), None),
        (
            Error::NoAnswer(NoAnswer {
                operation: "Operation",
                endpoint: String::new(),
                reason: NoAnswerReason::Interrupted,
                proxy: None,
                source: None,
            }),
            Some(Class::Transient),
        ),
    ] {
        assert_eq!(classify(&error, false), class, "{error}");
    }
}

#[test]
fn a_wrong_clock_is_behind_these() {
    for code in SKEW_CODES {
        let error = service_error(403, Some(code));
        assert_eq!(classify(&error, true), Some(Class::Skew), "{code}");
        assert_eq!(classify(&error, false), None, "{code}");
    }
    let other = service_error(403, Some("UnrecognizedClientException"));
    assert_eq!(classify(&other, true), None);
}

#[test]
fn delays_double_up_to_a_limit() {
    let policy = RetryPolicy::standard();
    let delay = |attempt, class| policy.delay(attempt, failure(class), 1.0);
    let milliseconds = Duration::from_millis;
    assert_eq!(delay(1, Class::Transient), milliseconds(50));
    assert_eq!(delay(2, Class::Transient), milliseconds(100));
    assert_eq!(delay(9, Class::Skew), milliseconds(12_800));
    assert_eq!(delay(10, Class::Transient), milliseconds(20_000));
    assert_eq!(delay(1, Class::Throttling), milliseconds(1000));
    assert_eq!(delay(2, Class::Throttling), milliseconds(2000));
    assert_eq!(delay(u32::MAX, Class::Throttling), milliseconds(20_000));
    let half = policy.delay(2, failure(Class::Transient), 0.5);
    assert_eq!(half, milliseconds(50));
    assert_eq!(
        policy.delay(1, failure(Class::Transient), 0.0),
        Duration::ZERO
    );
}

#[test]
fn no_setting_is_too_much() {
    let policy = RetryPolicy::standard()
        .max_attempts(0)
        .base_delay(Duration::MAX)
        .max_delay(Duration::MAX);
    assert_eq!(policy.attempts(), 1);
    let delay = policy.delay(u32::MAX, failure(Class::Transient), 1.0);
    assert_eq!(delay, LONGEST_DELAY);
}

#[test]
fn what_the_service_asks_for_is_kept_to_within_limits() {
    let policy = RetryPolicy::standard();
    let delay = |asked: &str| {
        let failure = Failure {
            class: Class::Throttling,
            retry_after: retry_after(Some(asked)),
        };
        policy.delay(1, failure, 0.5)
    };
    let milliseconds = Duration::from_millis;
    assert_eq!(delay("1500"), milliseconds(1500));
    assert_eq!(delay("100"), milliseconds(500));
    assert_eq!(delay("60000"), milliseconds(5500));
    for bad in ["-1", "soon", "", "1.5"] {
        assert_eq!(delay(bad), milliseconds(500), "{bad}");
    }
    assert_eq!(retry_after(None), None);
}

#[test]
fn attempts_end() {
    let (policy, bucket) = (RetryPolicy::standard(), TokenBucket::default());
    let mut attempts = Attempts::new(&policy, &bucket);
    let transient = Some(failure(Class::Transient));
    assert_eq!(
        attempts.failed(transient, 1.0),
        Some(Duration::from_millis(50))
    );
    assert_eq!(
        attempts.failed(transient, 1.0),
        Some(Duration::from_millis(100))
    );
    assert_eq!(attempts.failed(transient, 1.0), None);
    drop(attempts);
    assert_eq!(bucket.left(), 500 - 2 * 14);
    let mut attempts = Attempts::new(&policy, &bucket);
    assert_eq!(attempts.failed(None, 1.0), None);
    let never = RetryPolicy::never();
    assert_eq!(Attempts::new(&never, &bucket).failed(transient, 1.0), None);
    assert_eq!(bucket.left(), 500 - 2 * 14);
}

#[test]
fn tokens_are_taken_and_given() {
    let (policy, bucket) = (RetryPolicy::standard(), TokenBucket::default());
    let call = |failures: &[Class], ends_well: bool| {
        let mut attempts = Attempts::new(&policy, &bucket);
        for class in failures {
            attempts.failed(Some(failure(*class)), 0.0).unwrap();
        }
        if ends_well {
            attempts.succeeded();
        }
    };
    call(&[], true);
    assert_eq!(bucket.left(), 500);
    // A success gives back the cost of the last retry, and no more.
    call(&[Class::Transient, Class::Throttling], true);
    assert_eq!(bucket.left(), 500 - 14);
    call(&[], true);
    assert_eq!(bucket.left(), 500 - 13);
    // A call that is dropped under way gives it back too.
    call(&[Class::Transient], false);
    assert_eq!(bucket.left(), 500 - 13);
}

#[test]
fn without_tokens_nothing_is_tried_again() {
    let (policy, bucket) = (RetryPolicy::standard(), TokenBucket::default());
    let transient = Some(failure(Class::Transient));
    let mut retries = 0;
    loop {
        let mut attempts = Attempts::new(&policy, &bucket);
        if attempts.failed(transient, 0.0).is_none() {
            break;
        }
        retries += 1;
        attempts.failed(None, 0.0);
    }
    assert_eq!(retries, 500 / 14);
    // The tokens that are left pay for one retry after throttling.
    let mut attempts = Attempts::new(&policy, &bucket);
    assert!(
        attempts
            .failed(Some(failure(Class::Throttling)), 0.0)
            .is_some()
    );
}
