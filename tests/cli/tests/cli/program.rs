//! The program as its user starts it, against a service of the test's own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use flow_deploy::Credentials;
use flow_local::{LocalService, LocalServiceBuilder, check_flow_json};
use serde_json::Value;

pub(crate) const SECRET: &str = "a-secret-that-must-show-nowhere";
pub(crate) const TOKEN: &str = "a-token-that-must-show-nowhere";

/// A service that is used with secrets that are known.
pub(crate) async fn service() -> LocalService {
    service_with(check_flow_json).await
}

/// As [`service`], with another one in place of Meta.
pub(crate) async fn service_with(
    validator: impl Fn(&[u8]) -> Vec<String> + Send + Sync + 'static,
) -> LocalService {
    builder().validator(validator).start().await.unwrap()
}

/// A service with these secrets, to be started.
pub(crate) fn builder() -> LocalServiceBuilder {
    let credentials = Credentials::new("AKIDTEST", SECRET).with_session_token(TOKEN);
    LocalService::builder().credentials(credentials)
}

/// The result of a command.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Done {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let done = Self {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        for secret in [SECRET, TOKEN] {
            assert!(
                !done.stdout.contains(secret) && !done.stderr.contains(secret),
                "{done:?}"
            );
        }
        done
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Standard output and standard error hold these.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            let found = self.stdout.contains(text) || self.stderr.contains(text);
            assert!(found, "{text:?} is not in {self:?}");
        }
        self
    }
}

/// The program, without anything of AWS in its environment.
pub(crate) fn program(arguments: &str) -> Command {
    of_nobody(env!("CARGO_BIN_EXE_cli"), arguments)
}

/// A program, in that environment.
pub(crate) fn of_nobody(program: &str, arguments: &str) -> Command {
    let mut command = Command::new(program);
    command.args(arguments.split_whitespace());
    command.env_clear();
    // No AWS configuration of this user, and no search of the network for credentials.
    command.env("AWS_CONFIG_FILE", "/nonexistent/config");
    command.env("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
    command.env("AWS_EC2_METADATA_DISABLED", "true");
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    command.stdin(Stdio::null());
    command
}

/// The program, in the environment of a service.
pub(crate) fn program_for(service: &LocalService, arguments: &str) -> Command {
    in_service(program(arguments), service)
}

/// A command, in the environment of a service.
pub(crate) fn in_service(mut command: Command, service: &LocalService) -> Command {
    command
        .env("AWS_ENDPOINT_URL_SOCIALMESSAGING", service.endpoint())
        .env("AWS_ACCESS_KEY_ID", "AKIDTEST")
        .env("AWS_SECRET_ACCESS_KEY", SECRET)
        .env("AWS_SESSION_TOKEN", TOKEN)
        .env("AWS_REGION", service.region())
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("WABA_ID", service.account_id());
    command
}

/// Runs it without an account.
pub(crate) fn run(arguments: &str) -> Done {
    Done::of(program(arguments).output().unwrap())
}

/// Runs it against the service, which lives in this process.
pub(crate) async fn run_for(service: &LocalService, arguments: &str) -> Done {
    end_of(program_for(service, arguments)).await
}

/// Runs a command to its end, beside a service that lives in this process.
pub(crate) async fn end_of(mut command: Command) -> Done {
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    Done::of(output.await.unwrap())
}

/// Waits until something is so.
pub(crate) async fn until(is_so: impl Fn() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let limit = Duration::from_secs(120);
    tokio::time::timeout(limit, wait).await.unwrap();
}

/// Sends a process a signal, such as `-INT`.
#[cfg(unix)]
pub(crate) fn send_signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let kill = Command::new("kill").args([name, &id]).status();
    assert!(kill.unwrap().success());
}

/// A command that runs, whose standard error is read while it does.
pub(crate) struct Running {
    child: Child,
    stderr: Arc<Mutex<String>>,
    reader: JoinHandle<()>,
}

impl Running {
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stderr = Arc::<Mutex<String>>::default();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let said = Arc::clone(&stderr);
        let reader = std::thread::spawn(move || {
            for line in lines {
                *said.lock().unwrap() += &(line.unwrap() + "\n");
            }
        });
        Self {
            child,
            stderr,
            reader,
        }
    }

    /// Waits until standard error has this text.
    pub(crate) async fn until_says(&self, text: &str) {
        until(|| self.stderr.lock().unwrap().contains(text)).await;
    }

    /// Sends it a signal, such as `-INT`.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        send_signal(&self.child, name);
    }

    pub(crate) async fn end(self) -> Done {
        let output = tokio::task::spawn_blocking(move || {
            let mut output = self.child.wait_with_output().unwrap();
            self.reader.join().unwrap();
            output.stderr = self.stderr.lock().unwrap().clone().into_bytes();
            output
        });
        Done::of(output.await.unwrap())
    }
}

/// A server that answers each request as a function says, and closes the connection.
pub(crate) struct Server {
    endpoint: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answer` gets a request, head and body, and gives an answer with its head.
    pub(crate) fn start<A: AsRef<[u8]>>(answer: impl Fn(&str) -> A + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read_request(&mut stream);
                kept.lock().unwrap().push(request.clone());
                // Who asks may have heard enough.
                let _ = stream.write_all(answer(&request).as_ref());
            }
        });
        Self { endpoint, requests }
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// A request with its body, as far as it came.
fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.split("content-length: ").nth(1);
            let length = length.and_then(|rest| rest.lines().next()?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                break;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A file that lives as long as this.
pub(crate) struct File(pub(crate) std::path::PathBuf);

impl File {
    pub(crate) fn with(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Self(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // A file in the directory of temporary ones may stay.
        let _ = std::fs::remove_file(&self.0);
    }
}
