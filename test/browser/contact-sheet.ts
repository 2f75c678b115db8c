import { readdirSync, writeFileSync } from 'node:fs';

const folder = `${import.meta.dirname}/../../test-results`;

/** The ends of a screenshot's file name, in the order of the columns. */
const columns = ['light-1280', 'dark-1280', 'light-320', 'dark-320'] as const;

/**
 * Writes `test-results/contact-sheet.html`: every page that the tests of looks have shown so far, a row for each, light
 * and dark, wide and narrow. It is written again after each page, so an interrupted run has one too.
 */
export function writeContactSheet(): void {
  const files = new Set(readdirSync(`${folder}/pages`));
  const names = new Set(
    [...files].flatMap((file) =>
      columns.flatMap((end) => (file.endsWith(`-${end}.png`) ? [file.slice(0, -`-${end}.png`.length)] : [])),
    ),
  );
  const rows = [...names].sort().map((name) => {
    const cells = columns.map((end) => {
      const file = `${name}-${end}.png`;
      return files.has(file)
        ? `<td><a href="pages/${file}"><img loading="lazy" src="pages/${file}" alt="${name}, ${end}" width="${end.endsWith('320') ? 160 : 400}"></a></td>`
        : '<td>none</td>';
    });
    return `<tr><th scope="row" id="${name}">${name}</th>${cells.join('')}</tr>`;
  });
  const head = columns.map((end) => `<th scope="col">${end}</th>`).join('');
  writeFileSync(
    `${folder}/contact-sheet.html`,
    `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Contact sheet: ${names.size} pages</title>
<style>body { font: 14px system-ui } th { text-align: left; vertical-align: top } td { vertical-align: top; padding: 8px } img { border: 1px solid #888; height: auto }</style>
<h1>${names.size} pages</h1>
<table><thead><tr><th scope="col">page</th>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></html>
`,
  );
}
