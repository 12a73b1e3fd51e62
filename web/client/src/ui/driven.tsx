/** A drive as one line: where to, how far it is, and the link where it could not be opened. */
import type { JSX } from 'preact';
import type { Outcome } from '../../../link/src/protocol.ts';
import type { Line } from '../talk.ts';
import { words } from '../words/words.ts';
import { lazy } from './lazy.tsx';
import { PageLink } from './text.tsx';

const Why = lazy(async () => (await import('./why.tsx')).Why);

export function Driven({
  line,
  name,
}: {
  line: Extract<Line, { type: 'driven' }>;
  name: string;
}): JSX.Element {
  const { outcome } = line;
  return (
    <div class={isStuck(outcome) ? 'drive stuck' : 'drive'}>
      <span class="arrow" aria-hidden="true">
        →
      </span>
      <span>
        {leadOf(outcome)(name)} <PageLink page={line.to} />
        {isStuck(outcome) && <Why outcome={outcome} />}
      </span>
    </div>
  );
}

/** What the guide does, did or wanted. */
function leadOf(outcome: Outcome): (name: string) => string {
  switch (outcome.is) {
    case 'dispatched':
    case 'taken':
      return words.driving;
    case 'left':
    case 'arrived':
      return words.went;
    case 'blocked':
      return outcome.why === 'link' ? words.sendsPage : words.wanted;
    case 'superseded':
    case 'gone':
      return words.wanted;
  }
}

/** Whether it did not come for a reason that is worth a word. */
function isStuck(outcome: Outcome): boolean {
  return outcome.is === 'superseded' || (outcome.is === 'blocked' && outcome.why !== 'link');
}
