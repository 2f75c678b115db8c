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
    `axe.run({ include: [['html']], exclude: [['svg[role="img"] text']] }, ${JSON.stringify(options)})`,
  );
  const found = [...violations, ...incomplete].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const [because] = [...any, ...all, ...none].map(({ message }) => message);
      return `${id} at ${target.join(' ')}: ${because ?? help}`;
    }),
  );
  return [...found, ...(await paleTextsOfDrawings(page))];
}

/**
 * Finds text of drawings with less contrast than 4.5 to 1 (WCAG 1.4.3): axe cannot tell what stands behind text in SVG.
 * That is the last shape before the text that contains where it begins.
 */
function paleTextsOfDrawings(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const luminance = (color) => {
      const [r, g, b] = color.match(/[\\d.]+/g).map((each) => Number(each) / 255);
      const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    };
    const found = [];
    for (const svg of document.querySelectorAll('svg[role="img"]')) {
      const [shapes, texts] = [[], []];
      for (const each of svg.querySelectorAll('rect, circle, text')) {
        if (each.tagName !== 'text') { shapes.push(each); continue; }
        const { left, top, height } = each.getBoundingClientRect();
        const [x, y] = [left + 2, top + height / 2];
        const behind = shapes.findLast((shape) => {
          const box = shape.getBoundingClientRect();
          return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
        });
        if (behind === undefined) { found.push('text outside the drawing: ' + each.textContent); continue; }
        const pair = [each, behind].map((one) => luminance(getComputedStyle(one).fill)).sort((a, b) => b - a);
        const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
        if (ratio < 4.5) found.push('contrast of ' + ratio.toFixed(2) + ' in a drawing: ' + each.textContent);
        const own = each.getBBox();
        const crossed = texts.find((other) => {
          const box = other.getBBox();
          return box.x < own.x + own.width && own.x < box.x + box.width && box.y + 3 < own.y + own.height && own.y + 3 < box.y + box.height;
        });
        if (crossed !== undefined) found.push('text over text in a drawing: ' + crossed.textContent + ', ' + each.textContent);
        texts.push(each);
        const sheet = svg.getBoundingClientRect();
        if (each.getBoundingClientRect().right > sheet.right) found.push('text wider than its drawing: ' + each.textContent);
      }
    }
    return found;
  })()`);
}

/** How many pixels a page is wider than its window: more than none means scrolling sideways. */
export function overflowPixels(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
