import { type Command, InvalidArgumentError } from 'commander';
import { defined } from '../../../shared/objects/defined.ts';
import { idleTimeout, mostSessionsPerPerson, type Tenant } from '../../../shared/tenants/tenant.ts';
import { counted } from '../command-result.ts';

/** The options that limit sessions of a tenant; `off` removes a limit. */
export interface SessionLimitOptions {
  /** Seconds, read from minutes or hours. */
  readonly idleTimeout?: number | 'off';
  readonly maximumSessions?: number | 'off';
}

/** Adds the options of {@link SessionLimitOptions} to a command. */
export function addSessionLimitOptions(command: Command): Command {
  return command
    .option(
      '--idle-timeout <time>',
      'end new sessions that stay unused so long: 15m to 24h, in steps of 15 minutes, or off',
      readIdleTimeout,
    )
    .option(
      '--maximum-sessions <number>',
      `how many sessions a person may have at once, 1 to ${mostSessionsPerPerson}, or off; a new sign-in ends the oldest`,
      readMaximumSessions,
    );
}

function readIdleTimeout(text: string): number | 'off' {
  if (text === 'off') return text;
  const [, amount, unit] = /^(\d{1,4})([mh])$/.exec(text) ?? [];
  const seconds = Number(amount) * (unit === 'h' ? 3_600 : 60);
  const { stepSeconds, maximumSeconds } = idleTimeout;
  if (seconds >= stepSeconds && seconds <= maximumSeconds && seconds % stepSeconds === 0) return seconds;
  throw new InvalidArgumentError('Enter 15m to 24h in steps of 15 minutes, such as 45m or 2h; or off.');
}

function readMaximumSessions(text: string): number | 'off' {
  if (text === 'off') return text;
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= mostSessionsPerPerson) return count;
  throw new InvalidArgumentError(`Enter 1 to ${mostSessionsPerPerson}, or off.`);
}

/** Returns the tenant with the limits that the options set or remove. */
export function withSessionLimits(tenant: Tenant, options: SessionLimitOptions): Tenant {
  const { idleTimeoutSeconds, maximumSessions, ...others } = tenant;
  return {
    ...others,
    ...limit('idleTimeoutSeconds', options.idleTimeout, idleTimeoutSeconds),
    ...limit('maximumSessions', options.maximumSessions, maximumSessions),
  };
}

function limit<Name extends string>(
  name: Name,
  option: number | 'off' | undefined,
  before: number | undefined,
): { readonly [Each in Name]?: number } {
  const value = option === 'off' ? undefined : (option ?? before);
  return defined({ [name]: value }) as { readonly [Each in Name]?: number };
}

/** Says how long sessions of a tenant last, and what ends them earlier. */
export function sessionLimitsText({
  sessionLengthSeconds,
  idleTimeoutSeconds,
  maximumSessions,
}: Pick<Tenant, 'sessionLengthSeconds' | 'idleTimeoutSeconds' | 'maximumSessions'>): string {
  return [
    timeText(sessionLengthSeconds),
    ...(idleTimeoutSeconds === undefined ? [] : [`unused for ${timeText(idleTimeoutSeconds)} at most`]),
    ...(maximumSessions === undefined ? [] : [`${counted(maximumSessions, 'session')} a person at most`]),
  ].join(', ');
}

/** Formats seconds as hours, or as minutes where they are no whole hours. */
export function timeText(seconds: number): string {
  return seconds % 3_600 === 0 ? counted(seconds / 3_600, 'hour') : counted(seconds / 60, 'minute');
}
