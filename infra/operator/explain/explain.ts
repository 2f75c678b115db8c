import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { Site } from '../../../shared/apps/site.ts';
import { standingSite } from '../../../shared/apps/standing-site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { systemRandom } from '../../../shared/ids/secret.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { NotReached } from '../../../shared/saml/inbound/check-runner.ts';
import type { ValidationReport } from '../../../shared/saml/inbound/report.ts';
import type { EncryptedResponse } from '../../../shared/saml/inbound/response.ts';
import { describeSignatures } from '../../../shared/saml/inbound/signature/signature-facts.ts';
import { contentKeyOf } from '../../../shared/sign-in/content-key.ts';
import { diagnoseForTenant } from '../../../shared/sign-in/diagnose-for-tenant.ts';
import { remediationsFor } from '../../../shared/sign-in/log/remediation.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { fileUnreadable } from '../file-error.ts';
import { type PersonDisplay, personDisplay, quotesSignInName } from '../flows/person-text.ts';
import { instantOf, type Moment } from '../flows/since.ts';
import { OperatorError } from '../operator-error.ts';
import type { OwnKeys } from '../own-keys/own-keys.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import type { Terminal } from '../terminal.ts';
import { explanationText, viewExplanation } from './explanation.ts';
import { readCapture } from './read-capture.ts';

/** The options of `explain`. */
export interface ExplainOptions {
  readonly at?: Moment;
  readonly reveal?: boolean;
}

/** Verifies a captured message as a sign-in would, and explains each check (`explain`). */
export async function explain(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  path: string,
  { at, reveal = false }: ExplainOptions,
): Promise<CommandResult> {
  const tenant = await findTenant(context, { app: app.id, id });
  const site = standingSite(context.sites, tenant);
  if (site === undefined) {
    throw new OperatorError('settings', `${app.displayName} is not deployed here, so it has no Reply URL.`);
  }
  const { samlResponse } = readCapture(await readInput(context.terminal, path));
  const now = at === undefined ? context.terminal.now() : instantOf(at, context.terminal.now());
  const report = await examine(context, samlResponse, site, tenant, now);
  const shown = personDisplay({ reveal });
  const remediations = remediationsOf(report, site, tenant, shown);
  const signatures = describeSignatures(samlResponse);
  const explained = {
    tenant,
    examination: report,
    signatures,
    remediations,
    at: now,
    isPast: at !== undefined,
  };
  return {
    text: explanationText(context, explained, shown),
    json: viewExplanation(context, explained, shown),
    hasFailed: report.problem !== undefined || tenant.connection.state !== 'active',
  };
}

async function readInput(terminal: Terminal, path: string): Promise<Uint8Array> {
  try {
    return await (path === '-' ? terminal.readInput() : terminal.readFile(path));
  } catch (error) {
    throw fileUnreadable(path, error);
  }
}

async function examine(
  context: CommandContext,
  samlResponse: string,
  site: Site,
  tenant: Tenant,
  now: Date,
): Promise<ValidationReport> {
  const keys = tenant.connection.encryption === undefined ? undefined : await decryptionKeysOf(context);
  try {
    return await diagnoseForTenant(samlResponse, {
      site,
      tenant,
      now,
      finders: { users: context.users, flows: context.flows },
      contentKeyOf: ({ encryptedAssertion }: EncryptedResponse) => {
        // Not a fault of the message: without keys it is unknown whether it can be decrypted.
        if (tenant.connection.encryption !== undefined && keys === undefined) throw new NotReached();
        return keys && contentKeyOf(encryptedAssertion, keys.decryptionKeys, systemRandom);
      },
    });
  } finally {
    keys?.close();
  }
}

/** Returns the decryption keys; undefined where the deployment has none, or none are configured here. */
async function decryptionKeysOf(context: CommandContext): Promise<OwnKeys | undefined> {
  try {
    return await context.ownKeys('decryption');
  } catch (error) {
    if (error instanceof OperatorError && error.code === 'own-keys-off') return undefined;
    throw error;
  }
}

/** Returns what to do about each failed check, once per problem. */
function remediationsOf(
  { checks, facts, verified }: ValidationReport,
  site: Site,
  tenant: Tenant,
  shown: PersonDisplay,
) {
  const named = new Map(
    checks.flatMap(({ problem }) => (problem === undefined ? [] : [[problem.code, problem]])),
  );
  const urls = tenantUrls(site, tenant.id);
  const nameIdFrom = [...(facts.attributes ?? [])].flatMap(([name, values]) =>
    facts.nameId !== undefined && values.includes(facts.nameId.value) ? [name] : [],
  );
  const profile = { nameIdFrom, claims: [], signed: 'assertion', certificate: '' } as const;
  return [...named.values()].flatMap(({ code, expected, actual }) => {
    const isHidden = !shown.all && quotesSignInName(code);
    const refused = {
      problem: code,
      expected,
      actual: isHidden ? undefined : actual,
      ...(verified ? { message: { shape: profile } } : {}),
    };
    return remediationsFor(refused, { tenant, urls }).map((remediation) => ({
      problem: code,
      remediation,
    }));
  });
}
