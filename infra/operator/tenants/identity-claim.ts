import { InvalidArgumentError } from 'commander';
import { isEntraIssuer } from '../../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../../shared/tenants/intake/identity-claim.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { OperatorError } from '../operator-error.ts';

/** Help of `--identity-claim`. */
export const identityClaimHelp =
  'not for Entra: the claim that never changes for a person (user.id of Okta, objectGUID of ADFS), or persistent-name-id';

/** The claim that `--identity-claim` names; `none` takes it away. */
export function readIdentityClaim(text: string): string | 'none' {
  const claim = parseIdentityClaim(text);
  if (claim !== undefined) return claim;
  throw new InvalidArgumentError('A claim is called by 1 to 256 visible ASCII characters.');
}

/**
 * `connection` with that identity claim.
 * @throws OperatorError `usage` where the directory is Entra, which sends an identity of its own
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
