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
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { folded } from './folded.ts';

/** The column of a file with a person's identity in the directory, and how to read its cells. */
export interface IdReading {
  /** `object-id`: GUIDs from Entra. `claim`: values of the identity claim, exactly as the directory sends them. */
  readonly kind: 'object-id' | 'claim';
  /** The name of an id in messages. */
  readonly label: string;
  /** Accepted headers, folded; the first one that exists is used. */
  readonly heads: readonly string[];
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

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Returns an id as it is bound: an object id in lower case, a claim's value as it stands. The empty string where the
 * cell is empty, undefined where it holds no such id.
 */
export function readId(cell: string, kind: IdReading['kind']): string | undefined {
  if (cell === '') return '';
  if (kind === 'claim') return /^[\x21-\x7e]{1,256}$/.test(cell) ? cell : undefined;
  const id = cell.toLowerCase();
  return guid.test(id) ? id : undefined;
}

/** Returns the error for a file without a column of ids. */
export function withoutIds(path: string, { kind, label }: IdReading): OperatorError {
  return kind === 'object-id'
    ? new OperatorError('import-refused', `${path} has no object ids. Add a column objectId.`)
    : new OperatorError('import-refused', `${path} has no values of ${label}. Add a column identity.`, [
        'Or enter the header of their column: --identity-column <head>',
      ]);
}
