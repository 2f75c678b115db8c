import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { notSignedIn, sessionAt } from '../browser/session.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { inTurn, isVerify } from '../harness/tier.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import type { OpenIdApplication } from './openid-application.ts';
import { registerOpenIdApplication } from './openid-registration.ts';
import {
  type Application,
  bSimon,
  type IdentityProvider,
  startSimplesamlphp,
} from './simplesamlphp/start-simplesamlphp.ts';

const port = await freePort();
const timetrack = `http://acme.timetrack.localhost:${port}`;
const trakstar = `http://perform.trakstar.localhost:${port}`;

let provider: IdentityProvider;
let latchkey: LatchkeyProcess;
let browser: Browser;
let clients: readonly OpenIdApplication[] = [];
let known: readonly Application[];

beforeAll(async () => {
  const applications = [
    {
      identifier: `${timetrack}/api/v2/azure/saml20`,
      replyUrl: `${timetrack}/api/v2/azure/callback`,
      logoutUrl: `${timetrack}/api/v2/azure/logout`,
    },
    {
      identifier: trakstar,
      replyUrl: `${trakstar}/auth/saml/callback?namespace=acme`,
      logoutUrl: `${trakstar}/auth/saml/logout?namespace=acme`,
    },
  ];
  [provider, latchkey, browser] = await Promise.all([
    startSimplesamlphp(applications),
    freePort().then((dynamoDbPort) => startLatchkey({ port, dynamoDbPort, demo: 'off' })),
    launchChromium(),
  ]);
  await addTenants();
  clients = [
    await registerOpenIdApplication(latchkey, 'timetrack'),
    await registerOpenIdApplication(latchkey, 'trakstar'),
  ];
  // TimeTrack's requests are signed, and the provider demands that; Trakstar's are not.
  const encryption = await latchkey.operate('tenant', 'encryption', 'timetrack', 'acme', 'required');
  const signing = await latchkey.operate('tenant', 'signed-requests', 'timetrack', 'acme', 'on');
  const certificates = {
    signingCertificate: certificateIn(signing),
    encryptionCertificate: certificateIn(encryption),
  };
  known = applications.map((each) => (each.identifier === trakstar ? each : { ...each, ...certificates }));
  await provider.know(known);
});

function certificateIn(text: string): string {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(text) ?? [];
  return base64.replace(/\s/g, '');
}

async function addTenants(): Promise<void> {
  const { issuer, loginUrl, logoutUrl, key } = provider;
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-certificate-'));
  const certificate = join(folder, 'provider.cer');
  await writeFile(certificate, key.certificate);
  const trust = ['--issuer', issuer, '--login-url', loginUrl, '--logout-url', logoutUrl];
  for (const app of ['timetrack', 'trakstar']) {
    await latchkey.operate('tenant', 'add', app, 'acme', ...trust, '--certificate', certificate);
    await latchkey.operate('user', 'add', app, 'acme', bSimon.signInName, '--name', facts.displayName);
  }
  await rm(folder, { recursive: true });
}

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  for (const client of clients) client.stop();
  await Promise.all([browser?.close(), latchkey?.stop(), provider?.stop()]);
});

/** How the provider signs a browser out: cookies by which its metadata choose. */
interface LogoutStyle {
  readonly type: 'traditional' | 'iframe';
  readonly binding: 'HTTP-Redirect' | 'HTTP-POST';
  readonly signature: 'on' | 'off';
}

/** Opens both applications and a client of each in a new browser; the provider asks once. */
async function signInToBoth({ type, binding, signature }: LogoutStyle): Promise<Page> {
  const context = await browser.newContext();
  const cookies = { 'logout-type': type, 'logout-binding': binding, 'logout-signature': signature };
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, url: provider.origin })),
  );
  const page = await context.newPage();
  await page.goto(timetrack);
  await page.fill('#username', bSimon.signInName);
  await page.fill('#password', bSimon.password);
  await page.press('#password', 'Enter');
  await page.waitForURL(`${timetrack}/**`);
  await page.goto(`${trakstar}/auth/saml/?namespace=acme`);
  await page.waitForURL(`${trakstar}/welcome`);
  for (const origin of [timetrack, trakstar]) expect((await sessionAt(page, origin)).status).toBe(200);
  for (const client of clients) {
    await page.goto(client.origin);
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
  }
  return page;
}

async function expectEnded(page: Page): Promise<void> {
  for (const origin of [timetrack, trakstar]) expect(await sessionAt(page, origin)).toEqual(notSignedIn);
}

/** At the application, and at the clients, whose tokens refresh no more. */
async function expectAskedAgain(page: Page): Promise<void> {
  for (const url of [`${timetrack}/reports/7`, ...clients.map(({ origin }) => origin)]) {
    await page.goto(url);
    await page.locator('#username').waitFor();
  }
}

const stylesOf = (type: LogoutStyle['type']): readonly LogoutStyle[] =>
  (['HTTP-Redirect', 'HTTP-POST'] as const).flatMap((binding) =>
    // In frames the same messages come: signed ones are enough.
    (type === 'iframe' ? (['on'] as const) : (['on', 'off'] as const)).map((signature) => ({
      type,
      binding,
      signature,
    })),
  );
const styles = inTurn(['traditional', 'iframe'] as const, stylesOf);
/** Signed and unsigned, each the control of the other. */
const inOneWindow = stylesOf('traditional').filter(({ binding }) => isVerify || binding === 'HTTP-Redirect');
const inFrames: LogoutStyle = { type: 'iframe', binding: 'HTTP-Redirect', signature: 'on' };

