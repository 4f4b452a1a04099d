//! The two endpoints as processes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::request::Requests;
use crate::{Result, output};

/// An implementation.
pub struct Peer {
    pub name: String,
    pem: String,
    serve: Vec<PathBuf>,
    function: Vec<PathBuf>,
    python: Option<PathBuf>,
}

impl Peer {
    pub fn flow_endpoint(pem: &str) -> Self {
        Self {
            name: "flow-endpoint on axum".to_owned(),
            pem: pem.to_owned(),
            serve: vec![env!("CARGO_BIN_EXE_serve").into()],
            function: vec![env!("CARGO_BIN_EXE_lambda").into()],
            python: None,
        }
    }

    /// Fetches pywa, if that was not done before.
    pub fn pywa(pem: &str) -> Result<Self> {
        let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pywa");
        let python = environment.join("bin/python");
        let requirements = format!("{PYWA}/requirements.txt");
        if !python.exists() {
            output(
                Command::new("python3")
                    .args(["-m", "venv"])
                    .arg(&environment),
            )?;
        }
        let install = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--requirement",
            &requirements,
        ];
        output(Command::new(&python).args(install))?;
        let version =
            "import pywa, sys; print(f'pywa {pywa.__version__}, Python {sys.version.split()[0]}')";
        let name = output(Command::new(&python).args(["-c", version]))?;
        Ok(Self {
            name: name.trim().to_owned(),
            pem: pem.to_owned(),
            serve: vec![python.clone(), "serve.py".into()],
            function: vec![
                python.clone(),
                "-m".into(),
                "awslambdaric".into(),
                "handler.handle".into(),
            ],
            python: Some(python),
        })
    }

    fn command(&self, words: &[PathBuf]) -> Command {
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", "0"]).args(words);
        command
            .env(endpoint_benches::KEY, &self.pem)
            .current_dir(PYWA);
        command
    }

    /// Serves it over HTTP.
    pub fn serve(&self) -> Result<Server> {
        let mut command = self.command(&self.serve);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut port = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut port)?;
        Ok(Server {
            port: port.trim().parse()?,
            child,
        })
    }

    /// The command of its function, for a runtime API at this address.
    pub fn function(&self, api: &str) -> Command {
        let mut command = self.command(&self.function);
        command
            .env("AWS_LAMBDA_RUNTIME_API", api)
            .env("AWS_LAMBDA_FUNCTION_NAME", "flow")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("LAMBDA_TASK_ROOT", PYWA);
        command
    }

    /// The seconds of CPU time that it takes to decrypt an AES key.
    pub fn rsa(&self, requests: &Requests) -> Result<f64> {
        let (encrypted, key) = requests.encrypted_aes_key();
        if let Some(python) = &self.python {
            let hex: String = encrypted.iter().map(|byte| format!("{byte:02x}")).collect();
            let mut command = self.command(&[python.clone(), "rsa.py".into()]);
            let micros: f64 = output(command.env("ENCRYPTED_AES_KEY", hex))?
                .trim()
                .parse()?;
            return Ok(micros / 1e6);
        }
        const ROUNDS: u32 = 2_000;
        let start = cpu_time();
        for _ in 0..ROUNDS {
            key.decrypt(&encrypted)?;
        }
        Ok((cpu_time() - start) / f64::from(ROUNDS))
    }
}

const PYWA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/pywa");

/// The CPU time of this thread in seconds.
fn cpu_time() -> f64 {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// A server that runs until it is dropped.
pub struct Server {
    pub port: u16,
    child: Child,
}

impl Server {
    /// The bytes of memory that it occupies.
    pub fn resident(&self) -> Result<u64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path)?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next());
        Ok(kilobytes.ok_or("it has ended")?.parse::<u64>()? * 1024)
    }

    /// The seconds of CPU time that it has taken, and the time at which that was.
    pub fn cpu(&self) -> Result<(f64, Instant)> {
        let path = format!("/proc/{}/stat", self.child.id());
        let stat = std::fs::read_to_string(path)?;
        // The name of the process stands in parentheses, and may have spaces.
        let (_, fields) = stat.rsplit_once(')').ok_or("it has ended")?;
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks = ticks
            .map(str::parse::<u64>)
            .sum::<std::result::Result<u64, _>>()?;
        let seconds = ticks as f64 / rustix::param::clock_ticks_per_second() as f64;
        Ok((seconds, Instant::now()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
