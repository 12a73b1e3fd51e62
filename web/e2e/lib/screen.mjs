// A display of its own (Xvfb), and hands and eyes on it: xdotool and ImageMagick. No driver.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startChild, stopChild } from './children.mjs';

const run = promisify(execFile);
const SHOT_BYTES_MAX = 64 * 1024 * 1024;

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

/**
 * Starts a display.
 * @param {{ width?: number, height?: number }} [size] in pixels
 */
export async function openScreen({ width = 1600, height = 1000 } = {}) {
  const server = startChild(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const display = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].on('data', (text) => resolve(`:${String(text).trim()}`));
  });
  return new Screen(server, display, width, height);
}

/** A display and what a person does with it. */
export class Screen {
  constructor(server, display, width, height) {
    this.server = server;
    this.display = display;
    this.width = width;
    this.height = height;
    this.env = { ...process.env, DISPLAY: display };
  }

  /** Runs xdotool. @param {...(string|number)} words */
  async xdo(...words) {
    const { stdout } = await run('xdotool', words.map(String), { env: this.env });
    return stdout.trim();
  }

  /** Clicks the first button of the mouse there. @param {Point} at */
  async click(at) {
    await this.xdo('mousemove', Math.round(at.x), Math.round(at.y), 'click', 1);
  }

  /** Presses a key, such as `ctrl+l`. @param {...string} keys */
  async key(...keys) {
    await this.xdo('key', '--clearmodifiers', ...keys);
  }

  /** @param {string} text */
  async type(text) {
    await this.xdo('type', '--delay', '5', text);
  }

  /** The visible windows of a class, the oldest first. @returns {Promise<{ id: string, name: string, box: Box }[]>} */
  async windows(className = 'firefox') {
    const ids = await this.xdo('search', '--onlyvisible', '--class', className).catch(() => '');
    const all = await Promise.all(
      ids
        .split('\n')
        .filter(Boolean)
        .map((id) => this.#window(id)),
    );
    return all.filter((it) => it !== undefined && it.box.width > 100);
  }

  async #window(id) {
    try {
      const [name, shape] = await Promise.all([
        this.xdo('getwindowname', id),
        this.xdo('getwindowgeometry', '--shell', id),
      ]);
      const field = (key) => Number(new RegExp(`^${key}=(-?\\d+)$`, 'm').exec(shape)?.[1]);
      return {
        id,
        name,
        box: { x: field('X'), y: field('Y'), width: field('WIDTH'), height: field('HEIGHT') },
      };
    } catch {
      return undefined; // closed meanwhile
    }
  }

  /** Gives a window the keyboard and puts it on top. @param {string} id */
  async focus(id) {
    await this.xdo('windowraise', id);
    await this.xdo('windowfocus', id);
  }

  /** Writes a picture of the whole display. @param {string} file */
  async picture(file) {
    await run('import', ['-window', 'root', file], { env: this.env });
  }

  /**
   * The boxes on the display that are filled with exactly this colour and are at least that large, the highest first.
   * @param {string} colour `#rrggbb`
   * @returns {Promise<Box[]>}
   */
  async filled(colour, { width = 40, height = 16 } = {}) {
    const { stdout } = await run('import', ['-window', 'root', '-depth', '8', 'rgb:-'], {
      env: this.env,
      encoding: 'buffer',
      maxBuffer: SHOT_BYTES_MAX,
    });
    return boxesOf(stdout, this.width, Number.parseInt(colour.slice(1), 16), { width, height });
  }

  async close() {
    await stopChild(this.server, 'SIGTERM');
  }
}

/** Rows with a long enough run of the colour, joined from above to below where the runs overlap. */
function boxesOf(pixels, width, colour, least) {
  const boxes = [];
  const rows = pixels.length / 3 / width;
  for (let y = 0; y < rows; y += 1) {
    const row = pixels.subarray(y * width * 3, (y + 1) * width * 3);
    for (const [from, to] of runsOf(row, colour, least.width)) {
      const above = boxes.find(
        (it) => it.y + it.height >= y - 24 && from < it.x + it.width && to > it.x,
      );
      if (above === undefined) boxes.push({ x: from, y, width: to - from, height: 1 });
      else above.height = y - above.y + 1;
    }
  }
  return boxes.filter((it) => it.height >= least.height);
}

function* runsOf(row, colour, least) {
  const width = row.length / 3;
  let from = -1;
  for (let x = 0; x <= width; x += 1) {
    const at = x * 3;
    const same = x < width && ((row[at] << 16) | (row[at + 1] << 8) | row[at + 2]) === colour;
    if (same && from < 0) from = x;
    if (!same && from >= 0) {
      if (x - from >= least) yield [from, x];
      from = -1;
    }
  }
}
