/** How far drives came, as shares: by outcome for all of them, and by way and engine. */
import type { DriveCounts, Engine, ReachRow, Way } from '../../../link/src/protocol.ts';

/** What became of a drive; what has not ended stands as far as it has come. */
export type Standing = keyof DriveCounts;

export const STANDINGS: readonly Standing[] = [
  'arrived',
  'left',
  'taken',
  'dispatched',
  'blocked',
  'superseded',
  'gone',
];

/** One line: a way in an engine, or all together. `way` is null where nothing was taken. */
export type ReachLine = { way: Way | null; engine: Engine; count: number; drives: DriveCounts };

export const noDrives: DriveCounts = {
  dispatched: 0,
  taken: 0,
  left: 0,
  arrived: 0,
  blocked: 0,
  superseded: 0,
  gone: 0,
};

export function countOf(drives: DriveCounts): number {
  return STANDINGS.reduce((all, it) => all + drives[it], 0);
}

function added(one: DriveCounts, other: DriveCounts): DriveCounts {
  const sums = STANDINGS.map((it) => [it, one[it] + other[it]] as const);
  return { ...noDrives, ...Object.fromEntries(sums) };
}

export function allDrives(rows: readonly ReachRow[]): DriveCounts {
  return rows.reduce<DriveCounts>(added, noDrives);
}

/** By way and engine, over all sites; the most frequent first. */
export function reachLines(rows: readonly ReachRow[]): ReachLine[] {
  const groups = new Map<string, ReachRow[]>();
  for (const row of rows) {
    const key = `${row.way} ${row.engine}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups.values()].flatMap((group) => {
    const drives = allDrives(group);
    const first = group[0];
    if (first === undefined) return [];
    return [{ way: first.way, engine: first.engine, count: countOf(drives), drives }];
  });
  return lines.sort((one, other) => other.count - one.count);
}
