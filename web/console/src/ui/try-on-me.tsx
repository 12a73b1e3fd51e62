/** The button that shows an agent what visitors see. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { me } from '../state/me.ts';
import { tryOnMe } from '../state/try-on-me.ts';
import { words } from '../words/words.ts';
import { because } from './problem.ts';

/** The part. */
export function TryOnMe({ site }: { site: string }): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const start = async (): Promise<void> => {
    const answer = await tryOnMe(site, words.tryOnMe.name(me.peek()?.agent.name ?? ''));
    setProblem(answer.ok ? null : words.tryOnMe.failed(because(answer)));
  };
  return (
    <section class="block">
      <button type="button" class="button" onClick={() => void start()}>
        {words.tryOnMe.act}
      </button>
      <p class="soft small">{words.tryOnMe.hint}</p>
      {problem === null ? null : (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
