import { html } from 'hono/html';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { pageDocument, requirementList } from '../report/page-document.ts';
import type { CheckedRow, GalleryCheck } from './check-result.ts';

const words = { pass: 'passed', fail: 'FAILED', skip: 'does not apply' } as const;
const flows = { sp: 'SP', idp: 'IdP' } as const;

/** Returns the result of a check as one HTML file, with the page that a person saw in each row. */
export function checkPage(check: GalleryCheck): string {
  return pageDocument(
    `Gallery check of ${check.displayName}`,
    html`<h1>Gallery check of ${check.displayName}</h1>
${checkSummary(check)}
<h2>Rows</h2>
${checkTable(check.rows)}
<h2>What a person saw</h2>
${shownRows(check.rows)}
<h2>Requirements</h2>
${requirementList()}`,
  );
}

/** Returns what was checked, when, and the verdict. */
export function checkSummary(check: GalleryCheck): Markup {
  const failed = check.rows.filter(({ verdict }) => verdict === 'fail');
  return html`<p class="verdict ${check.passed ? 'pass' : 'fail'}">${
    check.passed
      ? 'Every row passed.'
      : `${failed.length} of ${check.rows.length} rows failed: ${failed.map(({ name }) => name).join(', ')}.`
  }</p>
<dl>
<dt>Application</dt><dd>${check.displayName} (${check.app})</dd>
<dt>Checked at</dt><dd><code>${check.origin}</code>${check.place === undefined ? '' : `, ${check.place}`}</dd>
<dt>Time</dt><dd>${check.startedAt}, ${check.seconds} seconds</dd>
<dt>Latchkey</dt><dd>${check.version}</dd>
</dl>`;
}

/** Returns the rows as a table. */
export function checkTable(rows: readonly CheckedRow[]): Markup {
  return html`<div class="scroll"><table>
<thead><tr><th>Result</th><th>Row</th><th>What was sent</th><th>Initiated by</th><th>Found</th><th>Reference</th></tr></thead>
<tbody>${rows.map(
    ({ verdict, name, title, flow, found, reference }) => html`
<tr><td class="${verdict}">${words[verdict]}</td><td><code>${name}</code></td><td>${title}</td><td>${flows[flow]}</td><td>${found}</td><td><code>${reference ?? ''}</code></td></tr>`,
  )}
</tbody></table></div>`;
}

/** Returns the pages that people saw, each behind its row's name. */
export function shownRows(rows: readonly CheckedRow[]): Markup {
  return html`${rows.filter(({ screen }) => screen !== undefined).map(shownRow)}`;
}

/** The page stands in a frame without scripts, forms and network: only its own markup and style count. */
function shownRow({ name, title, found, status, at, screen, page }: CheckedRow): Markup {
  return html`<details>
<summary><code>${name}</code> ${title}: ${found}</summary>
<p class="dim">${at ?? ''}, HTTP status ${status ?? ''}</p>
<div class="seen">
<pre>${screen}</pre>${
    page === undefined
      ? ''
      : html`
<iframe sandbox="" title="The page of ${name}" srcdoc="${page}"></iframe>`
  }
</div>
</details>
`;
}
