import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult } from '../command-result.ts';
import { exampleApp } from '../known-apps.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewAttempt } from './attempt-view.ts';
import { type ComparedAttempt, findAttempts } from './attempts.ts';
import { type PersonDisplay, personDisplay } from './person-text.ts';
import { profileChangeLabel } from './profile-changes-text.ts';
import { instantOf, type Moment, readMoment } from './since.ts';

interface ListOptions {
  readonly refused?: boolean;
  readonly since?: Moment;
  readonly limit: number;
  readonly reveal?: boolean;
}

const afterHelp = () => `
OUTCOME of a refused sign-in is its problem code (docs/problems.md lists them). CHANGED is what the directory sent
differently from the last successful sign-in. For details, use the value of the last column:
  $ npx latchkey flow show ${exampleApp()} acme 7KQF-M2ZD --local

Stored for 30 days: the last 64 refused sign-ins that the directory signed, and the last 64 others. Successful sign-ins
are stored as long as their sessions. An earlier tenant of the same name is not listed.
`;

/** `flow list`. */
export function registerFlowList(flow: Command, terminal: Terminal): void {
  addTenantArguments(
    flow
      .command('list')
      .description(
        'list the last sign-ins of a tenant, refused ones included, and what the directory changed',
      ),
  )
    .option('--refused', 'only refused sign-ins')
    .option('--since <when>', '45m, 12h or 7d ago, or a UTC day or time', readMoment)
    .option('--limit <number>', 'how many, 1 to 1000', readLimit, 20)
    .option('--reveal', 'show sign-in names in full')
    .addHelpText('after', afterHelp)
    .action((app: AppProfile, id: TenantId, options: ListOptions, command: Command) =>
      runCommand(terminal, command, (context) => listFlows(context, app, id, options)),
    );
}

function readLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= 1_000) return limit;
  throw new InvalidArgumentError('Enter 1 to 1000.');
}

async function listFlows(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  { refused = false, since, limit, reveal = false }: ListOptions,
): Promise<CommandResult> {
  const tenant = await findTenant(context, { app: app.id, id });
  const attempts = await findAttempts(context, tenant, {
    since: since && instantOf(since, context.terminal.now()),
    limit,
    refusedOnly: refused,
  });
  const shown = personDisplay({ reveal });
  const json = { attempts: attempts.map((each) => viewAttempt(each, shown)) };
  if (attempts.length > 0)
    return { text: aligned([header, ...attempts.map((each) => row(each, shown))]), json };
  const which = refused ? 'refused sign-ins' : 'sign-ins';
  return { text: `The ${titleOf(tenant)} has no ${which}${since ? ' since then' : ''}.`, json };
}

const header = ['WHEN (UTC)', 'OUTCOME', 'WHO', 'HOW', 'CHANGED', 'FLOW OR REFERENCE'];

function row(each: ComparedAttempt, shown: PersonDisplay): readonly string[] {
  const { at, outcome, who = '', launch = '', reference, flow = '', problem } = viewAttempt(each, shown);
  return [
    at.toISOString().slice(0, 19).replace('T', ' '),
    problem ?? outcome,
    who,
    launch,
    profileChangeLabel(each.drift),
    reference ?? flow,
  ];
}
