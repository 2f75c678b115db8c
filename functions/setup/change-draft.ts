import { Problem } from '../../shared/problems/problem.ts';
import {
  type DraftStanding,
  type DraftVerb,
  ownerOf,
  whyNotAllowed,
} from '../../shared/setup/draft-access.ts';
import type { DraftOrigin } from '../../shared/tenants/draft/connection-draft.ts';
import { withoutDraftOf } from '../../shared/tenants/draft/draft.ts';
import { type ChangeRules, TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { SetupPorts } from './dependencies.ts';
import { renews } from './renews.ts';
import { authorOf, notOpen, type SetupVisit } from './session.ts';

/** How often a change is begun anew because the draft became another link's meanwhile. */
const maximumAttempts = 3;

/** The draft is not the one any more that was looked at. */
class DraftReplaced extends Error {}

/** What a draft that this visit makes says of itself. */
export function originOf(visit: SetupVisit, isRenewal = renews(visit)): DraftOrigin {
  return { link: visit.link.id, kind: isRenewal ? 'renewal' : 'set-up' };
}

/**
 * Whether this link may do `verb` with the draft of `tenant` as it is. One request where the draft is another link's.
 * @throws Problem `setup-read-only`, `setup-nothing-to-renew`, `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function requireDraftAccess(
  ports: Pick<SetupPorts, 'setupLinks'>,
  visit: SetupVisit,
  verb: DraftVerb,
): Promise<void> {
  const { link, tenant } = visit;
  if (link.intent === 'renew-certificate' && !renews(visit)) throw new Problem('setup-nothing-to-renew');
  const refusal = whyNotAllowed(verb, link.intent, await standingOf(ports, visit, tenant));
  if (refusal !== undefined) throw new Problem(refusal, { actual: tenant.draft?.link ?? 'no link' });
}

async function standingOf(
  { setupLinks }: Pick<SetupPorts, 'setupLinks'>,
  { link, request }: SetupVisit,
  { app, id, draft }: Tenant,
): Promise<DraftStanding | undefined> {
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
  ports: SetupPorts,
  visit: SetupVisit,
  verb: DraftVerb,
  edit: (tenant: Tenant) => Tenant,
  rules?: ChangeRules,
): Promise<Tenant> {
  const { app, id } = visit.tenant;
  const changed = await changeAllowed(ports, visit, verb, edit, rules);
  const { link } = visit;
  if (changed.draft?.link !== link.id) return changed;
  const now = await ports.setupLinks.find(app, id, link.id);
  if (now !== undefined && now.revokedAt === undefined) return changed;
  await ports.tenants.change(app, id, authorOf(visit), (tenant) => withoutDraftOf(tenant, link.id));
  throw notOpen();
}

async function changeAllowed(
  ports: SetupPorts,
  visit: SetupVisit,
  verb: DraftVerb,
  edit: (tenant: Tenant) => Tenant,
  rules: ChangeRules | undefined,
): Promise<Tenant> {
  const { app, id } = visit.tenant;
  let seen: Tenant | undefined = visit.tenant;
  for (let attempt = 0; attempt < maximumAttempts && seen !== undefined; attempt += 1) {
    const { draft } = seen;
    await requireDraftAccess(ports, { ...visit, tenant: seen }, verb);
    const editAsSeen = (tenant: Tenant): Tenant => {
      if (!isOfTheSame(tenant.draft, draft)) throw new DraftReplaced();
      return edit(tenant);
    };
    try {
      return await ports.tenants.change(app, id, authorOf(visit), editAsSeen, rules);
    } catch (error) {
      if (!(error instanceof DraftReplaced)) throw error;
    }
    seen = await ports.tenants.findAfresh(app, id);
  }
  throw new TenantStoreConflict('busy');
}

function isOfTheSame(one: Tenant['draft'], other: Tenant['draft']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.link === other.link && one.kind === other.kind;
}
