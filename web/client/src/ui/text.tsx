/** Text with its links: nodes only, and only addresses that the URL parser has read. */
import type { JSX } from 'preact';
import type { Page } from '../../../link/src/protocol.ts';
import { addressOf, hostnameOf, hostOf, hrefOf, piecesOf } from '../links.ts';

export function Text({ text }: { text: string }): JSX.Element {
  return (
    <>
      {piecesOf(text).map((it, place) =>
        it.href === null ? (
          it.text
        ) : (
          <a key={`${place}`} href={it.href} target="_blank" rel="noopener noreferrer">
            {it.text}
          </a>
        ),
      )}
    </>
  );
}

/** A page by its title and host, or by its address where it has no title; a link where it is one. */
export function PageLink({ page }: { page: Page }): JSX.Element {
  const href = hrefOf(page.url);
  const isNamed = page.title !== '' && page.title !== hostnameOf(page.url);
  const title = isNamed ? page.title : addressOf(page.url);
  return (
    <span class="page">
      {href === null ? (
        <b>{title}</b>
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer" dir="auto">
          {title}
        </a>
      )}
      {isNamed && <span class="host">{hostOf(page.url)}</span>}
    </span>
  );
}
