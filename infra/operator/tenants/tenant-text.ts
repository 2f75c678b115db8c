import { shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import type { CertificateGracePeriod } from '../../../shared/tenants/certificate-grace-period.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { aligned, indented, minute } from '../command-result.ts';
import { keysText } from '../keys/key-list.ts';
import { appName } from '../known-apps.ts';
import { encryptionText, requestSigningText } from '../own-keys/own-keys-text.ts';
import { refreshRows } from './refresh-view.ts';
import { sessionLimitsText } from './session-limits.ts';
import { justInTimeText } from './tenant-just-in-time.ts';
import { signOutText } from './tenant-sign-out.ts';
import type { DraftView, TenantView } from './tenant-view.ts';
import { titleOf } from './tenant-view.ts';

/** Returns everything about a tenant as text. */
export function tenantText(tenant: Tenant, view: TenantView): string {
  return [
    `${titleOf(tenant)} is ${view.state === 'draft' ? 'not set up yet' : view.state}.`,
    '',
    indented(
      aligned([
        ...(view.displayName === undefined ? [] : [['Organisation', view.displayName]]),
        ['Microsoft Entra Identifier (issuer)', view.issuer || notYet],
        ['Login URL', view.loginUrl || notYet],
        ...(view.logoutUrl === undefined ? [] : [['Logout URL', view.logoutUrl]]),
        ...(view.metadataUrl === undefined ? [] : [['App Federation Metadata Url', view.metadataUrl]]),
        ...(view.identityClaim === undefined ? [] : [['Identity claim', view.identityClaim]]),
        ...refreshRows(view),
        ...(view.address === undefined ? [] : [['Address', addressText(view.address)]]),
        ...(view.mailDomains === undefined ? [] : [['Mail domains', view.mailDomains.join(', ')]]),
        ['Session', sessionLimitsText(view)],
        ...(view.signOut === undefined ? [] : [['Sign-out', signOutText(view.signOut)]]),
        ...(view.claims === undefined ? [] : [['Claims of its own', Object.keys(view.claims).join(', ')]]),
        ...(view.requiresMultiFactor ? [['Several factors', 'required: others are refused']] : []),
        ...(view.justInTime === undefined ? [] : [['New people', justInTimeText(view.justInTime)]]),
        ...(view.sso ? [] : [['Single sign-on', 'off: tenant set … --sso on']]),
        ...(view.draft === undefined ? [] : [['Being set up', draftText(view.draft)]]),
        ...(view.allowSha1 ? [['SHA-1 signatures', 'accepted']] : []),
        ...(view.encryption === undefined ? [] : [['Encrypted assertions', view.encryption.mode]]),
        ...(view.requestSigning === undefined
          ? []
          : [['AuthnRequests', `signed with ${view.requestSigning.keyId}`]]),
        ...(view.grace === undefined ? [] : [['Expired certificates', gracePeriodText(view.grace)]]),
      ]),
    ),
    '',
    'Keys:',
    indented(keysText(view.keys, view.grace)),
    '',
    [entraText(tenant, view), ...encryptionText(view), ...requestSigningText(view)].join('\n\n'),
  ].join('\n');
}

const notYet = 'not set up yet';

function addressText({ standsAt, movesTo }: NonNullable<TenantView['address']>): string {
  return movesTo === undefined ? `moved to ${standsAt}` : `${standsAt}, not yet moved to ${movesTo}`;
}

const replaced = {
  directory: 'another directory',
  application: 'another application of the directory',
  'metadata-url': 'another metadata URL',
} as const;

function draftText({ step, test, startedAt, link, replaces }: DraftView): string {
  const tested = test?.ofThisDraft ? `${test.outcome} ${minute(test.at)}` : 'not tested';
  const by = link === undefined ? '' : ` by set-up link ${shownSetupLinkId(link)}`;
  const moves = replaces.map((part) => `; it would switch to ${replaced[part]}`).join('');
  return `since ${minute(startedAt)}${by}, at step "${step}", ${tested}${moves}`;
}

function entraText({ app }: Tenant, { entra }: TenantView): string {
  if (entra === undefined) return '';
  const displayName = appName(app);
  return [
    `Enter in Entra (Enterprise apps > ${displayName} > Single sign-on > Basic SAML Configuration):`,
    indented(
      aligned([
        ['Identifier (Entity ID)', entra.identifier],
        ['Reply URL (Assertion Consumer Service URL)', entra.replyUrl],
        ['Sign on URL', entra.signOnUrl],
        ['Logout Url (Optional)', entra.logoutUrl],
      ]),
    ),
    `"Upload metadata file" fills in the first two from ${entra.metadataUrl}`,
  ].join('\n');
}

function gracePeriodText({ until, reason }: CertificateGracePeriod): string {
  return `accepted until ${minute(until)}: ${reason}`;
}
