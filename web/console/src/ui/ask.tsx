/** A question where it arises: Enter confirms, Esc cancels, and the focus goes back. */

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/words.ts';

/** The question with its two answers. */
export function Ask(props: {
  question: string;
  yes: string;
  kind: 'main' | 'bad';
  place: 'inline' | 'below';
  onYes: () => void;
  onNo: () => void;
}): JSX.Element {
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    yes.current?.focus();
  }, []);
  return (
    <div
      class={`ask ${props.place}`}
      role="alertdialog"
      aria-label={props.question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onNo();
      }}
    >
      <p class="grow">{props.question}</p>
      <button ref={yes} type="button" class={`button tight ${props.kind}`} onClick={props.onYes}>
        {props.yes}
      </button>
      <button type="button" class="button tight" onClick={props.onNo}>
        {words.cancel}
      </button>
    </div>
  );
}
