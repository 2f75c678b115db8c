import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { dial } from '../local/dial.ts';

/**
 * What `GET /session` of an origin answers to the cookies that this browser keeps for it, asked as the vendor's
 * application asks: not by the browser, but with what the browser sent along.
 */
export async function sessionAt(
  page: Page,
  origin = new URL(page.url()).origin,
): Promise<{ status: number | undefined; body: unknown }> {
  const kept = await page.context().cookies(origin);
  const cookies = kept.map(({ name, value }) => `${name}=${value}`);
  const { status, body } = await dial(`${origin}/session`, { cookies });
  return { status, body: JSON.parse(body) };
}

/** A session as it has to be for B.Simon of `tenant`. */
export const signedInAsBSimon = (app: 'timetrack' | 'trakstar', tenant = 'acme') => ({
  status: 200,
  body: {
    app,
    tenant,
    user: {
      id: expect.any(String),
      signInName: `b.simon@${tenant}.example`,
      displayName: 'B.Simon',
      administrator: true,
    },
    signedInAt: expect.any(String),
    authenticatedAt: expect.any(String),
    acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
    amr: ['pwd'],
    expiresAt: expect.any(String),
  },
});

/** What a browser without a session gets. */
export const notSignedIn = { status: 401, body: { error: 'not-signed-in' } };
