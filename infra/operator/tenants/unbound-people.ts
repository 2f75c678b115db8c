import { shownIdentityClaim } from '../../../shared/tenants/intake/identity-claim.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { directoryIdOf } from '../import/id-reading.ts';

/**
 * Returns a warning where a change of the directory or its identity claim locks people out because they are bound to
 * the former one. Reads all people of the tenant, but only after such a change.
 */
export async function unboundPeopleWarnings(
  context: CommandContext,
  { connection: before }: Pick<Tenant, 'connection'>,
  { app, id, connection: after }: Tenant,
): Promise<NonNullable<CommandResult['warnings']>> {
  if (before.issuer === after.issuer && before.identityClaim === after.identityClaim) return [];
  const directoryId = directoryIdOf(after);
  let strangers = 0;
  for (const { identity, renaming } of await context.users.list(app, id)) {
    const bound = identity ?? renaming?.identity;
    if (bound !== undefined && bound.directoryId !== directoryId) strangers += 1;
  }
  if (strangers === 0) return [];
  const rebind = (rest: string) => context.commandLine(`user rebind ${app} ${id} ${rest}`);
  const { identityClaim } = after;
  const next =
    directoryId === undefined
      ? `Set an identity claim, or forget each binding: ${rebind('<sign-in name>')}`
      : `Bind them again with a CSV of userPrincipalName,${identityClaim === undefined ? 'objectId' : 'identity'}: ${rebind('--from <file>')}`;
  const what = identityClaim === undefined ? '' : ` by ${shownIdentityClaim(identityClaim)}`;
  const people = strangers === 1 ? '1 person has' : `${strangers} people have`;
  return [
    {
      code: 'people-bound-otherwise',
      message: `${people} an earlier binding and cannot sign in${what} until they are bound again. ${next}`,
    },
  ];
}
