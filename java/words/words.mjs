/**
 * Writes the words that the web client's visitors read as JSON for the Java client: one catalog, two
 * clients. `node java/words/words.mjs OUT_FOLDER`. A word that depends on a count has two forms.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const CATALOGS = new URL('../../web/client/src/words/', import.meta.url);
/** What the Java client says, too: other files are for screens that it does not have. */
const FILES = ['catalog.de.ts', 'catalog.en.ts', 'end.ts', 'note.ts'];
/** Which words count something; all others that take an argument take names. */
const COUNTED = ['estimate', 'tooLong', 'waitingTitle', 'stars'];
const MANY = 7_777;

/** A catalog holds plain text and templates: without types, imports and exports it is JavaScript. */
async function load(file) {
  const source = readFileSync(new URL(file, CATALOGS), 'utf8');
  const script = source
    .replace(/^import .*$/gm, '')
    .replace(/^export type .*$/gm, '')
    .replace(/^export const \w+Words\b[^=]*=.*$/gm, '')
    .replace(/^(?:export )?const (\w+)(?:: [\w ]+)? =/gm, 'const $1 =')
    .replace(/\((\w+): (?:string|number)(?:, (\w+): (?:string|number))?\): string =>/g, (_, a, b) =>
      b === undefined ? `(${a}) =>` : `(${a}, ${b}) =>`,
    );
  const named = ['english', 'german'].map((it) => `${it}: typeof ${it} === 'undefined' ? {} : ${it}`);
  const module = `${script}\nexport default { ${named.join(', ')} };`;
  const url = `data:text/javascript;base64,${Buffer.from(module).toString('base64')}`;
  return (await import(url)).default;
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

function write(folder, language, catalogs) {
  const own = JSON.parse(readFileSync(new URL(`own.${language}.json`, import.meta.url), 'utf8'));
  const all = Object.assign({}, ...catalogs.map((it) => flat(it)), own);
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(`${folder}/${language}.json`, `${JSON.stringify(sorted, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node java/words/words.mjs OUT_FOLDER');
const catalogs = await Promise.all(FILES.map(load));
mkdirSync(folder, { recursive: true });
write(folder, 'en', catalogs.map((it) => it.english));
write(folder, 'de', catalogs.map((it) => it.german));
