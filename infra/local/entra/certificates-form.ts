import { html } from 'hono/html';
import { type ListedCertificates, validities } from './application-certificates.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html } from './page.ts';
import type { SigningCertificate } from './signing-certificate.ts';

/** "SAML Signing Certificate": every certificate, and what an administrator does for a rollover. */
export function certificatesForm(
  { applicationId }: EnterpriseApplication,
  { active, inactive }: ListedCertificates,
  now: Date,
): Html {
  const action = `/portal/${applicationId}/certificates`;
  return html`<ul class="certificates">
  ${[active, ...inactive].map(
    (certificate) => html`<li>
    <code>${certificate.thumbprint}</code>
    <small>${statusOf(certificate, active, now)}, until ${minuteOf(certificate.notAfter)}</small>
    ${
      certificate === active
        ? ''
        : html`<form class="actions" method="post" action="${action}/${certificate.thumbprint}">
      <button class="quiet" type="submit" name="do" value="activate">Make certificate active</button>
      <button class="quiet" type="submit" name="do" value="delete">Delete certificate</button>
    </form>`
    }</li>`,
  )}
</ul>
<form class="choose" method="post" action="${action}">
  <label for="validity">Valid for</label>
  <select id="validity" name="validity">
    ${Object.entries(validities).map(([value, text]) => html`<option value="${value}">${text}</option>`)}
  </select>
  <p class="note">A new certificate is inactive: the federation metadata shows it at once, and nothing is signed with
  it until it is made active, or the active one expires.</p>
  <p class="actions"><button class="quiet" type="submit">New certificate</button></p>
</form>`;
}

function statusOf(certificate: SigningCertificate, active: SigningCertificate, now: Date): string {
  const status = certificate === active ? 'Active' : 'Inactive';
  return now < certificate.notAfter ? status : `${status}, expired`;
}

function minuteOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
