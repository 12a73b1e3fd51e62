/** The one switch that stops all driving of a site, at once. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../../link/src/protocol.ts';
import { keepSite } from '../state/me.ts';
import { rest } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { because } from './problem.ts';

/** The switch. */
export function StopDriving({ site }: { site: Site }): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const isStopped = site.settings.driving === 'stopped';
  const turn = async (): Promise<void> => {
    const driving = isStopped ? 'allowed' : 'stopped';
    const answer = await rest.changeSite(site.key, { ...site.settings, driving });
    if (answer.ok) keepSite(answer.value);
    setProblem(answer.ok ? null : words.settings.failed(because(answer)));
  };
  return (
    <section class={`block ${isStopped ? 'stopped' : ''}`}>
      <button
        type="button"
        class="switch danger"
        role="switch"
        aria-checked={isStopped}
        onClick={() => void turn()}
      >
        <span class="switch-track" />
        <span>
          <strong>{isStopped ? words.site.stopped : words.site.stop}</strong>
          <span class="soft small switch-hint">{words.site.stopHint}</span>
        </span>
      </button>
      {problem === null ? null : (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
