import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';

/** Opens TimeTrack's sign-on so that the directory gets the AuthnRequest with one value changed. */
async function openWithRequestChanged(page: Page, url: string, from: string, to: string): Promise<void> {
  const request = page.waitForRequest(/\/saml2\?/);
  await page.goto(url);
  const login = new URL((await request).url());
  const message = inflateRawSync(Buffer.from(login.searchParams.get('SAMLRequest') ?? '', 'base64'));
  const changed = message.toString('utf8').replaceAll(from, to);
  expect(changed).toContain(to);
  login.searchParams.set('SAMLRequest', deflateRawSync(changed).toString('base64'));
  await page.goto(login.href);
}

/** What an administrator reads who registered another value than ours: the directory's own words. */
describe('the simulated Entra stops a request', () => {
  test('whose Identifier is not registered', async ({ page, places, latchkey }) => {
    const before = latchkey.decisions().length;
    const acme = places.timetrack('acme');
    await openWithRequestChanged(
      page,
      acme,
      `>${acme}/api/v2/azure/saml20<`,
      `>${acme}/api/v2/azure/saml21<`,
    );
    expect(await page.locator('.problem').textContent()).toContain(
      `AADSTS700016: Application with identifier '${acme}/api/v2/azure/saml21' was not found in the directory 'Acme'.`,
    );
    expect(latchkey.decisions()).toHaveLength(before);
  });

  test('whose Reply URL is not registered', async ({ page, places, latchkey }) => {
    const before = latchkey.decisions().length;
    const acme = places.timetrack('acme');
    await openWithRequestChanged(page, acme, `${acme}/api/v2/azure/callback`, `${acme}/api/v2/azure/back`);
    expect(await page.locator('.problem').textContent()).toContain(
      `AADSTS50011: The reply URL '${acme}/api/v2/azure/back' specified in the request does not match the reply URLs configured for the application '${acme}/api/v2/azure/saml20'.`,
    );
    expect(latchkey.decisions()).toHaveLength(before);
  });
});
