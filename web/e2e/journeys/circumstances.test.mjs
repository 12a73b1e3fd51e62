// What visitors' browsers and sites may be like, and what is then still true.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage();
const { shop, docent } = stage;

/** A drive is given up a minute after it was taken; a little more for the way back. */
const LEFT_WITHIN_MS = 65_000;

/** Begins here, since it takes a minute until a download is known to be no page; ends below. */
const downloading = (async () => {
  const visit = await stage.joined({ page: '/download-from' });
  const { drive } = await visit.channel.take(shop.url('shop', '/download'), 'taken');
  return { ...visit, drive };
})();

// Two visitors who click at once could be taken for each other.
before(async () => {
  await downloading;
});

test('where the site asks, nothing is opened before the visitor has said yes, nor after a no', async () => {
  await stage.set({ consent: 'ask' });
  const { chat, channel } = await stage.joined();
  const drive = (path) => ({ do: 'drive', url: shop.url('shop', path), title: '' });

  assert.equal((await channel.ask(drive('/too-early'))).code, 'no-consent');
  await chat.click('button', 'Yes, allow');
  await channel.entry('Consented');
  await channel.take(shop.url('shop', '/allowed'));
  await chat.click('button', 'No longer allow it');
  await channel.entry('Withdrew');
  assert.equal((await channel.ask(drive('/too-late'))).code, 'no-consent');

  await chat.find('button', 'Yes, allow');
  assert.ok(!shop.hits.some((it) => it.path.startsWith('/too-')));
  await stage.set({ consent: 'inform' });
});

for (const [name, look] of Object.entries({
  'with storage blocked': { storage: false },
  'in a private window': { flags: ['--incognito'] },
})) {
  test(`${name}, a visitor chats, is driven, and stays in the chat through a reload`, async () => {
    const { tab, chat, channel } = await stage.joined({ browser: await stage.chromium(look) });
    const isBlocked = '(() => { try { return !localStorage; } catch { return true; } })()';
    assert.equal(await chat.read(isBlocked), look.storage === false, 'as it was asked for');
    const { inputs } = shop;

    await channel.take(shop.url('shop', '/shoes'));
    await channel.take(shop.url('other', '/sizes'));
    await channel.take(shop.url('foreign', '/elsewhere'), 'left');
    await channel.take(shop.url('shop', '/returns'));
    assert.equal(await tab.url(), shop.url('shop', '/returns'));
    await chat.reload();
    await channel.say('Still you?');
    await chat.shows('Still you?');
    await channel.take(shop.url('shop', '/after-reload'));

    assert.equal(shop.inputs, inputs, 'the visitor did nothing');
  });
}

test('a page that is out of sight has arrived, and is said to be out of sight', async () => {
  const { visitor, tab, channel } = await stage.joined();
  await channel.take(shop.url('shop', '/in-sight'));
  const covering = await visitor.open(shop.url('foreign', '/covering'));
  await channel.signal('hidden', (signal) => signal.hidden);

  const { outcome } = await channel.take(shop.url('shop', '/out-of-sight'));
  assert.equal(outcome.in_view, false);

  await covering.close();
  await tab.front();
  const seen = await channel.take(shop.url('shop', '/seen-again'));
  assert.equal(seen.outcome.in_view, true);
});

test('a guided window that was closed is opened anew by one click', async () => {
  const { visitor, tab, chat, channel } = await stage.joined();
  const guides = (after) =>
    channel.entry('Equipped', { after, where: (event) => event.ways[0] === 'guided' });
  await tab.close();
  await channel.take(shop.url('shop', '/beside'), /^(?:taken|blocked)$/);
  await chat.click('button', stage.words.openWindow);
  await guides(0);
  await channel.take(shop.url('shop', '/guided'));

  const first = await visitor.page((url) => url.endsWith('/guided'));
  const { head } = channel;
  await first.close();
  const { outcome } = await channel.take(shop.url('shop', '/missed'), /^(?:taken|blocked)$/);
  assert.notEqual(outcome.way, 'guided', 'nobody pretends that it is still there');
  await chat.click('button', stage.words.openWindow);
  await guides(head);
  await channel.take(shop.url('other', '/guided-again'));
  const second = await visitor.page((url) => url.endsWith('/guided-again'));
  assert.notEqual(second.id, first.id);
});

test('of two tabs one has the seat, the other says so, and one click takes it back', async () => {
  const { visitor, chat, channel } = await stage.joined();
  const seats = () => channel.entries.filter((it) => it.event.kind === 'Seated').length;
  const elsewhere = 'This chat continues in another tab.';

  const second = await visitor.open(`${docent.url}/ask/shop`);
  await stage.until('the second tab to sit', () => seats() === 2);
  await chat.shows(elsewhere);
  await channel.say('Only here.');
  await second.shows('Only here.');
  assert.ok(!(await chat.text()).includes('Only here.'));

  await chat.front();
  await chat.click('button', 'Continue here');
  await stage.until('the first tab to sit', () => seats() === 3);
  await chat.shows('Only here.');
  await second.shows(elsewhere);
  const { drive } = await channel.take(shop.url('shop', '/by-the-first'));
  assert.equal(channel.outcomes(drive)[0].way, 'window');
});

test('a download is told to be no page, and leaves the visitor where they can be driven', async () => {
  const { channel, drive } = await downloading;

  const outcome = await channel.outcome(drive, 'blocked', LEFT_WITHIN_MS);

  assert.equal(outcome.why, 'download');
  await channel.take(shop.url('shop', '/after-download'));
});
