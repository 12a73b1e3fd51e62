/** A visitor of our own: asked for as by a browser, joined at once, and opened in a window. */
import { newId } from '../../../link/src/id.ts';
import { openStore } from '../../../link/src/store.ts';
import { accept } from './acts.ts';
import { type Answer, rest } from './rest.ts';

const FEATURES = 'noopener,popup,width=1100,height=800';

/**
 * Opens the chat of a site as a visitor of this name. The window finds the channel by its draw, in
 * the storage that it shares with us: no link could hand somebody else's chat to anybody. It has no
 * opener: it must not drive the console. Only inside a click.
 */
export async function tryOnMe(site: string, name: string): Promise<Answer<{ channel: string }>> {
  const draw = newId();
  const answer = await rest.ask(site, { draw, visitor: { name, language: navigator.language } });
  if (!answer.ok) return answer;
  const { channel } = answer.value;
  const kept = openStore(() => localStorage, site);
  for (const old of ['channel', 'over', 'draft', 'drives', 'opening']) kept.remove(old);
  kept.write('draw', draw);
  window.open(`/ask/${encodeURIComponent(site)}`, '_blank', FEATURES);
  await accept({ channel, name });
  return answer;
}
