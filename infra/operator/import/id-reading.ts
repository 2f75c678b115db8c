import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  identityOfClaim,
  persistentIdentity,
  persistentNameId,
} from '../../../shared/saml/inbound/assertion/identity.ts';
import { directoryIn, isEntraIssuer } from '../../../shared/tenants/intake/entra-hosts.ts';
import { shownIdentityClaim } from '../../../shared/tenants/intake/identity-claim.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { folded } from '../../../shared/users/import/folded.ts';
import type { RowIds } from '../../../shared/users/import/row-ids.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';

/** How the ids of a file are read, and whose they are. */
export interface IdReading extends RowIds {
  /** The directory id of the identities. */
  readonly directoryId: string;
}

/** Help of `--identity-column`. */
export const identityColumnHelp =
  'for a tenant with an identity claim: the header of the column with its values (default: identity)';

const objectIdHeads = ['objectid', 'id', 'userobjectid', 'objektid'];

/** Returns how object ids of the directory `directoryId` are read. */
export function objectIdsOf(directoryId: string): IdReading {
  return { kind: 'object-id', label: 'Object id', heads: objectIdHeads, directoryId };
}

/**
 * Returns how the ids of a tenant's people are read: object ids of its directory, or values of its identity claim.
 * @param column What `--identity-column` names.
 * @throws OperatorError `usage` where the directory names people by neither, or `column` is given for Entra
 */
export function idReadingOf(
  context: CommandContext,
  {
    app,
    id,
    connection,
  }: { readonly app: AppProfile; readonly id: TenantId; readonly connection: Connection },
  column: string | undefined,
): IdReading {
  const { issuer, identityClaim } = connection;
  const directoryId = directoryIdOf(connection);
  if (identityClaim === undefined && column !== undefined) {
    throw new OperatorError(
      'usage',
      `--identity-column requires a tenant with an identity claim; ${id} has none.`,
    );
  }
  if (directoryId !== undefined) {
    return identityClaim === undefined
      ? objectIdsOf(directoryId)
      : claimReading(identityClaim, directoryId, column);
  }
  throw new OperatorError(
    'usage',
    issuer === ''
      ? `People cannot be bound yet: ${id} is not set up, so their directory is unknown.`
      : `People cannot be bound: the issuer ${issuer} is not Entra's, and ${id} has no identity claim.`,
    issuer === ''
      ? []
      : [`Set the claim: ${context.commandLine(`tenant set ${app.id} ${id} --identity-claim <name>`)}`],
  );
}

/** Returns the directory id of a connection's identities; undefined where it has none. */
export function directoryIdOf({
  issuer,
  identityClaim,
}: Pick<Connection, 'issuer' | 'identityClaim'>): string | undefined {
  if (identityClaim === undefined) return isEntraIssuer(issuer) ? directoryIn(issuer) : undefined;
  return identityClaim === persistentNameId
    ? persistentIdentity(issuer, '').directoryId
    : identityOfClaim(issuer, identityClaim, '').directoryId;
}

function claimReading(claim: string, directoryId: string, column: string | undefined): IdReading {
  const label = shownIdentityClaim(claim);
  const heads = column === undefined ? ['identity', folded(label)] : [folded(column)];
  return { kind: 'claim', label, heads, directoryId };
}

/** Returns the error for a file without a column of ids. */
export function withoutIds(path: string, { kind, label }: IdReading): OperatorError {
  return kind === 'object-id'
    ? new OperatorError('import-refused', `${path} has no object ids. Add a column objectId.`)
    : new OperatorError('import-refused', `${path} has no values of ${label}. Add a column identity.`, [
        'Or enter the header of their column: --identity-column <head>',
      ]);
}
