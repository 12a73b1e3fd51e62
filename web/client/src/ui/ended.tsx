/** The end: thanks, a rating in one click, the conversation to keep, and a new start. */
import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { endWords } from '../words/end.ts';
import { words } from '../words/words.ts';
import { Conversation } from './conversation.tsx';

const STARS = [1, 2, 3, 4, 5];

export function Ended({ app }: { app: App }): JSX.Element {
  const { guide, end } = app.view.value;
  const talked = guide !== null;
  const isNote = end?.reason === 'note';
  return (
    <>
      {talked && <Conversation app={app} />}
      <section class={talked ? 'end' : 'calm'}>
        <h1>{headline(app)}</h1>
        <p class="soft">{closing(talked, isNote)}</p>
        {talked && app.view.value.tour === null && <Rating app={app} />}
        <div class="row">
          <button type="button" class="primary" onClick={app.startAgain}>
            {words.again}
          </button>
          {talked && (
            <button type="button" class="quiet" onClick={() => save(app)}>
              {endWords.download}
            </button>
          )}
        </div>
      </section>
    </>
  );
}

function closing(talked: boolean, isNote: boolean): string {
  if (isNote) return endWords.noteKeptLead;
  return talked ? endWords.thanks : '';
}

function headline(app: App): string {
  switch (app.view.value.end?.reason) {
    case 'agent':
    case 'tour':
      return endWords.endedByAgent(app.guideName.value);
    case 'visitor':
      return endWords.endedByYou;
    case 'abandoned':
      return endWords.leftQueue;
    case 'absent':
      return endWords.endedAway;
    case 'note':
      return endWords.noteKept;
    case undefined:
      return app.own.value?.departed ? endWords.leftTour : words.ended;
  }
}

function Rating({ app }: { app: App }): JSX.Element {
  const given = app.view.value.stars;
  if (given > 0) {
    return (
      <p class="soft" role="status">
        {endWords.rated} ({endWords.stars(given)})
      </p>
    );
  }
  return (
    <fieldset class="rating">
      <legend>{endWords.rate}</legend>
      {STARS.map((stars) => (
        <button
          type="button"
          key={stars}
          aria-label={endWords.stars(stars)}
          onClick={() => app.give({ do: 'rate', stars })}
        >
          {stars}
        </button>
      ))}
    </fieldset>
  );
}

/** The conversation as plain text, made here: nothing is sent. */
function save(app: App): void {
  const name = app.guideName.value;
  const lines = app.lines.value.flatMap((it) => {
    const at = it.atMs === null ? '' : new Date(it.atMs).toLocaleString();
    if (it.type === 'said') return [`${at}  ${it.mine ? words.you : name}: ${it.text}`];
    if (it.type === 'linked' || it.type === 'driven') return [`${at}  ${name} → ${it.to.url}`];
    return [];
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }));
  link.download = 'conversation.txt';
  link.click();
  URL.revokeObjectURL(link.href);
}
