import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  identityOfClaim,
  persistentIdentity,
  persistentNameId,
} from '../../../shared/saml/inbound/assertion/identity.ts';
import { directoryIn } from '../../../shared/tenants/intake/entra-hosts.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { DirectoryIdentity, User } from '../../../shared/users/user.ts';
import { IdentityTaken } from '../../../shared/users/user-store.ts';
import { addTenantArguments, readSignInName } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, counted, quoted } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { identityColumnHelp } from '../import/id-reading.ts';
import { markUserSessionsEnded } from '../mark-sessions-ended.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import type { Terminal } from '../terminal.ts';
import { findWholeUser, type UserName, unknownUser } from './find-user.ts';
import { rebindFrom } from './rebind-from.ts';

interface RebindOptions extends DestroyOptions {
  readonly objectId?: string;
  readonly directoryId?: string;
  readonly from?: string;
  /** Of the tenant's identity claim. */
  readonly identity?: string;
  readonly identityColumn?: string;
}

/** `user rebind`. */
export function registerUserRebind(user: Command, terminal: Terminal): void {
  addTenantArguments(
    user
      .command('rebind')
      .description(
        're-link a person whose account was recreated in Entra: forget the directory identity or set the new one; ' +
          'ends their sessions. With --from: all people in a list, after a change of directory',
      ),
  )
    .argument('[sign-in name]', 'what Entra sends as Name ID: the user principal name', readSignInName)
    .option('--from <file>', 'a CSV of userPrincipalName,objectId with the new object ids')
    .option(
      '--object-id <guid>',
      'the new Object ID in Entra; without it, the next sign-in sets it',
      readGuid,
    )
    .option('--directory-id <guid>', 'the directory (tenant) ID (default: from the issuer)', readGuid)
    .option('--identity <value>', "the new value of the tenant's identity claim, if it has one", readValue)
    .option('--identity-column <head>', `with --from, ${identityColumnHelp}`)
    .option('--yes', 'do not ask for confirmation (implied by --json)')
    .option('--dry-run', 'show what would change, change nothing')
    .action(
      (
        app: AppProfile,
        tenant: TenantId,
        signInName: string | undefined,
        { from, ...options }: RebindOptions,
        command: Command,
      ) => {
        if ((signInName === undefined) === (from === undefined)) {
          command.error('error: enter a sign-in name, or --from <file> for a list');
        }
        if (from !== undefined && options.objectId !== undefined) {
          command.error('error: --object-id <guid> requires a sign-in name');
        }
        if (from !== undefined && options.identity !== undefined) {
          command.error('error: --identity <value> requires a sign-in name');
        }
        if (
          options.identityColumn !== undefined &&
          (from === undefined || options.directoryId !== undefined)
        ) {
          command.error('error: --identity-column <head> requires --from <file>, without --directory-id');
        }
        if (from !== undefined)
          return runCommand(terminal, command, (context) =>
            rebindFrom(context, app, tenant, { ...options, from }),
          );
        if (signInName === undefined) return undefined;
        if (options.directoryId !== undefined && options.objectId === undefined) {
          command.error('error: --directory-id <guid> requires --object-id <guid>');
        }
        if (options.identity !== undefined && options.objectId !== undefined) {
          command.error('error: enter --identity <value> or --object-id <guid>, not both');
        }
        return runCommand(terminal, command, (context) =>
          rebind(context, { app, tenant, signInName }, options),
        );
      },
    );
}

function readGuid(text: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('Enter a GUID such as 7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101.');
}

function readValue(text: string): string {
  if (/^[\x21-\x7e]{1,256}$/.test(text)) return text;
  throw new InvalidArgumentError('An identity is 1 to 256 visible ASCII characters.');
}

