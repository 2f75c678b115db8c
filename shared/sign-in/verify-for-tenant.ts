import type { Site } from '../apps/site.ts';
import { tenantUrls } from '../apps/urls.ts';
import { defined } from '../objects/defined.ts';
import { Problem } from '../problems/problem.ts';
import { verifyEncryptedResponse, verifyEnvelope } from '../saml/inbound/encryption/encrypted-response.ts';
import type { EncryptedResponse, UnverifiedResponse } from '../saml/inbound/response.ts';
import {
  prepareTrust,
  type Trust,
  type TrustedCertificate,
} from '../saml/inbound/signature/prepare-trust.ts';
import { type AcceptedAssertion, verifyResponse } from '../saml/inbound/verify.ts';
import { gracePeriodAt } from '../tenants/certificate-grace-period.ts';
import type { Connection, Tenant } from '../tenants/tenant.ts';
import type { ContentKey } from './content-key.ts';

/** Parsing certificates costs more than verifying with them: once a connection, for as long as it is cached. */
const prepared = new WeakMap<Connection, Trust>();

function trustOf(connection: Connection): Trust {
  const known = prepared.get(connection);
  if (known !== undefined) return known;
  const trust = prepareTrust(connection);
  prepared.set(connection, trust);
  return trust;
}

/**
 * Verifies a response by what one tenant trusts and is called. The tenant comes from the URL, never from the
 * message.
 * @throws Problem; `encryption-required` where it is right in everything else
 */
export function verifyForTenant(
  unverified: UnverifiedResponse,
  site: Site,
  tenant: Tenant,
  now: Date,
): AcceptedAssertion {
  const accepted = verifyResponse(unverified, expectationsOf(site, tenant, now), now);
  requireEncryption(tenant.connection);
  return accepted;
}

/** What comes in the clear is what the tenant takes. @throws Problem `encryption-required` */
export function requireEncryption({ encryption }: Connection): void {
  if (encryption?.mode !== 'required') return;
  throw Problem.authenticated('encryption-required', {
    expected: 'an EncryptedAssertion',
    actual: 'an Assertion',
  });
}

/**
 * The same of a response whose assertion is encrypted. Its own signature comes first, so that a forged one costs
 * no use of a private key.
 * @param contentKey The key of this message; undefined where nothing is decrypted in this deployment.
 * @throws Problem; `assertion-encrypted` where the tenant takes none
 */
export async function verifyEncryptedForTenant(
  encrypted: EncryptedResponse,
  contentKey: ContentKey | undefined,
  site: Site,
  tenant: Tenant,
  now: Date,
): Promise<AcceptedAssertion> {
  const expectations = expectationsOf(site, tenant, now);
  const envelopeSigner = verifyEnvelope(encrypted, expectations.trust);
  const key = requireDecryption(tenant.connection, contentKey, envelopeSigner);
  return verifyEncryptedResponse(encrypted, await key(), { ...expectations, envelopeSigner }, now);
}

/** The tenant takes encrypted assertions, and so does this deployment. @throws Problem `assertion-encrypted` */
export function requireDecryption(
  { encryption }: Connection,
  contentKey: ContentKey | undefined,
  envelopeSigner: TrustedCertificate | undefined,
): ContentKey {
  if (encryption !== undefined && contentKey !== undefined) return contentKey;
  throw envelopeSigner === undefined
    ? new Problem('assertion-encrypted')
    : Problem.authenticated('assertion-encrypted');
}

/** What a tenant expects of a message, at a site and at an instant. */
export function expectationsOf(site: Site, { id, connection }: Tenant, now: Date) {
  const { identifier, replyUrl } = tenantUrls(site, id);
  const grace = gracePeriodAt(connection, now);
  return {
    issuer: connection.issuer,
    ...defined({ identityClaim: connection.identityClaim }),
    identifier,
    replyUrl,
    trust: trustOf(connection),
    ...defined({ expiredCertificatesUntil: grace?.until }),
  };
}
