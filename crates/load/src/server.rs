//! The real binary in a process of its own: started, killed and looked at. Gone when dropped.

use crate::clock;
use crate::fault::Fault;
use crate::http::{Http, Request};
use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// How long a server may take to become ready.
const READY_WITHIN_NS: u64 = 20_000_000_000;
/// Time between two looks at whether it is.
const LOOK_EVERY: Duration = Duration::from_millis(1);
/// Kernel ticks a second, as `/proc` counts processor time.
const TICKS: u64 = 100;

/// On which cores the server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cores {
    /// On the first alone; the load has the others.
    First,
    /// On all.
    All,
}

/// A server with a data folder of its own.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The folder that holds its data and its log.
    pub folder: PathBuf,
    words: Vec<String>,
    cores: Cores,
    child: Option<Child>,
}

impl Server {
    /// A server that runs `words` and has not been started. `{listen}` and `{data}` in them stand
    /// for its address and its data folder.
    ///
    /// # Errors
    /// When there is no room for its folder, or no port.
    pub fn new(words: &[&str], cores: Cores) -> Result<Self, Fault> {
        let address = free_port().map_err(Fault::io("find a free port"))?;
        let name = format!("docent-load-{}-{}", std::process::id(), address.port());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).map_err(Fault::io("make a data folder"))?;
        let data = folder.join("data").to_string_lossy().into_owned();
        let fill =
            |word: &&str| word.replace("{listen}", &address.to_string()).replace("{data}", &data);
        let words = words.iter().map(fill).collect();
        Ok(Self { address, folder, words, cores, child: None })
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Starts it and waits until it is ready. Answers how long that took, in nanoseconds.
    ///
    /// # Errors
    /// When it ends or is not ready in time: with what it said.
    pub async fn start(&mut self) -> Result<u64, Fault> {
        let started = clock::now_ns();
        self.spawn()?;
        self.ready().await?;
        Ok(clock::now_ns() - started)
    }

    /// Starts it.
    ///
    /// # Errors
    /// When the program is not there.
    pub fn spawn(&mut self) -> Result<(), Fault> {
        let log = File::options().create(true).append(true).open(self.folder.join("log"));
        let log = log.map_err(Fault::io("open the server's log"))?;
        let errors = log.try_clone().map_err(Fault::io("open the server's log"))?;
        let mut command = command(&self.words, self.cores);
        command.stdin(Stdio::null()).stdout(log).stderr(errors);
        self.child = Some(command.spawn().map_err(Fault::io("start the server"))?);
        Ok(())
    }

    /// Waits until it is ready.
    ///
    /// # Errors
    /// When it ends or is not ready in time: with what it said.
    pub async fn ready(&mut self) -> Result<(), Fault> {
        let started = clock::now_ns();
        loop {
            if let Ok(mut http) = Http::open(self.address).await
                && let Ok(answer) = http.ask(Request::get("/readyz")).await
                && answer.status == 200
            {
                return Ok(());
            }
            let ended = self.child.as_mut().and_then(|it| it.try_wait().ok().flatten());
            if let Some(status) = ended {
                return Err(Fault::Closed(format!("the server ended, {status}: {}", self.log())));
            }
            if clock::now_ns() - started > READY_WITHIN_NS {
                return Err(Fault::Late(format!("the server is not ready: {}", self.log())));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Kills it as a power cut would, and waits until it is gone.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            // Either it is killed here or it has ended already.
            drop(child.kill());
            drop(child.wait());
        }
    }

    /// What it has written to its log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// Memory of the process, in bytes.
    pub fn resident_bytes(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kb: Option<u64> = line.and_then(|it| it.split_whitespace().next()?.parse().ok());
        kb.unwrap_or(0) * 1_024
    }

    /// Processor time it has used, in nanoseconds.
    pub fn processor_ns(&self) -> u64 {
        let stat = self.proc("stat");
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks = after_name.split_whitespace().skip(11).take(2);
        ticks.filter_map(|it| it.parse::<u64>().ok()).sum::<u64>() * (1_000_000_000 / TICKS)
    }

    fn proc(&self, file: &str) -> String {
        let id = self.child.as_ref().map_or(0, Child::id);
        fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The command that runs `words`, with as many open files as the machine allows.
fn command(words: &[String], cores: Cores) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n \"$(ulimit -Hn)\"; exec \"$@\"", "sh"]);
    if cores == Cores::First && can_pin() {
        command.args(["taskset", "-c", "0"]);
    }
    command.args(words);
    command
}

/// Whether processes can be given a core of their own here: the server the first, the load the
/// second.
pub fn can_pin() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    let runs = |core: &str| {
        let status = Command::new("taskset").args(["-c", core, "true"]).status();
        status.is_ok_and(|it| it.success())
    };
    *CAN.get_or_init(|| runs("0") && runs("1"))
}

/// Keeps this process on the second core, away from the server. Before any thread is started.
pub fn pin_load() {
    if can_pin() {
        let own = std::process::id().to_string();
        let mut pin = Command::new("taskset");
        // A load that shares the server's core measures less, but still something.
        drop(pin.args(["-c", "-p", "1", &own]).stdout(Stdio::null()).status());
    }
}

/// Whether there is such a program.
pub fn has(program: &str) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", "command -v \"$1\"", "sh", program]).stdout(Stdio::null());
    command.status().is_ok_and(|it| it.success())
}

fn free_port() -> std::io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}
