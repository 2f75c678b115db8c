import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimNames } from '../fixtures/entra-parts.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { bSimon, type IdentityProvider, startSimplesamlphp } from './simplesamlphp/start-simplesamlphp.ts';

const port = await freePort();
const appAt = (tenant: string) => `http://${tenant}.timetrack.localhost:${port}`;
const applicationOf = (tenant: string) => ({
  identifier: `${appAt(tenant)}/api/v2/azure/saml20`,
  replyUrl: `${appAt(tenant)}/api/v2/azure/callback`,
});

/** What other directories call themselves by default. None of them sends Entra's claims. */
const directories = [
  { tenant: 'okta', issuer: 'http://www.okta.com/exk1abcd2EFGH3ijk4l5' },
  { tenant: 'adfs', issuer: 'http://adfs.example.com/adfs/services/trust' },
  { tenant: 'ping', issuer: 'acme-ping' },
] as const;
const claims = { [claimNames.name]: [bSimon.signInName], role: ['editor', 'viewer'] };

let provider: IdentityProvider;
let latchkey: LatchkeyProcess;
let browser: Browser;

beforeAll(async () => {
  [provider, latchkey, browser] = await Promise.all([
    startSimplesamlphp(directories.map(({ tenant }) => applicationOf(tenant))),
    freePort().then((dynamoDbPort) => startLatchkey({ port, dynamoDbPort, demo: 'off' })),
    launchChromium(),
  ]);
  for (const { tenant, issuer } of directories) {
    const trust = ['--issuer', issuer, '--login-url', provider.loginUrl];
    const key = ['--thumbprint', provider.key.sha1Thumbprint];
    await latchkey.operate('tenant', 'add', 'timetrack', tenant, ...trust, ...key);
    await latchkey.operate('user', 'add', 'timetrack', tenant, bSimon.signInName);
  }
});

afterAll(async () => {
  await Promise.all([browser?.close(), latchkey?.stop(), provider?.stop()]);
});

/** Signs B.Simon in at `tenant` while the directory calls itself `issuer`; what is then at `/session`. */
async function sessionAfterSignIn(tenant: string, issuer: string): Promise<unknown> {
  await provider.know([applicationOf(tenant)], { issuer, claims });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(appAt(tenant));
    await page.fill('#username', bSimon.signInName);
    await page.fill('#password', bSimon.password);
    await page.press('#password', 'Enter');
    await page.waitForURL(({ hostname }) => hostname !== new URL(provider.origin).hostname);
    const answer = await page.goto(`${appAt(tenant)}/session`);
    return answer?.status() === 200 ? await answer.json() : answer?.status();
  } finally {
    await context.close();
  }
}

describe.each(directories)('SimpleSAMLphp that calls itself $issuer', ({ tenant, issuer }) => {
  test('signs B.Simon in', async () => {
    expect(await sessionAfterSignIn(tenant, issuer)).toMatchObject({
      tenant,
      user: { signInName: bSimon.signInName },
    });
  });

  test.each([
    ['with a slash behind', `${issuer}/`],
    ['in capitals', issuer.toUpperCase()],
    ['without its last letter', issuer.slice(0, -1)],
  ])('signs nobody in %s', async (_, other) => {
    const rejections = () => latchkey.decisions().filter(({ event }) => event === 'sign-in.refused');
    const before = rejections().length;
    expect(await sessionAfterSignIn(tenant, other)).toBe(401);
    // The log of the process may arrive after its answer.
    await expect.poll(() => rejections()[before]).toMatchObject({ tenant, problem: 'issuer-mismatch' });
  });
});
