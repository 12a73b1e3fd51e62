// Runs the journeys, one file after the other, and ends with the line “N passed, N failed”.
// Words on the command line choose the files whose names hold one of them.
import fs from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('journeys', import.meta.url));
const JOURNEY_MS_MAX = 180_000;

const words = process.argv.slice(2);
const files = fs
  .readdirSync(FOLDER)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort()
  .map((name) => path.join(FOLDER, name));

const count = { passed: 0, failed: 0 };
/** Files with a journey that has failed: their own failure says nothing new. */
const failedIn = new Set();
const isJourney = ({ name }) => !name.endsWith('.mjs');

const stream = run({ files, concurrency: 1, timeout: JOURNEY_MS_MAX });
stream.on('test:pass', (test) => {
  if (!isJourney(test) || test.skip) return;
  count.passed += 1;
  console.log(`ok      ${seconds(test)}  ${test.name}`);
});
stream.on('test:fail', (test) => {
  if (!isJourney(test) && failedIn.has(test.name)) return;
  failedIn.add(test.file);
  count.failed += 1;
  console.log(`FAILED  ${seconds(test)}  ${test.name}`);
  console.log(indented(test.details.error?.cause?.stack ?? String(test.details.error)));
});
stream.on('test:stderr', ({ message }) => process.stderr.write(message));
stream.on('test:stdout', ({ message }) => process.stdout.write(message));
for await (const _event of stream);

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;

function seconds({ details }) {
  return `${(details.duration_ms / 1000).toFixed(1).padStart(6)} s`;
}

function indented(text) {
  return text.replace(/^/gm, '        ');
}
