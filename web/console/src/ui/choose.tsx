/** A button that asks which one: a dialog with the choices as buttons. */

import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { moveInList } from './keys.ts';
import { Modal } from './modal.tsx';

/** One of the choices. */
export type Choice = { key: string; label: string; detail: string };

/** The button and its dialog. `none` is said where there is nothing to choose. */
export function Choose(props: {
  label: string;
  look: string;
  choices: Choice[];
  none: string;
  onChoose: (choice: Choice) => void;
  children: ComponentChildren;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={props.look}
        aria-label={props.label}
        aria-haspopup="dialog"
        title={props.label}
        onClick={() => {
          setOpen(true);
        }}
      >
        {props.children}
      </button>
      {isOpen ? (
        <Modal
          label={props.label}
          onClose={() => {
            setOpen(false);
          }}
        >
          <ChoiceCard
            {...props}
            onDone={() => {
              setOpen(false);
            }}
          />
        </Modal>
      ) : null}
    </>
  );
}

function ChoiceCard(props: {
  label: string;
  choices: Choice[];
  none: string;
  onChoose: (choice: Choice) => void;
  onDone: () => void;
}): JSX.Element {
  return (
    <div class="card">
      <h2>{props.label}</h2>
      {props.choices.length === 0 ? <p class="soft">{props.none}</p> : null}
      <ul class="choices" onKeyDown={moveInList}>
        {props.choices.map((choice) => (
          <li key={choice.key}>
            <button
              type="button"
              class="choice"
              data-row
              onClick={() => {
                props.onDone();
                props.onChoose(choice);
              }}
            >
              <strong class="cut">{choice.label}</strong>
              <span class="soft small">{choice.detail}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button" onClick={props.onDone}>
        {words.cancel}
      </button>
    </div>
  );
}
