/**
 * Writes the words that the web client's visitors read as JSON for the Java client: one catalog, two
 * clients. `node java/words/words.mjs OUT_FOLDER`. A word that depends on a count has two forms.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const CATALOGS = new URL('../../web/client/src/words/', import.meta.url);
/** Which words count something; all others that take an argument take names. */
const COUNTED = ['estimate', 'tooLong', 'waitingTitle', 'stars'];
const MANY = 7_777;

/** The catalogs hold plain text and templates: without their types they are JavaScript. */
async function load(language, name) {
  const source = readFileSync(new URL(`catalog.${language}.ts`, CATALOGS), 'utf8');
  const script = source
    .replace(/^import type .*$/gm, '')
    .replace(/^export type .*$/gm, '')
    .replace(/\((\w+): (?:string|number)(?:, (\w+): (?:string|number))?\): string =>/g, (_, a, b) =>
      b === undefined ? `(${a}) =>` : `(${a}, ${b}) =>`,
    )
    .replace(/^export const (\w+): \w+ =/m, 'export const $1 =');
  const url = `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`;
  return (await import(url))[name];
}

function flat(catalog, prefix = '') {
  const out = {};
  for (const [key, word] of Object.entries(catalog)) {
    if (typeof word === 'string') out[prefix + key] = word;
    else if (typeof word !== 'function') Object.assign(out, flat(word, `${key}.`));
    else if (COUNTED.includes(key)) {
      out[`${key}.one`] = word(1).replace('1', '{0}');
      out[key] = word(MANY).replace(String(MANY), '{0}');
    } else out[prefix + key] = word('{0}', '{1}');
  }
  return out;
}

function write(folder, language, catalog) {
  const own = JSON.parse(readFileSync(new URL(`own.${language}.json`, import.meta.url), 'utf8'));
  const all = { ...flat(catalog), ...own };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(`${folder}/${language}.json`, `${JSON.stringify(sorted, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node java/words/words.mjs OUT_FOLDER');
mkdirSync(folder, { recursive: true });
write(folder, 'en', await load('en', 'english'));
write(folder, 'de', await load('de', 'german'));
