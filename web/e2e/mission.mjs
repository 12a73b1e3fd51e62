// Holds docs/MISSION.md to its word: every promise of the mission names at least one test that exists.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROMISES = 10;
/** Promises that may name later work instead of a test. */
const MAY_COME_LATER = new Set(['M4']);
const TEST_FILE = /\.(?:rs|test\.(?:ts|tsx|mjs)|java)$/;
const SKIPPED = new Set(['node_modules', 'target', 'dist', '.git', 'data', 'shots']);

const faults = [];
const rows = rowsOf(fs.readFileSync(path.join(ROOT, 'docs/MISSION.md'), 'utf8'));
const sources = [...filesIn(ROOT)].map((file) => fs.readFileSync(file, 'utf8'));

for (let number = 1; number <= PROMISES; number += 1) {
  const promise = `M${number}`;
  const proof = rows.get(promise);
  if (proof === undefined) faults.push(`${promise} has no row`);
  else faults.push(...faultsOf(promise, proof));
}
for (const fault of faults) console.error(`docs/MISSION.md: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The last column of each row, by the first. @param {string} text @returns {Map<string, string>} */
function rowsOf(text) {
  const cells = text
    .split('\n')
    .filter((line) => /^\| M\d+ \|/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  return new Map(cells.map((row) => [row[1], row.at(-2)]));
}

function faultsOf(promise, proof) {
  const names = [...proof.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
  if (names.length === 0 && !(MAY_COME_LATER.has(promise) && /later/i.test(proof))) {
    return [`${promise} names no test`];
  }
  return names
    .filter((name) => !exists(name))
    .map((name) => `${promise}: no test is named “${name}”`);
}

/** Whether a test has that name: a function of Rust or Java, or the text of `test(…)` or `it(…)`. */
function exists(name) {
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const test = new RegExp(`fn ${word}\\(|void ${word}\\(|(?:test|it)\\(\\s*['"\`]${word}['"\`]`);
  return sources.some((text) => test.test(text));
}

/** Files that hold tests. @param {string} folder @returns {Generator<string>} */
function* filesIn(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* filesIn(file);
    else if (entry.isFile() && TEST_FILE.test(entry.name)) yield file;
  }
}
