/** What happened, as a quiet line says it. */

import type { View } from '../../../link/src/protocol.ts';
import type { QuietEvent } from '../pure/lines.ts';
import { secondsText } from '../pure/time.ts';
import { myId } from '../state/me.ts';
import { lang, words } from '../words/words.ts';
import { agentNamed, browserName, visitorName } from './name.ts';

/** The words of an event. */
export function quietWords(event: QuietEvent, view: View | null): string {
  const name =
    view?.tour && 'browser' in event ? browserName(view, event.browser) : visitorName(view);
  const say = words.events;
  switch (event.kind) {
    case 'Arrived':
      return say.arrived(name, event.visitor.page?.title ?? event.visitor.page?.url ?? '');
    case 'Delivered':
      return deliveredWords(event);
    case 'Named':
      return say.named(event.name);
    case 'Offered':
      return say.offered(agentNamed(event.agent, view));
    case 'PassedOver':
      return say.passedOver(agentNamed(event.agent, view));
    case 'Joined':
      return event.agent === myId.value ? say.youJoined : say.joined(event.name);
    case 'Equipped':
      return event.lost === null ? '' : say.lost(words.receipt.obstacle[event.lost]);
    case 'Moved':
      return say.moved(name, event.page.title === '' ? event.page.url : event.page.title);
    default:
      return personWords(event, name, view);
  }
}

function personWords(event: QuietEvent, name: string, view: View | null): string {
  const say = words.events;
  switch (event.kind) {
    case 'Paused':
      return say.paused(name);
    case 'Resumed':
      return say.resumed(name);
    case 'Consented':
      return say.consented(name);
    case 'Withdrew':
      return say.withdrew(name);
    case 'Away':
      return say.away(name);
    case 'Returned':
      return say.returned(name);
    case 'NoteSettled':
      return say.settled(words.someone);
    case 'Ended':
      return view?.tour
        ? words.tours.endedBy(view.guide?.name ?? words.someone)
        : say.ended[event.reason](view?.guide?.name ?? words.someone);
    case 'Rated':
      return say.rated(event.stars);
    case 'TourStarted':
      return words.tours.started(event.title);
    case 'TourChanged':
      return words.tours.changed(event.open, event.questions === 'shared');
    case 'Departed':
      return words.tours.leftTour(name);
    case 'TakenAlong':
      return words.tours.takenAlong(event.title);
    case 'Erased':
      return say.erased;
    default:
      return '';
  }
}

function deliveredWords(event: Extract<QuietEvent, { kind: 'Delivered' }>): string {
  const kilobytes = new Intl.NumberFormat(lang(), { maximumFractionDigits: 1 });
  const size =
    event.bytes === 0 ? words.events.cached : `${kilobytes.format(event.bytes / 1_000)} kB`;
  const client = `${words.facts.clients[event.client]} ${event.version}`;
  return words.events.delivered(client, size, secondsText(event.ms, lang()));
}
