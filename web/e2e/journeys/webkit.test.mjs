// WebKitGTK by its driver: one journey for each way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../lib/stage.mjs';
import { openWebkit } from '../lib/webkit.mjs';

const stage = await openStage();
const { docent, shop } = stage;

async function webkit() {
  return stage.later(await openWebkit(), (it) => it.close());
}

/** Drives over three origins, one of which knows nothing of us. */
async function drivesAround(channel, way) {
  const { inputs } = shop;
  const home = await channel.take(shop.url('shop', '/returns?order=42'));
  assert.deepEqual(channel.outcomes(home.drive)[0], { is: 'taken', way });
  await channel.take(shop.url('other', '/sizes'));
  const foreign = await channel.take(shop.url('foreign', '/bus'), 'left');
  await channel.take(shop.url('shop', '/shoes'));
  assert.ok(!channel.outcomes(foreign.drive).some((it) => it.is === 'arrived'));
  assert.equal(shop.inputs, inputs, 'no input by the visitor');
}

test('WebKitGTK: the chat window drives the tab that opened it', async () => {
  const { tab, chat, channel } = await stage.joined({ browser: await webkit() });

  await drivesAround(channel, 'window');

  assert.equal(await tab.url(), shop.url('shop', '/shoes'));
  await channel.say('Here we are.');
  await chat.shows('Here we are.');
  await chat.fill('textbox', 'Message', 'Thank you.');
  await chat.click('button', 'Send');
  await channel.entry('Said', { where: (event) => event.text === 'Thank you.' });
});

test('WebKitGTK: pages come beside the chat, and then in a window that a click has opened', async () => {
  const visitor = await webkit();
  const known = new Set(stage.ada.board.keys());
  const chat = await visitor.open(`${docent.url}/ask/shop`);
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  await channel.entry('Equipped', { where: (event) => event.ways.includes('stage') });

  await drivesAround(channel, 'stage');
  await chat.click('button', 'Let Ada open pages');
  await channel.entry('Equipped', { where: (event) => event.ways[0] === 'guided' });
  await drivesAround(channel, 'guided');
});

test('WebKitGTK: the panel drives its own page', async () => {
  const visitor = await webkit();
  const tab = await visitor.open(shop.url('shop', '/panel'));
  const known = new Set(stage.ada.board.keys());
  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  await channel.entry('Equipped');

  const { drive } = await channel.take(shop.url('shop', '/panel/two'));

  assert.deepEqual(channel.outcomes(drive)[0], { is: 'taken', way: 'page' });
  assert.equal(await tab.url(), shop.url('shop', '/panel/two'));
});
