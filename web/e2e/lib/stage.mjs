// What every journey stands on: the server, the shop, an agent, and a visitor's browser. Opened once per file.
import fs from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Agent } from './agent.mjs';
import { openChromium } from './chromium.mjs';
import { ACCENT, ADA, Docent, MARY, SITE } from './docent.mjs';
import { openShop } from './shop.mjs';
import { until } from './wait.mjs';

/** Names that only the client's own catalog knows, in English. */
const WORDS = { openWindow: 'Let Ada open pages', ask: 'Ask for someone' };
const SHOTS = fileURLToPath(new URL('../shots', import.meta.url));

/** Starts server and shop, makes the site, and seats Ada by protocol unless the console does. Closed after the file's last journey. */
export async function openStage({ ada = true, javaClient = undefined } = {}) {
  const stage = new Stage();
  after(() => stage.close());
  await stage.open(javaClient);
  if (ada) stage.ada = stage.later(await Agent.on(stage.docent.url, ADA), (it) => it.close());
  return stage;
}

/** The stage of one file of journeys. */
export class Stage {
  constructor() {
    /** @type {(() => unknown)[]} */
    this.closers = [];
    /** @type {Agent | undefined} */
    this.ada = undefined;
    this.until = until;
    this.words = WORDS;
  }

  async open(javaClient = undefined) {
    this.docent = this.later(await Docent.start({ javaClient }), (it) => it.stop());
    this.shop = this.later(await openShop(this.docent.url, SITE), (it) => it.close());
    const admin = await Agent.signedIn(this.docent.url, MARY);
    this.settings = this.shop.settings(ACCENT);
    await admin.rest('/v1/sites', { method: 'POST', body: { key: SITE, settings: this.settings } });
    this.admin = admin;
  }

  /** Remembers what has to be closed at the end. @template T @param {T} it @param {(it: T) => unknown} close */
  later(it, close) {
    this.closers.push(() => close(it));
    return it;
  }

  /** Replaces some of the site's settings. */
  async set(changes) {
    this.settings = { ...this.settings, ...changes };
    await this.admin.rest(`/v1/sites/${SITE}`, { method: 'PUT', body: this.settings });
  }

  /** Someone of the staff who only looks: not available, and at the socket. */
  async watcher(account) {
    const watcher = await Agent.signedIn(this.docent.url, account);
    await watcher.connect();
    return this.later(watcher, (it) => it.close());
  }

  /** A browser of a new visitor. */
  async chromium(look = {}) {
    return this.later(await openChromium(look), (it) => it.close());
  }

  /** A visitor who opens a page of the shop, clicks the button and is joined by Ada. */
  async joined({ host = 'shop', page = '/', browser = undefined } = {}) {
    const visitor = browser ?? (await this.chromium());
    const tab = await visitor.open(this.shop.url(host, page));
    const known = new Set(this.ada.board.keys());
    await tab.click('link', 'Talk to us');
    const channel = await this.ada.accept((row) => !known.has(row.channel));
    const chat = await visitor.page((url) => url.startsWith(`${this.docent.url}/ask/`), 'the chat');
    await channel.entry('Delivered');
    await channel.entry('Equipped', { where: (event) => event.ways.length > 0 });
    return { visitor, tab, chat, channel };
  }

  async close() {
    for (const close of this.closers.reverse()) {
      try {
        await close();
      } catch (error) {
        console.error('closing:', error);
      }
    }
  }
}

/** Where a picture for people to look at is kept. @param {string} name */
export function pictureOf(name) {
  fs.mkdirSync(SHOTS, { recursive: true });
  return path.join(SHOTS, `${name}.png`);
}
