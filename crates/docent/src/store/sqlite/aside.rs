//! Work that gives way: what is done beside the commits takes a core only while nobody waits for it.

/// Niceness of moving pages: behind all that answers, but it must keep up with what is written.
pub(super) const CHECKPOINTS: i32 = 10;
/// Niceness of the search, which may lag behind: the last of all.
pub(super) const SEARCH: i32 = 19;

/// Does `work` on this thread, which gives way to others by `niceness`. Where the system does not
/// know threads that give way, it is done like all else.
pub(super) fn behind(niceness: i32, work: impl FnOnce()) {
    give_way(niceness);
    work();
}

/// On Linux the priority of "this process" is that of the calling thread alone.
#[cfg(target_os = "linux")]
fn give_way(niceness: i32) {
    if let Err(err) = rustix::process::setpriority_process(None, niceness) {
        tracing::debug!(error = %err, niceness, "a thread does not give way");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way(_niceness: i32) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// ST31: what is done beside the commits gives way to them, and they do not give way.
    #[test]
    fn st31_only_work_beside_the_commits_gives_way() {
        let own = || rustix::process::getpriority_process(None).expect("it can be asked");
        let before = own();

        let beside = std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let mut seen = 0;
                behind(SEARCH, || seen = own());
                seen
            });
            thread.join().expect("it does not panic")
        });

        assert_eq!((beside, own()), (SEARCH, before));
    }
}
