// Stock Firefox as a person has it: a plain profile, no driver, no marionette. What it does is seen in the
// servers' own records and on the screen.
import fs from 'node:fs';
import path from 'node:path';
import { newFolder, removeFolder, startChild, stopChild } from './children.mjs';

/** Only what keeps first-run pages, updates and reports away. Nothing that changes how pages behave. */
const PREFS = {
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'browser.tabs.warnOnClose': false,
  'app.update.enabled': false,
  'browser.tabs.firefox-view': false,
};

/**
 * Starts Firefox on a display, on a fresh profile.
 * @param {import('./screen.mjs').Screen} screen
 * @param {string} url
 */
export function startFirefox(screen, url) {
  const home = newFolder('firefox');
  const profile = path.join(home, 'profile');
  fs.mkdirSync(profile);
  const lines = Object.entries(PREFS).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  fs.writeFileSync(path.join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const child = startChild(
    'firefox-esr',
    ['--no-remote', '--profile', profile, '--width', '900', '--height', '800', url],
    {
      env: { ...screen.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: '1' },
      stdio: 'ignore',
    },
  );
  return {
    close: async () => {
      await stopChild(child, 'SIGTERM');
      removeFolder(home);
    },
  };
}
