// One agent takes many visitors, each in their own browser with their own log-in, to the same places at the same
// time: twenty of them, in two engines, none of whom touches anything after the click that lets them in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCENT, SITE } from '../lib/docent.mjs';
import { startFirefox } from '../lib/firefox.mjs';
import { openScreen } from '../lib/screen.mjs';
import { openStage, pictureOf } from '../lib/stage.mjs';

const stage = await openStage();
const { shop, docent, ada } = stage;

/** Browser processes, and people at each. */
const CHROMIUMS = 3;
const PEOPLE = 6;
const FIREFOXES = 2;
const ALL = CHROMIUMS * PEOPLE + FIREFOXES;
/** A thousand at once would flatten a small shop, and twenty this machine: the drive is spread. */
const SPREAD_MS = 4_000;
const TOUR_MS = 60_000;

test('twenty visitors, each with a log-in of their own, are driven together to five stops', async () => {
  const { url, channel } = await begin();
  const people = await chromiumPeople(url);
  const late = people.pop();
  for (const it of people) await join(it);
  for (let count = 0; count < FIREFOXES; count += 1) await joinByFirefox(url, count);
  await equipped(channel, ALL - 1);
  const inputs = shop.inputs;

  await go(channel, shop.url('shop', '/account'));
  await all(channel, 'arrived', ALL - 1);
  const greeted = shop.hits.filter((it) => it.path === '/account').map((it) => it.cookie);
  assert.equal(new Set(greeted).size, ALL - 1, 'each with a log-in of their own');

  await join(late);
  await equipped(channel, ALL);
  await all(channel, 'arrived', ALL);
  assert.equal(shop.inputs, inputs, 'nobody has touched a page of the shop');

  const [closer, pauser, wanderer, writer] = people;
  await (await driven(closer)).close();
  await pauser.chat.click('button', 'Pause');
  await channel.entry('Paused');
  await go(channel, shop.url('foreign', '/bus'));
  await all(channel, 'left', ALL - 1);
  const second = channel.entry('Driven', { where: (it) => it.everyone && it.drive > 1 });
  const skipped = (await second).event.skipped;
  assert.deepEqual(
    skipped.map((it) => it.why),
    ['paused'],
  );
  // Whose window was closed is shown the page beside the chat, until one click opens another.
  assert.ok(waysOf(channel, closer).includes('stage'));

  await closer.chat.click('button', 'Let Ada open pages');
  await pauser.chat.click('button', 'Resume');
  await outcomeOf(channel, pauser, 'left');
  // An address of another site, typed, takes the window out of our hand.
  await (await driven(wanderer)).type(shop.url('shop', '/shoes'));
  await go(channel, shop.url('other', '/form'));
  await all(channel, 'arrived', ALL - 1);
  await wanderer.chat.click('button', 'Let Ada open pages');
  await go(channel, shop.url('shop', '/returns'));
  await all(channel, 'arrived', ALL);

  await (await driven(writer)).type(shop.url('shop', '/form'));
  await (await driven(writer)).fill('textbox', 'Your order', 'half a word');
  await channel.signal('form', (it) => it.unsaved === true);
  await go(channel, shop.url('other', '/sizes'));
  await all(channel, 'arrived', ALL);
  await writer.chat.shows('Back to the guide');
  assert.deepEqual(shop.complaints, []);
  await channel.do({ do: 'end' });
  await late.chat.shows('Ada has ended the chat.');
});

/** Ada begins a tour and follows it. */
async function begin() {
  const body = { site: SITE, title: 'Autumn tour', questions: 'shared', code: '' };
  const { channel: id, url } = await ada.rest('/v1/tours', { method: 'POST', body });
  return { url, channel: await ada.follow(id) };
}

/** People in Chromium, each logged in at the shop, before the door of the tour. */
async function chromiumPeople(url) {
  const people = [];
  for (let process = 0; process < CHROMIUMS; process += 1) {
    const browser = await stage.chromium();
    for (let count = 0; count < PEOPLE; count += 1) {
      const name = `c${process}-${count}`;
      const person = await browser.person();
      const chat = await person.open(shop.url('shop', `/login?who=${name}`));
      await chat.type(url);
      people.push({ name, person, chat });
    }
  }
  return people;
}

async function join({ name, chat }) {
  await chat.fill('textbox', 'Your name (if you like)', name);
  await chat.click('button', 'Join the tour');
}

