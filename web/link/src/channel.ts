/** One followed channel as an owner holds it: its view, its latest entries, and what is signalled. */
import { erase } from './erase.ts';
import { ENTRIES_MAX } from './limit.ts';
import type { Signal, View, WireEntry } from './protocol.ts';
import type { Report } from './state.ts';
import { apply, emptyView } from './view.ts';

/** What somebody in the channel signals now. Absent: nothing was said. */
export type Signalled = {
  typing?: boolean;
  unsaved?: boolean;
  hidden?: boolean;
  online?: boolean;
  /** The tabs of this browser that are connected. */
  tabs?: string[];
};

/** A followed channel. */
export type Channel = {
  view: View;
  /** The latest entries in order, at most `ENTRIES_MAX`. */
  entries: readonly WireEntry[];
  /** By actor: `browser-1`, `agent-…`. */
  signals: Readonly<Record<string, Signalled>>;
  /** Whether the first view has come. */
  isKnown: boolean;
};

export const emptyChannel: Channel = {
  view: emptyView,
  entries: [],
  signals: {},
  isKnown: false,
};

/** Takes a report about this channel into account. Reports about anything else change nothing. */
export function fold(channel: Channel, report: Report): Channel {
  switch (report.type) {
    case 'view':
      return { ...channel, view: report.view, entries: joined(channel, report), isKnown: true };
    case 'entries':
      return added(channel, report.entries);
    case 'signal':
      return signalled(channel, report.by, report.signal);
    default:
      return channel;
  }
}

/** Puts a page of older entries before those that are held. */
export function prepend(channel: Channel, older: readonly WireEntry[]): Channel {
  const first = channel.entries[0]?.seq ?? Number.POSITIVE_INFINITY;
  const fresh = older.filter((it) => it.seq < first);
  return { ...channel, entries: [...fresh, ...channel.entries] };
}

/** Older entries that were read before stay, where no gap lies between. */
function joined(channel: Channel, report: { entries: WireEntry[] }): readonly WireEntry[] {
  const first = report.entries[0]?.seq;
  const last = channel.entries.at(-1)?.seq;
  if (first === undefined || last === undefined || last < first) return report.entries;
  const older = channel.entries.filter((it) => it.seq < first);
  return [...erase(older, report.entries), ...report.entries];
}

function added(channel: Channel, entries: WireEntry[]): Channel {
  let { view, signals } = channel;
  for (const entry of entries) {
    view = apply(view, entry);
    // Who has just spoken has stopped typing.
    if (entry.event.kind === 'Said') {
      signals = { ...signals, [entry.by]: { ...signals[entry.by], typing: false } };
    }
  }
  return {
    ...channel,
    view,
    signals,
    entries: erase([...channel.entries, ...entries], entries).slice(-ENTRIES_MAX),
  };
}

function signalled(channel: Channel, by: string, signal: Signal): Channel {
  const known = channel.signals[by] ?? {};
  return { ...channel, signals: { ...channel.signals, [by]: { ...known, ...read(signal) } } };
}

function read(signal: Signal): Signalled {
  switch (signal.is) {
    case 'typing':
      return { typing: signal.on };
    case 'form':
      return { unsaved: signal.unsaved };
    case 'hidden':
      return { hidden: signal.hidden };
    case 'online':
      return { online: signal.on };
    case 'tabs':
      return { tabs: signal.tabs };
    default:
      // A signal that is newer than we are.
      signal satisfies never;
      return {};
  }
}
