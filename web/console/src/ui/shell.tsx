/** The frame of the signed-in console: rail, screen, and what lies over them. */

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { route } from '../state/place.ts';
import { toasts } from '../state/toast.ts';
import { words } from '../words/words.ts';
import { HistoryScreen } from './history.tsx';
import { InboxScreen } from './inbox.tsx';
import { keysShown, paletteShown, startKeys } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { NetworkBar } from './network-bar.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { ReportsScreen } from './reports.tsx';
import { SettingsScreen } from './settings.tsx';
import { ToursScreen } from './tours.tsx';

/** Everything that a signed-in agent sees. */
export function Shell(): JSX.Element {
  useEffect(startKeys, []);
  return (
    <div class="shell">
      <NetworkBar />
      <div class="shell-body">
        <Rail />
        <Screen />
      </div>
      {paletteShown.value ? <Palette /> : null}
      {keysShown.value ? <KeysDialog /> : null}
      <Toasts />
    </div>
  );
}

function Screen(): JSX.Element {
  switch (route.value.screen) {
    case 'inbox':
      return <InboxScreen />;
    case 'tours':
      return <ToursScreen />;
    case 'history':
      return <HistoryScreen />;
    case 'reports':
      return <ReportsScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

function Toasts(): JSX.Element {
  return (
    <div class="toasts" role="status" aria-label={words.product}>
      {toasts.value.map((one) => (
        <p key={one.key} class="toast">
          {one.text}
        </p>
      ))}
    </div>
  );
}
