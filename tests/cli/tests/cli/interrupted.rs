//! Ctrl-C and SIGTERM while a command waits for this or that: each says what it knows of what was done.

use std::path::Path;
use std::time::Duration;

use flow_deploy::{FlowStatus, OperationName};
use flow_local::{Fault, LocalService, Target};

use crate::killed::with_a_published_flow;
use crate::program::{Done, Running, program_for, run_for, service, until};

/// The signals that end a run.
const SIGNALS: [&str; 2] = ["-INT", "-TERM"];

const NOTHING: &str = "error: interrupted: nothing was changed: run it again\n";
const PERHAPS: &str =
    "error: interrupted: the change may be done or not: look before you run it again\n";

/// An answer that nobody waits for to its end.
fn late() -> Fault {
    Fault::slow(Duration::from_secs(60))
}

/// A command that gets a signal once the service has begun its last fault.
async fn interrupted(service: &LocalService, arguments: &str, signal: &str) -> Done {
    let running = Running::start(program_for(service, arguments));
    until(|| service.pending_faults() == 0).await;
    running.signal(signal);
    running.end().await
}

/// An account with drafts of these flows.
async fn with_drafts(flows: &str) -> LocalService {
    let service = service().await;
    let apply = format!("apply {flows} --parallel 1");
    run_for(&service, &apply).await.exits(0);
    service
}

#[tokio::test]
async fn a_change_by_one_request_tells_before_it_from_in_it() {
    const PUT: &str = "key put --kms-key-arn arn:aws:kms:us-east-1:123456789012:key/1";
    for signal in SIGNALS {
        for (command, reads, changes, says) in [
            (
                "delete greeting --yes",
                OperationName::ListWhatsAppFlows,
                OperationName::DeleteWhatsAppFlow,
                PERHAPS,
            ),
            (
                "deprecate survey --yes",
                OperationName::ListWhatsAppFlows,
                OperationName::DeprecateWhatsAppFlow,
                PERHAPS,
            ),
            (
                "send survey --to +447700900123 --yes",
                OperationName::ListWhatsAppFlows,
                OperationName::SendWhatsAppMessage,
                "error: interrupted: the message may be sent or not: wait for its events before you run it again\n",
            ),
            (
                PUT,
                OperationName::GetWhatsAppBusinessPublicKey,
                OperationName::PutWhatsAppBusinessPublicKey,
                PERHAPS,
            ),
        ] {
            let service = with_drafts("greeting survey").await;
            let survey = service.flows().remove(1);
            service.set_flow_status(&survey.flow_id, FlowStatus::Published);
            let before = service.flows();
            service.inject(reads, [late()]);
            let done = interrupted(&service, command, signal).await.exits(130);
            assert_eq!(done.stderr, NOTHING, "{command}");
            assert_eq!(service.flows(), before, "{command}");
            service.inject(changes, [late()]);
            let done = interrupted(&service, command, signal).await.exits(130);
            assert_eq!(done.stderr, says, "{command}");
        }
    }
}

/// The names of the files of a folder.
fn files(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[tokio::test]
async fn during_a_download() {
    for signal in SIGNALS {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("kept");
        // What a backup keeps is downloaded for the plan.
        let service = with_a_published_flow().await;
        let before = service.flows();
        service.inject(Target::Download, [late()]);
        let apply = "apply greeting --publish --update-published --yes --backup";
        let apply = format!("{apply} {}", kept.display());
        let done = interrupted(&service, &apply, signal).await.exits(130);
        assert_eq!(done.stderr, "error: interrupted: nothing was done\n");
        assert!(!kept.exists());
        assert_eq!(service.flows(), before);

        let service = with_drafts("greeting survey").await;
        service.inject(Target::Download, [Fault::none(), late()]);
        let pull = format!("pull --all {} --parallel 1", kept.display());
        let done = interrupted(&service, &pull, signal).await.exits(130);
        done.says(&["error: interrupted: what was written stays; run it again\n"]);
        let files = files(&kept);
        assert_eq!(files.len(), 1, "{files:?}");
        let json = std::fs::read(kept.join(&files[0])).unwrap();
        assert_eq!(service.flows()[0].flow_json.as_deref(), Some(&*json));
    }
}

#[tokio::test]
async fn while_what_is_served_is_compared() {
    for signal in SIGNALS {
        // One that is made, and one that is published again.
        const APPLY: &str = "apply greeting --publish --update-published --yes";
        let made = (service().await, service().await);
        let published = (with_a_published_flow().await, with_a_published_flow().await);
        for (other, service) in [made, published] {
            // The last of its downloads is that of the comparison.
            run_for(&other, APPLY).await.exits(0);
            let requests = other.requests();
            let downloads = requests.iter().filter(|one| one.operation.is_none());
            service.inject(Target::Download, vec![Fault::none(); downloads.count() - 1]);
            service.inject(Target::Download, [late()]);
            // All is done, and the flow is on the air.
            let done = interrupted(&service, APPLY, signal).await.exits(0);
            done.says(&[
                "greeting: compare\ninterrupted\ngreeting: done\n",
                "      note: the run was ended before what the service serves now was compared\n",
                "Up to date: 1 flow.",
            ]);
            let flows = service.flows();
            assert_eq!(flows.len(), 1);
            assert_eq!(flows[0].status, FlowStatus::Published);
        }
    }
}

#[tokio::test]
async fn while_a_request_waits_to_be_made_again() {
    let failures = || vec![Fault::page(502); 1000];
    for (command, operation, says) in [
        ("plan greeting", OperationName::ListWhatsAppFlows, NOTHING),
        (
            "delete greeting --yes",
            OperationName::DeleteWhatsAppFlow,
            PERHAPS,
        ),
        (
            "apply survey",
            OperationName::CreateWhatsAppFlow,
            "interrupted: what was under way may be done or not",
        ),
    ] {
        let service = with_drafts("greeting").await;
        service.inject(operation, failures());
        let command = format!("{command} --max-attempts 1000");
        let running = Running::start(program_for(&service, &command));
        // The pause after the third may be four seconds long.
        until(|| service.pending_faults() <= 997).await;
        running.signal("-TERM");
        running.end().await.exits(130).says(&[says]);
        service.clear_faults();
        assert_eq!(service.flows().len(), 1);
    }
}
