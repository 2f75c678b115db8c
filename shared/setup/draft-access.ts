import type { DraftKind } from '../tenants/draft/connection-draft.ts';
import { isLinkOpen, type SetupIntent, type SetupLink } from './setup-link.ts';

/** What somebody wants to do with the draft of a tenant. */
export type DraftOperation = 'look' | 'go' | 'keep' | 'test' | 'activate' | 'discard';

/**
 * Whose draft there is, as seen from a link. `own`: this link's. `open`, `closed`, `revoked`: another link's, by what
 * became of that one; closed is expired, or forgotten since. `unknown`: it was stored before drafts named their link.
 */
export type DraftOwner = 'own' | 'open' | 'closed' | 'revoked' | 'unknown';

/** A draft, as far as it decides who may do what with it. */
export interface DraftAccessState {
  readonly owner: DraftOwner;
  readonly kind: DraftKind | undefined;
}

/** Why a link may not do something with a draft: the code of a problem. */
export type DraftAccessProblem = 'setup-read-only' | 'setup-draft-of-another-link' | 'setup-draft-withdrawn';

/**
 * Why a link of this intent may not do `verb` with the draft that there is; undefined where it may. Asked at every verb:
 * - `inspect` changes nothing.
 * - `renew-certificate` works on a renewal of its own. Where another draft's link is over, it may begin its own instead,
 *   so that what somebody left behind never blocks a renewal.
 * - `set-up` works with its colleagues' drafts too. What a revoked link left it replaces or discards, and no more.
 * @param draft Undefined where there is none.
 */
export function draftAccessProblem(
  verb: DraftOperation,
  intent: SetupIntent,
  draft: DraftAccessState | undefined,
): DraftAccessProblem | undefined {
  if (intent === 'inspect') return 'setup-read-only';
  if (draft === undefined) return undefined;
  const { owner, kind } = draft;
  const replaces = verb === 'look' || verb === 'keep';
  if (intent === 'set-up') {
    return owner === 'revoked' && !replaces && verb !== 'discard' ? 'setup-draft-withdrawn' : undefined;
  }
  if (owner === 'own' && kind === 'renewal') return undefined;
  return replaces && (owner === 'closed' || owner === 'revoked') ? undefined : 'setup-draft-of-another-link';
}

/** What became of the link of a draft. @param link Undefined where it has been forgotten. */
export function ownerOf(link: SetupLink | undefined, now: Date): DraftOwner {
  if (link?.revokedAt !== undefined) return 'revoked';
  return link !== undefined && isLinkOpen(link, now) ? 'open' : 'closed';
}
