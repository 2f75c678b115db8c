import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { originOf, type Site } from '../../shared/apps/site.ts';
import { endpointUrl, tenantUrls } from '../../shared/apps/urls.ts';
import { addressingOf, sayableRows } from '../fixtures/gallery-site.ts';
import { lengthOf } from '../harness/tier.ts';
import { tenant } from '../ids/identifiers.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { localSiteOfRow, writeAppDocuments } from './gallery-rows.ts';
import { bSimon, type IdentityProvider, startSimplesamlphp } from './simplesamlphp/start-simplesamlphp.ts';

/*
 * Ten applications of Microsoft's gallery, declared as their articles write them, in one local run: SimpleSAMLphp knows
 * their Identifiers and Reply URLs, and a person signs in to each by clicks. `npm test` runs two of them.
 */

const acme = tenant('acme');
const port = await freePort();
const chosen = [
  'askyourteam',
  'clearreview',
  'ice-contact-center',
  'tasc-beta',
  'degreed',
  'nice-cxone',
  'standard-for-success',
  'saba-cloud',
  'adaptive-shield',
  'zonka-feedback',
];
const sample = ['tasc-beta', 'adaptive-shield'];
const withSites = sayableRows
  .filter(({ app }) => chosen.includes(app))
  .map((row) => ({ ...row, site: localSiteOfRow(row, port) }))
  .map((row) => ({ ...row, addressing: addressingOf(row.site) }));
const rows = lengthOf({ whole: withSites, sample: withSites.filter(({ app }) => sample.includes(app)) });

let folder: string;
let provider: IdentityProvider;
let latchkey: LatchkeyProcess;
let browser: Browser;

beforeAll(async () => {
  folder = await writeAppDocuments(rows);
  [provider, latchkey, browser] = await Promise.all([
    startSimplesamlphp(rows.map(({ site }) => tenantUrls(site, acme))),
    freePort().then((dynamoDbPort) => startLatchkey({ port, dynamoDbPort, demo: 'off', apps: folder })),
    launchChromium(),
  ]);
  const { issuer, loginUrl, key } = provider;
  const trust = ['--issuer', issuer, '--login-url', loginUrl, '--thumbprint', key.sha1Thumbprint];
  const customers = rows.map(async ({ site }) => {
    await latchkey.operate('tenant', 'add', site.app.id, acme, ...trust);
    await latchkey.operate('user', 'add', site.app.id, acme, bSimon.signInName);
  });
  await Promise.all(customers);
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await Promise.all([browser?.close(), latchkey?.stop(), provider?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

/** Signs in at the provider's own page and waits until the browser has left it. */
async function signIn(page: Page): Promise<void> {
  expect(new URL(page.url()).origin).toBe(provider.origin);
  await page.fill('#username', bSimon.signInName);
  await page.fill('#password', bSimon.password);
  await page.press('#password', 'Enter');
  await page.waitForURL(({ hostname }) => hostname !== new URL(provider.origin).hostname);
}

/** Who is signed in to an app, by `GET /session` in the browser. */
async function sessionOf(page: Page, site: Site): Promise<unknown> {
  const answer = await page.goto(`${originOf(site, acme)}/session`);
  return answer?.status() === 200 ? await answer.json() : answer?.status();
}

const signedInTo = ({ app }: Site) =>
  expect.objectContaining({
    app: app.id,
    tenant: 'acme',
    user: expect.objectContaining({ signInName: bSimon.signInName }),
  });

test('ten rows have every kind of addressing', () => {
  expect(withSites).toHaveLength(10);
  expect(new Set(withSites.map(({ addressing }) => addressing))).toEqual(
    new Set(['host', 'path', 'query', 'several places', 'issuer']),
  );
});

test.each(rows)('SimpleSAMLphp signs B.Simon in to $name: $addressing', async ({ site }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(endpointUrl(site, acme, 'sign-on'));
  await signIn(page);
  expect(new URL(page.url()).origin).toBe(originOf(site, acme));
  expect(await sessionOf(page, site)).toEqual(signedInTo(site));
});

test.each(rows.filter(({ addressing, site }) => site.app.idpInitiated && addressing !== 'issuer'))(
  'B.Simon begins at SimpleSAMLphp and is signed in to $name: $addressing',
  async ({ site }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(provider.idpInitiatedUrl(tenantUrls(site, acme).identifier));
    await signIn(page);
    expect(page.url()).toBe(`${originOf(site, acme)}${site.app.landingPath}`);
    expect(await sessionOf(page, site)).toEqual(signedInTo(site));
  },
);

test.each(rows.filter(({ addressing }) => addressing === 'issuer'))(
  'a page asks B.Simon for the organisation at the Sign-on URL of $name',
  async ({ site }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(tenantUrls(site, acme).signOnUrl);
    await page.fill('input[name=organisation]', 'Acme');
    await page.keyboard.press('Enter');
    await page.waitForURL(({ origin }) => origin === provider.origin);
    await signIn(page);
    expect(await sessionOf(page, site)).toEqual(signedInTo(site));
  },
);
