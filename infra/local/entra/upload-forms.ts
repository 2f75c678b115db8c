import { html } from 'hono/html';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html } from './page.ts';
import type { UploadedCertificate, Verification } from './uploaded-certificate.ts';

/** "Token encryption": what assertions are encrypted for. */
export function encryptionForm(
  { applicationId }: EnterpriseApplication,
  active: UploadedCertificate | undefined,
): Html {
  const action = `/portal/${applicationId}/encryption`;
  return html`${active === undefined ? html`<p>No certificate: assertions are not encrypted.</p>` : shown(active)}
<form class="choose" method="post" action="${action}">
  ${pasted('encryption-certificate', 'Import certificate (Base64)')}
  <p class="actions"><button class="quiet" type="submit">Import and activate</button></p>
</form>
${
  active === undefined
    ? ''
    : html`<form method="post" action="${action}"><button class="quiet" type="submit">Deactivate token encryption</button></form>`
}`;
}

/** "Verification certificates (optional)": whether requests have to be signed. */
export function verificationForm(
  { applicationId }: EnterpriseApplication,
  { required, certificates }: Verification,
): Html {
  return html`${certificates.map(shown)}
<form class="choose" method="post" action="/portal/${applicationId}/verification">
  <label><input type="checkbox" name="required" value="on" ${required ? 'checked' : ''}> Require verification certificates</label>
  ${pasted('verification-certificate', 'Upload certificate (Base64)')}
  <p class="note">While they are required, Entra has neither its Test button nor a sign-in that begins here.</p>
  <p class="actions"><button class="quiet" type="submit">Save</button></p>
</form>`;
}

function shown({ thumbprint, notAfter }: UploadedCertificate): Html {
  return html`<p>Thumbprint <code>${thumbprint}</code>, expires ${notAfter.toISOString().slice(0, 10)}</p>`;
}

function pasted(id: string, label: string): Html {
  return html`<label for="${id}">${label}</label>
  <textarea id="${id}" name="certificate" rows="4" placeholder="-----BEGIN CERTIFICATE-----"></textarea>`;
}
