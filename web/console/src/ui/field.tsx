/** A field with its name above, what it is for beside it, and what is wrong below. */

import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** What every field has. */
export type FieldProps = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string;
  wrong?: string | null;
  disabled?: boolean;
};

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

/** The frame of a field around any control. */
export function Field(
  props: Pick<FieldProps, 'label' | 'hint' | 'wrong'> & {
    children: (control: Control) => ComponentChildren;
  },
): JSX.Element {
  const id = useId();
  const { label, hint, wrong } = props;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {props.children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': Boolean(wrong),
      })}
      {wrong ? (
        <p class="wrong" id={`${id}-wrong`} role="alert">
          <Icon name="warn" size={14} />
          {wrong}
        </p>
      ) : null}
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** A field of one line. */
export function TextField(
  props: FieldProps & {
    type?: 'text' | 'email' | 'date' | 'search' | 'url';
    autocomplete?: AutoFill;
    placeholder?: string;
    focus?: boolean;
    mono?: boolean;
  },
): JSX.Element {
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class={props.mono ? 'input mono' : 'input'}
          type={(props.type ?? 'text') as 'text'}
          value={props.value}
          placeholder={props.placeholder}
          autocomplete={props.autocomplete ?? 'off'}
          autofocus={props.focus ?? false}
          disabled={props.disabled ?? false}
          spellcheck={false}
          onInput={(event) => {
            props.onValue(event.currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}

/** A field of several lines. */
export function LinesField(props: FieldProps & { rows: number }): JSX.Element {
  return (
    <Field {...props}>
      {(control) => (
        <textarea
          {...control}
          class="input mono"
          rows={props.rows}
          value={props.value}
          spellcheck={false}
          disabled={props.disabled ?? false}
          onInput={(event) => {
            props.onValue(event.currentTarget.value);
          }}
        />
      )}
    </Field>
  );
}

/** A password, which can be shown. */
export function PasswordField(
  props: FieldProps & { autocomplete: 'current-password' | 'new-password'; focus?: boolean },
): JSX.Element {
  const [shown, setShown] = useState(false);
  return (
    <Field {...props}>
      {(control) => (
        <div class="password">
          <input
            {...control}
            class="input"
            type={(shown ? 'text' : 'password') as 'text'}
            value={props.value}
            autocomplete={props.autocomplete}
            autofocus={props.focus ?? false}
            spellcheck={false}
            onInput={(event) => {
              props.onValue(event.currentTarget.value);
            }}
          />
          <button
            type="button"
            class="reveal"
            aria-label={shown ? words.signIn.hide : words.signIn.show}
            aria-pressed={shown}
            onClick={() => {
              setShown(!shown);
            }}
          >
            <Icon name={shown ? 'eyeOff' : 'eye'} />
          </button>
        </div>
      )}
    </Field>
  );
}

type AutoFill = 'off' | 'email' | 'username' | 'name';
