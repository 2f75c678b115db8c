import { html } from 'hono/html';
import { identifiersOf, replyUrlsOf } from './application-registry.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html, PageParts } from './page.ts';

/** The fields of Basic SAML Configuration under the portal's own labels. */
export const basicSamlLabels = {
  identifier: 'Identifier (Entity ID)',
  replyUrl: 'Reply URL (Assertion Consumer Service URL)',
  signOnUrl: 'Sign on URL',
  relayState: 'Relay State (Optional)',
  logoutUrl: 'Logout Url (Optional)',
} as const;

/** The name of one of the fields. */
export type BasicSamlField = keyof typeof basicSamlLabels;

/** What is in the form: several Identifiers and Reply URLs stand on a line each. */
export type BasicSamlText = Readonly<Record<BasicSamlField, string>>;

/** What is saved for an application, as the form shows it. */
export function basicSamlText(application: EnterpriseApplication): BasicSamlText {
  const { signOnUrl, relayState, logoutUrl } = application.basicSaml;
  return {
    identifier: identifiersOf(application).join('\n'),
    replyUrl: replyUrlsOf(application).join('\n'),
    signOnUrl,
    relayState,
    logoutUrl,
  };
}

/** The pencil of Basic SAML Configuration: its form, with what is wrong in it. */
export function basicSamlPage(
  { applicationId, directory, displayName }: EnterpriseApplication,
  text: BasicSamlText,
  problems: Readonly<Partial<Record<BasicSamlField | 'file', string>>> = {},
): PageParts {
  const action = `/portal/${applicationId}/basic`;
  const field = (name: BasicSamlField, more: Html | string = '') => {
    const problem = problems[name];
    const described =
      problem === undefined ? '' : html`aria-invalid="true" aria-describedby="${name}-problem"`;
    const isList = name === 'identifier' || name === 'replyUrl';
    return html`<label for="${name}">${basicSamlLabels[name]}${isList ? html` <small>Required</small>` : ''}</label>
    ${
      isList
        ? html`<textarea id="${name}" name="${name}" rows="2" spellcheck="false" ${described}>${text[name]}</textarea>`
        : html`<input id="${name}" name="${name}" value="${text[name]}" spellcheck="false" ${described}>`
    }
    ${problem === undefined ? '' : html`<p class="problem" id="${name}-problem">${problem}</p>`}
    ${more}`;
  };
  return {
    title: `${displayName} | Basic SAML Configuration`,
    width: 'wide',
    body: html`<p class="crumbs"><a href="/portal#${directory.tenant}">Enterprise applications</a> › ${directory.displayName} › <a href="/portal/${applicationId}">${displayName}</a></p>
<h1>Basic SAML Configuration</h1>
<section class="card">
  <h2>Upload metadata file</h2>
  <form class="choose" method="post" action="${action}/upload" enctype="multipart/form-data">
    <label for="file">Select a file</label>
    <input id="file" type="file" name="file" accept=".xml" required>
    ${problems.file === undefined ? '' : html`<p class="problem">${problems.file}</p>`}
    <p class="note">Fills in Identifier, Reply URL and Logout Url below. Nothing is saved until you select Save.</p>
    <p class="actions"><button class="quiet" type="submit">Add</button></p>
  </form>
</section>
<section class="card">
  <form class="choose basic" method="post" action="${action}">
    ${field('identifier', html`<p class="note">Unique in the directory. For several, one a line: the first is the default.</p>`)}
    ${field('replyUrl', html`<p class="note">For several, one a line: the first is the default.</p>`)}
    ${field('signOnUrl')}
    ${field('relayState')}
    ${field('logoutUrl')}
    <p class="actions"><button type="submit">Save</button> <a class="button quiet" href="/portal/${applicationId}">Close</a></p>
  </form>
</section>`,
  };
}
