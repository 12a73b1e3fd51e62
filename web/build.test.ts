import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** What the build has written; `npm run build` comes first. */
const dist = new URL('./dist/', import.meta.url);
const read = (path: string): Buffer => readFileSync(new URL(path, dist));
const gzipBytes = (path: string): number => gzipSync(read(path), { level: 9 }).length;

type Chunk = { file: string; imports?: string[]; assets?: string[]; css?: string[] };

const pages = ['ask', 'go', 'plain', 'plain-log'].map((it) => `client/${it}.html`);

/** The scripts of these entries and of all that they import, each once. */
function scriptsOf(...entries: string[]): string[] {
  const manifest: Record<string, Chunk> = JSON.parse(read('.vite/manifest.json').toString());
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not in the manifest`);
    files.add(chunk.file);
    for (const it of chunk.assets ?? []) files.add(it);
    for (const it of chunk.imports ?? []) visit(it);
  };
  entries.forEach(visit);
  return [...files];
}

test('the button is at most 2,048 bytes', () => {
  expect(gzipBytes('button.js')).toBeLessThanOrEqual(2_048);
});

test('the client with chat and driving is at most 25 kB', () => {
  const files = scriptsOf('client/ask.html', 'client/src/main.tsx');

  const bytes = files.reduce((sum, it) => sum + gzipBytes(it), 0);

  expect(bytes).toBeLessThanOrEqual(25_000);
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
    expect(text, name).not.toMatch(/__vitePreload|\beval\(|new Function\(/);
  }
});
