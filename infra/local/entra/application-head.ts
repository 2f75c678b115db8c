import { html } from 'hono/html';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html, PageParts } from './page.ts';

/** Where an admin is, and the other page of the application. */
export function applicationHead(
  { applicationId, directory, displayName }: EnterpriseApplication,
  here: 'Single sign-on' | 'Users and groups',
): Html {
  const pages = [
    ['Single sign-on', `/portal/${applicationId}`],
    ['Users and groups', `/portal/${applicationId}/users`],
  ] as const;
  return html`<p class="crumbs"><a href="/portal#${directory.tenant}">Enterprise applications</a> › ${directory.displayName} › ${displayName}</p>
<nav class="tabs" aria-label="${displayName}">
  ${pages.map(
    ([label, href]) =>
      html`<a href="${href}" ${label === here ? html`aria-current="page"` : ''}>${label}</a>`,
  )}
</nav>`;
}

/** "Select a single sign-on method" of an application that has none yet. */
export function methodPage(application: EnterpriseApplication): PageParts {
  return {
    title: `${application.displayName} | Single sign-on`,
    width: 'wide',
    body: html`${applicationHead(application, 'Single sign-on')}
<h1>Select a single sign-on method</h1>
<form method="post" action="/portal/${application.applicationId}/method">
  <p class="actions"><button type="submit">SAML</button></p>
  <p class="note">Rich and secure authentication to applications using the SAML protocol. The simulation has no other.</p>
</form>`,
  };
}
