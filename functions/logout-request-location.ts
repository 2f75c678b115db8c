import { Buffer } from 'node:buffer';
import type { Site } from '../shared/apps/site.ts';
import { tenantUrls } from '../shared/apps/urls.ts';
import type { Random } from '../shared/ids/secret.ts';
import type { SigningKeys } from '../shared/keys/own-keys.ts';
import { logoutRequestUrl } from '../shared/saml/outbound/logout-request.ts';
import { signRedirect } from '../shared/saml/outbound/sign-redirect.ts';
import { directorySessionOf } from '../shared/sign-in/directory-session.ts';
import { belongsToTenant, type SignedInFlow } from '../shared/sign-in/flow.ts';
import type { Tenant } from '../shared/tenants/tenant.ts';
import { messageSignerOf } from './request-signer.ts';

/** What writes a LogoutRequest. */
export interface LogoutRequestWriter {
  readonly random: Random;
  /** Our keys for signing requests. Default: none. */
  readonly signingKeys?: SigningKeys | undefined;
}

/** The session that the directory is asked to end. */
export interface SessionAtDirectory {
  readonly site: Site;
  readonly tenant: Tenant;
  readonly session: SignedInFlow;
  readonly now: Date;
}

/** A LogoutRequest, and where the browser takes it. */
export interface LogoutRequestLocation {
  /** `_` and 32 hex digits, from 128 random bits. */
  readonly id: string;
  readonly location: string;
}

/**
 * Returns whether the directory can be asked to end a session: it has a Logout URL, it is the directory that signed the
 * person in, and the session has the names by which the directory knows it.
 */
export function isKnownToDirectory({
  tenant,
  session,
}: Pick<SessionAtDirectory, 'tenant' | 'session'>): boolean {
  const { logoutUrl, issuer } = tenant.connection;
  const isOfDirectory = belongsToTenant(session, tenant) && session.issuer === issuer;
  return logoutUrl !== undefined && isOfDirectory && directorySessionOf(session) !== undefined;
}

/**
 * Returns the URL that sends a browser to the directory with a LogoutRequest for `session`, signed where the tenant's
 * requests are. Undefined where {@link isKnownToDirectory} says no. No read; one use of a key where it is signed.
 * @throws Error where the key does not exist; the key store's error
 */
export async function logoutRequestLocation(
  { random, signingKeys }: LogoutRequestWriter,
  at: SessionAtDirectory,
): Promise<LogoutRequestLocation | undefined> {
  const { site, tenant, session, now } = at;
  const { connection } = tenant;
  const named = directorySessionOf(session);
  if (connection.logoutUrl === undefined || named === undefined || !isKnownToDirectory(at)) return undefined;
  const id = `_${Buffer.from(random(16)).toString('hex')}`;
  const url = logoutRequestUrl({
    id,
    issueInstant: now,
    identifier: tenantUrls(site, tenant.id).identifier,
    logoutUrl: connection.logoutUrl,
    ...named,
  });
  const sign = messageSignerOf(connection, signingKeys);
  return { id, location: sign === undefined ? url : await signRedirect(url, 'SAMLRequest', sign) };
}
