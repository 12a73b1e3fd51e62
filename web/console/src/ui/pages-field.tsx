/** The known pages of a site: what the drive bar suggests first. */

import type { JSX } from 'preact';
import type { Page } from '../../../link/src/protocol.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

/** One line for each page, and a button for one more. */
export function PagesField(props: {
  pages: Page[];
  onPages: (pages: Page[]) => void;
}): JSX.Element {
  const { pages, onPages } = props;
  const set = (index: number, part: Partial<Page>): void => {
    onPages(pages.map((page, at) => (at === index ? { ...page, ...part } : page)));
  };
  return (
    <fieldset class="field">
      <legend class="label">{words.site.pages}</legend>
      <p class="hint">{words.site.pagesHint}</p>
      {pages.map((page, index) => (
        <div class="page-line" key={index}>
          <input
            class="input"
            type="text"
            aria-label={words.site.pageTitle}
            placeholder={words.site.pageTitle}
            value={page.title}
            onInput={(event) => {
              set(index, { title: event.currentTarget.value });
            }}
          />
          <input
            class="input mono"
            type="text"
            inputMode="url"
            spellcheck={false}
            aria-label={words.site.pageUrl}
            placeholder="https://"
            value={page.url}
            onInput={(event) => {
              set(index, { url: event.currentTarget.value });
            }}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={words.site.removePage(page.title || page.url)}
            onClick={() => {
              onPages(pages.filter((_page, at) => at !== index));
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button tight start"
        onClick={() => {
          onPages([...pages, { url: '', title: '' }]);
        }}
      >
        <Icon name="plus" size={14} />
        {words.site.addPage}
      </button>
    </fieldset>
  );
}
