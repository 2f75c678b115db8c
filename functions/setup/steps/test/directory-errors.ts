import { html } from 'hono/html';
import { safeUrl } from '../../../../shared/http/safe-url.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import type { SetupPageSession } from '../../session.ts';

/** Explains every AADSTS number. */
const lookUpUrl = 'https://login.microsoftonline.com/error';

/**
 * Returns the table of errors that Entra itself shows, with their causes and what to do: after such an error no message
 * arrives here, so no check can explain it.
 */
export function directoryErrors({ language, appName }: SetupPageSession): Markup {
  const { directoryErrors: texts, layout } = setupTextsOf(language);
  return html`<section class="test" aria-labelledby="directory-errors">
<h2 id="directory-errors">${texts.heading}</h2>
<p>${texts.intro}</p>
<dl class="causes">
${Object.entries(texts.causes(appName)).map(
  ([code, { means, fix }]) => html`<dt><code>${code}</code> ${means}</dt><dd>${fix}</dd>`,
)}
</dl>
<p><a href="${safeUrl(lookUpUrl)}" target="_blank" rel="noopener noreferrer">${texts.others}<span class="seen"> (${layout.opensNewTab})</span></a></p>
</section>`;
}
