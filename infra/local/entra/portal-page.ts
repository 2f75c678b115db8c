import { html } from 'hono/html';
import type { AccessPolicy } from './access-policy.ts';
import { accessPolicyForm } from './access-policy-form.ts';
import type { ListedCertificates } from './application-certificates.ts';
import { applicationHead } from './application-head.ts';
import { identifiersOf, replyUrlsOf } from './application-registry.ts';
import { basicSamlLabels } from './basic-saml-form.ts';
import { certificatesForm } from './certificates-form.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { SimulatedLogoutAnswer } from './logout-answers.ts';
import type { Html, PageParts } from './page.ts';
import type { SigningCertificate } from './signing-certificate.ts';
import type { SigningChoice } from './signing-choice.ts';
import { signingForm } from './signing-form.ts';
import { singleLogoutForm } from './single-logout-form.ts';
import { encryptionForm, verificationForm } from './upload-forms.ts';
import type { UploadedCertificate, Verification } from './uploaded-certificate.ts';

/** What the admin has set for an application. */
export interface ApplicationSettings {
  readonly choice: SigningChoice;
  /** What signs now. */
  readonly certificate: SigningCertificate;
  readonly certificates: ListedCertificates;
  readonly now: Date;
  readonly encryption: UploadedCertificate | undefined;
  readonly verification: Verification;
  readonly logoutAnswer: SimulatedLogoutAnswer;
  readonly accessPolicy: AccessPolicy;
}

const required = 'Required';

/** "Set up single sign-on with SAML" of one application. */
export function portalPage(
  application: EnterpriseApplication,
  {
    choice,
    certificate,
    certificates,
    now,
    encryption,
    verification,
    logoutAnswer,
    accessPolicy,
  }: ApplicationSettings,
): PageParts {
  const { applicationId, basicSaml, directory, displayName } = application;
  return {
    title: `${displayName} | SAML-based Sign-on`,
    width: 'wide',
    body: html`${applicationHead(application, 'Single sign-on')}
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
    [basicSamlLabels.identifier, identifiersOf(application).join(' ') || required],
    [basicSamlLabels.replyUrl, replyUrlsOf(application).join(' ') || required],
    [basicSamlLabels.signOnUrl, basicSaml.signOnUrl],
    [basicSamlLabels.relayState, basicSaml.relayState],
    [basicSamlLabels.logoutUrl, basicSaml.logoutUrl],
  ])}
  <p class="actions"><a class="button quiet" href="/portal/${applicationId}/basic" aria-label="Edit Basic SAML Configuration">✎ Edit</a></p>
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
  ${downloads(application)}
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
</section>
<section class="card" id="single-logout">
  <h2>Single logout</h2>
  ${singleLogoutForm(application, logoutAnswer)}
</section>
<section class="card" id="conditional-access">
  <h2>Conditional Access</h2>
  ${accessPolicyForm(application, accessPolicy)}
</section>`,
  };
}

function downloads({ applicationId, displayName, federationMetadataUrl }: EnterpriseApplication): Html {
  const at = `/portal/${applicationId}/certificate`;
  const files = [
    ['Certificate (Base64)', `${at}.cer`, `${displayName}.cer`],
    ['Certificate (Raw)', `${at}.der`, `${displayName}-raw.cer`],
    ['PEM certificate', `${at}.pem`, `${displayName}.pem`],
    ['Federation Metadata XML', federationMetadataUrl, `${displayName}.xml`],
  ] as const;
  return html`<dl class="facts">
  ${files.map(
    ([label, href, file]) =>
      html`<dt>${label}</dt><dd><a href="${href}" download="${file}" aria-label="Download ${label}">Download</a></dd>`,
  )}
</dl>`;
}

function facts(rows: readonly (readonly [label: string, value: string])[]): Html {
  return html`<dl class="facts">
  ${rows.map(
    ([label, value]) =>
      html`<dt>${label}</dt><dd>${value === '' ? html`<span class="empty">Optional</span>` : value}</dd>`,
  )}
</dl>`;
}
