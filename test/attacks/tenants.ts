import { productionSite } from '../../shared/apps/site.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import type { ProblemCode } from '../../shared/problems/problem.ts';
import { profileOf } from '../fixtures/apps.ts';
import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../fixtures/trusted-key.ts';
import type { World } from './world.ts';

/** A tenant of an app, with the directory that it trusts and the certificate that signs for it. */
export interface Tenant extends World {
  readonly label: string;
  readonly key: SigningKey;
}

const contoso = 'https://sts.windows.net/5f1c7d7e-9c0e-4a54-8c0b-3a1c3d0a7b11/';
const fabrikam = 'https://sts.windows.net/0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5/';

/** Directory, certificate and trust of the six tenants of each app. */
const trusts = [
  ['acme', contoso, 'contoso', asThumbprint],
  ['globex', contoso, 'contoso', asCertificate],
  ['initech', contoso, 'contoso-second', asThumbprint],
  ['acme-2', fabrikam, 'fabrikam', asCertificate],
  ['hooli', fabrikam, 'fabrikam', asThumbprint],
  // Another directory that was handed contoso's own certificate: only the issuer tells them apart.
  ['umbrella', fabrikam, 'contoso', asCertificate],
] as const;

/** Twelve tenants over both apps: same and different directories, certificates and forms of trust. */
export const tenants: readonly Tenant[] = (['timetrack', 'trakstar'] as const).flatMap((app: AppId) =>
  trusts.map(([name, issuer, keyName, trust]) => {
    const tenant = parseTenantId(name);
    if (tenant === undefined) throw new TypeError(`${name} is no tenant id`);
    const { identifier, replyUrl } = tenantUrls(productionSite(profileOf(app)), tenant);
    const key = signingKey({ name: keyName });
    const trustedKeys = [trust(key)];
    return { label: `${app} ${name}`, issuer, identifier, replyUrl, trustedKeys, key };
  }),
);

/** What a message for `from` comes to at `to`: the first of the checks, in their order, that tells them apart. */
export function expectedAt(from: Tenant, to: Tenant): ProblemCode | 'accepted' {
  if (from.key.certificate !== to.key.certificate) return 'key-unknown';
  if (from.issuer !== to.issuer) return 'issuer-mismatch';
  if (from.identifier !== to.identifier) return 'audience-mismatch';
  return from.replyUrl === to.replyUrl ? 'accepted' : 'recipient-mismatch';
}
