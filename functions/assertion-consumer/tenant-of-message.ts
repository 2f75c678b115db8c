import { sharesReplyUrl } from '../../shared/apps/key-space.ts';
import type { Location } from '../../shared/apps/locate.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { claimedSigner } from '../../shared/saml/inbound/claimed-signer.ts';
import type { ReceivedResponse } from '../../shared/saml/inbound/response.ts';
import { tenantInFlowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import type { KeyOwnerIndex } from '../../shared/tenants/keys/claims/key-owner-index.ts';
import { requireTenant, type TenantLocation } from '../location.ts';

/** What a message says that its address does not. */
interface TenantClaims {
  readonly request: Pick<EndpointRequest, 'cookies'>;
  /** The InResponseTo of the Response. */
  readonly inResponseTo: string | undefined;
  readonly message: ReceivedResponse;
}

/**
 * Returns the location with the tenant that a message is verified for. The address names it; where the app's Reply URL
 * names none, the cookie of the request that the message answers does, or else the tenant that has proven the key that
 * the message shows, for its issuer: one request. That tenant's own keys decide.
 * @throws Problem `tenant-not-found`; `tenant-not-identified` where the app's Reply URL names none; the directory's own
 * failure where no tenant can be told
 */
export async function locateTenant(
  { keyOwners }: { readonly keyOwners: KeyOwnerIndex },
  location: Location,
  { request, inResponseTo, message }: TenantClaims,
): Promise<TenantLocation> {
  const { site, tenant } = location;
  const isShared = tenant.kind === 'absent' && sharesReplyUrl(site.app);
  const answered = isShared
    ? tenantInFlowCookie(request.cookies, site.app.id, inResponseTo ?? '')
    : undefined;
  if (answered !== undefined) return { site, tenant: answered };
  if (message.kind === 'failed' && tenant.kind !== 'named') throw message.problem;
  if (!isShared || message.kind === 'failed') return requireTenant(location);
  const signer = claimedSigner(message);
  const owner = signer && (await keyOwners.ownerOf(site.app.id, signer.issuer, signer.certificate));
  if (owner === undefined) throw notIdentified(signer?.issuer ?? 'a message that shows no certificate');
  return { site, tenant: owner };
}

/** Returns the problem of a message that could be any tenant's. */
export function notIdentified(actual: string): Problem {
  return new Problem('tenant-not-identified', {
    expected: 'a certificate that has signed a test of one customer',
    actual,
  });
}
