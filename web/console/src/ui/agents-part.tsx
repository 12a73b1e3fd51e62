/** The agents: who they are, one more, one less. For admins. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Agent, Role } from '../../../link/src/protocol.ts';
import { keepAgents, me, myId } from '../state/me.ts';
import { rest } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { Ask } from './ask.tsx';
import { Field, PasswordField, TextField } from './field.tsx';
import { PASSWORD_CHARS_MIN } from './first.tsx';
import { Icon } from './icon.tsx';
import { initial } from './name.ts';
import { because } from './problem.ts';

/** The part. */
export function AgentsPart(): JSX.Element {
  const [isAdding, setAdding] = useState(false);
  const agents = me.value?.agents ?? [];
  return (
    <section>
      <header class="part-head with-act">
        <div class="grow">
          <h2>{words.agents.title}</h2>
          <p class="soft">{words.agents.hint}</p>
        </div>
        {isAdding ? null : (
          <button
            type="button"
            class="button"
            onClick={() => {
              setAdding(true);
            }}
          >
            <Icon name="plus" />
            {words.agents.add}
          </button>
        )}
      </header>
      {isAdding ? (
        <NewAgentForm
          onDone={() => {
            setAdding(false);
          }}
        />
      ) : null}
      <ul class="cards" aria-label={words.agents.title}>
        {agents.map((agent) => (
          <AgentRow key={agent.id} agent={agent} />
        ))}
      </ul>
    </section>
  );
}

function AgentRow({ agent }: { agent: Agent }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isMe = agent.id === myId.value;
  const remove = async (): Promise<void> => {
    setAsking(false);
    const answer = await rest.removeAgent(agent.id);
    if (!answer.ok) setProblem(because(answer));
    else keepAgents((me.peek()?.agents ?? []).filter((other) => other.id !== agent.id));
  };
  return (
    <li class="card-row">
      <span class="face" aria-hidden="true">
        {initial(agent.name)}
      </span>
      <div class="grow">
        <h3 class="cut">
          {agent.name} {isMe ? <span class="badge">{words.agents.you}</span> : null}
        </h3>
        <p class="soft cut">{agent.email}</p>
        {problem === null ? null : (
          <p class="wrong" role="alert">
            {problem}
          </p>
        )}
      </div>
      <MayDrive agent={agent} onProblem={setProblem} />
      <span class="soft">{words.agents.roles[agent.role]}</span>
      {isMe || asking ? null : (
        <button
          type="button"
          class="button tight"
          onClick={() => {
            setAsking(true);
          }}
        >
          {words.agents.remove}
          <span class="sr"> {agent.name}</span>
        </button>
      )}
      {asking ? (
        <Ask
          question={words.agents.removeAsk(agent.name)}
          yes={words.agents.removeYes}
          kind="bad"
          place="inline"
          onYes={() => void remove()}
          onNo={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </li>
  );
}

/** The right to drive, changed at once. */
function MayDrive(props: {
  agent: Agent;
  onProblem: (problem: string | null) => void;
}): JSX.Element {
  const { agent, onProblem } = props;
  const change = async (may_drive: boolean): Promise<void> => {
    const { id, name, role } = agent;
    const answer = await rest.changeAgent(id, { name, role, may_drive });
    onProblem(answer.ok ? null : because(answer));
    const agents = me.peek()?.agents ?? [];
    keepAgents(agents.map((it) => (answer.ok && it.id === id ? answer.value : it)));
  };
  return (
    <label class="choice">
      <input
        type="checkbox"
        aria-label={words.policy.mayDriveOf(agent.name)}
        checked={agent.may_drive}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      <span>{words.policy.mayDrive}</span>
    </label>
  );
}

function NewAgentForm({ onDone }: { onDone: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    const length = [...password].length;
    if (length < PASSWORD_CHARS_MIN) {
      setWrong(words.first.short(length));
      return;
    }
    const answer = await rest.addAgent({ name: name.trim(), email: email.trim(), role, password });
    if (answer.ok) {
      keepAgents([...(me.peek()?.agents ?? []), answer.value]);
      onDone();
    } else {
      setWrong(answer.code === 'already-there' ? words.agents.exists : because(answer));
    }
  };
  return (
    <form
      class="block stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={words.agents.name}
        hint={words.first.nameHint}
        value={name}
        onValue={setName}
      />
      <TextField
        label={words.agents.email}
        hint={words.first.emailHint}
        type="email"
        value={email}
        onValue={setEmail}
      />
      <RoleField role={role} onRole={setRole} />
      <PasswordField
        label={words.agents.password}
        hint={words.agents.passwordHint}
        autocomplete="new-password"
        value={password}
        wrong={wrong}
        onValue={setPassword}
      />
      <div class="save-bar">
        <button type="submit" class="button main">
          {words.agents.create}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function RoleField({ role, onRole }: { role: Role; onRole: (role: Role) => void }): JSX.Element {
  return (
    <Field label={words.agents.role} hint={words.agents.hint}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={role}
          onChange={(event) => {
            onRole(event.currentTarget.value === 'admin' ? 'admin' : 'agent');
          }}
        >
          <option value="agent">{words.agents.roles.agent}</option>
          <option value="admin">{words.agents.roles.admin}</option>
        </select>
      )}
    </Field>
  );
}
