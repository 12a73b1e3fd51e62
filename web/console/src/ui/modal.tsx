/** A dialog on top of everything: the browser keeps the focus inside and brings it back. */

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A dialog. Without `onClose` it cannot be dismissed. */
export function Modal(props: {
  label: string;
  onClose: (() => void) | null;
  kind?: 'palette' | 'sheet';
  children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`modal ${props.kind ?? 'sheet'}`}
      aria-label={props.label}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose?.();
      }}
      {...{ closedby: props.onClose === null ? 'none' : 'any' }}
    >
      {props.children}
    </dialog>
  );
}
