// The DevTools protocol, attached for the length of one act and no longer: an attached debugger must not fake
// focus or visibility, so nothing here emulates anything, and no page code is run with a gesture.
import { WebSocket } from 'ws';

/** One attachment to one target. */
class Attachment {
  constructor(socket) {
    this.socket = socket;
    this.count = 0;
    this.open = new Map();
    socket.on('message', (text) => {
      const { id, result, error } = JSON.parse(String(text));
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
      this.open.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

/**
 * Attaches, acts and lets go.
 * @template T
 * @param {string} url the target's or the browser's websocket
 * @param {(send: (method: string, params?: object) => Promise<any>) => Promise<T>} act
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
    return await act((method, params) => attachment.send(method, params));
  } finally {
    socket.close();
  }
}
