// The stage: where no window can be driven, pages come in a frame beside the chat.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage();
const { docent, shop } = stage;
await stage.set({
  private_hosts: [...stage.settings.private_hosts, docent.url.replace('http://', '')],
});

/** The link's own address, opened as by a browser that ignores its target. */
async function openLink(visitor) {
  const known = new Set(stage.ada.board.keys());
  const chat = await visitor.open(`${docent.url}/ask/shop`);
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  await channel.entry('Equipped', { where: (event) => event.ways.includes('stage') });
  return { chat, channel };
}

const framed = (visitor, url) => visitor.page((it) => it === url, `the frame with ${url}`);

test('where the link opens in the same tab, pages come beside the chat, and no more is said than is known', async () => {
  const visitor = await stage.chromium();
  const { chat, channel } = await openLink(visitor);

  // A page with the button says itself that it has come.
  const own = await channel.take(shop.url('shop', '/returns?order=42'));
  assert.equal(own.outcome.url, shop.url('shop', '/returns?order=42'));
  assert.deepEqual(channel.outcomes(own.drive)[0], { is: 'taken', way: 'stage' });
  await chat.shows('framed: without your log-in');
  const page = await framed(visitor, shop.url('shop', '/returns?order=42'));
  await page.shows('shop returns');
  assert.equal(await page.read("document.querySelector('[role=region]') !== null"), true);

  // Another one was only left for, whether it lets itself be framed or not.
  for (const path of ['/bus', '/frameless']) {
    const foreign = await channel.take(shop.url('foreign', path), 'left');
    assert.deepEqual(
      channel.outcomes(foreign.drive).map((it) => it.is),
      ['taken', 'left'],
    );
  }
  await channel.take(shop.url('other', '/sizes'));

  // What keeps the page where it is was taken, and never left.
  const download = await channel.drive(shop.url('shop', '/download'));
  await channel.outcome(download, 'taken');
  await channel.take(shop.url('shop', '/shoes'));
  assert.ok(!channel.outcomes(download).some((it) => it.is === 'left' || it.is === 'arrived'));

  // What cannot be framed by us is said at once, and is a link in the chat.
  const ours = await channel.drive(`${docent.url}/plain/shop`);
  assert.equal((await channel.outcome(ours, 'blocked', 3_000)).why, 'frame');
  await chat.find('link', /plain\/shop/);

  // The chat goes on, and what was shown is there again after a reload.
  await chat.fill('textbox', 'Message', 'half-written');
  await chat.reload();
  await (await framed(visitor, shop.url('shop', '/shoes'))).shows('shop shoes');
  assert.equal(await chat.read("document.querySelector('textarea').value"), 'half-written');
  await channel.take(shop.url('shop', '/returns'));
  assert.deepEqual(shop.complaints, []);
});

test('a page that would cut the window off comes beside the chat, once somebody has looked', async () => {
  const { tab, channel } = await stage.joined();
  const bank = shop.url('foreign', '/coop');
  const body = { site: 'shop', url: `${bank}?code=7` };

  const forecast = await stage.ada.rest('/v1/probe', { method: 'POST', body });
  const { drive } = await channel.take(bank, 'left');

  assert.equal(forecast.url, bank, 'the query is nobody’s business');
  assert.equal(forecast.facts.severs, true);
  assert.deepEqual(channel.outcomes(drive)[0], { is: 'taken', way: 'stage' });
  await channel.take(shop.url('shop', '/returns'));
  assert.equal(await tab.url(), shop.url('shop', '/returns'), 'the window is still driven');
});

test('a page that is known to refuse frames is sent as a link at once', async () => {
  const visitor = await stage.chromium();
  const { chat, channel } = await openLink(visitor);
  const url = shop.url('foreign', '/frameless');
  await stage.ada.rest('/v1/probe', { method: 'POST', body: { site: 'shop', url } });

  const drive = await channel.drive(url);

  assert.equal((await channel.outcome(drive, 'blocked', 3_000)).why, 'frame');
  await chat.find('link', /frameless/);
});

test('a framed page can neither take the chat away nor find it', async () => {
  const visitor = await stage.chromium();
  const { chat, channel } = await openLink(visitor);

  const { drive } = await channel.take(shop.url('foreign', '/hijack'), 'left');
  await stage.until('the page to try', () => shop.hits.some((it) => it.path === '/tried'));

  assert.ok((await chat.url()).startsWith(`${docent.url}/ask/`), 'the chat is still ours');
  assert.ok(!channel.outcomes(drive).some((it) => it.is === 'arrived'));
  await channel.take(shop.url('shop', '/after-hijack'));
  await channel.say('Still here.');
  await chat.shows('Still here.');
});

test('on a phone, the chat of a site without the script shows pages above itself', async () => {
  const visitor = await stage.chromium({ phone: true });
  const tab = await visitor.open(shop.url('shop', '/plain'));
  const known = new Set(stage.ada.board.keys());
  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  await channel.entry('Equipped', { where: (event) => event.ways.join() === 'stage' });

  await channel.take(shop.url('shop', '/returns'));

  await chat.shows('framed: without your log-in');
  assert.equal(await tab.url(), shop.url('shop', '/plain'), 'no page is driven out of sight');
  await chat.click('button', 'Page only');
  await chat.click('button', 'Chat');
  await chat.find('textbox', 'Message');
});

test('on a phone, the chat of a site with the script opens in the page, and drives it', async () => {
  const visitor = await stage.chromium({ phone: true });
  const tab = await visitor.open(shop.url('shop'));
  const known = new Set(stage.ada.board.keys());
  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  await visitor.page((url) => url.startsWith(`${docent.url}/panel/`), 'the panel');
  await channel.entry('Equipped', { where: (event) => event.ways.join() === 'page' });

  await channel.take(shop.url('shop', '/returns'));

  assert.equal(await tab.url(), shop.url('shop', '/returns'));
});
