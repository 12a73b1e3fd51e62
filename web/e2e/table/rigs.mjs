// A visit in one browser, driven in one way: what the table's cases work with.
import path from 'node:path';
import { newFolder } from '../lib/children.mjs';
import { openChromium } from '../lib/chromium.mjs';
import { ACCENT } from '../lib/docent.mjs';
import { startFirefox } from '../lib/firefox.mjs';
import { openScreen } from '../lib/screen.mjs';
import { openWebkit } from '../lib/webkit.mjs';

const PHONE = { width: 390, height: 844 };
const START_MS = 60_000;

/**
 * @typedef {{
 *   channel: any, close: () => Promise<void>,
 *   type?: (url: string) => Promise<unknown>, back?: () => Promise<unknown>, double?: (url: string) => Promise<unknown>,
 *   shut?: () => Promise<unknown>, fill?: () => Promise<unknown>, hide?: () => Promise<unknown>,
 * }} Rig
 */

/** Which ways each engine is tried in. */
export const WAYS = {
  Chromium: ['window', 'guided', 'page', 'stage', 'extension'],
  Firefox: ['guided', 'page', 'stage'],
  WebKitGTK: ['window', 'guided', 'page', 'stage'],
};

/** Opens a visit. @param {any} stage @param {string} engine @param {string} way @returns {Promise<Rig>} */
export function openRig(stage, engine, way, isPhone = false) {
  const open = engine === 'Firefox' ? openInFirefox : openByDriver;
  return open({ stage, engine, way, isPhone });
}

async function openByDriver({ stage, engine, way, isPhone }) {
  const visitor = await startBrowser(stage, engine, way, isPhone);
  try {
    return await visitByDriver({ stage, visitor, way, isPhone });
  } catch (error) {
    await visitor.close();
    throw error;
  }
}

async function startBrowser(stage, engine, way, isPhone) {
  if (engine === 'WebKitGTK') return openWebkit(isPhone ? PHONE : {});
  const flags = way === 'extension' ? [`--load-extension=${await extensionOf(stage)}`] : [];
  return openChromium({ flags, phone: isPhone });
}

async function extensionOf(stage) {
  const folder = path.join(newFolder('extension'), 'docent');
  await stage.docent.cli(['extension', folder, '--listen', stage.docent.listen]);
  return folder;
}

async function visitByDriver({ stage, visitor, way, isPhone }) {
  const { docent, shop } = stage;
  const known = new Set(stage.ada.board.keys());
  const tab = await visitor.open(startOf(stage, way, isPhone));
  const isClicked = !tab.isChat && !['stage', 'guided'].includes(way);
  if (isClicked || isPhone) await tab.click('link', 'Talk to us');
  const channel = await stage.ada.accept((row) => !known.has(row.channel));
  const chat =
    way === 'page'
      ? tab
      : await visitor.page((url) => url.startsWith(`${docent.url}/ask/`), 'the chat');
  if (way === 'guided') await chat.click('button', 'Let Ada open pages');
  if (way === 'extension') await giveTab(visitor, chat);
  await channel.entry('Equipped', { where: (event) => event.ways.includes(way) });
  const home = shop.url('shop', way === 'page' ? '/panel/start' : '/start');
  await channel.take(home);
  // The stage's page is a frame of the chat's own tab.
  const driven = way === 'stage' ? chat : await visitor.page((url) => url === home, home);
  return { channel, close: () => visitor.close(), ...actsOf({ visitor, driven, chat, way }) };
}

async function giveTab(visitor, chat) {
  await chat.click('button', 'Choose a tab');
  const asks = await visitor.page((url) => url.includes('/consent.html'), 'its question');
  await asks.click('button', 'Yes, in a new tab');
}

/** Where the visit begins: with the script, with the bare link, or at the link's own address. */
function startOf({ docent, shop }, way, isPhone) {
  if (way === 'page') return shop.url('shop', isPhone ? '/' : '/panel');
  if (isPhone) return shop.url('shop', '/plain');
  return way === 'stage' || way === 'guided' ? `${docent.url}/ask/shop` : shop.url('shop');
}

/** What the visitor does. The chat's own tab is not closed or left: that is another matter. */
function actsOf({ visitor, driven, chat, way }) {
  const acts = { back: () => driven.back() };
  const hide = { hide: () => chat.hide() };
  if (way === 'stage') return acts;
  const more = { ...acts, type: (url) => driven.type(url), double: (url) => visitor.open(url) };
  const form = { ...more, fill: () => driven.fill('textbox', 'Your order', 'half of it') };
  return way === 'page' ? form : { ...form, ...hide, shut: () => driven.close() };
}

/** Stock Firefox: hands and eyes on its display. */
async function openInFirefox({ stage, way, isPhone }) {
  const screen = await openScreen(isPhone ? PHONE : {});
  const known = new Set(stage.ada.board.keys());
  const { hits } = stage.shop;
  const from = hits.length;
  const firefox = startFirefox(screen, startInFirefox(stage, way, isPhone));
  const close = async () => {
    await firefox.close();
    await screen.close();
  };
  try {
    if (way !== 'stage') await screen.click(await buttonOn(stage, from));
    const channel = await stage.ada.accept((row) => !known.has(row.channel));
    await channel.entry('Delivered', { withinMs: START_MS });
    if (way === 'guided') await consent(stage, screen, channel);
    await channel.entry('Equipped', { where: (event) => event.ways.includes(way) });
    await channel.take(stage.shop.url('shop', way === 'page' ? '/panel/start' : '/start'));
    return { channel, close, ...actsOnScreen(screen, way) };
  } catch (error) {
    await close();
    throw error;
  }
}

function startInFirefox({ docent, shop }, way, isPhone) {
  if (way === 'stage') return `${docent.url}/ask/shop`;
  return shop.url('shop', way === 'page' && !isPhone ? '/panel' : '/');
}

/** Where the shop's page says that its button is. */
function buttonOn({ shop, until }, from) {
  const report = () => shop.hits.slice(from).findLast((it) => it.path === '/at');
  return until('the button on the screen', report, START_MS).then(({ query }) => ({
    x: Number(query.get('x')),
    y: Number(query.get('y')),
  }));
}

/** The offer's button has the site's colour, which nothing else has. */
async function consent({ until }, screen, channel) {
  await channel.entry('Equipped');
  const box = await until('the consent button', async () => (await screen.filled(ACCENT)).at(-1));
  await screen.click({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

function actsOnScreen(screen, way) {
  const front = async () => {
    const windows = await screen.windows();
    // The guided window is the latest; the panel's page is in the first.
    const one = way === 'guided' ? windows.at(-1) : windows[0];
    if (one !== undefined) await screen.focus(one.id);
  };
  const press = (key) => async () => {
    await front();
    await screen.key(key);
  };
  const acts = { back: press('alt+Left') };
  if (way === 'stage') return acts;
  const fill = async () => {
    await front();
    await screen.type('half of it');
  };
  if (way === 'guided') return { ...acts, fill, shut: press('ctrl+w') };
  const type = async (url) => {
    await press('ctrl+l')();
    await screen.type(url);
    await screen.key('Return');
  };
  return { ...acts, fill, type };
}
