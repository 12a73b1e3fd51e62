// How smooth the console is with 500 chats in the inbox and 10,000 messages in the one that is open.
// `node web/e2e/smooth.mjs` seeds the real server, works in the console as an agent does, and prints
// the frames of each act. It needs the binary and `npm run build`, as journeys do.
import { Agent } from './lib/agent.mjs';
import { openConsole } from './lib/console.mjs';
import { ADA, SITE } from './lib/docent.mjs';
import { Stage } from './lib/stage.mjs';
import { waitingVisitor } from './lib/visitor.mjs';

const CHATS = Number(process.env.CHATS ?? 500);
const MESSAGES = Number(process.env.MESSAGES ?? 10_000);
/** Visitors that ask at the same time while seeding. */
const AT_ONCE = 50;
/** A socket that sends this much without a rest would be cut off: the next one goes on. */
const COMMANDS_PER_SOCKET = 300;
/** How long each act is watched. */
const ACT_MS = 5_000;
/** Messages that come in each second, spread over the open chat and others. */
const COMING_PER_S = 20;

// Visitors of many networks, as a proxy in front would tell them apart.
process.env.DOCENT_BEHIND_PROXY = 'true';
const stage = new Stage();
try {
  await stage.open();
  const visitors = await inTurns(CHATS, (at) =>
    waitingVisitor(stage.docent.url, SITE, `Visitor ${at + 1}`, `10.${at >> 8}.${at & 255}.1`),
  );
  const ada = stage.later(await Agent.on(stage.docent.url, ADA), (it) => it.close());
  const [{ log }] = visitors;
  await oneByOne(ada, CHATS, (at) => ada.do(visitors[at].log, { do: 'join' }));
  await oneByOne(ada, MESSAGES, (at) => ada.do(log, { do: 'say', text: textOf(at + 1) }));
  const page = await openConsole(stage, ADA);
  await page.goto(`${stage.docent.url}/console/#/inbox/${log.replace('channel-', '')}`);
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await page.getByText(`Message ${MESSAGES} `).first().waitFor();
  console.log(`${CHATS} chats, ${MESSAGES} messages in the open one`);
  console.log(
    'act                              frames   p50 ms   p95 ms   p99 ms  longest  over 25 ms',
  );
  await watch(page, 'nothing', () => page.waitForTimeout(ACT_MS));
  const coming = newcomers(ada, visitors);
  await watch(page, 'messages come in', () => page.waitForTimeout(ACT_MS));
  await watch(page, 'typing, messages come in', () => type(page));
  await watch(page, 'scrolling the log, they come in', () => wheel(page, 'log', -400));
  await watch(page, 'scrolling the list, they come in', () => wheel(page, 'list', 200));
  coming.stop();
} finally {
  await stage.close();
}
process.exit(0);

/** Does `act` for 0, 1, … a few at a time. */
async function inTurns(count, act) {
  const all = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Math.min(AT_ONCE, count - from);
    all.push(...(await Promise.all(Array.from({ length: some }, (_, at) => act(from + at)))));
  }
  return all;
}

/** One command on its way at a time, over as many sockets as that needs. */
async function oneByOne(ada, count, act) {
  for (let at = 0; at < count; at += 1) {
    await act(at);
    if ((at + 1) % COMMANDS_PER_SOCKET !== 0) continue;
    ada.close();
    ada.frames.items.length = 0;
    await ada.connect();
  }
}

function textOf(number) {
  const more = ', with a line that is longer than others and breaks somewhere'.repeat(2);
  return `Message ${number} of a long conversation${number % 7 === 0 ? more : ''}`;
}

/** Messages to the open chat and to others, one after the other. */
function newcomers(ada, visitors) {
  let at = 0;
  const timer = setInterval(() => {
    const { log } = visitors[at % 2 === 0 ? 0 : at % visitors.length];
    at += 1;
    void ada.do(log, { do: 'say', text: `News ${at} just now` });
  }, 1_000 / COMING_PER_S);
  return { stop: () => clearInterval(timer) };
}

async function type(page) {
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.click();
  const until = Date.now() + ACT_MS;
  while (Date.now() < until) await page.keyboard.type('typing away ', { delay: 25 });
}

/** Turns the wheel above the log or the list of own chats, up and down again. */
async function wheel(page, over, pixels) {
  const place =
    over === 'log'
      ? page.getByRole('log', { name: 'Conversation' })
      : page.getByRole('region', { name: 'Lists', exact: true });
  const box = await place.boundingBox();
  await page.mouse.move(box.x + box.width / 2, Math.min(600, Math.max(box.y, 0) + 200));
  const until = Date.now() + ACT_MS;
  for (let turn = 0; Date.now() < until; turn += 1) {
    await page.mouse.wheel(0, turn % 90 < 60 ? pixels : -pixels);
    await page.waitForTimeout(16);
  }
}

/** Prints the times between frames while something is done. */
async function watch(page, name, act) {
  await page.evaluate(() => {
    const frames = [];
    const here = /** @type {any} */ (window);
    here.docentFrames = frames;
    const next = (at) => {
      frames.push(at);
      if (here.docentFrames === frames) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await act();
  const frames = await page.evaluate(() => {
    const here = /** @type {any} */ (window);
    const all = here.docentFrames;
    here.docentFrames = undefined;
    return all;
  });
  const times = frames.slice(1).map((at, place) => at - frames[place]);
  const sorted = [...times].sort((a, b) => a - b);
  const share = (of) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0;
  const shown = [share(0.5), share(0.95), share(0.99), sorted.at(-1) ?? 0].map((it) =>
    it.toFixed(1).padStart(8),
  );
  const over = times.filter((it) => it > 25).length;
  console.log(
    `${name.padEnd(32)} ${String(times.length).padStart(6)} ${shown.join(' ')}  ${String(over).padStart(10)}`,
  );
}
