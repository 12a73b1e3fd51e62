// Visitors do as they please. After each of it the agent drives again, or is told the truth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage();
const { shop } = stage;
const TOLD_WITHIN_MS = 4_500;

/** Drives to a page of the shop, and waits until the browser has gone there or it is known that it cannot. */
async function driveTold(channel, path) {
  const drive = await channel.drive(shop.url('shop', path));
  const outcome = await channel.outcome(drive, /^(?:arrived|blocked)$/, TOLD_WITHIN_MS);
  return { drive, outcome };
}

/** What a link in the chat is called: the page's address, or its host. */
const linkTo = (path) => new RegExp(`${path}|shop\\.localhost`);

test('after a typed address, Back, a duplicated tab, a filled form and a closed tab the agent drives again or is told that it cannot', async () => {
  const visit = await stage.joined();

  await visit.channel.take(shop.url('shop', '/shoes'));
  await followsLinkAndGoesBack(visit);
  await typesAddress(visit);
  await duplicatesTab(visit);
  await fillsForm(visit);
  await staysOnPageThatAsks(visit);
  await closesTab(visit);
});

async function followsLinkAndGoesBack({ tab, channel }) {
  await tab.click('link', 'returns');
  await channel.entry('Moved', { where: (event) => event.page.url.endsWith('/returns') });
  await channel.take(shop.url('other', '/a'));
  await tab.back();
  await tab.shows('shop returns');
  await channel.take(shop.url('shop', '/after-back'));
}

/** On another site this cuts the tab from the chat window in Chromium: both sides are told, and Back heals it. */
async function typesAddress({ tab, chat, channel }) {
  await tab.type(shop.url('foreign', '/typed'));
  await tab.shows('foreign typed');
  const { outcome } = await driveTold(channel, '/after-typed');
  if (outcome.is === 'blocked') {
    assert.equal(outcome.why, 'lost');
    await chat.find('link', linkTo('/after-typed'));
    await tab.back();
    await tab.shows('shop after-back');
  } else {
    assert.equal(await tab.url(), shop.url('shop', '/after-typed'));
  }
  await channel.take(shop.url('shop', '/after-typed-and-back'));
}

/** Of two tabs with the same page one is driven, once. */
async function duplicatesTab({ visitor, channel }) {
  const copy = await visitor.open(shop.url('shop', '/after-typed-and-back'));
  await copy.shows('shop after-typed-and-back');
  await channel.take(shop.url('shop', '/one-of-two'));
  const loads = shop.hits.filter((it) => it.host === 'shop' && it.path === '/one-of-two');
  assert.equal(loads.length, 1, 'one tab went there, once');
  await copy.close();
}

/** That something is typed is said before it would be lost; never what. */
async function fillsForm({ tab, channel }) {
  await channel.take(shop.url('shop', '/form'));
  await tab.fill('textbox', 'Your order', 'my secret order');
  await channel.signal('form', (signal) => signal.unsaved);
  await channel.take(shop.url('shop', '/after-form'));
  assert.ok(
    !JSON.stringify(channel.entries).includes('secret order'),
    'content never leaves the page',
  );
}

/** The page's own question holds the drive, and the visitor stays. */
async function staysOnPageThatAsks({ tab, channel }) {
  await channel.take(shop.url('shop', '/asks'));
  await tab.fill('textbox', 'Your order', 'unsaved');
  let held = 0;
  await tab.answer(false, async () => {
    held = await channel.drive(shop.url('shop', '/after-asks'));
  });
  assert.equal((await channel.outcome(held, 'blocked')).why, 'page-asks');
  assert.equal(await tab.url(), shop.url('shop', '/asks'));
}

/** Nothing is pretended: what can no longer be shown in the tab comes beside the chat, or is said. */
async function closesTab({ tab, chat, channel }) {
  await tab.close();
  const { drive, outcome } = await driveTold(channel, '/after-close');
  if (outcome.is === 'blocked') assert.equal(outcome.why, 'lost');
  else assert.deepEqual(channel.outcomes(drive)[0], { is: 'taken', way: 'stage' });
  await channel.say('Are you still there?');
  await chat.shows('Are you still there?');

  // The next key opens a window for it: one input, and all is as before.
  await chat.find('button', stage.words.openWindow);
  await chat.click('textbox', 'Message');
  await chat.press('Enter');
  await channel.entry('Equipped', { where: (event) => event.ways[0] === 'guided' });
  const { drive: next } = await channel.take(shop.url('shop', '/after-key'));
  assert.deepEqual(channel.outcomes(next)[0], { is: 'taken', way: 'guided' });
}

