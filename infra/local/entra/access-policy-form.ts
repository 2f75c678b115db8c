import { html } from 'hono/html';
import type { AccessPolicy } from './access-policy.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Html } from './page.ts';

/** Conditional Access for one application, as two boxes to tick. */
export function accessPolicyForm(
  { applicationId }: EnterpriseApplication,
  { requiresMultiFactor, ignoresForceAuthn }: AccessPolicy,
): Html {
  return html`<form class="choose" method="post" action="/portal/${applicationId}/conditional-access">
  ${box('mfa', 'Require multifactor authentication', requiresMultiFactor)}
  ${box('ignore-force-authn', 'Ignore a request for a fresh sign-in (ForceAuthn)', ignoresForceAuthn)}
  <p class="note">Entra offers no second box. It is here to see what the application says to a directory that does not
  ask again.</p>
  <p class="actions"><button class="quiet" type="submit">Save policy</button></p>
</form>`;
}

function box(name: string, label: string, isTicked: boolean): Html {
  return html`<label><input type="checkbox" name="${name}" ${isTicked ? 'checked' : ''}> ${label}</label>`;
}
