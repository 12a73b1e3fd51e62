/** What the agent has before the eyes: whether this window, and which chat. */

import { computed, signal } from '@preact/signals';
import { route } from './place.ts';
import { talkOf } from './talk.ts';

/** Whether the window is in front of everything else. */
export const inFront = signal(document.hasFocus() && !document.hidden);

/** The chat whose latest words are being looked at now. */
export const reading = computed<string | null>(() => {
  const at = route.value;
  const isTalk = at.screen === 'inbox' || at.screen === 'tours';
  if (!inFront.value || !isTalk || at.channel === null) return null;
  return talkOf(at.channel).atEnd.value ? at.channel : null;
});

/** Follows the window. Returns what stops it. */
export function startFront(): () => void {
  const look = (): void => {
    inFront.value = document.hasFocus() && !document.hidden;
  };
  const names = ['focus', 'blur'] as const;
  for (const name of names) addEventListener(name, look);
  document.addEventListener('visibilitychange', look);
  return () => {
    for (const name of names) removeEventListener(name, look);
    document.removeEventListener('visibilitychange', look);
  };
}
