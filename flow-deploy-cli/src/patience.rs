//! Says why a command takes long: which answer it waits for, or that the service throttles it.

use std::time::Duration;

use flow_deploy::Client;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::output::say;

/// How often it is looked.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After this time a silence is said for the first time, and then each time that it has doubled.
const SILENCE: Duration = Duration::from_secs(5);
/// How often it is said that the service throttles.
const SAY_EVERY: Duration = Duration::from_secs(15);

/// Watches a client in the background until it is dropped.
pub(crate) struct Watch(JoinHandle<()>);

impl Watch {
    pub(crate) fn over(client: Client) -> Self {
        Self(tokio::spawn(async move {
            let mut patience = Patience::default();
            loop {
                sleep(LOOK_EVERY).await;
                let slowed = client.requests_per_second();
                for line in patience.look(client.waits_for(), slowed) {
                    say(&line);
                }
            }
        }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What has been said.
#[derive(Default)]
struct Patience {
    /// The silence that was said last.
    said: Duration,
    /// How long ago it was said that the service throttles.
    slowed: Option<Duration>,
}

impl Patience {
    /// What is to be said now. `waits_for` is the operation that waits longest and how long, `rate` the
    /// requests a second that a service which throttles takes.
    fn look(&mut self, waits_for: Option<(&str, Duration)>, rate: Option<f64>) -> Vec<String> {
        let mut lines = Vec::new();
        let silence = waits_for.map_or(Duration::ZERO, |(_, silence)| silence);
        if silence < self.said {
            self.said = Duration::ZERO;
        }
        if let Some((operation, silence)) = waits_for
            && silence >= SILENCE.max(self.said * 2)
        {
            self.said = silence;
            let seconds = silence.as_secs();
            lines.push(format!(
                "waiting for {operation}: no answer for {seconds} s"
            ));
        }
        let since = self.slowed.map(|since| since + LOOK_EVERY);
        self.slowed = since;
        if let Some(rate) = rate
            && since.is_none_or(|since| since >= SAY_EVERY)
        {
            self.slowed = Some(Duration::ZERO);
            lines.push(format!(
                "the service throttles: slowed down to {rate:.1} requests a second"
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_is_said_after_5_seconds_and_whenever_it_has_doubled() {
        let mut patience = Patience::default();
        let mut said = Vec::new();
        for half in 1..=90 {
            let waits_for = Some(("ListWhatsAppFlows", LOOK_EVERY * half));
            said.extend(patience.look(waits_for, None));
        }
        let line = |seconds| format!("waiting for ListWhatsAppFlows: no answer for {seconds} s");
        assert_eq!(said, [line(5), line(10), line(20), line(40)]);
        // The next one is another silence.
        assert!(patience.look(Some(("x", LOOK_EVERY)), None).is_empty());
        assert_eq!(patience.look(Some(("x", SILENCE)), None).len(), 1);
        assert!(patience.look(None, None).is_empty());
    }

    #[test]
    fn throttling_is_said_every_15_seconds() {
        let mut patience = Patience::default();
        let looks = (0..60).map(|_| patience.look(None, Some(9.26)).len());
        assert_eq!(looks.sum::<usize>(), 2);
        let line = Patience::default().look(None, Some(9.26));
        assert_eq!(
            line,
            ["the service throttles: slowed down to 9.3 requests a second"]
        );
    }
}
