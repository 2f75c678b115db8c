import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe-core finds wrong on a page as it is shown now, one line a finding; empty is how it has to be. What
 * axe cannot decide by itself counts as a finding too. Works under any content security policy.
 */
export async function accessibilityFindings(
  page: Page,
  rules: 'every rule' | 'colours alone' = 'every rule',
): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options: axe.RunOptions = rules === 'every rule' ? {} : { runOnly: ['color-contrast'] };
  const { violations, incomplete } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, ${JSON.stringify(options)})`,
  );
  return [...violations, ...incomplete].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [because] = [...any, ...all, ...none].map(({ message }) => message);
      return `${id} at ${target.join(' ')}: ${because ?? help}`;
    }),
  );
}

/** How many pixels a page is wider than its window: more than none means scrolling sideways. */
export function overflowPixels(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
