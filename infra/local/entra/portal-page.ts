import { html } from 'hono/html';
import type { ListedCertificates } from './application-certificates.ts';
import { certificatesForm } from './certificates-form.ts';
import { directories } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { entraPage, type Html } from './page.ts';
import type { SigningCertificate } from './signing-certificate.ts';
import type { SigningChoice } from './signing-choice.ts';
import { signingForm } from './signing-form.ts';
import { encryptionForm, verificationForm } from './upload-forms.ts';
import type { UploadedCertificate, Verification } from './uploaded-certificate.ts';

/** The admin center's list: the enterprise applications of every directory. */
export function portalIndexPage(applications: readonly EnterpriseApplication[]): Html {
  return entraPage({
    title: 'Enterprise applications',
    width: 'wide',
    body: html`<h1>Enterprise applications</h1>
${directories.map(
  (directory) => html`<section class="card" id="${directory.tenant}">
  <h2>${directory.displayName}</h2>
  <ul class="choices">
  ${applications
    .filter((application) => application.directory === directory)
    .map(
      ({ applicationId, displayName }) => html`<li><a href="/portal/${applicationId}">
      <strong>${displayName}</strong> <small>Application ID ${applicationId}</small></a></li>`,
    )}
  </ul>
</section>`,
)}`,
  });
}

/** What the admin has set for an application. */
export interface ApplicationSettings {
  readonly choice: SigningChoice;
  /** What signs now. */
  readonly certificate: SigningCertificate;
  readonly certificates: ListedCertificates;
  readonly now: Date;
  readonly encryption: UploadedCertificate | undefined;
  readonly verification: Verification;
}

/** "Set up single sign-on with SAML" of one application. */
export function portalPage(
  application: EnterpriseApplication,
  { choice, certificate, certificates, now, encryption, verification }: ApplicationSettings,
): Html {
  const { applicationId, basicSaml, directory, displayName } = application;
  return entraPage({
    title: `${displayName} | SAML-based Sign-on`,
    width: 'wide',
    body: html`<p class="crumbs"><a href="/portal">Enterprise applications</a> › ${directory.displayName}</p>
<h1>Set up single sign-on with SAML</h1>
<p class="lead">${displayName} in the directory ${directory.displayName}.</p>
<form class="actions test" method="post" action="/portal/${applicationId}/test">
  <button type="submit" ${verification.required ? 'disabled' : ''}>Test this application</button>
  <small>Signs in with an AuthnRequest in ${displayName}’s name. As from Entra, the response carries no
  InResponseTo: to the application it is one that nobody asked for.</small>
</form>
<section class="card">
  <h2><span class="step">1</span> Basic SAML Configuration</h2>
  ${facts([
    ['Identifier (Entity ID)', basicSaml.identifier],
    ['Reply URL (Assertion Consumer Service URL)', basicSaml.replyUrl],
    ['Sign on URL', basicSaml.signOnUrl],
    ['Relay State (Optional)', basicSaml.relayState],
    ['Logout Url (Optional)', basicSaml.logoutUrl],
  ])}
</section>
<section class="card">
  <h2><span class="step">2</span> Attributes &amp; Claims</h2>
  ${facts([
    ['Unique User Identifier', 'user.userprincipalname'],
    ['givenname', 'user.givenname'],
    ['surname', 'user.surname'],
    ['emailaddress', 'user.mail'],
    ['name', 'user.userprincipalname'],
  ])}
</section>
<section class="card">
  <h2><span class="step">3</span> SAML Certificates</h2>
  <h3>Token signing certificate</h3>
  ${facts([
    ['Status', now < certificate.notAfter ? 'Active' : 'Expired'],
    ['Thumbprint', certificate.thumbprint],
    ['Expiration', certificate.notAfter.toISOString().slice(0, 10)],
    ['App Federation Metadata Url', application.federationMetadataUrl],
  ])}
  <p><a href="/portal/${applicationId}/certificate.cer" download="${displayName}.cer">Download Certificate (Base64)</a> ·
  <a href="${application.federationMetadataUrl}">Federation Metadata XML</a></p>
  <h3 id="certificates">SAML signing certificates</h3>
  ${certificatesForm(application, certificates, now)}
  <h3 id="signing">Signing</h3>
  ${signingForm(application, choice)}
  <h3 id="verification">Verification certificates (optional)</h3>
  ${verificationForm(application, verification)}
</section>
<section class="card">
  <h2><span class="step">4</span> Set up ${displayName}</h2>
  <p>What the application needs to know of this directory:</p>
  ${facts([
    ['Login URL', application.loginUrl],
    ['Microsoft Entra Identifier', application.issuer],
    ['Logout URL', application.logoutUrl],
  ])}
</section>
<section class="card" id="encryption">
  <h2>Token encryption</h2>
  ${encryptionForm(application, encryption)}
</section>`,
  });
}

function facts(rows: readonly (readonly [label: string, value: string])[]): Html {
  return html`<dl class="facts">
  ${rows.map(
    ([label, value]) =>
      html`<dt>${label}</dt><dd>${value === '' ? html`<span class="empty">Optional</span>` : value}</dd>`,
  )}
</dl>`;
}
