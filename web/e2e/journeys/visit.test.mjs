// What a visit survives, and what stays apart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage();
const { shop, docent } = stage;

const isChat = (url) => url.startsWith(`${docent.url}/ask/`);
const waitingOf = () => [...stage.ada.board.values()].filter((it) => it.status === 'waiting');

test('reload at every stage keeps the place, the chat, what was half written and the wheel', async () => {
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop'));
  await tab.click('link', 'Talk to us');
  const chat = await visitor.page(isChat, 'the chat');
  const channel = await stage.ada.meet();

  // In the queue.
  await channel.entry('Delivered');
  await chat.reload();
  await chat.find('status', 'Place in queue');
  assert.equal(waitingOf().length, 1, 'still one place');

  // Joined, with a message half written.
  await channel.do({ do: 'join' });
  await chat.fill('textbox', 'Message', 'half wri');
  await channel.say('Take your time.');
  await chat.shows('Take your time.');
  await chat.reload();
  await chat.shows('Take your time.');
  await stage.until(
    'the draft',
    async () =>
      (await chat.read("document.querySelector('textarea, input[type=text]').value")) ===
      'half wri',
  );

  // Driven, and the driven page reloaded.
  await channel.take(shop.url('shop', '/shoes'));
  const after = channel.head;
  await tab.reload();
  await channel.take(shop.url('other', '/sizes'));
  assert.equal(
    await chat.read("document.querySelector('textarea, input[type=text]').value"),
    'half wri',
  );
  const again = channel.entries.filter(
    (it) => it.seq > after && it.event.kind === 'Receipted' && it.event.drive === 1,
  );
  assert.deepEqual(again, [], 'a reloaded page does not report its drive again');

  // The chat reloaded while it drives: the drive is carried out at most once, and the next one works.
  const torn = await channel.drive(shop.url('shop', '/torn'));
  await chat.reload();
  await channel.outcome(torn, /^(?:arrived|blocked)$/);
  await channel.take(shop.url('shop', '/after-reload'));
  assert.ok(shop.hits.filter((it) => it.path === '/torn').length <= 1, 'at most once');
});

test('two visitors at once never see each other', async () => {
  const [one, two] = [await stage.joined(), await stage.joined()];

  await one.channel.say('only for the first');
  await two.channel.say('only for the second');
  await one.chat.shows('only for the first');
  await two.chat.shows('only for the second');
  await one.channel.take(shop.url('shop', '/first'));
  await two.channel.take(shop.url('shop', '/second'));

  assert.ok(!(await one.chat.text()).includes('second'));
  assert.ok(!(await two.chat.text()).includes('first'));
  assert.equal(await one.tab.url(), shop.url('shop', '/first'));
  assert.equal(await two.tab.url(), shop.url('shop', '/second'));
  const foreign = await one.chat.read(
    `fetch('/v1/channels/${two.channel.id}/entries?before=1000').then((it) => it.status)`,
  );
  assert.ok(foreign >= 400, 'an id alone opens nothing');
});

test('a second click, in the same tab or another, finds the same channel and brings the chat forward', async () => {
  const { visitor, tab, chat, channel } = await stage.joined();
  const chats = async () => (await visitor.targets()).filter((it) => isChat(it.url)).length;

  await tab.front();
  await tab.click('link', 'Talk to us');
  await stage.until(
    'one chat, in front',
    async () =>
      (await chats()) === 1 && (await chat.read('document.visibilityState')) === 'visible',
  );

  const other = await visitor.open(shop.url('shop', '/shoes'));
  await other.click('link', 'Talk to us');
  await channel.say('Same chat?');
  await stage.until('every chat window to be this chat', async () => {
    const open = (await visitor.targets()).filter((it) => isChat(it.url));
    const texts = await Promise.all(open.map((it) => visitor.tab(it.id).text()));
    return texts.some((text) => text.includes('Same chat?'));
  });
  assert.equal(waitingOf().length, 0, 'no second place in the queue');
});

test('a server that dies leaves the shop unharmed, and everybody comes back by themselves', async () => {
  const { tab, chat, channel } = await stage.joined({ page: '/app/' });
  await channel.say('before');
  await chat.shows('before');
  const complaints = shop.complaints.length;

  // The page that was open goes on; the next one only misses the script that cannot be had.
  await docent.down('SIGKILL');
  await tab.click('link', 'shoes');
  await tab.shows('App /app/shoes');
  await tab.click('link', 'returns');
  await tab.shows('App /app/returns');
  assert.deepEqual(shop.complaints.slice(complaints), []);
  await tab.type(shop.url('shop', '/shoes'));
  await tab.shows('shop shoes');
  const others = shop.complaints.slice(complaints).filter((it) => !it.endsWith('/button.js'));
  assert.deepEqual(others, []);

  await docent.up();
  await stage.ada.connect();
  const again = await stage.ada.follow(channel.id);
  await again.say('after');
  await chat.shows('after');
  await chat.shows('before');
  await again.take(shop.url('shop', '/alive'));
});
