/** The owner's first two minutes: make the account, paste the line, click the button. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { access, askMe } from '../state/me.ts';
import { type Problem, rest } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { Brand } from './brand.tsx';
import { PasswordField, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { because } from './problem.ts';
import { Start } from './start.tsx';

/** Shorter passwords are refused; as in the server's rules. */
export const PASSWORD_CHARS_MIN = 10;

/** The one-time code stands behind the `#`; it is taken out of the address at once. */
const code = takeCode();

/** The page behind the one-time link. */
export function First(): JSX.Element {
  const [isMade, setMade] = useState(false);
  const now = access.value;
  if (isMade && now.is === 'in') return <Start me={now.me} />;
  return (
    <main class="gate">
      <NewAdmin
        onMade={() => {
          setMade(true);
        }}
      />
    </main>
  );
}

function NewAdmin({ onMade }: { onMade: () => void }): JSX.Element {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(code === '' ? words.first.noCode : null);
  const submit = async (): Promise<void> => {
    const fault = faultOf(email, name, password);
    setWrong(fault);
    if (fault !== null || busy) return;
    setBusy(true);
    const answer = await rest.first({ code, email: email.trim(), name: name.trim(), password });
    if (answer.ok) {
      onMade();
      await askMe();
    } else setWrong(reason(answer));
    setBusy(false);
  };
  return (
    <form
      class="gate-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Brand />
      <div>
        <h1>{words.first.title}</h1>
        <p class="soft">{words.first.lead}</p>
      </div>
      {wrong === null ? null : (
        <div class="notice bad" role="alert">
          <Icon name="warn" />
          <span>
            {wrong}{' '}
            {wrong === words.first.used ? <a href="/console/">{words.first.toSignIn}</a> : null}
          </span>
        </div>
      )}
      <TextField
        label={words.first.email}
        hint={words.first.emailHint}
        type="email"
        autocomplete="username"
        focus={true}
        value={email}
        onValue={setEmail}
      />
      <TextField
        label={words.first.name}
        hint={words.first.nameHint}
        autocomplete="name"
        value={name}
        onValue={setName}
      />
      <PasswordField
        label={words.first.password}
        hint={words.first.passwordHint}
        autocomplete="new-password"
        value={password}
        onValue={setPassword}
      />
      <button type="submit" class="button main wide" aria-disabled={busy}>
        {busy ? words.first.busy : words.first.submit}
      </button>
    </form>
  );
}

function faultOf(email: string, name: string, password: string): string | null {
  if (email.trim() === '' || name.trim() === '') return words.first.empty;
  const length = [...password].length;
  return length < PASSWORD_CHARS_MIN ? words.first.short(length) : null;
}

function reason(problem: Problem): string {
  return problem.code === 'link-used' ? words.first.used : because(problem);
}

function takeCode(): string {
  if (location.pathname !== '/first') return '';
  const found = location.hash.slice(1);
  history.replaceState(null, '', '/first');
  return found;
}
