//! Passwords: argon2id, on threads of their own, a few at a time.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Hashes at work at once: each takes 19 MiB and a core for a few hundredths of a second.
const AT_ONCE: usize = 2;
/// Hashes that may wait for their turn; beyond it the answer is *busy*.
const WAITING_MAX: usize = 64;
/// Characters that a password needs.
pub const CHARS_MIN: usize = 8;
/// Bytes beyond which a text is no password.
pub const BYTES_MAX: usize = 1_024;
/// Hash of a password that nobody knows: checked against when there is no such agent, so that the
/// time it takes tells nothing.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5a25vd3NpdA$K4Fh2jV5yJ0T0cJ1mJf0mEo3o2p6iQ8rB5o1s9Qm0nA";

/// Why there is no answer about a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too many are being checked.
    #[error("too many passwords are being checked")]
    Busy,
    /// The password is too short or too long.
    #[error("a password needs {CHARS_MIN} characters or more, and at most {BYTES_MAX} bytes")]
    Length,
    /// The hash could not be made.
    #[error("the password could not be hashed")]
    Failed,
}

/// Hashes and checks passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let places = Arc::new(Semaphore::new(AT_ONCE + WAITING_MAX));
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), places }
    }
}

impl Passwords {
    /// The hash to keep of a new password, as a PHC string.
    ///
    /// # Errors
    /// When its length is not allowed, or there is too much to do.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        check_length(&password)?;
        self.work(move || hash_now(&password)).await?
    }

    /// Whether `password` has this hash. Takes the same time when there is no hash.
    ///
    /// # Errors
    /// When there is too much to do.
    pub async fn check(
        &self,
        hash: Option<String>,
        password: String,
    ) -> Result<bool, PasswordError> {
        if password.len() > BYTES_MAX {
            return Ok(false);
        }
        self.work(move || {
            let known = hash.is_some();
            let right = is_right(hash.as_deref().unwrap_or(NOBODY), &password);
            known && right
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _place = self.places.try_acquire().map_err(|_full| PasswordError::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_closed| PasswordError::Failed)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|_panicked| PasswordError::Failed)
    }
}

/// Hashes on this thread: for the command line.
///
/// # Errors
/// When the length is not allowed.
pub fn hash_now(password: &str) -> Result<String, PasswordError> {
    check_length(password)?;
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|_hash_error| PasswordError::Failed)
}

/// A password to hand to someone: 130 random bits.
pub fn draw() -> String {
    super::random_id().to_string()
}

fn check_length(password: &str) -> Result<(), PasswordError> {
    let fits = password.chars().count() >= CHARS_MIN && password.len() <= BYTES_MAX;
    if fits { Ok(()) } else { Err(PasswordError::Length) }
}

fn is_right(hash: &str, password: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SE23: an unknown agent costs the same work as a wrong password: both hash once.
    #[tokio::test]
    async fn se23_unknown_agents_cost_a_hash_too() {
        let hash = PasswordHash::new(NOBODY).expect("the stand-in is a hash");
        let real = hash_now("correct horse").unwrap();
        let real = PasswordHash::new(&real).unwrap();
        assert_eq!((hash.algorithm, hash.params), (real.algorithm, real.params));

        let known = Passwords::default().check(None, "correct horse".into()).await;

        assert_eq!(known, Ok(false));
    }

    #[tokio::test]
    async fn a_password_is_checked_against_its_hash() {
        let passwords = Passwords::default();
        let hash = passwords.hash("lovelace".into()).await.unwrap();

        assert!(hash.starts_with("$argon2id$"));
        assert_eq!(passwords.check(Some(hash.clone()), "lovelace".into()).await, Ok(true));
        assert_eq!(passwords.check(Some(hash), "Lovelace".into()).await, Ok(false));
        assert_eq!(passwords.hash("short".into()).await, Err(PasswordError::Length));
    }
}
