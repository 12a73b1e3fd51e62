// The browser extension: a tab that the visitor gave is driven everywhere, and what becomes of it is known.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../lib/children.mjs';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage();
const { docent, shop } = stage;
const folder = path.join(newFolder('extension'), 'docent');
await docent.cli(['extension', folder, '--listen', docent.listen]);

/** A visitor with the extension, who has answered its question. */
async function given(answer) {
  const visitor = await stage.chromium({ flags: [`--load-extension=${folder}`] });
  const visit = await stage.joined({ browser: visitor });
  await visit.chat.click('button', 'Choose a tab');
  const asks = await visitor.page((url) => url.includes('/consent.html'), 'its question');
  await asks.shows('May Ada open pages');
  await asks.click('button', answer);
  return { ...visit, visitor };
}

/** Drives, and gives what became of it, in order. */
async function outcomesOf(channel, url, last) {
  const { drive } = await channel.take(url, last);
  return channel.outcomes(drive).map((it) => it.is);
}

test('a visitor gives a tab, and every page is driven to and reported, those that sever too', async () => {
  const { visitor, chat, channel } = await given('Yes, in a new tab');
  await channel.entry('Equipped', { where: (event) => event.ways.join() === 'extension' });
  const inputs = shop.inputs;

  const whole = ['taken', 'left', 'arrived'];
  for (const at of ['/bus', '/coop', '/popups-coop', '/frameless', '/strict'])
    assert.deepEqual(await outcomesOf(channel, shop.url('foreign', at), 'arrived'), whole, at);
  const moved = await channel.take(shop.url('shop', '/moved'));
  assert.equal(moved.outcome.url, shop.url('other', '/landed'), 'where it ends');
  assert.deepEqual(channel.outcomes(moved.drive)[0], { is: 'taken', way: 'extension' });
  const tab = await visitor.page((url) => url === shop.url('other', '/landed'), 'the tab');

  // What shows nothing is said at once, and the page before stays.
  for (const at of ['/download', '/nothing'])
    assert.equal((await channel.take(shop.url('shop', at), 'blocked')).outcome.why, 'download');
  assert.equal(await tab.url(), shop.url('other', '/landed'));
  const fragment = await channel.take(shop.url('other', '/landed#here'));
  assert.deepEqual(
    channel.outcomes(fragment.drive).map((it) => it.is),
    ['taken', 'arrived'],
  );
  assert.equal(shop.inputs, inputs, 'the visitor did nothing');

  // Where the visitor goes by themselves is told, and does not end the ride.
  await tab.type(shop.url('foreign', '/typed'));
  await channel.entry('Moved', { where: (event) => event.page.url.endsWith('/typed') });
  await channel.take(shop.url('foreign', '/after-typed'));
  await tab.back();
  await channel.entry('Moved', {
    after: channel.head,
    where: (event) => event.page.url.endsWith('/typed'),
  });

  // A chat that is loaded again goes on; a tab that is closed is said.
  const before = channel.head;
  await chat.reload();
  await channel.entry('Equipped', {
    after: before,
    where: (event) => event.ways.join() === 'extension',
  });
  await channel.take(shop.url('shop', '/after-reload'));
  await tab.close();
  await channel.entry('Equipped', {
    after: channel.head,
    where: (event) => !event.ways.includes('extension'),
  });
  await channel.take(shop.url('shop', '/after-close'));
});

test('without a yes nothing is driven by it; the tab the visitor came from may be given; all ends with the chat', async () => {
  const { tab, chat, channel } = await given('No');
  const { drive } = await channel.take(shop.url('shop', '/first'));
  assert.deepEqual(channel.outcomes(drive)[0], { is: 'taken', way: 'window' });

  await chat.click('button', 'Choose a tab');
  const asks = await tab.browser.page((url) => url.includes('/consent.html'), 'its question');
  await asks.click('button', 'Yes, in the tab that I came from');
  await channel.entry('Equipped', { where: (event) => event.ways.join() === 'extension' });
  await channel.take(shop.url('foreign', '/coop'));
  assert.equal(await tab.url(), shop.url('foreign', '/coop'));
  await channel.take(shop.url('shop', '/second'));

  await channel.do({ do: 'end' });
  await channel.entry('Ended');
  await chat.shows(/ended/);
  const moves = channel.entries.filter((it) => it.event.kind === 'Moved').length;
  await tab.type(shop.url('shop', '/after-end'));
  assert.equal(channel.entries.filter((it) => it.event.kind === 'Moved').length, moves);
});
