import type { AppId } from '../../../shared/ids/app-id.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { explainFailure } from '../explain-failure.ts';
import { knownApps } from '../known-apps.ts';
import { progressOf } from '../progress.ts';
import { type DoctorCheck, fail } from './check.ts';
import { keyCheck, keyChecks } from './tenant-keys.ts';
import { standingsOf } from './tenant-standings.ts';

/** What the doctor keeps of the tenants: memory does not grow with their number. */
export interface TenantSurvey {
  /** The first active tenant of each app: its addresses are probed. */
  readonly firstActive: ReadonlyMap<AppId, Tenant>;
  /** Of each app that has two addresses: which of its tenants have moved. */
  readonly addresses: readonly DoctorCheck[];
  /** The checks of the keys of active tenants. */
  readonly keys: readonly DoctorCheck[];
}

/** Reads every tenant once, page by page. Returns a failed check where they cannot be read. */
export async function surveyTenants(context: CommandContext): Promise<TenantSurvey | DoctorCheck> {
  const firstActive = new Map<AppId, Tenant>();
  const found: DoctorCheck[] = [];
  const progress = progressOf(context.terminal, { what: 'tenants checked', isSilent: context.json });
  const standings = standingsOf(context);
  let [read, active] = [0, 0];
  try {
    for (const app of [...knownApps().keys()].sort()) {
      for await (const page of context.tenants.pages(app)) {
        read += page.length;
        progress.at(read);
        for (const tenant of page) {
          standings.add(tenant);
          if (tenant.connection.state !== 'active') continue;
          active += 1;
          if (!firstActive.has(app)) firstActive.set(app, tenant);
          const check = keyCheck(context, tenant);
          if (check !== undefined) found.push(check);
        }
      }
    }
    return { firstActive, addresses: standings.checks(), keys: keyChecks(context, active, found) };
  } catch (error) {
    const { message, next } = explainFailure(error, context);
    return fail({ code: 'tenants', at: context.tableNames.tenants }, message, next.join(' '));
  } finally {
    progress.clear();
  }
}
