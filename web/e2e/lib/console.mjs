// The agent's console as a person sees it: Playwright in a browser of its own. Nothing about driving is proven here.
import { chromium } from 'playwright-core';

const WAIT_MS = 15_000;

/** Opens a browser for people who look at the console. @param {any} stage @param {any} [look] size and colours */
export async function openDesk(stage, look = {}) {
  const { width = 1280, height = 800, ...more } = look;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  stage.later(browser, (it) => it.close());
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en', ...more });
  context.setDefaultTimeout(WAIT_MS);
  return context.newPage();
}

/**
 * Opens the console, signs in and takes visitors.
 * @param {any} stage
 * @param {{ email: string, password: string }} account
 * @param {any} [look] size and colours of the window
 */
export async function openConsole(stage, account, look = {}) {
  const page = await openDesk(stage, look);
  await page.goto(`${stage.docent.url}/console/`);
  await page.getByRole('textbox', { name: 'Email' }).fill(account.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('list', { name: 'Waiting' }).waitFor({ state: 'attached' });
  const takes = page.getByRole('switch', { name: 'Take visitors' });
  if (!(await takes.isChecked())) await takes.click();
  await page.getByRole('switch', { name: 'Take visitors', checked: true }).waitFor();
  return page;
}
