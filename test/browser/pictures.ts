import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { startLatchkey } from '../set-up/latchkey-process.ts';

/*
 * `npm run pictures`: makes the pictures of docs/pictures again, of the local run as it is. Says what it wrote.
 */

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const size = { width: 760, height: 1000 };

const port = await freePort();
const latchkey = await startLatchkey({ port, dynamoDbPort: await freePort() });
const chromium = await launchChromium();
try {
  const context = await chromium.newContext({ viewport: size, colorScheme: 'light' });
  const page = await context.newPage();
  await mkdir(folder, { recursive: true });
  await page.goto(`http://localhost:${port}/`);
  await take(page, 'home');

  await latchkey.operate('tenant', 'add', 'timetrack', 'hooli');
  const printed = await latchkey.operate('setup-link', 'create', 'timetrack', 'hooli');
  await page.goto(/http:\S+/.exec(printed)?.[0] ?? '');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'I created the application' }).click();
  await page.locator('.copies').waitFor();
  await take(page, 'set-up');
} finally {
  await chromium.close();
  await latchkey.stop();
}

/** Writes what the window shows, with the port that `npm start` has by default. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(`
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replaceAll('${port}', '8080');
  `);
  const path = `${folder}${name}.png`;
  const { length } = await page.screenshot({ path });
  process.stdout.write(`${path}: ${Math.ceil(length / 1000)} kB\n`);
}
