import { html } from 'hono/html';
import type { Markup } from '../../shared/pages/markup.ts';
import { setupTextsOf } from '../../shared/pages/text/setup-texts.ts';
import type { SetupPageSession } from './session.ts';

/**
 * Returns what the directory's administrator does where the operator requires several factors: the Conditional Access
 * policy that makes Entra state them. Empty for every other tenant.
 */
export function multiFactorNote({ language, appName, tenant }: SetupPageSession): Markup | '' {
  if (tenant.requiresMultiFactor !== true) return '';
  const { heading, intro, steps } = setupTextsOf(language).values.multiFactor;
  return html`<div class="note"><h3>${heading}</h3>
<p>${intro(appName)}</p>
<ol>
${steps(appName).map((step) => html`<li>${step}</li>`)}
</ol></div>`;
}
