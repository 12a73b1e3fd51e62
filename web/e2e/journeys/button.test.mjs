// The button on the real web's pages: strict policies, pages that change without loading, a frame, no scripts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage();
const { shop, docent } = stage;

test('under a strict CSP the snippet works whole, and the plain link needs nothing', async () => {
  const { tab, channel } = await stage.joined({ page: '/strict' });
  await channel.take(shop.url('shop', '/strict/two'));
  await channel.take(shop.url('other', '/strict/three'));
  assert.equal(await tab.url(), shop.url('other', '/strict/three'));
  assert.deepEqual(shop.complaints, []);

  const plain = await stage.joined({ page: '/plain' });
  await plain.channel.take(shop.url('foreign', '/from-a-plain-link'), 'left');
  await plain.tab.shows('foreign from-a-plain-link');
});

test('a pushState shop, a hash router and a page with the snippet twice report every page and are driven', async () => {
  const { tab, channel } = await stage.joined({ page: '/app/' });

  await tab.click('link', 'shoes');
  await channel.entry('Moved', { where: (event) => event.page.url.endsWith('/app/shoes') });
  await tab.back();
  await channel.entry('Moved', {
    after: channel.head,
    where: (event) => event.page.url.endsWith('/app/'),
  });
  await channel.take(shop.url('shop', '/app/returns'));

  await channel.take(shop.url('shop', '/hash#/one'));
  const loads = () => shop.hits.filter((it) => it.path === '/hash').length;
  const loaded = loads();
  await channel.take(shop.url('shop', '/hash#/two'));
  await tab.shows('Hash #/two');
  assert.equal(loads(), loaded, 'only the fragment changed: nothing was loaded');
  await tab.read("location.hash = '#/three'");
  await tab.shows('Hash #/three');
  await channel.take(shop.url('shop', '/twice'));
  assert.equal(shop.hits.filter((it) => it.path === '/twice').length, 1);
  assert.deepEqual(shop.complaints, []);
});

test('the panel opens in the page, drives its own page and carries on from the next', async () => {
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop', '/panel'));
  const known = new Set(stage.ada.board.keys());
  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  const isPanel = (url) => url.startsWith(`${docent.url}/panel/`);
  const panel = await visitor.page(isPanel, 'the panel');
  await channel.say('In the page.');
  await panel.shows('In the page.');
  await channel.entry('Equipped');

  const { outcome } = await channel.take(shop.url('shop', '/panel/two'));
  assert.equal(outcome.url, shop.url('shop', '/panel/two'));
  assert.equal(await tab.url(), shop.url('shop', '/panel/two'));
  await channel.say('And on the next.');
  await (await visitor.page(isPanel, 'the panel')).shows('And on the next.');
  await channel.take(shop.url('shop', '/panel/three'));
  assert.deepEqual(shop.complaints, []);
});

test('a panel is handed over to another origin of the site and back, with its channel and a half-written message', async () => {
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop', '/panel'));
  const known = new Set(stage.ada.board.keys());
  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  const thePanel = () => visitor.page((url) => url.startsWith(`${docent.url}/panel/`), 'the panel');
  await channel.entry('Equipped');
  await (await thePanel()).fill('textbox', 'Message', 'half-written');
  const { inputs } = shop;

  const away = await channel.take(shop.url('other', '/panel/two'));
  assert.equal(away.outcome.url, shop.url('other', '/panel/two'));
  assert.equal(await tab.url(), shop.url('other', '/panel/two'), 'the code is gone');
  await channel.say('Over there.');
  await (await thePanel()).shows('Over there.');
  const draft = "document.querySelector('textarea').value";
  assert.equal(await (await thePanel()).read(draft), 'half-written');
  await channel.take(shop.url('other', '/panel/three'));

  await channel.take(shop.url('shop', '/panel/hash#/two'));
  assert.equal(await tab.url(), shop.url('shop', '/panel/hash#/two'), 'its fragment is back');
  await tab.shows('Hash #/two');
  await channel.say('And back again.');
  await (await thePanel()).shows('And back again.');
  await channel.take(shop.url('other', '/panel/four'));
  await channel.take(shop.url('foreign', '/panel/five'), 'blocked');

  assert.equal(shop.inputs, inputs, 'the visitor did nothing');
  const rows = [...stage.ada.board.keys()].filter((it) => !known.has(it));
  assert.deepEqual(rows, [channel.id], 'one channel all the way');
  assert.ok(!JSON.stringify(channel.entries).includes('docent='), 'no code in the record');
  assert.ok(!shop.hits.some((it) => it.referer.includes('docent=')), 'nor in a referrer');
  assert.deepEqual(shop.complaints, []);
});

