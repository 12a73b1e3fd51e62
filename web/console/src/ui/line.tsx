/** One line of the log. All that a visitor has written is text. */

import type { ComponentChildren, JSX } from 'preact';
import type { View } from '../../../link/src/protocol.ts';
import { hostOf, shortUrl } from '../pure/address.ts';
import type { Line } from '../pure/lines.ts';
import { pieces } from '../pure/linkify.ts';
import { type Driven, told } from '../pure/receipt.ts';
import { size, stragglers, tallyOf } from '../pure/tally.ts';
import { dayText } from '../pure/time.ts';
import { now, second } from '../state/clock.ts';
import { myId } from '../state/me.ts';
import { route } from '../state/place.ts';
import { tourDesk } from '../state/tour-desk.ts';
import { lang, words } from '../words/words.ts';
import { At } from './clock.tsx';
import { quietWords } from './event-words.ts';
import { Icon, type IconName } from './icon.tsx';
import { focusMessage } from './keys.ts';
import { actorName, browserName } from './name.ts';

/** A line; `isNew`: the first that was not seen when the conversation was opened. */
export function LogLine(props: { line: Line; view: View | null; isNew: boolean }): JSX.Element {
  return (
    <>
      {props.isNew ? <p class="log-new">{words.talk.fresh}</p> : null}
      <OneLine line={props.line} view={props.view} />
    </>
  );
}

/** The words of a message, with its addresses as links. */
export function Words({ text }: { text: string }): JSX.Element {
  return (
    <>
      {pieces(text).map((piece, index) =>
        piece.href === null ? (
          piece.text
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}

function OneLine({ line, view }: { line: Line; view: View | null }): JSX.Element {
  switch (line.kind) {
    case 'day':
      return (
        <p class="log-day" data-key={line.key}>
          {dayText(line.at_ms, now(), lang())}
        </p>
      );
    case 'said':
      return (
        <Bubble line={line} view={view}>
          <Words text={line.text} />
        </Bubble>
      );
    case 'linked':
      return (
        <Bubble line={line} view={view}>
          <Icon name="link" size={14} />{' '}
          <a href={line.to.url} target="_blank" rel="noopener noreferrer" title={line.to.url}>
            {line.to.title === '' ? shortUrl(line.to.url) : line.to.title}
          </a>
        </Bubble>
      );
    case 'drive':
      return <DriveLine line={line} view={view} />;
    case 'note':
      return <NoteCard line={line} />;
    case 'quiet':
      return (
        <p class="log-quiet" data-key={line.key}>
          <span>{quietWords(line.event, view)}</span> <At at_ms={line.entry.at_ms} />
        </p>
      );
  }
}

function Bubble(props: {
  line: Extract<Line, { kind: 'said' | 'linked' }>;
  view: View | null;
  children: ComponentChildren;
}): JSX.Element {
  const { entry, opens } = props.line;
  const isVisitor = entry.by.startsWith('browser-');
  const name = actorName(entry.by, props.view);
  const to = props.line.kind === 'said' ? props.line.to : null;
  return (
    <div
      class={`said ${isVisitor ? 'theirs' : 'ours'} ${opens ? 'opens' : ''}`}
      data-key={props.line.key}
    >
      <span class={opens && (isVisitor || !isMine(entry.by)) ? 'said-by' : 'sr'}>{name}</span>
      {to === null || !opens ? null : (
        <span class="said-by apart">{words.tours.onlyTo(browserName(props.view, to))}</span>
      )}
      <p class="bubble" dir="auto">
        {props.children}
      </p>
      <At at_ms={entry.at_ms} name="said-at" />
      {isVisitor && props.view?.tour ? <AnswerButton name={name} by={entry.by} /> : null}
    </div>
  );
}

/** Answers one visitor of the tour that is open, privately. */
function AnswerButton({ name, by }: { name: string; by: string }): JSX.Element | null {
  const at = route.value;
  if (at.screen !== 'tours' || at.channel === null) return null;
  const tour = at.channel;
  return (
    <button
      type="button"
      class="link-button small said-answer"
      aria-label={words.tours.answerName(name)}
      onClick={() => {
        tourDesk(tour).to.value = Number(by.slice('browser-'.length));
        focusMessage();
      }}
    >
      {words.tours.answer}
    </button>
  );
}

/** How a tour's drive stands, as far as the view still counts it. */
function TourReceipt({ view, drive }: { view: View; drive: number }): JSX.Element | null {
  const tally = tallyOf(view.drives, drive);
  if (tally === null) return null;
  const isThere = stragglers(tally) === 0 && tally.later === 0;
  return (
    <span class={`receipt ${isThere ? 'there' : 'left'}`}>
      <Icon name={isThere ? 'check' : 'person'} size={14} />
      {words.tours.tally.arrived(tally.arrived, size(tally))}
    </span>
  );
}

function DriveLine(props: {
  line: Extract<Line, { kind: 'drive' }>;
  view: View | null;
}): JSX.Element {
  const { line, view } = props;
  const { to } = line.driven;
  const title = to.title === '' ? hostOf(to.url) : to.title;
  return (
    <div class="log-drive" data-key={line.key}>
      <Icon name="arrow" size={14} />
      <span class="log-drive-to" title={to.url} dir="auto">
        <span class="sr">{words.drive.driveLine} </span>
        {title}
      </span>
      {view?.tour ? (
        <TourReceipt view={view} drive={line.drive} />
      ) : (
        <Receipt driven={line.driven} />
      )}
      <At at_ms={line.entry.at_ms} name="log-drive-at" />
    </div>
  );
}

/** How a drive stands, its time running while it may still change. */
function Receipt({ driven }: { driven: Driven }): JSX.Element {
  const still = told(driven, now(), words.receipt, lang());
  // Reading the tick is what makes a receipt that may still change be told anew each second.
  const it = still.live && second.value > 0 ? told(driven, now(), words.receipt, lang()) : still;
  return (
    <span class={`receipt ${it.tone}`}>
      <Icon name={SIGN[it.tone]} size={14} />
      {it.text}
    </span>
  );
}

const SIGN: Record<ReturnType<typeof told>['tone'], IconName> = {
  going: 'reload',
  left: 'out',
  there: 'check',
  stopped: 'no',
};

function NoteCard({ line }: { line: Extract<Line, { kind: 'note' }> }): JSX.Element {
  const { name, contact, text } = line.note;
  return (
    <div class="note-card" data-key={line.key}>
      <p class="note-head">
        <Icon name="note" />
        <strong>{words.talk.note}</strong>
        <span class="cut grow" dir="auto">
          {name}
        </span>
        <At at_ms={line.entry.at_ms} />
      </p>
      <p class="note-text" dir="auto">
        <Words text={text} />
      </p>
      <p class="note-contact">
        <span class="soft">{words.talk.noteContact}</span> <Contact contact={contact} />
      </p>
    </div>
  );
}

/** A mail address or telephone number that can be clicked; anything else is text. */
function Contact({ contact }: { contact: string }): JSX.Element {
  const trimmed = contact.trim();
  if (/^[^\s@<>"?&]+@[^\s@<>"?&]+\.[^\s@<>"?&]+$/.test(trimmed)) {
    return <a href={`mailto:${encodeURIComponent(trimmed)}`}>{trimmed}</a>;
  }
  if (/^\+?[\d\s()/-]{5,30}$/.test(trimmed)) {
    return <a href={`tel:${trimmed.replace(/[^\d+]/g, '')}`}>{trimmed}</a>;
  }
  return <span>{trimmed}</span>;
}

function isMine(by: string): boolean {
  return by === `agent-${myId.value}`;
}
