/** For whom the drive bar drives: the visitor of a chat, or of a tour all or those who were chosen. */

import type { View } from '../../../link/src/protocol.ts';
import type { drive } from '../state/acts.ts';
import { siteOf } from '../state/me.ts';
import type { Talk } from '../state/talk.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { words } from '../words/words.ts';
import { browserName, visitorName } from './name.ts';

/** Whom a drive is for: of a tour those who were chosen, and how it is spread. */
export function howOf(talk: Talk, view: View, confirmed: boolean): Parameters<typeof drive>[2] {
  if (view.tour === null) return {};
  const desk = tourDesk(talk.id);
  const chosen = [...desk.chosen.peek()].sort((a, b) => a - b);
  const spread_ms = desk.spread_ms.peek();
  return {
    ...(chosen.length === 0 ? {} : { browsers: chosen }),
    ...(spread_ms === 0 ? {} : { spread_ms }),
    ...(confirmed ? { confirmed } : {}),
  };
}

/** How many browsers a drive would take now. */
export function meant(talk: Talk, view: View, who: 'chosen' | 'all' = 'chosen'): number {
  const chosen = who === 'all' ? new Set<number>() : tourDesk(talk.id).chosen.peek();
  const asks = siteOf(view.site)?.settings.consent === 'ask';
  return Object.entries(view.browsers).filter(
    ([number, it]) =>
      (chosen.size === 0 || chosen.has(Number(number))) &&
      !(it.departed || it.away || it.paused || (asks && !it.consented)),
  ).length;
}

/** What is asked first where somebody is typing in a form. */
export function typingQuestion(talk: Talk, view: View): string | null {
  if (view.tour === null) {
    return talk.now.peek().unsaved ? words.drive.typing(visitorName(view)) : null;
  }
  const chosen = tourDesk(talk.id).chosen.peek();
  const typing = [...talk.nows.peek()].filter(
    ([number, now]) => now.unsaved && (chosen.size === 0 || chosen.has(number)),
  );
  const [first] = typing;
  if (first === undefined) return null;
  return typing.length === 1
    ? words.drive.typing(browserName(view, first[0]))
    : words.tours.typingMany(typing.length);
}
