// An agent tries it on themselves: a visitor of their own in another window, driven from the console.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../lib/console.mjs';
import { ADA, MARY } from '../lib/docent.mjs';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage({ ada: false });
const { shop } = stage;

test('an agent tries it on themselves, and the report says how far it came', async () => {
  const desk = await openConsole(stage, ADA);
  const watcher = await stage.watcher(MARY);
  await desk.getByRole('link', { name: 'Settings' }).click();
  await desk.getByRole('link', { name: 'Websites' }).click();

  const [chat] = await Promise.all([
    desk.context().waitForEvent('page'),
    desk.getByRole('button', { name: 'Try it on me' }).click(),
  ]);
  await desk.getByRole('log', { name: 'Conversation' }).waitFor();
  const row = await watcher.frames.until('the test', () =>
    [...watcher.board.values()].find((it) => it.name === 'Test: Ada'),
  );
  const channel = await watcher.follow(row.channel);
  await channel.entry('Equipped', { where: (event) => event.ways.includes('stage') });
  await desk.getByRole('textbox', { name: 'Address' }).fill(shop.url('shop', '/returns'));
  await desk.getByRole('button', { name: 'Drive', exact: true }).click();
  const { drive } = (await channel.entry('Driven')).event;
  await channel.outcome(drive, 'arrived');

  assert.equal(await chat.evaluate('window.opener'), null, 'the console is not driven');
  await chat.frameLocator('.stage iframe').getByRole('heading', { name: 'shop returns' }).waitFor();
  await desk.getByRole('link', { name: 'Reports' }).click();
  const line = desk.getByRole('row', { name: /a frame beside the chat Chromium 1 100/ });
  await line.waitFor();
});
