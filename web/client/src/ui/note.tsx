/** A note instead of waiting; what stands first when nobody is there. */

import type { JSX } from 'preact';
import type { App } from '../app.ts';
import { signal } from '../draw/signal.ts';
import { noteWords } from '../words/note.ts';
import { Sentence } from './waiting.tsx';

const NAME_MAX = 120;
const TEXT_MAX = 4_000;

const name = signal('');
const contact = signal('');
const wrong = signal<string | null>(null);

export function Note({ app }: { app: App }): JSX.Element {
  const { staffed } = app.place.value;
  return (
    <section class="calm">
      <p class="site">{app.arrival.boot.site.name}</p>
      <h1>{staffed ? noteWords.leaveNote : noteWords.nobody}</h1>
      <p class="soft">{noteWords.nobodyLead}</p>
      <Form app={app} />
      {staffed && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            app.wantsNote.value = false;
          }}
        >
          {noteWords.backToQueue}
        </button>
      )}
      <Sentence app={app} />
    </section>
  );
}

function Form({ app }: { app: App }): JSX.Element {
  const send = (event: Event): void => {
    event.preventDefault();
    const text = app.draft.value.trim();
    if (contact.value.trim() === '') wrong.value = noteWords.noteNeedsContact;
    else if (text === '') wrong.value = noteWords.noteNeedsText;
    else {
      wrong.value = null;
      app.give({ do: 'leave-note', name: name.value.trim(), contact: contact.value.trim(), text });
      app.type('');
    }
  };
  return (
    <form class="fields" onSubmit={send} noValidate>
      <label>
        {noteWords.yourName}
        <input
          type="text"
          autocomplete="name"
          maxLength={NAME_MAX}
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
      </label>
      <label>
        {noteWords.contact}
        <input
          type="text"
          autocomplete="email"
          required
          maxLength={NAME_MAX}
          value={contact.value}
          onInput={(event) => {
            contact.value = event.currentTarget.value;
          }}
        />
      </label>
      <label>
        {noteWords.note}
        <textarea
          rows={4}
          required
          maxLength={TEXT_MAX}
          value={app.draft.value}
          onInput={(event) => app.type(event.currentTarget.value)}
        />
      </label>
      {wrong.value !== null && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      <button type="submit" class="primary">
        {noteWords.leaveNote}
      </button>
    </form>
  );
}
