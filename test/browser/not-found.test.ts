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

test('every address that is none gets one and the same page at each app, and one elsewhere', async ({
  page,
  places,
}) => {
  const { port } = new URL(places.entra);
  const groups = [
    {
      links: ['Open Trakstar', 'support@trakstar.com'],
      urls: [
        places.signOn('trakstar', 'initech'),
        places.signOn('trakstar', 'Acme!'),
        `${places.signOn('trakstar', 'acme')}&namespace=globex`,
        `${places.trakstar}/auth/saml/metadata?namespace=initech`,
      ],
    },
    {
      links: ['Open TimeTrack', 'info@timetrackapp.com'],
      urls: [
        `${places.timetrack('initech')}/`,
        `${places.timetrack('initech')}/api/v2/azure/saml20`,
        `${places.timetrack('-')}/`,
      ],
    },
    {
      links: [],
      urls: [`http://timetrack.localhost:${port}/`, `http://127.0.0.1:${port}/nothing`],
    },
  ];
  for (const { links, urls } of groups) {
    const first = await open(page, urls[0] ?? '');
    expect(first.status).toBe(404);
    expect(first.body).toContain('<reference>');
    expect(first.body).toContain('<time>');
    expect(await page.getByRole('link').allTextContents()).toEqual(links);
    for (const url of urls) expect(await open(page, url), url).toEqual(first);
  }
});
