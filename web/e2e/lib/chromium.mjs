// A visitor in real Chromium, started with its own defaults (pop-up blocker and storage partitioning on). What the
// visitor does are input events; elements are found by role and name in the browser's accessibility tree.
import fs from 'node:fs';
import path from 'node:path';
import { attached } from './cdp.mjs';
import { newFolder, removeFolder, startChild, stopChild } from './children.mjs';
import { until, WAIT_MS } from './wait.mjs';

const FLAGS = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--password-store=basic',
  '--remote-debugging-port=0',
  '--window-size=1200,900',
];
if (process.getuid?.() === 0) FLAGS.push('--no-sandbox');

/**
 * What a person sets in the browser's own settings to switch scripts off, or storage.
 * @param {{ javascript: boolean, storage: boolean }} of
 */
const blocked = ({ javascript, storage }) => ({
  ...(javascript ? {} : { javascript: 2 }),
  ...(storage ? {} : { cookies: 2 }),
});

/** Where a person keeps what is downloaded, below the profile. */
const DOWNLOADS = 'Downloads';

/** A screen as phones have it. */
const PHONE = ['--screen-info={390x844}', '--window-size=390,844'];

/**
 * Starts a browser on a fresh profile.
 * @param {{ flags?: string[], javascript?: boolean, storage?: boolean, phone?: boolean }} [look]
 */
export async function openChromium(look = {}) {
  const { flags = [], javascript = true, storage = true, phone = false } = look;
  const profile = newFolder('chromium');
  const settings = {
    download: { default_directory: path.join(profile, DOWNLOADS), prompt_for_download: false },
    profile: { default_content_setting_values: blocked({ javascript, storage }) },
  };
  fs.mkdirSync(path.join(profile, 'Default'));
  fs.writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  const child = startChild(
    'chromium',
    [...FLAGS, ...(phone ? PHONE : []), ...flags, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: 'ignore',
      env: { ...process.env, LANGUAGE: 'en' },
    },
  );
  const file = path.join(profile, 'DevToolsActivePort');
  const [port, address] = await until('Chromium listens', () => {
    const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
    return lines.length === 2 && lines;
  });
  return new Chromium(child, profile, `127.0.0.1:${port}`, String(address));
}

/** A browser of one visitor. */
export class Chromium {
  constructor(child, profile, host, address) {
    this.child = child;
    this.profile = profile;
    this.host = host;
    this.address = address;
  }

  /** Waits until a file has been downloaded, and says where it is. @param {string} ending */
  async downloaded(ending) {
    const folder = path.join(this.profile, DOWNLOADS);
    const name = await until(`a download of ${ending}`, () =>
      fs.readdirSync(folder).find((it) => it.endsWith(ending)),
    );
    return path.join(folder, name);
  }

  /** The open tabs and windows, and frames of other sites. @returns {Promise<any[]>} */
  async targets() {
    const response = await fetch(`http://${this.host}/json/list`);
    return /** @type {any[]} */ (await response.json());
  }

  /** The address that plain drivers attach to. */
  get endpoint() {
    return `http://${this.host}`;
  }

  /** Opens a tab as a person does by typing an address, and waits until the page is there. @param {string} url */
  async open(url) {
    const { targetId } = await attached(`ws://${this.host}${this.address}`, (send) =>
      send('Target.createTarget', { url: 'about:blank' }),
    );
    const tab = new Tab(this, targetId);
    await tab.type(url);
    return tab;
  }

  /** One more person at this browser: with cookies and storage of their own. */
  async person() {
    const { browserContextId } = await attached(`ws://${this.host}${this.address}`, (send) =>
      send('Target.createBrowserContext', { disposeOnDetach: false }),
    );
    return new Person(this, browserContextId);
  }

  /** The tab of a target. @param {string} id */
  tab(id) {
    return new Tab(this, id);
  }

