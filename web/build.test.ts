import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** What the build has written; `npm run build` comes first. */
const dist = new URL('./dist/', import.meta.url);
const read = (path: string): Buffer => readFileSync(new URL(path, dist));
const gzipBytes = (path: string): number => gzipSync(read(path), { level: 9 }).length;

type Chunk = {
  file: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
  assets?: string[];
  css?: string[];
};

const manifest: Record<string, Chunk> = JSON.parse(read('.vite/manifest.json').toString());
const pages = ['ask', 'go', 'plain', 'plain-log'].map((it) => `client/${it}.html`);
/** Where the waiting page finds the client: by this name, as the server does. */
const client = Object.keys(manifest).find((it) => manifest[it]?.name === 'client') ?? 'none';
const atStart = chunksOf(['client/ask.html', client]);
/** Lazy parts: whatever the client, and what it imports, may import later. */
const later = [...atStart]
  .flatMap((it) => manifest[it]?.dynamicImports ?? [])
  .filter((it) => !atStart.has(it));

/** These chunks and all that they import, each once. */
function chunksOf(entries: string[]): Set<string> {
  const all = new Set(entries);
  for (const name of all) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not in the manifest`);
    for (const it of chunk.imports ?? []) all.add(it);
  }
  return all;
}

/** What these chunks weigh on their way, with the files that they name. */
function weightOf(chunks: Iterable<string>): number {
  const files = [...chunks].flatMap((it) => {
    const chunk = manifest[it];
    return chunk === undefined ? [] : [chunk.file, ...(chunk.assets ?? []), ...(chunk.css ?? [])];
  });
  return [...new Set(files)].reduce((sum, it) => sum + gzipBytes(it), 0);
}

test('the button is at most 2,048 bytes', () => {
  expect(gzipBytes('button.js')).toBeLessThanOrEqual(2_048);
});

test('page, styles and client, with chat and driving, are at most 25 kB at the start', () => {
  expect(weightOf(atStart) + gzipBytes('client/ask.html')).toBeLessThanOrEqual(25_000);
});

test('the waiting page starts the client by its own file', () => {
  expect(read(manifest[client]?.file ?? '').toString()).toMatch(/export\{[^}]* as start[,}]/);
});

test.each(later)('%s, a part that comes when it is used, is at most 8 kB', (part) => {
  const more = [...chunksOf([part])].filter((it) => !atStart.has(it));

  expect(weightOf(more)).toBeLessThanOrEqual(8_000);
});

test.each(pages)('%s holds no code and no style of its own', (page) => {
  const html = read(page).toString();

  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map((it) => it[1] ?? '');
  expect(inline.filter((it) => !it.includes('application/json'))).toEqual([]);
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/i);
});

test('no script holds what a strict policy forbids', () => {
  const scripts = readdirSync(new URL('assets', dist)).filter((it) => it.endsWith('.js'));

  for (const name of scripts) {
    const text = read(`assets/${name}`).toString();
    expect(text, name).not.toMatch(/\beval\(|new Function\(/);
  }
});
