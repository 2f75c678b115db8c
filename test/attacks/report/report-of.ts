import { diagnoseResponse, type ValidationReport } from '../../../shared/saml/inbound/report.ts';
import { prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import { facts } from '../../fixtures/facts.ts';
import { toBase64 } from '../../fixtures/post.ts';
import type { Post } from '../attack.ts';
import type { World } from '../world.ts';

/** Returns the validation report of a post, as the tenant of this world gets it. */
export function reportOf(post: Post, world: World): ValidationReport {
  const { issuer, identifier, replyUrl, trustedKeys } = { ...world, ...post.at, ...post };
  const trust = prepareTrust({ trustedKeys, allowSha1: post.allowSha1 ?? false });
  const field = post.field ?? toBase64(post.message);
  const claim = post.identityClaim === undefined ? {} : { identityClaim: post.identityClaim };
  return diagnoseResponse(field, { issuer, identifier, replyUrl, trust, ...claim }, post.now ?? facts.now);
}
