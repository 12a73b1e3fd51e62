// The desktop application in the queue: offered, paired, carrying on at the same place. A stand-in speaks for it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { emptyJar, Program } from '../lib/program.mjs';
import { openStage, pictureOf } from '../lib/stage.mjs';

const LINK = 'Open in the desktop application';

const stage = await openStage({ javaClient: emptyJar() });
const { shop, docent } = stage;

/** A visitor who waits in a desktop browser. */
async function waiting() {
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop'));
  const known = new Set(stage.ada.board.keys());
  await tab.click('link', 'Talk to us');
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  const channel = await stage.ada.meet((row) => !known.has(row.channel));
  await channel.entry('Delivered');
  return { visitor, tab, chat, channel };
}

const delivered = (channel) =>
  channel.entries.filter((it) => it.event.kind === 'Delivered').map((it) => it.event.client);

test('a visitor who waits takes the application from the queue, and it carries on at the same place', async () => {
  const { visitor, chat, channel } = await waiting();
  const program = await Program.start(docent.url);
  await chat.find('link', LINK);
  assert.ok(!(await chat.text()).includes(program.code), 'no code before the click');

  await chat.click('link', LINK);
  const file = fs.readFileSync(await visitor.downloaded('.jar'));
  const sent = await fetch(`${docent.url}/client/docent.jar`);
  assert.deepEqual(file, Buffer.from(await sent.arrayBuffer()), 'the very bytes of the server');
  await chat.shows(program.code);
  fs.writeFileSync(pictureOf('application-code'), await chat.picture());
  await chat.click('button', 'Yes, continue there');
  const claimed = await program.claim();
  assert.deepEqual([claimed.channel, claimed.bytes], [channel.id, file.length]);

  await program.carryOn();
  await channel.entry('Seated', { where: (event) => event.tab === program.tab });
  const java = await channel.entry('Delivered', { where: (event) => event.client === 'java' });
  assert.equal(java.event.bytes, file.length);
  await chat.shows('Continued in the application');
  fs.writeFileSync(pictureOf('application-continued'), await chat.picture());
  assert.equal(channel.entries.filter((it) => it.event.kind === 'Asked').length, 1);

  // Joined, both ways; the page looks on, and a reload of it changes nothing.
  await channel.do({ do: 'join' });
  await channel.say('Which shoes?');
  await program.entry('Said', (event) => event.text === 'Which shoes?');
  program.do({ do: 'say', text: 'The red ones.' });
  await channel.entry('Said', { where: (event) => event.text === 'The red ones.' });
  const before = channel.head;
  await chat.reload();
  await chat.shows('Continued in the application');
  await channel.take(shop.url('foreign', '/coop'));
  const ways = channel.outcomes(1).filter((it) => it.is === 'taken');
  assert.deepEqual(ways, [{ is: 'taken', way: 'java' }]);
  const by = channel.entries.filter((it) => it.seq > before).map((it) => it.event.kind);
  for (const kind of ['Equipped', 'Moved', 'Delivered', 'Seated'])
    assert.ok(!by.includes(kind), `the page says nothing of its own: ${by}`);

  // Closed: the chat goes on in the page, with all that was said.
  program.close();
  await channel.entry('Delivered', { after: before, where: (event) => event.client === 'web' });
  await channel.entry('Seated', { after: before });
  await chat.shows('The red ones.');
  assert.deepEqual(delivered(channel), ['web', 'java', 'web']);
});

test('of several codes the visitor chooses one, or types it; wrong ones are said, and lock', async () => {
  const [one, two] = [await Program.start(docent.url), await Program.start(docent.url)];
  const first = await waiting();
  await first.chat.click('link', LINK);
  await first.chat.shows(one.code);
  await first.chat.click('button', two.code);
  assert.equal((await two.claim()).channel, first.channel.id);

  const second = await waiting();
  await second.chat.click('link', LINK);
  await second.chat.fill('textbox', 'Code', one.code.toLowerCase().replace('-', ''));
  await second.chat.click('button', 'Continue there');
  assert.equal((await one.claim()).channel, second.channel.id);

  const third = await waiting();
  await third.chat.click('link', LINK);
  await third.chat.fill('textbox', 'Code', '2222');
  await third.chat.click('button', 'Continue there');
  await third.chat.shows('six letters and digits');
  await third.chat.fill('textbox', 'Code', '22');
  for (let guess = 0; guess < 6; guess += 1) await third.chat.click('button', 'Continue there');
  await third.chat.shows('Too many wrong codes');
});

test('where the application is not offered, nothing is said of it', async () => {
  await stage.set({ java: 'off' });
  const { chat } = await waiting();

  await chat.find('status', 'Place in queue');
  assert.ok(!(await chat.has('link', LINK)));
  await stage.set({ java: 'offered' });
});
