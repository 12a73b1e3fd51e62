/** The one live connection of this console: commands out, reports in. */

import { signal } from '@preact/signals';
import { type Connection, start } from '../../../link/src/connection.ts';
import { newId } from '../../../link/src/id.ts';
import type { AnyCommand, Signal } from '../../../link/src/protocol.ts';
import { newLink, type Report } from '../../../link/src/state.ts';
import { now, setClock } from './clock.ts';

/** What a person needs to know of the connection. `since_ms`: how long it has been so. */
export type Network = { is: 'connecting' | 'online' | 'offline'; since_ms: number };

/** What became of a command. */
export type Outcome =
  | { ok: true; seq: number | null }
  | { ok: false; code: string; detail: string };

/** How the connection stands. */
export const network = signal<Network>({ is: 'connecting', since_ms: Date.now() });

/** The version of the server; another one than at the start asks for a reload. */
export const serverVersion = signal('');

/** Who listens to reports. */
export type Listener = {
  onReport: (report: Report) => void;
  /** The cookie no longer speaks for an agent. */
  onSignedOut: () => void;
};

let connection: Connection | null = null;
const answers = new Map<string, (outcome: Outcome) => void>();

/** Connects and stays connected. Returns what stops it. */
export function startLive(listener: Listener): () => void {
  network.value = { is: 'connecting', since_ms: now() };
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const made = start({
    url: `${scheme}://${location.host}/v1/socket`,
    link: newLink({ token: null, sender: newId(), tab: null }),
    onReport: (report) => {
      hear(report, listener);
    },
  });
  connection = made;
  made.give({ type: 'follow-board' });
  return () => {
    made.stop();
    connection = null;
    for (const tell of answers.values()) tell({ ok: false, code: 'offline', detail: '' });
    answers.clear();
  };
}

/** Asks a log for something. Waits through lost connections; answers once it is on disk or refused. */
export function command(log: string, wanted: AnyCommand): Promise<Outcome> {
  const live = connection;
  if (live === null) return Promise.resolve({ ok: false, code: 'offline', detail: '' });
  const key = newId();
  return new Promise((resolve) => {
    answers.set(key, resolve);
    live.give({ type: 'do', log, key, command: wanted });
  });
}

/** Signals to the others in a channel; lost where there is no connection. */
export function tell(log: string, it: Signal): void {
  connection?.give({ type: 'signal', log, signal: it });
}

/** Follows a channel from now on. */
export function follow(log: string): void {
  connection?.give({ type: 'follow', log });
}

/** Follows a channel no longer. */
export function unfollow(log: string): void {
  connection?.give({ type: 'unfollow', log });
}

function hear(report: Report, listener: Listener): void {
  switch (report.type) {
    case 'phase':
      setNetwork(report.phase);
      if (report.phase === 'stopped' && report.code !== null) listener.onSignedOut();
      return;
    case 'welcome':
      setClock(report.nowMs);
      serverVersion.value = report.version;
      return;
    case 'done':
      answer(report.key, { ok: true, seq: report.seq });
      return;
    case 'refused':
      answer(report.key, { ok: false, code: report.code, detail: report.message });
      return;
    case 'view':
    case 'entries':
    case 'signal':
    case 'place':
    case 'board':
      listener.onReport(report);
      return;
  }
}

function answer(key: string, outcome: Outcome): void {
  answers.get(key)?.(outcome);
  answers.delete(key);
}

function setNetwork(phase: Extract<Report, { type: 'phase' }>['phase']): void {
  const was = network.peek();
  const wasUp = was.is === 'online';
  switch (phase) {
    case 'ready':
      network.value = { is: 'online', since_ms: now() };
      return;
    case 'resting':
    case 'stopped':
      network.value = { is: 'offline', since_ms: was.is === 'offline' ? was.since_ms : now() };
      return;
    case 'idle':
    case 'connecting':
    case 'greeting':
      if (wasUp) network.value = { is: 'connecting', since_ms: now() };
      return;
  }
}
