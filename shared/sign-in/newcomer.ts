import { Buffer } from 'node:buffer';
import type { MappedClaims } from '../claims/map-claims.ts';
import { newUserId } from '../ids/user-id.ts';
import { defined } from '../objects/defined.ts';
import { directoryClaim } from '../saml/inbound/assertion/attributes.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import { requireEntitled } from '../tenants/just-in-time.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { parseDisplayName, parseSignInName } from '../users/names.ts';
import type { AdmittedPerson } from '../users/user.ts';
import { maximumSortKeyBytes, userKey } from '../users/user-item.ts';

/** An accepted assertion of a person without a user. */
export interface NewcomerSource {
  readonly tenant: Tenant;
  readonly accepted: Pick<AcceptedAssertion, 'nameId' | 'identity' | 'disclosed' | 'attributes'>;
  /** What the application gets of the person. Undefined: this sign-in makes no session, and creates no user. */
  readonly claims?: MappedClaims | undefined;
  readonly now: Date;
}

/**
 * Returns the user that the sign-in of an unknown person may create. Undefined where the tenant creates none, where the
 * directory sends no permanent identity, where the NameID cannot be a sign-in name, and for an assertion whose contents
 * may not be stored beyond the session.
 * @throws Problem `user-not-entitled`
 */
export function newcomerOf({ tenant, accepted, claims, now }: NewcomerSource): AdmittedPerson | undefined {
  const { identity, nameId, disclosed, attributes } = accepted;
  const { app, id, justInTime, connection } = tenant;
  if (justInTime === undefined || claims === undefined || identity === undefined || !disclosed)
    return undefined;
  // An identity by another claim does not name the directory; Entra's own claim still does.
  const [sent = identity.directoryId, ...more] = attributes.get(directoryClaim) ?? [];
  const directoryId = more.length > 0 ? identity.directoryId : sent.toLowerCase();
  requireEntitled(justInTime, connection.issuer, { directoryId, claims });
  if (!isSignInName(tenant, nameId.value)) return undefined;
  return {
    app,
    tenant: id,
    id: newUserId(),
    signInName: nameId.value,
    ...defined({ displayName: displayNameIn(attributes) }),
    active: true,
    identity,
    createdAt: now,
    updatedAt: now,
  };
}

function isSignInName({ app, id }: Tenant, name: string): boolean {
  if (Buffer.byteLength(userKey(app, id, name).sortKey) > maximumSortKeyBytes) return false;
  return readable(() => parseSignInName(name)) !== undefined;
}

const displayNameClaim = 'http://schemas.microsoft.com/identity/claims/displayname';

function displayNameIn(attributes: AcceptedAssertion['attributes']): string | undefined {
  const [name] = attributes.get(displayNameClaim) ?? attributes.get('displayName') ?? [];
  return name === undefined ? undefined : readable(() => parseDisplayName(name));
}

/** Undefined for text that cannot be a name. */
function readable(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
