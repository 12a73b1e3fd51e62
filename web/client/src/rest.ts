/** What visitors' pages ask for over HTTP. */
import type { Page, Way, WireEntry } from '../../link/src/protocol.ts';
import type { Place } from '../../link/src/state.ts';

/** A visitor's way into the channel. */
export type Opening = {
  channel: string;
  log: string;
  token: string;
  browser: number;
  place: Place;
};

/** What the hop may know of its drive. */
export type Taken = { url: string; title: string; by: string | null };

/** An answer, or the code of a problem; `network` when nobody answered. */
export type Answer<T> = { ok: T } | { code: string };

export const JSON_TYPE = { 'content-type': 'application/json' };

/** Opens the channel of this draw, or finds it again. */
export function openChannel(
  site: string,
  draw: string,
  page: Page | null,
): Promise<Answer<Opening>> {
  const visitor = { name: '', language: navigator.language, page };
  return ask(`/v1/sites/${encodeURIComponent(site)}/channels`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ draw, visitor }),
  });
}

/** Comes into a tour by its invitation; the same draw is the same browser. */
export function enterTour(
  invite: string,
  draw: string,
  { name, code }: { name: string; code: string },
): Promise<Answer<Omit<Opening, 'place'>>> {
  const visitor = { name, language: navigator.language, page: null };
  return ask(`/v1/invites/${encodeURIComponent(invite)}/browsers`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ draw, code, visitor }),
  });
}

/** Goes along into the tour that the guide takes this channel's visitor into. */
export function goAlong(
  of: { channel: string; token: string },
  draw: string,
): Promise<Answer<Omit<Opening, 'place'>>> {
  return ask(`/v1/channels/${of.channel}/along`, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${of.token}` },
    body: JSON.stringify({ draw }),
  });
}

/** Tells that a drive was taken; the answer comes once. */
export function take(
  of: { channel: string; token: string; drive: number },
  way: Way,
): Promise<Answer<Taken>> {
  return ask(`/v1/channels/${of.channel}/drives/${of.drive}/taken`, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${of.token}` },
    body: JSON.stringify({ way }),
  });
}

/** Tells that the page is being left; outlives the page. */
export function leave(of: { channel: string; token: string; drive: number }, way: Way): void {
  void fetch(`/v1/channels/${of.channel}/drives/${of.drive}/left`, {
    method: 'POST',
    keepalive: true,
    headers: { ...JSON_TYPE, authorization: `Bearer ${of.token}` },
    body: JSON.stringify({ way }),
  }).catch(() => undefined);
}

/** Entries before `before`, in order. */
export function older(
  of: { channel: string; token: string },
  before: number,
): Promise<Answer<{ entries: WireEntry[]; more: boolean }>> {
  return ask(`/v1/channels/${of.channel}/entries?before=${before}&limit=100`, {
    headers: { authorization: `Bearer ${of.token}` },
  });
}

/** Asks, and reads the answer. */
export async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init });
    const body: unknown = await response.json();
    if (response.ok) return { ok: body as T };
    return { code: codeOf(body) ?? `http-${response.status}` };
  } catch {
    return { code: 'network' };
  }
}

function codeOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('code' in body)) return null;
  return typeof body.code === 'string' ? body.code : null;
}
