/** Settings: this browser, the websites, the agents. Each field says what it is for. */

import type { JSX } from 'preact';
import { type Route, type SettingsPart, writeRoute } from '../pure/route.ts';
import { isAdmin, me, signOut } from '../state/me.ts';
import { go, route } from '../state/place.ts';
import { words } from '../words/words.ts';
import { AgentsPart } from './agents-part.tsx';
import { BrowserPart } from './browser-part.tsx';
import { SitesPart } from './sites-part.tsx';

/** The screen. */
export function SettingsScreen(): JSX.Element | null {
  const at = route.value;
  if (at.screen !== 'settings') return null;
  return (
    <main class="page">
      <div class="page-inner settings">
        <nav class="tabs" aria-label={words.settings.title}>
          <h1>{words.settings.title}</h1>
          <Tab part="browser" at={at} />
          <Tab part="sites" at={at} />
          {isAdmin.value ? <Tab part="agents" at={at} /> : null}
          <p class="tabs-foot soft small">
            {me.value?.agent.name} · {me.value?.agent.email}
            <br />
            <button type="button" class="link-button" onClick={() => void signOut()}>
              {words.nav.signOut}
            </button>
          </p>
        </nav>
        <div class="settings-part">
          <Part at={at} />
        </div>
      </div>
    </main>
  );
}

type At = { part: SettingsPart; site: string | null };

function Part({ at }: { at: At }): JSX.Element | null {
  switch (at.part) {
    case 'browser':
      return <BrowserPart />;
    case 'sites':
      return <SitesPart open={at.site} />;
    case 'agents':
      return isAdmin.value ? <AgentsPart /> : null;
  }
}

function Tab({ part, at }: { part: SettingsPart; at: At }): JSX.Element {
  const to: Route = { screen: 'settings', part, site: null };
  return (
    <a
      class="tab"
      href={writeRoute(to)}
      aria-current={at.part === part ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {words.settings.parts[part]}
    </a>
  );
}
