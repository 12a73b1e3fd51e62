/** Who is signed in. `GET /v1/me` decides. */

import { computed, signal } from '@preact/signals';
import type { Agent, Site } from '../../../link/src/protocol.ts';
import { setClock } from './clock.ts';
import { type Me, onSignedOut, rest } from './rest.ts';

/** Where signing in stands. `again`: signed out mid-way; what was typed stays on the page behind. */
export type Access =
  | { is: 'asking' }
  | { is: 'unreachable' }
  | { is: 'out' }
  | { is: 'again'; me: Me }
  | { is: 'in'; me: Me };

/** Where signing in stands now. */
export const access = signal<Access>({ is: 'asking' });

/** What the server said of us last; null before the first sign-in. */
export const me = computed<Me | null>(() => {
  const now = access.value;
  return now.is === 'in' || now.is === 'again' ? now.me : null;
});

/** Our own agent's id, or empty. */
export const myId = computed(() => me.value?.agent.id ?? '');

/** Whether we may change sites and agents. */
export const isAdmin = computed(() => me.value?.agent.role === 'admin');

/** How long to wait before the server is asked again when it did not answer. */
const RETRY_MS = 3_000;

/** Asks who is signed in, again and again until there is an answer. */
export async function askMe(): Promise<void> {
  const answer = await rest.me();
  if (answer.ok) {
    setClock(answer.value.now_ms);
    access.value = { is: 'in', me: answer.value };
  } else if (answer.code === 'signed-out' || answer.code === 'http-401') {
    leave();
  } else if (access.value.is !== 'in') {
    access.value = { is: 'unreachable' };
    setTimeout(() => void askMe(), RETRY_MS);
  }
}

/** Signs out, here and on the server. */
export async function signOut(): Promise<void> {
  const answer = await rest.logout();
  if (answer.ok) access.value = { is: 'out' };
}

/** The site of this key. */
export function siteOf(key: string): Site | undefined {
  return me.value?.sites.find((site) => site.key === key);
}

/** Takes note of a site that was added or changed. */
export function keepSite(site: Site): void {
  const known = me.value;
  if (known === null) return;
  const others = known.sites.filter((other) => other.key !== site.key);
  const at = known.sites.findIndex((other) => other.key === site.key);
  const sites = at < 0 ? [...others, site] : known.sites.with(at, site);
  access.value = { is: 'in', me: { ...known, sites } };
}

/** Takes note of who the agents are now. */
export function keepAgents(agents: Agent[]): void {
  const known = me.value;
  if (known !== null) access.value = { is: 'in', me: { ...known, agents } };
}

/** Finds that nobody is signed in any more. What is on the screen stays behind the sign-in. */
export function leave(): void {
  const known = me.value;
  access.value = known === null ? { is: 'out' } : { is: 'again', me: known };
}

onSignedOut(leave);
