import type { Site } from '../apps/site.ts';
import { tenantUrls } from '../apps/urls.ts';
import { type AcceptedAssertion, judgeResponse } from '../saml/inbound/judge.ts';
import type { UnverifiedResponse } from '../saml/inbound/response.ts';
import { prepareTrust, type Trust } from '../saml/inbound/trusted-keys.ts';
import { graceAt } from '../tenants/grace.ts';
import type { Connection, Tenant } from '../tenants/tenant.ts';

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
 * Judges a response by what one tenant trusts and is called. The tenant comes from the URL, never from the
 * message.
 * @throws Problem
 */
export function judgeForTenant(
  unverified: UnverifiedResponse,
  site: Site,
  tenant: Tenant,
  now: Date,
): AcceptedAssertion {
  const { identifier, replyUrl } = tenantUrls(site, tenant.id);
  const { connection } = tenant;
  const grace = graceAt(connection, now);
  const expectations = {
    issuer: connection.issuer,
    identifier,
    replyUrl,
    trust: trustOf(connection),
    ...(grace === undefined ? {} : { expiredCertificatesUntil: grace.until }),
  };
  return judgeResponse(unverified, expectations, now);
}
