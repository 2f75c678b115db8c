import { Problem } from '../../shared/problems/problem.ts';
import {
  type DraftAccessState,
  type DraftOperation,
  draftAccessProblem,
  ownerOf,
} from '../../shared/setup/draft-access.ts';
import type { DraftOrigin } from '../../shared/tenants/draft/connection-draft.ts';
import { withoutDraftOf } from '../../shared/tenants/draft/draft.ts';
import { type ChangeRules, TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { SetupDependencies } from './dependencies.ts';
import { isRenewalInput } from './renews.ts';
import { type SetupPageSession, setupChangeAuthor, setupNotOpen } from './session.ts';

/** How often a change is begun anew because the draft became another link's meanwhile. */
const maximumAttempts = 3;

/** The draft is not the one any more that was looked at. */
class DraftReplaced extends Error {}

/** What a draft that this visit makes says of itself. */
export function draftOriginOf(session: SetupPageSession, isRenewal = isRenewalInput(session)): DraftOrigin {
  return { link: session.link.id, kind: isRenewal ? 'renewal' : 'set-up' };
}

/**
 * Whether this link may do `verb` with the draft of `tenant` as it is. One request where the draft is another link's.
 * @throws Problem `setup-read-only`, `setup-nothing-to-renew`, `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function requireDraftAccess(
  deps: Pick<SetupDependencies, 'setupLinks'>,
  session: SetupPageSession,
  verb: DraftOperation,
): Promise<void> {
  const { link, tenant } = session;
  if (link.intent === 'renew-certificate' && !isRenewalInput(session))
    throw new Problem('setup-nothing-to-renew');
  const refusal = draftAccessProblem(verb, link.intent, await statusOf(deps, session, tenant));
  if (refusal !== undefined) throw new Problem(refusal, { actual: tenant.draft?.link ?? 'no link' });
}

async function statusOf(
  { setupLinks }: Pick<SetupDependencies, 'setupLinks'>,
  { link, request }: SetupPageSession,
  { app, id, draft }: Tenant,
): Promise<DraftAccessState | undefined> {
  if (draft === undefined) return undefined;
  const { kind, link: owner } = draft;
  if (owner === undefined) return { owner: 'unknown', kind };
  if (owner === link.id) return { owner: 'own', kind };
  return { owner: ownerOf(await setupLinks.find(app, id, owner), request.receivedAt), kind };
}

/**
 * Changes the tenant by `edit`, if this link may do `verb` with its draft at that very moment. Whoever revokes a link
 * writes the link first and looks for its draft then; this writes the draft first and looks for the link then: so a
 * draft whose link is revoked while it is written is given up by one of the two.
 * @throws Problem as {@link requireDraftAccess}; `setup-not-open` where the link was revoked meanwhile
 */
export async function changeDraft(
  deps: SetupDependencies,
  session: SetupPageSession,
  verb: DraftOperation,
  edit: (tenant: Tenant) => Tenant,
  rules?: ChangeRules,
): Promise<Tenant> {
  const { app, id } = session.tenant;
  const changed = await changeAllowed(deps, session, verb, edit, rules);
  const { link } = session;
  if (changed.draft?.link !== link.id) return changed;
  const now = await deps.setupLinks.find(app, id, link.id);
  if (now !== undefined && now.revokedAt === undefined) return changed;
  await deps.tenants.change(app, id, setupChangeAuthor(session), (tenant) => withoutDraftOf(tenant, link.id));
  throw setupNotOpen();
}

async function changeAllowed(
  deps: SetupDependencies,
  session: SetupPageSession,
  verb: DraftOperation,
  edit: (tenant: Tenant) => Tenant,
  rules: ChangeRules | undefined,
): Promise<Tenant> {
  const { app, id } = session.tenant;
  let seen: Tenant | undefined = session.tenant;
  for (let attempt = 0; attempt < maximumAttempts && seen !== undefined; attempt += 1) {
    const { draft } = seen;
    await requireDraftAccess(deps, { ...session, tenant: seen }, verb);
    const editAsSeen = (tenant: Tenant): Tenant => {
      if (!isOfTheSame(tenant.draft, draft)) throw new DraftReplaced();
      return edit(tenant);
    };
    try {
      return await deps.tenants.change(app, id, setupChangeAuthor(session), editAsSeen, rules);
    } catch (error) {
      if (!(error instanceof DraftReplaced)) throw error;
    }
    seen = await deps.tenants.findFresh(app, id);
  }
  throw new TenantStoreConflict('busy');
}

function isOfTheSame(one: Tenant['draft'], other: Tenant['draft']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.link === other.link && one.kind === other.kind;
}
