import { expect } from 'vitest';
import { test } from './browser-test.ts';
import { listenForComplaints } from './complaints.ts';

test('what breaks a page’s policy, throws or is not found is heard, a refused page alone is not', async ({
  chromium,
  places,
}) => {
  const context = await chromium.newContext();
  const complaints = listenForComplaints(context);
  const page = await context.newPage();

  await page.goto(places.signOn('trakstar', 'nobody-here'));
  expect(await page.getByRole('heading').textContent()).toContain('not recognised');
  expect(complaints()).toEqual([]);

  const breakingThePolicy = "document.body.setAttribute('style', 'color: red')";
  await page.evaluate(breakingThePolicy);
  await expect.poll(complaints).toEqual([expect.stringContaining('Content Security Policy')]);

  await page.goto(places.entra);
  await page.evaluate("setTimeout(() => { throw new Error('a fault of the page') })");
  await page.evaluate("document.querySelector('link').href = '/nothing-here.css'");
  await expect.poll(complaints).toHaveLength(3);
  await context.close();
});
