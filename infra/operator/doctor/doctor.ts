import type { Command } from 'commander';
import { originOf, type Site } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { parseTenantId, type TenantId } from '../../../shared/ids/tenant-id.ts';
import type { TableName } from '../../../shared/store/tables.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { Desk } from '../command-context.ts';
import type { Report } from '../command-result.ts';
import { explainFailure } from '../explain-failure.ts';
import { perform } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { clockCheck, headersCheck, healthCheck, unreachable } from './answers.ts';
import { type Check, fail, skip } from './check.ts';
import { doctorText } from './doctor-text.ts';
import { metadataCheck } from './metadata.ts';
import { probe } from './probe.ts';
import { tableChecks } from './tables.ts';
import { keyChecks } from './tenant-keys.ts';
import { tlsChecks } from './tls.ts';

const afterHelp = `
It looks from outside at what people and directories meet: health, TLS, security headers, clock and metadata of each
app; then at the tables and at every tenant's keys. It changes nothing, and ends with 1 where something is not well.
`;

/** `doctor`. */
export function registerDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('look whether a stage is well, and say what to do where it is not')
    .addHelpText('after', afterHelp)
    .action((_: unknown, command: Command) => perform(terminal, command, examineStage));
}

async function examineStage(desk: Desk): Promise<Report> {
  const tell = (what: string) => {
    if (!desk.json) desk.terminal.writeError(`Looking at ${what} …\n`);
  };
  const checks: Check[] = [];
  tell('the tenants');
  const tenants = await listTenants(desk);
  for (const site of desk.sites) {
    tell(`${site.app.displayName} at ${site.origin}`);
    const ofApp = 'code' in tenants ? [] : tenants.filter(({ app }) => app === site.app.id);
    checks.push(...(await siteChecks(desk, site, ofApp)));
  }
  tell('the tables');
  for (const table of ['tenants', 'flows'] as const satisfies readonly TableName[]) {
    checks.push(...(await tableChecks(desk, table)));
  }
  checks.push(...('code' in tenants ? [tenants] : keyChecks(desk, tenants)));
  const well = checks.every(({ verdict }) => verdict !== 'fail');
  return {
    text: doctorText(checks, desk.terminal.hasColors),
    json: { well, checks },
    isRefusal: !well,
  };
}

/** All tenants, or why they cannot be read. */
async function listTenants(desk: Desk): Promise<readonly Tenant[] | Check> {
  try {
    return await desk.tenants.list();
  } catch (error) {
    const { message, next } = explainFailure(error, desk.isLocal);
    return fail({ code: 'tenants', at: desk.tableNames.tenants }, message, next.join(' '));
  }
}

/** A name that any host with a tenant in it answers to; `/healthz` asks nobody whether there is such a tenant. */
const nobody = parseTenantId('doctor');

async function siteChecks(desk: Desk, site: Site, tenants: readonly Tenant[]): Promise<readonly Check[]> {
  const clock = () => desk.terminal.now();
  const tenant = tenants.find(({ connection }) => connection.state === 'active');
  const url = new URL('/healthz', originOf(site, tenant?.id ?? (nobody as TenantId)));
  try {
    const probed = await probe(url, clock);
    return [
      healthCheck(url, probed),
      ...(await tlsChecks(url, probed.tls, clock())),
      headersCheck(url, probed),
      clockCheck(url, probed),
      await metadataOf(desk, site, tenant),
    ];
  } catch (error) {
    return [unreachable(url, error, desk.isLocal)];
  }
}

async function metadataOf(desk: Desk, site: Site, tenant: Tenant | undefined): Promise<Check> {
  if (tenant === undefined) {
    return skip({ code: 'metadata', at: site.app.id }, 'no tenant is active yet');
  }
  const urls = tenantUrls(site, tenant.id);
  return metadataCheck(tenant, urls, await probe(new URL(urls.metadataUrl), () => desk.terminal.now()));
}
