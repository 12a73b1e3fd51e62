/** The websites: one picked, its snippet, its settings and its rules. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../../link/src/protocol.ts';
import { writeRoute } from '../pure/route.ts';
import { isAdmin, me } from '../state/me.ts';
import { go } from '../state/place.ts';
import { words } from '../words/words.ts';
import { CopyLine } from './copy.tsx';
import { DryRun } from './dry-run.tsx';
import { Icon } from './icon.tsx';
import { NewSite } from './new-site.tsx';
import { SiteFields } from './site-fields.tsx';
import { chatHref, snippet } from './snippet.ts';
import { StopDriving } from './stop-driving.tsx';
import { TryOnMe } from './try-on-me.tsx';

/** The part. */
export function SitesPart({ open }: { open: string | null }): JSX.Element {
  const sites = me.value?.sites ?? [];
  const [isAdding, setAdding] = useState(false);
  const site = sites.find((one) => one.key === open) ?? sites[0];
  return (
    <section>
      <header class="part-head with-act">
        <h2 class="grow">{words.settings.parts.sites}</h2>
        {isAdmin.value && !isAdding ? (
          <button
            type="button"
            class="button"
            onClick={() => {
              setAdding(true);
            }}
          >
            <Icon name="plus" />
            {words.site.add}
          </button>
        ) : null}
      </header>
      {isAdding ? (
        <NewSite
          onDone={(key) => {
            setAdding(false);
            if (key !== null) go({ screen: 'settings', part: 'sites', site: key });
          }}
        />
      ) : null}
      {sites.length > 1 ? <SitePicks sites={sites} chosen={site?.key ?? ''} /> : null}
      {site === undefined && !isAdding ? <p class="soft">{words.site.none}</p> : null}
      {site === undefined ? null : <OneSite key={site.key} site={site} />}
    </section>
  );
}

function SitePicks({ sites, chosen }: { sites: Site[]; chosen: string }): JSX.Element {
  return (
    <nav class="picks" aria-label={words.settings.parts.sites}>
      {sites.map((site) => {
        const to = { screen: 'settings', part: 'sites', site: site.key } as const;
        return (
          <a
            key={site.key}
            class="pick"
            href={writeRoute(to)}
            aria-current={site.key === chosen ? 'true' : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go(to);
            }}
          >
            {site.settings.name}
          </a>
        );
      })}
    </nav>
  );
}

function OneSite({ site }: { site: Site }): JSX.Element {
  return (
    <div class="stack">
      <section class="block" aria-labelledby="snippet-title">
        <h3 id="snippet-title">{words.site.snippet}</h3>
        <p class="soft small">{words.site.snippetHint}</p>
        <CopyLine text={snippet(site.key)} />
        <p class="small">
          <a href={chatHref(site.key)} target="_blank" rel="noopener">
            {words.site.chatLink}
          </a>
        </p>
      </section>
      <TryOnMe site={site.key} />
      {isAdmin.value ? <StopDriving site={site} /> : null}
      <DryRun site={site.key} />
      {isAdmin.value ? (
        <SiteFields site={site} />
      ) : (
        <p class="soft small">{words.settings.adminOnly}</p>
      )}
    </div>
  );
}