/** Somebody in stock Firefox, on a plain profile, clicks by the display. */
async function joinByFirefox(url, count) {
  const screen = stage.later(await openScreen(), (it) => it.close());
  const to = encodeURIComponent(url);
  const first = shop.url('shop', `/login?who=f${count}&to=${to}`);
  stage.later(startFirefox(screen, first), (it) => it.close());
  const box = await stage.until(
    'the button of the door',
    async () => (await screen.filled(ACCENT)).at(-1),
    TOUR_MS,
  );
  await screen.click({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  await stage.until(
    'the chat behind the door',
    async () => (await screen.filled(ACCENT)).length === 0,
    TOUR_MS,
  );
  await screen.picture(pictureOf(`tour-firefox-${count}`));
}

const driven = ({ person }) =>
  person.page(
    (url) => url.startsWith('http') && !url.startsWith(`${docent.url}/join/`),
    'the guided window',
  );

const numberOf = (channel, { name }) =>
  channel.entries.find((it) => it.event.kind === 'Arrived' && it.event.visitor.name === name).event
    .browser;

/** In which ways somebody's browser was driven. */
function waysOf(channel, who) {
  const number = numberOf(channel, who);
  const receipts = channel.entries.flatMap((it) => it.event.receipts ?? []);
  return receipts.filter((it) => it.browser === number).map((it) => it.outcome.way);
}

/** Waits until so many browsers can be driven. */
function equipped(channel, count) {
  return channel.inbox.until(
    `${count} browsers that can be driven`,
    () => {
      const ready = channel.entries.filter(
        (it) => it.event.kind === 'Equipped' && it.event.ways.includes('guided'),
      );
      return new Set(ready.map((it) => it.event.browser)).size >= count || undefined;
    },
    TOUR_MS,
  );
}

async function go(channel, url) {
  await channel.do({ do: 'drive', url, title: '', spread_ms: SPREAD_MS });
}

/** Each browser's last drive, and the stop that it belongs to. */
function ridesOf(channel) {
  const rides = new Map();
  let stop = 0;
  for (const { event } of channel.entries) {
    if (event.kind === 'Driven') {
      const { drive, of = drive, browsers } = event;
      if (event.everyone) stop = drive;
      for (const it of browsers) rides.set(it, { drive, stop: of, is: 'dispatched' });
    }
    if (event.kind === 'Receipted') note(rides, event);
  }
  return { rides, stop };
}

function note(rides, { drive, receipts }) {
  for (const { browser, outcome } of receipts) {
    const ride = rides.get(browser);
    if (ride?.drive === drive) rides.set(browser, { ...ride, is: outcome.is });
  }
}

/** What is known of each browser that was driven to the current stop. */
function standing(channel) {
  const { rides, stop } = ridesOf(channel);
  return new Map([...rides].filter(([, ride]) => ride.stop === stop));
}

/** Waits until so many stand so at the current stop. */
function all(channel, is, count) {
  const stands = () => [...standing(channel).values()].filter((it) => it.is === is).length;
  return channel.inbox
    .until(`${count} browsers ${is}`, () => stands() >= count || undefined, TOUR_MS)
    .catch((error) => {
      throw new Error(`${error.message}: ${JSON.stringify([...standing(channel)])}`);
    });
}

function outcomeOf(channel, who, is) {
  const number = numberOf(channel, who);
  return channel.inbox.until(
    `${who.name} ${is}`,
    () => standing(channel).get(number)?.is === is || undefined,
    TOUR_MS,
  );
}

test('a visitor is taken along out of a chat into a tour, in the same window, without touching anything', async () => {
  const { channel } = await begin();
  const { tab, chat, channel: own } = await stage.joined();
  await own.take(shop.url('shop', '/shoes'));
  const inputs = shop.inputs;

  await own.do({ do: 'take-along', tour: channel.id, title: 'Autumn tour' });
  await own.entry('Ended', { where: (event) => event.reason === 'tour' });
  await channel.entry('Equipped', { where: (event) => event.ways.includes('window') });
  await go(channel, shop.url('other', '/sizes'));
  await all(channel, 'arrived', 1);
  await channel.say('Here we all are.');

  await chat.shows('Here we all are.');
  assert.equal(await tab.url(), shop.url('other', '/sizes'));
  assert.equal(shop.inputs, inputs);
  assert.deepEqual(shop.complaints, []);
});
