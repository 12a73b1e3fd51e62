// Takes the pictures of README and docs: real screens of the real binary, so that they cannot lie.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent } from './lib/agent.mjs';
import { openConsole, openDesk } from './lib/console.mjs';
import { Docent } from './lib/docent.mjs';
import { waitingVisitor } from './lib/visitor.mjs';

const PICTURES = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
const DEMO = { email: 'ada@example.com', password: 'lovelace' };
const TALK = [
  ['ada', 'Good morning! How can I help?'],
  ['grace', 'I bought a pair of shoes, and they are too small. Where can I send them back?'],
  ['ada', 'I will show you. Just watch your shop window.'],
];

fs.mkdirSync(PICTURES, { recursive: true });
const drafts = fs.mkdtempSync(path.join(os.tmpdir(), 'docent-pictures-'));
const closers = [];
const stage = {
  docent: undefined,
  later(it, close) {
    closers.push(() => close(it));
    return it;
  },
};

try {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) await takeAll(colorScheme);
} finally {
  fs.rmSync(drafts, { recursive: true });
}

/** One server, one visitor who is guided, two who wait; all screens in one colour scheme. */
async function takeAll(colorScheme) {
  stage.docent = stage.later(await Docent.start({ demo: true }), (it) => it.stop());
  try {
    const look = { colorScheme, width: 1280, height: 800 };
    const shop = await openDesk(stage, { colorScheme, width: 900, height: 800 });
    const desk = await openConsole(stage, DEMO, look);
    const agent = await Agent.signedIn(stage.docent.url, DEMO);
    await agent.connect();
    const chat = await click(shop);
    await name(chat, 'Grace');
    const channel = await agent.meet();
    await keep(chat, `waiting-${colorScheme}`);
    for (const visitor of ['Linus', 'Barbara'])
      await waitingVisitor(stage.docent.url, 'demo', visitor);
    await desk
      .getByRole('list', { name: 'Waiting' })
      .getByRole('button', { name: /^Accept/ })
      .first()
      .click();
    await channel.entry('Joined');
    await talk(desk, chat);
    await drive(desk, channel);
    await shop.waitForLoadState('load');
    await keep(desk, `console-${colorScheme}`);
    await keep(chat, `chat-${colorScheme}`);
    await keep(shop, `shop-${colorScheme}`);
    sideBySide(colorScheme);
    await desk.setViewportSize({ width: 390, height: 844 });
    await keep(desk, `console-phone-${colorScheme}`);
  } finally {
    for (const close of closers.splice(0).reverse()) await close();
  }
}

async function click(shop) {
  await shop.goto(`${stage.docent.url}/demo/`);
  const opened = shop.waitForEvent('popup');
  await shop.getByRole('link', { name: 'Talk to us' }).first().click();
  const chat = await opened;
  await chat.setViewportSize({ width: 400, height: 620 });
  await chat.getByRole('status', { name: 'Place in queue' }).waitFor();
  return chat;
}

/** Says what to be called, where the page asks for it. */
async function name(chat, text) {
  const field = chat.getByRole('textbox', { name: /name/i });
  if ((await field.count()) === 0) return;
  await field.first().fill(text);
  await field.first().press('Enter');
}

async function talk(desk, chat) {
  for (const [who, text] of TALK) {
    const page = who === 'ada' ? desk : chat;
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    for (const other of [desk, chat])
      await other.getByRole('log', { name: 'Conversation' }).getByText(text).waitFor();
  }
}

/** To the first page of the site that the drive bar knows beside home. */
async function drive(desk, channel) {
  const { sites } = await channel.agent.rest('/v1/sites');
  const pages = sites.find((it) => it.key === 'demo').settings.pages;
  const target = pages.find((it) => /return/i.test(it.url)) ?? pages.at(-1);
  await desk.getByRole('textbox', { name: 'Address' }).fill(target.url);
  await desk.getByRole('button', { name: 'Drive', exact: true }).click();
  const { event } = await channel.entry('Driven');
  await channel.outcome(event.drive, 'arrived');
}

async function keep(page, name) {
  const draft = path.join(drafts, `${name}.png`);
  await page.screenshot({ path: draft, animations: 'disabled' });
  fs.copyFileSync(draft, path.join(PICTURES, `${name}.png`));
}

/** The visitor's two windows on the left, the console on the right. */
function sideBySide(scheme) {
  const at = (name) => path.join(drafts, `${name}-${scheme}.png`);
  const desk = scheme === 'light' ? '#d9dde3' : '#101216';
  const framed = (name) => ['(', at(name), '-bordercolor', '#8884', '-border', '1', ')'];
  execFileSync('convert', [
    '-size',
    '2260x880',
    `xc:${desk}`,
    ...framed('shop'),
    '-geometry',
    '+30+40',
    '-composite',
    ...framed('chat'),
    '-geometry',
    '+500+110',
    '-composite',
    ...framed('console'),
    '-geometry',
    '+950+40',
    '-composite',
    '-resize',
    '1600x',
    '-dither',
    'None',
    '-colors',
    '128',
    '-strip',
    path.join(PICTURES, scheme === 'light' ? 'guided.png' : 'guided-dark.png'),
  ]);
}
