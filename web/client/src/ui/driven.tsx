/** A drive as one line: where to, how far it is, and the link where it could not be opened. */
import type { JSX } from 'preact';
import type { Outcome } from '../../../link/src/protocol.ts';
import type { Line } from '../talk.ts';
import { words } from '../words/words.ts';
import { PageLink } from './text.tsx';

export function Driven({
  line,
  name,
}: {
  line: Extract<Line, { type: 'driven' }>;
  name: string;
}): JSX.Element {
  const why = whyNot(line.outcome);
  const isOnWay = line.outcome.is === 'dispatched' || line.outcome.is === 'taken';
  return (
    <div class={why === null ? 'drive' : 'drive stuck'}>
      <span class="arrow" aria-hidden="true">
        →
      </span>
      <span>
        {isOnWay ? words.driving(name) : words.went(name)} <PageLink page={line.to} />
        {why !== null && <span class="why">{why}</span>}
      </span>
    </div>
  );
}

/** Why the page did not come; null while it comes, or when it came. */
function whyNot(outcome: Outcome): string | null {
  switch (outcome.is) {
    case 'blocked':
      return words.blocked[outcome.why];
    case 'superseded':
      return words.superseded;
    case 'gone':
    case 'dispatched':
    case 'taken':
    case 'left':
    case 'arrived':
      return null;
  }
}
