// A stand-in for the desktop application that speaks docs/PROTOCOL.md: asks for a pairing, shows its code, and
// carries a visitor's channel on. It drives nothing but says that it did.
import fs from 'node:fs';
import path from 'node:path';
import { WebSocket } from 'ws';
import { newFolder } from './children.mjs';
import { newId } from './id.mjs';
import { Inbox } from './inbox.mjs';

/** A jar with nothing in it but its manifest. */
const EMPTY_JAR =
  'UEsDBBQAAAAAAAAAd12yfwLuGQAAABkAAAAUAAAATUVUQS1JTkYvTUFOSUZFU1QuTUZNYW5pZmVzdC1WZXJzaW9uOiAxLjANCg0KUEsBAhQDFAAAAAAAAAB3XbJ/Au4ZAAAAGQAAABQAAAAAAAAAAAAAAKQBAAAAAE1FVEEtSU5GL01BTklGRVNULk1GUEsFBgAAAAABAAEAQgAAAEsAAAAAAA==';

/** Writes that jar into a folder of its own. @returns {string} where it is */
export function emptyJar() {
  const file = path.join(newFolder('jar'), 'docent.jar');
  fs.writeFileSync(file, Buffer.from(EMPTY_JAR, 'base64'));
  return file;
}

/** An application that has been started, and waits. */
export class Program {
  /** @param {string} server its origin */
  static async start(server) {
    const { pairing, code, secret } = await posted(server, '/v1/pairings', {});
    return new Program(server, { pairing, code, secret });
  }

  constructor(server, pairing) {
    this.server = server;
    this.pairing = pairing;
    this.code = pairing.code;
    this.tab = newId();
    this.sender = newId();
    this.n = 0;
    this.frames = new Inbox();
  }

  /** Waits until the visitor has confirmed the code. */
  async claim() {
    const { pairing, secret } = this.pairing;
    do this.claimed = await posted(this.server, `/v1/pairings/${pairing}/claim`, { secret });
    while (this.claimed.state === 'waiting');
    return this.claimed;
  }

  /** Stands in the channel: follows it, says that it has come, and takes the seat. */
  async carryOn() {
    await this.connect();
    const { bytes } = this.claimed;
    this.do({ do: 'deliver', client: 'java', version: '0.1.0', bytes, ms: 1 });
    this.do({ do: 'sit', tab: this.tab });
    this.do({ do: 'equip', ways: ['java'], lost: null });
  }

  async connect() {
    const socket = new WebSocket(`${this.server.replace(/^http/, 'ws')}/v1/socket`, 'docent.v1', {
      origin: this.server,
    });
    this.socket = socket;
    socket.on('message', (text) => this.#receive(JSON.parse(String(text))));
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const { token, log } = this.claimed;
    this.send({ t: 'hello', token, sender: this.sender, tab: this.tab });
    this.send({ t: 'follow', log, after: 0 });
    await this.frames.until('the view', () => this.frames.items.find((it) => it.t === 'view'));
  }

  /** What was said is kept, and each drive is taken and has arrived. */
  #receive(frame) {
    this.frames.add(frame);
    if (frame.t !== 'entries') return;
    for (const { event } of frame.entries) {
      if (event.kind !== 'Driven') continue;
      const { drive, to } = event;
      const arrived = { is: 'arrived', url: to.url, in_view: true };
      for (const outcome of [{ is: 'taken', way: 'java' }, { is: 'left' }, arrived])
        this.do({ do: 'receipt', drive, outcome });
    }
  }

  /** Waits for an entry. @param {string} kind @param {(event: any) => boolean} [where] */
  entry(kind, where = () => true) {
    return this.frames.until(`${kind} in the application`, () =>
      this.frames.items
        .flatMap((it) => (it.t === 'entries' || it.t === 'view' ? it.entries : []))
        .find((it) => it.event.kind === kind && where(it.event)),
    );
  }

  do(command) {
    this.n += 1;
    this.send({ t: 'do', log: this.claimed.log, n: this.n, command });
  }

  send(frame) {
    this.socket?.send(JSON.stringify(frame));
  }

  close() {
    this.socket?.close();
  }
}

/** As a program asks: without any `Origin`. */
async function posted(server, where, body) {
  const response = await fetch(server + where, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${where}: ${response.status} ${await response.text()}`);
  return /** @type {any} */ (await response.json());
}