  /** Waits for a page whose address fits. @param {(url: string) => boolean} fits @returns {Promise<Tab>} */
  async page(fits, what = String(fits)) {
    const target = await until(`a page with ${what}`, async () =>
      (await this.targets()).find(
        (it) => (it.type === 'page' || it.type === 'iframe') && fits(it.url),
      ),
    );
    return new Tab(this, target.id);
  }

  /** Waits until it can be read in one of the open tabs or frames. @param {string} words */
  async shows(words) {
    return until(`“${words}” in one of the tabs`, async () => {
      const texts = (await this.targets()).map((it) => this.tab(it.id).text());
      return (await Promise.all(texts)).some((text) => text.includes(words));
    });
  }

  async close() {
    await stopChild(this.child);
    removeFolder(this.profile);
  }
}

/** Somebody at a browser with others: as in a window of their own without the others' cookies. */
export class Person {
  constructor(browser, id) {
    this.browser = browser;
    this.id = id;
  }

  /** Opens a tab and waits until the page is there. @param {string} url */
  async open(url) {
    const { targetId } = await this.#whole((send) =>
      send('Target.createTarget', { url: 'about:blank', browserContextId: this.id }),
    );
    const tab = new Tab(this.browser, targetId);
    await tab.type(url);
    return tab;
  }

  /** Waits for a page whose address fits. @param {(url: string) => boolean} fits @returns {Promise<Tab>} */
  async page(fits, what = String(fits)) {
    const found = await until(`a page with ${what}`, async () => {
      const { targetInfos } = await this.#whole((send) => send('Target.getTargets'));
      return targetInfos.find(
        (it) => it.type === 'page' && it.browserContextId === this.id && fits(it.url),
      );
    });
    return new Tab(this.browser, found.targetId);
  }

  #whole(act) {
    return attached(`ws://${this.browser.host}${this.browser.address}`, act);
  }
}

/** One tab, window or frame. */
export class Tab {
  constructor(browser, id) {
    this.browser = browser;
    this.id = id;
  }

