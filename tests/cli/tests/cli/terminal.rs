//! What a person at a terminal sees: questions, and colours.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use flow_deploy::{Category, CreateWhatsAppFlowInput, FlowStatus};
use flow_local::LocalService;
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::json;

use crate::program::{end_of, program_for, run, run_for, send_signal, service, service_with};

/// What of a command is on the terminal, and what the terminal can do.
pub(crate) enum Screen {
    All,
    /// All, on a terminal where nothing moves.
    Dumb,
    /// The result, and not how far it is.
    Result,
}

/// What a person at the terminal does.
pub(crate) enum Hand {
    Rests,
    /// Types a line.
    Types(&'static str),
    /// Sends a signal as soon as the terminal shows a text.
    Signals {
        name: &'static str,
        at: &'static str,
    },
}

/// What a command shows on a terminal of 80 columns, and its exit code. If the hand does not type, nobody can be asked.
pub(crate) fn on_terminal(mut command: Command, screen: Screen, hand: Hand) -> (i32, String) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
    let terminal = openpt(flags).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&terminal, size).unwrap();
    let end = || Stdio::from(ioctl_tiocgptpeer(&terminal, flags).unwrap());
    command.env(
        "TERM",
        match screen {
            Screen::Dumb => "dumb",
            Screen::All | Screen::Result => "xterm-256color",
        },
    );
    let stderr = match screen {
        Screen::All | Screen::Dumb => end(),
        Screen::Result => Stdio::null(),
    };
    let stdin = match hand {
        Hand::Rests => Stdio::null(),
        Hand::Types(_) | Hand::Signals { .. } => end(),
    };
    command.stdin(stdin).stdout(end()).stderr(stderr);
    let mut child = command.spawn().unwrap();
    // It has the other end of the terminal, whose text ends when nobody has it.
    drop(command);
    let mut terminal = File::from(terminal);
    let mut signal = None;
    match hand {
        Hand::Rests => {}
        Hand::Types(line) => writeln!(terminal, "{line}").unwrap(),
        Hand::Signals { name, at } => signal = Some((name, at)),
    }
    let mut shown = Vec::new();
    let mut buffer = [0; 4096];
    // Linux ends it with an error.
    while let Ok(count @ 1..) = terminal.read(&mut buffer) {
        shown.extend_from_slice(&buffer[..count]);
        let so_far = String::from_utf8_lossy(&shown);
        if let Some((name, _)) = signal.take_if(|(_, at)| so_far.contains(*at)) {
            send_signal(&child, name);
        }
    }
    assert!(signal.is_none(), "{signal:?} was not sent");
    let code = child.wait().unwrap().code().unwrap();
    (code, String::from_utf8(shown).unwrap())
}

async fn asked(service: &LocalService, arguments: &str, line: &'static str) -> (i32, String) {
    let command = program_for(service, arguments);
    tokio::task::spawn_blocking(move || on_terminal(command, Screen::All, Hand::Types(line)))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_question_about_a_hostile_name_is_one_line_that_shows_it() {
    const NAME: &str = "x\u{1b}[2J\n::error::forged\r\u{9b}1m` for ever";
    const SHOWN: &str = "`x\\u{1b}[2J\\n::error::forged\\r\\u{9b}1m` for ever`";
    let json = run("json greeting --minified").exits(0).stdout;
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let make = async |publish| {
        let input = CreateWhatsAppFlowInput::new(service.account_id(), NAME, [Category::Other]);
        let input = input.flow_json(json.as_str()).publish(publish);
        client.create_whatsapp_flow(&input).await.unwrap().flow_id
    };
    let status = |id: &str| {
        let mut flows = service.flows().into_iter();
        flows
            .find(|flow| flow.flow_id == id)
            .map(|flow| flow.status)
    };
    let cases = [
        ("delete", false, "This deletes the draft NAME,", "deleted"),
        ("deprecate", true, "This ends NAME for ever,", "deprecated"),
    ];
    for (verb, publish, question, done) in cases {
        let id = &make(publish).await.unwrap();
        let before = status(id);
        let question = question.replace("NAME", SHOWN) + " which cannot be undone. Go on? [y/N] ";
        // Nobody can be asked.
        let command = program_for(&service, &format!("{verb} {id}"));
        let refused = crate::program::end_of(command).await.exits(3);
        assert_eq!(refused.stderr.lines().count(), 1, "{refused:?}");
        let refused = refused.says(&[SHOWN, "it needs --yes; nothing was done"]);
        assert!(!refused.stderr.trim_end().contains(char::is_control));

        for (line, code, then) in [
            ("", 3, "error: nothing was done"),
            ("no", 3, "error: nothing was done"),
            ("y", 0, &*format!("{SHOWN} is {done}.")),
        ] {
            assert_eq!(status(id), before);
            let (exit, shown) = asked(&service, &format!("{verb} {id}"), line).await;
            assert_eq!(exit, code, "{shown}");
            // The terminal shows what is typed, wherever it is typed.
            let shown = shown.replace("\r\n", "\n");
            assert!(shown.contains(&question), "{shown:?}");
            assert!(shown.contains(then), "{shown:?}");
            let is_harmful = |c: char| c.is_control() && c != '\n';
            assert!(!shown.contains(is_harmful), "{shown:?}");
            assert!(!shown.contains("\n::error"), "{shown:?}");
        }
        assert_ne!(status(id), before);
    }
    let statuses: Vec<_> = service
        .flows()
        .into_iter()
        .map(|flow| flow.status)
        .collect();
    assert_eq!(statuses, [FlowStatus::Deprecated]);
}

#[tokio::test]
async fn ctrl_c_at_a_question_does_nothing() {
    let service = service().await;
    run_for(&service, "apply greeting").await.exits(0);
    let before = service.flows();
    for command in ["delete greeting", "apply greeting --publish"] {
        for name in ["-INT", "-TERM"] {
            let command = program_for(&service, command);
            let at = "Go on? [y/N] ";
            let hand = Hand::Signals { name, at };
            let shown =
                tokio::task::spawn_blocking(move || on_terminal(command, Screen::Dumb, hand));
            let (code, shown) = shown.await.unwrap();
            let ends = "Go on? [y/N] \r\nerror: interrupted: nothing was done\r\n";
            assert!(shown.ends_with(ends), "{shown:?}");
            assert_eq!((code, service.flows()), (130, before.clone()));
        }
    }
}

/// A text without its colours, which are the only codes in it.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once("\x1b[") {
        let end = code.find(|c: char| !c.is_ascii_digit() && c != ';');
        let end = end.unwrap_or_else(|| panic!("a code that never ends: {text:?}"));
        assert!(code[end..].starts_with('m'), "no colour: {text:?}");
        plain += before;
        rest = &code[end + 1..];
    }
    plain + rest
}

