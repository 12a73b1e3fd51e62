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
  return (
    <div class={why === null || why === '' ? 'drive' : 'drive stuck'}>
      <span class="arrow" aria-hidden="true">
        →
      </span>
      <span>
        {leadOf(line.outcome)(name)} <PageLink page={line.to} />
        {why !== null && why !== '' && <span class="why">{why}</span>}
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
