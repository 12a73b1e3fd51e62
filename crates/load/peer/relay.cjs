'use strict';
// The peer of the bench: what one says reaches the others of its channel, by `ws`. Nothing is
// stored, nobody is checked. Speaks as much of docent.v1 as the same followers need.
const http = require('node:http');

const [, , listen, library] = process.argv;
const [host, port] = listen.split(':');
const { WebSocketServer } = require(library);
const channels = new Map();

const server = http.createServer((_request, response) => response.writeHead(200).end('ok'));
const sockets = new WebSocketServer({
  server,
  perMessageDeflate: false,
  handleProtocols: () => 'docent.v1',
});

function event(command) {
  if (command.do === 'drive') {
    const to = { url: command.url, title: command.title };
    return { kind: 'Driven', drive: 1, to, browsers: [1] };
  }
  return { kind: 'Said', text: command.text };
}

function relay(from, { log, command }) {
  let known = -1;
  let text = '';
  for (const socket of channels.get(log) ?? []) {
    if (socket === from) continue;
    const prev = socket.seq;
    socket.seq += 1;
    if (prev !== known) {
      known = prev;
      const entry = { seq: prev + 1, at_ms: Date.now(), by: from.by, event: event(command) };
      text = JSON.stringify({ t: 'entries', log, prev, entries: [entry] });
    }
    socket.send(text);
  }
}

sockets.on('connection', (socket) => {
  socket.seq = 0;
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    if (frame.t === 'hello') {
      socket.by = frame.token;
      socket.send(JSON.stringify({ t: 'welcome' }));
    } else if (frame.t === 'follow') {
      socket.log = frame.log;
      channels.set(frame.log, (channels.get(frame.log) ?? new Set()).add(socket));
      socket.send(JSON.stringify({ t: 'followed', log: frame.log, head: 0, n: 0 }));
    } else if (frame.t === 'do') {
      relay(socket, frame);
    }
  });
  socket.on('close', () => channels.get(socket.log)?.delete(socket));
});

server.listen({ host, port: Number(port), backlog: 4096 });
