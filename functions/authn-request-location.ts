import { tenantUrls } from '../shared/apps/urls.ts';
import type { SigningKeys } from '../shared/keys/own-keys.ts';
import { authnRequestUrl, signedAuthnRequestUrl } from '../shared/saml/outbound/authn-request.ts';
import type { Connection } from '../shared/tenants/tenant.ts';
import type { TenantLocation } from './location.ts';
import { messageSignerOf } from './request-signer.ts';

/** The values of an AuthnRequest to one directory. */
export interface RequestToSend {
  /** The id of the flow or of the test, and the Relay State. */
  readonly id: string;
  readonly connection: Connection;
  readonly loginHint?: string | undefined;
  /** Whether the directory must ask the person to sign in again. Default false. */
  readonly forceAuthn?: boolean;
  readonly now: Date;
}

/**
 * Returns the URL that sends a browser to the directory with an AuthnRequest of this tenant; signed, where the tenant's
 * are.
 * @throws Error where the key does not exist. It never sends an unsigned request instead: the directory would reject
 * everyone, or the operator would believe that requests are signed.
 */
export async function authnRequestLocation(
  { site, tenant }: TenantLocation,
  signingKeys: SigningKeys | undefined,
  { id, connection, loginHint, forceAuthn, now }: RequestToSend,
): Promise<string> {
  const { identifier, replyUrl } = tenantUrls(site, tenant);
  const authnRequest = {
    id,
    issueInstant: now,
    identifier,
    replyUrl,
    loginUrl: connection.loginUrl,
    relayState: id,
    loginHint,
    forceAuthn,
  };
  const sign = messageSignerOf(connection, signingKeys);
  return sign === undefined ? authnRequestUrl(authnRequest) : await signedAuthnRequestUrl(authnRequest, sign);
}
