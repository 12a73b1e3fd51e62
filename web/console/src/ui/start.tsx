/** The owner's first page: paste one line, click the button, answer yourself. */

import type { JSX } from 'preact';
import type { Site } from '../../../link/src/protocol.ts';
import type { Me } from '../state/rest.ts';
import { words } from '../words/words.ts';
import { Brand } from './brand.tsx';
import { CopyLine } from './copy.tsx';
import { NewSite } from './new-site.tsx';
import { chatHref, snippet } from './snippet.ts';

/** The page. */
export function Start({ me }: { me: Me }): JSX.Element {
  const [site] = me.sites;
  return (
    <main class="gate">
      <div class="gate-card broad">
        <Brand />
        <h1>{words.start.title(me.agent.name)}</h1>
        {site === undefined ? (
          <>
            <p>{words.start.noSite}</p>
            <NewSite onDone={() => undefined} />
          </>
        ) : (
          <Steps site={site} />
        )}
      </div>
    </main>
  );
}

function Steps({ site }: { site: Site }): JSX.Element {
  return (
    <>
      <ol class="steps">
        <li>
          <h2>{words.start.one}</h2>
          <p class="soft">{words.start.oneMore}</p>
          <CopyLine text={snippet(site.key)} />
        </li>
        <li>
          <h2>{words.start.two}</h2>
          <p class="soft">
            {words.start.twoMore}{' '}
            <a href={chatHref(site.key)} target="_blank" rel="noopener">
              {words.start.twoLink}
            </a>
          </p>
        </li>
        <li>
          <h2>{words.start.three}</h2>
          <p class="soft">{words.start.threeMore}</p>
        </li>
      </ol>
      <a class="button main wide" href="/console/">
        {words.start.go}
      </a>
    </>
  );
}
