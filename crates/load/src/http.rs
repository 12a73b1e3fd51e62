//! One kept-alive HTTP/1.1 connection: what REST and the pages need, and no more.

use crate::fault::Fault;
use serde_json::Value;
use std::fmt::Write;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// Such as `GET`.
    pub method: &'a str,
    /// Path and query.
    pub path: &'a str,
    /// Header lines besides `Host` and those of the body, each ended by a line break.
    pub headers: &'a str,
    /// A JSON body; none where empty.
    pub body: &'a str,
}

impl<'a> Request<'a> {
    /// A `GET`.
    pub const fn get(path: &'a str) -> Self {
        Self { method: "GET", path, headers: "", body: "" }
    }

    /// A `POST` of JSON.
    pub const fn post(path: &'a str, body: &'a str) -> Self {
        Self { method: "POST", path, headers: "", body }
    }

    /// The same with these header lines.
    #[must_use]
    pub const fn with(self, headers: &'a str) -> Self {
        Self { headers, ..self }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// The header lines, as they came.
    pub head: String,
    /// The body as it travelled, still compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut same = lines.filter(|(own, _)| own.eq_ignore_ascii_case(name));
        same.next().map(|(_, value)| value.trim())
    }

    /// The body as JSON, when the status is a good one.
    ///
    /// # Errors
    /// When it is not.
    pub fn json(&self) -> Result<Value, Fault> {
        let text = || String::from_utf8_lossy(&self.body).into_owned();
        if !(200..300).contains(&self.status) {
            return Err(Fault::Unexpected(format!("status {}: {}", self.status, text())));
        }
        serde_json::from_slice(&self.body)
            .map_err(|err| Fault::Unexpected(format!("{err} in: {}", text())))
    }
}

/// A connection.
#[derive(Debug)]
pub struct Http {
    server: SocketAddr,
    stream: TcpStream,
    read: Vec<u8>,
}

impl Http {
    /// Connects.
    ///
    /// # Errors
    /// When the server is not there.
    pub async fn open(server: SocketAddr) -> Result<Self, Fault> {
        let stream = TcpStream::connect(server).await.map_err(Fault::io("connect"))?;
        stream.set_nodelay(true).map_err(Fault::io("connect"))?;
        Ok(Self { server, stream, read: Vec::new() })
    }

    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// When the connection is gone, or the answer is not HTTP.
    pub async fn ask(&mut self, request: Request<'_>) -> Result<Answer, Fault> {
        let Request { method, path, headers, body } = request;
        let server = self.server;
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {server}\r\n{headers}");
        if method != "GET" {
            let about = "Content-Type: application/json\r\nContent-Length";
            write!(text, "Origin: http://{server}\r\n{about}: {}\r\n", body.len())
                .expect("a string takes all");
        }
        text.push_str("\r\n");
        text.push_str(body);
        self.stream.write_all(text.as_bytes()).await.map_err(Fault::io("write"))?;
        self.answer().await
    }

    async fn answer(&mut self) -> Result<Answer, Fault> {
        let end = self.until(|read| read.windows(4).position(|it| it == b"\r\n\r\n")).await?;
        let rest = self.read.split_off(end + 4);
        let head = String::from_utf8_lossy(&std::mem::replace(&mut self.read, rest)).into_owned();
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
        let status = status.ok_or_else(|| Fault::Unexpected(format!("no status in: {head}")))?;
        let mut answer = Answer { status, head, body: Vec::new() };
        let chunked = answer.header("transfer-encoding").is_some();
        answer.body = if chunked {
            self.chunks().await?
        } else {
            let length = answer.header("content-length").and_then(|it| it.parse().ok());
            self.exactly(length.unwrap_or(0)).await?
        };
        Ok(answer)
    }

    async fn chunks(&mut self) -> Result<Vec<u8>, Fault> {
        let mut body = Vec::new();
        loop {
            let end = self.until(|read| read.windows(2).position(|it| it == b"\r\n")).await?;
            let line = self.exactly(end + 2).await?;
            let size = String::from_utf8_lossy(&line);
            let size = usize::from_str_radix(size.trim(), 16)
                .map_err(|err| Fault::Unexpected(format!("chunk `{}`: {err}", size.trim())))?;
            let chunk = self.exactly(size + 2).await?;
            if size == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..size]);
        }
    }

    async fn exactly(&mut self, count: usize) -> Result<Vec<u8>, Fault> {
        self.until(|read| (read.len() >= count).then_some(())).await?;
        let rest = self.read.split_off(count);
        Ok(std::mem::replace(&mut self.read, rest))
    }

    /// Reads until `found` finds something in what has been read.
    async fn until<T>(&mut self, found: impl Fn(&[u8]) -> Option<T>) -> Result<T, Fault> {
        loop {
            if let Some(it) = found(&self.read) {
                return Ok(it);
            }
            let count = self.stream.read_buf(&mut self.read).await.map_err(Fault::io("read"))?;
            if count == 0 || self.read.len() > ANSWER_BYTES_MAX {
                return Err(Fault::Closed("before the end of an answer".into()));
            }
        }
    }
}
