import { describe, expect } from 'vitest';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../fixtures/apps.ts';
import { test } from './browser-test.ts';
import { readProblemPage } from './problem-page.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { setAccessPolicy, signInAs } from './simulated-entra.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();

describe('A fresh sign-in', () => {
  test.afterEach(({ places }) => setAccessPolicy(places, 'timetrack'));

  test('is asked for by the application, leads back to its page and has a new AuthnInstant', async ({
    page,
    places,
  }) => {
    await page.goto(places.signOn('timetrack'));
    await signInAs(page, 'B.Simon');
    const before = await sessionAt(page);
    expect(before).toEqual(signedInAsBSimon('timetrack'));

    // AuthnInstant counts in whole seconds.
    await page.waitForTimeout(1_000);
    await page.goto(`${places.timetrack('acme')}/?reauthenticate=1&returnTo=%2Freports%2F7`);
    expect(new URL(page.url()).origin).toBe(places.entra);
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.timetrack('acme')}/reports/7`);
    const after = await sessionAt(page);
    expect(after).toEqual(signedInAsBSimon('timetrack'));
    expect(authenticatedAtOf(after)).toBeGreaterThan(authenticatedAtOf(before));
  });

  test('is refused where the directory does not ask again, and succeeds once it does', async ({
    page,
    places,
  }) => {
    await page.goto(places.signOn('timetrack'));
    await signInAs(page, 'B.Simon');
    const before = await sessionAt(page);
    await setAccessPolicy(places, 'timetrack', { 'ignore-force-authn': 'on' });
    await page.goto(`${places.timetrack('acme')}/?reauthenticate=1&returnTo=%2Freports%2F7`);
    await page.waitForURL('**/api/v2/azure/callback');

    const problem = await readProblemPage(page);
    expect(problem.sentence).toContain('your directory did not ask you to sign in again');
    expect(problem.forTheAdministrator).toMatchObject({ Problem: 'reauthentication-ignored' });
    expect(problem.forTheAdministrator?.['What to do']).toContain('Entra ID > Conditional Access > Policies');
    expect(await sessionAt(page)).toEqual(before);

    await setAccessPolicy(places, 'timetrack');
    await page.waitForTimeout(1_000);
    await page.getByRole('link', { name: 'Try again' }).click();
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.timetrack('acme')}/reports/7`);
  });

  test('needs several factors where the operator requires them of the tenant', async ({
    page,
    places,
    tables,
  }) => {
    const tenants = dynamoDbTenantStore(tables.tenants, apps);
    const change = (requires: boolean) =>
      tenants.change(
        'timetrack',
        acme,
        { by: 'test', at: new Date() },
        ({ requiresMultiFactor: _, ...tenant }) =>
          requires ? { ...tenant, requiresMultiFactor: true } : tenant,
      );
    await change(true);
    try {
      await page.goto(places.signOn('timetrack'));
      await signInAs(page, 'B.Simon');
      const problem = await readProblemPage(page);
      expect(problem.forTheAdministrator).toMatchObject({ Problem: 'multi-factor-missing' });
      expect(problem.forTheAdministrator?.['What to do']).toContain('Require multifactor authentication');

      await setAccessPolicy(places, 'timetrack', { mfa: 'on' });
      await page.goto(places.signOn('timetrack'));
      await page.waitForURL('**/welcome');
      expect(await sessionAt(page)).toMatchObject({ status: 200, body: { amr: ['pwd', 'mfa'] } });
    } finally {
      await change(false);
    }
  });
});

function authenticatedAtOf({ body }: { readonly body: unknown }): number {
  return Date.parse((body as { readonly authenticatedAt: string }).authenticatedAt);
}
