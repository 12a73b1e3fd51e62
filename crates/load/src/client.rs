//! A client: one socket, one followed log, counted commands.

use crate::cursor::{Cursor, Step};
use crate::fault::Fault;
use crate::frame::{self, Drive, Entry, Frame, Refused};
use crate::socket::Socket;
use docent_core::id::SenderId;
use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;

/// What was wrong with what the followers of a run were sent. All of it should be 0.
#[derive(Debug, Default)]
pub struct Wrongs {
    /// Frames that began beyond the cursor.
    pub gaps: Cell<u64>,
    /// Entries that came although they were there.
    pub doubles: Cell<u64>,
    /// Connections that the server closed.
    pub cuts: Cell<u64>,
}

/// Who a client is, and where it goes.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The server.
    pub server: SocketAddr,
    /// The followed channel's log.
    pub log: Rc<str>,
    /// An agent's session; none for visitors.
    pub cookie: Option<Rc<str>>,
    /// A visitor's token; none for agents.
    pub token: Option<Rc<str>>,
    /// Who counts the commands.
    pub sender: SenderId,
    /// Where to note what is wrong.
    pub wrongs: Rc<Wrongs>,
}

/// What a client hears.
#[derive(Debug)]
pub enum News<'a> {
    /// It follows from where it was; the last count of ours that the log knows.
    Following {
        /// The count.
        n: u64,
    },
    /// The drives of a view, the oldest first: what came of those whose entries it skips.
    Drives(&'a [Drive<'a>]),
    /// An entry, for the first time.
    Entry(Entry<'a>),
    /// A command is on disk.
    Done {
        /// Its count.
        n: u64,
        /// The first entry it caused.
        seq: u64,
    },
    /// A command was refused.
    Refused(Refused<'a>),
    /// The place in the queue.
    Place,
}

/// A client that is connected.
#[derive(Debug)]
pub struct Client {
    /// Who it is.
    pub seat: Seat,
    /// What it has.
    pub cursor: Cursor,
    /// The last count given.
    pub n: u64,
    socket: Socket,
}

impl Client {
    /// Connects and says hello, but follows nothing.
    ///
    /// # Errors
    /// When the server does not let us in.
    pub async fn connect(seat: Seat) -> Result<Self, Fault> {
        let socket = greeted(&seat).await?;
        Ok(Self { seat, cursor: Cursor::default(), n: 0, socket })
    }

    /// Connects, says hello and asks for the log, all in one go.
    ///
    /// # Errors
    /// When the server does not let us in.
    pub async fn follow(seat: Seat) -> Result<Self, Fault> {
        let mut client = Self::connect(seat).await?;
        client.ask_to_follow().await?;
        Ok(client)
    }

    /// Connects again and follows from the cursor.
    ///
    /// # Errors
    /// When the server does not let us in.
    pub async fn resume(&mut self) -> Result<(), Fault> {
        self.socket = greeted(&self.seat).await?;
        self.ask_to_follow().await
    }

    /// Sends a new command. Answers its count.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn command(&mut self, command: &str) -> Result<u64, Fault> {
        self.n += 1;
        self.send(self.n, command).await?;
        Ok(self.n)
    }

    /// Sends a command of this count.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn send(&mut self, n: u64, command: &str) -> Result<(), Fault> {
        self.put(n, command);
        self.socket.flush().await
    }

    /// Queues a command of this count; the next [`Self::turn`] sends it.
    pub fn put(&mut self, n: u64, command: &str) {
        let log = &self.seat.log;
        self.socket.put(&format!(r#"{{"t":"do","log":"{log}","n":{n},"command":{command}}}"#));
    }

    /// Waits until something comes and hands it on. May be given up and called again.
    ///
    /// # Errors
    /// When the connection was closed, or the server said bye: time to [`Self::resume`].
    pub async fn turn(&mut self, mut each: impl FnMut(News<'_>)) -> Result<(), Fault> {
        let before = self.cursor;
        let (cursor, log) = (&mut self.cursor, &self.seat.log);
        let mut again = false;
        let mut fault = None;
        let came = self.socket.read(|bytes| match frame::read(bytes) {
            Ok(frame) => match hear(cursor, log, frame, &mut each) {
                Ok(behind) => again |= behind,
                Err(err) => fault = Some(err),
            },
            Err(err) => fault = Some(err),
        });
        let came = came.await;
        self.note(before, came.is_err());
        came?;
        if let Some(fault) = fault {
            return Err(fault);
        }
        if again {
            self.ask_to_follow().await?;
        }
        Ok(())
    }

    /// Waits for something that `wanted` picks out.
    ///
    /// # Errors
    /// As [`Self::turn`].
    pub async fn until<T>(
        &mut self,
        mut wanted: impl FnMut(News<'_>) -> Option<T>,
    ) -> Result<T, Fault> {
        let mut found = None;
        loop {
            self.turn(|news| found = found.take().or_else(|| wanted(news))).await?;
            if let Some(found) = found {
                return Ok(found);
            }
        }
    }

    /// Sends a command and waits until it is on disk. Answers the first entry that it caused.
    ///
    /// # Errors
    /// When the connection is gone, or the command is refused.
    pub async fn carry_out(&mut self, command: &str) -> Result<u64, Fault> {
        let sent = self.command(command).await?;
        self.until(|news| match news {
            News::Done { n, seq } if n == sent => Some(Ok(seq)),
            News::Refused(it) if it.n == sent => {
                Some(Err(Fault::Unexpected(format!("refused: {} ({})", it.message, it.code))))
            }
            _ => None,
        })
        .await?
    }

    fn note(&self, before: Cursor, cut: bool) {
        let Wrongs { gaps, doubles, cuts } = &*self.seat.wrongs;
        gaps.set(gaps.get() + self.cursor.gaps - before.gaps);
        doubles.set(doubles.get() + self.cursor.doubles - before.doubles);
        cuts.set(cuts.get() + u64::from(cut));
    }

    async fn ask_to_follow(&mut self) -> Result<(), Fault> {
        let (log, after) = (&self.seat.log, self.cursor.at);
        let follow = format!(r#"{{"t":"follow","log":"{log}","after":{after}}}"#);
        self.socket.send(&follow).await
    }
}

async fn greeted(seat: &Seat) -> Result<Socket, Fault> {
    let mut socket = Socket::open(seat.server, seat.cookie.as_deref()).await?;
    socket.send(&hello(seat)).await?;
    Ok(socket)
}

/// The first frame of a client.
pub fn hello(seat: &Seat) -> String {
    let sender = seat.sender;
    match &seat.token {
        Some(token) => {
            format!(r#"{{"t":"hello","token":"{token}","sender":"{sender}","tab":"{sender}"}}"#)
        }
        None => format!(r#"{{"t":"hello","sender":"{sender}"}}"#),
    }
}

/// Takes a frame into account. Answers whether we are behind and must follow again.
fn hear(
    cursor: &mut Cursor,
    log: &str,
    frame: Frame<'_>,
    each: &mut impl FnMut(News<'_>),
) -> Result<bool, Fault> {
    match frame {
        Frame::Entries(it) => match cursor.take(it.prev, it.entries.iter().map(|it| it.seq)) {
            Step::TakeBeyond(before) => {
                for entry in it.entries.into_iter().filter(|it| it.seq > before) {
                    each(News::Entry(entry));
                }
            }
            Step::FollowAgain => return Ok(true),
        },
        Frame::View { seq, entries, n, drives } => {
            let before = std::mem::replace(&mut cursor.at, seq);
            each(News::Drives(&drives));
            for entry in entries.into_iter().filter(|it| it.seq > before) {
                each(News::Entry(entry));
            }
            each(News::Following { n });
        }
        Frame::Followed { n } => each(News::Following { n }),
        Frame::Done { n, seq } => each(News::Done { n, seq }),
        Frame::Refused(it) => each(News::Refused(it)),
        Frame::Place => each(News::Place),
        Frame::Beat(heads) => return Ok(heads.get(log).is_some_and(|head| *head > cursor.at)),
        Frame::Bye(code) => return Err(Fault::Closed(format!("bye: {code}"))),
        Frame::Welcome | Frame::Board(_) | Frame::Other => {}
    }
    Ok(false)
}
