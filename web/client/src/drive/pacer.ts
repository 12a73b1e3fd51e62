/** A clock that ticks at a pace; in a worker where the browser allows one. */
import workerUrl from './pacer.worker.ts?worker&url';

/** Lives as long as its page. */
export type Pacer = { pace: (ms: number) => void };

/** Trusted Types let a worker start only from an address that a policy has let through: ours alone. */
type Policies = {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => { createScriptURL: (url: string) => string };
};

/** Ticks at the pace that it is told; 0 rests. */
export function startPacer(onTick: () => void): Pacer {
  const worker = newWorker();
  if (worker === null) return startTimer(onTick);
  worker.onmessage = onTick;
  let paceMs = 0;
  return {
    pace: (ms) => {
      if (ms === paceMs) return;
      paceMs = ms;
      worker.postMessage(ms);
    },
  };
}

let policy: ReturnType<Policies['createPolicy']> | undefined;

function newWorker(): Worker | null {
  try {
    const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
    // A document may make it once.
    policy ??= policies?.createPolicy('docent', { createScriptURL: () => workerUrl });
    return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
  } catch {
    return null;
  }
}

/** Slowed down while the window is hidden, but right. */
function startTimer(onTick: () => void): Pacer {
  let timer: ReturnType<typeof setInterval> | undefined;
  let paceMs = 0;
  return {
    pace: (ms) => {
      if (ms === paceMs) return;
      paceMs = ms;
      clearInterval(timer);
      timer = ms > 0 ? setInterval(onTick, ms) : undefined;
    },
  };
}