async function rebind(
  context: CommandContext,
  name: UserName,
  options: RebindOptions,
): Promise<CommandResult> {
  const user = await findWholeUser(context, name);
  const identity = await newIdentity(context, name, options);
  const effect =
    identity === 'none'
      ? `The next person who signs in as ${user.signInName} becomes this user.`
      : `From now on this user has the object id ${identity.objectId}.`;
  if (options.dryRun)
    return { text: `${effect}\nNothing was written (--dry-run).`, json: { user, dryRun: true } };
  const { app, tenant, signInName } = name;
  await confirm(context, options, {
    effect: `${effect} Their sessions end.`,
    word: signInName,
    command: `user rebind ${app.id} ${tenant} ${quoted(signInName)}${optionText(options)}`,
  });
  if (identity !== 'none') await requireFree(context, name, identity, user.id);
  const bound = await rebound(context, name, user, identity);
  const sessionsEnded = await markUserSessionsEnded(context, bound, 'user-changed');
  return {
    text: `${effect} ${counted(sessionsEnded, 'running session')} ended.`,
    json: { user: bound, sessionsEnded },
  };
}

function optionText({ objectId, directoryId, identity }: RebindOptions): string {
  if (identity !== undefined) return ` --identity ${quoted(identity)}`;
  const object = objectId === undefined ? '' : ` --object-id ${objectId}`;
  return directoryId === undefined ? object : `${object} --directory-id ${directoryId}`;
}

async function newIdentity(
  context: CommandContext,
  { app, tenant }: UserName,
  { objectId, directoryId, identity }: RebindOptions,
): Promise<DirectoryIdentity | 'none'> {
  if (identity !== undefined)
    return identityIn(await findTenant(context, { app: app.id, id: tenant }), identity);
  if (objectId === undefined) return 'none';
  if (directoryId !== undefined) return { directoryId, objectId };
  const { connection } = await findTenant(context, { app: app.id, id: tenant });
  const ofIssuer = directoryIn(connection.issuer);
  if (ofIssuer !== undefined) return { directoryId: ofIssuer, objectId };
  throw new OperatorError(
    'usage',
    `The issuer ${connection.issuer} contains no directory ID. Add --directory-id <guid>.`,
  );
}

function identityIn({ connection }: Tenant, value: string): DirectoryIdentity {
  const { issuer, identityClaim } = connection;
  if (identityClaim === persistentNameId) return persistentIdentity(issuer, value);
  if (identityClaim !== undefined) return identityOfClaim(issuer, identityClaim, value);
  throw new OperatorError(
    'usage',
    'The tenant has no identity claim. To set it: tenant set … --identity-claim <name>',
  );
}

async function requireFree(
  context: CommandContext,
  { app, tenant }: UserName,
  identity: DirectoryIdentity,
  ours: string,
): Promise<void> {
  const other = await context.users.findByIdentity(app.id, tenant, identity);
  if (other !== undefined && other.id !== ours)
    throw identityTaken(context, { app, tenant }, identity, other);
}

/** Binds the user. @throws OperatorError `user-unknown`, `identity-taken` */
async function rebound(
  context: CommandContext,
  name: UserName,
  user: User,
  identity: DirectoryIdentity | 'none',
): Promise<User> {
  try {
    const bound = await context.users.update(user, { identity, endSessions: true }, context.terminal.now());
    if (bound !== undefined) return bound;
  } catch (error) {
    if (error instanceof IdentityTaken && identity !== 'none') {
      throw identityTaken(context, name, identity, error.holder);
    }
    throw error;
  }
  throw unknownUser(context, name);
}

function identityTaken(
  context: CommandContext,
  { app, tenant }: Pick<UserName, 'app' | 'tenant'>,
  { objectId }: DirectoryIdentity,
  { signInName }: User,
): OperatorError {
  return new OperatorError('identity-taken', `Object id ${objectId} already belongs to ${signInName}.`, [
    `To show that user: ${context.commandLine(`user show ${app.id} ${tenant} ${quoted(signInName)}`)}`,
  ]);
}
