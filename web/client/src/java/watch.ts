/** Takes the chat back when the application that carries it on has gone. */
import type { Cells } from '../cells.ts';
import { effect } from '../draw/signal.ts';

/** How long the application may be without a connection: a network that changes, a server that restarts. */
const GRACE_MS = 8_000;

/** Calls `takeBack` whenever an application that has the seat has been gone for so long. */
export function watch(cells: Cells, me: string, takeBack: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasGone = false;
  const stop = effect(() => {
    const isGone = isSeatLeft(cells, me);
    if (isGone === wasGone) return;
    wasGone = isGone;
    clearTimeout(timer);
    if (isGone) timer = setTimeout(takeBack, GRACE_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Whether the application has the seat and no connection, as far as we know now. */
function isSeatLeft(cells: Cells, me: string): boolean {
  const seat = cells.own.value?.seat;
  const tabs = cells.channel.value.signals[me]?.tabs;
  if (cells.phase.value !== 'ready' || !cells.isContinued.value) return false;
  return seat != null && tabs !== undefined && !tabs.includes(seat);
}
