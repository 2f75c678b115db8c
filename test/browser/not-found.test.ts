import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './browser-test.ts';

/** The page at `url` without what is different each time, its status and its headers. */
async function open(page: Page, url: string) {
  const answer = await page.goto(url);
  const { date: _date, ...headers } = answer?.headers() ?? {};
  const body = (await answer?.text())
    ?.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/, '<reference>')
    .replace(/<time datetime="[^"]*">[^<]*UTC</, '<time><');
  return { status: answer?.status(), headers, body };
}

test('every address that is none gets one and the same page', async ({ page, places }) => {
  const { port } = new URL(places.entra);
  const unknown = await open(page, places.signOn('trakstar', 'initech'));
  expect(unknown.status).toBe(404);
  expect(unknown.body).toContain('<reference>');
  expect(unknown.body).toContain('<time>');
  expect(await page.getByRole('link').count()).toBe(0);

  for (const url of [
    places.signOn('trakstar', 'Acme!'),
    `${places.signOn('trakstar', 'acme')}&namespace=globex`,
    `${places.trakstar}/auth/saml/nothing`,
    `${places.trakstar}/auth/saml/metadata?namespace=initech`,
    `${places.timetrack('initech')}/`,
    `${places.timetrack('initech')}/api/v2/azure/saml20`,
    `${places.timetrack('acme')}/api/v2/azure/nothing`,
    `${places.timetrack('-')}/`,
    `http://timetrack.localhost:${port}/`,
    `http://127.0.0.1:${port}/`,
  ]) {
    expect(await open(page, url), url).toEqual(unknown);
  }
});
