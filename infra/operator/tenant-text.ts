import { gallery } from '../../shared/apps/gallery.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { counted } from './counted.ts';
import { aligned, day, indented } from './report.ts';
import type { TenantView, TrustedKeyView } from './tenant-view.ts';
import { titleOf } from './tenant-view.ts';

/** Everything about a tenant, for a person to read. */
export function tenantText(tenant: Tenant, view: TenantView): string {
  return [
    `${titleOf(tenant)} is ${view.state}.`,
    '',
    indented(
      aligned([
        ['Microsoft Entra Identifier (issuer)', view.issuer],
        ['Login URL', view.loginUrl],
        ...(view.logoutUrl === undefined ? [] : [['Logout URL', view.logoutUrl]]),
        ['Session', counted(view.sessionLengthSeconds / 3_600, 'hour')],
        ...(view.allowSha1 ? [['SHA-1 signatures', 'accepted']] : []),
      ]),
    ),
    '',
    'Trusted keys:',
    indented(trustedKeysText(view.trustedKeys)),
    '',
    entraText(tenant, view),
  ].join('\n');
}

function entraText({ app }: Tenant, { entra }: TenantView): string {
  if (entra === undefined) return '';
  const { displayName } = gallery[app];
  return [
    `To enter in Entra (Enterprise apps > ${displayName} > Single sign-on > Basic SAML Configuration):`,
    indented(
      aligned([
        ['Identifier (Entity ID)', entra.identifier],
        ['Reply URL (Assertion Consumer Service URL)', entra.replyUrl],
        ['Sign on URL', entra.signOnUrl],
        ['Logout Url (Optional)', entra.logoutUrl],
      ]),
    ),
    `"Upload metadata file" takes the first two from ${entra.metadataUrl}`,
  ].join('\n');
}

function trustedKeysText(keys: readonly TrustedKeyView[]): string {
  return keys.length === 0 ? 'none: nobody can sign in' : keys.map(trustedKeyText).join('\n');
}

function trustedKeyText(key: TrustedKeyView): string {
  const rows: string[][] = [];
  if (key.subject !== undefined) rows.push(['certificate', key.subject]);
  else rows.push([key.kind, key.pinned === false ? 'its certificate is pinned at the first sign-in' : '']);
  if (key.notAfter !== undefined) {
    rows.push(['  expires', `${day(key.notAfter)}${key.expired ? ': EXPIRED, sign-ins are refused' : ''}`]);
  }
  const { sha1, sha256 } = key.thumbprints;
  if (sha1 !== undefined) rows.push(['  SHA-1 thumbprint', sha1.toUpperCase()]);
  if (sha256 !== undefined) rows.push(['  SHA-256 thumbprint', sha256.toUpperCase()]);
  return aligned(rows);
}
