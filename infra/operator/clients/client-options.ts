import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import * as v from 'valibot';
import { type ClientId, parseClientId } from '../../../shared/ids/client-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { clientPublicKeySchema, type OpenIdClient } from '../../../shared/openid/client.ts';
import { clientFaults } from '../../../shared/openid/client-faults.ts';
import { collect, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { fileUnreadable } from '../file-error.ts';
import { OperatorError } from '../operator-error.ts';
import { findTenant } from '../tenants/change-tenant.ts';

/** What the options of a command say of a client. */
export interface ClientOptions {
  readonly redirectUri?: readonly string[];
  readonly postLogoutRedirectUri?: readonly string[];
  readonly backChannelLogoutUri?: string;
  readonly publicKeys?: string;
  readonly tenant?: readonly TenantId[];
  readonly dryRun?: boolean;
}

/** How a client may authenticate, as an option. */
export const authenticationOption = () =>
  new Option('--authentication <method>', 'how the client proves itself; none: PKCE alone')
    .choices(['secret', 'private-key', 'none'])
    .default('secret');

/** Adds the options that say what a client is. */
export function addClientOptions(command: Command): Command {
  return command
    .option(
      '--redirect-uri <address>',
      'where codes may be sent, with {tenant} where the tenant stands (repeatable)',
      collect,
    )
    .option(
      '--post-logout-redirect-uri <address>',
      'where browsers may go after sign-out, with {tenant} (repeatable)',
      collect,
    )
    .option('--back-channel-logout-uri <address>', 'where logout tokens are posted')
    .option('--public-keys <file>', 'a JSON Web Key Set, with --authentication private-key')
    .option(
      '--tenant <tenant>',
      'sign in people of this tenant only (repeatable; default: of every tenant)',
      (text: string, before: readonly TenantId[] = []) => [...before, readTenantId(text)],
    )
    .option('--dry-run', 'show the result, change nothing');
}

/** Reads the id of a client. */
export function readClientId(text: string): ClientId {
  const id = parseClientId(text);
  if (id !== undefined) return id;
  throw new InvalidArgumentError('Enter the id of a client, as client list shows it.');
}

/** Returns what these options change of a client. @throws OperatorError `file-unreadable`, `client-refused` */
export async function clientOf(options: ClientOptions): Promise<Partial<OpenIdClient>> {
  const { redirectUri, postLogoutRedirectUri, backChannelLogoutUri, publicKeys, tenant } = options;
  return defined({
    redirectUris: redirectUri,
    postLogoutRedirectUris: postLogoutRedirectUri,
    backChannelLogoutUri,
    tenants: tenant,
    publicKeys: publicKeys === undefined ? undefined : await readPublicKeys(publicKeys),
  });
}

const keySetSchema = v.object({ keys: v.array(clientPublicKeySchema) });

async function readPublicKeys(path: string): Promise<NonNullable<OpenIdClient['publicKeys']>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileUnreadable(path, error);
  });
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), keySetSchema), text);
  if (read.success) return { keys: read.output.keys };
  throw new OperatorError(
    'client-refused',
    `${path} is no JSON Web Key Set of public keys: RSA, or EC with P-256, and no private part.`,
  );
}

/**
 * Requires that a client is safe and that its tenants exist.
 * @throws OperatorError `client-refused` with every fault, `tenant-unknown`
 */
export async function requireSoundClient(context: CommandContext, client: OpenIdClient): Promise<void> {
  const faults = clientFaults(client, context.sites);
  if (faults.length > 0) {
    const [first = '', ...others] = faults.map(({ field, message }) => `${names[field]} ${message}.`);
    throw new OperatorError('client-refused', first, others);
  }
  for (const id of client.tenants ?? []) await findTenant(context, { app: client.app, id });
}

/** The options by the fields that they set. */
const names = {
  redirectUris: '--redirect-uri',
  postLogoutRedirectUris: '--post-logout-redirect-uri',
  backChannelLogoutUri: '--back-channel-logout-uri',
  publicKeys: '--public-keys',
  tenants: '--tenant',
} as const;
