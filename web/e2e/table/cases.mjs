// What is tried, one after the other, and what the record says of it.
import { setTimeout as pause } from 'node:timers/promises';

/** After this what was taken and has not left is called held. */
const HELD_MS = 4_000;
const SETTLED = /^(?:arrived|blocked|gone|superseded)$/;
/** How long a page without the button may still say that it has arrived. */
const LEFT_MS = 700;

/** @typedef {{ stage: any, rig: import('./rigs.mjs').Rig, way: string }} Try */

/** The cases, in the order in which they harm a visit least. Each gives a drive, or nothing where it cannot be tried; `true`: the visit is of no use afterwards. */
export const CASES =
  /** @type {[string, (it: Try) => Promise<number | undefined>, boolean?][]} */ ([
    ['plain', (it) => drive(it, 'shop', '/returns')],
    ['strict CSP', (it) => drive(it, 'shop', '/strict')],
    ['redirect chain', (it) => drive(it, 'shop', '/moved')],
    ['slow page', (it) => drive(it, 'shop', '/slow')],
    ['form half filled in', form],
    ['Back', back],
    ['duplicated tab', double, true],
    ['download', (it) => drive(it, 'shop', '/download')],
    ['hidden chat window', hide, true],
    ['X-Frame-Options DENY', (it) => drive(it, 'foreign', '/frameless')],
    ['COOP same-origin-allow-popups', (it) => drive(it, 'foreign', '/popups-coop')],
    ['COOP same-origin', (it) => drive(it, 'foreign', '/coop')],
    ['typed address', typed],
    ['closed tab', shut],
  ]);

/** @param {Try} it */
function drive({ stage, rig }, host, path) {
  return rig.channel.drive(stage.shop.url(host, path));
}

async function form(it) {
  if (it.rig.fill === undefined) return undefined;
  await it.rig.channel.take(it.stage.shop.url('shop', '/form'));
  await it.rig.fill();
  await it.rig.channel.signal('form', (signal) => signal.unsaved);
  return drive(it, 'shop', '/after-form');
}

async function back(it) {
  if (it.rig.back === undefined) return undefined;
  await it.rig.channel.take(it.stage.shop.url('shop', '/one'));
  await it.rig.channel.take(it.stage.shop.url('shop', '/two'));
  await it.rig.back();
  await pause(LEFT_MS);
  return drive(it, 'shop', '/after-back');
}

async function double(it) {
  if (it.rig.double === undefined) return undefined;
  await it.rig.double(it.stage.shop.url('shop', '/start'));
  return drive(it, 'shop', '/one-of-two');
}

async function hide(it) {
  if (it.rig.hide === undefined) return undefined;
  await it.rig.hide();
  await pause(LEFT_MS);
  return drive(it, 'shop', '/out-of-sight');
}

async function typed(it) {
  if (it.rig.type === undefined) return undefined;
  await it.rig.type(it.stage.shop.url('foreign', '/typed'));
  await pause(LEFT_MS);
  return drive(it, 'shop', '/after-typed');
}

async function shut(it) {
  if (it.rig.shut === undefined) return undefined;
  await it.rig.shut();
  await pause(LEFT_MS);
  return drive(it, 'shop', '/after-close');
}

/** Tries a case. Gives what the record says, and whether the visit can still be driven. @param {Try} it */
export async function tryCase(it, act, isLast = false) {
  const number = await act(it);
  if (number === undefined) return { text: '—', isDriven: true };
  const text = await fateOf(it.rig.channel, number, it.way);
  const next = await it.rig.channel.drive(it.stage.shop.url('shop', '/next'));
  const after = await fateOf(it.rig.channel, next, it.way);
  const isDriven = /^arrived \d+ ms$/.test(after);
  return { text: isDriven || isLast ? text : `${text}; then ${after}`, isDriven };
}

/** The last that is known of a drive, as the record says it, with its milliseconds from the agent's word. */
export async function fateOf(channel, drive, way) {
  await channel.outcome(drive, SETTLED, HELD_MS).catch(() => undefined);
  const all = channel.entries
    .filter((it) => it.event.kind === 'Receipted' && it.event.drive === drive)
    .flatMap((it) => it.event.receipts);
  const last = all.at(-1);
  if (last === undefined) return 'nothing';
  const taken = all.find((it) => it.outcome.is === 'taken')?.outcome.way ?? way;
  const by = taken === way ? '' : ` by \`${taken}\``;
  const why = last.outcome.is === 'blocked' ? `: ${last.outcome.why}` : '';
  const unseen = last.outcome.in_view === false ? ', not in view' : '';
  const held = last.outcome.is === 'taken' ? ', never left' : '';
  return `${last.outcome.is}${why}${unseen}${held} ${last.ms} ms${by}`;
}
