/** How a stop of a tour stands, as one line says it. */

import type { Drive, Obstacle, Tally } from '../../../link/src/protocol.ts';

/** The words of the line; every catalog has them. */
export type TallyWords = {
  arrived: (there: number, all: number) => string;
  left: (count: number) => string;
  opening: (count: number) => string;
  blocked: (count: number) => string;
  replaced: (count: number) => string;
  gone: (count: number) => string;
  later: (count: number) => string;
  missed: (count: number) => string;
  skipped: Partial<Record<Obstacle, (count: number) => string>>;
};

/** How many browsers the stop is for. */
export function size(tally: Tally): number {
  const { dispatched, taken, left, arrived, blocked, superseded, gone, later, missed } = tally;
  return dispatched + taken + left + arrived + blocked + superseded + gone + later + missed;
}

/** How many have not come, those who are still to be driven aside. */
export function stragglers(tally: Tally): number {
  return size(tally) - tally.arrived - tally.left - tally.later;
}

/** The parts of the line: "47 of 50 arrived", "2 opening", "1 paused". What is nobody's is left out. */
export function tallyParts(tally: Tally, words: TallyWords): string[] {
  const one = (count: number, say: (count: number) => string): string[] =>
    count > 0 ? [say(count)] : [];
  return [
    words.arrived(tally.arrived, size(tally)),
    ...one(tally.left, words.left),
    ...one(tally.dispatched + tally.taken, words.opening),
    ...one(tally.later, words.later),
    ...one(tally.blocked, words.blocked),
    ...skippedParts(tally, words),
    ...one(tally.superseded, words.replaced),
    ...one(tally.gone, words.gone),
  ];
}

/** The tally that the replay and the log show of a drive; none where the drive is nobody's. */
export function tallyOf(drives: readonly Drive[], drive: number): Tally | null {
  return drives.find((it) => it.drive === drive)?.tally ?? null;
}

function skippedParts(tally: Tally, words: TallyWords): string[] {
  const byWhy = new Map<Obstacle, number>();
  for (const { why } of tally.skipped) byWhy.set(why, (byWhy.get(why) ?? 0) + 1);
  let rest = tally.missed;
  const parts: string[] = [];
  for (const [why, count] of byWhy) {
    const say = words.skipped[why];
    if (say === undefined) continue;
    rest -= count;
    parts.push(say(count));
  }
  return rest > 0 ? [...parts, words.missed(rest)] : parts;
}
