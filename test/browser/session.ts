import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What `GET /session` of an origin answers in this browser, asked in a tab of its own. */
export async function sessionAt(
  page: Page,
  origin = new URL(page.url()).origin,
): Promise<{ status: number | undefined; body: unknown }> {
  const tab = await page.context().newPage();
  const answer = await tab.goto(`${origin}/session`);
  const session = { status: answer?.status(), body: await answer?.json() };
  await tab.close();
  return session;
}

/** A session as it has to be for B.Simon of `tenant`. */
export const signedInAsBSimon = (app: 'timetrack' | 'trakstar', tenant = 'acme') => ({
  status: 200,
  body: {
    app,
    tenant,
    user: { id: expect.any(String), signInName: `b.simon@${tenant}.example`, displayName: 'B.Simon' },
    signedInAt: expect.any(String),
    expiresAt: expect.any(String),
  },
});

/** What a browser without a session gets. */
export const notSignedIn = { status: 401, body: { error: 'not-signed-in' } };
