/** Ticks that a hidden window still hears: a worker's timers are not slowed down, and messages are not either. */

let timer: ReturnType<typeof setInterval> | undefined;

self.onmessage = (event: MessageEvent<number>): void => {
  clearInterval(timer);
  timer = event.data > 0 ? setInterval(() => self.postMessage(0), event.data) : undefined;
};
