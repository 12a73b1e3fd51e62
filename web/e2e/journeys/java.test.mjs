// The Java client itself: taken from the queue, started from the very bytes that the server sent, guided over origins.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newFolder, startChild, stopChild } from '../lib/children.mjs';
import { openScreen } from '../lib/screen.mjs';
import { openStage, pictureOf } from '../lib/stage.mjs';

const JAR = fileURLToPath(new URL('../../../java/build/docent.jar', import.meta.url));
const LINK = 'Open in the desktop application';
const SIZE = { width: 1280, height: 900 };
/** Where the window of the application has its field: it stands at the end of the screen. */
const FIELD = { x: SIZE.width - 300, y: SIZE.height / 2 + 320 };

const hasJava = fs.existsSync(JAR);
const stage = await openStage({ javaClient: hasJava ? JAR : 'none' });
const { shop, docent } = stage;

/** Starts what was downloaded, as a person does: the file alone says where it belongs. */
function startApplication(screen, file) {
  const words = ['-jar', file, '--data', newFolder('java'), '--language', 'en', '--theme', 'light'];
  for (const it of ['--no-sandbox', '--disable-gpu']) words.push('--browser-argument', it);
  return startChild('java', words, { env: screen.env, stdio: ['ignore', 'inherit', 'inherit'] });
}

test('the Java client, taken from the queue, carries the chat on and guides a browser anywhere', {
  skip: hasJava ? false : 'no JDK here: java/build.sh has built no application',
}, async () => {
  const screen = stage.later(await openScreen(SIZE), (it) => it.close());
  const visitor = await stage.chromium();
  const tab = await visitor.open(shop.url('shop'));
  await tab.click('link', 'Talk to us');
  const chat = await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  const channel = await stage.ada.meet();
  await channel.entry('Delivered');

  await chat.click('link', LINK);
  const file = path.join(newFolder('jar'), 'docent.jar');
  fs.copyFileSync(await visitor.downloaded('.jar'), file);
  const application = startApplication(screen, file);
  stage.later(application, (it) => stopChild(it));
  await chat.click('button', 'Yes, continue there');
  const java = await channel.entry('Delivered', { where: (event) => event.client === 'java' });
  assert.equal(java.event.bytes, fs.statSync(file).size);
  await chat.shows('Continued in the application');
  assert.equal(channel.entries.filter((it) => it.event.kind === 'Asked').length, 1);

  await channel.do({ do: 'join' });
  await channel.entry('Equipped', { where: (event) => event.ways.includes('java') });
  await channel.say('Which shoes?');
  const asked = await channel.entry('Said');
  await channel.entry('Marked', { where: (event) => event.seen >= asked.seq });
  await screen.click(FIELD);
  await screen.type('The red ones.');
  await screen.key('Return');
  await channel.entry('Said', { where: (event) => event.text === 'The red ones.' });

  const inputs = shop.inputs;
  const stops = [shop.url('shop', '/returns'), shop.url('foreign', '/coop'), shop.url('other')];
  for (const [place, url] of stops.entries()) {
    await channel.take(url);
    const ways = channel.outcomes(place + 1).filter((it) => it.is === 'taken');
    assert.deepEqual(ways, [{ is: 'taken', way: 'java' }]);
  }
  assert.equal(shop.inputs, inputs, 'nobody touched anything');
  await screen.picture(pictureOf('java-guided'));

  await stopChild(application, 'SIGTERM');
  await channel.entry('Delivered', { after: java.seq, where: (event) => event.client === 'web' });
  await chat.shows('The red ones.');
});
