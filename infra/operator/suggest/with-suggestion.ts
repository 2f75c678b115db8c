import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { signInNameKey } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';
import { knownApps } from '../known-apps.ts';
import { OperatorError, type SoughtName } from '../operator-error.ts';
import { closestNames, didYouMean } from './closest.ts';

/** How many names to compare: one page, also where an app has a hundred thousand tenants. */
const comparedNames = 200;

/**
 * Returns an error about an unknown tenant or user with the names that were probably meant. At most three requests, and
 * only after such an error. Any other error, and one whose names cannot be read, is returned as it is.
 */
export async function withSuggestion(context: CommandContext, error: unknown): Promise<unknown> {
  if (!(error instanceof OperatorError) || error.sought === undefined) return error;
  try {
    const question = await questionAbout(context, error.sought);
    if (question === undefined) return error;
    return new OperatorError(error.code, error.message, [question, ...error.next]);
  } catch {
    // The error itself matters more than its suggestion.
    return error;
  }
}

async function questionAbout(context: CommandContext, sought: SoughtName): Promise<string | undefined> {
  const { app, tenant, signInName } = sought;
  if (signInName !== undefined) {
    const typed = signInNameKey(signInName);
    const names = await candidates(typed, (prefix) =>
      context.users.namesFrom(app, tenant, { prefix, limit: comparedNames }),
    );
    return didYouMean(closestNames(signInName, names));
  }
  const elsewhere = await otherAppWith(context, app, tenant);
  if (elsewhere !== undefined) return `Did you mean ${elsewhere} ${tenant}? It is a tenant of that app.`;
  const names = await candidates(tenant, (prefix) => tenantNames(context, app, prefix));
  return didYouMean(closestNames(tenant, names));
}

/** Reads the first names; where there are more, those that begin as the typed one does. */
async function candidates(
  typed: string,
  namesFrom: (prefix: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const first = await namesFrom('');
  return first.length < comparedNames ? first : [...first, ...(await namesFrom(typed.slice(0, 3)))];
}

async function tenantNames(context: CommandContext, app: AppId, prefix: string): Promise<readonly string[]> {
  for await (const page of context.tenants.pages(app, { prefix, pageSize: comparedNames })) {
    return page.map(({ id }) => id);
  }
  return [];
}

async function otherAppWith(context: CommandContext, app: AppId, tenant: TenantId) {
  for (const other of knownApps().keys()) {
    if (other !== app && (await context.tenants.find(other, tenant)) !== undefined) return other;
  }
  return undefined;
}
