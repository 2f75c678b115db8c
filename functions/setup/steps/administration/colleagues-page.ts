import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import { shownSetupLinkId } from '../../../../shared/ids/setup-link-id.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../../../shared/pages/utc-time.ts';
import { maximumColleagueLinks, type SetupLink } from '../../../../shared/setup/setup-link.ts';
import { pagePath } from '../../addresses.ts';
import { hiddenField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';

/** What a form has just done. */
interface ColleaguesResult {
  /** A new link, which no later page shows again. */
  readonly made?: { readonly url: string; readonly link: SetupLink };
  readonly tooMany?: true;
}

/** Returns the page with the open links for colleagues. */
export function colleaguesPage(
  session: SetupPageSession,
  links: readonly SetupLink[],
  { made, tooMany }: ColleaguesResult = {},
): Answer {
  const { language, location } = session;
  const { colleagues: texts } = setupTextsOf(language).administration;
  const maySend = session.link.administrator?.holder === 'self';
  return stepPage(session, {
    title: texts.heading,
    status: tooMany === undefined ? 200 : 400,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.intro}</p>
${tooMany === undefined ? '' : html`<p class="note alert" role="alert">${texts.tooMany(maximumColleagueLinks)}</p>`}
${made === undefined ? '' : html`<div class="note"><p><label for="link">${texts.made}</label></p><p><input type="text" id="link" readonly value="${made.url}"></p><p class="help">${texts.once}</p></div>`}
${links.length === 0 ? html`<p class="note">${texts.nothing}</p>` : ''}
${
  links.length === 0
    ? ''
    : html`<ul class="log">${links.map(
        (link) => html`<li>
<p><strong>${shownSetupLinkId(link.id)}</strong></p>
<p class="help">${texts.facts(link.administrator?.signInName ?? '', utcTime(link.expiresAt, language), link.openings)}</p>
${maySend ? setupForm(session, 'revoke-link', html`${hiddenField('id', link.id)}<button class="link" type="submit">${texts.revoke}<span class="seen"> ${shownSetupLinkId(link.id)}</span></button>`) : ''}
</li>`,
      )}</ul>`
}
${maySend ? setupForm(session, 'create-link', html`<div class="row"><button class="button" type="submit">${texts.create}</button></div>`) : html`<p class="help">${texts.onlySelf}</p>`}
<p><a href="${pagePath(location, 'done')}">${texts.back}</a></p>`,
  });
}
