/** Starting a tour: where it may go, what it is called, who reads questions, and a code for the door. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Questions } from '../../../link/src/protocol.ts';
import { me } from '../state/me.ts';
import { go } from '../state/place.ts';
import { rest, type NewTour as Wanted } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { Field, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { because } from './problem.ts';

/** The form. */
export function NewTour(): JSX.Element {
  const sites = me.value?.sites ?? [];
  const [wanted, setWanted] = useState<Wanted>({
    site: sites[0]?.key ?? '',
    title: '',
    questions: 'private',
    code: '',
  });
  const { wrong, isBusy, start } = useStart(wanted);
  const set = (part: Partial<Wanted>): void => {
    setWanted({ ...wanted, ...part });
  };
  if (sites.length === 0) return <p class="empty">{words.tours.noSites}</p>;
  return (
    <form
      class="page-inner tour-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <header class="part-head">
        <BackButton />
        <h2>{words.tours.start}</h2>
        <p class="soft">{words.tours.lead}</p>
      </header>
      <TextField
        label={words.tours.name}
        hint={words.tours.nameHint}
        placeholder={words.tours.namePlaceholder}
        wrong={wrong}
        focus={true}
        value={wanted.title}
        onValue={(title) => {
          set({ title });
        }}
      />
      <SiteField
        value={wanted.site}
        onSite={(site) => {
          set({ site });
        }}
      />
      <QuestionsField
        value={wanted.questions}
        onQuestions={(questions) => {
          set({ questions });
        }}
      />
      <CodeField
        value={wanted.code}
        onCode={(code) => {
          set({ code });
        }}
      />
      <div class="save-bar">
        <button type="submit" class="button main" aria-disabled={isBusy}>
          {isBusy ? words.tours.starting : words.tours.start}
        </button>
      </div>
    </form>
  );
}

function useStart(wanted: Wanted): {
  wrong: string | null;
  isBusy: boolean;
  start: () => Promise<void>;
} {
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    if (isBusy) return;
    if (wanted.title.trim() === '') {
      setWrong(words.tours.titleEmpty);
      return;
    }
    setBusy(true);
    setWrong(null);
    const answer = await rest.startTour(wanted);
    setBusy(false);
    if (answer.ok)
      go({ screen: 'tours', channel: answer.value.channel, side: false, part: 'none' });
    else setWrong(words.tours.notStarted(because(answer)));
  };
  return { wrong, isBusy, start };
}

function BackButton(): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button phone-only"
      aria-label={words.tours.back}
      onClick={() => {
        go({ screen: 'tours', channel: null, side: false, part: 'none' });
      }}
    >
      <Icon name="back" />
    </button>
  );
}

/** Whose rules hold: one of our websites. */
export function SiteField(props: { value: string; onSite: (site: string) => void }): JSX.Element {
  return (
    <Field label={words.tours.site} hint={words.tours.siteHint}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={props.value}
          onChange={(event) => {
            props.onSite(event.currentTarget.value);
          }}
        >
          {(me.value?.sites ?? []).map((site) => (
            <option key={site.key} value={site.key}>
              {site.settings.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Who reads what visitors write. */
export function QuestionsField(props: {
  value: Questions;
  onQuestions: (questions: Questions) => void;
}): JSX.Element {
  return (
    <Field label={words.tours.questions} hint={words.tours.questionsHint}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={props.value}
          onChange={(event) => {
            props.onQuestions(event.currentTarget.value === 'shared' ? 'shared' : 'private');
          }}
        >
          <option value="private">{words.tours.private}</option>
          <option value="shared">{words.tours.shared}</option>
        </select>
      )}
    </Field>
  );
}

/** The code that is asked for at the door. */
export function CodeField(props: { value: string; onCode: (code: string) => void }): JSX.Element {
  return (
    <TextField
      label={words.tours.code}
      hint={words.tours.codeHint}
      value={props.value}
      onValue={props.onCode}
    />
  );
}
