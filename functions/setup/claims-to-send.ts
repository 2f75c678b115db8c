import { html } from 'hono/html';
import { claimMappingOf, type MappedClaim } from '../../shared/claims/claim-mapping.ts';
import { groupsAttribute, isSentByDefault } from '../../shared/claims/claim-names.ts';
import type { Markup } from '../../shared/pages/markup.ts';
import { setupTextsOf } from '../../shared/pages/text/setup-texts.ts';
import type { SetupPageSession } from './session.ts';

/** Returns what the administrator does at Attributes & Claims: nothing, or a claim for each that the application gets. */
export function claimsToSend({ language, appName, location, tenant }: SetupPageSession): Markup {
  const { values } = setupTextsOf(language);
  const mapping = claimMappingOf(location.site.app.claims, tenant.claims);
  if (mapping.length === 0) return html`<p>${values.claims}</p>`;
  const texts = values.claimsToSend;
  return html`<h3>${texts.heading}</h3>
<p>${texts.intro(appName)}</p>
<dl class="copies">
${mapping.map((claim) => claimRow(claim, texts))}
</dl>`;
}

type ClaimTexts = ReturnType<typeof setupTextsOf>['values']['claimsToSend'];

function claimRow({ claim, attributes, required, entry }: MappedClaim, texts: ClaimTexts): Markup {
  const [first = ''] = attributes;
  return html`<div><dt>${claim} <small>(${required ? texts.required : texts.optional})</small></dt>
${isSentByDefault(first) ? html`<dd class="help">${texts.sentByDefault}</dd>` : ''}
${first === groupsAttribute ? html`<dd class="help">${texts.groupClaim}</dd>` : entryOf(entry, texts)}</div>`;
}

function entryOf({ name, namespace, source, nameFormat }: MappedClaim['entry'], texts: ClaimTexts): Markup {
  const row = (label: string, value: string | undefined) =>
    value === undefined ? '' : html`<dd>${label} <code class="value">${value}</code></dd>`;
  return html`${row(texts.name, name)}
${row(texts.namespace, namespace)}
${row(texts.nameFormat, nameFormat)}
${row(texts.source, source)}`;
}
