/** Requests that are not live. An answer is a value; what fails is a `Problem` with a stable code. */

import type {
  Agent,
  Forecast,
  Page,
  Purpose,
  Questions,
  Role,
  SavedTour,
  Site,
  SiteSettings,
  Summary,
  View,
  WireEntry,
} from '../../../link/src/protocol.ts';
import type { Usage } from '../pure/usage.ts';

/** Who is signed in, and where. */
export type Me = { agent: Agent; sites: Site[]; agents: Agent[]; version: string; now_ms: number };

/** Why a request failed. `code` is `offline` when no answer came at all. */
export type Problem = { ok: false; code: string; detail: string; retry_ms: number | null };

/** An answer, or why there is none. */
export type Answer<T> = { ok: true; value: T } | Problem;

/** What the location policy says of an address. */
export type Verdict = {
  allowed: boolean;
  url?: string;
  host?: string;
  /** Only after a question that names host and number of browsers. */
  confirm?: boolean;
  code?: string;
  why?: string;
};

/** An agent to be added. */
export type NewAgent = { email: string; name: string; role: Role; password: string };

/** A tour to be started. */
export type NewTour = { site: string; title: string; questions: Questions; code: string };

/** A tour's invitation; `url` is the link that lets in. */
export type Invitation = { channel: string; log: string; invite: string; url: string };

let signedOut: () => void = () => undefined;

/** Names who is told when a request finds that nobody is signed in any more. */
export function onSignedOut(tell: () => void): void {
  signedOut = tell;
}

/** All requests of the console, by what they are for. */
export const rest = {
  me: (): Promise<Answer<Me>> => ask('GET', '/v1/me'),
  login: (email: string, password: string): Promise<Answer<{ agent: Agent }>> =>
    ask('POST', '/v1/login', { email, password }),
  logout: (): Promise<Answer<null>> => ask('POST', '/v1/logout', {}),
  first: (first: {
    code: string;
    email: string;
    name: string;
    password: string;
  }): Promise<Answer<{ agent: Agent }>> => ask('POST', '/v1/first', first),
  entries: (
    channel: string,
    before: number,
  ): Promise<Answer<{ entries: WireEntry[]; more: boolean }>> =>
    ask('GET', `/v1/channels/${channel}/entries?before=${before}&limit=100`),
  channels: (query: {
    q: string;
    site: string;
    before: number | null;
  }): Promise<Answer<{ rows: Summary[]; more: boolean }>> =>
    ask('GET', `/v1/channels?${channelQuery(query)}`),
  channel: (channel: string): Promise<Answer<{ summary: Summary; view: View }>> =>
    ask('GET', `/v1/channels/${channel}`),
  startTour: (tour: NewTour): Promise<Answer<Invitation>> => ask('POST', '/v1/tours', tour),
  invitation: (tour: string): Promise<Answer<Invitation>> => ask('GET', `/v1/tours/${tour}/invite`),
  savedTours: (): Promise<Answer<{ tours: SavedTour[] }>> => ask('GET', '/v1/saved-tours'),
  saveTour: (id: string, plan: Omit<SavedTour, 'id'>): Promise<Answer<SavedTour>> =>
    ask('PUT', `/v1/saved-tours/${id}`, plan),
  removeSavedTour: (id: string): Promise<Answer<null>> => ask('DELETE', `/v1/saved-tours/${id}`),
  importTour: (text: string, site: string): Promise<Answer<SavedTour>> =>
    ask('POST', '/v1/saved-tours/import', { text, site }),
  record: (channel: string): Promise<Answer<string>> => askText(exportHref(channel)),
  usage: (from: string, to: string): Promise<Answer<Usage>> =>
    ask('GET', `/v1/usage?from=${from}&to=${to}&format=json`),
  ask: (
    site: string,
    asked: { draw: string; visitor: { name: string; language: string } },
  ): Promise<Answer<{ channel: string }>> =>
    ask('POST', `/v1/sites/${encodeURIComponent(site)}/channels`, {
      ...asked,
      visitor: { ...asked.visitor, page: null },
    }),
  addSite: (site: Site): Promise<Answer<Site>> => ask('POST', '/v1/sites', site),
  changeSite: (key: string, settings: SiteSettings): Promise<Answer<Site>> =>
    ask('PUT', `/v1/sites/${encodeURIComponent(key)}`, settings),
  dryRun: (
    key: string,
    asked: { url: string; for: Purpose },
    signal?: AbortSignal,
  ): Promise<Answer<Verdict>> =>
    ask('POST', `/v1/sites/${encodeURIComponent(key)}/dry-run`, asked, signal),
  probe: (site: string, url: string, signal: AbortSignal): Promise<Answer<Forecast>> =>
    ask('POST', '/v1/probe', { site, url }, signal),
  addAgent: (agent: NewAgent): Promise<Answer<Agent>> => ask('POST', '/v1/agents', agent),
  changeAgent: (
    id: string,
    to: Pick<Agent, 'name' | 'role' | 'may_drive'>,
  ): Promise<Answer<Agent>> => ask('PUT', `/v1/agents/${id}`, to),
  removeAgent: (id: string): Promise<Answer<null>> => ask('DELETE', `/v1/agents/${id}`),
};

/** Where a saved tour can be downloaded as a file. */
export function savedTourHref(id: string): string {
  return `/v1/saved-tours/${id}/file`;
}

/** Where the whole record of a channel can be downloaded. */
export function exportHref(channel: string): string {
  return `/v1/channels/${channel}/export`;
}

/** Where the usage of these days can be downloaded as CSV. */
export function usageCsvHref(from: string, to: string): string {
  return `/v1/usage?from=${from}&to=${to}&format=csv`;
}

async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const changed = method === 'GET' ? {} : { 'content-type': 'application/json' };
  const init: RequestInit = { method, headers: { accept: 'application/json', ...changed } };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal !== undefined) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    return { ok: false, code: 'offline', detail: '', retry_ms: null };
  }
  return response.ok
    ? { ok: true, value: await value<T>(response) }
    : await problem(response, path);
}

/** A file, as its text. */
async function askText(path: string): Promise<Answer<string>> {
  try {
    const response = await fetch(path);
    return response.ok ? { ok: true, value: await response.text() } : await problem(response, path);
  } catch {
    return { ok: false, code: 'offline', detail: '', retry_ms: null };
  }
}

async function value<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

async function problem(response: Response, path: string): Promise<Problem> {
  const told = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const code = typeof told?.code === 'string' ? told.code : `http-${response.status}`;
  const detail = typeof told?.detail === 'string' ? told.detail : '';
  const retry_ms = typeof told?.retry_ms === 'number' ? told.retry_ms : null;
  if (response.status === 401 && path !== '/v1/login') signedOut();
  return { ok: false, code, detail, retry_ms };
}

function channelQuery(query: { q: string; site: string; before: number | null }): string {
  const params = new URLSearchParams({ limit: '50' });
  if (query.q !== '') params.set('q', query.q);
  if (query.site !== '') params.set('site', query.site);
  if (query.before !== null) params.set('before', String(query.before));
  return params.toString();
}

/** A page of a site that the drive bar may suggest, with a title that is never empty. */
export function titled(page: Page): Page {
  return page.title === '' ? { ...page, title: page.url } : page;
}
