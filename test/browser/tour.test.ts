import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { listenForComplaints } from './complaints.ts';
import { setUpByMetadata } from './set-up-by-metadata.ts';
import { leaveEntra, pickAccount } from './simulated-entra.ts';
import { firstStep, type TourStep, tourSteps } from './tour-document.ts';

/*
 * Walks docs/tour.md as written: each link, command and label comes out of the text, so that the document cannot say
 * what does not work. In a process of its own, because the tour changes what other tests go by.
 */

const port = await freePort();
const dynamoDbPort = await freePort();
const steps = tourSteps(port);
const step = (title: string): TourStep =>
  steps.find((each) => each.title === title) ?? expect.unreachable(title);

let latchkey: LatchkeyProcess;
let chromium: Browser;
let context: BrowserContext;
let complaints: () => readonly string[];
let page: Page;

beforeAll(async () => {
  [latchkey, chromium] = await Promise.all([startLatchkey({ port, dynamoDbPort }), launchChromium()]);
  context = await chromium.newContext();
  complaints = listenForComplaints(context);
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
afterAll(async () => {
  await chromium?.close();
  await latchkey?.stop();
});

/** Types a command of the tour into another terminal, which knows PORT alone. */
async function type([, ...words]: readonly string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/operator/launcher.mjs', ...words], {
    cwd: `${import.meta.dirname}/../..`,
    env: { PATH, HOME, PORT: `${port}` },
  });
  return stdout;
}

const press = (name: string, at: Page = page) => at.getByRole('button', { name, exact: true }).click();

/** Opens TimeTrack of a directory in the admin center. */
async function openTimeTrack(at: TourStep, url: string, directory: 'acme' | 'hooli', admin: Page = page) {
  await admin.goto(url);
  await admin
    .locator(`#${directory}`)
    .getByRole('link', { name: at.label('TimeTrack') })
    .click();
  await admin.getByRole('heading', { name: 'Set up single sign-on with SAML' }).waitFor();
}

/** Waits until the directory, which knows who is signed in, has sent the browser back. */
const arrive = () => leaveEntra(page);

/** Expects the last decision of the log to be a sign-in of this tenant; it comes by another way than the page. */
function expectSignIn(tenant: string): Promise<void> {
  const expected = { event: 'sign-in.accepted', tenant };
  return vi.waitFor(() => {
    const signIns = latchkey.decisions().filter(({ event }) => event.startsWith('sign-in.'));
    expect(signIns.at(-1)).toMatchObject(expected);
  }, 5_000);
}

describe('README.md', () => {
  it('leads to a page where B.Simon signs in, and adds a tenant', async () => {
    const first = firstStep(port);
    await page.goto(first.links.find((url) => url.includes('/reports/7')) ?? '');
    await pickAccount(page, first.label('B.Simon') as 'B.Simon');
    await page.getByRole('heading', { name: 'You landed on /reports/7' }).waitFor();
    expect(first.commands).toHaveLength(2);
    for (const command of first.commands) await type(command);
    await press('Sign out');
    await page.goto(`http://entra.localhost:${port}/`);
    await press('Sign out of Acme');
  });
});

