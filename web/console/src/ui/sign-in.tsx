/** Signing in: the first screen, and again on top of everything when a console was signed out. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { secondsText } from '../pure/time.ts';
import { askMe } from '../state/me.ts';
import { type Problem, rest } from '../state/rest.ts';
import { lang, words } from '../words/words.ts';
import { Brand } from './brand.tsx';
import { PasswordField, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { because } from './problem.ts';

/** The form. `again`: it lies over a console whose sign-in ran out. */
export function SignIn({ again, known }: { again: boolean; known: string }): JSX.Element {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (email.trim() === '' || password === '') {
      setWrong(words.signIn.empty);
      return;
    }
    setBusy(true);
    const answer = await rest.login(email.trim(), password);
    if (answer.ok) await askMe();
    else setWrong(reason(answer));
    setBusy(false);
  };
  return (
    <main class="gate">
      <form class="gate-card" onSubmit={(event) => void submit(event)} noValidate>
        <Brand />
        <h1>{words.signIn.title}</h1>
        {again ? <p class="soft">{words.signIn.again}</p> : null}
        {wrong === null ? null : (
          <div class="notice bad" role="alert">
            <Icon name="warn" />
            <span>{wrong}</span>
          </div>
        )}
        <TextField
          label={words.signIn.email}
          type="email"
          autocomplete="username"
          focus={known === ''}
          value={email}
          onValue={setEmail}
        />
        <PasswordField
          label={words.signIn.password}
          autocomplete="current-password"
          focus={known !== ''}
          value={password}
          onValue={setPassword}
        />
        <button type="submit" class="button main wide" aria-disabled={busy}>
          {busy ? words.signIn.busy : words.signIn.submit}
        </button>
      </form>
    </main>
  );
}

function reason(problem: Problem): string {
  switch (problem.code) {
    case 'wrong-password':
      return words.signIn.wrong;
    case 'too-many-tries':
      return words.signIn.tooMany(secondsText(problem.retry_ms ?? 60_000, lang()));
    case 'offline':
      return `${words.network.unreachable} ${words.tryAgain}.`;
    default:
      return because(problem);
  }
}
