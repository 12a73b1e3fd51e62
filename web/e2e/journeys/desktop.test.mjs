// The whole way of the Java client: taken from the queue page in a real browser, started from the very bytes that
// the server sent, paired, joined, chatting, driven, closed. Without a JDK there is nothing to take.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { BUILT_JAR, isBuilt, startDesktop } from '../lib/desktop.mjs';
import { openScreen } from '../lib/screen.mjs';
import { openStage, pictureOf } from '../lib/stage.mjs';

const STARTS_WITHIN_MS = 60_000;

test('a visitor takes the Java client from the queue, starts it, is joined, chats and is driven anywhere', {
  skip: !isBuilt,
}, async () => {
  const stage = await openStage({ javaClient: BUILT_JAR });
  const { shop, docent } = stage;
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop'));
  await tab.click('link', 'Talk to us');
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  const channel = await stage.ada.meet();
  await channel.entry('Delivered', { where: (event) => event.client === 'web' });

  // Taken while waiting, and started from what was sent.
  await chat.click('link', 'Open in the desktop application');
  const jar = await visitor.downloaded('.jar');
  const screen = stage.later(await openScreen(), (it) => it.close());
  const desktop = stage.later(startDesktop(screen, jar), (it) => it.close());
  await chat.shows('Is it this one?', STARTS_WITHIN_MS);
  await screen.picture(pictureOf('desktop-code'));
  await chat.click('button', 'Yes, continue there');
  const java = await channel.entry('Delivered', { where: (event) => event.client === 'java' });
  assert.equal(java.event.bytes, fs.statSync(jar).size);
  await channel.entry('Seated', { after: java.seq });
  await chat.shows('Continued in the application');
  await screen.picture(pictureOf('desktop-waiting'));
  const inputs = shop.inputs;

  // Joined; both ways.
  await channel.do({ do: 'join' });
  const { seq } = await channel.say('Which shoes do you look for?');
  await channel.entry('Marked', { where: (event) => event.delivered >= seq });
  // The application's browser takes the keyboard when it opens: nobody writes before.
  await channel.entry('Equipped', {
    where: (event) => event.ways.includes('java'),
    withinMs: STARTS_WITHIN_MS,
  });
  // Its window may still be coming: who sees the words go elsewhere clicks again.
  await stage.until('the words', async () => {
    await desktop.write('The red ones');
    const isIt = (event) => event.text === 'The red ones';
    return channel.entry('Said', { where: isIt, withinMs: 3_000 });
  });
  await screen.picture(pictureOf('desktop-chat'));

  // Driven over three origins, one of which severs every window from its opener.
  for (const url of [
    shop.url('shop', '/returns?order=42'),
    shop.url('foreign', '/coop'),
    shop.url('other', '/sizes'),
  ]) {
    const { drive, outcome } = await channel.take(url);
    assert.equal(outcome.url, url);
    assert.equal(channel.outcomes(drive).find((it) => it.is === 'taken').way, 'java');
  }
  await screen.picture(pictureOf('desktop-driven'));
  assert.equal(shop.inputs, inputs, 'no input on any page');

  // Closed: the page goes on.
  const before = channel.head;
  await desktop.close();
  await channel.entry('Delivered', { after: before, where: (event) => event.client === 'web' });
  await chat.shows('The red ones');
});