describe('The tour', () => {
  it('has nine steps', () => {
    expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('begins at the home page', async () => {
    await page.goto(`http://localhost:${port}/`);
    await page.getByRole('heading', { name: 'Latchkey on this machine' }).waitFor();
  });

  it('1. signs in', async () => {
    const at = step('Sign in');
    await page.goto(at.link(0));
    await pickAccount(page, at.label('B.Simon') as 'B.Simon');
    await arrive();
    await page.getByRole('heading', { name: `You landed on ${at.value('/reports/7')}` }).waitFor();
  });

  it('2. shows another app', async () => {
    const at = step('Another app');
    await page.goto(at.link(0));
    await page.waitForURL('**/welcome');
    const other = await context.newPage();
    await other.goto(at.link(1));
    await other.getByLabel(/namespace/i).waitFor();
    await other.close();
  });

  it('3. signs out', async () => {
    const at = step('Sign out');
    await page.goto(at.link(0));
    await press(at.label('Sign out'));
    await page.getByRole('link', { name: at.label('Sign in again') }).click();
    await page.waitForURL('**/welcome');
    await press('Sign out');
    await press(at.label('Sign out of acme too'));
    await page.getByText('reports that it signed you out too').waitFor();
    await page.goto(at.link(1));
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    const admin = await context.newPage();
    await admin.goto(`http://entra.localhost:${port}/portal`);
    await admin
      .locator('#acme')
      .getByRole('link', { name: at.label('Trakstar') })
      .click();
    await admin.getByRole('heading', { name: at.label('Single logout') }).waitFor();
    await admin.close();
  });

  it('4. is refused', async () => {
    const at = step('Be refused');
    await page.goto(at.link(0));
    await pickAccount(page, at.label('Britta Simon') as 'Britta Simon');
    await arrive();
    expect(await page.locator('main').innerText()).toContain('not active');
    await page.goto(at.link(1));
    await press(at.label('Sign out of Acme'));
    await page.goto(at.link(0));
    await pickAccount(page, at.label('Alain Charon') as 'Alain Charon');
    expect(await page.locator('.problem').innerText()).toContain(at.value('AADSTS50105'));
    await page.getByRole('link', { name: at.label('Sign in with a different account') }).waitFor();
    await press('Sign out of Acme');
    await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor();
  });

  it('5. starts at the directory', async () => {
    const at = step('Start at the directory');
    const openMyApps = async () => {
      await page.goto(at.link(0));
      await page.getByRole('link', { name: at.label('Acme') }).click();
    };
    await openMyApps();
    await pickAccount(page, at.label('B.Simon') as 'B.Simon');
    for (const [name, path] of [
      [at.label('Open TimeTrack in IdP mode'), at.value('/items/42')],
      [at.label('Open Trakstar in IdP mode'), '/welcome'],
    ] as const) {
      await openMyApps();
      await page.getByRole('link', { name }).click();
      await page.waitForURL(`**${path}`);
    }
    await openMyApps();
    await page.getByRole('link', { name: at.label('Sign out'), exact: true }).click();
    await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor();
    await page.waitForLoadState('load');
    await page.goto(`http://acme.timetrack.localhost:${port}/welcome`);
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  });

  it('6. breaks the certificate', async () => {
    const at = step('Break the certificate');
    const choose = async (label: string) => {
      await openTimeTrack(at, at.link(0), 'acme');
      await page
        .getByLabel(at.label('Certificate'), { exact: true })
        .selectOption({ label: at.label(label) });
      const form = page.locator('form', { has: page.getByLabel('Signing Option') });
      await form.getByRole('button', { name: at.label('Save') }).click();
      await page.waitForURL(/#signing$/);
    };
    await choose('Expired certificate');
    await press(at.label('Test this application'));
    await pickAccount(page, at.label('B.Simon') as 'B.Simon');
    await arrive();
    expect(await page.content()).toContain(at.value('certificate-expired'));
    await choose('Active certificate');
  });

  it('7. encrypts', async () => {
    const at = step('Encrypt');
    const [command = []] = at.commands;
    const printed = await type(command);
    const [certificate = ''] =
      /-----BEGIN CERTIFICATE-----(?:.|\n)*-----END CERTIFICATE-----/.exec(printed) ?? [];
    await openTimeTrack(at, at.link(0), 'acme');
    at.label('Token encryption');
    await page.getByLabel(at.label('Import certificate (Base64)')).fill(certificate);
    await press(at.label('Import and activate'));
    await page.waitForURL(/#encryption$/);
    await press(at.label('Test this application'));
    await arrive();
    await expectSignIn('acme');
  });

  it('8. sets a customer up as its administrator does', async () => {
    const at = step('Set a customer up as its administrator does');
    let printed = '';
    for (const command of at.commands) printed = await type(command);
    const [link = ''] = /http:\S+/.exec(printed) ?? [];
    const setUp = page;
    await setUp.goto(link);
    await press('Begin', setUp);

    const admin = await context.newPage();
    await admin.goto(at.link(0));
    await admin.getByRole('link', { name: at.label('New application in Hooli') }).click();
    await press(at.label('Create TimeTrack'), admin);
    await press(at.label('SAML'), admin);
    await setUpByMetadata({ setUp, admin }, (name) => at.label(name));
    await admin.close();

    await page.goto(at.link(1));
    await page.waitForURL('**/welcome');
    await expectSignIn('hooli');
  });

  it('9. rolls a certificate over', async () => {
    const at = step('Roll a certificate over');
    await openTimeTrack(at, at.link(0), 'hooli');
    await press(at.label('New certificate'));
    await vi.waitFor(() => expect(latchkey.printed()).toContain(at.value('key.added')), {
      timeout: 40_000,
      interval: 500,
    });
    await press(at.label('Make certificate active'));
    await page.waitForURL(/#certificates$/);
    await press(at.label('Test this application'));
    await arrive();
    await expectSignIn('hooli');
  });

  it('ends with an address of one more customer, and with no complaint of the browser', async () => {
    await page.goto(`http://globex.timetrack.localhost:${port}/`);
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    expect(complaints()).toEqual([]);
  });
});
