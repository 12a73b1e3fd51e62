//! An agent's console: follows the board.

use crate::clock::now_ns;
use crate::fault::Fault;
use crate::frame::{self, Board, BoardRow, Frame};
use crate::socket::Socket;
use crate::stage::Stage;
use std::time::Duration;
use tokio::time::timeout;

/// What a console knows.
#[derive(Debug)]
pub struct Console {
    /// How many wait in all.
    pub waiting: u32,
    /// When it last heard of the board, in nanoseconds.
    pub heard_ns: u64,
    /// Lines, in the order in which they first came.
    pub rows: Vec<BoardRow>,
    socket: Socket,
}

impl Console {
    /// Signs on and takes the whole board.
    ///
    /// # Errors
    /// When the server does not let us in.
    pub async fn open(stage: &Stage) -> Result<Self, Fault> {
        let mut socket = Socket::open(stage.server.address, Some(&*stage.cookie)).await?;
        let hello = format!(r#"{{"t":"hello","sender":"{}"}}"#, stage.id());
        socket.put(&hello);
        socket.send(r#"{"t":"follow-board"}"#).await?;
        let mut console = Self { waiting: 0, heard_ns: 0, rows: Vec::new(), socket };
        while console.heard_ns == 0 {
            console.turn().await?;
        }
        Ok(console)
    }

    /// Waits until something comes.
    ///
    /// # Errors
    /// When the connection is closed.
    pub async fn turn(&mut self) -> Result<(), Fault> {
        let mut boards: Vec<Board> = Vec::new();
        let mut fault = None;
        let came = self.socket.read(|bytes| match frame::read(bytes) {
            Ok(Frame::Board(board)) => boards.push(board),
            Ok(Frame::Bye(code)) => fault = Some(Fault::Closed(format!("bye: {code}"))),
            Ok(_) => {}
            Err(err) => fault = Some(err),
        });
        came.await?;
        for board in boards {
            self.take(board);
        }
        fault.map_or(Ok(()), Err)
    }

    /// Whether a channel stands on the board.
    pub fn shows(&self, channel: &str) -> bool {
        self.rows.iter().any(|row| row.channel == channel)
    }

    /// Takes what comes for this long.
    ///
    /// # Errors
    /// When the connection is closed.
    pub async fn rest(&mut self, span: Duration) -> Result<(), Fault> {
        let end = tokio::time::Instant::now() + span;
        while let Some(left) = end.checked_duration_since(tokio::time::Instant::now()) {
            if let Ok(came) = timeout(left, self.turn()).await {
                came?;
            }
        }
        Ok(())
    }

    fn take(&mut self, board: Board) {
        (self.waiting, self.heard_ns) = (board.waiting, now_ns());
        if board.whole {
            self.rows.clear();
        }
        for row in board.rows {
            match self.rows.iter_mut().find(|it| it.channel == row.channel) {
                Some(known) => *known = row,
                None => self.rows.push(row),
            }
        }
        let is_gone = |row: &BoardRow| {
            board.gone.iter().any(|log| log.strip_prefix("channel-") == Some(&*row.channel))
        };
        self.rows.retain(|row| !is_gone(row));
    }
}
