//! Agents' accounts as a whole: the directory's entry, the secrets kept beside it, and sign-ins.

use crate::auth::sign_in::{Opened, SignIn};
use crate::auth::{Auth, random_id};
use crate::clock;
use crate::engine::{Engine, RunError};
use crate::hub::Hub;
use crate::store::{Store, StoreError};
use docent_core::actor::Actor;
use docent_core::desk::DeskCommand;
use docent_core::directory::{Agent, DirectoryCommand, Role};
use docent_core::id::{AgentId, LogId};
use docent_core::machine::{Command, Order};

/// Kind of the secrets that are password hashes, by agent.
const PASSWORD: &str = "password";
/// Kind of the secrets that are sign-ins, by the hash of their cookie.
const SIGN_IN: &str = "sign-in";

/// What an account is made of.
#[derive(Debug, Clone)]
pub struct NewAgent {
    /// What the agent signs in with.
    pub email: String,
    /// What visitors read.
    pub name: String,
    /// What the agent may do.
    pub role: Role,
    /// The hash of the password.
    pub hash: String,
}

/// What accounts are kept in.
#[derive(Debug, Clone, Copy)]
pub struct Accounts<'a> {
    /// Where secrets are kept.
    pub store: &'a Store,
    /// Who writes the directory.
    pub engine: &'a Engine,
}

impl Accounts<'_> {
    /// Adds an account. Its password is kept first: an account without one could not sign in.
    ///
    /// # Errors
    /// When the directory refuses it, or the store fails; then nothing is kept.
    pub async fn add(&self, by: Actor, new: NewAgent) -> Result<Agent, RunError> {
        let NewAgent { email, name, role, hash } = new;
        let id = random_id();
        let agent = Agent { id, email: email.trim().to_lowercase(), name, role, may_drive: true };
        self.set_password(id, &hash).await?;
        let added = self.directory(by, DirectoryCommand::AddAgent { agent: agent.clone() }).await;
        if let Err(err) = added {
            self.store.delete_secret(PASSWORD, &id.to_string()).await?;
            return Err(err);
        }
        Ok(self.engine.directory().agent(id).cloned().unwrap_or(agent))
    }

    /// Removes an account with its secrets, and ends its sign-ins and sockets.
    ///
    /// # Errors
    /// When the directory refuses it, or the store fails.
    pub async fn remove(
        &self,
        by: Actor,
        agent: AgentId,
        (auth, hub): (&Auth, &Hub),
    ) -> Result<(), RunError> {
        self.directory(by, DirectoryCommand::RemoveAgent { agent }).await?;
        let ended = auth.sign_ins.close_all(agent);
        hub.sign_out(agent);
        for name in ended {
            self.store.delete_secret(SIGN_IN, &name).await?;
        }
        self.store.delete_secret(PASSWORD, &agent.to_string()).await?;
        self.desk(agent, DeskCommand::NoteSignOut).await
    }

    /// The hash of an agent's password; none for who has none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn password(&self, agent: AgentId) -> Result<Option<String>, StoreError> {
        let hash = self.store.secret(PASSWORD, &agent.to_string()).await?;
        Ok(hash.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Replaces an agent's password by the one with this hash, and forgets the agent's sign-ins.
    /// A server that runs on the same store ends them at its next look.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn change_password(&self, agent: AgentId, hash: &str) -> Result<(), StoreError> {
        self.set_password(agent, hash).await?;
        for (name, kept) in self.store.secrets(SIGN_IN).await? {
            let own = serde_json::from_slice::<SignIn>(&kept).is_ok_and(|it| it.agent == agent);
            if own {
                self.store.delete_secret(SIGN_IN, &name).await?;
            }
        }
        Ok(())
    }

    /// Ends the sign-ins that are no longer kept: the command line has changed a password.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drop_ended(&self, auth: &Auth, hub: &Hub) -> Result<(), StoreError> {
        // In this order: a sign-in is kept before it is admitted.
        let admitted = auth.sign_ins.names();
        let kept = self.store.secrets(SIGN_IN).await?;
        let is_kept = |name: &String| kept.binary_search_by(|(own, _)| own.cmp(name)).is_ok();
        for name in admitted.iter().filter(|name| !is_kept(name)) {
            if let Some(agent) = auth.sign_ins.close_named(name) {
                hub.sign_out(agent);
            }
        }
        Ok(())
    }

    async fn set_password(&self, agent: AgentId, hash: &str) -> Result<(), StoreError> {
        self.store.put_secret(PASSWORD, &agent.to_string(), hash.as_bytes()).await
    }

    /// Signs an agent in: kept, and written down at the agent's desk.
    ///
    /// # Errors
    /// When the store fails; then nobody is signed in.
    pub async fn sign_in(&self, auth: &Auth, agent: AgentId) -> Result<Opened, RunError> {
        let opened = Opened::draw(agent, clock::now_ms());
        self.note_use(&opened.name, opened.sign_in).await?;
        auth.sign_ins.admit(opened.name.clone(), opened.sign_in);
        self.desk(agent, DeskCommand::NoteSignIn).await?;
        Ok(opened)
    }

    /// Ends the sign-in of these cookies, and the agent's sockets. Who is not signed in stays so.
    ///
    /// # Errors
    /// When the store fails. The sign-in has ended all the same, until the server starts again.
    pub async fn sign_out(&self, auth: &Auth, hub: &Hub, cookies: &str) -> Result<(), RunError> {
        let Some((agent, name)) = auth.sign_ins.close(cookies) else { return Ok(()) };
        hub.sign_out(agent);
        self.store.delete_secret(SIGN_IN, &name).await?;
        self.desk(agent, DeskCommand::NoteSignOut).await
    }

    /// Writes down that a sign-in was used.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note_use(&self, name: &str, sign_in: SignIn) -> Result<(), StoreError> {
        let kept = serde_json::to_vec(&sign_in).expect("a sign-in has string keys only");
        self.store.put_secret(SIGN_IN, name, &kept).await
    }

    /// Takes the sign-ins of before a restart over, and forgets those that have ended.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn restore(&self, auth: &Auth) -> Result<(), StoreError> {
        let now_ms = clock::now_ms();
        for (name, kept) in self.store.secrets(SIGN_IN).await? {
            match serde_json::from_slice::<SignIn>(&kept) {
                Ok(sign_in) if !sign_in.has_ended(now_ms) => auth.sign_ins.admit(name, sign_in),
                Ok(_) | Err(_) => self.store.delete_secret(SIGN_IN, &name).await?,
            }
        }
        Ok(())
    }

    /// Asks the directory for something.
    ///
    /// # Errors
    /// When it is refused, or the store fails.
    pub async fn directory(&self, by: Actor, command: DirectoryCommand) -> Result<(), RunError> {
        let order = Order { by, name: None, command: Command::Directory(command) };
        self.engine.run(LogId::Directory, order).await.map(|_done| ())
    }

    async fn desk(&self, agent: AgentId, command: DeskCommand) -> Result<(), RunError> {
        let order = Order { by: Actor::Server, name: None, command: Command::Desk(command) };
        self.engine.run(LogId::Desk(agent), order).await.map(|_done| ())
    }
}
