import type { Parameters } from '../http/parameters.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import { Problem } from '../problems/problem.ts';
import type { OpenIdClient } from './client.ts';
import { matchRedirect } from './redirect-template.ts';

/** A redirect URI of a client, proven: only from here on may a browser be redirected to it. */
export interface ProvenRedirect {
  readonly client: OpenIdClient;
  /** As sent: exactly what a template of the client allows. */
  readonly redirectUri: string;
  /** The tenant that stands in it. Undefined where the client's template names none. */
  readonly tenant?: TenantId;
}

/**
 * Returns the redirect URI of a request, if the client registered it, for a tenant that the client may sign in.
 * @throws Problem `openid-redirect-unknown`: the browser must not be redirected at all
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequestValidation
 */
export function proveRedirect(client: OpenIdClient, parameters: Parameters): ProvenRedirect {
  const sent = parameters.one('redirect_uri');
  const anyLoopbackPort = client.authentication === 'none';
  const matched =
    sent === undefined ? undefined : matchRedirect(client.redirectUris, sent, { anyLoopbackPort });
  const isAllowed = matched?.tenant === undefined || maySignIn(client, matched.tenant);
  if (sent === undefined || matched === undefined || !isAllowed) {
    throw new Problem('openid-redirect-unknown', {
      expected: `one redirect_uri that ${client.id} registered`,
      actual: parameters.isRepeated('redirect_uri') ? 'two of them' : (sent ?? 'none'),
    });
  }
  return { client, redirectUri: sent, ...matched };
}

/** Returns whether a client may sign in people of a tenant. */
export function maySignIn({ tenants }: Pick<OpenIdClient, 'tenants'>, tenant: TenantId): boolean {
  return tenants === undefined || tenants.includes(tenant);
}
