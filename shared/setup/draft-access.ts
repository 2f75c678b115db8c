import type { DraftKind } from '../tenants/draft/connection-draft.ts';
import { isLinkOpen, type SetupIntent, type SetupLink } from './setup-link.ts';
import { type AdministratorStatuses, isLinkWithdrawn } from './vouching.ts';

/** What a form does with the draft of a tenant, as its field `action` says. */
export type DraftOperation = 'look' | 'go' | 'keep' | 'test' | 'activate' | 'discard';

/**
 * The owner of a draft, as seen from a link. `own`: this link. `open`, `closed`, `revoked`: another link, by its state;
 * an expired or deleted link is closed, and one whose administrator lost their right counts as revoked. `unknown`: an earlier release stored the draft without its link.
 */
export type DraftOwner = 'own' | 'open' | 'closed' | 'revoked' | 'unknown';

/** The part of a draft that decides which link may use it. */
export interface DraftAccessState {
  readonly owner: DraftOwner;
  readonly kind: DraftKind | undefined;
}

/** Why a link may not use a draft: the code of a problem. */
export type DraftAccessProblem = 'setup-read-only' | 'setup-draft-of-another-link' | 'setup-draft-withdrawn';

/**
 * Returns why a link of this intent may not do an operation with a draft. Undefined if it may.
 * - `inspect` changes nothing.
 * - `renew-certificate` works on its own renewal. If the link of another draft is closed or revoked, it may replace that
 *   draft, so that an abandoned draft never blocks a renewal.
 * - `administer` may do the same.
 * - `set-up` also works on drafts of other links. It can only replace or discard the draft of a revoked link.
 * @param draft Undefined if there is none.
 */
export function draftAccessProblem(
  operation: DraftOperation,
  intent: SetupIntent,
  draft: DraftAccessState | undefined,
): DraftAccessProblem | undefined {
  if (intent === 'inspect') return 'setup-read-only';
  if (draft === undefined) return undefined;
  const { owner, kind } = draft;
  const replaces = operation === 'look' || operation === 'keep';
  if (intent === 'set-up') {
    return owner === 'revoked' && !replaces && operation !== 'discard' ? 'setup-draft-withdrawn' : undefined;
  }
  if (owner === 'own' && kind === 'renewal') return undefined;
  return replaces && (owner === 'closed' || owner === 'revoked') ? undefined : 'setup-draft-of-another-link';
}

/**
 * Returns the owner of another link's draft. One request if the link is an administrator's.
 * @param link Undefined if it was deleted.
 */
export async function ownerOf(
  statuses: AdministratorStatuses,
  link: SetupLink | undefined,
  now: Date,
): Promise<DraftOwner> {
  if (link === undefined) return 'closed';
  if (await isLinkWithdrawn(statuses, link)) return 'revoked';
  return isLinkOpen(link, now) ? 'open' : 'closed';
}
