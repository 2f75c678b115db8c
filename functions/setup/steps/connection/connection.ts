import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { isConfigured } from '../../../../shared/tenants/connection.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import { draftOf, valuesOf } from '../../../../shared/tenants/draft/draft.ts';
import { shownIdentityClaim } from '../../../../shared/tenants/intake/identity-claim.ts';
import { pageParameter, setupPath } from '../../addresses.ts';
import { hiddenField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import { settingsSummary } from '../../settings-summary.ts';
import { errorSummary } from './error-summary.ts';
import type { ConnectionEntry, InputMethodName } from './field.ts';
import { identityClaimField } from './identity-claim.ts';
import { chosenMethod, inputMethodNames, inputMethods, methodParameter } from './input-methods.ts';
import { isRenewalInput, renewalFieldMarkup } from './renewal.ts';
import { pemOf } from './shown-values.ts';

/** Step 3: entering Entra's values. A link that renews the certificate asks only for that. */
export function showConnection(session: SetupPageSession): Answer {
  return showForm(session, isRenewalInput(session));
}

/** The same step for the next certificate only, from the page of an active connection. */
export function showRenewal(session: SetupPageSession): Answer {
  return showForm(session, true);
}

/** Fills the form with the values that are known, so that an administrator changes only what is different. */
function showForm(session: SetupPageSession, isRenewal: boolean): Answer {
  const values = currentValues(session, isRenewal);
  return showInput(session, isRenewal, {
    language: session.language,
    method: chosenMethod(session, values),
    entered: isRenewal ? {} : knownValues(values),
    errors: {},
  });
}

/** One key only: a form with one of several keys in it would drop the others. */
function knownValues(values: DraftValues): ConnectionEntry['entered'] {
  const { issuer, loginUrl, logoutUrl, metadataUrl, identityClaim, trustedKeys } = values;
  const [key, ...others] = trustedKeys;
  const only = others.length === 0 ? key : undefined;
  return {
    issuer,
    loginUrl,
    logoutUrl,
    metadataUrl,
    identityClaim: identityClaim && shownIdentityClaim(identityClaim),
    thumbprint: only?.kind === 'thumbprint' ? only.thumbprint.toUpperCase() : undefined,
    certificate: only?.kind === 'certificate' ? pemOf(only.certificate) : undefined,
  };
}

/**
 * Returns the page of the step: one form, and links to the others.
 * @param entry What the form shows. With errors, the status is 422.
 */
export function showInput(session: SetupPageSession, isRenewal: boolean, entry: ConnectionEntry): Answer {
  const { connection: texts, layout } = setupTextsOf(session.language);
  const hasErrors = Object.keys(entry.errors).length > 0;
  const title = isRenewal ? texts.titleRenewal : layout.stepNames.connection;
  return stepPage(session, {
    title,
    step: 'connection',
    status: hasErrors ? 422 : 200,
    stage: html`<h2>${title}</h2>
${errorSummary(entry)}
<p>${isRenewal ? texts.introRenewal : texts.intro}</p>
${hasErrors ? '' : currentValuesMarkup(session, isRenewal)}
${session.isReadOnly ? '' : methodLinks(session, isRenewal, entry.method)}
${session.isReadOnly ? '' : inputForm(session, isRenewal, entry)}`,
  });
}

function currentValues({ tenant, request }: SetupPageSession, isRenewal: boolean): DraftValues {
  return isRenewal ? valuesOf(tenant.connection) : draftOf(tenant, request.receivedAt).values;
}

/** Folded where the form shows the same values. */
function currentValuesMarkup(session: SetupPageSession, isRenewal: boolean): Markup | '' {
  const { connection: texts } = setupTextsOf(session.language);
  const values = currentValues(session, isRenewal);
  if (values.issuer === undefined && values.trustedKeys.length === 0) return '';
  const summary = settingsSummary(session, values, []);
  if (session.isReadOnly) return html`<h2>${texts.current}</h2>${summary}`;
  const isActive = isConfigured(session.tenant.connection);
  return html`<details class="current"><summary>${texts.current}</summary><div class="inside">${summary}</div></details>
${isRenewal && isActive ? html`<p class="help">${texts.currentHelpRenewal}</p>` : ''}`;
}

function methodLinks(session: SetupPageSession, isRenewal: boolean, current: InputMethodName): Markup {
  const { methods: texts } = setupTextsOf(session.language).connection;
  return html`<nav aria-label="${texts.label}"><ul class="methods">
${inputMethodNames(session.location.site.app).map((name) => {
  const href = setupPath(session.location, {
    [pageParameter]: isRenewal ? 'renew' : 'connection',
    [methodParameter]: name,
  });
  const remark = name === 'metadata-url' ? html` <small>(${texts.recommended})</small>` : '';
  return html`<li><a href="${href}"${name === current ? html` aria-current="page"` : ''}>${texts.names[name]}${remark}</a></li>`;
})}
</ul></nav>`;
}

function inputForm(session: SetupPageSession, isRenewal: boolean, entry: ConnectionEntry): Markup {
  const { headings, renewalHeadings, review } = setupTextsOf(session.language).connection;
  const { method } = entry;
  const content = html`<h3>${(isRenewal ? renewalHeadings : headings)[method]}</h3>${hiddenField('how', method)}${renewalFieldMarkup(isRenewal)}
${inputMethods[method].show(session, entry, isRenewal)}
${isRenewal ? '' : identityClaimField(entry)}
<div class="row"><button class="button" type="submit">${review}</button></div>`;
  return html`<div class="way">${setupForm(session, 'look', content, 'upload')}</div>`;
}
