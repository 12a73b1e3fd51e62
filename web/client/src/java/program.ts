/** The desktop application, as this page asks for it: its file, its codes, a file for Web Start. */
import type { Arrival } from '../arrival.ts';
import { type Answer, ask, JSON_TYPE } from '../rest.ts';

/** Why a code was not confirmed, as the server's codes say it. */
export type Unconfirmed = 'no-such' | 'invalid' | 'too-many-tries' | 'locked' | 'network';

/** How long a link to a file that was made here stays good: the browser has begun to keep it. */
const KEPT_MS = 60_000;

const path = (arrival: Arrival, part: string): string =>
  `/v1/channels/${arrival.opening.channel}/${part}`;

const bearer = (arrival: Arrival): Record<string, string> => ({
  authorization: `Bearer ${arrival.opening.token}`,
});

const post = (arrival: Arrival, body: object): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_TYPE, ...bearer(arrival) },
  body: JSON.stringify(body),
});

/** Gives the application to the visitor, and writes down what was sent for it. */
export async function download(arrival: Arrival, url: string): Promise<void> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`the application answered ${response.status}`);
  save(await response.blob(), 'docent.jar');
  arrival.keep.tab.write('jar', Math.max(sentBytes(url), bytesOf(arrival)));
}

/** Gives the visitor the file that Web Start opens. */
export async function downloadJnlp(arrival: Arrival): Promise<void> {
  const response = await fetch(path(arrival, 'jnlp'), post(arrival, { bytes: bytesOf(arrival) }));
  if (!response.ok) throw new Error(`the file for Web Start answered ${response.status}`);
  save(await response.blob(), 'docent.jnlp');
}

/** The next time it is asked for counts anew. */
export const forgetIt = (arrival: Arrival): void => arrival.keep.tab.remove('jar');

/** The codes of applications that wait at our own network address. */
export function codes(arrival: Arrival): Promise<Answer<{ codes: string[] }>> {
  return ask(path(arrival, 'pairings'), { headers: bearer(arrival) });
}

/** Says that the application with this code is the visitor's. Null when all went well. */
export async function confirm(arrival: Arrival, code: string): Promise<Unconfirmed | null> {
  const body = { code, bytes: bytesOf(arrival) };
  const response = await fetch(path(arrival, 'pairings'), post(arrival, body)).catch(() => null);
  if (response === null) return 'network';
  if (response.ok) return null;
  const problem = (await response.json()) as { code: string; retry_ms?: number };
  if (problem.code === 'no-such' || problem.code === 'invalid') return problem.code;
  if (problem.code !== 'too-many-tries') return 'network';
  return problem.retry_ms === undefined ? 'locked' : 'too-many-tries';
}

function bytesOf(arrival: Arrival): number {
  const known = arrival.keep.tab.read('jar');
  return typeof known === 'number' ? known : 0;
}

/** Bytes of this file as the server sent them; nothing where the browser had it. */
function sentBytes(url: string): number {
  const at = new URL(url, location.origin).href;
  const [last] = performance.getEntriesByName(at, 'resource').slice(-1);
  const timing = last as PerformanceResourceTiming | undefined;
  return timing === undefined || timing.transferSize === 0 ? 0 : timing.encodedBodySize;
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
