/** The policy of a site: where its visitors may be driven, one at a time and many at once. */

import type { JSX } from 'preact';
import type { SiteSettings } from '../../../link/src/protocol.ts';
import type { SiteForm } from '../pure/site-form.ts';
import { words } from '../words/words.ts';
import { Field, LinesField } from './field.tsx';

/** The fields. */
export function PolicyFields(props: {
  form: SiteForm;
  change: (part: Partial<SiteForm>) => void;
}): JSX.Element {
  const { form, change } = props;
  const { elsewhere, download } = words.policy;
  return (
    <fieldset class="field stack">
      <legend class="label">{words.policy.title}</legend>
      <Choice
        label={words.policy.chats}
        value={form.chats}
        names={{ allowed: elsewhere.allowed, refused: elsewhere.refused }}
        onValue={(chats) => {
          change({ chats });
        }}
      />
      <Choice
        label={words.policy.tours}
        value={form.tours}
        names={elsewhere}
        onValue={(tours) => {
          change({ tours });
        }}
      />
      <Choice
        label={words.policy.downloads}
        value={form.downloads}
        names={download}
        onValue={(downloads) => {
          change({ downloads });
        }}
      />
      <LinesField
        label={words.policy.allowed}
        hint={words.policy.allowedHint}
        rows={2}
        value={form.allowed}
        onValue={(allowed) => {
          change({ allowed });
        }}
      />
      <LinesField
        label={words.policy.blocked}
        hint={words.policy.blockedHint}
        rows={2}
        value={form.blocked}
        onValue={(blocked) => {
          change({ blocked });
        }}
      />
    </fieldset>
  );
}

type Value = SiteSettings['chats_elsewhere'] | SiteSettings['downloads'];

/** One of a few, by their names. */
export function Choice<T extends Value | 'chat' | 'tour'>(props: {
  label: string;
  value: T;
  names: Partial<Record<T, string>>;
  onValue: (value: T) => void;
}): JSX.Element {
  const { label, value, names, onValue } = props;
  const values = Object.keys(names) as T[];
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          class="input"
          value={value}
          onChange={(event) => {
            const chosen = values.find((it) => it === event.currentTarget.value);
            if (chosen !== undefined) onValue(chosen);
          }}
        >
          {values.map((it) => (
            <option key={it} value={it}>
              {names[it]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
