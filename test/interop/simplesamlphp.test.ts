import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { bSimon, type IdentityProvider, startSimplesamlphp } from './simplesamlphp/start-simplesamlphp.ts';

const port = await freePort();
const timetrackAt = (tenant: string) => `http://${tenant}.timetrack.localhost:${port}`;
const trakstarOrigin = `http://perform.trakstar.localhost:${port}`;
const timetrackIdentifier = (tenant: string) => `${timetrackAt(tenant)}/api/v2/azure/saml20`;

let provider: IdentityProvider;
let latchkey: LatchkeyProcess;
let browser: Browser;

beforeAll(async () => {
  const timetracks = ['acme', 'globex'].map((tenant) => ({
    identifier: timetrackIdentifier(tenant),
    replyUrl: `${timetrackAt(tenant)}/api/v2/azure/callback`,
  }));
  const trakstar = {
    identifier: trakstarOrigin,
    replyUrl: `${trakstarOrigin}/auth/saml/callback?namespace=acme`,
  };
  [provider, latchkey, browser] = await Promise.all([
    startSimplesamlphp([...timetracks, trakstar]),
    freePort().then((dynamoDbPort) => startLatchkey({ port, dynamoDbPort, demo: 'off' })),
    launchChromium(),
  ]);
  await addTenants();
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await Promise.all([browser?.close(), latchkey?.stop(), provider?.stop()]);
});

/** As an operator does it: TimeTrack by thumbprint, Trakstar by certificate, globex with a key too many. */
async function addTenants(): Promise<void> {
  const { issuer, loginUrl, key } = provider;
  const trust = ['--issuer', issuer, '--login-url', loginUrl];
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-certificate-'));
  const certificate = join(folder, 'provider.cer');
  await writeFile(certificate, key.certificate);
  const another = signingKey({ name: 'not the provider' }).sha1Thumbprint;
  const thumbprint = key.sha1Thumbprint.toUpperCase();
  await latchkey.operate('tenant', 'add', 'timetrack', 'acme', ...trust, '--thumbprint', thumbprint);
  await latchkey.operate('tenant', 'add', 'timetrack', 'globex', ...trust, '--thumbprint', another);
  await latchkey.operate('tenant', 'add', 'trakstar', 'acme', ...trust, '--certificate', certificate);
  for (const tenant of [
    ['timetrack', 'acme'],
    ['timetrack', 'globex'],
    ['trakstar', 'acme'],
  ]) {
    await latchkey.operate('user', 'add', ...tenant, bSimon.signInName, '--name', facts.displayName);
  }
  await rm(folder, { recursive: true });
}

type SigningOption = 'assertion' | 'response' | 'both';

/** Opens `url` in a browser that has never been here, signs in at the provider and stays where that ends. */
async function signInFrom(url: string, signingOption: SigningOption): Promise<Page> {
  const context = await browser.newContext();
  await context.addCookies([{ name: 'signing-option', value: signingOption, url: provider.origin }]);
  const page = await context.newPage();
  await page.goto(url);
  expect(new URL(page.url()).origin).toBe(provider.origin);
  await page.fill('#username', bSimon.signInName);
  await page.fill('#password', bSimon.password);
  const posted = page.waitForRequest((request) => request.url().includes('/callback'));
  await page.press('#password', 'Enter');
  const form = new URLSearchParams((await posted).postData() ?? '');
  const message = Buffer.from(form.get('SAMLResponse') ?? '', 'base64').toString('utf8');
  expect(whatIsSigned(message)).toBe(signingOption);
  await page.waitForURL(({ hostname }) => hostname !== new URL(provider.origin).hostname);
  return page;
}

/** Which elements of SimpleSAMLphp's message have a Signature behind their Issuer. */
function whatIsSigned(message: string): SigningOption | 'nothing' {
  const [response = '', assertion = ''] = message.split('<saml:Assertion ');
  const signed = [response, assertion].map((part) => part.includes('</saml:Issuer><ds:Signature '));
  if (signed[0] && signed[1]) return 'both';
  if (signed[0]) return 'response';
  return signed[1] ? 'assertion' : 'nothing';
}

/** `GET /session` as the browser gets it: Node would not resolve the host. The page goes there. */
async function sessionOf(page: Page): Promise<{ status: number | undefined; body: unknown }> {
  const answer = await page.goto(new URL('/session', page.url()).href);
  return { status: answer?.status(), body: await answer?.json() };
}

const signedIn = (app: string) => ({
  status: 200,
  body: expect.objectContaining({
    app,
    tenant: 'acme',
    user: expect.objectContaining({ signInName: bSimon.signInName, displayName: facts.displayName }),
  }),
});

describe.each(['assertion', 'response', 'both'] as const)('SimpleSAMLphp, signed: %s', (signingOption) => {
  test("B.Simon opens TimeTrack, signs in and is TimeTrack's B.Simon", async () => {
    const page = await signInFrom(timetrackAt('acme'), signingOption);
    expect(page.url()).toBe(`${timetrackAt('acme')}/welcome`);
    expect(await sessionOf(page)).toEqual(signedIn('timetrack'));
  });

  test("B.Simon opens Trakstar, signs in and is Trakstar's B.Simon", async () => {
    const page = await signInFrom(`${trakstarOrigin}/auth/saml/?namespace=acme`, signingOption);
    expect(new URL(page.url()).pathname).toBe('/welcome');
    expect(await sessionOf(page)).toEqual(signedIn('trakstar'));
  });

  test('B.Simon starts at the provider and lands at the item that the Relay State names', async () => {
    const url = provider.idpInitiatedUrl(timetrackIdentifier('acme'), 'item-7');
    const page = await signInFrom(url, signingOption);
    expect(page.url()).toBe(`${timetrackAt('acme')}/items/item-7`);
    expect(await sessionOf(page)).toEqual(signedIn('timetrack'));
  });

  test('a tenant that trusts another key lets nobody in', async () => {
    const page = await signInFrom(timetrackAt('globex'), signingOption);
    expect(page.url()).toBe(`${timetrackAt('globex')}/api/v2/azure/callback`);
    expect((await sessionOf(page)).status).toBe(401);
    expect(latchkey.decisions().at(-1)).toMatchObject({
      event: 'sign-in.refused',
      app: 'timetrack',
      tenant: 'globex',
      problem: 'key-unknown',
    });
  });
});
