import { tenantUrls } from '../../shared/apps/urls.ts';
import type { LogoutRequest } from '../../shared/saml/inbound/logout/logout-request.ts';
import { type LogoutOutcome, logoutResponseUrl } from '../../shared/saml/outbound/logout-response.ts';
import { signRedirect } from '../../shared/saml/outbound/sign-redirect.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';
import type { LogoutRequestWriter } from '../logout-request-location.ts';
import { messageSignerOf } from '../request-signer.ts';

/** A directory's request, and what became of the sessions that it names. */
export interface AnsweredLogout {
  readonly named: TenantLocation;
  readonly tenant: Tenant;
  readonly request: Pick<LogoutRequest, 'id'>;
  readonly relayState: string | undefined;
  readonly outcome: LogoutOutcome;
  readonly now: Date;
}

/**
 * Returns the URL that takes our LogoutResponse to the directory, signed where the tenant's requests are; undefined where
 * the directory has no Logout URL.
 * @throws Error where the key does not exist; the key store's error
 */
export async function answerLocation(
  { random, signingKeys }: LogoutRequestWriter,
  { named, tenant, request, relayState, outcome, now }: AnsweredLogout,
): Promise<string | undefined> {
  const { connection } = tenant;
  const { logoutUrl } = connection;
  if (logoutUrl === undefined) return undefined;
  const url = logoutResponseUrl({
    outcome,
    id: `_${Buffer.from(random(16)).toString('hex')}`,
    issueInstant: now,
    identifier: tenantUrls(named.site, named.tenant).identifier,
    logoutUrl,
    inResponseTo: request.id,
    relayState,
  });
  const sign = messageSignerOf(connection, signingKeys);
  return sign === undefined ? url : await signRedirect(url, 'SAMLResponse', sign);
}
