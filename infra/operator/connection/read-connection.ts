import type { Command } from 'commander';
import { defined } from '../../../shared/objects/defined.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { ownAddressAmong, ownAddressError } from '../../../shared/tenants/intake/own-address.ts';
import { type ReadMetadata, readAddresses } from '../../../shared/tenants/intake/read-metadata.ts';
import { trustKey } from '../../../shared/tenants/keys/key-states.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { readIssuerOption, readUrl } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { addKeyOptions, type KeyOptions, readKeyOptions } from './idp-settings.ts';
import { fetchMetadata, metadataRefused, readMetadataFile } from './read-metadata.ts';

/** The options for a connection. */
export interface ConnectionOptions extends KeyOptions {
  readonly metadataUrl?: string;
  /** A path. */
  readonly metadataFile?: string;
  readonly issuer?: string;
  readonly loginUrl?: string;
  readonly logoutUrl?: string;
}

/** Adds the options of {@link ConnectionOptions} to a command. */
export function addConnectionOptions(command: Command): Command {
  return addKeyOptions(
    command
      .option('--metadata-url <url>', 'App Federation Metadata Url: contains all values below', readUrl)
      .option('--metadata-file <file>', 'a downloaded Federation Metadata XML: contains all values below')
      .option(
        '--issuer <identifier>',
        'Microsoft Entra Identifier; for another directory, its entityID',
        readIssuerOption,
      )
      .option('--login-url <url>', 'Login URL', readUrl)
      .option('--logout-url <url>', 'Logout URL', readUrl),
  );
}

/** The values of a connection that were given; the caller checks what is missing. */
export type IdpSettingsOptions = Partial<
  Pick<Connection, 'issuer' | 'loginUrl' | 'logoutUrl' | 'metadataUrl'>
> & {
  readonly trustedKeys: readonly TrustedKey[];
};

/**
 * Reads the options of a connection. An option overrides the same value in metadata. Writes nothing.
 * @throws OperatorError where a value cannot be read, or two values contradict each other
 */
export async function readConnection(
  context: CommandContext,
  options: ConnectionOptions,
): Promise<IdpSettingsOptions> {
  const input = await readInputValues(context, options);
  requireForeign(context, input);
  return input;
}

/** Requires that no value is an address of Latchkey. @throws OperatorError `own-address` */
export function requireForeign(context: CommandContext, values: Parameters<typeof ownAddressAmong>[1]): void {
  const field = ownAddressAmong(context.sites, values);
  if (field === undefined) return;
  throw new OperatorError(
    'own-address',
    `${fieldNames[field]} ${values[field]}: ${ownAddressError().message}`,
  );
}

const fieldNames = { issuer: 'Issuer', loginUrl: 'Login URL', logoutUrl: 'Logout URL' } as const;

async function readInputValues(
  context: CommandContext,
  options: ConnectionOptions,
): Promise<IdpSettingsOptions> {
  const { metadataUrl, metadataFile, issuer, loginUrl, logoutUrl } = options;
  const input = await readKeyOptions(context.terminal, options);
  const metadata =
    metadataUrl !== undefined
      ? await fetchMetadata(context, metadataUrl)
      : metadataFile === undefined
        ? undefined
        : await readMetadataFile(context, metadataFile);
  if (metadata === undefined) {
    return { ...defined({ issuer, loginUrl, logoutUrl }), trustedKeys: input };
  }
  requireMatchingIssuer(metadata, issuer);
  return {
    issuer: metadata.entityId,
    ...addressesIn({ ...metadata, ...defined({ loginUrl, logoutUrl }) }),
    ...defined({ metadataUrl }),
    trustedKeys: [...input, ...metadata.keys],
  };
}

/** Returns `connection` with exactly `keys`, each once: a thumbprint and its certificate are one key. */
export function withTrustedKeys(connection: Connection, keys: readonly TrustedKey[]): Connection {
  const none: Connection = { ...connection, trustedKeys: [] };
  return keys.reduce<Connection>((made, key) => trustKey(made, key), none);
}

/** Requires that the metadata belongs to `issuer`. @throws OperatorError `metadata-other-issuer` */
function requireMatchingIssuer({ entityId }: ReadMetadata, issuer: string | undefined): void {
  if (issuer === undefined || issuer === entityId) return;
  throw new OperatorError('metadata-other-issuer', `The metadata belongs to ${entityId}, not to ${issuer}.`, [
    'Get the metadata of the same application, or omit --issuer.',
  ]);
}

/** Reads the addresses in metadata by the same rules as the options. */
function addressesIn(metadata: ReadMetadata): ReturnType<typeof readAddresses> {
  try {
    return readAddresses(metadata);
  } catch (error) {
    throw metadataRefused(error);
  }
}
