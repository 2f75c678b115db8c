import { warningsOf } from '../../../shared/tenants/intake/settings-warnings.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { Desk } from '../command-context.ts';
import { indented, type Report } from '../command-result.ts';
import { viewKeys } from '../tenants/tenant-view.ts';
import { keysText } from './keys-text.ts';

/** What a command about keys answers: what it did, and the keys as they are now. */
export function keysReport(desk: Desk, tenant: Tenant, done: string, dryRun = false): Report {
  const now = desk.terminal.now();
  const keys = viewKeys(tenant.connection, now);
  const notWritten = dryRun ? ['', 'Nothing was written (--dry-run).'] : [];
  return {
    text: [...(done === '' ? [] : [done, '']), indented(keysText(keys)), ...notWritten].join('\n'),
    json: { app: tenant.app, tenant: tenant.id, keys, ...(dryRun ? { dryRun } : {}) },
    warnings: warningsOf(tenant.connection, now),
  };
}
