import { defined } from '../../shared/objects/defined.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readResponse } from '../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { type AcceptedAssertion, verifyResponse } from '../../shared/saml/inbound/verify.ts';
import { timeOfVerification } from '../fixtures/facts.ts';
import { toBase64 } from '../fixtures/post.ts';
import type { Forge, Post } from './attack.ts';
import type { Genuine } from './genuine.ts';
import type { World } from './world.ts';

/** What became of a message; anything that is thrown and no Problem comes through. */
export type Verdict = { readonly accepted: AcceptedAssertion } | { readonly refused: Problem };

/** What `forge` posts. */
export function posted(forge: Forge, genuine: Genuine): Post {
  const made = forge(genuine);
  return typeof made === 'string' || made instanceof Uint8Array ? { message: made } : made;
}

/** Reads and judges `post` as the tenant of `world`, at its own time or else `now`. */
export function verdictOn(post: Post, world: World, now: Date = timeOfVerification()): Verdict {
  const { issuer, identifier, replyUrl, trustedKeys } = { ...world, ...post.at, ...post };
  try {
    const trust = prepareTrust({ trustedKeys, allowSha1: post.allowSha1 ?? false });
    const unverified = readResponse(post.field ?? toBase64(post.message));
    return {
      accepted: verifyResponse(
        unverified,
        {
          issuer,
          identifier,
          replyUrl,
          trust,
          ...defined({ identityClaim: post.identityClaim }),
        },
        post.now ?? now,
      ),
    };
  } catch (error) {
    if (error instanceof Problem) return { refused: error };
    throw error;
  }
}

/** A verdict in one word, for an assertion that shows what went wrong. */
export function outcomeOf(verdict: Verdict): string {
  return 'accepted' in verdict ? 'accepted' : verdict.refused.code;
}
