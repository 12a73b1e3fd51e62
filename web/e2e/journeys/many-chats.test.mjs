// An agent with more chats than a console follows, and than fit into the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../lib/console.mjs';
import { ADA, SITE } from '../lib/docent.mjs';
import { openStage } from '../lib/stage.mjs';
import { waitingVisitor } from '../lib/visitor.mjs';

/** More than a console follows, and more than it keeps. */
const CHATS = 60;

// Visitors of many networks, as a proxy in front would tell them apart.
process.env.DOCENT_BEHIND_PROXY = 'true';
const stage = await openStage();

test('with sixty chats of one’s own, the opened one is shown and its socket stays', async () => {
  const logs = [];
  for (let at = 0; at < CHATS; at += 1) {
    const { log } = await waitingVisitor(stage.docent.url, SITE, `Visitor ${at}`, `10.0.${at}.1`);
    await stage.ada.do(log, { do: 'join' });
    await stage.ada.do(log, { do: 'say', text: `Hello number ${at}` });
    logs.push(log);
  }
  const page = await openConsole(stage, ADA);
  const byes = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const frame = JSON.parse(String(payload));
      if (frame.t === 'bye') byes.push(frame);
    }),
  );

  for (const at of [CHATS - 1, 0, CHATS / 2]) {
    await page.goto(`${stage.docent.url}/console/#/inbox/${logs[at].replace('channel-', '')}`);
    await page.reload();
    const log = page.getByRole('log', { name: 'Conversation' });
    await log.getByText(`Hello number ${at}`).waitFor();
  }

  assert.deepEqual(byes, []);
});

test('of a long list only the rows near the screen are in the page, wherever it is scrolled to', async () => {
  for (let at = CHATS; at < CHATS + 40; at += 1) {
    const { log } = await waitingVisitor(stage.docent.url, SITE, `Visitor ${at}`, `10.0.${at}.1`);
    await stage.ada.do(log, { do: 'join' });
  }
  const page = await openConsole(stage, ADA);
  const rows = page.getByRole('list', { name: 'Mine', exact: true }).getByRole('listitem');
  await rows.filter({ hasText: 'Visitor 0' }).first().waitFor();

  await page.getByRole('region', { name: 'Lists', exact: true }).hover();
  await page.mouse.wheel(0, 100_000);

  await rows.filter({ hasText: `Visitor ${CHATS + 39}` }).waitFor();
  assert.ok((await rows.count()) < CHATS, 'all rows are in the page');
});
