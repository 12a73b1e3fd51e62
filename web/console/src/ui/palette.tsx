/** Find anything: visitors, pages to drive to, screens and actions, in one field. */

import type { JSX } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { find } from '../pure/find.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { paletteShown } from './keys.ts';
import { Modal } from './modal.tsx';
import { type Target, targets } from './palette-targets.ts';

/** The palette. */
export function Palette(): JSX.Element {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const all = useMemo(targets, []);
  const found = find(all, query);
  const close = (): void => {
    paletteShown.value = false;
  };
  const choose = (target: Target | undefined): void => {
    if (target === undefined) return;
    close();
    // After the dialog has given the focus back, so that the action may move it.
    setTimeout(target.act);
  };
  return (
    <Modal label={words.find.label} onClose={close} kind="palette">
      <div class="palette-field">
        <Icon name="search" size={18} />
        <input
          type="text"
          role="combobox"
          aria-label={words.find.label}
          aria-expanded={true}
          aria-controls={list}
          aria-activedescendant={found.length === 0 ? undefined : `${list}-${active}`}
          placeholder={words.find.placeholder}
          autocomplete="off"
          spellcheck={false}
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (step !== undefined && found.length > 0) {
              event.preventDefault();
              setActive((active + step + found.length) % found.length);
            } else if (event.key === 'Enter' && !event.isComposing) {
              event.preventDefault();
              event.stopPropagation();
              choose(found[active]);
            }
          }}
        />
      </div>
      <div id={list} class="palette-list" role="listbox" aria-label={words.find.label}>
        {found.map((target, index) => (
          <div
            key={target.key}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            class={index === active ? 'active' : ''}
            onMouseDown={(event) => {
              event.preventDefault();
              if (event.button === 0) choose(target);
            }}
            onMouseMove={() => {
              setActive(index);
            }}
          >
            <Icon name={target.icon} />
            <span class="cut palette-label" dir="auto">
              {target.label}
            </span>
            <span class="cut soft small grow">{target.detail}</span>
            <span class="soft small palette-kind">{words.find.kinds[target.kind]}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p class="palette-none soft">{words.find.none}</p> : null}
    </Modal>
  );
}
