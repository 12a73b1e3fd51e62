/** A line to be copied with one click. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** How long "Copied" stands. */
const TOLD_MS = 2_000;

/** The line and its button. Where the browser forbids copying, the line is selected instead. */
export function CopyLine({ text }: { text: string }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = async (line: HTMLElement | null): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => {
        setCopied(false);
      }, TOLD_MS);
    } catch {
      if (line !== null) getSelection()?.selectAllChildren(line);
    }
  };
  return (
    <div class="code-line">
      <code>{text}</code>
      <button
        type="button"
        class="button"
        onClick={(event) => {
          const line = event.currentTarget.previousElementSibling;
          void copy(line instanceof HTMLElement ? line : null);
        }}
      >
        <Icon name={copied ? 'check' : 'copy'} />
        <span aria-live="polite">{copied ? words.copied : words.copy}</span>
      </button>
    </div>
  );
}
