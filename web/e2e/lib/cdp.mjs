// The DevTools protocol, attached for the length of one act and no longer: an attached debugger must not fake
// focus or visibility, so nothing here emulates anything, and no page code is run with a gesture.
import { WebSocket } from 'ws';

/** A target that is being replaced may never answer: then it is asked again. */
const ANSWER_MS = 3_000;
const EVENT_MS = 15_000;

/** One attachment to one target. */
class Attachment {
  constructor(socket) {
    this.socket = socket;
    this.count = 0;
    this.open = new Map();
    /** @type {Map<string, () => void>} */
    this.events = new Map();
    socket.on('message', (text) => {
      const { id, method, result, error } = JSON.parse(String(text));
      this.events.get(method)?.();
      const waiting = this.open.get(id);
      this.open.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    });
    socket.on('close', () => {
      for (const { reject } of this.open.values()) reject(new Error('the target is gone'));
    });
  }

  /** @returns {Promise<any>} */
  send(method, params = {}) {
    this.count += 1;
    const id = this.count;
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`no answer to ${method}`)), ANSWER_MS).unref();
      this.open.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** The next event of that name. @param {string} method @returns {Promise<void>} */
  event(method) {
    return new Promise((resolve, reject) => {
      this.events.set(method, resolve);
      this.socket.on('close', () => reject(new Error(`the target is gone, without ${method}`)));
      setTimeout(() => reject(new Error(`no ${method}`)), EVENT_MS).unref();
    });
  }
}

/**
 * Attaches, acts and lets go.
 * @template T
 * @param {string} url the target's or the browser's websocket
 * @param {(send: (method: string, params?: object) => Promise<any>, event: (method: string) => Promise<void>) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function attached(url, act) {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const attachment = new Attachment(socket);
  try {
    return await act(
      (method, params) => attachment.send(method, params),
      (method) => attachment.event(method),
    );
  } finally {
    socket.close();
  }
}
