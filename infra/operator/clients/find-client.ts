import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { ClientRecord } from '../../../shared/openid/client-item.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';

/** Returns the client of an app. @throws OperatorError `client-unknown` */
export async function findClient(
  context: CommandContext,
  app: AppProfile,
  id: ClientId,
): Promise<ClientRecord> {
  const found = await context.clients.findRecord(id);
  if (found !== undefined && found.client.app === app.id) return found;
  throw unknownClient(context, app, id);
}

/** Returns the error for a client that the app does not have. */
export function unknownClient(context: CommandContext, app: AppProfile, id: ClientId): OperatorError {
  return new OperatorError('client-unknown', `${app.displayName} has no client with the id ${id}.`, [
    `To list them: ${context.commandLine(`client list ${app.id}`)}`,
  ]);
}

/**
 * Requires that a client is the command's to change.
 * @throws OperatorError `client-declared` for one of an app document
 */
export function requireOwnClient(app: AppProfile, { client, isDeclared }: ClientRecord): void {
  if (!isDeclared) return;
  throw new OperatorError(
    'client-declared',
    `The app document of ${app.displayName} declares client ${client.id}. The command only rotates its secrets.`,
    ['Change openIdClients in the document, and deploy.'],
  );
}
