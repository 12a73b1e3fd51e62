/** Work at most once a frame: what comes in by the hundred is drawn together. */

/** A page out of sight has no frames; its work is done this often. */
const HIDDEN_MS = 250;

/** What is asked for here is done once, before the next frame. */
export function perFrame(act: () => void): () => void {
  let isDue = false;
  const run = (): void => {
    isDue = false;
    act();
  };
  return () => {
    if (isDue) return;
    isDue = true;
    if (document.hidden) setTimeout(run, HIDDEN_MS);
    else requestAnimationFrame(run);
  };
}
