// axe-core on every screen of the client and the console: nothing serious.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openConsole, openDesk } from '../lib/console.mjs';
import { ADA, Docent } from '../lib/docent.mjs';
import { newId } from '../lib/id.mjs';
import { openStage } from '../lib/stage.mjs';
import { waitingVisitor } from '../lib/visitor.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const stage = await openStage();
const { shop, docent } = stage;

/** Without scripts a log can follow in no other way; it does so in a frame in which nothing is typed. */
const REFRESHES = 'meta-refresh:';

/** Both are asked in the same words: a tab of the visitor, or a page of the desk. */
const faultsIn = (read) =>
  read(`(async () => {
    const module = undefined, exports = undefined, define = undefined;
    (0, eval)(${JSON.stringify(AXE)});
    const found = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.violations.filter((it) => it.impact === 'serious' || it.impact === 'critical')
      .map((it) => it.id + ': ' + it.nodes.map((node) => node.html).slice(0, 3).join(' | '));
  })()`);

test('axe-core finds nothing serious on any screen of the visitor', async () => {
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop'));
  await tab.click('link', 'Talk to us');
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  const faults = {};
  const look = async (name) => {
    faults[name] = await faultsIn((text) => chat.read(text));
  };

  await chat.find('status', 'Place in queue');
  await look('queue');
  await chat.click('button', 'Leave a note instead');
  await chat.find('textbox', 'E-mail or telephone');
  await look('note');
  await chat.click('button', 'Back to the queue');
  const channel = await stage.ada.accept();
  await channel.say('Hello');
  await chat.shows('Hello');
  await channel.take(shop.url('shop', '/returns'));
  await look('chat');
  await chat.click('button', 'Pause');
  await channel.entry('Paused');
  await look('paused');
  await channel.do({ do: 'end' });
  await channel.entry('Ended');
  await chat.shows(/again|thank/i);
  await look('end');
  await stage.ada.do(`desk-${stage.ada.agent.id}`, { do: 'be-away', reason: 'own' });

  assert.deepEqual(
    Object.fromEntries(Object.entries(faults).filter(([, it]) => it.length > 0)),
    {},
  );
});

test('axe-core finds nothing serious on the hop, in the panel, on the plain pages and on the first page', async () => {
  const visitor = await stage.chromium();
  const faults = {};
  const look = async (name, page) => {
    const found = await faultsIn((text) => page.read(text));
    const rest = found.filter((it) => !(name === 'plain log' && it.startsWith(REFRESHES)));
    if (rest.length > 0) faults[name] = rest;
  };

  await stage.ada.do(`desk-${stage.ada.agent.id}`, { do: 'be-available' });
  const tab = await visitor.open(shop.url('shop', '/panel'));
  await tab.click('link', 'Talk to us');
  const panel = await visitor.page((url) => url.startsWith(`${docent.url}/panel/`), 'the panel');
  const channel = await stage.ada.accept();
  await channel.say('Hello');
  await panel.shows('Hello');
  await look('panel', panel);
  await look('a page with the panel', tab);

  const hop = await visitor.open(`${docent.url}/go/${channel.id}/1`);
  await hop.find('button', 'Go back');
  await look('hop', hop);

  await lookAtPlainPages(await visitor.open(`${docent.url}/ask/shop`), look);

  const empty = stage.later(await Docent.empty(), (it) => it.stop());
  const first = await visitor.open(await empty.firstLink());
  await first.shows(/password/i);
  await look('first', first);
  await stage.ada.do(`desk-${stage.ada.agent.id}`, { do: 'be-away', reason: 'own' });
  assert.deepEqual(faults, {});
});

/** What is drawn for browsers without scripts, in one that has them: axe needs them. */
async function lookAtPlainPages(plain, look) {
  await plain.read(`(() => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/plain/shop';
    const draw = Object.assign(document.createElement('input'), { name: 'draw', value: '${newId()}' });
    form.append(draw);
    document.body.append(form);
    form.submit();
  })()`);
  await plain.find('button', 'Send');
  await look('plain', plain);
  await plain.type(await plain.read("document.querySelector('iframe').src"));
  await look('plain log', plain);
}

test('axe-core finds nothing serious on any screen of the console', async () => {
  const faults = {};
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      const look = async (page, name) => {
        const found = await faultsIn((text) => page.evaluate(text));
        if (found.length > 0) faults[`${name} ${colorScheme} ${width}`] = found;
      };
      await lookAround(look, { width, colorScheme });
    }
  }
  assert.deepEqual(faults, {});
});

/** Signing in, the queue, a chat with a drive, and the other screens. */
async function lookAround(look, window) {
  const out = await openDesk(stage, window);
  await out.goto(`${docent.url}/console/`);
  await out.getByRole('button', { name: 'Sign in' }).waitFor();
  await look(out, 'sign in');

  const visitor = await waitingVisitor(docent.url, 'shop', 'Grace');
  stage.later(visitor.socket, (it) => it.close());
  const desk = await openConsole(stage, ADA, window);
  const waiting = desk
    .getByRole('list', { name: 'Waiting' })
    .getByRole('button', { name: /^Accept/ });
  await waiting.first().waitFor();
  await look(desk, 'inbox');
  await waiting.first().click();
  await desk.getByRole('textbox', { name: 'Message' }).fill('Good morning!');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await desk.getByRole('log', { name: 'Conversation' }).getByText('Good morning!').waitFor();
  await look(desk, 'chat');

  for (const name of ['History', 'Reports', 'Settings']) {
    await desk.goto(`${docent.url}/console/`);
    await desk.getByRole('link', { name, exact: true }).click();
    await desk.getByRole('main').waitFor();
    await look(desk, name);
  }
  await desk.close();
}