/** The LogoutRequests that reach either application from now on. */
function logoutRequestsOn(page: Page): readonly Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (!/\/logout(\?|$)/.test(request.url()) || !messageOf(request).has('SAMLRequest')) return;
    requests.push(request);
  });
  return requests;
}

function messageOf(request: Request): URLSearchParams {
  const isPost = request.method() === 'POST';
  return isPost ? new URLSearchParams(request.postData() ?? '') : new URL(request.url()).searchParams;
}

function isSigned(request: Request): boolean {
  const message = messageOf(request);
  if (request.method() === 'GET') return message.has('Signature');
  return Buffer.from(message.get('SAMLRequest') ?? '', 'base64').includes('<ds:Signature ');
}

describe.each(styles)('SimpleSAMLphp signs out: $type, $binding, signature $signature', (style) => {
  test('at the provider: both applications end their sessions, and say so', async () => {
    const page = await signInToBoth(style);
    const requests = logoutRequestsOn(page);
    const before = await logOf(provider);

    await page.goto(provider.signOutUrl);
    if (style.type === 'iframe') await page.getByRole('button', { name: 'Yes, all services' }).click();
    await page.waitForURL(/signed-out|frontpage/);

    expect(requests.map((request) => [request.method(), isSigned(request)])).toEqual(
      Array(2).fill([style.binding === 'HTTP-POST' ? 'POST' : 'GET', style.signature === 'on']),
    );
    const log = (await logOf(provider)).slice(before.length);
    expect(log.filter((line) => line.includes('Received SAML 2.0 LogoutResponse'))).toHaveLength(2);
    expect(log.filter((line) => line.includes('Unsuccessful logout'))).toEqual([]);
    await expectEnded(page);
    await expectAskedAgain(page);
  });
});

const applications = [
  ['TimeTrack', timetrack, true],
  ['Trakstar', trakstar, false],
] as const;

/** Signs out of the application, and then of the provider too. */
async function signOutEverywhere(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/welcome`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out of acme too' }).click();
}

describe.each(applications)('Signing out of %s', (name, origin, isSigningRequests) => {
  test.each(styles)(
    'signs out of the provider and of the other application: $type, $binding, signature $signature',
    async (style) => {
      const page = await signInToBoth(style);
      const asked = page.waitForRequest((request) =>
        request.url().includes('SingleLogoutService.php?SAMLRequest'),
      );
      await signOutEverywhere(page, origin);
      if (style.type === 'iframe') await page.getByRole('button', { name: 'Yes, all services' }).click();

      await page.getByText('reports that it signed you out too').waitFor();
      expect(await page.getByRole('heading').textContent()).toBe(`You are signed out of ${name}`);
      expect(messageOf(await asked).has('Signature')).toBe(isSigningRequests);
      await expectEnded(page);
      await expectAskedAgain(page);
    },
  );

  test('by its client ends the session here alone, and the client gets the browser back', async () => {
    const page = await signInToBoth({ ...inFrames, type: 'traditional' });
    const client = clients[origin === timetrack ? 0 : 1];
    await page.goto(`${client?.origin}/sign-out`);
    await page.getByRole('heading', { name: 'Signed out of Reports' }).waitFor();
    expect(await sessionAt(page, origin)).toEqual(notSignedIn);
    // What reaches the directory is the tenant's choice.
    const other = origin === timetrack ? trakstar : timetrack;
    expect((await sessionAt(page, other)).status).toBe(200);
  });

  test('is partial where the person signs out of nothing else', async () => {
    const page = await signInToBoth(inFrames);
    await signOutEverywhere(page, origin);
    await page.getByRole('button', { name: 'No' }).click();
    await page.getByText('but not of every application').waitFor();
    expect(await sessionAt(page, origin)).toEqual(notSignedIn);
    const [other] = [timetrack, trakstar].filter((each) => each !== origin);
    expect((await sessionAt(page, other)).status).toBe(200);
  });
});

test('A LogoutRequest that another key signed is refused by the provider, after the session here ended', async () => {
  const page = await signInToBoth({ ...inFrames, type: 'traditional' });
  const signingCertificate = signingKey({ name: 'another' }).certificate;
  await provider.know(
    known.map((each) => ('signingCertificate' in each ? { ...each, signingCertificate } : each)),
  );
  try {
    await signOutEverywhere(page, timetrack);
    await page.waitForURL(({ origin }) => origin === provider.origin);
    expect(await page.locator('body').innerText()).toMatch(/error|exception/i);
    expect(await sessionAt(page, timetrack)).toEqual(notSignedIn);
    expect((await sessionAt(page, trakstar)).status).toBe(200);
  } finally {
    await provider.know(known);
  }
});

describe('A tenant that demands signed LogoutRequests', () => {
  beforeAll(() => latchkey.operate('tenant', 'sign-out', 'trakstar', 'acme', '--require-signature', 'on'));
  afterAll(() => latchkey.operate('tenant', 'sign-out', 'trakstar', 'acme', '--require-signature', 'off'));

  test.each(inOneWindow)(
    'ends its session only by a signed one: $binding, signature $signature',
    async (style) => {
      const page = await signInToBoth(style);
      await page.goto(provider.signOutUrl);
      const isSigned = style.signature === 'on';
      await page.waitForURL(isSigned ? /signed-out|frontpage/ : /auth\/saml\/logout/);
      expect((await sessionAt(page, trakstar)).status).toBe(isSigned ? 401 : 200);
    },
  );
});

async function logOf({ log }: IdentityProvider): Promise<readonly string[]> {
  return (await log()).split('\n');
}
