/** Why a page did not come, beside its line. */
import type { JSX } from 'preact';
import type { Outcome } from '../../../link/src/protocol.ts';
import { whyWords } from '../words/why.ts';

export function Why({ outcome }: { outcome: Outcome }): JSX.Element {
  return <span class="why">{wordOf(outcome)}</span>;
}

function wordOf(outcome: Outcome): string {
  if (outcome.is !== 'blocked') return whyWords.superseded;
  return outcome.why === 'link' ? '' : whyWords.blocked[outcome.why];
}
