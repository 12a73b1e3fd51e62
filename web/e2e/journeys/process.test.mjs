// The whole of the mission's process, with people at both ends: a visitor in Chromium, an agent in the console.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../lib/console.mjs';
import { ADA, MARY } from '../lib/docent.mjs';
import { openStage } from '../lib/stage.mjs';

const stage = await openStage({ ada: false });

test('a visitor clicks, waits, is joined, chats and is driven anywhere without doing anything', async () => {
  const { docent, shop } = stage;
  const desk = await openConsole(stage, ADA);
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop', '/shoes?order=42&secret=1'));

  // The click, the queue and the client that is sent meanwhile.
  await tab.click('link', 'Talk to us');
  const inputs = await settledInputs(shop);
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  await chat.find('status', 'Place in queue');
  const watcher = await stage.watcher(MARY);
  const channel = await watcher.meet();
  const delivered = await channel.entry('Delivered');
  assert.ok(delivered.event.bytes > 0, 'the client came from the server, not from a cache');

  // The agent is told, and joins.
  const waiting = desk.getByRole('list', { name: 'Waiting' });
  await waiting.getByRole('button', { name: /^Accept/ }).click();
  const joined = await channel.entry('Joined');
  assert.ok(delivered.seq < joined.seq, 'the client came while the visitor waited');
  await chat.shows('Ada');

  // They talk.
  await desk.getByRole('textbox', { name: 'Message' }).fill('Good morning!\nHow can I help?');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.shows('Good morning!');
  await chat.fill('textbox', 'Message', 'How do I return <b>shoes</b>?');
  await chat.click('button', 'Send');
  await channel.entry('Said', { where: (event) => event.text === 'How do I return <b>shoes</b>?' });
  await desk.getByRole('log', { name: 'Conversation' }).getByText('<b>shoes</b>').waitFor();

  // The agent drives, and the visitor does nothing: to a page of the site, …
  const drive = async (url) => {
    const after = channel.head;
    await desk.getByRole('textbox', { name: 'Address' }).fill(url);
    await desk.getByRole('button', { name: 'Drive', exact: true }).click();
    return (await channel.entry('Driven', { after })).event.drive;
  };
  const home = await drive(shop.url('shop', '/returns?order=42&utm=x#how'));
  const arrived = await channel.outcome(home, 'arrived');
  assert.equal(arrived.url, shop.url('shop', '/returns?order=42'));
  assert.equal(await tab.url(), shop.url('shop', '/returns?order=42&utm=x#how'));

  // … to another origin with the button, …
  const other = await drive(shop.url('other', '/sizes'));
  assert.equal((await channel.outcome(other, 'arrived')).url, shop.url('other', '/sizes'));

  // … to one that knows nothing of us, …
  const foreign = await drive(shop.url('foreign', '/bus'));
  await channel.outcome(foreign, 'left');
  await tab.shows('foreign bus');

  // … and on from there.
  const back = await drive(shop.url('shop', '/'));
  assert.equal((await channel.outcome(back, 'arrived')).url, shop.url('shop', '/'));
  assert.ok(
    !channel.outcomes(foreign).some((it) => it.is === 'arrived'),
    'a foreign page never says arrived',
  );
  assert.equal(shop.inputs, inputs, 'no input by the visitor after the click');
  await desk
    .getByRole('log', { name: 'Conversation' })
    .getByText(/arrived/i)
    .first()
    .waitFor();

  // The agent ends it, and all of it is in the record.
  await desk.getByRole('button', { name: 'End chat' }).click();
  await desk.getByRole('button', { name: 'End it' }).click();
  await channel.entry('Ended');
  const kinds = (await recordOf(watcher, channel.id)).map((it) => it.event.kind);
  for (const kind of [
    'Arrived',
    'Asked',
    'Delivered',
    'Joined',
    'Said',
    'Driven',
    'Receipted',
    'Moved',
    'Ended',
  ])
    assert.ok(kinds.includes(kind), `${kind} is in the record`);
  const today = new Date().toISOString().slice(0, 10);
  const usage = JSON.stringify(
    await watcher.rest(`/v1/usage?from=${today}&to=${today}&format=json`),
  );
  assert.match(usage, /shop/);
  assert.deepEqual(shop.complaints, []);
});

/** How many input events the shop has counted, once the click itself has been reported. */
async function settledInputs(shop) {
  await stage.until('the click to be counted', () => shop.inputs > 0);
  return shop.inputs;
}

async function recordOf(agent, id) {
  const { entries } = await agent.rest(`/v1/channels/${id}/entries?before=100000&limit=100`);
  return entries;
}
