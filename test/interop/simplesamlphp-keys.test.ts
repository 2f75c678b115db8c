import { Buffer } from 'node:buffer';
import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { facts } from '../fixtures/facts.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { bSimon, type IdentityProvider, startSimplesamlphp } from './simplesamlphp/start-simplesamlphp.ts';

const port = await freePort();
const origin = (tenant: string) => `http://${tenant}.timetrack.localhost:${port}`;
const application = (tenant: string) => ({
  identifier: `${origin(tenant)}/api/v2/azure/saml20`,
  replyUrl: `${origin(tenant)}/api/v2/azure/callback`,
});

let provider: IdentityProvider;
let latchkey: LatchkeyProcess;
let browser: Browser;

beforeAll(async () => {
  [provider, latchkey, browser] = await Promise.all([
    startSimplesamlphp([]),
    freePort().then((dynamoDbPort) => startLatchkey({ port, dynamoDbPort, demo: 'off' })),
    launchChromium(),
  ]);
  const { issuer, loginUrl, key } = provider;
  const trust = ['--issuer', issuer, '--login-url', loginUrl, '--thumbprint', key.sha1Thumbprint];
  for (const tenant of ['acme', 'globex']) {
    await latchkey.operate('tenant', 'add', 'timetrack', tenant, ...trust);
    await latchkey.operate(
      'user',
      'add',
      'timetrack',
      tenant,
      bSimon.signInName,
      '--name',
      facts.displayName,
    );
  }
  const encryption = await latchkey.operate('tenant', 'encryption', 'timetrack', 'acme', 'required');
  const signing = await latchkey.operate('tenant', 'signed-requests', 'timetrack', 'acme', 'on');
  // As the customer's administrator does it: what the operator's command shows is handed to the provider.
  const certificates = {
    signingCertificate: certificateIn(signing),
    encryptionCertificate: certificateIn(encryption),
  };
  await provider.know([
    { ...application('acme'), ...certificates },
    { ...application('globex'), ...certificates },
  ]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), latchkey?.stop(), provider?.stop()]);
});

function certificateIn(text: string): string {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(text) ?? [];
  return base64.replace(/\s/g, '');
}

const isRequest = (request: Request) => request.url().includes('SAMLRequest=');
const isAnswer = (request: Request) => request.url().includes('/callback');

test.each(['assertion', 'response', 'both'])(
  'SimpleSAMLphp takes a signed request and signs B.Simon in by an encrypted assertion, signed: %s',
  async (signingOption) => {
    const context = await browser.newContext();
    await context.addCookies([{ name: 'signing-option', value: signingOption, url: provider.origin }]);
    const page = await context.newPage();
    const asked = page.waitForRequest(isRequest);
    await page.goto(`${origin('acme')}/reports/7`);
    expect(new URL((await asked).url()).searchParams.get('Signature')).not.toBeNull();

    await page.fill('#username', bSimon.signInName);
    await page.fill('#password', bSimon.password);
    const posted = page.waitForRequest(isAnswer);
    await page.press('#password', 'Enter');
    const form = new URLSearchParams((await posted).postData() ?? '');
    const message = Buffer.from(form.get('SAMLResponse') ?? '', 'base64').toString('utf8');
    expect(message).toContain('<saml:EncryptedAssertion');
    expect(message).toContain('http://www.w3.org/2001/04/xmlenc#aes128-cbc');
    expect(message).not.toContain(bSimon.signInName);

    await page.waitForURL(({ hostname }) => hostname !== new URL(provider.origin).hostname);
    expect(page.url()).toBe(`${origin('acme')}/reports/7`);
    const answer = await page.goto(`${origin('acme')}/session`);
    expect(await answer?.json()).toMatchObject({ tenant: 'acme', user: { signInName: bSimon.signInName } });
    await context.close();
  },
);

test('SimpleSAMLphp turns the unsigned request of another tenant away, so that it does look', async () => {
  const page = await browser.newPage();
  await page.goto(origin('globex'));

  expect(new URL(page.url()).origin).toBe(provider.origin);
  expect(await page.locator('#username').count()).toBe(0);
  expect(await provider.log()).toContain('Validation of received messages enabled, but no signature found');
});
