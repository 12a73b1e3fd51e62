/** The suggestions below the address bar. The focus stays in the field; keys move the choice. */

import type { JSX } from 'preact';
import { shortUrl } from '../pure/address.ts';
import { words } from '../words/words.ts';
import type { Bar } from './drive-bar-state.ts';

/** The id of an option, for `aria-activedescendant`. */
export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** The list. */
export function SuggestionList({ id, bar }: { id: string; bar: Bar }): JSX.Element | null {
  if (bar.suggested.length === 0) return null;
  return (
    <div id={id} class="suggestions" role="listbox" aria-label={words.drive.suggestions}>
      {bar.suggested.map((page, index) => (
        <div
          key={page.url}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === bar.active}
          class={index === bar.active ? 'active' : ''}
          onMouseDown={(event) => {
            event.preventDefault();
            if (event.button === 0) bar.choose(page);
          }}
        >
          <span class="cut suggestion-title" dir="auto">
            {page.title === '' ? shortUrl(page.url) : page.title}
          </span>
          <span class="suggestion-source small">{words.drive.source[page.source]}</span>
          <span class="cut soft small suggestion-url" dir="ltr">
            {shortUrl(page.url)}
          </span>
        </div>
      ))}
    </div>
  );
}