test('odd locations: redirects arrive where they end, downloads and empty answers are said, a hostile page gains nothing', async () => {
  const { visitor, tab, chat, channel } = await stage.joined();

  const moved = await channel.take(shop.url('shop', '/moved'));
  assert.equal(moved.outcome.url, shop.url('other', '/landed'));

  const fragment = await channel.take(shop.url('other', '/landed#here'));
  assert.equal(fragment.outcome.url, shop.url('other', '/landed'), 'fragments are not reported');
  assert.equal(await tab.url(), shop.url('other', '/landed#here'));

  const hostile = await channel.take(shop.url('foreign', '/hijack'), 'left');
  await stage.until('the page to try', () => shop.hits.some((it) => it.path === '/tried'));
  assert.ok((await chat.url()).startsWith(stage.docent.url), 'the chat window is still ours');
  assert.ok(!channel.outcomes(hostile.drive).some((it) => it.is === 'arrived'));
  await channel.say('Still here.');
  await chat.shows('Still here.');

  await channel.take(shop.url('shop', '/home-again'));
  const empty = await channel.drive(shop.url('shop', '/nothing'));
  await channel.outcome(empty, 'taken');
  await channel.take(shop.url('shop', '/after-nothing'));
  assert.ok(!channel.outcomes(empty).some((it) => it.is === 'left' || it.is === 'arrived'));

  // A page that severs us is shown. What comes after it comes beside the chat, …
  await channel.take(shop.url('foreign', '/coop'), 'left');
  await tab.shows('foreign coop');
  const staged = await channel.take(shop.url('shop', '/after-coop'));
  assert.deepEqual(channel.outcomes(staged.drive)[0], { is: 'taken', way: 'stage' });
  await channel.entry('Equipped', { where: (event) => event.lost === 'lost' });

  // … until one click in the chat opens a window for it, which can be driven again.
  await chat.click('button', /** @type {any} */ (stage.words.openWindow));
  await channel.entry('Equipped', { where: (event) => event.ways[0] === 'guided' });
  const opened = await visitor.page((url) => url.endsWith('/after-coop'), 'what was framed');
  await opened.shows('shop after-coop');
  await channel.take(shop.url('shop', '/guided'));
  const guided = await visitor.page((url) => url.endsWith('/guided'));
  assert.notEqual(guided.id, tab.id);
  await channel.take(shop.url('foreign', '/hijack'), 'left');
  await stage.until('it to try again', () => triesOf(shop) === 2);
  await channel.take(shop.url('other', '/guided-on'));
  assert.ok((await chat.url()).startsWith(stage.docent.url), 'the chat window is still ours');
  assert.ok(!shop.hits.some((it) => it.path === '/stolen'), 'nothing was taken over');
});

const triesOf = ({ hits }) => hits.filter((it) => it.path === '/tried').length;

test('a drive in the moment of joining waits for a client that has only just come', async () => {
  for (const page of ['/', '/panel']) {
    const visitor = await stage.chromium();
    const tab = await visitor.open(shop.url('shop', page));
    const known = new Set(stage.ada.board.keys());
    await tab.click('link', 'Talk to us');
    const channel = await stage.ada.accept((row) => !known.has(row.channel));
    await channel.take(shop.url('shop', '/panel/returns'));
    await channel.do({ do: 'end' });
  }
});

test('the chat stays on top of other windows through drives, and comes back', async () => {
  const { chat, channel } = await stage.joined();
  const isThere = "document.getElementById('app') !== null";

  await chat.click('button', 'Keep on top');
  await stage.until('the chat to move', async () => !(await chat.read(isThere)));
  await channel.take(shop.url('shop', '/returns'));
  await channel.take(shop.url('foreign', '/bus'), 'left');
  await channel.say('Above all.');
  const above = 'documentPictureInPicture.window.document.body.innerText';
  await stage.until('the words in the window on top', async () =>
    (await chat.read(above)).includes('Above all.'),
  );
  await chat.read('documentPictureInPicture.window.close()');
  await stage.until('the chat to come back', () => chat.read(isThere));
  await chat.shows('Above all.');
});

test('a visitor pauses, and gives the wheel back', async () => {
  const { tab, chat, channel } = await stage.joined();
  await channel.take(shop.url('shop', '/before'));

  await chat.click('button', 'Pause');
  await channel.entry('Paused');
  const refused = await channel.ask({
    do: 'drive',
    url: shop.url('shop', '/while-paused'),
    title: '',
  });
  if (refused.t === 'refused') assert.equal(refused.code, 'paused');
  else {
    const { drive } = (await channel.entry('Driven', { after: refused.seq - 1 })).event;
    assert.equal((await channel.outcome(drive, 'blocked')).why, 'paused');
  }
  assert.equal(await tab.url(), shop.url('shop', '/before'));

  await chat.click('button', 'Resume');
  await channel.entry('Resumed');
  await channel.take(shop.url('shop', '/after'));
  assert.equal(shop.hits.filter((it) => it.path === '/while-paused').length, 0);

  await chat.click('button', 'Leave');
  await channel.entry('Ended', { where: (event) => event.reason === 'visitor' });
});

test('refused locations are refused by the server, with a reason, and never stored', async () => {
  const { channel } = await stage.joined();
  const refusals = [
    ['javascript:alert(1)', 'scheme'],
    [' jAvAsCrIpT:alert(1)', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['view-source:https://example.org/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['https://bank.example@evil.example/', 'user-info'],
    ['http://10.0.0.1/', 'private'],
    ['http://127.0.0.1:1/', 'private'],
    ['http://[::1]/', 'private'],
    ['http://169.254.169.254/latest/meta-data', 'private'],
    ['java\tscript:alert(1)', 'characters'],
    ['https:\\\\evil.example', 'characters'],
    ['/returns', 'not-an-address'],
    [`https://example.org/${'a'.repeat(2100)}`, 'too-long'],
  ];
  const before = channel.head;
  for (const [url] of refusals) {
    const answer = await channel.ask({ do: 'drive', url, title: '' });
    assert.equal(answer.t, 'refused', `${url} is refused`);
    assert.ok(['bad-location', 'too-long'].includes(answer.code), `${url}: ${answer.code}`);
    assert.ok(answer.message.length > 10);
  }
  await channel.say('done');
  const stored = channel.entries.filter((it) => it.seq > before).map((it) => it.event.kind);
  assert.ok(!stored.includes('Driven'));
});
