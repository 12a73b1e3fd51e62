//! Agents who are signed in: the cookie that says so, and what is kept of it.

use docent_core::id::{AgentId, Id};
use docent_core::time::Millis;
use lru::LruCache;
use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard};

/// A sign-in ends after so long without use: two weeks.
pub const IDLE_MS: Millis = 14 * 24 * 60 * 60_000;
/// How often the last use is written down: an hour, so that reading pages costs no writes.
const NOTED_MS: Millis = 60 * 60_000;
/// Sign-ins at a time, of all agents; the one used longest ago ends first.
const SIGN_INS_MAX: NonZeroUsize = NonZeroUsize::new(20_000).expect("not zero");
/// Names of the cookie, with and without TLS. The prefix binds it to this host and to https.
const NAMES: [&str; 2] = ["__Host-docent", "docent"];

/// What is kept of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Who.
    pub agent: AgentId,
    /// Its last use, as far as it was written down.
    pub seen_ms: Millis,
}

impl SignIn {
    /// Whether it has not been used for too long.
    pub fn has_ended(&self, now_ms: Millis) -> bool {
        now_ms.saturating_sub(self.seen_ms) > IDLE_MS
    }
}

/// A new sign-in.
#[derive(Debug)]
pub struct Opened {
    /// What the browser is given, and nobody else ever sees.
    pub secret: Id,
    /// The name to keep it by: a hash of the secret.
    pub name: String,
    /// What to keep.
    pub sign_in: SignIn,
}

impl Opened {
    /// For this agent. It is good once it was admitted.
    pub fn draw(agent: AgentId, now_ms: Millis) -> Self {
        let secret = super::random_id();
        Self { secret, name: name_of(secret), sign_in: SignIn { agent, seen_ms: now_ms } }
    }
}

/// Agents who are signed in, by the hash of their cookie.
pub struct SignIns {
    inner: Mutex<LruCache<String, SignIn>>,
}

impl Default for SignIns {
    fn default() -> Self {
        Self { inner: Mutex::new(LruCache::new(SIGN_INS_MAX)) }
    }
}

impl std::fmt::Debug for SignIns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignIns({})", self.lock().len())
    }
}

impl SignIns {
    /// Lets in who has the secret of what is kept by this name.
    pub fn admit(&self, name: String, sign_in: SignIn) {
        self.lock().put(name, sign_in);
    }

    /// The names that all sign-ins are kept by.
    pub fn names(&self) -> Vec<String> {
        self.lock().iter().map(|(name, _)| name.clone()).collect()
    }

    /// Who sent these cookies; none where nobody is signed in, or no longer.
    pub fn agent(&self, cookies: &str, now_ms: Millis) -> Option<AgentId> {
        let name = name_of(secret_of(cookies)?);
        let mut inner = self.lock();
        let sign_in = *inner.get(&name)?;
        if sign_in.has_ended(now_ms) {
            inner.pop(&name);
            return None;
        }
        Some(sign_in.agent)
    }

    /// What is to be written down about the use of these cookies; none when that is recent enough.
    pub fn to_note(&self, cookies: &str, now_ms: Millis) -> Option<(String, SignIn)> {
        let name = name_of(secret_of(cookies)?);
        let mut inner = self.lock();
        let sign_in = inner.get_mut(&name)?;
        if now_ms.saturating_sub(sign_in.seen_ms) < NOTED_MS {
            return None;
        }
        sign_in.seen_ms = now_ms;
        Some((name, *sign_in))
    }

    /// Ends the sign-in of these cookies. Returns who it was and the name it was kept by.
    pub fn close(&self, cookies: &str) -> Option<(AgentId, String)> {
        let name = name_of(secret_of(cookies)?);
        let sign_in = self.lock().pop(&name)?;
        Some((sign_in.agent, name))
    }

    /// Ends the sign-in that was kept by this name. Returns who it was.
    pub fn close_named(&self, name: &str) -> Option<AgentId> {
        self.lock().pop(name).map(|sign_in| sign_in.agent)
    }

    /// Ends all sign-ins of an agent. Returns the names they were kept by.
    pub fn close_all(&self, agent: AgentId) -> Vec<String> {
        let mut inner = self.lock();
        let its = inner.iter().filter(|(_, it)| it.agent == agent).map(|(name, _)| name.clone());
        let names: Vec<String> = its.collect();
        for name in &names {
            inner.pop(name);
        }
        names
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, SignIn>> {
        self.inner.lock().expect("nobody panics with this lock held")
    }
}

/// Whether this browser keeps cookies for https alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Reached by https.
    Tls,
    /// Reached by plain http, as on one's own machine.
    Plain,
}

