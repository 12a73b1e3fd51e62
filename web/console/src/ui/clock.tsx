/** Times that run, each updating its own text only. */

import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { clockText, fullText, runningTime, spanText } from '../pure/time.ts';
import { second } from '../state/clock.ts';
import { lang, words } from '../words/words.ts';

/** The time since a point, running: `0:42`. */
export function Running({ since_ms }: { since_ms: number }): JSX.Element {
  return <span class="running">{runningTime(second.value - since_ms)}</span>;
}

/** The time until a point, running down: `0:21`. */
export function Countdown({ until_ms }: { until_ms: number }): JSX.Element {
  return <span class="running">{runningTime(until_ms - second.value)}</span>;
}

/** The time since a point in its largest unit: `4 min`. */
export function Since({ since_ms }: { since_ms: number }): JSX.Element {
  // Drawn anew only when its text changes: about once a minute, not once a second.
  const text = useMemo(
    () => computed(() => spanText(second.value - since_ms) || words.justNow),
    [since_ms],
  );
  return <>{text.value}</>;
}

/** A time of day; the whole date on hover. */
export function At({ at_ms, name }: { at_ms: number; name?: string }): JSX.Element {
  return (
    <time class={name} dateTime={new Date(at_ms).toISOString()} title={fullText(at_ms, lang())}>
      {clockText(at_ms, lang())}
    </time>
  );
}