/// A service whose Meta finds a heading too short.
pub(crate) async fn picky_service() -> LocalService {
    let error = json!({
        "error": "INVALID_PROPERTY_VALUE", "message": "The heading is too short",
        "pointers": [{"path": "screens[0].layout.children[0].text"}],
    });
    let picky = move |json: &[u8]| {
        let is_too_short = String::from_utf8_lossy(json).contains("Welcome");
        is_too_short
            .then(|| error.to_string())
            .into_iter()
            .collect()
    };
    service_with(picky).await
}

/// Colours say nothing that the text does not say: it is the same without them.
#[tokio::test]
async fn the_text_is_the_same_with_and_without_colours() {
    // The commands run one after the other for each, so that both services have the same flows.
    let services = [picky_service().await, picky_service().await];
    let mut colored = Vec::new();
    for (arguments, code) in [
        ("--help", 0),
        ("plan --help", 0),
        ("plan --publsh", 2),
        ("plan greting", 2),
        ("plan", 0),
        ("apply --parallel 1", 1),
        ("plan --publish", 1),
        ("apply survey --publish", 3),
        ("status", 0),
        ("list", 0),
        ("check", 0),
        ("check --deny-warnings", 1),
        ("json greeting", 0),
        ("pull greeting", 0),
        ("accounts", 0),
        ("key get", 0),
        ("delete greeting", 3),
        ("deprecate survey --yes", 3),
        ("send survey --to +447700900123", 3),
        ("preview none", 2),
    ] {
        let mut shown = Vec::new();
        for (service, variable) in services.iter().zip(["CLICOLOR_FORCE", "NO_COLOR"]) {
            let mut command = program_for(service, arguments);
            command.env(variable, "1");
            let done = end_of(command).await.exits(code);
            let both = done.stdout + "\n" + &done.stderr;
            shown.push(both.replace(service.endpoint(), "ENDPOINT"));
        }
        let [with, without] = [&shown[0], &shown[1]];
        assert!(!without.contains('\x1b'), "{arguments}: {without:?}");
        assert_eq!(&plain(with), without, "{arguments}");
        if with != without {
            colored.push(arguments);
        }
    }
    assert_eq!(
        colored,
        [
            "--help",
            "plan --help",
            "plan --publsh",
            "apply --parallel 1",
            "plan --publish",
            "status",
            "check",
            "check --deny-warnings",
        ]
    );
    // On a terminal, without being asked for.
    for arguments in ["check", "status greeting", "plan greeting"] {
        let command = program_for(&services[0], arguments);
        let mut without = program_for(&services[0], arguments);
        without.env("NO_COLOR", "1");
        let shown = [command, without].map(|command| {
            tokio::task::spawn_blocking(move || on_terminal(command, Screen::Result, Hand::Rests))
        });
        let [with, without] = shown;
        let (with, without) = (with.await.unwrap().1, without.await.unwrap().1);
        assert!(with.contains('\x1b') && !without.contains('\x1b'), "{with}");
        assert_eq!(plain(&with), without, "{arguments}");
    }
}
