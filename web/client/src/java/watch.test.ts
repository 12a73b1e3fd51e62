import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyChannel } from '../../../link/src/channel.ts';
import type { Cells } from '../cells.ts';
import { computed, signal } from '../draw/signal.ts';
import { watch } from './watch.ts';

const ME = 'browser-1';
const SEAT = '3tf9x7myktf9x7myktf9x7mykt';
const PAGE = '64rk2c9h64rk2c9h64rk2c9h64';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that has stepped back for an application, and what it is told of its tabs. */
function stage() {
  const channel = signal({ ...emptyChannel });
  const phase = signal('ready');
  const isContinued = signal(true);
  const own = computed(() => ({ seat: SEAT }));
  const takeBack = vi.fn();
  const cells = { channel, phase, isContinued, own } as unknown as Cells;
  const stop = watch(cells, ME, takeBack);
  const tell = (...tabs: string[]): void => {
    channel.value = { ...channel.peek(), signals: { [ME]: { tabs } } };
  };
  return { tell, phase, isContinued, takeBack, stop };
}

test('JA8: the chat comes back when the application has been gone for eight seconds', () => {
  const { tell, takeBack } = stage();
  tell(PAGE, SEAT);
  vi.advanceTimersByTime(60_000);
  expect(takeBack).not.toHaveBeenCalled();

  tell(PAGE);
  vi.advanceTimersByTime(7_999);
  expect(takeBack).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);

  expect(takeBack).toHaveBeenCalledOnce();
});

test('JA8: an application that comes back in time keeps its seat', () => {
  const { tell, takeBack } = stage();
  for (let time = 0; time < 5; time += 1) {
    tell(PAGE);
    vi.advanceTimersByTime(7_000);
    tell(PAGE, SEAT);
  }

  vi.advanceTimersByTime(60_000);

  expect(takeBack).not.toHaveBeenCalled();
});

test('JA8: a page that is offline itself, or does not know yet, takes nothing back', () => {
  const { tell, phase, isContinued, takeBack } = stage();
  vi.advanceTimersByTime(60_000);
  tell(PAGE);
  phase.value = 'resting';
  vi.advanceTimersByTime(60_000);
  phase.value = 'ready';
  isContinued.value = false;
  vi.advanceTimersByTime(60_000);

  expect(takeBack).not.toHaveBeenCalled();
});
