//! Doing many things at once on one thread, as many as a bound allows.

use crate::fault::Fault;
use std::cell::Cell;
use std::rc::Rc;
use tokio::task::JoinSet;

/// Clients that arrive at the same time.
pub const AT_ONCE: usize = 64;

/// Does `one` for each number below `count`, [`AT_ONCE`] at a time: each worker has what `start`
/// gives it. Answers what came of them, in no order.
///
/// # Errors
/// The first fault.
pub async fn each<W, T, S, O>(count: usize, start: S, one: O) -> Result<Vec<T>, Fault>
where
    T: 'static,
    S: AsyncFn() -> Result<W, Fault> + 'static,
    O: AsyncFn(&mut W, usize) -> Result<T, Fault> + 'static,
{
    let next = Rc::new(Cell::new(0));
    let (start, one) = (Rc::new(start), Rc::new(one));
    let mut workers: JoinSet<Result<Vec<T>, Fault>> = JoinSet::new();
    for _ in 0..AT_ONCE.min(count) {
        let (next, start, one) = (Rc::clone(&next), Rc::clone(&start), Rc::clone(&one));
        workers.spawn_local(async move {
            let mut worker = start().await?;
            let mut done = Vec::new();
            while next.get() < count {
                let number = next.replace(next.get() + 1);
                done.push(one(&mut worker, number).await?);
            }
            Ok(done)
        });
    }
    let mut all = Vec::with_capacity(count);
    while let Some(done) = workers.join_next().await {
        all.extend(done.map_err(|err| Fault::Unexpected(err.to_string()))??);
    }
    Ok(all)
}

/// Runs `work` on this thread, with room for tasks of the same thread.
///
/// # Errors
/// Those of `work`, or when the machine gives no runtime.
pub fn on_one_thread<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(Fault::io("start a runtime"))?;
    tokio::task::LocalSet::new().block_on(&runtime, work)
}
