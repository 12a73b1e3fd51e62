/** Brings the client's module, says how far it is, and what it cost. */
import type { Arrival } from './arrival.ts';

/** The client, ready to start. */
export type Brought = { start: (arrival: Arrival) => void; bytes: number };

/** Fetches first, to see it come, and then imports what is in the cache. */
export async function bring(
  client: { url: string; bytes: number },
  onProgress: (share: number) => void,
): Promise<Brought> {
  const response = await fetch(client.url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`the client answered ${response.status}`);
  await readAll(response, client.bytes, onProgress);
  onProgress(1);
  const module = (await import(/* @vite-ignore */ client.url)) as Pick<Brought, 'start'>;
  return { start: module.start, bytes: sentBytes() };
}

/** Decoded bytes come; compressed ones were announced: a third is what text usually gains. */
async function readAll(
  response: Response,
  announced: number,
  onProgress: (share: number) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  let come = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    come += value.length;
    onProgress(Math.min(0.95, come / Math.max(announced * 3, 1)));
  }
}

/** Bytes of our scripts and styles as the server sent them; nothing for those from the cache. */
function sentBytes(): number {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const ours = entries.filter((it) => it.name.startsWith(`${location.origin}/assets/`));
  return ours.reduce((sum, it) => sum + (it.transferSize > 0 ? it.encodedBodySize : 0), 0);
}
