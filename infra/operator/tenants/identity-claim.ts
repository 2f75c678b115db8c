import { InvalidArgumentError } from 'commander';
import { isEntraIssuer } from '../../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../../shared/tenants/intake/identity-claim.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { OperatorError } from '../operator-error.ts';

/** Help of `--identity-claim`. */
export const identityClaimHelp =
  'not for Entra: the claim that identifies a person for good (user.id of Okta, objectGUID of ADFS), or persistent-name-id';

/** Reads `--identity-claim`; `none` removes it. */
export function readIdentityClaim(text: string): string | 'none' {
  const claim = parseIdentityClaim(text);
  if (claim !== undefined) return claim;
  throw new InvalidArgumentError('A claim name has 1 to 256 visible ASCII characters.');
}

/**
 * Returns `connection` with the identity claim.
 * @throws OperatorError `usage` where the directory is Entra, which identifies people by object id
 */
export function withIdentityClaim(connection: Connection, claim: string | undefined): Connection {
  if (claim === undefined) return connection;
  const { identityClaim: _, ...others } = connection;
  if (claim === 'none') return others;
  if (isEntraIssuer(connection.issuer)) {
    throw new OperatorError(
      'usage',
      'Microsoft Entra ID identifies people by objectidentifier and tenantid; it needs no identity claim.',
    );
  }
  return { ...others, identityClaim: claim };
}
