// A small visitor that speaks docs/PROTOCOL.md: opens a channel by REST and stays at the socket.
import { WebSocket } from 'ws';
import { newId } from './id.mjs';

/**
 * Asks for a channel and waits in the queue. The socket closes with the server.
 * @param {string} server @param {string} site @param {string} name
 * @param {string} [from] the network address that a proxy in front of the server would tell
 */
export async function waitingVisitor(server, site, name, from = '127.0.0.1') {
  const page = { url: `${server}/demo/`, title: 'Home' };
  const response = await fetch(`${server}/v1/sites/${site}/channels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server, 'x-forwarded-for': from },
    body: JSON.stringify({ draw: newId(), visitor: { name, language: 'en', page } }),
  });
  if (!response.ok) throw new Error(`asking: ${response.status} ${await response.text()}`);
  const { token, log } = /** @type {any} */ (await response.json());
  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/v1/socket`, 'docent.v1', {
    origin: server,
    headers: { 'x-forwarded-for': from },
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ t: 'hello', token, sender: newId() }));
  return { socket, log, token };
}
