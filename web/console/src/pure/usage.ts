/** Usage as the server counts it, summed for a table. */

import type { ReachRow, Row } from '../../../link/src/protocol.ts';

/** One site and agent; no agent for what happened before one was joined. */
export type UsageRow = Row & { agent_name: string | null };

/** What the server answers. */
export type Usage = { from: string; to: string; rows: UsageRow[]; drives: ReachRow[] };

/** Numbers of one line of the table. */
export type Figures = {
  requests: number;
  waits: number;
  wait_ms_total: number;
  wait_ms_max: number;
  abandoned: number;
  notes: number;
  channels: number;
  said_by_visitors: number;
  said_by_agents: number;
  drives: number;
  arrived: number;
  blocked: number;
  joined_ms: number;
};

/** One line: a name and its numbers. */
export type FigureRow = { name: string; figures: Figures };

/** The numbers of these rows together. */
export function sum(rows: UsageRow[]): Figures {
  return rows.map(figures).reduce(add, figures(null));
}

/** The rows grouped by a name, in the order of their names. */
export function grouped(rows: UsageRow[], nameOf: (row: UsageRow) => string): FigureRow[] {
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) groups.set(nameOf(row), [...(groups.get(nameOf(row)) ?? []), row]);
  return [...groups]
    .map(([name, group]) => ({ name, figures: sum(group) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The mean wait; null where nobody was joined. */
export function meanWait_ms(of: Figures): number | null {
  return of.waits === 0 ? null : of.wait_ms_total / of.waits;
}

function figures(row: UsageRow | null): Figures {
  const drives = Object.values(row?.drives ?? {}).reduce((all, one) => all + one, 0);
  return {
    requests: row?.requests ?? 0,
    waits: row?.waits ?? 0,
    wait_ms_total: row?.wait_ms_total ?? 0,
    wait_ms_max: row?.wait_ms_max ?? 0,
    abandoned: row?.abandoned ?? 0,
    notes: row?.notes ?? 0,
    channels: row?.channels ?? 0,
    said_by_visitors: row?.said_by_visitors ?? 0,
    said_by_agents: row?.said_by_agents ?? 0,
    drives,
    arrived: row?.drives.arrived ?? 0,
    blocked: row?.drives.blocked ?? 0,
    joined_ms: row?.joined_ms ?? 0,
  };
}

function add(a: Figures, b: Figures): Figures {
  return {
    requests: a.requests + b.requests,
    waits: a.waits + b.waits,
    wait_ms_total: a.wait_ms_total + b.wait_ms_total,
    wait_ms_max: Math.max(a.wait_ms_max, b.wait_ms_max),
    abandoned: a.abandoned + b.abandoned,
    notes: a.notes + b.notes,
    channels: a.channels + b.channels,
    said_by_visitors: a.said_by_visitors + b.said_by_visitors,
    said_by_agents: a.said_by_agents + b.said_by_agents,
    drives: a.drives + b.drives,
    arrived: a.arrived + b.arrived,
    blocked: a.blocked + b.blocked,
    joined_ms: a.joined_ms + b.joined_ms,
  };
}
