// Writes docs/BROWSERS.md: what happened in each browser, in each way, with each of the web's awkward pages, as the
// record says it. Words on the command line choose engines and ways.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Agent } from './lib/agent.mjs';
import { ADA } from './lib/docent.mjs';
import { Stage } from './lib/stage.mjs';
import { openWebkit } from './lib/webkit.mjs';
import { CASES, fateOf, tryCase } from './table/cases.mjs';
import { openRig, WAYS } from './table/rigs.mjs';

const run = promisify(execFile);
const FILE = fileURLToPath(new URL('../../docs/BROWSERS.md', import.meta.url));
const words = process.argv.slice(2);
const isEngine = (word) => word in WAYS;
/** Of the words, one is this engine or none is an engine; the same for ways. */
const isChosen = (engine, way) =>
  [words.filter(isEngine), words.filter((it) => !isEngine(it))].every(
    (of) => of.length === 0 || of.includes(engine) || of.includes(way),
  );

const stage = new Stage();
await stage.open();
stage.ada = stage.later(await Agent.on(stage.docent.url, ADA), (it) => it.close());
const sections = [];
for (const [engine, ways] of Object.entries(WAYS)) {
  const chosen = ways.filter((way) => isChosen(engine, way));
  if (chosen.length > 0) sections.push(await sectionOf(engine, chosen));
}
await stage.close();
const text = `${head(await versions())}${sections.join('\n')}`;
if (words.length === 0) fs.writeFileSync(FILE, text);
else process.stdout.write(text);

/** One engine's table: a row for each case, a column for each way. */
async function sectionOf(engine, ways) {
  const columns = [];
  for (const way of ways) columns.push(await columnOf(engine, way));
  const names = [...CASES.map(([name]) => name), 'phone size'];
  const rows = names.map(
    (name, place) => `| ${name} | ${columns.map((it) => it[place]).join(' | ')} |`,
  );
  const title = `| | ${ways.map((it) => `\`${it}\``).join(' | ')} |\n|${'---|'.repeat(ways.length + 1)}`;
  return `## ${engine}\n${title}\n${rows.join('\n')}\n`;
}

/** All cases in one way. What can no longer be driven is opened anew. */
async function columnOf(engine, way) {
  let rig;
  const cells = [];
  for (const [name, act, isLast] of CASES) {
    try {
      rig ??= await openRig(stage, engine, way);
      const { text, isDriven } = await tryCase({ stage, rig, way }, act, isLast);
      cells.push(text);
      if (!isDriven || isLast) rig = await closed(rig);
    } catch (error) {
      cells.push('could not be tried');
      console.error(`${engine} ${way} ${name}:`, error.message.split('\n')[0]);
      rig = await closed(rig);
    }
    console.log(`${engine} ${way} ${name}: ${cells.at(-1)}`);
  }
  await closed(rig);
  cells.push(await onPhone(engine, way));
  console.log(`${engine} ${way} phone size: ${cells.at(-1)}`);
  return cells;
}

async function closed(rig) {
  await rig?.close();
  return undefined;
}

/** Another window is out of sight on a phone: pages come in the page itself, or above the chat. */
async function onPhone(engine, way) {
  if (way !== 'page' && way !== 'stage') return '—';
  if (engine === 'Firefox' && way === 'stage') return '—';
  let rig;
  try {
    rig = await openRig(stage, engine, way, true);
    const drive = await rig.channel.drive(stage.shop.url('shop', '/returns'));
    return await fateOf(rig.channel, drive, way);
  } catch (error) {
    console.error(`${engine} ${way} phone:`, error.message.split('\n')[0]);
    return 'could not be tried';
  } finally {
    await closed(rig);
  }
}

async function versions() {
  const webkit = await openWebkit();
  await webkit.close();
  const asked = ['chromium', 'firefox-esr'].map((program) => run(program, ['--version']));
  const all = (await Promise.all(asked)).map(({ stdout }) => stdout.trim().split(' built on')[0]);
  return [...all, `WebKitGTK ${webkit.version}`].join(', ');
}

function head(tested) {
  return `Not tested: Safari on macOS and iOS, any browser on Android, any browser on Windows.

# Browsers

Written by \`make browsers\`; do not edit. Tested: ${tested}, on Linux, against pages served on the same machine.

Each cell is the last receipt that the record holds of one drive, and its milliseconds from the agent's word; then, where the visit could not be driven on as before, what became of the next drive. \`left\` means that the page before was replaced: a page that does not carry the button says no more, and no more is claimed. \`taken, never left\` is a download after four seconds; after sixty the record says \`blocked: download\`. A dash: that way does not exist there, or what it would show is the chat's own tab. Chromium runs with its own defaults and Firefox on a plain profile without a driver; WebKitGTK is driven by WebKitWebDriver, and windows there are those of MiniBrowser. The milliseconds are of one run, each browser beside the server on the same few cores: they compare cells, and say nothing of how fast it can be.

`;
}
