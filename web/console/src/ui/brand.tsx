/** The sign of the product: two places and the way from one to the other. */

import type { JSX } from 'preact';
import { words } from '../words/words.ts';

/** The mark alone. */
export function Mark({ size = 24 }: { size?: number }): JSX.Element {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="6" fill="var(--accent)" />
      <path
        d="M7 16.5c0-5 10-4 10-9"
        fill="none"
        stroke="var(--on-accent)"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-dasharray="0.1 3.2"
      />
      <circle cx="7" cy="16.5" r="2.2" fill="var(--on-accent)" />
      <circle cx="17" cy="7.5" r="2.2" fill="none" stroke="var(--on-accent)" stroke-width="1.6" />
    </svg>
  );
}

/** Mark and name. */
export function Brand(): JSX.Element {
  return (
    <p class="brand">
      <Mark />
      <span>{words.product}</span>
    </p>
  );
}
