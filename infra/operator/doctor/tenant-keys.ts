import { gracePeriodAt } from '../../../shared/tenants/certificate-grace-period.ts';
import { settingsWarnings } from '../../../shared/tenants/intake/settings-warnings.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { counted } from '../command-result.ts';
import { type DoctorCheck, fail, pass, skip, warn } from './check.ts';

/**
 * Returns the checks of the keys of all active tenants: one line for all that are good for long, one for each other.
 * @param found What `keyCheck` found
 */
export function keyChecks(
  context: CommandContext,
  activeTenants: number,
  found: readonly DoctorCheck[],
): readonly DoctorCheck[] {
  if (activeTenants === 0) {
    const add = context.commandLine('tenant add --help');
    return [skip({ code: 'keys', at: '0 active tenants' }, `no active tenant. To add one: ${add}`)];
  }
  const good = activeTenants - found.length;
  if (good === 0) return found;
  return [pass({ code: 'keys', at: counted(good, 'active tenant') }, 'valid for 60 days or more'), ...found];
}

/** Returns what is wrong with a tenant's keys, or soon will be; undefined if nothing is. */
export function keyCheck(context: CommandContext, { app, id, connection }: Tenant): DoctorCheck | undefined {
  const place = { code: 'keys', at: `${app} ${id}` } as const;
  const next = `Follow docs/operating.md, "Change a signing certificate". To see its keys: ${context.commandLine(`tenant key list ${app} ${id}`)}`;
  if (connection.trustedKeys.length === 0) return fail(place, 'no key is trusted: sign-ins fail', next);
  const warnings = settingsWarnings(connection, context.terminal.now()).filter(({ code }) =>
    code.startsWith('certificate-'),
  );
  if (warnings.length === 0) return undefined;
  const found = warnings.map(({ message }) => message.replace(/\. .*$/s, '')).join('; ');
  const inGrace = gracePeriodAt(connection, context.terminal.now()) !== undefined;
  const usable = ['certificate-expires-soon', ...(inGrace ? ['certificate-expired'] : [])];
  const unusable = warnings.filter(({ code }) => !usable.includes(code)).length;
  // Sign-ins work as long as one key is usable.
  return unusable === connection.trustedKeys.length ? fail(place, found, next) : warn(place, found, next);
}