/// The `Set-Cookie` header that signs a browser in.
pub fn cookie(secret: Id, transport: Transport) -> String {
    let seconds = IDLE_MS / 1_000;
    written(&format!("{secret}; Max-Age={seconds}"), transport)
}

/// The `Set-Cookie` header that signs a browser out.
pub fn no_cookie(transport: Transport) -> String {
    written("; Max-Age=0", transport)
}

fn written(value: &str, transport: Transport) -> String {
    let [tls, plain] = NAMES;
    match transport {
        Transport::Tls => format!("{tls}={value}; Path=/; Secure; HttpOnly; SameSite=Strict"),
        Transport::Plain => format!("{plain}={value}; Path=/; HttpOnly; SameSite=Strict"),
    }
}

/// The value of the cookie `name` in a `Cookie` header; the first where there are several.
pub fn cookie_value<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(own, _)| *own == name).map(|(_, value)| value)
}

fn secret_of(cookies: &str) -> Option<Id> {
    NAMES.iter().find_map(|name| cookie_value(cookies, name))?.parse().ok()
}

fn name_of(secret: Id) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::random_id;

    fn open(sign_ins: &SignIns, agent: AgentId) -> Opened {
        let opened = Opened::draw(agent, 0);
        sign_ins.admit(opened.name.clone(), opened.sign_in);
        opened
    }

    fn header(secret: Id) -> String {
        cookie(secret, Transport::Plain).split(';').next().unwrap().to_owned()
    }

    /// SE12: a sign-in that was ended, by its agent or with the account, lets nobody in.
    #[test]
    fn se12_ended_sign_ins_are_dead() {
        let sign_ins = SignIns::default();
        let ada = random_id();
        let [here, there] = [(); 2].map(|()| header(open(&sign_ins, ada).secret));
        assert_eq!(sign_ins.agent(&here, 1), Some(ada));

        sign_ins.close(&here);
        assert_eq!(sign_ins.agent(&here, 1), None);
        assert_eq!(sign_ins.agent(&there, 1), Some(ada));

        assert_eq!(sign_ins.close_all(ada).len(), 1);
        assert_eq!(sign_ins.agent(&there, 1), None);
    }

    /// SE12: a sign-in that nobody used for two weeks has ended.
    #[test]
    fn se12_unused_sign_ins_end() {
        let sign_ins = SignIns::default();
        let ada = random_id();
        let cookie = header(open(&sign_ins, ada).secret);

        assert_eq!(sign_ins.agent(&cookie, IDLE_MS), Some(ada));
        assert_eq!(sign_ins.agent(&cookie, IDLE_MS + 1), None);
        assert_eq!(sign_ins.agent(&cookie, 0), None);
    }

    /// SE20: the cookie goes along only with requests of our own pages, and no script reads it.
    #[test]
    fn se20_the_cookie_is_strict() {
        let tls = cookie(random_id(), Transport::Tls);
        let plain = cookie(random_id(), Transport::Plain);

        assert!(tls.starts_with("__Host-docent=") && tls.contains("; Secure;"));
        for cookie in [tls, plain] {
            assert!(cookie.contains("; Path=/;"), "{cookie}");
            assert!(cookie.ends_with("HttpOnly; SameSite=Strict"), "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
    }

    /// SE22: what is kept and shown of a sign-in is a hash of what the browser has.
    #[test]
    fn se22_the_secret_of_a_sign_in_is_not_kept() {
        let sign_ins = SignIns::default();

        let opened = open(&sign_ins, random_id());

        let kept = serde_json::to_string(&(&opened.name, opened.sign_in)).unwrap();
        assert!(!kept.contains(&opened.secret.to_string()));
    }

    #[test]
    fn use_is_written_down_once_an_hour_and_survives_a_restart() {
        let before = SignIns::default();
        let opened = open(&before, random_id());
        let cookies = format!("other=1; {}", header(opened.secret));

        assert_eq!(before.to_note(&cookies, NOTED_MS - 1), None);
        let (name, sign_in) = before.to_note(&cookies, NOTED_MS).unwrap();
        assert_eq!(before.to_note(&cookies, NOTED_MS + 1), None);

        let after = SignIns::default();
        after.admit(name, sign_in);
        assert_eq!(after.agent(&cookies, IDLE_MS + NOTED_MS), Some(sign_in.agent));
    }
}
