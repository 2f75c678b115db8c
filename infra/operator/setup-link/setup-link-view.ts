import { isLinkOpen, type SetupLink } from '../../../shared/setup/setup-link.ts';

/** A link in the output, without the hash of its secret. */
export interface SetupLinkView extends Omit<SetupLink, 'secretHash'> {
  readonly state: 'open' | 'expired' | 'revoked' | 'used';
}

/** Returns a link for the output. */
export function viewLink({ secretHash: _, ...link }: SetupLink, now: Date): SetupLinkView {
  const isUsed = link.once && link.openings > 0;
  const open = isLinkOpen({ ...link, secretHash: '' }, now) ? (isUsed ? 'used' : 'open') : 'expired';
  return { ...link, state: link.revokedAt === undefined ? open : 'revoked' };
}
