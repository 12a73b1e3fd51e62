// A small agent that speaks docs/PROTOCOL.md: signs in by REST, follows the board and channels over the
// socket, and waits on entries of the record.
import { WebSocket } from 'ws';
import { Channel } from './channel.mjs';
import { newId } from './id.mjs';
import { Inbox } from './inbox.mjs';

/**
 * Signs in by REST.
 * @param {string} server its origin
 * @param {{ email: string, password: string }} account
 * @returns {Promise<{ cookie: string, agent: { id: string, name: string } }>}
 */
async function signIn(server, { email, password }) {
  const response = await fetch(`${server}/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`login: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');
  return { cookie, agent: (await response.json()).agent };
}

/** An agent at a socket. */
export class Agent {
  /** Signs in, for what goes by REST. */
  static async signedIn(server, account) {
    const { cookie, agent } = await signIn(server, account);
    return new Agent(server, cookie, agent);
  }

  /** Signs in, connects, follows the board and is available. */
  static async on(server, account) {
    const one = await Agent.signedIn(server, account);
    const { agent } = one;
    await one.connect();
    await one.do(`desk-${agent.id}`, { do: 'be-available' });
    return one;
  }

  constructor(server, cookie, agent) {
    this.server = server;
    this.cookie = cookie;
    this.agent = agent;
    this.sender = newId();
    this.counts = new Map();
    this.frames = new Inbox();
    /** The board, by channel. @type {Map<string, any>} */
    this.board = new Map();
    /** @type {Map<string, Channel>} */
    this.channels = new Map();
  }

  /** Opens the socket and follows the board. */
  async connect() {
    const socket = new WebSocket(`${this.server.replace(/^http/, 'ws')}/v1/socket`, 'docent.v1', {
      origin: this.server,
      headers: { cookie: this.cookie },
    });
    this.socket = socket;
    socket.on('message', (text) => this.#receive(JSON.parse(String(text))));
    socket.on('error', (error) => this.frames.add({ t: 'error', error: String(error) }));
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const before = this.frames.items.length;
    this.send({ t: 'hello', sender: this.sender });
    await this.frames.until('welcome', () =>
      this.frames.items.slice(before).find((it) => it.t === 'welcome'),
    );
    this.send({ t: 'follow-board' });
  }

  send(frame) {
    this.socket?.send(JSON.stringify(frame));
  }

  #receive(frame) {
    if (frame.t === 'board') {
      if (frame.whole) this.board.clear();
      for (const row of frame.rows) this.board.set(row.channel, row);
      for (const log of frame.gone) this.board.delete(log.replace(/^channel-/, ''));
    }
    this.channels.get(frame.log)?.receive(frame);
    if (frame.t !== 'beat') this.frames.add(frame);
  }

  /** Sends a counted command and waits until its events are on disk. Gives the frame `done` or `refused`. */
  async ask(log, command) {
    const n = (this.counts.get(log) ?? 0) + 1;
    this.send({ t: 'do', log, n, command });
    const answer = await this.frames.until(`an answer to ${JSON.stringify(command)}`, () =>
      this.frames.items.find(
        (it) => (it.t === 'done' || it.t === 'refused') && it.log === log && it.n === n && !it.told,
      ),
    );
    answer.told = true;
    if (answer.t === 'done') this.counts.set(log, n);
    return answer;
  }

  /** The same, and refusals are failures. */
  async do(log, command) {
    const answer = await this.ask(log, command);
    if (answer.t !== 'done')
      throw new Error(`${JSON.stringify(command)} was refused: ${answer.code} ${answer.message}`);
    return answer;
  }

  /** Waits for a visitor on the board and follows the channel. @param {(row: any) => boolean} [which] */
  async meet(which = () => true) {
    const row = await this.frames.until('a visitor who waits', () =>
      [...this.board.values()].find((it) => it.status === 'waiting' && which(it)),
    );
    return this.follow(row.channel);
  }

  /** Waits for a visitor, and joins. @param {(row: any) => boolean} [which] */
  async accept(which) {
    const channel = await this.meet(which);
    await channel.do({ do: 'join' });
    return channel;
  }

  /** Follows a channel from its beginning. @param {string} id */
  async follow(id) {
    const channel = new Channel(this, id);
    this.channels.set(channel.log, channel);
    this.send({ t: 'follow', log: channel.log, after: 0 });
    await channel.inbox.until('its view', () => channel.view);
    return channel;
  }

  /** Asks by REST. @returns {Promise<any>} */
  async rest(path, { method = 'GET', body = undefined } = {}) {
    const response = await fetch(this.server + path, {
      method,
      headers: { cookie: this.cookie, origin: this.server, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  close() {
    this.socket?.close();
  }
}
