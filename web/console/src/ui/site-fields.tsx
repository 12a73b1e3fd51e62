/** The settings of one site. Nothing is saved until "Save"; nothing typed is lost when saving fails. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../../link/src/protocol.ts';
import {
  ACCENT,
  formOf,
  isColour,
  isReadable,
  type SiteForm,
  settingsOf,
} from '../pure/site-form.ts';
import { keepSite } from '../state/me.ts';
import { rest } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { Field, LinesField, TextField } from './field.tsx';
import { PagesField } from './pages-field.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { because } from './problem.ts';

/** How saving stands. */
type Saving = { is: 'no' | 'yes' | 'done' } | { is: 'failed'; why: string };

/** The form. */
export function SiteFields({ site }: { site: Site }): JSX.Element {
  const [form, setForm] = useState<SiteForm>(formOf(site.settings));
  const [saving, setSaving] = useState<Saving>({ is: 'no' });
  const isChanged = JSON.stringify(form) !== JSON.stringify(formOf(site.settings));
  const change = (part: Partial<SiteForm>): void => {
    setForm({ ...form, ...part });
    setSaving({ is: 'no' });
  };
  const save = async (): Promise<void> => {
    if (saving.is === 'yes' || !isColour(form.accent)) return;
    setSaving({ is: 'yes' });
    const answer = await rest.changeSite(site.key, settingsOf(form, site.settings));
    if (answer.ok) {
      keepSite(answer.value);
      setForm(formOf(answer.value.settings));
      setSaving({ is: 'done' });
    } else setSaving({ is: 'failed', why: because(answer) });
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Texts form={form} change={change} />
      <PagesField
        pages={form.pages}
        onPages={(pages) => {
          change({ pages });
        }}
      />
      <Accent form={form} change={change} />
      <Consent form={form} change={change} />
      <JavaClient form={form} change={change} />
      <PolicyFields form={form} change={change} />
      <div class="save-bar">
        <button
          type="submit"
          class="button main"
          aria-disabled={!isChanged || saving.is === 'yes' || !isColour(form.accent)}
        >
          {saving.is === 'yes' ? words.settings.saving : words.settings.save}
        </button>
        {isChanged ? (
          <button
            type="button"
            class="button"
            onClick={() => {
              setForm(formOf(site.settings));
            }}
          >
            {words.settings.discard}
          </button>
        ) : null}
        <span role="status" class={saving.is === 'failed' ? 'wrong' : 'soft'}>
          {savingWords(saving)}
        </span>
      </div>
    </form>
  );
}

type Part = { form: SiteForm; change: (part: Partial<SiteForm>) => void };

function Texts({ form, change }: Part): JSX.Element {
  return (
    <>
      <TextField
        label={words.site.name}
        hint={words.site.nameHint}
        value={form.name}
        onValue={(name) => {
          change({ name });
        }}
      />
      <LinesField
        label={words.site.origins}
        hint={words.site.originsHint}
        rows={3}
        value={form.origins}
        onValue={(origins) => {
          change({ origins });
        }}
      />
      <LinesField
        label={words.site.params}
        hint={words.site.paramsHint}
        rows={2}
        value={form.params}
        onValue={(params) => {
          change({ params });
        }}
      />
      <LinesField
        label={words.site.hosts}
        hint={words.site.hostsHint}
        rows={2}
        value={form.hosts}
        onValue={(hosts) => {
          change({ hosts });
        }}
      />
    </>
  );
}

function Accent({ form, change }: Part): JSX.Element {
  const isGood = isColour(form.accent);
  const poor = isReadable(form.accent) ? null : words.site.accentPoor;
  return (
    <Field
      label={words.site.accent}
      hint={words.site.accentHint}
      wrong={isGood ? poor : words.site.accentBad}
    >
      {(control) => (
        <div class="accent">
          <input
            type="color"
            aria-label={words.site.accent}
            value={isGood ? form.accent : ACCENT}
            onInput={(event) => {
              change({ accent: event.currentTarget.value });
            }}
          />
          <input
            {...control}
            class="input mono"
            type="text"
            value={form.accent}
            spellcheck={false}
            onInput={(event) => {
              change({ accent: event.currentTarget.value });
            }}
          />
        </div>
      )}
    </Field>
  );
}

function Consent({ form, change }: Part): JSX.Element {
  const choices = [
    ['inform', words.site.consentInform, words.site.consentInformHint],
    ['ask', words.site.consentAsk, words.site.consentAskHint],
  ] as const;
  return (
    <fieldset class="field">
      <legend class="label">{words.site.consent}</legend>
      {choices.map(([value, name, hint]) => (
        <label class="choice" key={value}>
          <input
            type="radio"
            name="consent"
            value={value}
            checked={form.consent === value}
            onChange={() => {
              change({ consent: value });
            }}
          />
          <span>
            {name}
            <span class="hint">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function JavaClient({ form, change }: Part): JSX.Element {
  return (
    <fieldset class="field">
      <legend class="label">{words.site.java}</legend>
      <label class="choice">
        <input
          type="checkbox"
          checked={form.java === 'offered'}
          onChange={(event) => {
            change({ java: event.currentTarget.checked ? 'offered' : 'off' });
          }}
        />
        <span>
          {words.site.javaOffer}
          <span class="hint">{words.site.javaHint}</span>
        </span>
      </label>
    </fieldset>
  );
}

function savingWords(saving: Saving): string {
  switch (saving.is) {
    case 'no':
    case 'yes':
      return '';
    case 'done':
      return words.settings.saved;
    case 'failed':
      return words.settings.failed(saving.why);
  }
}
