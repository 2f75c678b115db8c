import { settingsWarnings } from '../../../shared/tenants/intake/settings-warnings.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { type CommandResult, indented } from '../command-result.ts';
import { viewKeys } from '../tenants/tenant-view.ts';
import { keysText } from './keys-text.ts';

/** Returns the result of a command about keys: what it did, and the keys as they are now. */
export function keysResult(
  context: CommandContext,
  tenant: Tenant,
  done: string,
  dryRun = false,
): CommandResult {
  const now = context.terminal.now();
  const keys = viewKeys(tenant.connection, now);
  const notWritten = dryRun ? ['', 'Nothing was written (--dry-run).'] : [];
  return {
    text: [...(done === '' ? [] : [done, '']), indented(keysText(keys)), ...notWritten].join('\n'),
    json: { app: tenant.app, tenant: tenant.id, keys, ...(dryRun ? { dryRun } : {}) },
    warnings: settingsWarnings(tenant.connection, now),
  };
}
