import { Problem } from '../../shared/problems/problem.ts';
import {
  type DraftAccessState,
  type DraftOperation,
  draftAccessProblem,
  ownerOf,
} from '../../shared/setup/draft-access.ts';
import { onlyRenews } from '../../shared/setup/setup-link.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import { type AdministratorStatuses, isLinkWithdrawn } from '../../shared/setup/vouching.ts';
import { isConfigured } from '../../shared/tenants/connection.ts';
import type { DraftOrigin } from '../../shared/tenants/draft/connection-draft.ts';
import { withoutDraftOf } from '../../shared/tenants/draft/draft.ts';
import { maximumKeysBytes } from '../../shared/tenants/keys/key-sizes.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import { type ChangeRules, TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { type SetupPageSession, setupChangeAuthor, setupNotOpen } from './session.ts';

/** The only way in which a form of the set-up changes a tenant. */
export interface DraftGate {
  /**
   * Changes the tenant by one conditional write with an entry in its history, if the link may still do the operation
   * with the draft that is there at that moment.
   * @throws Problem `setup-draft-of-another-link` or `setup-draft-withdrawn` if another link's draft came in between;
   * `setup-not-open` if the link was revoked meanwhile; `setup-draft-too-large`
   * @throws TenantStoreConflict as {@link CachedTenantStore.change}, except `too-large`
   */
  change(edit: (tenant: Tenant) => Tenant, rules?: ChangeRules): Promise<Tenant>;
}

/**
 * Returns the origin of a draft that this session writes: its link, and what it is for.
 * @param isRenewal Default: whether the link never replaces the connection.
 */
export function draftOriginOf({ link }: SetupPageSession, isRenewal = onlyRenews(link.intent)): DraftOrigin {
  return { link: link.id, kind: isRenewal ? 'renewal' : 'set-up' };
}

interface GateDependencies {
  readonly accountStatuses: AdministratorStatuses;
  readonly setupLinks: Pick<SetupLinkStore, 'find'>;
  readonly tenants: Pick<CachedTenantStore, 'findFresh' | 'change'>;
}

/** How often a change is retried because another link's draft replaced the one that was checked. */
const maximumAttempts = 3;

/** The draft is no longer the one that was checked. */
class DraftReplaced extends Error {}

/**
 * Returns the gate for one operation, if this link may do it with the draft of its tenant. One request if the draft is
 * another link's, else none.
 * @throws Problem `setup-read-only`, `setup-nothing-to-renew`, `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function openDraftGate(
  deps: GateDependencies,
  session: SetupPageSession,
  operation: DraftOperation,
): Promise<DraftGate> {
  await requireDraftAccess(deps, session, operation);
  return {
    async change(edit, rules) {
      const changed = await changeAllowed(deps, session, operation, edit, rules);
      await requireLinkOfDraft(deps, session, changed);
      return changed;
    },
  };
}

async function requireDraftAccess(
  deps: GateDependencies,
  session: SetupPageSession,
  operation: DraftOperation,
): Promise<void> {
  const { link, tenant } = session;
  if (onlyRenews(link.intent) && !isConfigured(tenant.connection)) {
    throw new Problem('setup-nothing-to-renew');
  }
  const problem = draftAccessProblem(operation, link.intent, await draftStateOf(deps, session));
  if (problem !== undefined) throw new Problem(problem, { actual: tenant.draft?.link ?? 'no link' });
}

async function draftStateOf(
  { setupLinks, accountStatuses }: GateDependencies,
  { link, request, tenant: { app, id, draft } }: SetupPageSession,
): Promise<DraftAccessState | undefined> {
  if (draft === undefined) return undefined;
  const { kind, link: owner } = draft;
  if (owner === undefined) return { owner: 'unknown', kind };
  if (owner === link.id) return { owner: 'own', kind };
  const found = await setupLinks.find(app, id, owner);
  return { owner: await ownerOf(accountStatuses, found, request.receivedAt), kind };
}

async function changeAllowed(
  deps: GateDependencies,
  session: SetupPageSession,
  operation: DraftOperation,
  edit: (tenant: Tenant) => Tenant,
  rules: ChangeRules | undefined,
): Promise<Tenant> {
  const { app, id } = session.tenant;
  let checked = session.tenant;
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const editAsChecked = (tenant: Tenant): Tenant => {
      if (!isSameDraft(tenant.draft, checked.draft)) throw new DraftReplaced();
      return edit(tenant);
    };
    try {
      return await deps.tenants.change(app, id, setupChangeAuthor(session), editAsChecked, rules);
    } catch (error) {
      if (!(error instanceof DraftReplaced)) throw explainOversize(error);
    }
    const tenant = await deps.tenants.findFresh(app, id);
    if (tenant === undefined) break;
    await requireDraftAccess(deps, { ...session, tenant }, operation);
    checked = tenant;
  }
  throw new TenantStoreConflict('busy');
}

/**
 * Discards a draft whose link was revoked while it was written. An operator who revokes a link writes the link first and
 * then looks for its draft. This writes the draft first and then looks for the link. So one of the two discards it. The
 * draft of an administrator who lost their right meanwhile is discarded in the same way.
 */
async function requireLinkOfDraft(
  { setupLinks, accountStatuses, tenants }: GateDependencies,
  session: SetupPageSession,
  { app, id, draft }: Tenant,
): Promise<void> {
  const { link } = session;
  if (draft?.link !== link.id) return;
  const stored = await setupLinks.find(app, id, link.id);
  // An administrator's link may have started again: then this session is one of before.
  const isOfThisLife = stored !== undefined && stored.life === link.life;
  if (isOfThisLife && !(await isLinkWithdrawn(accountStatuses, stored))) return;
  await tenants.change(app, id, setupChangeAuthor(session), (tenant) => withoutDraftOf(tenant, link.id));
  throw setupNotOpen();
}

function isSameDraft(one: Tenant['draft'], other: Tenant['draft']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.link === other.link && one.kind === other.kind;
}

/** Too many or too large certificates are for the administrator to fix, whichever form adds them. */
function explainOversize(error: unknown): unknown {
  return error instanceof TenantStoreConflict && error.reason === 'too-large'
    ? new Problem('setup-draft-too-large', { expected: `at most ${maximumKeysBytes} bytes of keys` })
    : error;
}
