import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  type CertificateGracePeriod,
  isGracePeriodAllowed,
  maximumGracePeriodDays,
} from '../../../shared/tenants/certificate-grace-period.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, minute } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenantAsOperator } from './change-tenant.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

interface GraceOptions {
  /** A time, or a duration from now in milliseconds. */
  readonly until?: Date | number;
  readonly reason?: string;
  readonly end?: boolean;
}

/** `tenant grace`. */
export function registerTenantGrace(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant
      .command('grace')
      .description(
        `accept a tenant's expired certificate for up to ${maximumGracePeriodDays} days; ` +
          'every sign-in with it is marked in the log',
      ),
  )
    .option(
      '--until <time>',
      'a UTC time such as 2027-03-02T18:00Z, or a duration such as 36h or 3d',
      readUntil,
    )
    .option('--reason <text>', 'why, for the history and the log; required with --until', readReason)
    .option('--end', 'refuse expired certificates again')
    .action((app: AppProfile, id: TenantId, options: GraceOptions, command: Command) => {
      const { until, reason, end } = options;
      if (end ? until !== undefined : until === undefined || reason === undefined) {
        command.error('error: enter --until <time> and --reason <text>, or only --end');
      }
      return runCommand(terminal, command, (context) => setGracePeriod(context, app, id, options));
    });
}

function readUntil(text: string): Date | number {
  const [, count = '', unit] = /^(\d{1,4})([hd])$/.exec(text) ?? [];
  if (unit !== undefined) return Number(count) * (unit === 'd' ? 86_400_000 : 3_600_000);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z$/.test(text);
  const time = new Date(text);
  if (isTime && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError(
    'Enter a UTC time such as 2027-03-02T18:00Z, or a duration such as 36h or 3d.',
  );
}

function readReason(text: string): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= 200 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(reason))
    return reason;
  throw new InvalidArgumentError('A reason has 1 to 200 characters, on one line.');
}

async function setGracePeriod(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  options: GraceOptions,
): Promise<CommandResult> {
  const grace = options.end ? undefined : gracePeriodOf(context, options);
  const edit = ({ connection: { grace: _, ...connection }, ...before }: Tenant): Tenant => ({
    ...before,
    connection: grace === undefined ? connection : { ...connection, grace },
  });
  const tenant = await changeTenantAsOperator(context, { app: app.id, id }, edit, options.reason);
  const effect =
    grace === undefined
      ? 'refuses expired certificates again, within 60 seconds.'
      : `accepts an expired certificate until ${minute(grace.until)}. Every sign-in with it is marked in the log.`;
  return { text: `The ${titleOf(tenant)} ${effect}`, json: { tenant: viewTenant(context, tenant) } };
}

function gracePeriodOf(
  context: CommandContext,
  { until = 0, reason = '' }: GraceOptions,
): CertificateGracePeriod {
  const givenAt = context.terminal.now();
  const grace = {
    givenAt,
    until: typeof until === 'number' ? new Date(givenAt.getTime() + until) : until,
    reason,
  };
  if (isGracePeriodAllowed(grace)) return grace;
  throw new OperatorError(
    'usage',
    `A grace period lasts at most ${maximumGracePeriodDays} days: enter --until between now and ${minute(
      new Date(givenAt.getTime() + maximumGracePeriodDays * 86_400_000),
    )}.`,
  );
}
