// The real desktop application on a display of its own: the file that the visitor was sent, started as a person does.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder, removeFolder, startChild, stopChild } from './children.mjs';
import { until } from './wait.mjs';

/** What `make` has built; absent on a machine without a JDK. */
export const BUILT_JAR = fileURLToPath(new URL('../../../java/build/docent.jar', import.meta.url));
export const isBuilt = fs.existsSync(BUILT_JAR);

/** Java names windows by the class that was started. */
const WINDOW = 'docent-app-Main';
/** What the application's own browser needs in a test: no sandbox for root, and quiet. */
const BROWSER = ['--disable-gpu', '--disable-quic', '--disable-background-networking'];
if (process.getuid?.() === 0) BROWSER.push('--no-sandbox');

/**
 * Starts a jar on a display, with a home of its own.
 * @param {import('./screen.mjs').Screen} screen @param {string} jar
 */
export function startDesktop(screen, jar) {
  const home = newFolder('desktop');
  const words = ['--data', path.join(home, 'data'), '--language', 'en'];
  for (const it of BROWSER) words.push(`--browser-argument=${it}`);
  const child = startChild('java', [`-Duser.home=${home}`, '-jar', jar, ...words], {
    env: { ...screen.env, HOME: home },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return {
    /** Writes in the window, as a person who has clicked into it, and presses Enter. @param {string} text */
    write: async (text) => {
      const window = await until('the application’s window', async () =>
        (await screen.windows(WINDOW)).at(-1),
      );
      await screen.focus(window.id);
      const { x, y, width, height } = window.box;
      await screen.click({ x: x + width / 3, y: y + height - 40 });
      await screen.key('ctrl+a');
      await screen.type(text);
      await screen.key('Return');
    },
    close: async () => {
      await stopChild(child, 'SIGTERM');
      removeFolder(home);
    },
  };
}
