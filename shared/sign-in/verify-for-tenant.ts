import { sharesReplyUrl } from '../apps/key-space.ts';
import type { Site } from '../apps/site.ts';
import { tenantReplyUrls, tenantUrls } from '../apps/urls.ts';
import { defined } from '../objects/defined.ts';
import { Problem } from '../problems/problem.ts';
import { verifyEncryptedResponse, verifyEnvelope } from '../saml/inbound/encryption/encrypted-response.ts';
import type { EncryptedResponse, UnverifiedResponse } from '../saml/inbound/response.ts';
import type { TrustedCertificate } from '../saml/inbound/signature/prepare-trust.ts';
import { type AcceptedAssertion, verifyResponse } from '../saml/inbound/verify.ts';
import { gracePeriodAt } from '../tenants/certificate-grace-period.ts';
import type { Connection, Tenant } from '../tenants/tenant.ts';
import type { ContentKey } from './content-key.ts';
import { trustOf } from './trust-of-connection.ts';

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

/**
 * Requires that the tenant accepts an assertion in the clear.
 * @throws Problem `encryption-required`
 */
export function requireEncryption({ encryption }: Connection): void {
  if (encryption?.mode !== 'required') return;
  throw Problem.authenticated('encryption-required', {
    expected: 'an EncryptedAssertion',
    actual: 'an Assertion',
  });
}

/** Whom an encrypted assertion is verified for. */
export interface DecryptedFor {
  readonly site: Site;
  readonly tenant: Tenant;
  readonly now: Date;
  /** The request of this tenant that this browser began and the message claims to answer. Default: none. */
  readonly answerTo?: string | undefined;
}

/**
 * Verifies a response whose assertion is encrypted. The signature of the Response comes first, so that a forged one
 * never costs the use of a private key.
 * @param contentKey The key of this message. Undefined: this deployment has no private keys.
 * @throws Problem; `assertion-encrypted` where the tenant accepts none
 */
export async function verifyEncryptedForTenant(
  encrypted: EncryptedResponse,
  contentKey: ContentKey | undefined,
  { site, tenant, now, answerTo }: DecryptedFor,
): Promise<AcceptedAssertion> {
  const expectations = expectationsOf(site, tenant, now, answerTo);
  const envelopeSigner = verifyEnvelope(encrypted, expectations.trust);
  const key = requireDecryption(tenant.connection, contentKey, envelopeSigner);
  return verifyEncryptedResponse(encrypted, await key(), { ...expectations, envelopeSigner }, now);
}

/**
 * Requires that the tenant accepts encrypted assertions, and that this deployment has private keys.
 * @throws Problem `assertion-encrypted`
 */
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

/**
 * Returns what a tenant expects of a message, at a site and at an instant.
 * @param answerTo The request that this browser began. It counts only where the app's Reply URL names no tenant.
 */
export function expectationsOf(site: Site, { id, connection }: Tenant, now: Date, answerTo?: string) {
  const { identifier } = tenantUrls(site, id);
  const [replyUrl, ...otherReplyUrls] = tenantReplyUrls(site, id);
  const grace = gracePeriodAt(connection, now);
  return {
    issuer: connection.issuer,
    ...defined({ identityClaim: connection.identityClaim }),
    identifier,
    replyUrl,
    otherReplyUrls,
    trust: trustOf(connection),
    ...(sharesReplyUrl(site.app) ? { sharedReplyUrl: { answerTo } } : {}),
    ...defined({ expiredCertificatesUntil: grace?.until }),
  };
}
