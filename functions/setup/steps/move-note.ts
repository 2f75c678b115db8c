import { html } from 'hono/html';
import { endpointUrl, tenantUrls } from '../../../shared/apps/urls.ts';
import { safeUrl } from '../../../shared/http/safe-url.ts';
import type { Markup } from '../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { pagePath } from '../addresses.ts';
import { moveAt } from '../move.ts';
import type { SetupPageSession } from '../session.ts';
import type { StepDependencies } from './step.ts';

/** Returns what the page of an active connection says while its app moves to another address. Empty otherwise. */
export function moveNote(session: SetupPageSession, { sites }: Pick<StepDependencies, 'sites'>): Markup | '' {
  const move = moveAt(sites, session);
  if (move === undefined) return '';
  const { tenant, language, location, isReadOnly } = session;
  const texts = setupTextsOf(language).move;
  const [earlier, next] = [tenantUrls(move.earlier, tenant.id), tenantUrls(move.next, tenant.id)];
  const link = (url: string): Markup => html`<a href="${safeUrl(url)}"><code>${url}</code></a>`;
  switch (move.stage) {
    case 'to-here':
      return section(
        texts.toHere.heading,
        html`<p>${texts.toHere.text(link(earlier.signOnUrl))}</p>
<ol class="clicks">${texts.toHere.clicks.map((click) => html`<li>${click}</li>`)}</ol>
${isReadOnly ? '' : html`<div class="row"><a class="button" href="${pagePath(location, 'values')}">${texts.toHere.start}</a></div>`}`,
      );
    case 'from-here':
      return section(
        texts.fromHere.heading,
        html`<p>${texts.fromHere.text(html`<code>${next.signOnUrl}</code>`)}</p>`,
      );
    case 'moved-away':
      return section(
        texts.movedAway.heading,
        html`<p>${texts.movedAway.text(link(endpointUrl(move.next, tenant.id, 'setup')))}</p>`,
      );
    case 'moved':
      return section(
        texts.moved.heading,
        html`<p>${texts.moved.text}</p>
<ul><li><code>${earlier.identifier}</code></li><li><code>${earlier.replyUrl}</code></li><li><code>${earlier.signOnUrl}</code></li></ul>`,
      );
  }
}

function section(heading: string, body: Markup): Markup {
  return html`<section class="test" aria-labelledby="move"><h2 id="move">${heading}</h2>
${body}
</section>`;
}
