import { expect, test } from 'vitest';
import { emptyChannel, fold } from './channel.ts';
import type { ChannelEvent, WireEntry } from './protocol.ts';

const log = 'channel-00000000000000000000000001';

function entry(seq: number, event: ChannelEvent): WireEntry {
  return { seq, at_ms: seq, by: 'browser-1', event };
}

test('CH39: what was said is blanked when it is erased, and nothing else', () => {
  const said = fold(emptyChannel, {
    type: 'entries',
    log,
    entries: [
      entry(1, { kind: 'Asked' }),
      entry(2, { kind: 'Said', text: 'hello' }),
      entry(3, { kind: 'Said', text: '4111 1111 1111 1111' }),
    ],
  });

  const erased = fold(said, {
    type: 'entries',
    log,
    entries: [
      entry(4, { kind: 'Erased', from: 3, to: 3, words: true }),
      entry(5, { kind: 'Said', text: 'sorry' }),
    ],
  });

  const texts = erased.entries.map((it) =>
    it.event.kind === 'Said' ? it.event.text : it.event.kind,
  );
  expect(texts).toEqual(['Asked', 'hello', '', 'Erased', 'sorry']);
});

test('CH39: whole bodies leave only their place', () => {
  const asked = fold(emptyChannel, {
    type: 'entries',
    log,
    entries: [entry(1, { kind: 'Asked' })],
  });

  const erased = fold(asked, {
    type: 'entries',
    log,
    entries: [entry(2, { kind: 'Erased', from: 1, to: 1 })],
  });

  expect(erased.entries[0]?.event).toEqual({ kind: 'Unknown' });
});
