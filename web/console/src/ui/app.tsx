/** Which of the few whole screens is in front. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { access } from '../state/me.ts';
import { words } from '../words/words.ts';
import { Brand } from './brand.tsx';
import { First } from './first.tsx';
import { Modal } from './modal.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

/** The console. */
export function App(): JSX.Element {
  const now = access.value;
  if (location.pathname === '/first') return <First />;
  switch (now.is) {
    case 'asking':
      return <Patience />;
    case 'unreachable':
      return (
        <main class="gate">
          <div class="gate-card" role="status">
            <Brand />
            <h1>{words.network.unreachable}</h1>
            <p class="soft">{words.network.unreachableMore}</p>
          </div>
        </main>
      );
    case 'out':
      return <SignIn again={false} known="" />;
    case 'again':
      return (
        <>
          <Shell />
          <Modal label={words.signIn.title} onClose={null}>
            <SignIn again={true} known={now.me.agent.email} />
          </Modal>
        </>
      );
    case 'in':
      return <Shell />;
  }
}

/** Below this an empty page is calmer than a word that flickers. */
const CALM_MS = 400;

function Patience(): JSX.Element | null {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return late ? (
    <main class="gate">
      <p class="soft" role="status">
        {words.loading}
      </p>
    </main>
  ) : null;
}
