import { type Answer, redirect, withCookies } from '../shared/http/answer.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import { requestFlowId } from '../shared/ids/flow-id.ts';
import { requestIdBytes } from '../shared/ids/request-id.ts';
import { newSecret, type Random } from '../shared/ids/secret.ts';
import type { SigningKeys } from '../shared/keys/own-keys.ts';
import type { Authorization } from '../shared/openid/authorization.ts';
import { beginSignIn } from '../shared/sign-in/begin.ts';
import { makeRoom } from '../shared/sign-in/browser/dropped-flows-cookie.ts';
import { flowCookie } from '../shared/sign-in/browser/flow-cookie.ts';
import type { RequiredFreshness } from '../shared/sign-in/required-authentication.ts';
import type { RunningSession } from '../shared/sign-in/session.ts';
import type { Tenant } from '../shared/tenants/tenant.ts';
import { authnRequestLocation } from './authn-request-location.ts';
import type { Deployment } from './deployment.ts';
import type { TenantLocation } from './location.ts';

/** What sends a person to their directory. */
export interface DirectoryDependencies extends Pick<Deployment, 'flows'> {
  readonly random: Random;
  /** Our keys for signing requests. Default: none. */
  readonly signingKeys?: SigningKeys | undefined;
}

/** A sign-in that begins. */
export interface SignInToBegin {
  readonly location: TenantLocation;
  readonly tenant: Tenant;
  /** Where the person wants to go: a path of the tenant's origin. */
  readonly returnTo?: string | undefined;
  /** The request of an OpenID client that the sign-in answers. */
  readonly authorization?: Authorization | undefined;
  readonly loginHint?: string | undefined;
  /** Whether the directory must ask the person to sign in again. Default false. */
  readonly forceAuthn?: boolean;
  /** How fresh the authentication has to be, beside what `authorization` demands: the answer is held to it. Default: of any age. */
  readonly required?: RequiredFreshness | undefined;
  /**
   * The running session whose authentication is to be renewed. With its user: another person's answer is refused.
   * Default: none.
   */
  readonly session?: Partial<Pick<RunningSession, 'user' | 'authenticatedAt'>> | undefined;
}

/**
 * Redirects a browser to the tenant's directory with an AuthnRequest whose answer is valid in this browser alone. One
 * write; where the tenant's requests are signed, one use of a key.
 */
export async function sendToDirectory(
  { flows, random, signingKeys }: DirectoryDependencies,
  request: EndpointRequest,
  {
    location,
    tenant,
    returnTo,
    authorization,
    loginHint,
    forceAuthn = false,
    required,
    session,
  }: SignInToBegin,
): Promise<Answer> {
  const browserSecret = newSecret(random);
  const id = requestFlowId(requestIdBytes({ app: tenant.app, tenant: tenant.id, secret: browserSecret }));
  const { connection } = tenant;
  const now = request.receivedAt;
  // Signed first: if the key is unavailable, no flow has begun.
  const there = await authnRequestLocation(location, signingKeys, {
    id,
    connection,
    loginHint,
    forceAuthn,
    now,
  });
  await beginSignIn(flows, tenant, { id, browserSecret, returnTo, authorization, required, session, now });
  return withCookies(
    redirect(there),
    ...makeRoom(request.cookies),
    flowCookie(id, browserSecret, {
      now,
      app: location.site.app,
      tenant: location.tenant,
      wantsCode: authorization !== undefined,
    }),
  );
}
