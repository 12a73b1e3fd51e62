/** Which channels are forgotten when more are known than are kept. */

/** The ones to forget of those known, the longest unused first. What is `held` stays, and does not count. */
export function toForget(
  known: Iterable<string>,
  isHeld: (id: string) => boolean,
  kept_max: number,
): string[] {
  const free = [...known].filter((id) => !isHeld(id));
  return free.slice(0, Math.max(0, free.length - kept_max));
}
