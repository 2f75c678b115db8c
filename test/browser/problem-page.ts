import type { Page } from 'playwright-core';

/** What a person reads on a problem page, and what is behind its disclosure. */
export interface ShownProblem {
  readonly sentence: string;
  readonly whoCanFixIt: string | undefined;
  /** Undefined where the page tells an administrator nothing. */
  readonly forTheAdministrator: Readonly<Record<string, string>> | undefined;
}

/** Reads the problem page that `page` shows, opening what is for the administrator. */
export async function readProblemPage(page: Page): Promise<ShownProblem> {
  await page.getByText('Reference', { exact: true }).waitFor();
  const sentence = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const disclosure = page.locator('details');
  if ((await disclosure.count()) === 0) {
    return { sentence, whoCanFixIt: undefined, forTheAdministrator: undefined };
  }
  const whoCanFixIt = (await page.locator('h1 + p').textContent()) ?? '';
  await disclosure.locator('summary').click();
  const [terms, values] = await Promise.all([
    disclosure.locator('dt').allInnerTexts(),
    disclosure.locator('dd').allInnerTexts(),
  ]);
  return {
    sentence,
    whoCanFixIt,
    forTheAdministrator: Object.fromEntries(terms.map((term, index) => [term, values[index] ?? ''])),
  };
}
