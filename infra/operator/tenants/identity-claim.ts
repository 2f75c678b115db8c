import { InvalidArgumentError } from 'commander';
import { persistentNameId } from '../../../shared/saml/inbound/identity.ts';
import { directoryIn, issuerHosts } from '../../../shared/tenants/entra-hosts.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { OperatorError } from '../operator-error.ts';

/** Help of `--identity-claim`. */
export const identityClaimHelp =
  'not for Entra: the claim that never changes for a person (user.id of Okta, objectGUID of ADFS), or persistent-name-id';

/** The claim that `--identity-claim` names; `none` takes it away. */
export function readIdentityClaim(text: string): string | 'none' {
  if (text === 'persistent-name-id') return persistentNameId;
  if (/^[\x21-\x7e]{1,256}$/.test(text)) return text;
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
  if (directoryIn(connection.issuer) !== undefined) {
    throw new OperatorError(
      'usage',
      'Microsoft Entra ID identifies people by objectidentifier and tenantid; it needs no identity claim.',
    );
  }
  return { ...others, identityClaim: claim };
}

/** A warning where people of a directory other than Entra are recognised by their names alone. */
export function identityWarnings({
  issuer,
  identityClaim,
}: Connection): readonly { readonly code: 'recognised-by-name'; readonly message: string }[] {
  if (issuer === '' || identityClaim !== undefined || isEntra(issuer)) return [];
  return [
    {
      code: 'recognised-by-name',
      message:
        'People are recognised by their sign-in name alone unless this directory sends objectidentifier and tenantid. ' +
        'A name can change or be given to somebody else: tenant set … --identity-claim <name>',
    },
  ];
}

function isEntra(issuer: string): boolean {
  const { hostname = '' } = URL.parse(issuer) ?? {};
  return directoryIn(issuer) !== undefined || issuerHosts.includes(hostname);
}
