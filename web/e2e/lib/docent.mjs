// The real binary on a real port with an empty data folder, one site and two agents.
import { execFile } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newFolder, removeFolder, startChild, stopChild } from './children.mjs';
import { until } from './wait.mjs';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BINARY = path.resolve(
  ROOT,
  process.env.DOCENT ?? path.join(process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'docent'),
);

/** Who serves visitors. */
export const ADA = { email: 'ada@shop.example', name: 'Ada', password: 'analytical-engine-1843' };
/** Who may change sites. */
export const MARY = {
  email: 'mary@shop.example',
  name: 'Mary',
  password: 'celestial-mechanics-1831',
};
/** The site's key. */
export const SITE = 'shop';
/** The site's colour: nothing else on a screen has it. */
export const ACCENT = '#b0005e';

/** A port that nobody listens on. @returns {Promise<number>} */
export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server of our own. Stops with the test. */
export class Docent {
  /** Adds the agents through the command line and starts; the demo brings its own. */
  static async start({ demo = false, javaClient = 'none' } = {}) {
    const data = newFolder('data');
    const docent = new Docent(data, await freePort(), { demo, javaClient });
    if (!demo) {
      await docent.addAgent(ADA);
      await docent.addAgent(MARY, '--admin');
    }
    await docent.up();
    return docent;
  }

  /** One that nobody has an account on. */
  static async empty() {
    const docent = new Docent(newFolder('data'), await freePort(), {
      demo: false,
      javaClient: 'none',
    });
    await docent.up();
    return docent;
  }

  /** The link with which the first account is made, as the program prints it. */
  firstLink() {
    return until('the link for the first account', () => /http:\S+\/first#\w+/.exec(this.log)?.[0]);
  }

  constructor(data, port, { demo, javaClient }) {
    this.demo = demo;
    this.javaClient = javaClient;
    this.data = data;
    this.url = `http://127.0.0.1:${port}`;
    this.listen = `127.0.0.1:${port}`;
    this.child = undefined;
    this.log = '';
  }

  /** Starts the program on the same data and port. */
  async up() {
    const words = ['serve', '--listen', this.listen, '--data', this.data];
    words.push('--java-client', this.javaClient);
    if (this.demo) words.push('--demo');
    const child = startChild(BINARY, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (text) => {
      this.log += text;
    });
    child.stderr.on('data', (text) => {
      this.log += text;
    });
    this.child = child;
    await until(`the server at ${this.url} is ready`, async () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${this.log}`);
      return (await fetch(`${this.url}/readyz`)).ok;
    });
  }

  /** Kills the program as a power cut would, or lets it end well. @param {'SIGKILL'|'SIGTERM'} [signal] */
  async down(signal = 'SIGKILL') {
    if (this.child !== undefined) await stopChild(this.child, signal);
  }

  /** Runs the binary's command line on this data folder. @param {string[]} words */
  async cli(words, env = {}) {
    const { stdout } = await run(BINARY, [...words, '--data', this.data], {
      env: { ...process.env, ...env },
    });
    return stdout;
  }

  /** @param {{ email: string, name: string, password: string }} agent */
  async addAgent(agent, ...more) {
    await this.cli([
      'agent',
      'add',
      agent.email,
      '--name',
      agent.name,
      '--password',
      agent.password,
      ...more,
    ]);
  }

  async stop() {
    await this.down('SIGTERM');
    removeFolder(this.data);
  }
}
