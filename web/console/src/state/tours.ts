/** What a guide does with a tour as a whole, and with its browsers; each says in words what went wrong. */

import type { Tour } from '../../../link/src/protocol.ts';
import { words } from '../words/words.ts';
import { command, type Outcome } from './live.ts';
import type { Talk } from './talk.ts';
import { toast } from './toast.ts';

/** Drives stragglers to the current stop again: these, or all who have not come. */
export async function again(talk: Talk, browsers: number[] | null): Promise<void> {
  const those = browsers === null ? {} : { browsers };
  orSay(await command(talk.log, { do: 'again', ...those }), words.tours.notAgain);
}

/** Takes a browser out of the tour. */
export async function takeOut(talk: Talk, browser: number): Promise<void> {
  orSay(await command(talk.log, { do: 'remove', browser }), words.tours.notRemoved);
}

/** Changes what was set of a tour. Returns whether it was. */
export async function change(talk: Talk, tour: Tour, to: Partial<Tour>): Promise<boolean> {
  const { title, questions, open, code } = { ...tour, ...to };
  const told = { title, questions, open, code };
  return orSay(await command(talk.log, { do: 'change-tour', ...told }), words.tours.notSaved);
}

/** Gives the wheel of a tour or a chat to a colleague. */
export async function hand(log: string, agent: { id: string; name: string }): Promise<void> {
  const outcome = await command(log, { do: 'hand', agent: agent.id });
  if (orSay(outcome, words.tours.notHanded)) toast(words.tours.handedTo(agent.name));
}

/** Takes a visitor along, out of the queue or a chat of ours. */
export async function takeAlong(
  visitor: { channel: string; name: string },
  tour: { id: string; title: string },
): Promise<void> {
  const log = `channel-${visitor.channel}`;
  const outcome = await command(log, { do: 'take-along', tour: tour.id, title: tour.title });
  if (orSay(outcome, words.tours.notAlong)) {
    toast(words.tours.comesAlong(visitor.name, tour.title));
  }
}

function orSay(outcome: Outcome, say: (why: string) => string): boolean {
  if (!outcome.ok) toast(say(words.problem[outcome.code] ?? outcome.detail));
  return outcome.ok;
}
