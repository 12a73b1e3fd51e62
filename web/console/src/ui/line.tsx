/** One line of the log. All that a visitor has written is text. */

import type { ComponentChildren, JSX } from 'preact';
import type { View } from '../../../link/src/protocol.ts';
import { hostOf, shortUrl } from '../pure/address.ts';
import type { Line } from '../pure/lines.ts';
import { pieces } from '../pure/linkify.ts';
import { type Driven, told } from '../pure/receipt.ts';
import { dayText } from '../pure/time.ts';
import { now, second } from '../state/clock.ts';
import { myId } from '../state/me.ts';
import { lang, words } from '../words/words.ts';
import { At } from './clock.tsx';
import { quietWords } from './event-words.ts';
import { Icon, type IconName } from './icon.tsx';
import { actorName } from './name.ts';

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
      return <DriveLine line={line} />;
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
  return (
    <div
      class={`said ${isVisitor ? 'theirs' : 'ours'} ${opens ? 'opens' : ''}`}
      data-key={props.line.key}
    >
      <span class={opens && (isVisitor || !isMine(entry.by)) ? 'said-by' : 'sr'}>{name}</span>
      <p class="bubble" dir="auto">
        {props.children}
      </p>
      <At at_ms={entry.at_ms} name="said-at" />
    </div>
  );
}

function DriveLine({ line }: { line: Extract<Line, { kind: 'drive' }> }): JSX.Element {
  const { to } = line.driven;
  const title = to.title === '' ? hostOf(to.url) : to.title;
  return (
    <div class="log-drive" data-key={line.key}>
      <Icon name="arrow" size={14} />
      <span class="log-drive-to" title={to.url} dir="auto">
        <span class="sr">{words.drive.driveLine} </span>
        {title}
      </span>
      <Receipt driven={line.driven} />
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
