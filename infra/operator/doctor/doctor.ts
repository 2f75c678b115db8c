import { originOf, type Site } from '../../../shared/apps/site.ts';
import { endpointUrls, tenantUrls } from '../../../shared/apps/urls.ts';
import { parseTenantId, type TenantId } from '../../../shared/ids/tenant-id.ts';
import type { TableName } from '../../../shared/store/tables.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { aligned, counted, printable } from '../command-result.ts';
import type { Terminal } from '../terminal.ts';
import { bold } from '../terminal.ts';
import { clockCheck, headersCheck, healthCheck, metadataCheck, signOnCheck, unreachable } from './answers.ts';
import { type DoctorCheck, skip } from './check.ts';
import { clientSecretChecks } from './client-secrets.ts';
import { probe, probeAsBrowser } from './probe.ts';
import { tableChecks } from './tables.ts';
import { surveyTenants } from './tenant-survey.ts';
import { tlsChecks } from './tls.ts';

/** Runs every check of `doctor`. */
export async function checkDeployment(context: CommandContext): Promise<CommandResult> {
  const { tell, done } = stepsOf(context);
  const checks: DoctorCheck[] = [];
  tell('the tenants');
  const tenants = await surveyTenants(context);
  for (const site of context.sites) {
    tell(`${site.app.displayName} at ${site.origin}`);
    const tenant = 'code' in tenants ? undefined : tenants.firstActive.get(site.app.id);
    checks.push(...(await siteChecks(context, site, tenant)));
  }
  tell('the tables');
  for (const table of ['tenants', 'flows'] as const satisfies readonly TableName[]) {
    checks.push(...(await tableChecks(context, table)));
  }
  const clients = 'code' in tenants ? [] : await clientSecretChecks(context);
  done();
  checks.push(...clients);
  checks.push(...('code' in tenants ? [tenants] : [...tenants.addresses, ...tenants.keys]));
  const well = checks.every(({ verdict }) => verdict !== 'fail');
  return {
    text: doctorText(checks, context.terminal),
    json: { well, checks },
    hasFailed: !well,
  };
}

/** Shows on a terminal which check runs, in one line that the result replaces. */
function stepsOf({ terminal, json }: CommandContext) {
  const isShown = terminal.isInteractive && !json;
  return {
    tell: (what: string) => {
      if (isShown) terminal.writeError(`\rChecking ${what} …\u001b[K`);
    },
    done: () => {
      if (isShown) terminal.writeError('\r\u001b[K');
    },
  };
}

/** The tenant in the host name where no tenant is active yet: `/healthz` does not look it up. */
const placeholderTenant = parseTenantId('doctor');

async function siteChecks(
  context: CommandContext,
  site: Site,
  tenant: Tenant | undefined,
): Promise<readonly DoctorCheck[]> {
  const clock = () => context.terminal.now();
  const url = new URL('/healthz', originOf(site, tenant?.id ?? (placeholderTenant as TenantId)));
  try {
    const probed = await probe(url, clock);
    return [
      healthCheck(url, probed),
      ...(await tlsChecks(url, probed.tls, clock())),
      headersCheck(url, probed),
      clockCheck(url, probed),
      await metadataOf(context, site, tenant),
      await signOnOf(context, site, tenant),
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

/** Asks the Sign-on URL in every form that people use: with its slash and without. HEAD begins no sign-in. */
async function signOnOf(
  { terminal }: CommandContext,
  site: Site,
  tenant: Tenant | undefined,
): Promise<DoctorCheck> {
  if (tenant === undefined) {
    return skip({ code: 'sign-on', at: site.app.id }, 'no tenant is active yet');
  }
  const forms = endpointUrls(site, tenant.id, 'sign-on').map((href) => new URL(href));
  const answers = [];
  for (const url of forms) {
    answers.push({ url, status: await probeAsBrowser(url, () => terminal.now()) });
  }
  return signOnCheck(tenant, answers);
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
  const [failed, warned, skipped] = [count('fail'), count('warn'), count('skip')];
  const others = [
    ...(warned === 0 ? [] : [counted(warned, 'warning')]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ];
  const more = others.map((each) => `, ${each}`).join('');
  if (failed > 0) return `${failed} of ${counted(checks.length, 'check')} failed${more}.`;
  if (warned > 0) return `No check failed: ${count('pass')} passed${more}.`;
  return `All checks passed${more}.`;
}
