// Stock Firefox on a plain profile, without a driver: what the visitor does are events of the display, what
// happened is in the record and on the screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCENT } from '../lib/docent.mjs';
import { startFirefox } from '../lib/firefox.mjs';
import { openScreen } from '../lib/screen.mjs';
import { openStage, pictureOf } from '../lib/stage.mjs';

const stage = await openStage();
const { shop } = stage;

test('in stock Firefox a visitor is driven anywhere, without input after the consent click', async () => {
  const screen = stage.later(await openScreen(), (it) => it.close());
  stage.later(startFirefox(screen, shop.url('shop')), (it) => it.close());
  const at = await stage.until('the button on the screen', () => placeOf(shop), 60_000);

  await screen.click(at);
  const channel = await stage.ada.accept();
  await channel.entry('Delivered');
  await channel.entry('Equipped');
  await screen.picture(pictureOf('firefox'));
  const consent = await stage.until('the consent button', async () =>
    (await screen.filled(ACCENT)).at(-1),
  );
  await screen.click({ x: consent.x + consent.width / 2, y: consent.y + consent.height / 2 });
  await channel.entry('Equipped', { where: (event) => event.ways[0] === 'guided' });

  const inputs = shop.inputs;
  const home = await channel.take(shop.url('shop', '/returns?order=42'));
  assert.equal(home.outcome.url, shop.url('shop', '/returns?order=42'));
  const other = await channel.take(shop.url('other', '/sizes'));
  assert.equal(other.outcome.url, shop.url('other', '/sizes'));
  const foreign = await channel.take(shop.url('foreign', '/bus'), 'left');
  await channel.take(shop.url('shop', '/shoes'));
  assert.ok(!channel.outcomes(foreign.drive).some((it) => it.is === 'arrived'));
  assert.equal(shop.inputs, inputs, 'no input after the consent click');
  await channel.say('Here we are.');
  await screen.picture(pictureOf('firefox-guided'));
  assert.deepEqual(shop.complaints, []);
});

/** Where the shop's page says that its button is on the display. */
function placeOf({ hits }) {
  const report = hits.findLast((it) => it.path === '/at');
  return report && { x: Number(report.query.get('x')), y: Number(report.query.get('y')) };
}