test('a link with a stale code opens nothing and asks for nothing; a click opens the panel as ever', async () => {
  const visitor = await stage.chromium();
  const known = new Set(stage.ada.board.keys());
  const tab = await visitor.open(shop.url('shop', '/panel/hash#docent=stale&/two'));
  const isPanel = (url) => url.startsWith(`${docent.url}/panel/`);
  const frame = await visitor.page(isPanel, 'the frame of the panel');
  const asked = (path) =>
    frame.read(`performance.getEntriesByType('resource').some((it) => /${path}$/.test(it.name))`);
  await stage.until('the code is refused', () => asked('hand-over'));
  for (const _ of 'ab') await frame.read(`fetch('/healthz').then((it) => it.text())`);

  const seen = "getComputedStyle(document.querySelector('iframe')).visibility";
  assert.equal(await tab.url(), shop.url('shop', '/panel/hash#/two'), 'the code is gone');
  assert.equal(await tab.read(seen), 'hidden');
  assert.equal(await asked('channels'), false);
  assert.deepEqual(
    [...stage.ada.board.keys()].filter((it) => !known.has(it)),
    [],
  );

  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  await channel.say('Hello from Ada.');
  await (await visitor.page(isPanel, 'the panel')).shows('Hello from Ada.');
  assert.equal(await tab.read(seen), 'visible');
});

test('Back from one origin to another keeps the panel in its seat', async () => {
  const visitor = await stage.chromium();
  const known = new Set(stage.ada.board.keys());
  const tab = await visitor.open(shop.url('shop', '/panel'));
  await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  const thePanel = () => visitor.page((url) => url.startsWith(`${docent.url}/panel/`), 'the panel');
  await channel.entry('Equipped');
  await channel.take(shop.url('other', '/panel/two'));

  for (const [host, there] of [
    ['shop', '/panel'],
    ['other', '/panel/two'],
  ]) {
    const { head } = channel;
    if (host === 'shop') await tab.back();
    else await tab.forward();
    await channel.entry('Moved', {
      after: head,
      where: (event) => event.page.url === shop.url(host, there),
    });
    await channel.say(`Welcome to ${host}.`);
    await (await thePanel()).shows(`Welcome to ${host}.`);
  }
  assert.equal((await channel.take(shop.url('other', '/panel/four'))).outcome.is, 'arrived');
  assert.equal(channel.entries.filter((it) => it.event.kind === 'Seated').length, 1);
});

test('without JavaScript the plain page queues, chats and keeps what was typed', async () => {
  const visitor = await stage.chromium({ javascript: false });
  const tab = await visitor.open(shop.url('shop'));
  await tab.click('link', 'Talk to us');
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  const known = new Set(stage.ada.board.keys());
  await chat.click('button', stage.words.ask);
  const channel = await stage.ada.accept((row) => !known.has(row.channel));

  await channel.say('Hello from Ada.');
  await visitor.shows('Hello from Ada.');
  const form = await visitor.page((url) => url.startsWith(`${docent.url}/plain/`), 'the form');
  await form.fill('textbox', 'Message', 'Hello <i>Ada</i>');
  await form.click('button', 'Send');
  await channel.entry('Said', { where: (event) => event.text === 'Hello <i>Ada</i>' });
  await channel.take(shop.url('shop', '/returns'), 'blocked');
  await stage.until('the link in the log', () =>
    form.read(`Array.from(window).some((it) => it.document.querySelector('a[href$="/returns"]'))`),
  );
});
