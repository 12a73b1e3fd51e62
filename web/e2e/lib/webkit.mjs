// A visitor in WebKitGTK: Debian's MiniBrowser, by its driver, on a display of its own. The driver opens and closes
// the browser, clicks, types and reads; what the product does is seen in the record.
import fs from 'node:fs';
import { newFolder, removeFolder, startChild, stopChild } from './children.mjs';
import { freePort } from './docent.mjs';
import { openScreen } from './screen.mjs';
import { until, WAIT_MS } from './wait.mjs';

/** The W3C's name of an element in an answer. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Where Debian puts the browser, whatever the machine. */
function binary() {
  const folders = fs.readdirSync('/usr/lib').filter((it) => it.endsWith('-linux-gnu'));
  const places = folders.flatMap((it) =>
    ['4.1', '4.0'].map((version) => `/usr/lib/${it}/webkit2gtk-${version}/MiniBrowser`),
  );
  const found = places.find((it) => fs.existsSync(it));
  if (found === undefined) throw new Error('MiniBrowser is missing: webkit2gtk-driver has it');
  return found;
}

/** Starts a browser on a fresh profile. @param {{ width?: number, height?: number }} [size] of the display */
export async function openWebkit(size = {}) {
  const home = newFolder('webkit');
  const screen = await openScreen(size);
  const port = await freePort();
  const env = { ...screen.env, HOME: home, WEBKIT_DISABLE_COMPOSITING_MODE: '1', LANGUAGE: 'en' };
  const words = ['--host=127.0.0.1', `--port=${port}`];
  const child = startChild('WebKitWebDriver', words, { env, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await until('the driver of WebKit', async () => (await fetch(`${url}/status`)).ok);
  const browser = new Webkit(child, screen, home, url);
  await browser.start();
  return browser;
}

/** A browser of one visitor. */
export class Webkit {
  constructor(child, screen, home, url) {
    this.child = child;
    this.screen = screen;
    this.home = home;
    this.url = url;
    /** One act at a time: the driver looks at one window. */
    this.last = Promise.resolve();
  }

  async start() {
    const options = { binary: binary(), args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    const { sessionId, capabilities: got } = await this.send('POST', '/session', { capabilities });
    this.session = `/session/${sessionId}`;
    this.version = got.browserVersion;
  }

  /** @returns {Promise<any>} */
  async send(method, path, body = undefined) {
    const response = await fetch(this.url + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${path}: ${value.error} ${value.message}`);
    return value;
  }

  /** Does something in one window, when what was begun before is done. @template T @param {string} handle @param {(send: (method: string, path: string, body?: object) => Promise<any>) => Promise<T>} act @returns {Promise<T>} */
  on(handle, act) {
    const turn = this.last.then(async () => {
      await this.send('POST', `${this.session}/window`, { handle });
      return act((method, path, body) => this.send(method, this.session + path, body));
    });
    this.last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /** @returns {Promise<string[]>} */
  handles() {
    return this.send('GET', `${this.session}/window/handles`);
  }

  /** Opens a page in the first tab, or in a new one. @param {string} url */
  async open(url) {
    const [first] = await this.handles();
    const isFree = this.isUsed !== true;
    this.isUsed = true;
    const handle = isFree
      ? first
      : (await this.send('POST', `${this.session}/window/new`, { type: 'tab' })).handle;
    const tab = new WebkitTab(this, String(handle));
    await tab.type(url);
    return tab;
  }

  /** Waits for a window whose address fits. @param {(url: string) => boolean} fits */
  page(fits, what = String(fits)) {
    return until(`a page with ${what}`, async () => {
      for (const handle of await this.handles()) {
        const tab = new WebkitTab(this, handle);
        if (fits(await tab.url().catch(() => ''))) return tab;
      }
      return undefined;
    });
  }

  async close() {
    await this.send('DELETE', String(this.session)).catch(() => undefined);
    await stopChild(this.child, 'SIGTERM');
    await this.screen.close();
    removeFolder(this.home);
  }
}

/** Elements of a role, by their name, as far as pages of ours and of the shop need it. */
const FIND = `const [role, name, isPattern] = arguments;
const which = { link: 'a[href]', button: 'button', textbox: 'input, textarea' }[role];
const nameOf = (it) => it.ariaLabel || it.labels?.[0]?.innerText || it.innerText || '';
const fits = (text) => isPattern ? new RegExp(name).test(text) : text.trim() === name;
return [...document.querySelectorAll(which)].find((it) => it.checkVisibility() && fits(nameOf(it))) ?? null;`;

/** One tab or window. */
export class WebkitTab {
  constructor(browser, handle) {
    this.browser = browser;
    this.id = handle;
  }

  /** @param {(send: (method: string, path: string, body?: object) => Promise<any>) => Promise<any>} act */
  #on(act) {
    return this.browser.on(this.id, act);
  }

  /** Reads something in the page. @param {string} expression */
  read(expression) {
    return this.#on((send) =>
      send('POST', '/execute/sync', { script: `return ${expression}`, args: [] }),
    );
  }

  url() {
    return this.read('location.href');
  }

  text() {
    return this.read('document.body.innerText');
  }

  async shows(words, withinMs = WAIT_MS) {
    const fits = (text) => (typeof words === 'string' ? text.includes(words) : words.test(text));
    await until(`“${words}” on the page`, async () => fits(String(await this.text())), withinMs);
  }

  async find(role, name) {
    const isPattern = name instanceof RegExp;
    const args = [role, isPattern ? name.source : name, isPattern];
    return until(`${role} “${name}” on the page`, async () => {
      const found = await this.#on((send) => send('POST', '/execute/sync', { script: FIND, args }));
      return found?.[ELEMENT];
    });
  }

  async click(role, name) {
    const element = await this.find(role, name);
    await this.#on((send) => send('POST', `/element/${element}/click`, {}));
  }

  async fill(role, name, text) {
    const element = await this.find(role, name);
    await this.#on((send) => send('POST', `/element/${element}/value`, { text }));
  }

  /** Goes to an address as typed by the person. */
  async type(url) {
    await this.#on((send) => send('POST', '/url', { url }));
  }

  async reload() {
    await this.#on((send) => send('POST', '/refresh', {}));
  }

  async back() {
    await this.#on((send) => send('POST', '/back', {}));
  }

  /** Puts its window away, out of sight. */
  async hide() {
    await this.#on((send) => send('POST', '/window/minimize', {}));
  }

  async close() {
    await this.#on((send) => send('DELETE', '/window'));
  }
}