  /** @template T @param {(send: (method: string, params?: object) => Promise<any>, event: (method: string) => Promise<void>) => Promise<T>} act */
  #attached(act) {
    return attached(`ws://${this.browser.host}/devtools/page/${this.id}`, act);
  }

  /** Reads something in the page, without a gesture. @param {string} expression @returns {Promise<any>} */
  read(expression) {
    return this.#attached(async (send) => {
      const answer = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
        userGesture: false,
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
      return answer.result.value;
    });
  }

  /** Its address now. */
  url() {
    return this.read('location.href');
  }

  /** What can be read on it now, in frames of its own origin too. @returns {Promise<string>} */
  text() {
    return this.read(`[window, ...Array.from(window)].map((it) => {
      try { return it.document.body.innerText; } catch { return ''; }
    }).join('\\n')`);
  }

  /** Waits until it can be read on the page. @param {string | RegExp} words */
  async shows(words, withinMs = WAIT_MS) {
    let last = '';
    await until(
      `“${words}” to stand on the page`,
      async () => {
        last = await this.text();
        return typeof words === 'string' ? last.includes(words) : words.test(last);
      },
      withinMs,
    ).catch((error) => {
      throw new Error(`${error.message}; it says: ${last.slice(0, 600)}`);
    });
  }

  /** The middle of an element, found as a screen reader finds it; the page is scrolled to it. */
  async find(role, name) {
    return until(`${role} “${name}” on the page`, () =>
      this.#attached((send) => middleOf(send, role, name)),
    );
  }

  /** Whether there is such an element now. */
  async has(role, name) {
    return this.#attached(async (send) => (await nodesOf(send, role, name)).length > 0);
  }

  /** Clicks as a person does. @param {string} role @param {string} name */
  async click(role, name) {
    const at = await this.find(role, name);
    await this.#attached((send) => clickAt(send, at));
  }

  /** Clicks there. @param {{ x: number, y: number }} at */
  async clickAt(at) {
    await this.#attached((send) => clickAt(send, at));
  }

  /** Clicks into a field and types. */
  async fill(role, name, text) {
    await this.click(role, name);
    await this.#attached((send) => send('Input.insertText', { text }));
  }

  /** Presses a key such as Enter. @param {string} key */
  async press(key, code = key, text = undefined) {
    const virtual = { Enter: 13, Tab: 9, Escape: 27 }[key] ?? 0;
    const shape = {
      key,
      code,
      windowsVirtualKeyCode: virtual,
      text: key === 'Enter' ? '\r' : text,
    };
    await this.#attached(async (send) => {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...shape });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...shape });
    });
  }

  /** Loads the page again, and waits until it is there. */
  async reload() {
    await this.#loaded((send) => send('Page.reload'));
  }

  /** Goes to an address as typed by the person, and waits until the page is there. @param {string} url */
  async type(url) {
    await this.#loaded((send) => send('Page.navigate', { url, transitionType: 'typed' }));
  }

  /** To attach anew while a page is being replaced is asking for trouble: stays until it is. */
  #loaded(act) {
    return this.#attached(async (send, event) => {
      await send('Page.enable');
      const loaded = event('Page.loadEventFired');
      await act(send);
      await loaded;
    });
  }

  /** Presses the browser's Back. */
  async back() {
    await this.#travel(-1);
  }

  /** Presses the browser's Forward. */
  async forward() {
    await this.#travel(1);
  }

  async #travel(steps) {
    await this.#attached(async (send) => {
      const { entries, currentIndex } = await send('Page.getNavigationHistory');
      await send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex + steps].id });
    });
  }

  /** Puts its window away, out of sight. */
  async hide() {
    await attached(`ws://${this.browser.host}${this.browser.address}`, async (send) => {
      const { windowId } = await send('Browser.getWindowForTarget', { targetId: this.id });
      await send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
    });
  }

  /** Closes it. */
  async close() {
    await fetch(`http://${this.browser.host}/json/close/${this.id}`);
  }

  /** Brings it to the front. */
  async front() {
    await fetch(`http://${this.browser.host}/json/activate/${this.id}`);
  }

  /**
   * Does something that makes the browser ask “leave this page?”, and answers its question.
   * @param {boolean} leave
   * @param {() => Promise<unknown>} act
   */
  async answer(leave, act) {
    await this.#attached(async (send, event) => {
      await send('Page.enable');
      const asked = event('Page.javascriptDialogOpening');
      await act();
      await asked;
      await send('Page.handleJavaScriptDialog', { accept: leave });
    });
  }

  /** A picture of it. @returns {Promise<Buffer>} */
  async picture() {
    const { data } = await this.#attached((send) =>
      send('Page.captureScreenshot', { format: 'png' }),
    );
    return Buffer.from(data, 'base64');
  }
}

/** @param {string} role @param {string | RegExp} name */
async function nodesOf(send, role, name) {
  await send('DOM.enable');
  await send('Accessibility.enable');
  const { root } = await send('DOM.getDocument', { depth: 0 });
  const exact = typeof name === 'string' ? { accessibleName: name } : {};
  const { nodes } = await send('Accessibility.queryAXTree', {
    backendNodeId: root.backendNodeId,
    role,
    ...exact,
  });
  const fits = (it) => typeof name === 'string' || name.test(it.name?.value ?? '');
  return nodes.filter((it) => !it.ignored && fits(it));
}

async function middleOf(send, role, name) {
  const [node] = await nodesOf(send, role, name);
  if (node === undefined) return undefined;
  const which = { backendNodeId: node.backendDOMNodeId };
  await send('DOM.scrollIntoViewIfNeeded', which);
  const { quads } = await send('DOM.getContentQuads', which);
  const [x1, y1, , , x2, y2] = quads[0];
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

async function clickAt(send, { x, y }) {
  const shape = { x, y, button: 'left', clickCount: 1 };
  await send('Input.dispatchMouseEvent', { ...shape, type: 'mouseMoved', button: 'none' });
  await send('Input.dispatchMouseEvent', { ...shape, type: 'mousePressed', buttons: 1 });
  await send('Input.dispatchMouseEvent', { ...shape, type: 'mouseReleased' });
}
