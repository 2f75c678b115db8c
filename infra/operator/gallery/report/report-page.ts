import { html } from 'hono/html';
import type { Markup } from '../../../../shared/pages/markup.ts';
import type { AnswersDocument } from '../answers/answers-document.ts';
import { checkSummary, checkTable, shownRows } from '../check/check-page.ts';
import type { GalleryCheck } from '../check/check-result.ts';
import type { GalleryReport } from './gallery-report.ts';
import { pageDocument, requirementList } from './page-document.ts';

/** Returns the evidence for a submission as one HTML file. @param check The same check with its pages. */
export function reportPage(
  { displayName, writtenAt, obstacles, answers }: GalleryReport,
  check: GalleryCheck,
): string {
  return pageDocument(
    `${displayName}: evidence for the Microsoft Entra gallery`,
    html`<h1>${displayName}: evidence for the Microsoft Entra gallery</h1>
<p class="dim">Written at ${writtenAt}</p>
${
  obstacles.length === 0
    ? html`<p class="verdict pass">Ready to submit.</p>`
    : html`<div class="verdict fail">Not ready to submit:<ul>${obstacles.map((each) => html`<li>${each}</li>`)}</ul></div>`
}
<h2>Sign-ins and refusals</h2>
${checkSummary(check)}
${checkTable(check.rows)}
<h2>How people are identified</h2>
${identity(answers)}
<h2>Answers</h2>
${answerTable(answers)}
<h2>Documentation</h2>
${documentation(answers)}
<h2>Logos</h2>
${logos(answers)}
<h2>What a person saw</h2>
${shownRows(check.rows)}
<h2>Requirements</h2>
${requirementList()}`,
  );
}

function identity({ identityMapping: { matchedBy, declaration } }: AnswersDocument): Markup {
  return html`<p>${declaration}</p>
<div class="scroll"><table>
<thead><tr><th>Value</th><th>Claim</th><th>Can change</th><th>Use</th></tr></thead>
<tbody>${matchedBy.map(
    ({ value, claim, mutable, use }) => html`
<tr><td>${value}</td><td><code>${claim}</code></td><td>${mutable ? 'yes' : 'no'}</td><td>${use}</td></tr>`,
  )}
</tbody></table></div>`;
}

function answerTable({ answers }: AnswersDocument): Markup {
  return html`<div class="scroll"><table>
<thead><tr><th>Where</th><th>Field</th><th>Value</th></tr></thead>
<tbody>${answers.map(
    ({ section, field, value, level }) => html`
<tr><td>${section}</td><td>${field}${level === 'recommended' ? html` <span class="dim">recommended</span>` : ''}</td><td>${
      value ?? html`<span class="${level === 'required' ? 'fail' : 'dim'}">open</span>`
    }</td></tr>`,
  )}
</tbody></table></div>`;
}

function documentation({ documentation: { source, parts } }: AnswersDocument): Markup {
  return html`<p>Checked: ${source}</p>
<div class="scroll"><table>
<thead><tr><th>Part</th><th>What is asked</th><th>Found</th></tr></thead>
<tbody>${parts.map(({ name, asked, missing, notApplicable }) => {
    const isThere = missing.length === 0;
    const found = notApplicable ? 'not for SAML' : isThere ? 'there' : `missing: ${missing.join('; ')}`;
    return html`
<tr><td>${name}</td><td>${asked}</td><td class="${notApplicable ? 'dim' : isThere ? 'pass' : ''}">${found}</td></tr>`;
  })}
</tbody></table></div>`;
}

function logos({ logos: checked }: AnswersDocument): Markup {
  if (checked.length === 0) return html`<p class="fail">No logos were checked.</p>`;
  return html`<ul>${checked.map(
    ({ file, width, height, faults }) =>
      html`<li>${file}, ${width} × ${height}: ${faults.length === 0 ? 'right' : faults.join(' ')}</li>`,
  )}</ul>`;
}
