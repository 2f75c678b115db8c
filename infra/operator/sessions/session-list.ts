import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { addTenantArguments, readSignInName } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, counted, minute } from '../command-result.ts';
import { personDisplay } from '../flows/person-text.ts';
import { exampleApp } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findUser } from '../users/find-user.ts';
import { sessionsOfTenant, sessionsOfUser } from './find-sessions.ts';
import { type SessionView, viewSession } from './session-view.ts';

interface ListOptions {
  readonly limit: number;
  readonly reveal?: boolean;
}

const afterHelp = () => `
ENDS is when the session ends at the latest; with an idle time-out, when it ends unless it is used before. BROWSER is
what the browser said at the sign-in: any program can say so. To end one of them:
  $ npx latchkey session revoke ${exampleApp()} acme <session> --local
`;

/** `session list`. */
export function registerSessionList(session: Command, terminal: Terminal): void {
  addTenantArguments(
    session.command('list').description('list the running sessions of a tenant or of one person'),
  )
    .argument('[sign-in name]', 'only those of this person', readSignInName)
    .option('--limit <number>', 'how many, 1 to 1000', readLimit, 100)
    .option('--reveal', 'show sign-in names in full')
    .addHelpText('after', afterHelp)
    .action(
      (
        app: AppProfile,
        id: TenantId,
        signInName: string | undefined,
        options: ListOptions,
        command: Command,
      ) => runCommand(terminal, command, (context) => listSessions(context, app, id, signInName, options)),
    );
}

function readLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= 1_000) return limit;
  throw new InvalidArgumentError('Enter 1 to 1000.');
}

async function listSessions(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  signInName: string | undefined,
  { limit, reveal = false }: ListOptions,
): Promise<CommandResult> {
  const tenant = await findTenant(context, { app: app.id, id });
  const { sessions, more } =
    signInName === undefined
      ? await sessionsOfTenant(context, app, tenant, limit)
      : await sessionsOfUser(
          context,
          app,
          tenant,
          await findUser(context, { app, tenant: id, signInName }),
          limit,
        );
  const views = sessions.map((each) => viewSession(each, personDisplay({ reveal })));
  const json = { sessions: views, more };
  const whose = signInName === undefined ? `The ${titleOf(tenant)}` : signInName;
  if (views.length === 0) return { text: `${whose} has no running session.`, json };
  const cut = more ? [`There are more than ${counted(limit, 'session')}: raise --limit.`] : [];
  return { text: [aligned([header, ...views.map(row)]), ...cut].join('\n\n'), json };
}

const header = ['SIGNED IN (UTC)', 'WHO', 'HOW', 'BROWSER', 'LAST USED (UTC)', 'ENDS (UTC)', 'SESSION'];

function row(view: SessionView): readonly string[] {
  const { signedInAt, who, launch = '', browser = '', lastUsedAt, idleAt, expiresAt, session } = view;
  const ends = idleAt !== undefined && idleAt < expiresAt ? idleAt : expiresAt;
  return [
    withoutZone(signedInAt),
    who,
    launch,
    browser,
    lastUsedAt === undefined ? '' : withoutZone(lastUsedAt),
    withoutZone(ends),
    session,
  ];
}

/** The heading says that it is UTC. */
function withoutZone(date: Date): string {
  return minute(date).replace(' UTC', '');
}
