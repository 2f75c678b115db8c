import { originOf, type Site } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { parseTenantId, type TenantId } from '../../../shared/ids/tenant-id.ts';
import type { TableName } from '../../../shared/store/tables.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { aligned, counted, printable } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import type { Terminal } from '../terminal.ts';
import { bold } from '../terminal.ts';
import { clockCheck, headersCheck, healthCheck, metadataCheck, unreachable } from './answers.ts';
import { type DoctorCheck, fail, skip } from './check.ts';
import { probe } from './probe.ts';
import { tableChecks } from './tables.ts';
import { keyChecks } from './tenant-keys.ts';
import { tlsChecks } from './tls.ts';

/** Runs every check of `doctor`. */
export async function checkDeployment(context: CommandContext): Promise<CommandResult> {
  const tell = (what: string) => {
    if (!context.json) context.terminal.writeError(`Checking ${what} …\n`);
  };
  const checks: DoctorCheck[] = [];
  tell('the tenants');
  const tenants = await listTenants(context);
  for (const site of context.sites) {
    tell(`${site.app.displayName} at ${site.origin}`);
    const ofApp = 'code' in tenants ? [] : tenants.filter(({ app }) => app === site.app.id);
    checks.push(...(await siteChecks(context, site, ofApp)));
  }
  tell('the tables');
  for (const table of ['tenants', 'flows'] as const satisfies readonly TableName[]) {
    checks.push(...(await tableChecks(context, table)));
  }
  checks.push(...('code' in tenants ? [tenants] : keyChecks(context, tenants)));
  const well = checks.every(({ verdict }) => verdict !== 'fail');
  return {
    text: doctorText(checks, context.terminal),
    json: { well, checks },
    hasFailed: !well,
  };
}

/** Returns all tenants, or a failed check that says why they cannot be read. */
async function listTenants(context: CommandContext): Promise<readonly Tenant[] | DoctorCheck> {
  try {
    return await context.tenants.list();
  } catch (error) {
    const { message, next } = explainFailure(error, context);
    return fail({ code: 'tenants', at: context.tableNames.tenants }, message, next.join(' '));
  }
}

/** The tenant in the host name where no tenant is active yet: `/healthz` does not look it up. */
const placeholderTenant = parseTenantId('doctor');

async function siteChecks(
  context: CommandContext,
  site: Site,
  tenants: readonly Tenant[],
): Promise<readonly DoctorCheck[]> {
  const clock = () => context.terminal.now();
  const tenant = tenants.find(({ connection }) => connection.state === 'active');
  const url = new URL('/healthz', originOf(site, tenant?.id ?? (placeholderTenant as TenantId)));
  try {
    const probed = await probe(url, clock);
    return [
      healthCheck(url, probed),
      ...(await tlsChecks(url, probed.tls, clock())),
      headersCheck(url, probed),
      clockCheck(url, probed),
      await metadataOf(context, site, tenant),
    ];
  } catch (error) {
    return [unreachable(url, error, context.isLocal)];
  }
}

async function metadataOf(
  context: CommandContext,
  site: Site,
  tenant: Tenant | undefined,
): Promise<DoctorCheck> {
  if (tenant === undefined) {
    return skip({ code: 'metadata', at: site.app.id }, 'no tenant is active yet');
  }
  const urls = tenantUrls(site, tenant.id);
  return metadataCheck(tenant, urls, await probe(new URL(urls.metadataUrl), () => context.terminal.now()));
}

const marks: Readonly<Record<DoctorCheck['verdict'], string>> = {
  pass: 'ok',
  warn: 'WARN',
  fail: 'FAIL',
  skip: '-',
};

/** Returns all checks as a table, then how to fix each one that failed or warns, then a summary. */
function doctorText(checks: readonly DoctorCheck[], { hasColors }: Pick<Terminal, 'hasColors'>): string {
  const table = aligned([
    ['', 'CHECK', 'AT', 'FOUND'],
    ...checks.map(({ verdict, code, at, found }) => [marks[verdict], code, at, found]),
  ]);
  const open = checks.filter(({ next }) => next !== undefined);
  const remedies = open.map(
    ({ code, at, next = '' }) => `${heading(`${code}, ${at}:`, hasColors)}\n  ${printable(next)}`,
  );
  return [table, ...remedies, summaryOf(checks)].join('\n\n');
}

function heading(text: string, hasColors: boolean): string {
  return hasColors ? bold(printable(text)) : printable(text);
}

function summaryOf(checks: readonly DoctorCheck[]): string {
  const count = (verdict: DoctorCheck['verdict']) =>
    checks.filter((check) => check.verdict === verdict).length;
  const [failed, warned] = [count('fail'), count('warn')];
  const warnings = warned === 0 ? '' : `, ${counted(warned, 'warning')}`;
  if (failed > 0) return `${failed} of ${counted(checks.length, 'check')} failed${warnings}.`;
  return `All checks passed${warnings}.`;
}
