import { prepareTrust, type Trust } from '../saml/inbound/signature/prepare-trust.ts';
import type { Connection } from '../tenants/tenant.ts';

/** Parsing certificates takes longer than verifying with them, so it is done once while a connection is cached. */
const prepared = new WeakMap<Connection, Trust>();

/** Returns what a connection trusts, prepared once for each connection that is read. */
export function trustOf(connection: Connection): Trust {
  const known = prepared.get(connection);
  if (known !== undefined) return known;
  const trust = prepareTrust(connection);
  prepared.set(connection, trust);
  return trust;
}
