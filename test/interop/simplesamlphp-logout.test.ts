import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { notSignedIn, sessionAt } from '../browser/session.ts';
import { facts } from '../fixtures/facts.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { bSimon, type IdentityProvider, startSimplesamlphp } from './simplesamlphp/start-simplesamlphp.ts';

const port = await freePort();
const timetrack = `http://acme.timetrack.localhost:${port}`;
const trakstar = `http://perform.trakstar.localhost:${port}`;

let provider: IdentityProvider;
let latchkey: LatchkeyProcess;
let browser: Browser;

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
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await Promise.all([browser?.close(), latchkey?.stop(), provider?.stop()]);
});

/** How the provider signs a browser out: cookies by which its metadata choose. */
interface LogoutStyle {
  readonly type: 'traditional' | 'iframe';
  readonly binding: 'HTTP-Redirect' | 'HTTP-POST';
  readonly signature: 'on' | 'off';
}

/** Opens both applications in a new browser; the provider asks once. */
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
  return page;
}

async function expectEnded(page: Page): Promise<void> {
  for (const origin of [timetrack, trakstar]) expect(await sessionAt(page, origin)).toEqual(notSignedIn);
}

async function expectAskedAgain(page: Page): Promise<void> {
  await page.goto(`${timetrack}/reports/7`);
  await page.locator('#username').waitFor();
}

const styles: readonly LogoutStyle[] = (['traditional', 'iframe'] as const).flatMap((type) =>
  (['HTTP-Redirect', 'HTTP-POST'] as const).flatMap((binding) =>
    (['on', 'off'] as const).map((signature) => ({ type, binding, signature })),
  ),
);

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

async function logOf({ log }: IdentityProvider): Promise<readonly string[]> {
  return (await log()).split('\n');
}
