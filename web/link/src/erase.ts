/** Entries that are held, once others say that they were erased. */
import type { ChannelEvent, WireEntry } from './protocol.ts';

/** Takes the words out of held entries that an `Erased` among `fresh` names. */
export function erase(held: readonly WireEntry[], fresh: readonly WireEntry[]): WireEntry[] {
  let entries = [...held];
  for (const { event } of fresh) {
    if (event.kind !== 'Erased') continue;
    const { from, to, words = false } = event;
    entries = entries.map((it) =>
      it.seq >= from && it.seq <= to ? { ...it, event: blank(it.event, words) } : it,
    );
  }
  return entries;
}

/** What the server sends for the event from then on. */
function blank(event: ChannelEvent, words: boolean): ChannelEvent {
  switch (event.kind) {
    case 'Said':
      return { kind: 'Said', text: '' };
    case 'Linked':
      return { kind: 'Linked', to: { url: '', title: '' } };
    case 'NoteLeft':
      return { kind: 'NoteLeft', name: '', contact: '', text: '' };
    case 'Erased':
      return event;
    default:
      return words ? event : { kind: 'Unknown' };
  }
}
