import { appsOf } from '../../../shared/apps/apps.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import type { CommandContext } from '../command-context.ts';
import { counted, day } from '../command-result.ts';
import { type DoctorCheck, fail, pass, warn } from './check.ts';

/** How many days before a secret expires the check begins to warn. */
const warningDays = 14;

/**
 * Returns the checks of the secrets of OpenID Connect clients: one line for all that are good, one for each other.
 * Nothing where no client has secrets. Reads the clients of each app.
 */
export async function clientSecretChecks(context: CommandContext): Promise<readonly DoctorCheck[]> {
  const apps = [...appsOf(context.sites).keys()];
  const listed = await Promise.all(apps.map((app) => context.clients.list(app)));
  const clients = listed.flat().flatMap(({ client }) => (client.authentication === 'secret' ? [client] : []));
  const found = clients.flatMap((client) => clientSecretCheck(context, client) ?? []);
  const good = clients.length - found.length;
  if (good === 0) return found;
  return [
    pass({ code: 'client-secrets', at: counted(good, 'client') }, 'have a secret that stays'),
    ...found,
  ];
}

/** Returns what is wrong with a client's secrets, or soon will be; undefined if nothing is. */
export function clientSecretCheck(
  { terminal, commandLine }: Pick<CommandContext, 'terminal' | 'commandLine'>,
  { app, id, displayName, secrets }: OpenIdClient,
): DoctorCheck | undefined {
  const now = terminal.now();
  const place = { code: 'client-secrets', at: `${app} ${id}` } as const;
  const rotate = `Run ${commandLine(`client rotate ${app} ${id}`)}, and enter the new secret at the program.`;
  const valid = secrets.filter(({ expiresAt }) => expiresAt === undefined || now < expiresAt);
  if (valid.length === 0) return fail(place, `${displayName} has no valid secret: it gets no tokens`, rotate);
  const soon = new Date(now.getTime() + warningDays * 86_400_000);
  const [ending] = valid.flatMap(({ expiresAt }) =>
    expiresAt !== undefined && expiresAt < soon ? [expiresAt] : [],
  );
  if (ending === undefined) return undefined;
  const next = valid.length > 1 ? 'Make sure that the program has the newer secret by then.' : rotate;
  return warn(place, `a secret of ${displayName} expires on ${day(ending)}`, next);
}
