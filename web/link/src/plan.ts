/** In which way a browser is driven to a target: the same as `docent_core::plan`. Pure. */
import type { Facts, Plan, Way } from './protocol.ts';

/** What we go by where nobody has looked. */
export const noFacts: Facts = {
  severs: false,
  framing: 'unknown',
  content: 'page',
  login: false,
  own: false,
};

/**
 * The way of a browser that can do `ways`, the best first. A window that would be cut off is spared
 * where a frame may show the target instead; a page drives itself only to where the button is again.
 */
export function plan(ways: readonly Way[], facts: Facts): Plan {
  const one = wayTo(ways, facts);
  if (one.way === 'link' || facts.content === 'page') return one;
  return { way: one.way, outlook: facts.content };
}

function wayTo(ways: readonly Way[], facts: Facts): Plan {
  const everywhere = ways.find((way) => way === 'extension' || way === 'java');
  if (everywhere !== undefined) return { way: everywhere, outlook: 'free' };
  const held = ways.find((way) => way === 'window' || way === 'guided');
  if (held !== undefined && !facts.severs) return { way: held, outlook: 'free' };
  if (ways.includes('page') && facts.own) return { way: 'page', outlook: 'free' };
  const isFramed = ways.includes('stage') && facts.framing !== 'forbidden';
  if (isFramed) return { way: 'stage', outlook: 'framed' };
  if (held !== undefined) return { way: held, outlook: 'last-stop' };
  return { way: 'link', outlook: 'link' };
}
